package org.beleg.benchmarks.peer;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * One {@link MessageDigest} in a loop over flat arrays, for trees without prefixes: the judge of peers
 * that do not follow RFC 6962, and the plain way to do what they do.
 */
public final class UnprefixedLoop {

  private static final int HASH = 32;

  private final MessageDigest digest;
  private final boolean twice;

  private UnprefixedLoop(boolean twice) {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    this.twice = twice;
  }

  /** Nodes are SHA-256 of their children, as in Corda. */
  public static UnprefixedLoop once() {
    return new UnprefixedLoop(false);
  }

  /** Nodes are SHA-256 of SHA-256 of their children, as in Bitcoin. */
  public static UnprefixedLoop twice() {
    return new UnprefixedLoop(true);
  }

  /** Pairs of hashes to their parents. */
  public void hashPairs(byte[] src, byte[] dst, int count) {
    try {
      for (int i = 0; i < count; i++) {
        digest.update(src, 2 * HASH * i, 2 * HASH);
        digest.digest(dst, HASH * i, HASH);
        if (twice) {
          digest.update(dst, HASH * i, HASH);
          digest.digest(dst, HASH * i, HASH);
        }
      }
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root of a power of two of leaf hashes, level by level, in a copy. */
  public byte[] root(byte[] leafHashes) {
    byte[] level = leafHashes.clone();
    for (int count = level.length / HASH; count > 1; count /= 2) {
      hashPairs(level, level, count / 2);
    }
    return Arrays.copyOf(level, HASH);
  }
}
