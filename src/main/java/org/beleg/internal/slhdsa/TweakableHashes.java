package org.beleg.internal.slhdsa;

import java.util.Arrays;
import org.beleg.internal.digest.BouncyDigest;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.LaneFunction;
import org.beleg.internal.kernel.ShortHashes;

/**
 * The functions of one signature: <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, section 11.
 * Each hashes PK.seed, an address and one or more strings of n bytes. For one thread.
 *
 * <p>Over SHA-2, PK.seed is padded to a whole block, which is hashed once. Of F and of the H of category
 * 1 every use is then one block.
 */
final class TweakableHashes {

  private static final int SHA_256_BLOCK = 64;
  private static final int SHA_512_BLOCK = 128;
  private static final int SHAKE_BITS = 256;

  /** F, of one string. */
  final ShortHashes f;

  /** H and T_l, of two strings and of more; they are one function. */
  final ShortHashes h;

  private final SlhDsaParameters parameters;

  private TweakableHashes(SlhDsaParameters parameters, ShortHashes f, ShortHashes h) {
    this.parameters = parameters;
    this.f = f;
    this.h = h;
  }

  /** The functions of a public key. */
  static TweakableHashes of(SlhDsaParameters parameters, byte[] publicSeed) {
    int n = parameters.n;
    if (parameters.family == SlhDsaParameters.HashFamily.SHAKE) {
      // section 11.1
      ShortHashes shake = Kernels.shortHashes(BouncyDigest.shake(SHAKE_BITS, n), n, publicSeed, n);
      return new TweakableHashes(parameters, shake, shake);
    }
    ShortHashes sha256 = Kernels.shortHashes(
        LaneFunction.SHA_256,
        Arrays.copyOf(publicSeed, SHA_256_BLOCK),
        n,
        parameters.averageSteps());
    if (!hasLongHashes(parameters)) {
      return new TweakableHashes(parameters, sha256, sha256); // section 11.2.1
    }
    ShortHashes sha512 = Kernels.shortHashes(
        JdkDigest.of("SHA-512"), 64, Arrays.copyOf(publicSeed, SHA_512_BLOCK), n);
    return new TweakableHashes(parameters, sha256, sha512); // section 11.2.2
  }

  /** Whether all functions but F are SHA-512: categories 3 and 5. */
  private static boolean hasLongHashes(SlhDsaParameters parameters) {
    return parameters.n > 16;
  }

  /** A new address, all zero, in the form in which it is hashed. */
  Address newAddress() {
    return new Address(parameters.family == SlhDsaParameters.HashFamily.SHA2);
  }

  /**
   * {@code H_msg(R, PK.seed, PK.root, M)} on its way: the message follows, and {@link #messageHash} ends
   * it.
   */
  static Digest startMessage(
      SlhDsaParameters parameters, byte[] signature, byte[] publicSeed, byte[] root) {
    Digest digest = parameters.family == SlhDsaParameters.HashFamily.SHAKE
        ? BouncyDigest.shake(SHAKE_BITS, parameters.messageHashBytes())
        : JdkDigest.of(hasLongHashes(parameters) ? "SHA-512" : "SHA-256");
    digest.update(signature, 0, parameters.n);
    digest.update(publicSeed, 0, publicSeed.length);
    digest.update(root, 0, root.length);
    return digest;
  }

  /** The m bytes of H_msg. */
  static byte[] messageHash(
      SlhDsaParameters parameters, byte[] signature, byte[] publicSeed, Digest message) {
    byte[] hash = new byte[parameters.messageHashBytes()];
    if (parameters.family == SlhDsaParameters.HashFamily.SHAKE) {
      message.finish(hash, 0);
      return hash;
    }
    // MGF1 of R || PK.seed || the hash: RFC 8017, appendix B.2.1
    int n = parameters.n;
    int digestBytes = hasLongHashes(parameters) ? 64 : 32;
    byte[] input = new byte[2 * n + digestBytes + Integer.BYTES];
    System.arraycopy(signature, 0, input, 0, n);
    System.arraycopy(publicSeed, 0, input, n, n);
    message.finish(input, 2 * n);
    byte[] output = new byte[digestBytes];
    for (int at = 0; at < hash.length; at += digestBytes) {
      input[input.length - 1] = (byte) (at / digestBytes);
      message.update(input, 0, input.length);
      message.finish(output, 0);
      System.arraycopy(output, 0, hash, at, Math.min(digestBytes, hash.length - at));
    }
    return hash;
  }
}
