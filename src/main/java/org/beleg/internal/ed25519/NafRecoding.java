package org.beleg.internal.ed25519;

/**
 * Scalars as sums of few odd digits: the width-w non-adjacent form. Every nonzero digit is odd and below
 * 2^(w-1) in absolute value, and of w digits in a row at most one is not zero, so that about one in w + 1
 * is.
 */
final class NafRecoding {

  /** Digits of any scalar in [0, L): one more than it has bits. */
  static final int DIGITS = 254;

  private NafRecoding() {}

  /**
   * Writes the digits of a scalar, the lowest first.
   *
   * @param digits gets {@link #DIGITS} digits from an offset on, a stride apart; holds zeros there
   *     before
   * @param width w, in [2, 8]
   */
  static void recode(byte[] digits, int offset, int stride, long[] scalar, int width) {
    int mask = (1 << width) - 1;
    int half = 1 << (width - 1);
    int carry = 0;
    int bit = 0;
    while (bit < DIGITS) {
      int window = (Scalars.bits(scalar, bit) & mask) + carry;
      if ((window & 1) == 0) {
        // an even window with a carry ends in ones that the carry turns over; it goes on upwards
        bit++;
        continue;
      }
      int digit = window < half ? window : window - 2 * half;
      digits[offset + bit * stride] = (byte) digit;
      carry = digit < 0 ? 1 : 0;
      bit += width;
    }
  }
}
