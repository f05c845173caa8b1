package org.beleg.internal.ed25519;

/**
 * A point P and its multiples by 2^64, 2^128 and 2^192, with the odd multiples of each, as affine
 * points: a scalar falls into four parts that share one run of 64 doublings, where {@link OddMultiples}
 * of P alone need 253.
 *
 * <p>31 kB. Cost: 192 doublings, 256 additions and an inversion, about two verifications.
 */
final class SplitMultiples {

  static final int PARTS = 4;

  /** Digits of a part: 4 times 64 are enough for {@link NafRecoding#DIGITS}. */
  static final int ROWS = 64;

  static final int WIDTH = 8;

  private static final int POINT = 4 * FiveLimbs.SIZE;

  /** The parts one after the other, each as {@link BaseMultiples#place} expects it. */
  private final long[] table;

  /**
   * Computes them.
   *
   * @param xy x and y of the point, reduced
   */
  SplitMultiples(long[] xy) {
    Edwards curve = new Edwards(FiveLimbs.FIELD);
    int size = OddMultiples.size(WIDTH);
    long[] cached = new long[PARTS * size];
    long[] p = new long[POINT];
    curve.setAffine(p, 0, xy, 0, FiveLimbs.SIZE);
    for (int part = 0; part < PARTS; part++) {
      OddMultiples.compute(curve, cached, part * size, WIDTH, p);
      for (int i = 1; i <= ROWS; i++) {
        curve.twice(p, 0, i == ROWS);
      }
    }
    this.table = AffinePoints.normalize(cached);
  }

  /** The affine points of all parts; not to be written. */
  long[] table() {
    return table;
  }

  /** Where those of a part begin. */
  int offset(int part) {
    return part * (table.length / PARTS);
  }
}
