package org.beleg.internal.ed25519;

/**
 * [s]B + [s1]P1 + [s2]P2 + ... with one run of doublings for all terms: Straus, with non-adjacent forms.
 *
 * <p>Cost: 253 doublings, and for a term about one addition for every width + 1 bits of its scalar.
 *
 * <p>For one sum in one thread.
 */
final class MultiScalar {

  private final Edwards curve;
  private final int capacity;

  /** Digit by digit from the lowest, in each the terms in their order; term 0 is B. */
  private final byte[] digits;

  private final long[][] tables;
  private final int[] offsets;
  private int count = 1;

  /** Room for B and a number of other terms. */
  MultiScalar(Edwards curve, int terms) {
    this.curve = curve;
    this.capacity = terms + 1;
    this.digits = new byte[capacity * NafRecoding.DIGITS];
    this.tables = new long[capacity][];
    this.offsets = new int[capacity];
    this.tables[0] = BaseMultiples.table();
  }

  /** Sets the multiple of B, once. */
  void setBase(long[] scalar) {
    NafRecoding.recode(digits, 0, capacity, scalar, BaseMultiples.WIDTH);
  }

  /**
   * Adds a term.
   *
   * @param table the odd multiples of the point, for digits of this width
   * @param negative whether to subtract it
   */
  void add(long[] table, int offset, int width, long[] scalar, boolean negative) {
    tables[count] = table;
    offsets[count] = offset;
    NafRecoding.recode(digits, count, capacity, scalar, width);
    if (negative) {
      for (int i = count; i < digits.length; i += capacity) {
        digits[i] = (byte) -digits[i];
      }
    }
    count++;
  }

  /** p = the sum, with its T. */
  void sum(long[] p) {
    curve.setNeutral(p, 0);
    int bit = NafRecoding.DIGITS - 1;
    while (bit > 0 && next(bit, 0) == count) {
      bit--;
    }
    for (; bit >= 0; bit--) {
      int term = next(bit, 0);
      curve.twice(p, 0, term < count || bit == 0);
      while (term < count) {
        int following = next(bit, term + 1);
        // only an addition reads T, and whoever gets the sum
        add(p, term, digits[bit * capacity + term], following < count || bit == 0);
        term = following;
      }
    }
  }

  /** The first term from one on whose digit is not zero. */
  private int next(int bit, int from) {
    int row = bit * capacity;
    int term = from;
    while (term < count && digits[row + term] == 0) {
      term++;
    }
    return term;
  }

  private void add(long[] p, int term, int digit, boolean withT) {
    if (term == 0) {
      curve.addAffine(p, 0, tables[0], BaseMultiples.place(digit), digit < 0, withT);
    } else {
      int place = offsets[term] + OddMultiples.place(digit);
      curve.addCached(p, 0, tables[term], place, digit < 0, withT);
    }
  }
}
