package org.beleg.benchmarks.peer;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Hashing#sha256} of Guava in a loop over flat arrays, with the prefixes of RFC 6962.
 */
public final class GuavaPeer {

  private static final int HASH = 32;

  private final HashFunction sha256 = Hashing.sha256();

  /** The root of a power of two of leaf hashes, level by level, in a copy. */
  public byte[] root(byte[] leafHashes) {
    byte[] level = leafHashes.clone();
    for (int count = level.length / HASH; count > 1; count /= 2) {
      for (int i = 0; i < count / 2; i++) {
        sha256
            .newHasher(2 * HASH + 1)
            .putByte((byte) 1)
            .putBytes(level, 2 * HASH * i, 2 * HASH)
            .hash()
            .writeBytesTo(level, HASH * i, HASH);
      }
    }
    return Arrays.copyOf(level, HASH);
  }

  /** The leaf hashes of some entries, laid end to end. */
  public byte[] leafHashes(List<byte[]> entries) {
    byte[] flat = new byte[HASH * entries.size()];
    int at = 0;
    for (byte[] entry : entries) {
      sha256
          .newHasher(entry.length + 1)
          .putByte((byte) 0)
          .putBytes(entry)
          .hash()
          .writeBytesTo(flat, at, HASH);
      at += HASH;
    }
    return flat;
  }
}
