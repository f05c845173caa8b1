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
   * Algorithm 41, in place, two of its layers at a time: numbers are read and written half as often.
   *
   * @param w coefficients between -2q and 2q; gets values between -10q and 10q, as each layer adds q
   */
  static void forward(int[] w, int offset) {
    for (int length = N / 4; length >= 1; length >>= 2) {
      int m = N / 4 / length;
      for (int start = offset; start < offset + N; start += 4 * length) {
        long zeta = ZETAS[m];
        long left = ZETAS[2 * m];
        long right = ZETAS[2 * m + 1];
        m++;
        for (int j = start; j < start + length; j++) {
          int t0 = reduce(zeta * w[j + 2 * length]);
          int t1 = reduce(zeta * w[j + 3 * length]);
          int w0 = w[j] + t0;
          int w1 = w[j + length] + t1;
          int w2 = w[j] - t0;
          int w3 = w[j + length] - t1;
          int u0 = reduce(left * w1);
          int u1 = reduce(right * w3);
          w[j] = w0 + u0;
          w[j + length] = w0 - u0;
          w[j + 2 * length] = w2 + u1;
          w[j + 3 * length] = w2 - u1;
        }
      }
    }
  }

  /**
   * Algorithm 42, in place, times 2^32; two layers at a time.
   *
   * @param w values between -q and q, exclusively: each layer doubles, and 2^8 q is just below 2^31; gets
   *     coefficients between -q and q
   */
  static void inverse(int[] w, int offset) {
    for (int length = 1; length < N; length <<= 2) {
      int m = N / 2 / length - 1; // of the second layer; both count down
      for (int start = offset; start < offset + N; start += 4 * length) {
        long zeta = -ZETAS[m];
        long left = -ZETAS[2 * m + 1];
        long right = -ZETAS[2 * m];
        m--;
        for (int j = start; j < start + length; j++) {
          int w0 = w[j] + w[j + length];
          int w1 = reduce(left * (w[j] - w[j + length]));
          int w2 = w[j + 2 * length] + w[j + 3 * length];
          int w3 = reduce(right * (w[j + 2 * length] - w[j + 3 * length]));
          w[j] = w0 + w2;
          w[j + length] = w1 + w3;
          w[j + 2 * length] = reduce(zeta * (w0 - w2));
          w[j + 3 * length] = reduce(zeta * (w1 - w3));
        }
      }
    }
    for (int j = offset; j < offset + N; j++) {
      w[j] = reduce((long) w[j] * LAST_FACTOR);
    }
  }
}
