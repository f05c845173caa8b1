package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SPKI and PKCS#8 documents: the forms that real tools write, and the ones that must not be read. */
class KeyDocumentTest {

  private static final byte[] ED25519 = hex("300506032b6570");
  private static final byte[] P256 = hex("301306072a8648ce3d020106082a8648ce3d030107");
  private static final byte[] P256_NAME = hex("06082a8648ce3d030107");
  private static final byte[] P384_NAME = hex("06052b81040022");

  private final SigningKey ed25519 =
      SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(1));
  private final SigningKey p256 =
      SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(1));

  private final byte[] edSeed = Arrays.copyOfRange(ed25519.toPkcs8(), 16, 48);
  private final byte[] edPublic = ed25519.verifyingKey().toRaw();
  private final byte[] ecScalar = Arrays.copyOfRange(p256.toPkcs8(), 36, 68);
  private final byte[] ecPublic = p256.verifyingKey().toRaw();

  // --- SPKI --------------------------------------------------------------------------------------

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Ed25519 with NULL parameters, 300706032b65700500",
    "X25519, 300506032b656e",
    "X448, 300506032b656f",
    "secp256k1, 301006072a8648ce3d020106052b8104000a",
    "P-384, 301006072a8648ce3d020106052b81040022",
    "binary curve sect283k1, 301006072a8648ce3d020106052b81040010",
    "id-ecPublicKey without parameters, 300906072a8648ce3d0201",
    "id-ecPublicKey with NULL, 300b06072a8648ce3d02010500",
    "parameters after the curve, 301506072a8648ce3d020106082a8648ce3d0301070500",
    "rsaEncryption, 300d06092a864886f70d0101010500",
    "empty SEQUENCE, 3000",
    "BER length, 30811306072a8648ce3d020106082a8648ce3d030107",
  })
  void spki_refusesAlgorithmIdentifiersThatNoSchemeStates(String name, String algorithm) {
    assertMalformedSpki(spki(hex(algorithm), ecPublic), "");
    assertMalformedSpki(spki(hex(algorithm), edPublic), "");
  }

  @Test
  void spki_refusesExplicitCurveParameters() {
    byte[] explicit = Der.element(
        Der.SEQUENCE,
        hex("06072a8648ce3d0201"),
        Der.element(Der.SEQUENCE, hex("020101"), new byte[0]));
    assertMalformedSpki(spki(explicit, ecPublic), "is not that of any scheme");
  }

  @Test
  void spki_refusesKeysThatTheSchemeRefuses() {
    byte[] compressed = Arrays.copyOf(ecPublic, 33);
    compressed[0] = 2;
    assertMalformedSpki(spki(P256, compressed), "33 bytes, not 65");
    assertMalformedSpki(spki(P256, new byte[1]), "1 bytes, not 65");
    assertMalformedSpki(spki(P256, new byte[0]), "0 bytes, not 65");
    assertMalformedSpki(spki(ED25519, new byte[32]), "weak key");
    assertMalformedSpki(spki(ED25519, ecPublic), "65 bytes, not 32");
  }

  @Test
  void spki_refusesOtherStructure() {
    byte[] bits = Der.bitString(Der.BIT_STRING, edPublic);
    assertMalformedSpki(new byte[0], "SEQUENCE expected, but the data end");
    assertMalformedSpki(Der.element(Der.SEQUENCE), "SEQUENCE of an AlgorithmIdentifier expected");
    assertMalformedSpki(Der.element(Der.SEQUENCE, ED25519), "BIT STRING expected");
    assertMalformedSpki(
        Der.element(Der.SEQUENCE, ED25519, Der.element(Der.OCTET_STRING, edPublic)),
        "BIT STRING expected, found OCTET STRING");
    assertMalformedSpki(Der.element(Der.SEQUENCE, ED25519, bits, new byte[2]), "surplus");
    assertMalformedSpki(
        Der.element(Der.SEQUENCE, ED25519, Der.element(Der.BIT_STRING)), "unused bits");
    byte[] unused = Der.element(Der.BIT_STRING, new byte[] {1}, edPublic);
    assertMalformedSpki(Der.element(Der.SEQUENCE, ED25519, unused), "unused bits");
  }

  @Test
  void spki_refusesLargeDocumentsUnread() {
    byte[] large = new byte[16 * 1024 + 1];
    assertMalformedSpki(large, "16385 bytes, more than 16384");
    assertMalformedPkcs8(large, "16385 bytes, more than 16384");
  }

  // --- PKCS#8 ------------------------------------------------------------------------------------

  @Test
  void pkcs8_readsEcKeysWithAndWithoutParametersAndPublicKey() throws MalformedDataException {
    byte[] parameters = Der.element(Der.contextConstructed(0), P256_NAME);
    byte[] publicKey = attached(ecPublic);
    byte[][] forms = {
      ec(), // the JDK's form
      ec(publicKey), // OpenSSL's
      ec(parameters),
      ec(parameters, publicKey), // Bouncy Castle's
    };
    for (byte[] form : forms) {
      SigningKey key = SigningKey.parsePkcs8(form);
      assertThat(key.toPkcs8()).isEqualTo(form);
      assertThat(key.verifyingKey()).isEqualTo(p256.verifyingKey());
    }
    assertThat(p256.toPkcs8()).as("the form of generated keys").isEqualTo(ec(publicKey));
  }

  @Test
  void pkcs8_refusesOtherEcPrivateKeys() {
    byte[] foreign = SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(2))
        .verifyingKey()
        .toRaw();
    byte[] parameters = Der.element(Der.contextConstructed(0), P256_NAME);
    assertMalformedPkcs8(ec(attached(foreign)), "does not belong to the private key");
    assertMalformedPkcs8(ec(attached(new byte[0])), "attached public key is empty");
    assertMalformedPkcs8(ec(attached(ecPublic), parameters), "surplus");
    assertMalformedPkcs8(
        ec(Der.element(Der.contextConstructed(0), P384_NAME)), "do not name P-256");
    assertMalformedPkcs8(
        ec(Der.element(Der.contextConstructed(0), P256_NAME, P256_NAME)), "surplus");
    byte[] bits = Der.bitString(Der.BIT_STRING, ecPublic);
    assertMalformedPkcs8(
        ec(Der.element(Der.contextConstructed(1), bits, new byte[] {5, 0})), "surplus");
    assertMalformedPkcs8(ecPrivateKey(2, ecScalar), "version of ECPrivateKey is not 1");
    assertMalformedPkcs8(ecPrivateKey(1, Arrays.copyOf(ecScalar, 31)), "31 bytes, not 32");
    assertMalformedPkcs8(ecPrivateKey(1, new byte[33]), "33 bytes, not 32");
    assertMalformedPkcs8(ecPrivateKey(1, new byte[32]), "not in [1, n - 1]");
  }

  @Test
  void pkcs8_versionTwoCarriesTheDerivedPublicKey() throws MalformedDataException {
    byte[] foreign = SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(2))
        .verifyingKey()
        .toRaw();
    byte[] own = Der.bitString(Der.context(1), edPublic);
    assertThat(SigningKey.parsePkcs8(ed(1, own)).toPkcs8()).isEqualTo(ed(1, own));
    assertMalformedPkcs8(
        ed(1, Der.bitString(Der.context(1), foreign)), "does not belong to the private key");
    assertMalformedPkcs8(ed(1), "tag 0x81 expected");
    assertMalformedPkcs8(ed(0, own), "surplus");
    assertMalformedPkcs8(ed(2, own), "version is neither 0 nor 1");
    assertThat(ed25519.toPkcs8()).as("the form of generated keys").isEqualTo(ed(0));
  }

  @Test
  void pkcs8_attributesAreDerOfBoundedDepth() throws MalformedDataException {
    byte[] flat = attributes(Der.element(Der.SEQUENCE, hex("0603551d0e"), Der.element(0x31)));
    assertThat(SigningKey.parsePkcs8(ed(0, flat)).toPkcs8()).isEqualTo(ed(0, flat));
    byte[] deep = new byte[0];
    for (int i = 0; i < 15; i++) {
      deep = Der.element(Der.SEQUENCE, deep);
    }
    assertThat(SigningKey.parsePkcs8(ed(0, attributes(deep))).scheme())
        .isEqualTo(SignatureScheme.ED25519);
    assertMalformedPkcs8(ed(0, attributes(Der.element(Der.SEQUENCE, deep))), "nested too deeply");
    assertMalformedPkcs8(ed(0, attributes(hex("3080"))), "indefinite length");
    assertMalformedPkcs8(ed(0, flat, flat), "surplus");
  }

  @Test
  void pkcs8_refusesOtherStructure() {
    assertMalformedPkcs8(new byte[0], "SEQUENCE expected, but the data end");
    assertMalformedPkcs8(concat(ed(0), new byte[1]), "surplus");
    assertMalformedPkcs8(
        pkcs8(
            0, ED25519, Der.element(Der.OCTET_STRING, Der.element(Der.OCTET_STRING, new byte[31]))),
        "31 bytes, not 32");
    assertMalformedPkcs8(
        pkcs8(0, ED25519, Der.element(Der.OCTET_STRING, edSeed)), "OCTET STRING expected");
    assertMalformedPkcs8(
        pkcs8(
            0,
            ED25519,
            Der.element(Der.OCTET_STRING, Der.element(Der.OCTET_STRING, edSeed), new byte[2])),
        "surplus");
    assertMalformedPkcs8(
        pkcs8(0, hex("300506032b656e"), Der.element(Der.OCTET_STRING, edSeed)),
        "is not that of any scheme");
    assertMalformedPkcs8(
        Der.element(Der.SEQUENCE, hex("020100"), Der.element(Der.OCTET_STRING, edSeed)),
        "SEQUENCE of an AlgorithmIdentifier expected");
    assertMalformedPkcs8(
        pkcs8(0, Der.element(Der.SEQUENCE, new byte[40]), Der.element(Der.OCTET_STRING, edSeed)),
        "... is not that of any scheme");
  }

  private byte[] ed(int version, byte[]... rest) {
    return pkcs8(
        version,
        ED25519,
        concat(Der.element(Der.OCTET_STRING, Der.element(Der.OCTET_STRING, edSeed)), concat(rest)));
  }

  private byte[] ec(byte[]... rest) {
    return ecPrivateKey(1, ecScalar, rest);
  }

  private static byte[] ecPrivateKey(int version, byte[] scalar, byte[]... rest) {
    byte[] key = Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(BigInteger.valueOf(version)),
        Der.element(Der.OCTET_STRING, scalar),
        concat(rest));
    return pkcs8(0, P256, Der.element(Der.OCTET_STRING, key));
  }

  private static byte[] attached(byte[] publicKey) {
    return Der.element(Der.contextConstructed(1), Der.bitString(Der.BIT_STRING, publicKey));
  }

  private static byte[] attributes(byte[] contents) {
    return Der.element(Der.contextConstructed(0), contents);
  }

  private static byte[] pkcs8(int version, byte[] algorithm, byte[] rest) {
    return Der.element(
        Der.SEQUENCE, Der.unsignedInteger(BigInteger.valueOf(version)), algorithm, rest);
  }

  private static byte[] spki(byte[] algorithm, byte[] key) {
    return Der.element(Der.SEQUENCE, algorithm, Der.bitString(Der.BIT_STRING, key));
  }

  private static void assertMalformedSpki(byte[] der, String problem) {
    assertThatThrownBy(() -> VerifyingKey.parseSpki(der))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(problem);
  }

  private static void assertMalformedPkcs8(byte[] der, String problem) {
    assertThatThrownBy(() -> SigningKey.parsePkcs8(der))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(problem);
  }

  private static byte[] concat(byte[]... parts) {
    byte[] whole = {};
    for (byte[] part : parts) {
      int length = whole.length;
      whole = Arrays.copyOf(whole, length + part.length);
      System.arraycopy(part, 0, whole, length, part.length);
    }
    return whole;
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
