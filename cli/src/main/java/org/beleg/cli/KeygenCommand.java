package org.beleg.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.beleg.note.NoteVerifier;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws a key pair and writes it to files; the secret goes nowhere else. */
@Command(
    name = "keygen",
    description = {
      "Draw a new key pair and write it to files.",
      "",
      "PREFIX.key.pem is the private key, unencrypted and readable by you alone; PREFIX.pub.pem is the "
          + "public key; with --name, PREFIX.vkey is the named key that others verify with. Files that "
          + "exist are not overwritten, and the private key is never printed."
    },
    footer = "  beleg keygen --name log.example/a --out log")
final class KeygenCommand extends Task {

  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  @Option(
      names = "--scheme",
      paramLabel = "NAME",
      defaultValue = "ed25519",
      description =
          "A scheme that signs and whose keys have a PEM form, such as ed25519 (default) or "
              + "ecdsa-p256-sha256, in short ecdsa-p256.")
  private SignatureScheme scheme;

  @Option(
      names = "--name",
      paramLabel = "KEYNAME",
      description = "Key name for signed notes; a log's should be its origin.")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "PREFIX",
      defaultValue = "beleg",
      description = "What the files' names begin with; default is 'beleg'.")
  private String prefix;

  @Override
  boolean run(Report report) throws IOException {
    if (prefix.equals("-")) {
      throw usage("A private key goes to a file only");
    }
    Path secretFile = Path.of(prefix + ".key.pem");
    Path publicFile = Path.of(prefix + ".pub.pem");
    Path vkeyFile = Path.of(prefix + ".vkey");
    // asked before anything is written, so that no half of a key pair stays behind
    requireAbsent(secretFile);
    requireAbsent(publicFile);
    requireAbsent(vkeyFile);
    SigningKey key = SigningKey.generate(scheme);
    NoteVerifier verifier = name == null ? null : NoteVerifier.of(name, key.verifyingKey());
    writeSecret(secretFile, key.toPem());
    Files.writeString(publicFile, key.verifyingKey().toPem(), StandardOpenOption.CREATE_NEW);
    report.fact("scheme", "scheme", Names.of(scheme));
    report.fact("privateKeyFile", "private key", secretFile.toString());
    report.fact("publicKeyFile", "public key", publicFile.toString());
    if (verifier != null) {
      Files.writeString(vkeyFile, verifier.format() + "\n", StandardOpenOption.CREATE_NEW);
      report.fact("vkeyFile", "vkey file", vkeyFile.toString());
      report.fact("vkey", "vkey", verifier.format());
    }
    return true;
  }

  private static void requireAbsent(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  /** Creates the file with its mode, so that there is no moment at which others may open it. */
  private static void writeSecret(Path file, String pem) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode = posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
    try (SeekableByteChannel channel = Files.newByteChannel(file, NEW_FILE, mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
