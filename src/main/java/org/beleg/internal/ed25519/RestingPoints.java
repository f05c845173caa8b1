package org.beleg.internal.ed25519;

import java.util.Arrays;

/**
 * Points in arrays of five-limb numbers, from where every lane takes one of its own, or its negative.
 *
 * <p>A point is five numbers: sum, difference, product, minus product, and 2 Z, as in the cached points
 * of {@link Edwards}; the last is left out of affine ones. -P has sum and difference exchanged and the
 * other product, so to turn the sign is to read from other places.
 *
 * <p>Has scratch space, so one object is for one computation in one thread.
 */
final class RestingPoints {

  private static final int NUMBER = FiveLimbs.SIZE;

  /** Longs of a point with Z = 1. */
  static final int AFFINE = 4 * NUMBER;

  /** Longs of any other. */
  static final int CACHED = 5 * NUMBER;

  private final Field field;
  private final int[] sums;
  private final int[] differences;
  private final int[] products;
  private final int[] doubledZs;
  private final long[] zero;
  private final long[] negated;

  RestingPoints(Field field) {
    this.field = field;
    this.sums = new int[field.lanes()];
    this.differences = new int[field.lanes()];
    this.products = new int[field.lanes()];
    this.doubledZs = new int[field.lanes()];
    this.zero = new long[field.size()];
    this.negated = new long[field.size()];
  }

  /**
   * A table of affine points behind the neutral one.
   *
   * @param xys x and y of each
   */
  static long[] table(Field field, long[] xys) {
    int count = xys.length / PointDecoder.XY;
    int size = field.size();
    RestingPoints points = new RestingPoints(field);
    Edwards curve = new Edwards(field);
    long[] table = new long[(1 + count) * AFFINE];
    putNeutral(table, 0);
    int[] from = new int[field.lanes()];
    int[] to = new int[field.lanes()];
    long[] xy = new long[2 * size];
    long[] q = new long[curve.affineSize()];
    for (int first = 0; first < count; first += from.length) {
      for (int j = 0; j < from.length; j++) {
        int i = Math.min(first + j, count - 1);
        from[j] = i * PointDecoder.XY;
        to[j] = (1 + i) * AFFINE;
      }
      field.gather(xy, 0, xys, 0, from);
      field.gather(xy, size, xys, NUMBER, from);
      curve.toAffine(q, 0, xy, 0, size);
      points.storeAffine(table, to, q);
    }
    return table;
  }

  /** Writes (0, 1), affine. */
  static void putNeutral(long[] table, int at) {
    Arrays.fill(table, at, at + AFFINE, 0);
    table[at] = 1;
    table[at + NUMBER] = 1;
  }

  /** Says where a lane finds its point. */
  void choose(int lane, int place, boolean negative) {
    sums[lane] = negative ? place + NUMBER : place;
    differences[lane] = negative ? place : place + NUMBER;
    products[lane] = negative ? place + 3 * NUMBER : place + 2 * NUMBER;
    doubledZs[lane] = place + 4 * NUMBER;
  }

  /** q = the affine points that the lanes chose. */
  void loadAffine(long[] q, long[] table) {
    int size = field.size();
    field.gather(q, 0, table, 0, sums);
    field.gather(q, size, table, 0, differences);
    field.gather(q, 2 * size, table, 0, products);
  }

  /** q = the cached points that the lanes chose. */
  void loadCached(long[] q, long[] table) {
    int size = field.size();
    field.gather(q, 0, table, 0, sums);
    field.gather(q, size, table, 0, differences);
    field.gather(q, 2 * size, table, 0, doubledZs);
    field.gather(q, 3 * size, table, 0, products);
  }

  /** Puts affine points q, one of each lane, at places of a table. */
  void storeAffine(long[] table, int[] places, long[] q) {
    int size = field.size();
    field.scatter(table, 0, places, q, 0);
    field.scatter(table, NUMBER, places, q, size);
    storeProducts(table, places, q, 2 * size);
  }

  /** Puts cached points q, one of each lane, at places of a table. */
  void storeCached(long[] table, int[] places, long[] q) {
    int size = field.size();
    field.scatter(table, 0, places, q, 0);
    field.scatter(table, NUMBER, places, q, size);
    field.scatter(table, 4 * NUMBER, places, q, 2 * size);
    storeProducts(table, places, q, 3 * size);
  }

  private void storeProducts(long[] table, int[] places, long[] q, int product) {
    field.scatter(table, 2 * NUMBER, places, q, product);
    field.subtract(negated, 0, zero, 0, q, product);
    field.scatter(table, 3 * NUMBER, places, negated, 0);
  }
}
