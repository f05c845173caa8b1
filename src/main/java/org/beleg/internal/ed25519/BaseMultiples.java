package org.beleg.internal.ed25519;

import com.google.common.io.BaseEncoding;

/**
 * B, 3 B, ..., 127 B as affine points, for digits of width 8; computed when the first signature is
 * judged, 7.5 kB.
 *
 * <p>B is the point of RFC 8032, section 5.1, with y = 4/5 and x positive.
 */
final class BaseMultiples {

  static final int WIDTH = 8;

  /** Bits of the digits of {@link #windowTable}. */
  static final int WINDOW = 8;

  private static final int SIZE = FiveLimbs.SIZE;
  private static final int AFFINE = 3 * SIZE;
  private static final int POINT = 4 * SIZE;

  /** B in its own encoding. */
  static final byte[] BASE = BaseEncoding.base16()
      .lowerCase()
      .decode("5866666666666666666666666666666666666666666666666666666666666666");

  private static final long[] XY = decodeBase();

  private static final long[] TABLE = compute();

  private BaseMultiples() {}

  /** The affine points, one after the other; not to be written. */
  static long[] table() {
    return TABLE;
  }

  /** O, B, 2 B, ..., 128 B as {@link RestingPoints} lays affine points; not to be written. */
  static long[] windowTable() {
    return Windows.TABLE;
  }

  /** x and y of B in five limbs; not to be written. */
  static long[] xy() {
    return XY;
  }

  /** B, prepared. */
  static SplitMultiples split() {
    return Split.MULTIPLES;
  }

  /** The place of the multiple for a digit that is not zero, whatever its sign. */
  static int place(int digit) {
    return (Math.abs(digit) >> 1) * AFFINE;
  }

  private static long[] compute() {
    int count = OddMultiples.count(WIDTH);
    long[] cached = new long[count * POINT];
    OddMultiples.compute(new Edwards(FiveLimbs.FIELD), cached, 0, WIDTH, xy(), 0);
    return AffinePoints.normalize(cached);
  }

  private static long[] decodeBase() {
    long[] xy = new long[PointDecoder.XY];
    if (!new PointDecoder(FiveLimbs.FIELD).decode(xy, BASE)[0]) {
      throw new AssertionError("the base point is not on the curve");
    }
    return xy;
  }

  /** For sums with prepared keys, when the first of them is used: 31 kB. */
  private static final class Split {
    static final SplitMultiples MULTIPLES = new SplitMultiples(xy());
  }

  /** For digits of fixed width, when lanes first need them: 21 kB. */
  private static final class Windows {
    static final long[] TABLE = compute();

    private static long[] compute() {
      Edwards curve = new Edwards(FiveLimbs.FIELD);
      int count = 1 << (WINDOW - 1);
      long[] base = xy();
      long[] p = new long[POINT];
      long[] first = new long[AFFINE];
      curve.setNeutral(p, 0);
      curve.toAffine(first, 0, base, 0, SIZE);
      long[] cached = new long[count * POINT];
      for (int i = 0; i < count; i++) {
        curve.addAffine(p, 0, first, 0, false, true);
        curve.toCached(cached, i * POINT, p, 0);
      }
      RestingPoints points = new RestingPoints(FiveLimbs.FIELD);
      long[] table = new long[(1 + count) * RestingPoints.AFFINE];
      RestingPoints.putNeutral(table, 0);
      long[] affine = AffinePoints.normalize(cached);
      for (int i = 0; i < count; i++) {
        System.arraycopy(affine, i * AFFINE, first, 0, AFFINE);
        points.storeAffine(table, new int[] {(1 + i) * RestingPoints.AFFINE}, first);
      }
      return table;
    }
  }
}
