package org.beleg.internal.ed25519;

/**
 * [s]B + [s1]P1 + [s2]P2 + ... with one run of doublings for all terms: Straus, with non-adjacent forms.
 *
 * <p>Cost: 253 doublings, or 64 where all points are prepared, and for a term about one addition for
 * every width + 1 bits of its scalar.
 *
 * <p>For one sum in one thread.
 */
final class MultiScalar {

  private final Edwards curve;
  private final int capacity;
  private final int rows;

  /** Row by row from the lowest digits, in each the terms in their order. */
  private final byte[] digits;

  private final long[][] tables;
  private final int[] offsets;
  private final boolean[] affine;
  private int count;

  private MultiScalar(Edwards curve, int capacity, int rows) {
    this.curve = curve;
    this.capacity = capacity;
    this.rows = rows;
    this.digits = new byte[capacity * rows];
    this.tables = new long[capacity][];
    this.offsets = new int[capacity];
    this.affine = new boolean[capacity];
  }

  /** Room for B and a number of other terms. */
  static MultiScalar of(Edwards curve, int terms) {
    return new MultiScalar(curve, 1 + terms, NafRecoding.DIGITS);
  }

  /** Room for B and a number of other terms, all prepared. */
  static MultiScalar ofPrepared(Edwards curve, int terms) {
    return new MultiScalar(curve, (1 + terms) * SplitMultiples.PARTS, SplitMultiples.ROWS);
  }

  /** Adds a multiple of B. */
  void addBase(long[] scalar) {
    affine[count] = true;
    add(BaseMultiples.table(), 0, BaseMultiples.WIDTH, scalar, false);
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

  /** Adds a term of a prepared point, as one for each part. */
  void addPrepared(SplitMultiples multiples, long[] scalar, boolean negative) {
    byte[] all = new byte[SplitMultiples.PARTS * rows];
    NafRecoding.recode(all, 0, 1, scalar, SplitMultiples.WIDTH);
    for (int part = 0; part < SplitMultiples.PARTS; part++) {
      tables[count] = multiples.table();
      offsets[count] = multiples.offset(part);
      affine[count] = true;
      for (int row = 0; row < rows; row++) {
        byte digit = all[part * rows + row];
        digits[row * capacity + count] = (byte) (negative ? -digit : digit);
      }
      count++;
    }
  }

  /** p = the sum, with its T. */
  void sum(long[] p) {
    curve.setNeutral(p, 0);
    int bit = rows - 1;
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
    if (affine[term]) {
      int place = offsets[term] + BaseMultiples.place(digit);
      curve.addAffine(p, 0, tables[term], place, digit < 0, withT);
    } else {
      int place = offsets[term] + OddMultiples.place(digit);
      curve.addCached(p, 0, tables[term], place, digit < 0, withT);
    }
  }
}
