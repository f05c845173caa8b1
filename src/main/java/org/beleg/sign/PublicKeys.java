package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import org.beleg.MalformedDataException;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.jwk.Jwk;
import org.beleg.internal.sign.KeyDocuments;
import org.beleg.internal.sign.SubjectPublicKeyInfo;
import org.beleg.internal.ssh.SshPublicKey;
import org.beleg.internal.text.Pem;
import org.beleg.internal.text.StrictBase64;

/** Reads public keys out of documents: which scheme does a document name, and which may it. */
final class PublicKeys {

  private static final int MAX_TEXT = 4 * KeyDocuments.MAX_BYTES;

  private PublicKeys() {}

  static VerifyingKey parseSpki(byte[] der) throws MalformedDataException {
    SubjectPublicKeyInfo document = SubjectPublicKeyInfo.parse(der);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (document.isFor(scheme.algorithmIdentifier())) {
        return VerifyingKey.of(scheme, document.key());
      }
    }
    throw document.unexpectedAlgorithm("any scheme");
  }

  static VerifyingKey parseSpki(SignatureRules rules, byte[] der) throws MalformedDataException {
    SignatureScheme scheme = rules.scheme();
    SubjectPublicKeyInfo document = SubjectPublicKeyInfo.parse(der);
    if (!document.isFor(scheme.algorithmIdentifier())) {
      throw document.unexpectedAlgorithm(scheme.name());
    }
    return VerifyingKey.withRules(rules, document.key());
  }

  static byte[] decodePem(String pem) throws MalformedDataException {
    return Pem.parse(pem, KeyDocuments.PUBLIC_LABEL, KeyDocuments.MAX_BYTES, "public key (PEM)");
  }

  static VerifyingKey parseJwk(String json) throws MalformedDataException {
    Jwk document = Jwk.parse(json);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (document.isFor(scheme.name(), false)) {
        return VerifyingKey.of(scheme, document.raw(scheme.name()));
      }
    }
    throw document.unexpected("any scheme");
  }

  static VerifyingKey parseJwk(SignatureScheme scheme, String json) throws MalformedDataException {
    requireNonNull(scheme, "scheme");
    Jwk document = Jwk.parse(json);
    if (!document.isFor(scheme.name(), true)) {
      throw document.unexpected(scheme.name());
    }
    return VerifyingKey.of(scheme, document.raw(scheme.name()));
  }

  static VerifyingKey parseOpenSsh(String line) throws MalformedDataException {
    SshPublicKey document = SshPublicKey.parseLine(line);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (document.namesItsScheme() && document.isFor(scheme.name())) {
        return VerifyingKey.of(scheme, document.raw(scheme.name()));
      }
    }
    throw document.unexpected("one scheme alone");
  }

  static VerifyingKey parseOpenSsh(SignatureScheme scheme, String line)
      throws MalformedDataException {
    requireNonNull(scheme, "scheme");
    SshPublicKey document = SshPublicKey.parseLine(line);
    if (!document.isFor(scheme.name())) {
      throw document.unexpected(scheme.name());
    }
    return VerifyingKey.of(scheme, document.raw(scheme.name()));
  }

  static VerifyingKey parseText(String text) throws MalformedDataException {
    int colon = text.indexOf(':');
    if (colon < 0 || text.length() > MAX_TEXT) {
      throw new MalformedDataException(
          "public key", "text", "not '<rules>:<base64>' of at most " + MAX_TEXT + " characters");
    }
    SignatureRules rules = SignatureRules.parse(text.substring(0, colon));
    return VerifyingKey.withRules(
        rules, StrictBase64.decode(text.substring(colon + 1), "public key", "raw key"));
  }

  static String fingerprint(VerifyingKey key) {
    byte[] form = key.scheme().hasSpki()
        ? key.toSpki()
        : (key.scheme() + ":" + StrictBase64.encode(key.toRaw()))
            .getBytes(StandardCharsets.US_ASCII);
    return sha256(form);
  }

  /** The one form of fingerprints in this package: lower-case hexadecimal digits. */
  static String sha256(byte[] form) {
    byte[] hash = new byte[32];
    Digest sha256 = JdkDigest.of("SHA-256");
    sha256.update(form, 0, form.length);
    sha256.finish(hash, 0);
    return BaseEncoding.base16().lowerCase().encode(hash);
  }
}
