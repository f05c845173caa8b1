package org.beleg.internal.mldsa;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * A key with t1 = 0, for which A z is all that the challenge hashes, so that any short z with any hints
 * can be made a signature: the only way to signatures that lie on the limits.
 */
final class ZeroKey {

  final MlDsaParameters parameters;
  final byte[] raw;

  ZeroKey(MlDsaParameters parameters, byte[] rho) {
    this.parameters = parameters;
    this.raw = Arrays.copyOf(rho, parameters.publicKeyBytes());
  }

  /** Signs with an empty context. */
  byte[] sign(byte[] message, int[] z, boolean[] hints) {
    byte[] signature = new byte[parameters.signatureBytes()];
    byte[] mu = hash(64, hash(64, raw), new byte[2], message);
    byte[] challenge = hash(parameters.challengeBytes, mu, w1(z, hints));
    System.arraycopy(challenge, 0, signature, 0, challenge.length);
    int width = parameters.gamma1Bits + 1;
    for (int j = 0; j < z.length; j++) {
      int number = (1 << parameters.gamma1Bits) - z[j];
      for (int bit = 0; bit < width; bit++) {
        int at = 8 * challenge.length + j * width + bit;
        signature[at / 8] |= (byte) (((number >> bit) & 1) << (at % 8));
      }
    }
    int begin = signature.length - parameters.omega - parameters.k;
    int index = 0;
    for (int i = 0; i < parameters.k; i++) {
      for (int j = 0; j < Ntt.N; j++) {
        if (hints[i * Ntt.N + j]) {
          signature[begin + index++] = (byte) j;
        }
      }
      signature[begin + parameters.omega + i] = (byte) index;
    }
    return signature;
  }

  /** Reduces after each step, so that no sum can run over. */
  private byte[] w1(int[] z, boolean[] hints) {
    int[] values = z.clone();
    for (int offset = 0; offset < z.length; offset += Ntt.N) {
      Ntt.forward(values, offset);
    }
    int[] matrix = new KeyExpansion(parameters, raw).matrix;
    int size = 32 * parameters.rounding.bits();
    byte[] encoded = new byte[parameters.k * size];
    for (int i = 0; i < parameters.k; i++) {
      int[] w = new int[Ntt.N];
      for (int j = 0; j < z.length; j++) {
        long product = (long) matrix[i * (parameters.l + 1) * Ntt.N + j] * values[j];
        w[j % Ntt.N] = (w[j % Ntt.N] + Ntt.reduce(product)) % Ntt.Q;
      }
      Ntt.inverse(w, 0);
      for (int j = 0; j < Ntt.N; j++) {
        int r = Math.floorMod(w[j], Ntt.Q);
        w[j] = hints[i * Ntt.N + j]
            ? parameters.rounding.highBitsWithHint(r)
            : parameters.rounding.highBits(r);
      }
      parameters.rounding.encode(w, encoded, i * size);
    }
    return encoded;
  }

  private static byte[] hash(int bytes, byte[]... parts) {
    SHAKEDigest digest = new SHAKEDigest(256);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[bytes];
    digest.doFinal(hash, 0, bytes);
    return hash;
  }
}
