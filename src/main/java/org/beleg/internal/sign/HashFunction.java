package org.beleg.internal.sign;

import java.util.Arrays;
import java.util.function.Supplier;
import org.beleg.internal.digest.BouncyDigest;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.LaneFunction;
import org.beleg.internal.kernel.ShortHashes;

/** A hash function of the stateful hash-based schemes, cut to n bytes: SP 800-208, section 2.3. */
enum HashFunction {
  SHA2_256_192(24, 32, () -> JdkDigest.of("SHA-256")),
  SHA2_256(32, 32, () -> JdkDigest.of("SHA-256")),
  SHA2_512(64, 64, () -> JdkDigest.of("SHA-512")),
  SHAKE128_256(32, 32, () -> BouncyDigest.shake(128, 32)),
  SHAKE256_192(24, 24, () -> BouncyDigest.shake(256, 24)),
  SHAKE256_256(32, 32, () -> BouncyDigest.shake(256, 32)),
  SHAKE256_512(64, 64, () -> BouncyDigest.shake(256, 64));

  /** The length of every hash, in bytes. */
  final int n;

  private final int digestBytes;

  @SuppressWarnings("ImmutableEnumChecker") // makes a new digest each time
  private final Supplier<Digest> digests;

  HashFunction(int n, int digestBytes, Supplier<Digest> digests) {
    this.n = n;
    this.digestBytes = digestBytes;
    this.digests = digests;
  }

  /** A new computation. */
  Hasher newHasher() {
    return new Hasher(digests.get(), digestBytes, n);
  }

  /** Short hashes with one prefix, about as many as expected. */
  ShortHashes shortHashes(byte[] prefix, int expected) {
    return this == SHA2_256 || this == SHA2_256_192
        ? Kernels.shortHashes(LaneFunction.SHA_256, prefix, n, expected)
        : Kernels.shortHashes(digests.get(), digestBytes, prefix, n);
  }

  /** A running computation that is used again for every hash of a signature. For one thread. */
  static final class Hasher {

    private final Digest digest;
    private final byte[] full;
    private final int n;

    private Hasher(Digest digest, int digestBytes, int n) {
      this.digest = digest;
      this.full = new byte[digestBytes];
      this.n = n;
    }

    void update(byte[] source, int offset, int length) {
      digest.update(source, offset, length);
    }

    void update(byte[] source) {
      digest.update(source, 0, source.length);
    }

    /** Writes n bytes, and starts afresh. */
    void finish(byte[] target, int offset) {
      digest.finish(full, 0);
      System.arraycopy(full, 0, target, offset, n);
    }

    /** A new array of n bytes. */
    byte[] finish() {
      digest.finish(full, 0);
      return Arrays.copyOf(full, n);
    }
  }
}
