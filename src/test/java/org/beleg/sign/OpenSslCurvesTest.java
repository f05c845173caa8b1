package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and signatures as OpenSSL 3.0 makes them: openssl genpkey, dgst and pkeyutl. Throw-away keys. */
class OpenSslCurvesTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] MESSAGE = "the record".getBytes(StandardCharsets.US_ASCII);

  private static final String SM2_PUBLIC = """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEffe+fyB1C7HoHi4liQvFbDkMym0+
      EwWK/YguLeQ28+nkaUaEuLPP/gHybfeolgbbXC4yD3f72TsSKV1MEqNL4g==
      -----END PUBLIC KEY-----
      """;

  // scheme, lines of the private key, signature
  @ParameterizedTest
  @CsvSource({
    "ECDSA_P384_SHA384,"
        + "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDBq91P6r6DE4tBCamc6|"
        + "DQWPgPr6O4mj6yrampLSWCC0qgAZEElYJlrQhCW6a17XDpihZANiAARvBRwVRFPW|"
        + "6J/4FNQZS9EUZbd22AoCFjMniIUREXw6u9l1iYEdCIuTcxk/jAb4dAmINj1cUYKn|"
        + "WAVVV+Q16kPWNHPBe866+OwsGxxGZJ3xXV8/90szbjiO+3ygyR8jFgk=,"
        + "306502302919d23cb305fa737b5180ead1070de96d51558fb26da0dd2102d33952dff370"
        + "d6b026aa798ee518217b7a0f5988c6dc0231008212119248317da90022c92030223cade0"
        + "21a585a7a673e7941c443e4830550321ae51f0fdc995f8cda776d061356f04",
    "ECDSA_P521_SHA512,"
        + "MIHuAgEAMBAGByqGSM49AgEGBSuBBAAjBIHWMIHTAgEBBEIBhzowk3hOB/k2PTME|"
        + "89nBHfIZBOXseZGlf9mhDD64pMZoeo+n1PUWc9GAWO0M3k1X58M0nWDOgMfxBKd0|"
        + "8gjXVlahgYkDgYYABAGXUM14fDgllTgDJhhb2RiXCf7BU6GbAOAQ8VBhDAAZLsTn|"
        + "+WCmxx5HkicMEwYaWrTv9NIcxvEGQX6XoUBWYRiuqQHaypSFecly0LCy9aTgWyQx|"
        + "0b3tCYxYmhOns3DBVMLOHQXDZuK4AnOfx8E/82PLDNbiaG4zLF8Osawu33mVYY7P|"
        + "qw==,"
        + "30818702415235be0ec844aee077a6397c48203a077106a70336383753813754038a205e"
        + "2134ca0a565c9b8de3578ca5ed42f809ff53c3bf8ede2eb77a9d5e2876e1c94521bd0242"
        + "00c4a090c60f918ebe8cce9aabe55be9d8d1142694fb87acc512a8085a630a8c3109cb2e"
        + "1b651a9d2394d35616599a50c2c9b023461e0b4bb01d4681b505cb95b3fd",
    "ECDSA_SECP256K1_SHA256,"
        + "MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgPSI4uYEk90Gq1iPTszYH|"
        + "+skldjS5g6dofdI2CDTogaOhRANCAAS6pMlIExSCFyjoUuDfh3Ta5x+qJV+MEJdT|"
        + "JFP1MjUlSZlfIVuFWUOZClz7AN8NlVgeOZU8bPjD4LI/CwUepOUD,"
        + "3044022000ddb8fb2d8bc2dc8906b2181261e7a2582b32dcdf7a8e48269cd23a26138ce9"
        + "0220177f34e2386cafc1854d6f76d151985ecae9544aca86aa70ec8bfec8869b415f",
    "SM2_SM3,"
        + "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQgoudWNuLPTURQRhXx|"
        + "PexI+CHy7rRz1hMoDNpXYYukM/GhRANCAAR9975/IHULsegeLiWJC8VsOQzKbT4T|"
        + "BYr9iC4t5Dbz6eRpRoS4s8/+AfJt96iWBttcLjIPd/vZOxIpXUwSo0vi,"
        + "304502200f0ec54d2a7ec6713cb7a99e4da01aeed6685639dad1983240575e4133b710f6"
        + "022100d5c3948dd15bf628d1b324ab06798104a702d08f142532d3757bcf148d026f90",
  })
  void keysAreInTheFormThatBelegWritesAndSignaturesAreAccepted(
      SignatureScheme scheme, String lines, String signature) throws MalformedDataException {
    String pem = "-----BEGIN PRIVATE KEY-----\n"
        + lines.replace('|', '\n')
        + "\n-----END PRIVATE KEY-----\n";
    SigningKey key = SigningKey.parsePem(pem);
    assertThat(key.scheme()).isEqualTo(scheme);
    assertThat(key.toPem()).isEqualTo(pem);
    assertThat(key.verifyingKey().verify(MESSAGE, HEX.parseHex(signature)).isAccepted())
        .isTrue();
    // what Beleg would have written of the same secret
    int at = pkcs8ScalarOffset(key.toPkcs8());
    byte[] scalar = new byte[key.toPkcs8()[at - 1]];
    System.arraycopy(key.toPkcs8(), at, scalar, 0, scalar.length);
    assertThat(SigningKey.of(scheme, scalar).toPem()).isEqualTo(pem);
  }

  /** The scalar is the OCTET STRING after the version 1 of ECPrivateKey. */
  private static int pkcs8ScalarOffset(byte[] pkcs8) {
    byte[] before = {2, 1, 1, 4};
    for (int at = 0; ; at++) {
      if (Arrays.equals(pkcs8, at, at + 4, before, 0, 4)) {
        return at + 5;
      }
    }
  }

  /** Where nobody says otherwise, pkeyutl signs for the empty user id, which is not GM/T 0009's. */
  @Test
  void sm2SignatureWithoutUserIdIsForTheEmptyOne() throws MalformedDataException {
    byte[] signature =
        HEX.parseHex("304402200630debfe11e77681688fc399d9e08770d8cae9cb89fbfb80da351c2f4a95fc2"
            + "0220403efadc1ce4f055e1d47ac57d96bdad9747eb42eaa746bd9a082198c385710c");
    VerifyingKey key = VerifyingKey.parsePem(SM2_PUBLIC);
    assertThat(key.toPem()).isEqualTo(SM2_PUBLIC);
    assertThat(key.verify(MESSAGE, signature).isAccepted()).isFalse();
    SignatureRules emptyId = key.rules().withUserId(new byte[0]);
    assertThat(key.withRules(emptyId).verify(MESSAGE, signature).isAccepted()).isTrue();
  }
}
