package org.beleg.internal.digest;

import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** A digest of Bouncy Castle. Loading this class loads that library, so only its users name it. */
public final class BouncyDigest implements Digest {

  private final org.bouncycastle.crypto.Digest engine;

  private BouncyDigest(org.bouncycastle.crypto.Digest engine) {
    this.engine = engine;
  }

  /** Keccak-256 with the original padding. */
  public static Digest keccak256() {
    return new BouncyDigest(new KeccakDigest(256));
  }

  /** BLAKE2b-256, without key. */
  public static Digest blake2b256() {
    return new BouncyDigest(new Blake2bDigest(256));
  }

  /** SHAKE128 or SHAKE256 with an output of this many bytes. */
  public static Digest shake(int bits, int outputBytes) {
    return new BouncyDigest(new SHAKEDigest(bits) {
      @Override
      public int doFinal(byte[] target, int offset) {
        return doFinal(target, offset, outputBytes);
      }
    });
  }

  @Override
  public void update(byte value) {
    engine.update(value);
  }

  @Override
  public void update(byte[] source, int offset, int length) {
    engine.update(source, offset, length);
  }

  @Override
  public void finish(byte[] target, int offset) {
    engine.doFinal(target, offset);
  }
}
