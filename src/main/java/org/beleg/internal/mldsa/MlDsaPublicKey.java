package org.beleg.internal.mldsa;

import org.jspecify.annotations.Nullable;

/**
 * A public key. For any number of threads.
 *
 * <p>Its first verification expands it and keeps the outcome. Those after it take a third of the time or
 * less, and the key up to 64 KiB, see {@link KeyExpansion}.
 */
public final class MlDsaPublicKey {

  final MlDsaParameters parameters;
  private final byte[] raw;

  /** Threads that come first at a time each make an equal one. */
  private volatile @Nullable KeyExpansion expansion;

  private MlDsaPublicKey(MlDsaParameters parameters, byte[] raw) {
    this.parameters = parameters;
    this.raw = raw.clone();
  }

  /**
   * Every string of the right length is a key: all values of t1 are in range.
   *
   * @throws IllegalArgumentException if the length is not {@link MlDsaParameters#publicKeyBytes}
   */
  public static MlDsaPublicKey of(MlDsaParameters parameters, byte[] raw) {
    if (raw.length != parameters.publicKeyBytes()) {
      throw new IllegalArgumentException(parameters + " key of " + raw.length + " bytes");
    }
    return new MlDsaPublicKey(parameters, raw);
  }

  /** The bytes that it was made of. */
  public byte[] encoded() {
    return raw.clone();
  }

  KeyExpansion expansion() {
    KeyExpansion known = expansion;
    if (known == null) {
      known = new KeyExpansion(parameters, raw);
      expansion = known;
    }
    return known;
  }
}
