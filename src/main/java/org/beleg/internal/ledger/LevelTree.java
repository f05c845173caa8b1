package org.beleg.internal.ledger;

import java.util.Arrays;
import org.beleg.internal.kernel.NodeKernel;

/**
 * A tree of two children to a node, built level by level: all its hashes, flat, level 0 (the leaves)
 * first. About 64 bytes for each leaf at 32 bytes a hash.
 *
 * <p>A level of n nodes has ceil(n / 2) above it, and the levels end at the first of one node. One leaf is
 * its own root. What a last node without sibling becomes is a {@link LoneNode} rule. Immutable.
 */
public final class LevelTree {

  private final NodeKernel kernel;
  private final LoneNode rule;
  private final int hashSize;
  private final byte[] nodes;

  /** For each level the index of its first node, and the number of all nodes behind the last. */
  private final int[] begins;

  private LevelTree(NodeKernel kernel, LoneNode rule, int hashSize, byte[] nodes, int[] begins) {
    this.kernel = kernel;
    this.rule = rule;
    this.hashSize = hashSize;
    this.nodes = nodes;
    this.begins = begins;
  }

  /**
   * Builds a tree over leaf hashes that lie end to end, at least one.
   *
   * <p>Cost: n - 1 node hashes in batches of one level, and one allocation.
   *
   * @throws ArithmeticException if the tree has more bytes than an array
   */
  public static LevelTree build(NodeKernel kernel, LoneNode rule, int hashSize, byte[] leafHashes) {
    int leafCount = leafHashes.length / hashSize;
    int[] begins = begins(leafCount);
    byte[] nodes =
        Arrays.copyOf(leafHashes, Math.multiplyExact(begins[begins.length - 1], hashSize));
    for (int level = 0; level + 2 < begins.length; level++) {
      int width = begins[level + 1] - begins[level];
      hashLevel(
          kernel,
          rule,
          hashSize,
          nodes,
          begins[level] * hashSize,
          width,
          begins[level + 1] * hashSize);
    }
    return new LevelTree(kernel, rule, hashSize, nodes, begins);
  }

  /** The root alone, computed in place: the array of leaf hashes is overwritten. */
  public static byte[] rootInPlace(
      NodeKernel kernel, LoneNode rule, int hashSize, byte[] leafHashes) {
    for (int width = leafHashes.length / hashSize; width > 1; width = (width + 1) >> 1) {
      hashLevel(kernel, rule, hashSize, leafHashes, 0, width, 0);
    }
    return Arrays.copyOf(leafHashes, hashSize);
  }

  private static int[] begins(int leafCount) {
    if (leafCount == 0) {
      throw new IllegalArgumentException("a tree has at least one leaf");
    }
    int[] begins = new int[levelsAbove(leafCount) + 2];
    int width = leafCount;
    for (int level = 1; level < begins.length; level++) {
      begins[level] = Math.addExact(begins[level - 1], width);
      width = (width + 1) >>> 1;
    }
    return begins;
  }

  /** How many levels a tree has above its leaves: ceil(log2 n). */
  public static int levelsAbove(int leafCount) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(leafCount - 1);
  }

  private static void hashLevel(
      NodeKernel kernel, LoneNode rule, int hashSize, byte[] nodes, int from, int width, int to) {
    int pairs = width >> 1;
    int lone = from + 2 * pairs * hashSize; // read before the pairs overwrite it, where they do
    byte[] last = (width & 1) == 0 ? null : Arrays.copyOfRange(nodes, lone, lone + hashSize);
    kernel.hashPairs(nodes, from, nodes, to, pairs);
    if (last != null) {
      hashLone(kernel, rule, last, nodes, to + pairs * hashSize);
    }
  }

  static void hashLone(NodeKernel kernel, LoneNode rule, byte[] node, byte[] target, int offset) {
    switch (rule) {
      case REPEAT -> {
        byte[] twice = Arrays.copyOf(node, 2 * node.length);
        System.arraycopy(node, 0, twice, node.length, node.length);
        kernel.hashPairs(twice, 0, target, offset, 1);
      }
      case REHASH -> kernel.hashLeaf(node, target, offset);
      case FORBIDDEN ->
        throw new IllegalArgumentException("the number of leaves is no power of two");
    }
  }

  /** The number of leaves. */
  public int leafCount() {
    return begins[1];
  }

  /** The number of levels above the leaves; the root's level. */
  public int height() {
    return begins.length - 2;
  }

  /** The number of nodes of a level. */
  public int width(int level) {
    return begins[level + 1] - begins[level];
  }

  /** Copies the hash of a node. */
  public void copyTo(int level, int index, byte[] target, int offset) {
    System.arraycopy(nodes, (begins[level] + index) * hashSize, target, offset, hashSize);
  }

  /** The hash of a node. */
  public byte[] node(int level, int index) {
    byte[] hash = new byte[hashSize];
    copyTo(level, index, hash, 0);
    return hash;
  }

  /**
   * The lowest level on which a node equals the sibling that it really has, or -1. Such a tree has the
   * root of a smaller one in which a lone node is repeated. Cost: compares all pairs, hashes nothing.
   */
  public int levelOfEqualSiblings() {
    for (int level = 0; level < height(); level++) {
      for (int index = 1; index < width(level); index += 2) {
        int left = (begins[level] + index - 1) * hashSize;
        int right = left + hashSize;
        if (Arrays.equals(nodes, left, right, nodes, right, right + hashSize)) {
          return level;
        }
      }
    }
    return -1;
  }

  /** The root. */
  public byte[] root() {
    return node(height(), 0);
  }

  /** The number of bytes of each hash. */
  public int hashSize() {
    return hashSize;
  }

  NodeKernel kernel() {
    return kernel;
  }

  LoneNode rule() {
    return rule;
  }
}
