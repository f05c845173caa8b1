package org.beleg.internal.mldsa;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * A decoded signature: <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, algorithm 27.
 * Immutable.
 */
public final class MlDsaSignature {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  final MlDsaParameters parameters;

  /** c-tilde. */
  final byte[] challenge;

  /** Coefficients of l polynomials, and room for one more. */
  private final int[] z;

  /** One for each coefficient of k polynomials. */
  final boolean[] hints;

  private final boolean zInRange;

  private MlDsaSignature(MlDsaParameters parameters, byte[] bytes, boolean[] hints) {
    this.parameters = parameters;
    this.challenge = Arrays.copyOf(bytes, parameters.challengeBytes);
    this.hints = hints;
    this.z = new int[(parameters.l + 1) * Ntt.N];
    this.zInRange = unpackZ(bytes);
  }

  /**
   * Decodes a signature. Empty if its hints are not encoded in the one way that algorithm 21 allows.
   *
   * @throws IllegalArgumentException if the length is not {@link MlDsaParameters#signatureBytes}
   */
  public static Optional<MlDsaSignature> decode(MlDsaParameters parameters, byte[] bytes) {
    if (bytes.length != parameters.signatureBytes()) {
      throw new IllegalArgumentException(parameters + " signature of " + bytes.length + " bytes");
    }
    boolean[] hints = new boolean[parameters.k * Ntt.N];
    int begin = bytes.length - parameters.omega - parameters.k;
    if (!unpackHints(parameters, bytes, begin, hints)) {
      return Optional.empty();
    }
    return Optional.of(new MlDsaSignature(parameters, bytes, hints));
  }

  /** Algorithm 21: omega places, in order within each polynomial, then how many there were after each. */
  private static boolean unpackHints(
      MlDsaParameters parameters, byte[] bytes, int begin, boolean[] hints) {
    int index = 0;
    for (int i = 0; i < parameters.k; i++) {
      int end = bytes[begin + parameters.omega + i] & 0xff;
      if (end < index || end > parameters.omega) {
        return false;
      }
      int last = -1;
      for (; index < end; index++) {
        int place = bytes[begin + index] & 0xff;
        if (place <= last) {
          return false; // also a place twice
        }
        hints[i * Ntt.N + place] = true;
        last = place;
      }
    }
    for (; index < parameters.omega; index++) {
      if (bytes[begin + index] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Algorithm 19 for all of z; tells whether its norm is small enough, algorithm 8, line 13. */
  private boolean unpackZ(byte[] bytes) {
    int width = parameters.gamma1Bits + 1;
    int mask = (1 << width) - 1;
    int gamma1 = 1 << parameters.gamma1Bits;
    int norm = 0;
    for (int i = 0; i < parameters.l; i++) {
      int begin = parameters.challengeBytes + i * parameters.zBytes();
      for (int j = 0; j < Ntt.N; j++) {
        int bit = j * width;
        // at most 7 + 20 of 32 bits; behind the last ones are hints
        int word = (int) INT.get(bytes, begin + (bit >> 3));
        int coefficient = gamma1 - (word >>> (bit & 7) & mask);
        z[i * Ntt.N + j] = coefficient;
        norm = Math.max(norm, Math.abs(coefficient));
      }
    }
    return norm < parameters.normBound;
  }

  /** Tells whether all of z is below gamma1 - beta. If not, the signature is no one's of anything. */
  public boolean isZInRange() {
    return zInRange;
  }

  /** A copy of z, with a zero polynomial behind. */
  int[] vector() {
    return z.clone();
  }
}
