package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.sign.VerifyingKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a public key in all forms that its scheme has. */
@Command(
    name = "show",
    description =
        "Show a public key: its scheme, its fingerprint, and every form that the scheme has.",
    footer = {"  beleg key show id_ed25519.pub", "  beleg key show --json key.jwk"})
final class KeyShowCommand extends Task {

  @Parameters(
      paramLabel = "KEY",
      description =
          "File with the public key: PEM, JWK, OpenSSH, vkey or text; '-' for standard input.")
  private String path;

  @Mixin
  private PublicKeyOptions options;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    VerifyingKey key = options.read(this, path);
    PublicKeyOptions.describe(report, key);
    report.fact("text", "text", key.format());
    if (key.scheme().hasOpenSsh()) {
      report.fact("openSsh", "OpenSSH", key.toOpenSsh());
    }
    if (key.scheme().hasJwk()) {
      report.fact("jwk", "JWK", key.toJwk());
    }
    if (key.scheme().hasSpki()) {
      report.field("pem", key.toPem());
      report.document(key.toPem());
    }
    return true;
  }
}
