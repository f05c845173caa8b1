package org.beleg.internal.ed25519;

/** Makes affine points of cached ones, which cost a product less to add. */
final class AffinePoints {

  private static final int SIZE = FiveLimbs.SIZE;
  private static final int POINT = 4 * SIZE;
  private static final int AFFINE = 3 * SIZE;

  private AffinePoints() {}

  /**
   * Divides Y + X, Y - X, 2 d T by Z. Cost: one inversion for all, and six products for each.
   *
   * @param points cached ones, one after the other
   */
  static long[] normalize(long[] points) {
    FiveLimbs field = FiveLimbs.FIELD;
    int count = points.length / POINT;
    // first the products of Z, then backwards the inverse of each product, and from it that of each
    // Z
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
}
