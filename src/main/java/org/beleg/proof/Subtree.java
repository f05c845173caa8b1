package org.beleg.proof;

import java.util.List;

/**
 * A subtree of a Merkle tree: an interval of leaves {@code [begin, end)} that is itself a node of some
 * tree with this prefix, as defined by <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-plants-merkle-tree-certs/">draft-ietf-plants-merkle-tree-certs</a>,
 * section "Definition of a Subtree".
 *
 * <p>It must not be empty, and {@code begin} must be a multiple of the smallest power of two that is
 * not below its size; every prefix {@code [0, end)} is one. A subtree whose size is a power of two is a
 * perfect node and part of every larger tree; any other one is part of the tree of size {@code end}
 * only, and {@link SubtreeProof} shows that a larger tree has the same leaves.
 *
 * @param begin the first leaf
 * @param end the leaf after the last one
 */
public record Subtree(long begin, long end) {

  /**
   * Checks the interval.
   *
   * @param begin the first leaf
   * @param end the leaf after the last one
   * @throws IllegalArgumentException unless {@link #isValid}
   */
  public Subtree {
    if (!isValid(begin, end)) {
      throw new IllegalArgumentException("no subtree: [" + begin + ", " + end + ")");
    }
  }

  /**
   * Tells whether an interval is a subtree. Any two numbers may be asked for.
   *
   * @param begin the first leaf
   * @param end the leaf after the last one
   * @return true iff {@code 0 <= begin < end} and {@code begin} is aligned to the size
   */
  public static boolean isValid(long begin, long end) {
    if (begin < 0 || begin >= end) {
      return false;
    }
    int ceilingLog2 = Long.SIZE - Long.numberOfLeadingZeros(end - begin - 1);
    return begin == 0 || Long.numberOfTrailingZeros(begin) >= ceilingLog2;
  }

  /**
   * One or two subtrees that cover any interval tightly, as the draft's section "Arbitrary Intervals"
   * chooses them. The left one is perfect and may begin before {@code begin}; together they end at
   * {@code end} and hold less than three times the leaves of the interval.
   *
   * @param begin the first leaf, 0 or more
   * @param end the leaf after the last one
   * @return one subtree if the interval is one leaf, else two neighbours
   * @throws IllegalArgumentException unless {@code 0 <= begin < end}
   */
  public static List<Subtree> covering(long begin, long end) {
    if (begin < 0 || begin >= end) {
      throw new IllegalArgumentException("no leaves in [" + begin + ", " + end + ")");
    }
    if (end - begin == 1) {
      return List.of(new Subtree(begin, end));
    }
    long last = end - 1;
    // the paths of the first and the last leaf part below this level; [middle, end) is the right
    // side
    int split = Long.SIZE - 1 - Long.numberOfLeadingZeros(begin ^ last);
    long mask = (1L << split) - 1;
    long middle = last & ~mask;
    // the left side may start as early as the common ancestor of [begin, middle) does
    int leftLevel = Long.SIZE - Long.numberOfLeadingZeros(~begin & mask);
    long leftBegin = begin & -(1L << leftLevel);
    return List.of(new Subtree(leftBegin, middle), new Subtree(middle, end));
  }

  /**
   * The number of leaves.
   *
   * @return {@code end - begin}, at least 1
   */
  public long size() {
    return end - begin;
  }

  /**
   * Tells whether this is a perfect node, whose hash is the same in every tree that has its leaves.
   *
   * @return true iff the size is a power of two
   */
  public boolean isPerfect() {
    return Long.bitCount(size()) == 1;
  }
}
