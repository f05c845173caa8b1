package org.beleg.internal.ed25519;

/**
 * Arithmetic modulo p = 2^255 - 19, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC
 * 8032, section 5.1</a>.
 *
 * <p>An element is {@link #size()} longs at some place of an array, so that tables of points are flat
 * and nothing is allocated. What the longs mean is for the implementation to say: it may keep one number
 * there, or several side by side that all go through the same steps. Formulas over this type hold for
 * both.
 *
 * <p><b>Magnitudes.</b> {@link #multiply} and {@link #square} give reduced elements, and take sums and
 * differences of up to three reduced ones. {@link #add} and {@link #subtract} do not reduce. Whoever adds
 * keeps count.
 *
 * <p>Results may lie where operands do.
 */
abstract class Field {

  /** How many numbers an element keeps side by side. */
  abstract int lanes();

  /** Longs of one element. */
  abstract int size();

  /**
   * Loads a number for each lane from where it lies at rest, in the five limbs of {@link FiveLimbs}.
   *
   * @param source has the number of lane j at {@code offset + places[j]}; sums and differences of two
   *     reduced ones at most
   */
  abstract void gather(long[] r, int ro, long[] source, int offset, int[] places);

  /** Puts the number of each lane where {@link #gather} finds it; reduced if it was. */
  abstract void scatter(long[] target, int offset, int[] places, long[] a, int ao);

  /** r = a b, reduced. */
  abstract void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo);

  /** r = a to the power of 2^times, reduced; times is at least 1. */
  abstract void square(long[] r, int ro, long[] a, int ao, int times);

  /** r = a + b, not reduced. */
  abstract void add(long[] r, int ro, long[] a, int ao, long[] b, int bo);

  /** r = a - b, not reduced. */
  abstract void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo);

  /** r = a + b at one place and a - b at another, not reduced: most formulas want both. */
  abstract void addAndSubtract(
      long[] r, int sum, int difference, long[] a, int ao, long[] b, int bo);

  /** r = value, a small number. */
  abstract void set(long[] r, int ro, int value);

  /** An array of one element that is the same number in every lane, from 32 bytes. */
  final long[] constant(byte[] littleEndian) {
    long[] number = new long[FiveLimbs.SIZE];
    FiveLimbs.FIELD.decode(number, 0, littleEndian, 0);
    long[] element = new long[size()];
    gather(element, 0, number, 0, new int[lanes()]);
    return element;
  }

  /** r = a. */
  final void copy(long[] r, int ro, long[] a, int ao) {
    System.arraycopy(a, ao, r, ro, size());
  }

  /**
   * r = a^(2^252 - 3), that is a^((p - 5) / 8), by an addition chain: 251 squarings, 11 products.
   *
   * @param t scratch space of three elements
   */
  final void powerForSquareRoot(long[] r, int ro, long[] a, int ao, long[] t) {
    ones250(t, a, ao); // t[0] = a^(2^250 - 1)
    square(t, 0, t, 0, 2);
    multiply(r, ro, t, 0, a, ao); // 4 (2^250 - 1) + 1 = 2^252 - 3
  }

  /**
   * r = a^(2^255 - 21) = a^(p - 2), the inverse of a, or 0 for 0, by Fermat.
   *
   * @param t scratch space of three elements
   */
  final void invert(long[] r, int ro, long[] a, int ao, long[] t) {
    int t1 = size();
    int t2 = 2 * size();
    ones250(t, a, ao);
    square(t, 0, t, 0, 5); // 2^255 - 32
    square(t, t1, a, ao, 1);
    multiply(t, t2, t, t1, a, ao); // 3
    square(t, t1, t, t1, 2); // 8
    multiply(t, t1, t, t1, t, t2); // 11
    multiply(r, ro, t, 0, t, t1); // 2^255 - 32 + 11
  }

  /** t[0] = a^(2^250 - 1): exponents of n ones, doubled or lengthened as 250 is built of 5s and 2s. */
  private void ones250(long[] t, long[] a, int ao) {
    int t1 = size();
    int t2 = 2 * size();
    square(t, 0, a, ao, 1);
    multiply(t, 0, t, 0, a, ao); // 2 ones
    square(t, t1, t, 0, 2);
    multiply(t, t1, t, t1, t, 0); // 4
    square(t, t1, t, t1, 1);
    multiply(t, 0, t, t1, a, ao); // 5
    square(t, t1, t, 0, 5);
    multiply(t, 0, t, t1, t, 0); // 10
    square(t, t1, t, 0, 10);
    multiply(t, t1, t, t1, t, 0); // 20
    square(t, t2, t, t1, 20);
    multiply(t, t1, t, t2, t, t1); // 40
    square(t, t1, t, t1, 10);
    multiply(t, 0, t, t1, t, 0); // 50
    square(t, t1, t, 0, 50);
    multiply(t, t1, t, t1, t, 0); // 100
    square(t, t2, t, t1, 100);
    multiply(t, t1, t, t2, t, t1); // 200
    square(t, t1, t, t1, 50);
    multiply(t, 0, t, t1, t, 0); // 250
  }
}
