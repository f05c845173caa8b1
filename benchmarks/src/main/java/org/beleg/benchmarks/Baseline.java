package org.beleg.benchmarks;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/**
 * What a careful user would write without Beleg: one {@link MessageDigest}, kept, in a loop over flat
 * arrays, with the prefixes of RFC 6962. The yardstick of every ratio.
 */
public final class Baseline {

  /** Bytes of a hash of SHA-256. */
  public static final int HASH = 32;

  private final MessageDigest digest;

  /** A loop of its own for each thread. */
  public Baseline() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Pairs of hashes to their parents. */
  public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    try {
      for (int i = 0; i < count; i++) {
        digest.update((byte) 1);
        digest.update(src, srcOffset + 2 * HASH * i, 2 * HASH);
        digest.digest(dst, dstOffset + HASH * i, HASH);
      }
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One entry to its leaf hash. */
  public void hashLeaf(byte[] entry, byte[] dst, int dstOffset) {
    try {
      digest.update((byte) 0);
      digest.update(entry);
      digest.digest(dst, dstOffset, HASH);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root of a power of two of leaf hashes, level by level, in a copy. */
  public byte[] root(byte[] leafHashes) {
    byte[] level = leafHashes.clone();
    for (int count = level.length / HASH; count > 1; count /= 2) {
      hashPairs(level, 0, level, 0, count / 2);
    }
    byte[] root = new byte[HASH];
    System.arraycopy(level, 0, root, 0, HASH);
    return root;
  }

  /** The same random bytes in every run. */
  public static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(20260101).nextBytes(bytes);
    return bytes;
  }
}
