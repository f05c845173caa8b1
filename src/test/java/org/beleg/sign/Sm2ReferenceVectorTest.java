package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.ReferenceSm2;
import org.beleg.testing.ReferenceSm2.Pair;
import org.beleg.testing.ReferenceSm2.Point;
import org.beleg.testing.TestTrees;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** SM2 beside its equations written down: over published signatures, forgeries, and random ones. */
class Sm2ReferenceVectorTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] DEFAULT_ID = ascii("1234567812345678");
  private static final SignatureRules RULES =
      SignatureRules.of(SignatureScheme.SM2_SM3).withEncoding(SignatureEncoding.P1363);

  // published for FISCO BCOS: a signature of the message "1" under the default id
  private final JsonObject published =
      Vectors.json("ledgers/fisco-bcos/sm2-raw-rs-hash-issue4841.json").getAsJsonObject();
  private final byte[] message = ascii(text(published, "message"));
  private final byte[] signature = HEX.parseHex(text(published, "signatureRS"));
  private final BigInteger r = new BigInteger(1, signature, 0, 32);
  private final BigInteger s = new BigInteger(1, signature, 32, 32);
  private final VerifyingKey key = key(text(published, "publicKeyXY"));

  private static VerifyingKey key(String xy) {
    try {
      return RULES.verifyingKey(HEX.parseHex("04" + xy));
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Every published signature over a prime field is what the equations give for its nonce. Beleg offers
   * one of the four pairs of curve and hash, which Sm2VectorTest verifies; the binary curve is in none.
   */
  @Test
  void sm2Sign_everyCaseOverAPrimeField_isReproduced() {
    Map<String, ReferenceSm2> curves = Map.of(
        "sm2p256v1", ReferenceSm2.STANDARD,
        "P-256", ReferenceSm2.P256,
        "GM/T 0003 draft Fp-256 example curve", ReferenceSm2.DRAFT);
    Map<String, Integer> cases = new TreeMap<>();
    for (JsonElement element : Vectors.json("ledgers/sm2-sm3/sm2-sign.json").getAsJsonArray()) {
      JsonObject test = element.getAsJsonObject();
      ReferenceSm2 curve = curves.get(text(test, "curve"));
      cases.merge(curve == null ? "binary field" : "prime field", 1, Integer::sum);
      if (curve == null) {
        continue;
      }
      HashAlgorithm hash =
          text(test, "digest").equals("SM3") ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
      BigInteger secret = number(test, "d");
      Point point = curve.publicKey(secret);
      BigInteger e =
          curve.e(hash, ascii(text(test, "userId")), point, ascii(text(test, "message")));
      Pair pair = new Pair(number(test, "r"), number(test, "s"));
      assertThat(curve.sign(secret, e, number(test, "k"))).isEqualTo(pair);
      assertThat(curve.verify(point, e, pair)).isTrue();
      assertThat(curve.verify(point, e.add(BigInteger.ONE), pair)).isFalse();
    }
    assertThat(cases).isEqualTo(Map.of("prime field", 6, "binary field", 1));
  }

  /** What the reference signs, Beleg accepts, and one bit further neither does. */
  @Test
  void verify_agreesWithTheEquations() throws MalformedDataException {
    var random = TestTrees.seeded(getClass(), 20260320L);
    ReferenceSm2 curve = ReferenceSm2.STANDARD;
    for (int i = 0; i < 25; i++) {
      byte[] secret = TestTrees.randomBytes(random, 31);
      byte[] userId = TestTrees.randomBytes(random, random.nextInt(40));
      byte[] text = TestTrees.randomBytes(random, random.nextInt(100));
      Point point = curve.publicKey(new BigInteger(1, secret));
      BigInteger e = curve.e(HashAlgorithm.SM3, userId, point, text);
      Pair pair = curve.sign(
          new BigInteger(1, secret), e, new BigInteger(1, TestTrees.randomBytes(random, 31)));
      VerifyingKey ours = RULES
          .withUserId(userId)
          .verifyingKey(Bytes.concat(
              new byte[] {4}, ReferenceSm2.bytes32(point.x()), ReferenceSm2.bytes32(point.y())));
      assertThat(ours.verify(text, bytes(pair.r(), pair.s())).isAccepted()).isTrue();
      Pair spoilt = new Pair(pair.r(), pair.s().flipBit(random.nextInt(255)));
      assertThat(ours.verify(text, bytes(spoilt.r(), spoilt.s())).isAccepted())
          .isEqualTo(curve.verify(point, e, spoilt))
          .isFalse();
    }
  }

  @Test
  void published_valuesOfZAndEAreThoseOfTheEquations() {
    byte[] xy = HEX.parseHex(text(published, "publicKeyXY"));
    Point point = new Point(new BigInteger(1, xy, 0, 32), new BigInteger(1, xy, 32, 32));
    String z = HEX.formatHex(ReferenceSm2.STANDARD.z(HashAlgorithm.SM3, DEFAULT_ID, point));
    assertThat(z).startsWith("dd353d19").endsWith("c48a38dc");
    BigInteger e = ReferenceSm2.STANDARD.e(HashAlgorithm.SM3, DEFAULT_ID, point, message);
    assertThat(String.format("%064x", e)).startsWith("0690002f").endsWith("938d3c");
    assertThat(ReferenceSm2.STANDARD.verify(point, e, new Pair(r, s))).isTrue();
    assertThat(key.verify(message, signature).isAccepted()).isTrue();
  }

  @Test
  void forgery_lowS_isRefused() {
    assertRefused(Reason.SIGNATURE_MISMATCH, r, ReferenceSm2.STANDARD.n().subtract(s));
  }

  /** A signature made for e = SM3(M), as one who leaves Z out would make it. */
  @Test
  void forgery_hashWithoutZ_isRefused() throws MalformedDataException {
    ReferenceSm2 curve = ReferenceSm2.STANDARD;
    BigInteger secret = new BigInteger("123456789abcdef", 16);
    Point point = curve.publicKey(secret);
    VerifyingKey ours = RULES.verifyingKey(Bytes.concat(
        new byte[] {4}, ReferenceSm2.bytes32(point.x()), ReferenceSm2.bytes32(point.y())));
    BigInteger bare = new BigInteger(1, HashAlgorithm.SM3.hash(message).toByteArray());
    BigInteger overHash = curve.e(
        HashAlgorithm.SM3, DEFAULT_ID, point, HashAlgorithm.SM3.hash(message).toByteArray());
    BigInteger withoutId = curve.e(HashAlgorithm.SM3, new byte[0], point, message);
    for (BigInteger e : List.of(bare, overHash, withoutId)) {
      Pair pair = curve.sign(secret, e, BigInteger.TEN);
      assertThat(curve.verify(point, e, pair)).isTrue();
      assertThat(ours.verify(message, bytes(pair.r(), pair.s())).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
    }
    Pair honest =
        curve.sign(secret, curve.e(HashAlgorithm.SM3, DEFAULT_ID, point, message), BigInteger.TEN);
    assertThat(ours.verify(message, bytes(honest.r(), honest.s())).isAccepted()).isTrue();
  }

  @Test
  void forgery_hashInPlaceOfTheMessage_isRefused() {
    assertThat(key.verify(HEX.parseHex(text(published, "sm3")), signature).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void forgery_emptyUserId_isRefused() throws MalformedDataException {
    assertThat(key.withRules(RULES.withUserId(new byte[0]))
            .verify(message, signature)
            .reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void forgery_numbersOutOfRange_areRefused() {
    BigInteger n = ReferenceSm2.STANDARD.n();
    BigInteger largest = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    for (BigInteger bad : List.of(BigInteger.ZERO, n, n.add(BigInteger.ONE), largest)) {
      assertRefused(Reason.SIGNATURE_VALUE_OUT_OF_RANGE, bad, s);
      assertRefused(Reason.SIGNATURE_VALUE_OUT_OF_RANGE, r, bad);
    }
    assertRefused(Reason.SIGNATURE_MISMATCH, r, n.subtract(r)); // t = 0
  }

  @Test
  void forgery_negativeNumbersInDer_areRefused() throws MalformedDataException {
    VerifyingKey der = key.withRules(SignatureRules.of(SignatureScheme.SM2_SM3));
    // r begins with 2d, s with 75: neither needs a zero in front
    byte[] honest = HEX.parseHex("30440220" + hex(r) + "0220" + hex(s));
    assertThat(der.verify(message, honest).isAccepted()).isTrue();
    BigInteger n = ReferenceSm2.STANDARD.n();
    for (BigInteger negative : List.of(r.subtract(n), r.negate())) {
      byte[] number = negative.toByteArray();
      byte[] signature = Bytes.concat(
          new byte[] {0x30, (byte) (number.length + 36), 2, (byte) number.length},
          number,
          HEX.parseHex("0220" + hex(s)));
      assertThat(der.verify(message, signature).reason())
          .contains(Reason.SIGNATURE_ENCODING_INVALID);
    }
  }

  @Test
  void forgery_pointOffTheCurve_isNoKey() {
    byte[] raw = key.toRaw();
    for (int bit = 8; bit < 8 * raw.length; bit++) {
      byte[] spoilt = raw.clone();
      spoilt[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(isKey(spoilt)).isFalse();
    }
  }

  private static boolean isKey(byte[] raw) {
    try {
      return RULES.verifyingKey(raw).scheme() == SignatureScheme.SM2_SM3;
    } catch (MalformedDataException refused) {
      return false;
    }
  }

  private void assertRefused(Reason reason, BigInteger badR, BigInteger badS) {
    assertThat(key.verify(message, bytes(badR, badS)).reason()).contains(reason);
  }

  private static byte[] bytes(BigInteger r, BigInteger s) {
    return Bytes.concat(ReferenceSm2.bytes32(r), ReferenceSm2.bytes32(s));
  }

  private static String hex(BigInteger number) {
    return HEX.formatHex(ReferenceSm2.bytes32(number));
  }

  private static BigInteger number(JsonObject object, String field) {
    return new BigInteger(text(object, field), 16);
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
