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
  SM3(8, Sm3Digest::new);

  /** The number of bytes of every hash. */
  public static final int HASH_SIZE = 32;

  private final int paysIn16Lanes;

  @SuppressWarnings("ImmutableEnumChecker") // a constructor, which has no state
  private final Supplier<Digest> maker;

  LaneFunction(int paysIn16Lanes, Supplier<Digest> maker) {
    this.paysIn16Lanes = paysIn16Lanes;
    this.maker = maker;
  }

  /**
   * The factor by which a full set of lanes is assumed to be faster than one message after another:
   * less than measured, so that what fills half of the lanes does not lose.
   */
  int pays(int lanes) {
    return Math.max(1, paysIn16Lanes * lanes / 16);
  }

  /** Makes computations of this function, one message after another. */
  public Supplier<Digest> maker() {
    return maker;
  }
}
