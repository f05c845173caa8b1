package org.beleg.internal.mldsa;

import org.bouncycastle.crypto.digests.SHAKEDigest;

/** Polynomials out of hashes: <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, section 7.3. */
final class Sampling {

  /** What SHAKE128 gives at a time; a multiple of 3. */
  private static final int SHAKE128_BLOCK = 168;

  private static final int SHAKE256_BLOCK = 136;

  private static final int SIGN_BYTES = 8;

  private Sampling() {}

  /** Algorithm 30: 256 numbers below q, of 23 bits each, from G(rho || column || row). */
  static void uniform(byte[] rho, int row, int column, int[] target, int offset) {
    SHAKEDigest g = new SHAKEDigest(128);
    g.update(rho, 0, MlDsaParameters.RHO_BYTES);
    g.update((byte) column);
    g.update((byte) row);
    byte[] block = new byte[SHAKE128_BLOCK];
    int at = SHAKE128_BLOCK;
    int j = 0;
    while (j < Ntt.N) {
      if (at == SHAKE128_BLOCK) {
        g.doOutput(block, 0, SHAKE128_BLOCK);
        at = 0;
      }
      // algorithm 14
      int z = (block[at] & 0xff) | (block[at + 1] & 0xff) << 8 | (block[at + 2] & 0x7f) << 16;
      at += 3;
      if (z < Ntt.Q) {
        target[offset + j++] = z;
      }
    }
  }

  /** Algorithm 29: tau coefficients of 1 or -1, the others 0, from H(seed). */
  static void inBall(byte[] seed, int tau, int[] target, int offset) {
    SHAKEDigest h = new SHAKEDigest(256);
    h.update(seed, 0, seed.length);
    byte[] block = new byte[SHAKE256_BLOCK];
    h.doOutput(block, 0, SHAKE256_BLOCK);
    long signs = 0;
    for (int i = 0; i < SIGN_BYTES; i++) {
      signs |= (block[i] & 0xffL) << (8 * i);
    }
    int at = SIGN_BYTES;
    for (int i = Ntt.N - tau; i < Ntt.N; i++) {
      int j;
      do {
        if (at == SHAKE256_BLOCK) {
          h.doOutput(block, 0, SHAKE256_BLOCK);
          at = 0;
        }
        j = block[at++] & 0xff;
      } while (j > i);
      target[offset + i] = target[offset + j];
      target[offset + j] = (signs & 1) == 0 ? 1 : -1;
      signs >>>= 1;
    }
  }
}
