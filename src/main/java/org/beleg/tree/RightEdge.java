package org.beleg.tree;

import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.store.RunStore;

/**
 * The ephemeral nodes of one version: the roots of its incomplete subtrees, which change with every
 * leaf.
 *
 * <p>A tree of {@code n} leaves is a row of perfect subtrees, one for each bit of {@code n}, the largest
 * first. Every incomplete subtree consists of the last few of them; number {@code i} here is that of all
 * but the first {@code i}. The root is number 0.
 */
final class RightEdge {

  private final int hashSize;
  private final byte[] flat;

  private RightEdge(int hashSize, byte[] flat) {
    this.hashSize = hashSize;
    this.flat = flat;
  }

  /** Computes all of them: {@code bitCount(size) - 1} node hashes. Expects a size of at least 1. */
  static RightEdge of(TreeHasher hasher, RunStore store, long size) {
    int hashSize = hasher.hashSize();
    int last = Long.bitCount(size) - 1;
    byte[] flat = new byte[(last + 1) * hashSize];
    byte[] pair = new byte[2 * hashSize];
    long end = size;
    for (int i = last; i >= 0; i--) {
      int level = Long.numberOfTrailingZeros(end);
      end -= 1L << level;
      store.copyHash(level, end >>> level, i == last ? flat : pair, i == last ? i * hashSize : 0);
      if (i < last) {
        System.arraycopy(flat, (i + 1) * hashSize, pair, hashSize, hashSize);
        hasher.nodeHashes(pair, 0, flat, i * hashSize, 1);
      }
    }
    return new RightEdge(hashSize, flat);
  }

  /** The root of all but the first {@code i} perfect subtrees. */
  Hash hash(int i) {
    return Hash.of(flat, i * hashSize, hashSize);
  }

  /** Adds the root of the subtree that begins at a leaf and ends where the tree does. */
  void addTo(HashList.Builder path, long begin) {
    // what lies before it are the perfect subtrees of the highest bits, and their sum is begin
    path.add(flat, Long.bitCount(begin) * hashSize);
  }
}
