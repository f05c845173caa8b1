package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.ReferenceCurve;
import org.beleg.testing.ReferenceCurve.Point;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Formulas of the group and multiplication of points against the affine reference. */
class CurvePropertyTest {

  private static final long SEED = 20260203L;
  private static final int SIZE = FiveLimbs.SIZE;
  private static final int POINT = 4 * SIZE;

  private final SplittableRandom random = TestTrees.seeded(CurvePropertyTest.class, SEED);
  private final Edwards curve = new Edwards(FiveLimbs.FIELD);
  private final PointCodec codec = new PointCodec();

  /** All points of small order, and points with and without a part of small order. */
  private List<Point> points() {
    List<Point> all = new ArrayList<>();
    Point small = ReferenceCurve.NEUTRAL;
    Point large = ReferenceCurve.BASE.times(BigInteger.valueOf(random.nextLong() >>> 1));
    for (int i = 0; i < 8; i++) {
      all.add(small);
      all.add(small.plus(ReferenceCurve.BASE));
      all.add(small.plus(large).negate());
      small = small.plus(ReferenceCurve.TORSION);
    }
    return all;
  }

  private long[] xy(Point point) {
    long[] xy = new long[2 * SIZE];
    assertThat(decode(xy, point.encode())).isTrue();
    return xy;
  }

  private static boolean decode(long[] xy, byte[] encoding) {
    return new PointDecoder(FiveLimbs.FIELD).decode(xy, encoding)[0];
  }

  private void assertIs(long[] p, Point expected, String what) {
    assertThat(codec.encode(p, 0)).as(what).isEqualTo(expected.encode());
    assertThat(codec.isNeutral(p, 0)).isEqualTo(expected.equals(ReferenceCurve.NEUTRAL));
  }

  @Test
  void sumsDifferencesAndDoubles_areComplete() {
    for (Point a : points()) {
      for (Point b : points()) {
        for (boolean negative : new boolean[] {false, true}) {
          Point sum = a.plus(negative ? b.negate() : b);
          long[] p = new long[POINT];
          curve.setAffine(p, 0, xy(a), 0, SIZE);
          long[] affine = new long[3 * SIZE];
          curve.toAffine(affine, 0, xy(b), 0, SIZE);
          curve.addAffine(p, 0, affine, 0, negative, true);
          assertIs(p, sum, "affine");
          // from here on Z is not 1
          long[] q = new long[POINT];
          curve.toCached(q, 0, p, 0);
          curve.addCached(p, 0, q, 0, false, true);
          assertIs(p, sum.plus(sum), "cached");
          curve.addCached(p, 0, q, 0, true, true);
          curve.twice(p, 0, true);
          assertIs(p, sum.plus(sum), "twice");
          curve.addAffine(p, 0, affine, 0, negative, false);
          assertIs(p, sum.plus(sum).plus(negative ? b.negate() : b), "T of a double");
        }
      }
    }
  }

  @Test
  void decode_findsEveryPointAndNoOther() {
    for (Point point : points()) {
      long[] xy = xy(point);
      byte[] x = new byte[32];
      FiveLimbs.FIELD.encode(x, 0, xy, 0);
      assertThat(ReferenceCurve.littleEndian(x)).isEqualTo(point.x());
    }
    int found = 0;
    for (int i = 0; i < 200; i++) {
      byte[] bytes = TestTrees.randomBytes(random, 32);
      boolean decoded = decode(new long[2 * SIZE], bytes);
      boolean exists = true;
      try {
        ReferenceCurve.decode(bytes);
      } catch (ArithmeticException e) {
        exists = false;
      }
      assertThat(decoded).as("seed %d", SEED).isEqualTo(exists);
      found += decoded ? 1 : 0;
    }
    assertThat(found).isBetween(50, 150);
  }

  @Test
  void decode_takesEveryEncodingOfOnePoint() {
    byte[] one = ReferenceCurve.littleEndian(BigInteger.ONE, 32);
    byte[] minusZero = one.clone();
    minusZero[31] |= (byte) 0x80;
    byte[] above = ReferenceCurve.littleEndian(ReferenceCurve.P.add(BigInteger.ONE), 32);
    for (byte[] encoding : List.of(one, minusZero, above)) {
      long[] xy = new long[2 * SIZE];
      assertThat(decode(xy, encoding)).isTrue();
      long[] p = new long[POINT];
      curve.setAffine(p, 0, xy, 0, SIZE);
      assertThat(codec.isNeutral(p, 0)).isTrue();
      assertThat(PointCodec.isCanonical(encoding, 0)).isEqualTo(Arrays.equals(encoding, one));
    }
  }

  @Test
  void baseMultiples_areTheOddMultiples() {
    Point expected = ReferenceCurve.BASE;
    Point twice = expected.plus(expected);
    for (int digit = 1; digit < 128; digit += 2) {
      for (boolean negative : new boolean[] {false, true}) {
        long[] p = new long[POINT];
        curve.setNeutral(p, 0);
        int place = BaseMultiples.place(negative ? -digit : digit);
        curve.addAffine(p, 0, BaseMultiples.table(), place, negative, true);
        assertIs(p, negative ? expected.negate() : expected, "digit " + digit);
      }
      expected = expected.plus(twice);
    }
  }

  @Test
  void sum_isTheSumOfMultiples() {
    List<Point> points = points();
    List<BigInteger> edges = List.of(
        BigInteger.ZERO,
        BigInteger.ONE,
        BigInteger.TWO.pow(128).subtract(BigInteger.ONE),
        ReferenceCurve.L.subtract(BigInteger.ONE));
    for (int round = 0; round < 12; round++) {
      int terms = round % 5;
      MultiScalar sum = MultiScalar.of(curve, terms);
      BigInteger base = scalar(edges, round);
      sum.addBase(Scalars.decode(ReferenceCurve.littleEndian(base, 32), 0, 32));
      Point expected = ReferenceCurve.BASE.times(base);
      for (int i = 0; i < terms; i++) {
        Point point = points.get(random.nextInt(points.size()));
        BigInteger scalar = scalar(edges, round + i + 1);
        boolean negative = random.nextBoolean();
        int width = 3 + random.nextInt(4);
        long[] table = new long[7 + OddMultiples.size(width)];
        OddMultiples.compute(curve, table, 7, width, xy(point), 0);
        sum.add(
            table,
            7,
            width,
            Scalars.decode(ReferenceCurve.littleEndian(scalar, 32), 0, 32),
            negative);
        Point product = point.times(scalar);
        expected = expected.plus(negative ? product.negate() : product);
      }
      long[] p = new long[POINT];
      sum.sum(p);
      assertIs(p, expected, "round " + round + ", seed " + SEED);
      // T is right, too
      long[] cached = new long[POINT];
      curve.toCached(cached, 0, p, 0);
      curve.addCached(p, 0, cached, 0, true, false);
      assertIs(p, ReferenceCurve.NEUTRAL, "difference");
    }
  }

  private BigInteger scalar(List<BigInteger> edges, int round) {
    return round < edges.size()
        ? edges.get(round)
        : ReferenceCurve.littleEndian(TestTrees.randomBytes(random, 32)).mod(ReferenceCurve.L);
  }

  @Test
  void publicPoint_knowsItsOrderAndItsSigner() {
    for (Point point : points()) {
      PublicPoint decoded = PublicPoint.decode(point.encode()).orElseThrow();
      assertThat(decoded.isSmallOrder())
          .isEqualTo(point.times(BigInteger.valueOf(8)).equals(ReferenceCurve.NEUTRAL));
      assertThat(decoded.isInPrimeOrderGroup())
          .isEqualTo(point.times(ReferenceCurve.L).equals(ReferenceCurve.NEUTRAL));
      assertThat(ReferenceCurve.littleEndian(decoded.signerId()))
          .isEqualTo(point.times(BigInteger.valueOf(8)).y());
    }
  }
}
