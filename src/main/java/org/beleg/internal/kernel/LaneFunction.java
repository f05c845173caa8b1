package org.beleg.internal.kernel;

import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.digest.Pool;
import org.beleg.internal.digest.Sm3Digest;

/** The hash functions that can be computed in lanes. */
public enum LaneFunction {
  /** SHA-256. Processors have instructions for it, which the JDK uses: lanes are 2 to 3 times faster. */
  SHA_256(2, new Pool<>(() -> JdkDigest.of("SHA-256"))),
  /** SM3. No instructions in common use: lanes are 6 times faster and more. */
  SM3(4, new Pool<>(Sm3Digest::new));

  /** The number of bytes of every hash. */
  public static final int HASH_SIZE = 32;

  private final int pays;

  @SuppressWarnings("ImmutableEnumChecker") // scratch space for a pure function, shared by design
  private final Pool<Digest> digests;

  LaneFunction(int pays, Pool<Digest> digests) {
    this.pays = pays;
    this.digests = digests;
  }

  /** The factor by which a full set of lanes is assumed to be faster than one message after another. */
  int pays() {
    return pays;
  }

  /** Running computations of this function, one message after another. */
  public Pool<Digest> digests() {
    return digests;
  }
}
