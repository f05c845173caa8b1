package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.testing.ReferenceCurve;
import org.beleg.testing.SeededRandom;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed448;
import org.junit.jupiter.api.Test;

/** The rules of this scheme that its published vectors do not name one by one. */
class Ed448Test {

  private static final BigInteger P =
      BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);
  private static final BigInteger D = BigInteger.valueOf(-39081).mod(P);
  private static final BigInteger L = BigInteger.TWO
      .pow(446)
      .subtract(
          new BigInteger("13818066809895115352007386748515426880336692474882178609894547503885"));

  private final SigningKey signingKey =
      SigningKey.generate(SignatureScheme.ED448, new SeededRandom(1));
  private final VerifyingKey key = signingKey.verifyingKey();
  private final byte[] message = "m".getBytes(StandardCharsets.US_ASCII);
  private final byte[] signature = signingKey.sign(message);

  private static byte[] point(BigInteger y, boolean negative) {
    byte[] bytes = ReferenceCurve.littleEndian(y, 57);
    bytes[56] |= (byte) (negative ? 0x80 : 0);
    return bytes;
  }

  private static void assertRefused(byte[] raw, String message) {
    assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.ED448, raw))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void of_refusesEveryPointWhoseOrderDivides4() {
    for (BigInteger y : List.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE))) {
      assertRefused(point(y, false), "weak");
    }
    assertRefused(point(BigInteger.ZERO, true), "weak");
  }

  @Test
  void of_refusesWhatIsNotCanonical() {
    assertRefused(point(BigInteger.ONE, true), "canonical");
    assertRefused(point(P.subtract(BigInteger.ONE), true), "canonical");
    for (BigInteger y : List.of(
        P,
        P.add(BigInteger.ONE),
        BigInteger.TWO.pow(448),
        BigInteger.TWO.pow(455).subtract(BigInteger.ONE))) {
      assertRefused(point(y, false), "canonical");
    }
    byte[] topBits = key.toRaw();
    topBits[56] |= 1;
    assertRefused(topBits, "canonical");
    assertRefused(offCurve(), "not a point");
    assertRefused(new byte[56], "56 bytes");
  }

  /** The smallest y above 1 to which no x belongs. */
  private static byte[] offCurve() {
    for (BigInteger y = BigInteger.TWO; ; y = y.add(BigInteger.ONE)) {
      BigInteger yy = y.multiply(y);
      BigInteger xx = BigInteger.ONE
          .subtract(yy)
          .multiply(BigInteger.ONE.subtract(D.multiply(yy)).modInverse(P))
          .mod(P);
      if (xx.modPow(P.shiftRight(1), P).compareTo(BigInteger.ONE) > 0) {
        return point(y, false);
      }
    }
  }

  @Test
  void verify_refusesScalarsThatAreNotBelowTheOrder() {
    BigInteger s = ReferenceCurve.littleEndian(Arrays.copyOfRange(signature, 57, 114));
    for (BigInteger forged : List.of(
        s.add(L), L, L.add(BigInteger.ONE), BigInteger.TWO.pow(456).subtract(BigInteger.ONE))) {
      assertThat(key.verify(message, withS(forged)).reason())
          .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    }
    assertThat(key.verify(message, withS(L.subtract(BigInteger.ONE))).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  private byte[] withS(BigInteger s) {
    byte[] forged = signature.clone();
    System.arraycopy(ReferenceCurve.littleEndian(s, 57), 0, forged, 57, 57);
    return forged;
  }

  @Test
  void verify_tellsBadPointsFromHonestMismatches() {
    assertThat(key.verify(message, withR(point(P, false))).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    assertThat(key.verify(message, withR(point(BigInteger.ONE, true))).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    assertThat(key.verify(message, withR(offCurve())).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    // a small-order R is a point like any other
    assertThat(key.verify(message, withR(point(BigInteger.ZERO, false))).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(key.verify(new byte[0], signature).reason()).contains(Reason.SIGNATURE_MISMATCH);
    assertThat(key.verify(message, new byte[113]).reason()).contains(Reason.SIGNATURE_LENGTH_WRONG);
  }

  private byte[] withR(byte[] r) {
    byte[] forged = signature.clone();
    System.arraycopy(r, 0, forged, 0, 57);
    return forged;
  }

  @Test
  void isSameSigner_seesThroughTheSignAndPointsOfSmallOrder() throws MalformedDataException {
    byte[] negated = key.toRaw();
    negated[56] ^= (byte) 0x80;
    // (x, y) + (0, -1) is (-x, -y)
    byte[] raw = key.toRaw();
    BigInteger y = ReferenceCurve.littleEndian(Arrays.copyOf(raw, 56));
    for (boolean sign : new boolean[] {false, true}) {
      byte[] shifted = point(P.subtract(y), sign);
      assertThat(VerifyingKey.of(SignatureScheme.ED448, shifted).isSameSigner(key))
          .isTrue();
    }
    assertThat(VerifyingKey.of(SignatureScheme.ED448, negated).isSameSigner(key))
        .isTrue();
    assertThat(VerifyingKey.of(SignatureScheme.ED448PH, raw).isSameSigner(key)).isTrue();
    VerifyingKey other = SigningKey.generate(SignatureScheme.ED448).verifyingKey();
    assertThat(other.isSameSigner(key)).isFalse();
  }

  @Test
  void engine_agreesOnHonestSignatures() {
    boolean theirs = new Ed448PublicKeyParameters(key.toRaw())
        .verify(Ed448.Algorithm.Ed448, new byte[0], message, 0, message.length, signature, 0);
    assertThat(theirs).isTrue();
    assertThat(key.verify(message, signature).isAccepted()).isTrue();
  }
}
