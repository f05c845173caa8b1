package org.beleg.internal.ed25519;

/** P, 3 P, 5 P, ... as cached points: what the digits of a non-adjacent form choose from. */
final class OddMultiples {

  private static final int POINT = 4 * FiveLimbs.SIZE;

  private OddMultiples() {}

  /** Multiples for digits of a width: 1, 3, ..., 2^(width - 1) - 1. */
  static int count(int width) {
    return 1 << (width - 2);
  }

  /** Longs that they take. */
  static int size(int width) {
    return count(width) * POINT;
  }

  /** The place of the multiple for a digit that is not zero, whatever its sign. */
  static int place(int digit) {
    return (Math.abs(digit) >> 1) * POINT;
  }

  /**
   * Computes them: one doubling, and one addition for each but the first.
   *
   * @param table gets them from an offset on
   * @param xy an affine point, reduced
   */
  static void compute(Edwards curve, long[] table, int offset, int width, long[] xy, int xo) {
    long[] p = new long[POINT];
    curve.setAffine(p, 0, xy, xo, xo + FiveLimbs.SIZE);
    compute(curve, table, offset, width, p);
  }

  /** The same for an extended point. */
  static void compute(Edwards curve, long[] table, int offset, int width, long[] point) {
    long[] p = point.clone();
    curve.toCached(table, offset, p, 0);
    if (width == 2) {
      return;
    }
    curve.twice(p, 0, true);
    long[] twice = new long[POINT];
    curve.toCached(twice, 0, p, 0);
    System.arraycopy(point, 0, p, 0, POINT);
    for (int i = 1; i < count(width); i++) {
      curve.addCached(p, 0, twice, 0, false, true);
      curve.toCached(table, offset + i * POINT, p, 0);
    }
  }
}
