package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Against SunEC of the running JDK, an independent implementation, on keys, documents, honest signatures
 * and seeded corruptions.
 *
 * <p>Compared is only where that engine is right. It is known to accept an Ed25519 signature with a
 * byte after it (JDK 17, JDK-8285389), a DER integer without its leading zero (JDK 17 and 25) and a
 * point off the curve (KeyFactory), and to refuse ECDSA signatures with a very small r (JDK 17). Its
 * Ed25519 is without cofactor, which honest keys do not show. An empty message must be passed to {@code
 * update} all the same (JDK-8300399).
 */
class JdkDifferentialTest {

  private static final long SEED = 20260102L;

  enum Jdk {
    ED25519(SignatureScheme.ED25519, "Ed25519", "Ed25519", 150),
    P256(SignatureScheme.ECDSA_P256_SHA256, "EC", "SHA256withECDSA", 150),
    P384(SignatureScheme.ECDSA_P384_SHA384, "EC", "SHA384withECDSA", 30),
    P521(SignatureScheme.ECDSA_P521_SHA512, "EC", "SHA512withECDSA", 15);

    final SignatureScheme scheme;
    final String keys;
    final String algorithm;
    final int rounds;

    Jdk(SignatureScheme scheme, String keys, String algorithm, int rounds) {
      this.scheme = scheme;
      this.keys = keys;
      this.algorithm = algorithm;
      this.rounds = rounds;
    }

    PublicKey publicKey(VerifyingKey key) throws GeneralSecurityException {
      return KeyFactory.getInstance(keys, "SunEC")
          .generatePublic(new X509EncodedKeySpec(key.toSpki()));
    }

    PrivateKey privateKey(SigningKey key) throws GeneralSecurityException {
      return KeyFactory.getInstance(keys, "SunEC")
          .generatePrivate(new PKCS8EncodedKeySpec(key.toPkcs8()));
    }

    KeyPair generate() throws GeneralSecurityException {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keys, "SunEC");
      generator.initialize(
          switch (this) {
            case ED25519 -> NamedParameterSpec.ED25519;
            case P256 -> new ECGenParameterSpec("secp256r1");
            case P384 -> new ECGenParameterSpec("secp384r1");
            case P521 -> new ECGenParameterSpec("secp521r1");
          });
      return generator.generateKeyPair();
    }

    byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
      Signature engine = Signature.getInstance(algorithm, "SunEC");
      engine.initSign(key);
      engine.update(message);
      return engine.sign();
    }

    boolean verify(PublicKey key, byte[] message, byte[] signature)
        throws GeneralSecurityException {
      Signature engine = Signature.getInstance(algorithm, "SunEC");
      engine.initVerify(key);
      engine.update(message);
      try {
        return engine.verify(signature);
      } catch (SignatureException e) {
        return false; // its other way to refuse
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void jdkAcceptsKeysAndSignaturesOfBeleg(Jdk jdk) throws GeneralSecurityException {
    Random random = new Random(SEED);
    for (int round = 0; round < jdk.rounds / 3; round++) {
      SigningKey key = SigningKey.generate(jdk.scheme, new SeededRandom(SEED + round));
      byte[] message = message(random, round);
      assertThat(jdk.verify(jdk.publicKey(key.verifyingKey()), message, key.sign(message)))
          .as("seed %d, round %d", SEED, round)
          .isTrue();
      byte[] theirs = jdk.sign(jdk.privateKey(key), message);
      assertThat(key.verifyingKey().verify(message, theirs).isAccepted())
          .as("seed %d, round %d", SEED, round)
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void belegReadsKeysOfTheJdkAndAcceptsTheirSignatures(Jdk jdk)
      throws GeneralSecurityException, MalformedDataException {
    Random random = new Random(SEED);
    for (int round = 0; round < jdk.rounds / 3; round++) {
      KeyPair pair = jdk.generate();
      VerifyingKey key = VerifyingKey.parseSpki(pair.getPublic().getEncoded());
      SigningKey signingKey = SigningKey.parsePkcs8(pair.getPrivate().getEncoded());
      byte[] message = message(random, round);
      assertThat(key.scheme()).isEqualTo(jdk.scheme);
      assertThat(key.toSpki()).isEqualTo(pair.getPublic().getEncoded());
      assertThat(signingKey.toPkcs8()).isEqualTo(pair.getPrivate().getEncoded());
      assertThat(signingKey.verifyingKey()).isEqualTo(key);
      assertThat(key.verify(message, jdk.sign(pair.getPrivate(), message)).isAccepted())
          .isTrue();
      assertThat(jdk.verify(pair.getPublic(), message, signingKey.sign(message)))
          .isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Jdk.class)
  void verdictsAgreeOnCorruptedSignatures(Jdk jdk) throws GeneralSecurityException {
    Random random = new Random(SEED);
    SigningKey signingKey = SigningKey.generate(jdk.scheme, new SeededRandom(SEED));
    VerifyingKey key = signingKey.verifyingKey();
    PublicKey theirs = jdk.publicKey(key);
    int accepted = 0;
    for (int round = 0; round < jdk.rounds; round++) {
      byte[] message = message(random, round);
      byte[] signature = corrupt(jdk, random, round, signingKey.sign(message));
      boolean verdict = key.verify(message, signature).isAccepted();
      assertThat(verdict)
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(jdk.verify(theirs, message, signature));
      accepted += verdict ? 1 : 0;
    }
    assertThat(accepted).as("both verdicts occurred").isBetween(1, jdk.rounds - 1);
  }

  /** Keeps to corruptions that leave the encoding strict and the length right. */
  private static byte[] corrupt(Jdk jdk, Random random, int round, byte[] signature) {
    if (round % 5 == 0) {
      return signature;
    }
    if (jdk == Jdk.ED25519) {
      byte[] flipped = signature.clone();
      int bit = random.nextInt(8 * flipped.length);
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      return flipped;
    }
    try {
      DerReader numbers = DerReader.of(signature, "signature").open(Der.SEQUENCE);
      BigInteger r = numbers.unsignedInteger();
      BigInteger s = numbers.unsignedInteger();
      return switch (round % 5) {
        case 1 -> der(r.flipBit(random.nextInt(256)), s);
        case 2 -> der(r, s.flipBit(random.nextInt(256)));
        case 3 -> der(s, r);
        default -> der(r, s.add(BigInteger.ONE.shiftLeft(random.nextInt(300))));
      };
    } catch (MalformedDataException e) {
      throw new AssertionError("our own signature", e);
    }
  }

  private static byte[] der(BigInteger r, BigInteger s) {
    return Der.element(Der.SEQUENCE, Der.unsignedInteger(r), Der.unsignedInteger(s));
  }

  private static byte[] message(Random random, int round) {
    byte[] message = new byte[round == 0 ? 0 : random.nextInt(300)];
    random.nextBytes(message);
    return message;
  }
}
