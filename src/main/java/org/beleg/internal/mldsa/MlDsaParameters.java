package org.beleg.internal.mldsa;

/** The parameter sets of <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, table 1. */
public enum MlDsaParameters {
  /** Category 2. */
  ML_DSA_44(4, 4, 39, 128, 17, 88, 2, 80),
  /** Category 3. */
  ML_DSA_65(6, 5, 49, 192, 19, 32, 4, 55),
  /** Category 5. */
  ML_DSA_87(8, 7, 60, 256, 19, 32, 2, 75);

  /** Bits that the key leaves out of t. */
  static final int D = 13;

  /** Bytes of rho, in front of a key. */
  static final int RHO_BYTES = 32;

  /** Bytes of a polynomial of t1: all but d of 23 bits. */
  static final int T1_BYTES = 10 * Ntt.N / 8;

  /** Rows of A. */
  final int k;

  /** Columns of A, and polynomials of z. */
  final int l;

  /** Coefficients of c that are not zero. */
  final int tau;

  /** Bytes of c-tilde: lambda / 4. */
  final int challengeBytes;

  /** log2 gamma1: coefficients of z are encoded as gamma1 minus a number of one bit more. */
  final int gamma1Bits;

  /** gamma1 - beta, with beta = tau eta: what all coefficients of z are below, whatever their sign. */
  final int normBound;

  /** Hints at most. */
  final int omega;

  /** Rounding by gamma2. */
  final Rounding rounding;

  MlDsaParameters(
      int k, int l, int tau, int lambda, int gamma1Bits, int gamma2Divisor, int eta, int omega) {
    this.k = k;
    this.l = l;
    this.tau = tau;
    this.challengeBytes = lambda / 4;
    this.gamma1Bits = gamma1Bits;
    this.normBound = (1 << gamma1Bits) - tau * eta;
    this.omega = omega;
    this.rounding = new Rounding((Ntt.Q - 1) / gamma2Divisor);
  }

  /** Bytes of a polynomial of z. */
  int zBytes() {
    return (gamma1Bits + 1) * Ntt.N / 8;
  }

  /** Length of a public key. */
  public int publicKeyBytes() {
    return RHO_BYTES + k * T1_BYTES;
  }

  /** Length of a signature. */
  public int signatureBytes() {
    return challengeBytes + l * zBytes() + omega + k;
  }
}
