package org.beleg.proof;

import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;

/**
 * The way from a subtree up to the root: which hashes it needs, and what they add up to. The one
 * place where the geometry of inclusion, consistency and subtree proofs is written down.
 *
 * <p>The algorithm is that of <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-plants-merkle-tree-certs/">draft-ietf-plants-merkle-tree-certs</a>,
 * section "Verifying a Subtree Consistency Proof", in its own letters. With {@code begin = 0} it is <a
 * href="https://www.rfc-editor.org/rfc/rfc9162.html#section-2.1.4.2">RFC 9162, section 2.1.4.2</a>
 * (consistency); for a single leaf it is <a
 * href="https://www.rfc-editor.org/rfc/rfc9162.html#section-2.1.3.2">section 2.1.3.2</a> (inclusion).
 *
 * <p>{@code fn}, {@code sn} and {@code tn} are the subtree's first leaf, its last leaf and the tree's
 * last leaf, all shifted right by {@code level}: the indexes of their ancestors in that row. The climb
 * starts at node (level, sn). Where that is not the whole subtree ({@code fn < sn}) its hash is the
 * first hash of the proof, and the climb adds up to the subtree's hash on the side.
 *
 * @param treeSize the number of leaves of the tree
 * @param level the row in which the climb starts
 * @param fn ancestor of the subtree's first leaf in that row
 * @param sn ancestor of the subtree's last leaf in that row
 * @param tn ancestor of the tree's last leaf in that row
 */
record Ascent(long treeSize, int level, long fn, long sn, long tn) implements ProofLayout.Route {

  /**
   * Finds the start of the climb.
   *
   * @param begin {@code 0 <= begin < end}, such that [begin, end) is a {@link Subtree}
   * @param end {@code end <= treeSize}
   */
  static Ascent from(long begin, long end, long treeSize) {
    long fn = begin;
    long sn = end - 1;
    long tn = treeSize - 1;
    // A subtree at the right edge is a node of this tree as it is: go up to it. Of any other one
    // the
    // largest perfect node at its right end is: go up while the last leaf's ancestors are right
    // children.
    boolean atRightEdge = sn == tn;
    int level = 0;
    while (fn != sn && (atRightEdge || (sn & 1) == 1)) {
      fn >>>= 1;
      sn >>>= 1;
      tn >>>= 1;
      level++;
    }
    return new Ascent(treeSize, level, fn, sn, tn);
  }

  /** Whether the climb starts at the subtree itself, whose hash the verifier knows. */
  boolean startsAtSubtree() {
    return fn == sn;
  }

  /**
   * The exact number of hashes of the proof, at most 64. Below the row where the paths of {@code sn}
   * and {@code tn} part, each row adds a sibling; above it, where the path runs along the right edge,
   * only a left sibling does, which is there iff the bit of {@code sn} is set.
   */
  @Override
  public int pathLength() {
    int inner = Long.SIZE - Long.numberOfLeadingZeros(sn ^ tn);
    return (startsAtSubtree() ? 0 : 1) + inner + Long.bitCount(sn >>> inner);
  }

  /** Names the hashes of the proof in order: the intervals of leaves that they are the roots of. */
  @Override
  public void visit(ProofLayout.Visitor visitor) {
    if (!startsAtSubtree()) {
      visitor.subtree(sn << level, (sn + 1) << level);
    }
    int row = level;
    long last = tn;
    for (long node = sn; last > 0; node >>>= 1, last >>>= 1, row++) {
      if ((node & 1) == 1) {
        visitor.subtree((node - 1) << row, node << row);
      } else if (node < last) {
        long begin = (node + 1) << row;
        // the sibling is perfect unless the tree ends inside it
        boolean perfect = (treeSize - begin) >>> row != 0;
        visitor.subtree(begin, perfect ? begin + (1L << row) : treeSize);
      } // else the node is the last of its row and even: it has no sibling and is its own parent
    }
  }

  /**
   * Which hashes of the path are left siblings, as bits; hash 0 is the lowest. Above the row where the
   * paths of {@code sn} and {@code tn} part there are no others.
   */
  long leftSiblings() {
    return leftSiblings(false);
  }

  /** Which of them lie inside the subtree: those that end where the climb is and begin behind it. */
  private long leftSiblingsInside() {
    return leftSiblings(true);
  }

  private long leftSiblings(boolean inside) {
    long bits = 0;
    long bit = startsAtSubtree() ? 1 : 2;
    long first = fn;
    long node = sn;
    for (long last = tn; last != 0; last >>>= 1, node >>>= 1, first >>>= 1) {
      if ((node & 1) == 1) {
        bits |= !inside || first < node ? bit : 0;
        bit <<= 1;
      } else if (node < last) {
        bit <<= 1;
      } // else the node is the last of its row and even: it has no sibling and is its own parent
    }
    return bits;
  }

  /** Bytes of scratch space that {@link #climb} needs. */
  int scratchSize(int hashSize) {
    return (startsAtSubtree() ? 1 : 2) * hashSize;
  }

  /** Where in the scratch space {@link #climb} leaves the hash that it found for the root. */
  static int rootOffset() {
    return 0;
  }

  /** Where in the scratch space {@link #climb} leaves the subtree's hash, if it did not start there. */
  static int subtreeOffset(int hashSize) {
    return hashSize;
  }

  /**
   * Adds a proof up. Expects {@code path.size() == pathLength()} and, iff {@link #startsAtSubtree()},
   * the subtree's hash at {@link #rootOffset}; leaves the results at the offsets above. Allocates
   * nothing.
   */
  void climb(TreeHasher hasher, HashList path, byte[] scratch) {
    int length = path.size();
    long all = length == 0 ? 0 : -1L >>> (Long.SIZE - length);
    if (startsAtSubtree()) {
      hasher.climb(scratch, rootOffset(), path, all, leftSiblings());
      return;
    }
    int subtreeOffset = subtreeOffset(hasher.hashSize());
    path.copyTo(0, scratch, rootOffset());
    path.copyTo(0, scratch, subtreeOffset);
    hasher.climb(scratch, rootOffset(), path, all & ~1, leftSiblings());
    long inside = leftSiblingsInside();
    hasher.climb(scratch, subtreeOffset, path, inside, inside);
  }
}
