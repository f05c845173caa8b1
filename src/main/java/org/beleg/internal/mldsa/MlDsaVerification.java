package org.beleg.internal.mldsa;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * One signature on its way to a verdict: <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>,
 * algorithms 3 and 8. The message comes in parts, in constant memory. For one thread.
 *
 * <p>Cost: SHAKE256 of the message and of about ten blocks of 136 bytes, and l + k + 1 transforms.
 */
public final class MlDsaVerification {

  private static final int MU_BYTES = 64;

  private final KeyExpansion key;
  private final MlDsaSignature signature;
  private final SHAKEDigest mu = new SHAKEDigest(256);

  private MlDsaVerification(KeyExpansion key, MlDsaSignature signature) {
    this.key = key;
    this.signature = signature;
    key.begin(mu);
  }

  /**
   * Begins, with a message that is not hashed before.
   *
   * @param context up to 255 bytes
   * @throws IllegalArgumentException if key and signature have different parameters
   */
  public static MlDsaVerification start(
      MlDsaPublicKey key, MlDsaSignature signature, byte[] context) {
    MlDsaVerification verification = startInternal(key, signature);
    // algorithm 3, line 5
    verification.mu.update((byte) 0);
    verification.mu.update((byte) context.length);
    verification.mu.update(context, 0, context.length);
    return verification;
  }

  /** Begins algorithm 8, with M' as message. */
  static MlDsaVerification startInternal(MlDsaPublicKey key, MlDsaSignature signature) {
    if (key.parameters != signature.parameters) {
      throw new IllegalArgumentException(signature.parameters + " for " + key.parameters);
    }
    return new MlDsaVerification(key.expansion(), signature);
  }

  /** Takes the next bytes of the message. */
  public void update(byte[] source, int offset, int length) {
    mu.update(source, offset, length);
  }

  /** Tells whether the signature is the key's signature of all that was taken. To be called once. */
  public boolean holds() {
    byte[] hash = new byte[MU_BYTES];
    mu.doFinal(hash, 0, MU_BYTES);
    return holds(hash);
  }

  /** Algorithm 8 from line 8 on. */
  boolean holds(byte[] messageHash) {
    if (!signature.isZInRange()) {
      return false;
    }
    MlDsaParameters parameters = signature.parameters;
    SHAKEDigest h = new SHAKEDigest(256);
    h.update(messageHash, 0, MU_BYTES);
    int[] vector = transformed();
    int[] w = new int[Ntt.N];
    byte[] encoded = new byte[Ntt.N / 8 * parameters.rounding.bits()];
    for (int i = 0; i < parameters.k; i++) {
      multiply(i, vector, w);
      Ntt.inverse(w, 0);
      round(i, w);
      parameters.rounding.encode(w, encoded, 0);
      h.update(encoded, 0, encoded.length);
    }
    byte[] challenge = new byte[parameters.challengeBytes];
    h.doFinal(challenge, 0, challenge.length);
    return Arrays.equals(challenge, signature.challenge);
  }

  /** (z, c) as values at the roots. */
  private int[] transformed() {
    MlDsaParameters parameters = signature.parameters;
    int[] vector = signature.vector();
    int c = parameters.l * Ntt.N;
    Sampling.inBall(signature.challenge, parameters.tau, vector, c);
    for (int offset = 0; offset <= c; offset += Ntt.N) {
      Ntt.forward(vector, offset);
    }
    return vector;
  }

  /**
   * A row times (z, c). Each of up to 8 products is below 10 q^2, and their sum below 2^31 q, so one
   * reduction does.
   */
  private void multiply(int row, int[] vector, int[] w) {
    int[] matrix = key.matrix;
    int begin = row * vector.length;
    for (int j = 0; j < Ntt.N; j++) {
      long sum = 0;
      for (int s = j; s < vector.length; s += Ntt.N) {
        sum += (long) matrix[begin + s] * vector[s];
      }
      w[j] = Ntt.reduce(sum);
    }
  }

  /** Algorithm 8, line 10: high bits, corrected by hints. */
  private void round(int row, int[] w) {
    Rounding rounding = signature.parameters.rounding;
    boolean[] hints = signature.hints;
    for (int j = 0; j < Ntt.N; j++) {
      int r = w[j] + (w[j] >> 31 & Ntt.Q); // between 0 and q - 1
      w[j] = hints[row * Ntt.N + j] ? rounding.highBitsWithHint(r) : rounding.highBits(r);
    }
  }
}
