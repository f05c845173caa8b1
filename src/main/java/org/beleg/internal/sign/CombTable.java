package org.beleg.internal.sign;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECLookupTable;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Multiples of one point with which it is multiplied by any number in few steps: the comb of Lim and
 * Lee, <a href="https://doi.org/10.1007/3-540-48658-5_11">More Flexible Exponentiation with
 * Precomputation</a> (CRYPTO '94).
 *
 * <p>Write a number's bits in {@link #TEETH} rows of {@link #columns} bits. Each column selects the sum
 * of the rows' points 2^(columns * row) P that it has a bit for, and all 2^TEETH such sums are here. So a
 * sum of two multiples takes one doubling and two additions for each column, 32 of them for 256 bits,
 * where a method without tables doubles 256 times.
 *
 * <p>Look-ups are not hidden: for public numbers only.
 */
final class CombTable {

  /** With eight, a table has 255 points; a ninth would double that and save a tenth of the steps. */
  private static final int TEETH = 8;

  private final ECCurve curve;
  private final int columns;

  /** At index i - 1 the sum for the column whose bits are those of i, for i in [1, 2^TEETH). */
  private final ECLookupTable sums;

  /**
   * Computes the table. Cost: as many doublings as the order has bits, 247 additions, and one inversion.
   *
   * @param point of prime order, not infinity
   * @param orderBits the most bits of the numbers to come
   */
  CombTable(ECPoint point, int orderBits) {
    this.curve = point.getCurve();
    this.columns = (orderBits + TEETH - 1) / TEETH;
    ECPoint[] points = new ECPoint[(1 << TEETH) - 1];
    ECPoint row = point;
    for (int tooth = 0; tooth < TEETH; tooth++) {
      int bit = 1 << tooth;
      points[bit - 1] = row;
      for (int lower = 1; lower < bit; lower++) {
        points[bit + lower - 1] = row.add(points[lower - 1]);
      }
      if (tooth < TEETH - 1) {
        row = row.timesPow2(columns).normalize(); // additions of affine points are cheaper
      }
    }
    curve.normalizeAll(points);
    this.sums = curve.createCacheSafeLookupTable(points, 0, points.length);
  }

  /** [u]P + [v]Q, in whatever coordinates it came out. The tables are of points of one curve. */
  static ECPoint sum(CombTable p, BigInteger u, CombTable q, BigInteger v) {
    ECPoint sum = p.curve.getInfinity();
    for (int column = p.columns - 1; column >= 0; column--) {
      sum = p.add(sum.twice(), u, column);
      sum = q.add(sum, v, column);
    }
    return sum;
  }

  private ECPoint add(ECPoint sum, BigInteger number, int column) {
    int index = 0;
    for (int tooth = TEETH - 1; tooth >= 0; tooth--) {
      index = 2 * index + (number.testBit(tooth * columns + column) ? 1 : 0);
    }
    // Bouncy Castle's addition is complete: also right for infinity, equal and opposite points
    return index == 0 ? sum : sum.add(sums.lookupVar(index - 1));
  }
}
