package org.beleg.benchmarks.peer;

import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * A digest of <a href="https://www.bouncycastle.org">Bouncy Castle</a> in a loop over flat arrays, with
 * the prefixes of RFC 6962.
 */
public final class BouncyCastlePeer {

  private static final int HASH = 32;

  private final Digest digest = new SHA256Digest();

  /** The root of a power of two of leaf hashes, level by level, in a copy. */
  public byte[] root(byte[] leafHashes) {
    byte[] level = leafHashes.clone();
    for (int count = level.length / HASH; count > 1; count /= 2) {
      for (int i = 0; i < count / 2; i++) {
        digest.update((byte) 1);
        digest.update(level, 2 * HASH * i, 2 * HASH);
        digest.doFinal(level, HASH * i);
      }
    }
    return Arrays.copyOf(level, HASH);
  }
}
