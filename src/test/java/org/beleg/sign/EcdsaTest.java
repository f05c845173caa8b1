package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of this scheme that its published vectors do not name one by one. */
class EcdsaTest {

  private static final SignatureScheme P256 = SignatureScheme.ECDSA_P256_SHA256;

  // SEC 2 (version 2.0), section 2.4.2
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  private final SigningKey signingKey = SigningKey.generate(P256, new SeededRandom(1));
  private final VerifyingKey key = signingKey.verifyingKey();
  private final byte[] message = "m".getBytes(StandardCharsets.US_ASCII);
  private final byte[] signature = signingKey.sign(message);

  @Test
  void verify_acceptsBothValuesOfS() throws MalformedDataException {
    DerReader numbers = DerReader.of(signature, "signature").open(Der.SEQUENCE);
    BigInteger r = numbers.unsignedInteger();
    BigInteger s = numbers.unsignedInteger();
    assertThat(key.verify(message, der(r, N.subtract(s))).isAccepted()).isTrue();
    assertThat(key.verify(message, der(r.add(N), s)).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    assertThat(key.verify(message, der(r, s.add(N))).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
  }

  /** CVE-2022-21449: r = s = 0 was a signature of everything. */
  @Test
  void verify_refusesValuesOutsideTheOrder() {
    BigInteger one = BigInteger.ONE;
    for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, N, N.add(one), one.shiftLeft(4_096)}) {
      for (byte[] forged : new byte[][] {der(bad, one), der(one, bad), der(bad, bad)}) {
        assertThat(key.verify(message, forged).reason())
            .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
      }
    }
    assertThat(key.verify(message, der(N.subtract(one), N.subtract(one))).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void verify_refusesEveryOtherEncodingOfAValidSignature() throws MalformedDataException {
    DerReader numbers = DerReader.of(signature, "signature").open(Der.SEQUENCE);
    byte[] r = numbers.element();
    byte[] s = numbers.element();
    byte[] contents = Arrays.copyOfRange(signature, 2, signature.length);
    byte[][] encodings = {
      {},
      Der.element(0x31, r, s), // SET
      Der.element(Der.SEQUENCE, r),
      Der.element(Der.SEQUENCE, r, s, new byte[] {5, 0}),
      Der.element(Der.SEQUENCE, Der.element(Der.INTEGER, new byte[40]), s),
      Der.element(Der.SEQUENCE, Der.element(Der.INTEGER), s),
      concat(new byte[] {0x30, (byte) 0x81, (byte) contents.length}, contents),
      concat(new byte[] {0x30, (byte) 0x82, 0, (byte) contents.length}, contents),
      concat(new byte[] {0x30, (byte) 0x80}, contents, new byte[2]),
      concat(signature, new byte[1]),
    };
    for (byte[] encoding : encodings) {
      assertThat(key.verify(message, encoding).reason())
          .as(HexFormat.of().formatHex(encoding))
          .contains(Reason.SIGNATURE_ENCODING_INVALID);
    }
  }

  @Test
  void of_refusesEveryOtherEncodingOfAPoint() {
    byte[] raw = key.toRaw();
    byte[] compressed = Arrays.copyOf(raw, 33);
    compressed[0] = (byte) (2 + (raw[64] & 1));
    byte[] hybrid = raw.clone();
    hybrid[0] = (byte) (6 + (raw[64] & 1));
    byte[] offCurve = raw.clone();
    offCurve[64] ^= 1;
    assertRefused(new byte[1], "1 bytes, not 65"); // infinity
    assertRefused(compressed, "33 bytes, not 65");
    assertRefused(hybrid, "not an uncompressed point");
    assertRefused(new byte[65], "not an uncompressed point");
    assertRefused(offCurve, "not a point of the curve");
    byte[] zero = new byte[65];
    zero[0] = 4;
    assertRefused(zero, "not a point of the curve");
    // x = p stands for x = 0, which is on this curve
    assertRefused(concat(new byte[] {4}, unsigned(P), unsigned(BigInteger.ONE)), "not below");
    assertRefused(concat(new byte[] {4}, unsigned(BigInteger.ONE), unsigned(P)), "not below");
  }

  private static void assertRefused(byte[] raw, String problem) {
    assertThatThrownBy(() -> VerifyingKey.of(P256, raw))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void of_takesScalarsFromOneToTheOrderLessOne() throws MalformedDataException {
    for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, N, N.add(BigInteger.ONE)}) {
      assertThatThrownBy(() -> SigningKey.of(P256, unsigned(bad)))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("not in [1, n - 1]");
    }
    for (BigInteger good : new BigInteger[] {BigInteger.ONE, N.subtract(BigInteger.ONE)}) {
      SigningKey extreme = SigningKey.of(P256, unsigned(good));
      assertThat(extreme.verifyingKey().verify(message, extreme.sign(message)).isAccepted())
          .isTrue();
      assertThat(SigningKey.parsePkcs8(extreme.toPkcs8()).verifyingKey())
          .isEqualTo(extreme.verifyingKey());
    }
  }

  @Test
  void generate_reportsABrokenSource() {
    SecureRandom zeros = new ZeroRandom();
    assertThatIllegalStateException()
        .isThrownBy(() -> SigningKey.generate(P256, zeros))
        .withMessageContaining("broken");
  }

  @Test
  void verify_takesOneEncodingOnly() throws MalformedDataException {
    SignatureRules fixedWidth = SignatureRules.of(P256).withEncoding(SignatureEncoding.P1363);
    SigningKey fixedKey = signingKey.withRules(fixedWidth);
    byte[] fixed = fixedKey.sign(message);
    assertThat(fixed).hasSize(64);
    assertThat(fixedKey.verifyingKey().verify(message, fixed).isAccepted()).isTrue();
    assertThat(key.verify(message, fixed).reason()).contains(Reason.SIGNATURE_ENCODING_INVALID);
    for (byte[] other : new byte[][] {
      {},
      signature,
      Arrays.copyOf(fixed, 62),
      Arrays.copyOf(fixed, 63),
      Arrays.copyOf(fixed, 65),
      concat(new byte[1], Arrays.copyOf(fixed, 32), new byte[1], Arrays.copyOfRange(fixed, 32, 64))
    }) {
      assertThat(fixedKey.verifyingKey().verify(message, other).reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
    for (byte[] zeros : new byte[][] {new byte[64], concat(fixed, new byte[0])}) {
      Arrays.fill(zeros, 32, 64, (byte) 0);
      assertThat(fixedKey.verifyingKey().verify(message, zeros).reason())
          .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {"ECDSA_.*"},
      mode = EnumSource.Mode.MATCH_ALL)
  void lowS_refusesAndNeverMakesTheGreaterValue(SignatureScheme scheme)
      throws MalformedDataException {
    SigningKey plain = SigningKey.generate(scheme, new SeededRandom(2));
    SigningKey low = plain.withRules(plain.verifyingKey().rules().withLowS());
    boolean seenHigh = false;
    for (byte i = 0; i < 16; i++) {
      byte[] bytes = {i};
      byte[] lowSignature = low.sign(bytes);
      assertThat(low.verifyingKey().verify(bytes, lowSignature).isAccepted()).isTrue();
      assertThat(plain.verifyingKey().verify(bytes, lowSignature).isAccepted()).isTrue();
      byte[] either = plain.sign(bytes);
      if (!Arrays.equals(either, lowSignature)) {
        seenHigh = true;
        assertThat(plain.verifyingKey().verify(bytes, either).isAccepted()).isTrue();
        assertThat(low.verifyingKey().verify(bytes, either).reason())
            .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
      }
    }
    assertThat(seenHigh).isTrue();
  }

  @Test
  void lowS_endsAtHalfTheOrder() throws MalformedDataException {
    VerifyingKey low = key.withRules(key.rules().withLowS());
    BigInteger half = N.shiftRight(1);
    assertThat(low.verify(message, der(BigInteger.ONE, half)).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(
            low.verify(message, der(BigInteger.ONE, half.add(BigInteger.ONE))).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
  }

  /** Documents do not name the hash: the one that fits the curve is taken unless a scheme is named. */
  @Test
  void parseSpki_choosesTheHashOfTheCurve() throws MalformedDataException {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (scheme.name().startsWith("ECDSA_")) {
        VerifyingKey made = SigningKey.generate(scheme, new SeededRandom(3)).verifyingKey();
        SignatureScheme expected = switch (made.toRaw().length) {
          case 97 -> SignatureScheme.ECDSA_P384_SHA384;
          case 133 -> SignatureScheme.ECDSA_P521_SHA512;
          default ->
            scheme == SignatureScheme.ECDSA_SECP256K1_SHA256
                ? scheme
                : SignatureScheme.ECDSA_P256_SHA256;
        };
        assertThat(VerifyingKey.parseSpki(made.toSpki()).scheme()).isEqualTo(expected);
        assertThat(VerifyingKey.parseSpki(scheme, made.toSpki())).isEqualTo(made);
      }
    }
  }

  @Test
  void isSameSigner_seesThroughHashesEncodingsSignsAndBip340() throws MalformedDataException {
    byte[] secret = unsigned(BigInteger.valueOf(4711));
    SigningKey ecdsa = SigningKey.of(SignatureScheme.ECDSA_SECP256K1_SHA256, secret);
    SigningKey schnorr = SigningKey.of(SignatureScheme.BIP340, secret);
    assertThat(ecdsa.verifyingKey().isSameSigner(schnorr.verifyingKey())).isTrue();

    VerifyingKey negative =
        SigningKey.of(P256, unsigned(N.subtract(BigInteger.valueOf(4711)))).verifyingKey();
    VerifyingKey otherHash =
        SigningKey.of(SignatureScheme.ECDSA_P256_SHA512, secret).verifyingKey();
    assertThat(negative.isSameSigner(otherHash)).isTrue();
    assertThat(negative).isNotEqualTo(otherHash);
    assertThat(negative.isSameSigner(ecdsa.verifyingKey())).isFalse();
    assertThat(key.withRules(key.rules().withLowS()).isSameSigner(key)).isTrue();
  }

  private static final class ZeroRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] der(BigInteger r, BigInteger s) {
    return Der.element(Der.SEQUENCE, Der.unsignedInteger(r), Der.unsignedInteger(s));
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[31 - i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
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
}
