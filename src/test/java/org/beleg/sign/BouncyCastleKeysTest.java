package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.testing.SeededRandom;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.junit.jupiter.api.Test;

/** Documents as Bouncy Castle writes them: version 2 for Ed25519, both optional fields for P-256. */
class BouncyCastleKeysTest {

  @Test
  void parsePkcs8_readsVersionTwoEd25519() throws IOException, MalformedDataException {
    Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SeededRandom(1));
    byte[] pkcs8 = PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
    assertThat(pkcs8[4]).as("version 2 is written 1").isEqualTo((byte) 1);
    SigningKey parsed = SigningKey.parsePkcs8(pkcs8);
    assertThat(parsed.toPkcs8()).isEqualTo(pkcs8);
    assertThat(parsed.verifyingKey().toSpki()).isEqualTo(spki(key.generatePublicKey()));
  }

  @Test
  void parsePkcs8_readsEcPrivateKeyWithParametersAndPublicKey()
      throws IOException, MalformedDataException {
    ECNamedDomainParameters domain = new ECNamedDomainParameters(
        SECObjectIdentifiers.secp256r1, ECNamedCurveTable.getByName("secp256r1"));
    ECPrivateKeyParameters key = new ECPrivateKeyParameters(BigInteger.valueOf(12345), domain);
    byte[] pkcs8 = PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
    SigningKey parsed = SigningKey.parsePkcs8(pkcs8);
    assertThat(parsed.scheme()).isEqualTo(SignatureScheme.ECDSA_P256_SHA256);
    assertThat(parsed.toPkcs8()).isEqualTo(pkcs8);
    assertThat(parsed.toPkcs8()).isNotEqualTo(rewritten(key));
  }

  /** The same scalar, 32 bytes, in the form that Beleg writes. */
  private static byte[] rewritten(ECPrivateKeyParameters key) throws MalformedDataException {
    byte[] scalar = new byte[32];
    byte[] digits = key.getD().toByteArray();
    System.arraycopy(digits, 0, scalar, 32 - digits.length, digits.length);
    return SigningKey.of(SignatureScheme.ECDSA_P256_SHA256, scalar).toPkcs8();
  }

  private static byte[] spki(AsymmetricKeyParameter key) throws IOException {
    return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
  }
}
