package org.beleg.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The coordinates of a perfect node: the root of a complete subtree of 2^level leaves.
 *
 * <p>Node (level, index) covers the leaves {@code [index << level, (index + 1) << level)}; level 0 are
 * the leaves. Its children are (level - 1, 2 index) and (level - 1, 2 index + 1). The hash of a perfect
 * node never changes as the tree grows, which makes these coordinates the addresses of all stored
 * hashes.
 *
 * @param level the row, 0 to {@value #MAX_LEVEL}
 * @param index the place in the row, from 0; its last leaf is below 2^63 - 1
 */
public record NodeId(int level, long index) implements Comparable<NodeId> {

  /** The highest level: a tree has fewer than 2^63 leaves. */
  public static final int MAX_LEVEL = 62;

  /**
   * Checks the coordinates.
   *
   * @param level the row
   * @param index the place in the row
   * @throws IllegalArgumentException if no tree of at most 2^63 - 1 leaves has this node
   */
  public NodeId {
    if (level < 0 || level > MAX_LEVEL || index < 0 || index >= Long.MAX_VALUE >>> level) {
      throw new IllegalArgumentException("no such node: level " + level + ", index " + index);
    }
  }

  /**
   * The first leaf below this node.
   *
   * @return its leaf index
   */
  public long begin() {
    return index << level;
  }

  /**
   * The leaf after the last one below this node.
   *
   * @return its leaf index
   */
  public long end() {
    return (index + 1) << level;
  }

  /**
   * Tells whether this node is the left child of its parent.
   *
   * @return true iff the index is even
   */
  public boolean isLeftChild() {
    return (index & 1) == 0;
  }

  /**
   * The node above.
   *
   * @return (level + 1, index / 2)
   * @throws IllegalArgumentException if a tree of 2^63 - 1 leaves has no such perfect node
   */
  public NodeId parent() {
    return new NodeId(level + 1, index >>> 1);
  }

  /**
   * The other child of the parent.
   *
   * @return the node at {@code index xor 1}
   * @throws IllegalArgumentException if a tree of 2^63 - 1 leaves has no such perfect node
   */
  public NodeId sibling() {
    return new NodeId(level, index ^ 1);
  }

  /**
   * The minimal perfect cover of an interval: the fewest perfect nodes that hold exactly the leaves
   * {@code [begin, end)}, from left to right.
   *
   * <p>Sizes first grow, as far as the alignment of {@code begin} allows, then shrink to fit {@code
   * end}: at most 2 * 62 nodes.
   *
   * @param begin the first leaf, 0 or more
   * @param end the leaf after the last one, not below {@code begin}
   * @return the cover; empty iff the interval is
   * @throws IllegalArgumentException if {@code begin < 0} or {@code begin > end}
   */
  public static List<NodeId> cover(long begin, long end) {
    if (begin < 0 || begin > end) {
      throw new IllegalArgumentException("no interval: [" + begin + ", " + end + ")");
    }
    List<NodeId> nodes = new ArrayList<>();
    for (long at = begin; at < end; ) {
      // the largest node that starts here and ends in time: aligned to both bounds
      int aligned = at == 0 ? MAX_LEVEL : Long.numberOfTrailingZeros(at);
      int level = Math.min(aligned, Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at));
      nodes.add(new NodeId(level, at >>> level));
      at += 1L << level;
    }
    return List.copyOf(nodes);
  }

  /** From left to right by the first leaf, the larger node first. */
  @Override
  public int compareTo(NodeId other) {
    int byBegin = Long.compare(begin(), other.begin());
    return byBegin != 0 ? byBegin : Integer.compare(other.level, level);
  }
}
