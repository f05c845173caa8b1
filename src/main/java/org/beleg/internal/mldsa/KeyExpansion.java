package org.beleg.internal.mldsa;

import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * All of a verification that depends on the key alone. Immutable.
 *
 * <p>Cost: about k l + 2 hashes of 1 kB; 4 k (l + 1) 256 bytes, that is 20, 36 and 64 KiB.
 */
final class KeyExpansion {

  /** Bytes of tr, algorithm 8. */
  static final int TR_BYTES = 64;

  /** H(pk). */
  private final byte[] tr = new byte[TR_BYTES];

  /**
   * k rows of l + 1 polynomials: the matrix A, and as its last column -t1 2^d, so that A z - c t1 2^d is
   * this times the vector (z, c). As values at the roots, between -q and q.
   */
  final int[] matrix;

  KeyExpansion(MlDsaParameters parameters, byte[] raw) {
    SHAKEDigest h = new SHAKEDigest(256);
    h.update(raw, 0, raw.length);
    h.doFinal(tr, 0, TR_BYTES);
    int columns = parameters.l + 1;
    matrix = new int[parameters.k * columns * Ntt.N];
    for (int i = 0; i < parameters.k; i++) {
      int row = i * columns * Ntt.N;
      for (int s = 0; s < parameters.l; s++) { // algorithm 32
        Sampling.uniform(raw, i, s, matrix, row + s * Ntt.N);
      }
      int last = row + parameters.l * Ntt.N;
      unpack(raw, MlDsaParameters.RHO_BYTES + i * MlDsaParameters.T1_BYTES, last);
      Ntt.forward(matrix, last);
      for (int j = last; j < last + Ntt.N; j++) {
        matrix[j] %= Ntt.Q;
      }
    }
  }

  /** Algorithm 23: numbers of 10 bits, of which any is a coefficient; takes each times -2^d. */
  private void unpack(byte[] raw, int begin, int offset) {
    for (int j = 0; j < Ntt.N; j++) {
      int at = begin + 10 * j / 8;
      int bits = (raw[at] & 0xff) | (raw[at + 1] & 0xff) << 8;
      int t1 = bits >> (10 * j % 8) & 0x3ff;
      matrix[offset + j] = -(t1 << MlDsaParameters.D);
    }
  }

  /** Begins the hash mu with tr. */
  void begin(SHAKEDigest mu) {
    mu.update(tr, 0, TR_BYTES);
  }
}
