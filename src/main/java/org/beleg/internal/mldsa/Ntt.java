package org.beleg.internal.mldsa;

/**
 * Polynomials modulo q and X^256 + 1, by their values at the 256 roots of X^256 + 1: <a
 * href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, section 7.5.
 *
 * <p>Numbers modulo q are ints of either sign. Products are reduced by Montgomery's method, which divides
 * by 2^32: roots are kept times 2^32, and {@link #inverse} multiplies by 2^32 what products of values lost.
 */
final class Ntt {

  /** Coefficients of a polynomial. */
  static final int N = 256;

  /** 2^23 - 2^13 + 1, a prime. */
  static final int Q = 8_380_417;

  /** A root of unity of order 512. */
  private static final int ZETA = 1_753;

  /** 1/q modulo 2^32. */
  private static final int Q_INVERSE = 58_728_449;

  /** zeta^BitRev8(m) 2^32, appendix B. */
  private static final int[] ZETAS = new int[N];

  /** 2^64 / 256: undoes the sums of eight layers, and two divisions by 2^32, one of them its own. */
  private static final int LAST_FACTOR = power(2, 56);

  static {
    int montgomery = power(2, 32);
    for (int m = 0; m < N; m++) {
      long zeta = power(ZETA, Integer.reverse(m) >>> 24);
      ZETAS[m] = (int) (zeta * montgomery % Q);
    }
  }

  private Ntt() {}

  private static int power(long base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power = power * base % Q;
    }
    return (int) power;
  }

  /**
   * a / 2^32 modulo q, between -q and q.
   *
   * @param a between -2^31 q and 2^31 q, exclusively
   */
  static int reduce(long a) {
    int quotient = (int) a * Q_INVERSE;
    return (int) ((a - (long) quotient * Q) >> 32);
  }

  /**
   * Algorithm 41, in place.
   *
   * @param w coefficients between -2q and 2q; gets values between -10q and 10q, as each layer adds q
   */
  static void forward(int[] w, int offset) {
    int m = 0;
    for (int length = N / 2; length >= 1; length >>= 1) {
      for (int start = offset; start < offset + N; start += 2 * length) {
        m++;
        long zeta = ZETAS[m];
        for (int j = start; j < start + length; j++) {
          int t = reduce(zeta * w[j + length]);
          w[j + length] = w[j] - t;
          w[j] += t;
        }
      }
    }
  }

  /**
   * Algorithm 42, in place, times 2^32.
   *
   * @param w values between -q and q, exclusively: each layer doubles, and 2^8 q is just below 2^31; gets
   *     coefficients between -q and q
   */
  static void inverse(int[] w, int offset) {
    int m = N;
    for (int length = 1; length < N; length <<= 1) {
      for (int start = offset; start < offset + N; start += 2 * length) {
        m--;
        long zeta = -ZETAS[m];
        for (int j = start; j < start + length; j++) {
          int t = w[j];
          w[j] = t + w[j + length];
          w[j + length] = reduce(zeta * (t - w[j + length]));
        }
      }
    }
    for (int j = offset; j < offset + N; j++) {
      w[j] = reduce((long) w[j] * LAST_FACTOR);
    }
  }
}
