package org.beleg.internal.mldsa;

import com.google.errorprone.annotations.Immutable;

/**
 * High bits of numbers modulo q, and their correction by hints: <a
 * href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, section 7.4.
 */
@Immutable
final class Rounding {

  /** Enough that multiplying by a rounded-up reciprocal divides exactly, see {@link #highBits}. */
  private static final int RECIPROCAL_BITS = 48;

  private final int gamma2;

  /** ceil(2^48 / 2 gamma2). */
  private final long reciprocal;

  /** m = (q - 1) / 2 gamma2: high bits are from 0 to m - 1. */
  final int m;

  /** Rounds by (q - 1) / 88 or (q - 1) / 32. */
  Rounding(int gamma2) {
    this.gamma2 = gamma2;
    this.reciprocal = (1L << RECIPROCAL_BITS) / (2L * gamma2) + 1;
    this.m = (Ntt.Q - 1) / (2 * gamma2);
  }

  /** Bits of a number of high bits: bitlen(m - 1). */
  int bits() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(m - 1);
  }

  /** Algorithm 37, for r in [0, q - 1]: the multiple of 2 gamma2 that is next to r, halves down. */
  int highBits(int r) {
    int r1 = nextMultiple(r);
    return r1 == m ? 0 : r1; // q - 1 is as good as -1
  }

  /** Algorithm 40, for h = 1. */
  int highBitsWithHint(int r) {
    int r1 = nextMultiple(r);
    if (r1 == m) {
      return m - 1; // r0 is -1 or less
    }
    if (r > r1 * 2 * gamma2) {
      return r1 == m - 1 ? 0 : r1 + 1;
    }
    return r1 == 0 ? m - 1 : r1 - 1;
  }

  private int nextMultiple(int r) {
    return (int) (((r + gamma2 - 1) * reciprocal) >> RECIPROCAL_BITS);
  }

  /**
   * Algorithm 28 for one polynomial.
   *
   * @param w1 high bits, all of a polynomial
   * @param target gets 32 {@link #bits()} bytes
   */
  void encode(int[] w1, byte[] target, int offset) {
    int at = offset;
    if (bits() == 4) {
      for (int j = 0; j < Ntt.N; j += 2) {
        target[at++] = (byte) (w1[j] | w1[j + 1] << 4);
      }
      return;
    }
    for (int j = 0; j < Ntt.N; j += 4) {
      int three = w1[j] | w1[j + 1] << 6 | w1[j + 2] << 12 | w1[j + 3] << 18;
      target[at++] = (byte) three;
      target[at++] = (byte) (three >> 8);
      target[at++] = (byte) (three >> 16);
    }
  }
}
