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

  private static final int SIZE = FiveLimbs.SIZE;
  private static final int AFFINE = 3 * SIZE;

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

  /** The place of the multiple for a digit that is not zero, whatever its sign. */
  static int place(int digit) {
    return (Math.abs(digit) >> 1) * AFFINE;
  }

  private static long[] compute() {
    FiveLimbs field = FiveLimbs.FIELD;
    Edwards curve = new Edwards(field);
    long[] xy = new long[2 * SIZE];
    if (!new PointCodec().decode(xy, 0, BASE, 0)) {
      throw new AssertionError("the base point is not on the curve");
    }
    int count = OddMultiples.count(WIDTH);
    long[] points = new long[count * 4 * SIZE];
    OddMultiples.compute(curve, points, 0, WIDTH, xy, 0);
    // cached holds Y + X, Y - X, 2 Z, 2 d T; one inversion serves all: first the products of Z,
    // then
    // backwards the inverse of each product, and from it that of each Z
    long[] products = new long[count * SIZE];
    field.copy(products, 0, points, 2 * SIZE);
    for (int i = 1; i < count; i++) {
      field.multiply(products, i * SIZE, products, (i - 1) * SIZE, points, i * 4 * SIZE + 2 * SIZE);
    }
    long[] rest = new long[SIZE];
    field.invert(rest, 0, products, (count - 1) * SIZE, new long[3 * SIZE]);
    long[] inverse = new long[SIZE];
    long[] table = new long[count * AFFINE];
    for (int i = count - 1; i >= 0; i--) {
      int from = i * 4 * SIZE;
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
}
