package org.beleg.cli;

import java.io.IOException;
import java.io.InputStream;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.sign.MessageVerifier;
import org.beleg.sign.SshSignature;
import org.beleg.sign.VerifyingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges the signature of a file. */
@Command(
    name = "signature",
    description = {
      "Judge whether a file was signed by the holder of a key that you trust.",
      "",
      "The signature is the bytes that the scheme fixes, in a file of its own; with --ssh-namespace it is "
          + "one of ssh-keygen -Y sign."
    },
    footer = {
      "  beleg verify signature release.tar --signature release.tar.sig --key log.pub.pem",
      "  beleg verify signature release.tar --signature release.tar.sig --key id_ed25519.pub "
          + "--ssh-namespace file"
    })
final class VerifySignatureCommand extends Task {

  @Parameters(paramLabel = "FILE", description = "What was signed, '-' for standard input.")
  private String path;

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      required = true,
      description = "File with the signature.")
  private String signatureFile;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "File with the public key that you trust: PEM, JWK, OpenSSH, vkey or text.")
  private String keyFile;

  @Mixin
  private PublicKeyOptions options;

  @Option(
      names = "--ssh-namespace",
      paramLabel = "NAME",
      description = "The purpose that an SSH signature must be for.")
  private @Nullable String namespace;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    VerifyingKey key = options.read(this, keyFile);
    Verdict verdict = namespace == null ? judge(key) : judge(key, namespace);
    report.verdict(verdict);
    PublicKeyOptions.describe(report, key);
    return verdict.isAccepted();
  }

  private Verdict judge(VerifyingKey key) throws IOException {
    byte[] signature = input().record(signatureFile);
    if (!verifiesInOnePass(key, signature)) {
      return key.verify(input().record(path), signature);
    }
    try (InputStream message = input().open(path)) {
      return key.verifyStream(message, signature);
    }
  }

  private static boolean verifiesInOnePass(VerifyingKey key, byte[] signature) {
    try (MessageVerifier verifier = key.messageVerifier(signature)) {
      return verifier.isOpen();
    } catch (UnsupportedOperationException keepsTheMessage) {
      return false;
    }
  }

  private Verdict judge(VerifyingKey key, String expectedNamespace)
      throws IOException, MalformedDataException {
    SshSignature signature = SshSignature.parse(input().document(signatureFile, "SSH signature"));
    try (InputStream message = input().open(path)) {
      return signature.verifyStream(key, expectedNamespace, message);
    }
  }
}
