package org.beleg.cli;

import java.io.IOException;
import java.util.regex.Pattern;
import org.beleg.MalformedDataException;
import org.beleg.note.NoteVerifier;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.VerifyingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a public key in a file is to be read, and by which rules it judges. */
final class PublicKeyOptions {

  /** The forms in which keys are handed around. */
  enum Format {
    PEM,
    JWK,
    SSH,
    VKEY,
    TEXT
  }

  private static final Pattern TEXT_START = Pattern.compile("[A-Z][A-Z0-9_]*[;:]");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "The form of the key: pem, jwk, ssh, vkey or text (a scheme, a colon, base64); "
          + "default is what it begins like.")
  private @Nullable Format format;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description = "What to judge by: a scheme and its options, such as "
          + "'ECDSA_P256_SHA256;encoding=P1363;low-s'; a key of another scheme is refused. Default is "
          + "what the key says.")
  private @Nullable String rules;

  /** Reads a key file. */
  VerifyingKey read(Task task, String path) throws IOException, MalformedDataException {
    String document = task.input().document(path, "public key");
    String line = document.endsWith("\n") ? document.substring(0, document.length() - 1) : document;
    Format form = format == null ? recognise(document) : format;
    if (rules == null) {
      return switch (form) {
        case PEM -> VerifyingKey.parsePem(document);
        case JWK -> VerifyingKey.parseJwk(document);
        case SSH -> VerifyingKey.parseOpenSsh(document);
        case VKEY -> NoteVerifier.parse(line).key();
        case TEXT -> VerifyingKey.parse(line);
      };
    }
    SignatureRules asked = SignatureRules.parse(rules);
    VerifyingKey key = switch (form) {
      case PEM -> VerifyingKey.parsePem(asked.scheme(), document);
      case JWK -> VerifyingKey.parseJwk(asked.scheme(), document);
      case SSH -> VerifyingKey.parseOpenSsh(asked.scheme(), document);
      case VKEY -> NoteVerifier.parse(line).key();
      case TEXT -> VerifyingKey.parse(line);
    };
    if (key.scheme() != asked.scheme()) {
      throw new MalformedDataException(
          "public key", "scheme", key.scheme() + ", not " + asked.scheme());
    }
    return key.withRules(asked);
  }

  /** The forms cannot be taken for each other by their first characters. */
  private static Format recognise(String document) {
    if (document.startsWith("-----BEGIN ")) {
      return Format.PEM;
    } else if (document.stripLeading().startsWith("{")) {
      return Format.JWK;
    } else if (document.startsWith("ssh-") || document.startsWith("ecdsa-sha2-")) {
      return Format.SSH;
    }
    return TEXT_START.matcher(document).lookingAt() ? Format.TEXT : Format.VKEY;
  }

  /** Prints what a key is. */
  static void describe(Report report, VerifyingKey key) {
    report.fact("scheme", "scheme", Names.of(key.scheme()));
    report.fact("rules", "rules", key.rules().format());
    report.fact("fingerprint", "SHA-256", key.fingerprint());
  }
}
