package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which RSA keys are keys, and that the JDK's engine agrees on honest signatures. */
class RsaTest {

  private static final SignatureScheme PSS = SignatureScheme.RSA_PSS_SHA256;
  private static final byte[] MESSAGE = "m".getBytes(StandardCharsets.US_ASCII);
  private static final BigInteger E = BigInteger.valueOf(65_537);

  @ParameterizedTest
  @CsvSource({"2048, true", "2047, false", "8192, true", "8193, false", "1024, false"})
  void key_hasAModulusOf2048To8192Bits(int bits, boolean allowed) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    assertThat(isAllowed(publicKey(modulus, E))).isEqualTo(allowed);
    assertThat(isAllowed(publicKey(modulus.clearBit(0), E))).as("even").isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "3, true", "65536, false", "65537, true"})
  void key_hasAnOddExponentFrom3(long exponent, boolean allowed) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2_047).setBit(0);
    assertThat(isAllowed(publicKey(modulus, BigInteger.valueOf(exponent)))).isEqualTo(allowed);
  }

  @Test
  void key_hasAnExponentOfAtMost256Bits() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2_047).setBit(0);
    assertThat(isAllowed(publicKey(modulus, BigInteger.ONE.shiftLeft(255).setBit(0))))
        .isTrue();
    assertThat(isAllowed(publicKey(modulus, BigInteger.ONE.shiftLeft(256).setBit(0))))
        .isFalse();
    assertThat(isAllowed(publicKey(modulus, modulus.subtract(BigInteger.TWO)))).isFalse();
  }

  /** The most that a hostile key can cost; the bound is far above what is measured. */
  @Test
  void verify_ofTheLargestKeyIsCheap() throws MalformedDataException {
    BigInteger modulus = BigInteger.ONE.shiftLeft(8_192).subtract(BigInteger.ONE);
    BigInteger exponent = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    VerifyingKey key = VerifyingKey.of(PSS, publicKey(modulus, exponent));
    byte[] signature = new byte[1_024];
    Arrays.fill(signature, (byte) 0x5a);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      assertThat(key.verify(MESSAGE, signature).reason()).contains(Reason.SIGNATURE_MISMATCH);
      best = Math.min(best, System.nanoTime() - begin);
    }
    assertThat(best).isLessThan(50_000_000L);
  }

  @Test
  void key_isMinimalDer() {
    byte[] raw = TestKeys.signing(PSS).verifyingKey().toRaw();
    assertThat(isAllowed(raw)).isTrue();
    assertThat(isAllowed(Arrays.copyOf(raw, raw.length + 1))).isFalse();
    DerReader numbers;
    try {
      numbers = DerReader.of(raw, "test").open(Der.SEQUENCE);
      byte[] modulus = numbers.octets(Der.INTEGER);
      byte[] exponent = numbers.octets(Der.INTEGER);
      byte[] padded = new byte[exponent.length + 1];
      System.arraycopy(exponent, 0, padded, 1, exponent.length);
      assertThat(isAllowed(Der.element(
              Der.SEQUENCE, Der.element(Der.INTEGER, modulus), Der.element(Der.INTEGER, exponent))))
          .isTrue();
      assertThat(isAllowed(Der.element(
              Der.SEQUENCE, Der.element(Der.INTEGER, modulus), Der.element(Der.INTEGER, padded))))
          .isFalse();
      assertThat(isAllowed(Der.element(
              Der.SEQUENCE,
              Der.element(Der.INTEGER, Arrays.copyOfRange(modulus, 1, modulus.length)),
              Der.element(Der.INTEGER, exponent))))
          .as("negative modulus")
          .isFalse();
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void parseSpki_withoutASchemeIsPss() throws MalformedDataException {
    SigningKey key = TestKeys.signing(PSS);
    assertThat(VerifyingKey.parsePem(key.verifyingKey().toPem())).isEqualTo(key.verifyingKey());
    assertThat(SigningKey.parsePem(key.toPem()).scheme()).isEqualTo(PSS);
  }

  @Test
  void isSameSigner_goesByTheModulus() throws MalformedDataException {
    BigInteger modulus = BigInteger.ONE.shiftLeft(2_047).setBit(0);
    VerifyingKey key = VerifyingKey.of(PSS, publicKey(modulus, E));
    VerifyingKey three = VerifyingKey.of(
        SignatureScheme.RSA_PKCS1_SHA512, publicKey(modulus, BigInteger.valueOf(3)));
    VerifyingKey other = VerifyingKey.of(PSS, publicKey(modulus.setBit(77), E));
    assertThat(key.isSameSigner(three)).isTrue();
    assertThat(key.isSameSigner(other)).isFalse();
  }

  @Test
  void verify_refusesTheModulusAddedToASignature() throws MalformedDataException {
    SigningKey key = TestKeys.signing(PSS);
    byte[] raw = key.verifyingKey().toRaw();
    BigInteger n = DerReader.of(raw, "test").open(Der.SEQUENCE).unsignedInteger();
    for (int round = 0; round < 20; round++) {
      BigInteger s = new BigInteger(1, key.sign(MESSAGE)).add(n);
      if (s.bitLength() <= n.bitLength()) {
        byte[] bytes = s.toByteArray();
        byte[] large = Arrays.copyOfRange(bytes, bytes.length - 384, bytes.length);
        assertThat(key.verifyingKey().verify(MESSAGE, large).reason())
            .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
        return;
      }
    }
    byte[] ones = new byte[384];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(key.verifyingKey().verify(MESSAGE, ones).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
  }

  /** A modulus of 8k + 1 bits has an encoded message that is one byte shorter. */
  @ParameterizedTest
  @ValueSource(ints = {2_048, 2_049, 2_050, 2_055, 2_056})
  void pss_agreesWithTheJdkOnEveryLength(int bits)
      throws GeneralSecurityException, MalformedDataException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
    generator.initialize(bits, new SeededRandom(bits));
    KeyPair pair = generator.generateKeyPair();
    SigningKey key = SigningKey.parsePkcs8(PSS, pair.getPrivate().getEncoded());
    assertThat(key.verifyingKey().toSpki()).isEqualTo(pair.getPublic().getEncoded());
    for (int saltBytes : new int[] {0, 20, 32, 64}) {
      SigningKey salted = key.withRules(SignatureRules.of(PSS).withSaltBytes(saltBytes));
      Signature engine = pss("SHA-256", saltBytes);
      engine.initSign(pair.getPrivate());
      engine.update(MESSAGE);
      byte[] theirs = engine.sign();
      byte[] ours = salted.sign(MESSAGE);
      assertThat(salted.verifyingKey().verify(MESSAGE, theirs).isAccepted()).isTrue();
      assertThat(salted.verifyingKey().verify(MESSAGE, ours).isAccepted()).isTrue();
      engine.initVerify(pair.getPublic());
      engine.update(MESSAGE);
      assertThat(engine.verify(ours)).isTrue();
      SigningKey otherSalt =
          key.withRules(SignatureRules.of(PSS).withSaltBytes(saltBytes == 0 ? 1 : saltBytes - 1));
      assertThat(otherSalt.verifyingKey().verify(MESSAGE, theirs).isAccepted()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_PSS_SHA256, SHA-256, 32",
    "RSA_PSS_SHA384, SHA-384, 48",
    "RSA_PSS_SHA512, SHA-512, 64"
  })
  void pss_saltHasTheLengthOfTheHash(SignatureScheme scheme, String hash, int saltBytes)
      throws GeneralSecurityException, IOException {
    SigningKey key = TestKeys.signing(scheme);
    KeyFactory keys = KeyFactory.getInstance("RSA", "SunRsaSign");
    PublicKey publicKey =
        keys.generatePublic(new X509EncodedKeySpec(key.verifyingKey().toSpki()));
    assertThat(keys.generatePrivate(new PKCS8EncodedKeySpec(key.toPkcs8())).getEncoded())
        .isEqualTo(key.toPkcs8());
    byte[] whole = key.sign(MESSAGE);
    byte[] streamed = key.signStream(new ByteArrayInputStream(MESSAGE));
    for (byte[] signature : new byte[][] {whole, streamed}) {
      Signature engine = pss(hash, saltBytes);
      engine.initVerify(publicKey);
      engine.update(MESSAGE);
      assertThat(engine.verify(signature)).isTrue();
    }
    assertThat(whole).as("salts are random").isNotEqualTo(streamed);
    assertThat(SignatureRules.of(scheme).saltBytes()).contains(saltBytes);
    assertThat(key.verifyingKey()
            .verifyStream(new ByteArrayInputStream(MESSAGE), whole)
            .isAccepted())
        .isTrue();
  }

  private static Signature pss(String hash, int saltBytes) throws GeneralSecurityException {
    Signature engine = Signature.getInstance("RSASSA-PSS", "SunRsaSign");
    engine.setParameter(
        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), saltBytes, 1));
    return engine;
  }

  /** Each number of a secret changed alone. */
  @Test
  void privateKey_refusesNumbersThatDisagree() throws MalformedDataException {
    byte[] raw = TestKeys.signing(PSS).toPkcs8();
    DerReader document = DerReader.of(raw, "test").open(Der.SEQUENCE);
    assertThat(document.unsignedInteger()).isZero();
    assertThat(document.element()).isNotEmpty();
    DerReader numbers = document.open(Der.OCTET_STRING).open(Der.SEQUENCE);
    BigInteger[] values = new BigInteger[9];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.unsignedInteger();
    }
    assertThat(SigningKey.of(PSS, privateKey(values)).verifyingKey())
        .isEqualTo(TestKeys.signing(PSS).verifyingKey());
    for (int i = 0; i < values.length; i++) {
      for (BigInteger change : new BigInteger[] {BigInteger.ONE, BigInteger.TWO}) {
        BigInteger[] changed = values.clone();
        changed[i] = changed[i].add(change);
        byte[] mutant = privateKey(changed);
        assertThatThrownBy(() -> SigningKey.of(PSS, mutant))
            .as("number %d", i)
            .isInstanceOf(MalformedDataException.class);
      }
    }
    BigInteger[] larger = values.clone();
    larger[3] = values[3].add(values[1]);
    byte[] mutant = privateKey(larger);
    assertThatThrownBy(() -> SigningKey.of(PSS, mutant)).hasMessageContaining("exponent");
  }

  /** A prime times a composite, with every other number right. */
  @Test
  void privateKey_refusesACompositeFactor() {
    SeededRandom random = new SeededRandom(7);
    BigInteger p;
    do {
      p = BigInteger.probablePrime(1_024, random);
    } while (!p.testBit(1_022));
    BigInteger q;
    BigInteger q1;
    do {
      q = new BigInteger(1_024, random).setBit(1_023).setBit(1_022).setBit(0);
      q1 = q.subtract(BigInteger.ONE);
    } while (q.isProbablePrime(10)
        || !q1.gcd(E).equals(BigInteger.ONE)
        || !q.gcd(p).equals(BigInteger.ONE));
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger d = E.modInverse(p1.multiply(q1));
    byte[] secret = privateKey(
        BigInteger.ZERO, p.multiply(q), E, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p));
    assertThatThrownBy(() -> SigningKey.of(PSS, secret)).hasMessageContaining("not prime");
  }

  private static byte[] privateKey(BigInteger... numbers) {
    return Der.element(
        Der.SEQUENCE, Arrays.stream(numbers).map(Der::unsignedInteger).toArray(byte[][]::new));
  }

  private static byte[] publicKey(BigInteger modulus, BigInteger exponent) {
    return privateKey(modulus, exponent);
  }

  private static boolean isAllowed(byte[] raw) {
    try {
      return VerifyingKey.of(PSS, raw).scheme() == PSS;
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
