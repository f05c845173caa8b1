package org.beleg.internal.ed25519;

/**
 * Scalars in base 2^width, with digits of both signs: each is in (-2^(width-1), 2^(width-1)], so that a
 * table of half the base is enough. Unlike those of {@link NafRecoding}, all scalars have their digits
 * at the same places, as lanes want it.
 */
final class SignedWindows {

  private SignedWindows() {}

  /** Digits of scalars below 2^bits: the topmost takes one more bit, as it may get a carry. */
  static int count(int bits, int width) {
    return bits / width + 1;
  }

  /**
   * Writes the digits of a scalar, the lowest first.
   *
   * @param digits gets them from an offset on, a stride apart
   * @param width in [1, 15]
   */
  static void recode(short[] digits, int offset, int stride, long[] scalar, int count, int width) {
    int mask = (1 << width) - 1;
    int half = 1 << (width - 1);
    int carry = 0;
    for (int i = 0; i < count; i++) {
      int digit = (Scalars.bits(scalar, i * width) & mask) + carry;
      carry = digit > half ? 1 : 0;
      digits[offset + i * stride] = (short) (digit - (carry << width));
    }
  }
}
