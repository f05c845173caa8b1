package org.beleg.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.sign.MessageSigner;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SigningKey;
import org.beleg.sign.SshHash;
import org.beleg.sign.SshSignature;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a file. */
@Command(
    name = "sign",
    description = {
      "Sign a file; the signature goes to a file of its own.",
      "",
      "The file is read once and may be of any size, but for schemes that read a message twice (Ed25519 "
          + "without --ssh-namespace): then it has to fit into memory."
    },
    footer = {
      "  beleg sign release.tar --key log.key.pem --out release.tar.sig",
      "  beleg sign release.tar --key log.key.pem --ssh-namespace file --out release.tar.sig"
    })
final class SignCommand extends Task {

  @Parameters(paramLabel = "FILE", description = "What to sign, '-' for standard input.")
  private String path;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      required = true,
      description = "File with the private key: PKCS#8, or OpenSSH without a passphrase.")
  private String keyFile;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description =
          "A scheme and its options, such as 'ECDSA_P256_SHA256;low-s'; default is the scheme "
              + "that the key file names.")
  private @Nullable String rules;

  @Option(
      names = "--ssh-namespace",
      paramLabel = "NAME",
      description = "Make an SSH signature for this purpose, as ssh-keygen -Y sign does.")
  private @Nullable String namespace;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Write the signature to this file.")
  private String out;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    if (out.equals("-")) {
      throw usage("A signature is bytes and goes to a file only");
    }
    SigningKey key = key();
    if (namespace == null) {
      byte[] signature = sign(key);
      Files.write(Path.of(out), signature);
      report.field("signature", HexFormat.of().formatHex(signature));
    } else {
      try (InputStream message = input().open(path)) {
        String armored =
            SshSignature.signStream(key, namespace, SshHash.SHA_512, message).format();
        Files.writeString(Path.of(out), armored);
        report.field("signature", armored);
      }
    }
    PublicKeyOptions.describe(report, key.verifyingKey());
    report.fact("file", "written to", out);
    return true;
  }

  private SigningKey key() throws IOException, MalformedDataException {
    String pem = input().document(keyFile, "private key");
    boolean openSsh = pem.startsWith("-----BEGIN OPENSSH ");
    if (rules == null) {
      return openSsh ? SigningKey.parseOpenSsh(pem) : SigningKey.parsePem(pem);
    }
    SignatureRules asked = SignatureRules.parse(rules);
    SigningKey key =
        openSsh ? SigningKey.parseOpenSsh(pem) : SigningKey.parsePem(asked.scheme(), pem);
    return key.withRules(asked);
  }

  private byte[] sign(SigningKey key) throws IOException {
    if (!signsInOnePass(key)) {
      return key.sign(input().record(path));
    }
    try (InputStream message = input().open(path)) {
      return key.signStream(message);
    }
  }

  private static boolean signsInOnePass(SigningKey key) {
    try (MessageSigner signer = key.messageSigner()) {
      return signer.isOpen();
    } catch (UnsupportedOperationException readsTwice) {
      return false;
    }
  }
}
