package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;

/** Key documents as other software publishes and writes them. */
class KnownKeysTest {

  // RFC 8410, section 10.1 and the first example of 10.3
  private static final String RFC_8410_PUBLIC =
      pem("PUBLIC KEY", "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=");
  private static final String RFC_8410_PRIVATE =
      pem("PRIVATE KEY", "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC");

  // RFC 8410, the second example of section 10.3: the same key with an attribute and its public key
  private static final String RFC_8410_PRIVATE_V2 = pem(
      "PRIVATE KEY",
      "MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
      "oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB",
      "Z9w7lshQhqowtrbLDFw4rXAxZuE=");

  // OpenSSL 3.0: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256; a throw-away key
  private static final String OPENSSL_P256 = pem(
      "PRIVATE KEY",
      "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoSPrTLJNB6GM4h6+",
      "coI3tceA04moRceH3OiWeNDhwHWhRANCAARInJ2HsUI9IfhilUyN5E3Xigr5luIe",
      "/H7UZCwzJcmG5CRUcZkEZi6COyTqdIAw8aKj1qkL9BolNBprpPltnj6M");

  private static String pem(String label, String... lines) {
    return "-----BEGIN " + label + "-----\n"
        + String.join("\n", lines)
        + "\n-----END " + label + "-----\n";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void rfc8410_publicKeyBelongsToPrivateKey() throws MalformedDataException {
    VerifyingKey key = VerifyingKey.parsePem(RFC_8410_PUBLIC);
    SigningKey signingKey = SigningKey.parsePem(RFC_8410_PRIVATE);
    assertThat(key.scheme()).isEqualTo(SignatureScheme.ED25519);
    assertThat(key.toPem()).isEqualTo(RFC_8410_PUBLIC);
    assertThat(signingKey.verifyingKey()).isEqualTo(key);
    assertThat(signingKey.toPem()).isEqualTo(RFC_8410_PRIVATE);
    assertThat(key.verify(ascii("m"), signingKey.sign(ascii("m"))).isAccepted()).isTrue();
  }

  @Test
  void rfc8410_versionTwoKeepsItsAttributesAndPublicKey() throws MalformedDataException {
    SigningKey signingKey = SigningKey.parsePem(RFC_8410_PRIVATE_V2);
    assertThat(signingKey.toPem()).isEqualTo(RFC_8410_PRIVATE_V2);
    assertThat(signingKey.verifyingKey()).isEqualTo(VerifyingKey.parsePem(RFC_8410_PUBLIC));
  }

  @Test
  void openssl_p256KeyIsInTheFormThatBelegWrites() throws MalformedDataException {
    SigningKey parsed = SigningKey.parsePem(OPENSSL_P256);
    assertThat(parsed.scheme()).isEqualTo(SignatureScheme.ECDSA_P256_SHA256);
    assertThat(parsed.toPem()).isEqualTo(OPENSSL_P256);
    byte[] scalar = Arrays.copyOfRange(parsed.toPkcs8(), 36, 68);
    assertThat(SigningKey.of(SignatureScheme.ECDSA_P256_SHA256, scalar).toPem())
        .isEqualTo(OPENSSL_P256);
    assertThat(parsed.verifyingKey().verify(ascii("m"), parsed.sign(ascii("m"))).isAccepted())
        .isTrue();
  }
}
