package org.beleg.internal.kernel;

import java.util.function.Supplier;
import org.beleg.internal.digest.BouncyDigest;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.digest.Pool;
import org.jspecify.annotations.Nullable;

/** What computes each hash function of Beleg; the constants have the names of the public ones. */
public enum HashEngine {
  SHA_256(LaneFunction.SHA_256),
  SHA_384(48, () -> JdkDigest.of("SHA-384")),
  SHA_512(64, () -> JdkDigest.of("SHA-512")),
  SHA_512_256(32, () -> JdkDigest.of("SHA-512/256")),
  SHA3_256(32, () -> JdkDigest.of("SHA3-256")),
  // lambdas and not method references, which would load Bouncy Castle together with this class
  KECCAK_256(32, () -> BouncyDigest.keccak256()),
  SM3(LaneFunction.SM3),
  BLAKE2B_256(32, () -> BouncyDigest.blake2b256());

  private final int hashSize;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which has no state
  private final Supplier<Digest> maker;

  private final @Nullable LaneFunction laneFunction;

  HashEngine(int hashSize, Supplier<Digest> maker) {
    this.hashSize = hashSize;
    this.maker = maker;
    this.laneFunction = null;
  }

  HashEngine(LaneFunction laneFunction) {
    this.hashSize = LaneFunction.HASH_SIZE;
    this.maker = laneFunction.maker();
    this.laneFunction = laneFunction;
  }

  /** The number of bytes of every hash. */
  public int hashSize() {
    return hashSize;
  }

  /** Makes computations of this function, one message after another. */
  public Supplier<Digest> maker() {
    return maker;
  }

  /** Computations of this function to lend. */
  public Pool<Digest> pool() {
    return new Pool<>(maker);
  }

  /** The best kernel that this function has for a construction. */
  NodeKernel kernel(Framing framing) {
    return laneFunction != null
        ? new BatchKernel(laneFunction, framing)
        : new ScalarKernel(maker, hashSize, framing);
  }
}
