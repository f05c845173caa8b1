package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.testing.ReferenceCurve;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;

/** The rules of this scheme that its published vectors do not name one by one. */
class Ed25519Test {

  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L = BigInteger.TWO
      .pow(252)
      .add(new BigInteger("27742317777372353535851937790883648493")); // RFC 8032, section 5.1
  private static final BigInteger D = BigInteger.valueOf(-121665)
      .multiply(BigInteger.valueOf(121666).modInverse(P))
      .mod(P);

  private final SigningKey signingKey =
      SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(1));
  private final VerifyingKey key = signingKey.verifyingKey();
  private final byte[] message = "m".getBytes(StandardCharsets.US_ASCII);
  private final byte[] signature = signingKey.sign(message);

  @Test
  void of_refusesEveryPointWhoseOrderDivides8() {
    List<BigInteger> weak = new ArrayList<>(List.of(BigInteger.ONE, P.subtract(BigInteger.ONE)));
    weak.add(BigInteger.ZERO);
    weak.addAll(orderEight());
    assertThat(weak).hasSize(5);
    for (BigInteger y : weak) {
      for (boolean negative : new boolean[] {false, true}) {
        // four points times two signs, less the two negative zeros: all eight points of the
        // subgroup
        assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.ED25519, point(y, negative)))
            .as("y = %x, negative %s", y, negative)
            .isInstanceOf(MalformedDataException.class)
            .message()
            .containsAnyOf("weak", "canonical");
      }
    }
  }

  /**
   * The y of the points of order 8. Doubling such a point gives y = 0, so x^2 + y^2 = 0; put into the
   * curve's equation -x^2 + y^2 = 1 + d x^2 y^2 that is d y^4 + 2 y^2 - 1 = 0.
   */
  private static List<BigInteger> orderEight() {
    // y^2 = (-1 +- sqrt(1 + d)) / d, and only one of the two is a square
    BigInteger root = sqrt(BigInteger.ONE.add(D));
    List<BigInteger> found = new ArrayList<>();
    for (BigInteger signed : List.of(root, root.negate())) {
      BigInteger ySquared =
          signed.subtract(BigInteger.ONE).multiply(D.modInverse(P)).mod(P);
      if (isSquare(ySquared) && isSquare(ySquared.negate().mod(P))) {
        BigInteger y = sqrt(ySquared);
        found.add(y);
        found.add(P.subtract(y));
      }
    }
    return found;
  }

  @Test
  void of_refusesNonCanonicalPoints() {
    for (int surplus = 0; surplus < 19; surplus++) {
      byte[] aboveP = point(P.add(BigInteger.valueOf(surplus)), false);
      assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.ED25519, aboveP))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("not canonically encoded");
    }
    assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.ED25519, point(BigInteger.ONE, true)))
        .hasMessageContaining("not canonically encoded");
  }

  @Test
  void of_refusesPointOffTheCurve() {
    assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.ED25519, point(offCurve(), false)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("not a point of the curve");
  }

  @Test
  void verify_checksTheLengthFirst() {
    for (int length : new int[] {0, 1, 32, 63, 65, 96, 128, 1 << 20}) {
      byte[] nonsense = new byte[length];
      Arrays.fill(nonsense, (byte) 0xff);
      assertThat(key.verify(message, nonsense).reason()).contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
  }

  @Test
  void verify_refusesScalarThatIsNotBelowTheGroupOrder() {
    BigInteger s = littleEndian(Arrays.copyOfRange(signature, 32, 64));
    for (BigInteger malleated : List.of(
        s.add(L), L, L.add(BigInteger.ONE), BigInteger.TWO.pow(256).subtract(BigInteger.ONE))) {
      byte[] forged = signature.clone();
      System.arraycopy(littleEndian(malleated), 0, forged, 32, 32);
      assertThat(key.verify(message, forged).reason())
          .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    }
    byte[] largest = signature.clone();
    System.arraycopy(littleEndian(L.subtract(BigInteger.ONE)), 0, largest, 32, 32);
    assertThat(key.verify(message, largest).reason()).contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void verify_tellsBadPointsFromHonestMismatches() {
    assertThat(key.verify(message, withR(point(P, false))).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    assertThat(key.verify(message, withR(point(BigInteger.ONE, true))).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    assertThat(key.verify(message, withR(point(offCurve(), true))).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    // a small-order R is a point like any other
    assertThat(key.verify(message, withR(point(BigInteger.ONE, false))).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(key.verify(new byte[0], signature).reason()).contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void isSameSigner_seesThroughSignsAndPointsOfSmallOrder() throws MalformedDataException {
    ReferenceCurve.Point point = ReferenceCurve.decode(key.toRaw());
    ReferenceCurve.Point small = ReferenceCurve.NEUTRAL;
    for (int i = 0; i < 8; i++) {
      for (ReferenceCurve.Point one : List.of(point, point.negate())) {
        byte[] raw = one.plus(small).encode();
        for (SignatureScheme scheme : List.of(
            SignatureScheme.ED25519, SignatureScheme.ED25519PH, SignatureScheme.ED25519CTX)) {
          assertThat(VerifyingKey.of(scheme, raw).isSameSigner(key)).isTrue();
        }
      }
      small = small.plus(ReferenceCurve.TORSION);
    }
    VerifyingKey other = SigningKey.generate(SignatureScheme.ED25519).verifyingKey();
    assertThat(other.isSameSigner(key)).isFalse();
    assertThat(key.identity()).isEqualTo(key.identity()).doesNotContain(" y");
  }

  @Test
  void primeOrderKey_refusesEveryOtherOrderWhenRead() throws MalformedDataException {
    SignatureRules strict = SignatureRules.of(SignatureScheme.ED25519);
    ReferenceCurve.Point point = ReferenceCurve.decode(key.toRaw());
    ReferenceCurve.Point small = ReferenceCurve.NEUTRAL;
    for (Ed25519Profile profile : Ed25519Profile.values()) {
      SignatureRules rules = strict.withProfile(profile).withPrimeOrderKey();
      assertThat(rules.verifyingKey(key.toRaw()).verify(message, signature).isAccepted())
          .isTrue();
      for (int i = 1; i < 8; i++) {
        small = small.plus(ReferenceCurve.TORSION);
        byte[] mixed = point.plus(small).encode();
        byte[] weak = small.encode();
        assertThatThrownBy(() -> rules.verifyingKey(mixed))
            .isInstanceOf(MalformedDataException.class)
            .hasMessageContaining("prime order");
        assertThatThrownBy(() -> rules.verifyingKey(weak))
            .isInstanceOf(MalformedDataException.class)
            .hasMessageContaining("weak");
        assertThat(strict.verifyingKey(mixed).toRaw()).isEqualTo(mixed);
      }
      small = small.plus(ReferenceCurve.TORSION);
    }
  }

  @Test
  void variants_refuseEachOthersSignatures() throws MalformedDataException {
    List<SignatureRules> all = new ArrayList<>();
    for (SignatureScheme scheme :
        List.of(SignatureScheme.ED25519, SignatureScheme.ED25519PH, SignatureScheme.ED25519CTX)) {
      all.add(SignatureRules.of(scheme));
      if (scheme != SignatureScheme.ED25519) {
        all.add(SignatureRules.of(scheme).withContext(new byte[1]));
        all.add(SignatureRules.of(scheme).withContext(new byte[255]));
      }
    }
    for (SignatureRules signer : all) {
      SigningKey secret =
          SigningKey.generate(signer.scheme(), new SeededRandom(1)).withRules(signer);
      byte[] signed = secret.sign(message);
      for (SignatureRules verifier : all) {
        assertThat(verifier.verifyingKey(key.toRaw()).verify(message, signed).isAccepted())
            .as("%s under %s", signer, verifier)
            .isEqualTo(signer.equals(verifier));
      }
    }
  }

  @Test
  void context_above255BytesIsTheCallersMistake() {
    assertThatThrownBy(
            () -> SignatureRules.of(SignatureScheme.ED25519PH).withContext(new byte[256]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SignatureRules.of(SignatureScheme.ED25519).withContext(new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void documents_withoutASchemeAreThoseOfPureEd25519() throws MalformedDataException {
    SigningKey ph = SigningKey.generate(SignatureScheme.ED25519PH, new SeededRandom(1));
    assertThat(VerifyingKey.parsePem(ph.verifyingKey().toPem())).isEqualTo(key);
    assertThat(SigningKey.parsePem(ph.toPem()).scheme()).isEqualTo(SignatureScheme.ED25519);
    assertThat(VerifyingKey.parsePem(SignatureScheme.ED25519PH, key.toPem()))
        .isEqualTo(ph.verifyingKey());
  }

  @Test
  void streams_giveTheVerdictOfWholeMessages() throws Exception {
    for (SignatureScheme scheme : List.of(
        SignatureScheme.ED25519,
        SignatureScheme.ED25519PH,
        SignatureScheme.ED25519CTX,
        SignatureScheme.ED448PH)) {
      SigningKey secret = SigningKey.generate(scheme, new SeededRandom(7));
      byte[] large = new byte[100_000];
      Arrays.fill(large, (byte) 7);
      byte[] signed = secret.sign(large);
      VerifyingKey verifier = secret.verifyingKey();
      assertThat(verifier.verifyStream(new ByteArrayInputStream(large), signed).isAccepted())
          .isTrue();
      large[50_000] ^= 1;
      for (byte[] bad : List.of(signed, new byte[0], new byte[signed.length])) {
        assertThat(verifier.verifyStream(new ByteArrayInputStream(large), bad))
            .isEqualTo(verifier.verify(large, bad));
      }
      if (scheme == SignatureScheme.ED25519PH || scheme == SignatureScheme.ED448PH) {
        assertThat(secret.signStream(new ByteArrayInputStream(large)))
            .isEqualTo(secret.sign(large));
      } else {
        assertThatThrownBy(() -> secret.signStream(new ByteArrayInputStream(large)))
            .isInstanceOf(UnsupportedOperationException.class);
      }
    }
    SigningKey ed448 = SigningKey.generate(SignatureScheme.ED448, new SeededRandom(7));
    assertThatThrownBy(() -> ed448.verifyingKey().messageVerifier(new byte[114]))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private byte[] withR(byte[] r) {
    byte[] forged = signature.clone();
    System.arraycopy(r, 0, forged, 0, 32);
    return forged;
  }

  /** The smallest y above 1 to which no x belongs: x^2 = (y^2 - 1) / (d y^2 + 1) has no root. */
  private static BigInteger offCurve() {
    BigInteger y = BigInteger.TWO;
    while (true) {
      BigInteger ySquared = y.multiply(y);
      BigInteger denominator = D.multiply(ySquared).add(BigInteger.ONE).modInverse(P);
      if (!isSquare(ySquared.subtract(BigInteger.ONE).multiply(denominator).mod(P))) {
        return y;
      }
      y = y.add(BigInteger.ONE);
    }
  }

  private static boolean isSquare(BigInteger number) {
    return number.modPow(P.shiftRight(1), P).compareTo(BigInteger.ONE) <= 0;
  }

  /** A square root for p = 5 (mod 8), RFC 8032, section 5.1.3. */
  private static BigInteger sqrt(BigInteger square) {
    BigInteger root = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (root.multiply(root).subtract(square).mod(P).signum() != 0) {
      BigInteger rootOfMinusOne = BigInteger.TWO.modPow(P.shiftRight(2), P);
      root = root.multiply(rootOfMinusOne).mod(P);
    }
    assertThat(root.multiply(root).subtract(square).mod(P)).isZero();
    return root;
  }

  private static byte[] point(BigInteger y, boolean negative) {
    byte[] point = littleEndian(y);
    point[31] |= (byte) (negative ? 0x80 : 0);
    return point;
  }

  private static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  private static BigInteger littleEndian(byte[] bytes) {
    BigInteger number = BigInteger.ZERO;
    for (int i = bytes.length - 1; i >= 0; i--) {
      number = number.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xFF));
    }
    return number;
  }
}
