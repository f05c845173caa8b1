package org.beleg.proof;

import com.google.errorprone.annotations.Immutable;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;

/**
 * The way from many leaves up to the root: the recursion of <a
 * href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1">RFC 6962, section 2.1</a>, cut off
 * where a subtree holds no proven leaf. At most 64 deep.
 *
 * <p>Each such subtree, as large as possible, is one hash of the proof; each proven leaf is one leaf
 * hash of the verifier's. The recursion consumes both from left to right, so the indexes alone fix what
 * goes where and each is used exactly once.
 */
@Immutable
@SuppressWarnings("Immutable") // the indexes are this object's own and never written
final class MultiAscent implements ProofLayout.Route {

  private final long treeSize;
  private final long[] indexes;

  /** Indexes strictly increasing, at least one, in range; the array is not copied. */
  MultiAscent(long treeSize, long[] indexes) {
    this.treeSize = treeSize;
    this.indexes = indexes;
  }

  static boolean isIncreasing(long[] indexes) {
    for (int i = 1; i < indexes.length; i++) {
      if (indexes[i - 1] >= indexes[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void visit(ProofLayout.Visitor visitor) {
    visit(0, treeSize, 0, indexes.length, visitor);
  }

  @Override
  public int pathLength() {
    int[] length = {0};
    visit((begin, end) -> length[0]++);
    return length[0];
  }

  /** Visits the subtree [begin, end), in which the leaves {@code indexes[from..to)} are proven. */
  private void visit(long begin, long end, int from, int to, ProofLayout.Visitor visitor) {
    if (from == to) {
      visitor.subtree(begin, end);
    } else if (end - begin > 1) {
      long middle = split(begin, end);
      int cut = firstNotBelow(middle, from, to);
      visit(begin, middle, from, cut, visitor);
      visit(middle, end, cut, to, visitor);
    } // else a proven leaf, whose hash the verifier has
  }

  /**
   * Adds the proof up to the root, which is left at byte 0 of the result. Expects {@code path.size() ==
   * pathLength()} and one leaf hash for each index.
   */
  byte[] climb(TreeHasher hasher, HashList leafHashes, HashList path) {
    int levels = Long.SIZE - Long.numberOfLeadingZeros(treeSize - 1);
    Climb climb = new Climb(hasher, leafHashes, path, new byte[(levels + 2) * hasher.hashSize()]);
    climb.fold(0, treeSize, 0, indexes.length, 0);
    if (climb.used != path.size()) {
      throw new AssertionError("bad index math: " + climb.used + " of " + path.size() + " used");
    }
    return climb.slots;
  }

  /** One verification; {@code slots} is a stack of hashes, so that siblings lie side by side. */
  private final class Climb {
    private final TreeHasher hasher;
    private final HashList leafHashes;
    private final HashList path;
    private final byte[] slots;
    private int used;

    Climb(TreeHasher hasher, HashList leafHashes, HashList path, byte[] slots) {
      this.hasher = hasher;
      this.leafHashes = leafHashes;
      this.path = path;
      this.slots = slots;
    }

    /** Leaves the hash of the subtree [begin, end) in a slot. */
    void fold(long begin, long end, int from, int to, int slot) {
      int offset = slot * hasher.hashSize();
      if (from == to) {
        path.copyTo(used++, slots, offset);
      } else if (end - begin == 1) {
        leafHashes.copyTo(from, slots, offset);
      } else {
        long middle = split(begin, end);
        int cut = firstNotBelow(middle, from, to);
        fold(begin, middle, from, cut, slot);
        fold(middle, end, cut, to, slot + 1);
        hasher.nodeHashes(slots, offset, slots, offset, 1);
      }
    }
  }

  /** Where RFC 6962 cuts: behind the largest power of two that is smaller than the size. */
  private static long split(long begin, long end) {
    return begin + Long.highestOneBit(end - begin - 1);
  }

  private int firstNotBelow(long bound, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (indexes[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
