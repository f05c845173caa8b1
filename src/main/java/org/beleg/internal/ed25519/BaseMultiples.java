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

  /** The place of the multiple for a digit that is not zero, whatever its sign. */
  static int place(int digit) {
    return (Math.abs(digit) >> 1) * AFFINE;
  }

  private static long[] compute() {
    int count = OddMultiples.count(WIDTH);
    long[] cached = new long[count * POINT];
    OddMultiples.compute(new Edwards(FiveLimbs.FIELD), cached, 0, WIDTH, base(), 0);
    return normalize(cached);
  }

  /** x and y of B. */
  static long[] base() {
    long[] xy = new long[PointDecoder.XY];
    if (!new PointDecoder(FiveLimbs.FIELD).decode(xy, BASE)[0]) {
      throw new AssertionError("the base point is not on the curve");
    }
    return xy;
  }

  /** Makes affine points of cached ones, Y + X, Y - X, 2 Z, 2 d T. Cost: one inversion for all. */
  private static long[] normalize(long[] points) {
    FiveLimbs field = FiveLimbs.FIELD;
    int count = points.length / POINT;
    // first the products of Z, then backwards the inverse of each product, and from it that of each Z
    long[] products = new long[count * SIZE];
    field.copy(products, 0, points, 2 * SIZE);
    for (int i = 1; i < count; i++) {
      field.multiply(products, i * SIZE, products, (i - 1) * SIZE, points, i * POINT + 2 * SIZE);
    }
    long[] rest = new long[SIZE];
    field.invert(rest, 0, products, (count - 1) * SIZE, new long[3 * SIZE]);
    long[] inverse = new long[SIZE];
    long[] table = new long[count * AFFINE];
    for (int i = count - 1; i >= 0; i--) {
      int from = i * POINT;
      int to = i * AFFINE;
      if (i > 0) {
        field.multiply(inverse, 0, rest, 0, products, (i - 1) * SIZE);
        field.multiply(rest, 0, rest, 0, points, from + 2 * SIZE);
      } else {
        field.copy(inverse, 0, rest, 0);
      }
      field.add(inverse, 0, inverse, 0, inverse, 0); // of Z, not of 2 Z
      field.multiply(table, to, points, from, inverse, 0);
      field.multiply(table, to + SIZE, points, from + SIZE, inverse, 0);
      field.multiply(table, to + 2 * SIZE, points, from + 3 * SIZE, inverse, 0);
    }
    return table;
  }

  /** For digits of fixed width, when lanes first need them: 21 kB. */
  private static final class Windows {
    static final long[] TABLE = compute();

    private static long[] compute() {
      Edwards curve = new Edwards(FiveLimbs.FIELD);
      int count = 1 << (WINDOW - 1);
      long[] base = base();
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
      long[] affine = normalize(cached);
      for (int i = 0; i < count; i++) {
        System.arraycopy(affine, i * AFFINE, first, 0, AFFINE);
        points.storeAffine(table, new int[] {(1 + i) * RestingPoints.AFFINE}, first);
      }
      return table;
    }
  }
}
