package org.beleg.internal.kernel;

import java.util.function.Supplier;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.digest.Sm3Digest;

/** The hash functions that can be computed in lanes. */
public enum LaneFunction {
  /** SHA-256. Processors have instructions for it, which the JDK uses: lanes are 2 to 3 times faster. */
  SHA_256(2, () -> JdkDigest.of("SHA-256")),
  /** SM3. No instructions in common use: lanes are about 10 times faster. */
  SM3(4, Sm3Digest::new);

  /** The number of bytes of every hash. */
  public static final int HASH_SIZE = 32;

  private final int pays;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which has no state
  private final Supplier<Digest> maker;

  LaneFunction(int pays, Supplier<Digest> maker) {
    this.pays = pays;
    this.maker = maker;
  }

  /** The factor by which a full set of lanes is assumed to be faster than one message after another. */
  int pays() {
    return pays;
  }

  /** Makes computations of this function, one message after another. */
  public Supplier<Digest> maker() {
    return maker;
  }
}
