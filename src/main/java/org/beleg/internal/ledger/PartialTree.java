package org.beleg.internal.ledger;

import java.util.Arrays;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.internal.kernel.NodeKernel;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LevelTree} pruned to some of its leaves: what <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0037.mediawiki#partial-merkle-branch-format">BIP
 * 37</a> calls a partial Merkle branch, and Corda a partial Merkle tree.
 *
 * <p>The nodes are told depth first, the left child before the right one, a flag for each: 0 for a pruned
 * node, whose hash follows; 1 for a node above an included leaf, which is told by its children, or for an
 * included leaf, whose hash follows. So the number of leaves and the flags fix the shape, and both the
 * shape and the number of hashes are checked before anything is hashed.
 *
 * <p><b>How it is opened.</b> Told depth first, the nodes of one level still come from left to right, and
 * all but the root are children of nodes that are told by their children. So laid end to end, the nodes
 * of a level are pairs of siblings, and one call of the kernel computes what is missing in the level above.
 *
 * <p>Cost: memory for at most twice the hashes that are there, and a node hash for each flag 1 above the
 * leaves. Immutable.
 */
public final class PartialTree {

  private final int leafCount;
  private final int hashSize;
  private final byte[] flags;
  private final byte[] hashes;

  /** Null until the shape is asked for; a race makes two that are alike. */
  private @Nullable Shape shape;

  private PartialTree(int leafCount, int hashSize, byte[] flags, byte[] hashes) {
    this.leafCount = leafCount;
    this.hashSize = hashSize;
    this.flags = flags;
    this.hashes = hashes;
  }

  /**
   * A partial tree that anyone may have sent.
   *
   * @param leafCount the number of leaves of the whole tree, at least 1
   * @param hashSize of each hash
   * @param flags in the order of the nodes, from the lowest bit of the first byte on
   * @param hashes in the order of the nodes, end to end
   */
  public static PartialTree of(int leafCount, int hashSize, byte[] flags, byte[] hashes) {
    return new PartialTree(leafCount, hashSize, flags, hashes);
  }

  /**
   * Prunes a tree.
   *
   * @param included leaf indexes, strictly increasing, perhaps none
   */
  public static PartialTree prune(LevelTree tree, int[] included) {
    Telling telling = new Telling(tree, included);
    telling.tell(tree.height(), 0, 0, included.length);
    return new PartialTree(
        tree.leafCount(),
        tree.hashSize(),
        Arrays.copyOf(telling.flags, (telling.flagCount + 7) / 8),
        Arrays.copyOf(telling.hashes, telling.hashCount * tree.hashSize()));
  }

  /** The number of leaves of the whole tree. */
  public int leafCount() {
    return leafCount;
  }

  /** The flags, not to be changed. */
  public byte[] flags() {
    return flags;
  }

  /** The hashes, end to end, not to be changed. */
  public byte[] hashes() {
    return hashes;
  }

  // --- making ------------------------------------------------------------------------------------

  /** A walk over the nodes of a tree, writing down what it passes. Recursion is as deep as the tree. */
  private static final class Telling {
    private final LevelTree tree;
    private final int[] included;
    private byte[] flags;
    private int flagCount;
    private byte[] hashes;
    private int hashCount;

    Telling(LevelTree tree, int[] included) {
      this.tree = tree;
      this.included = included;
      int nodes = Math.min(
          Math.multiplyExact(2 * included.length, tree.height() + 1) + 1,
          2 * tree.leafCount() + 32);
      this.flags = new byte[nodes / 8 + 1];
      this.hashes = new byte[Math.multiplyExact(nodes, tree.hashSize())];
    }

    /** Tells a node, below which are the included leaves from one place of the list to another. */
    void tell(int level, int index, int begin, int end) {
      boolean above = begin < end;
      if (above) {
        flags[flagCount >> 3] |= (byte) (1 << (flagCount & 7));
      }
      flagCount++;
      if (!above || level == 0) {
        tree.copyTo(level, index, hashes, hashCount++ * tree.hashSize());
        return;
      }
      long firstOfRight = (2L * index + 1) << (level - 1);
      int middle = begin;
      while (middle < end && included[middle] < firstOfRight) {
        middle++;
      }
      tell(level - 1, 2 * index, begin, middle);
      if (2 * index + 1 < tree.width(level - 1)) {
        tell(level - 1, 2 * index + 1, middle, end);
      }
    }
  }

  // --- opening -----------------------------------------------------------------------------------

  /**
   * What a partial tree says.
   *
   * @param root the root that it leads to
   * @param leafIndexes of the included leaves, strictly increasing
   * @param leafHashes of the included leaves, end to end
   */
  @SuppressWarnings("ArrayRecordComponent") // passed from here to one caller, never kept
  public record Opened(byte[] root, int[] leafIndexes, byte[] leafHashes) {}

  /**
   * Computes the root and the included leaves.
   *
   * @throws VerificationException with {@link Reason#TREE_SHAPE_WRONG} if the flags do not tell a tree of
   *     this number of leaves, with {@link Reason#PATH_LENGTH_WRONG} if they call for another number of
   *     hashes, and with {@link Reason#SIBLINGS_EQUAL} if lone nodes are repeated and two siblings that
   *     are both there are equal
   */
  public Opened open(NodeKernel kernel, LoneNode rule) throws VerificationException {
    return sorted().compute(kernel, rule);
  }

  /**
   * The included leaves, as far as the shape tells them: nothing is hashed.
   *
   * @param indexes strictly increasing
   * @param hashes end to end
   */
  @SuppressWarnings("ArrayRecordComponent") // passed from here to one caller, never kept
  public record Included(int[] indexes, byte[] hashes) {}

  /**
   * Finds the included leaves without asking where they lead.
   *
   * @throws VerificationException with {@link Reason#TREE_SHAPE_WRONG} or {@link
   *     Reason#PATH_LENGTH_WRONG}, as {@link #open}
   */
  public Included included() throws VerificationException {
    Levels levels = sorted();
    return new Included(levels.leafIndexes, levels.leafHashes);
  }

  private Levels sorted() throws VerificationException {
    Shape checked = shape;
    if (checked == null) {
      checked = new Shape(widths(leafCount));
      shape = checked;
    }
    Levels levels = new Levels(checked);
    int unused = checked.walk(levels);
    return levels;
  }

  private static int[] widths(int leafCount) {
    int[] widths = new int[LevelTree.levelsAbove(leafCount) + 1];
    int width = leafCount;
    for (int level = 0; level < widths.length; level++) {
      widths[level] = width;
      width = (width + 1) >>> 1;
    }
    return widths;
  }

  /** The walk over the flags: once to check and to count, and once to sort the hashes into levels. */
  private final class Shape {
    private final int[] widths;
    private final int[] nodes;
    private final int included;

    Shape(int[] widths) throws VerificationException {
      this.widths = widths;
      this.nodes = new int[widths.length];
      this.included = walk(null);
    }

    /** Returns the number of included leaves. */
    int walk(@Nullable Levels levels) throws VerificationException {
      int leaves = 0;
      int top = widths.length - 1;
      long[] pending =
          new long[widths.length + 1]; // right siblings on the way down, and the next node
      int depth = 0;
      pending[depth++] = node(top, 0);
      int flagCount = 0;
      int hashCount = 0;
      while (depth > 0) {
        long next = pending[--depth];
        int level = (int) (next >>> Integer.SIZE);
        int index = (int) next;
        if (flagCount >= 8L * flags.length) {
          throw refused(Reason.TREE_SHAPE_WRONG, "flags end before the tree does");
        }
        boolean flag = (flags[flagCount >> 3] >>> (flagCount & 7) & 1) != 0;
        flagCount++;
        boolean descends = flag && level > 0;
        if (levels == null) {
          nodes[level]++;
          leaves += flag && level == 0 ? 1 : 0;
        } else {
          levels.add(level, index, flag, descends ? -1 : hashCount);
        }
        if (!descends) {
          hashCount++;
          continue;
        }
        if (2 * index + 1 < widths[level - 1]) {
          pending[depth++] = node(level - 1, 2 * index + 1);
        }
        pending[depth++] = node(level - 1, 2 * index);
      }
      if (levels == null) {
        requireNothingLeft(flagCount, hashCount);
      }
      return leaves;
    }

    private void requireNothingLeft(int flagCount, int hashCount) throws VerificationException {
      if ((flagCount + 7) / 8 != flags.length
          || ((flagCount & 7) != 0 && (flags[flagCount >> 3] & 0xFF) >>> (flagCount & 7) != 0)) {
        throw refused(
            Reason.TREE_SHAPE_WRONG, "flags go on behind the " + flagCount + " of the tree");
      }
      if ((long) hashCount * hashSize != hashes.length) {
        throw refused(
            Reason.PATH_LENGTH_WRONG,
            hashes.length / hashSize + " hashes, the flags call for " + hashCount);
      }
    }

    private static long node(int level, int index) {
      return (long) level << Integer.SIZE | index;
    }
  }

  /** The nodes level by level, each level laid end to end from left to right. */
  private final class Levels {
    private final byte[][] hashesOf;

    /** For each node of a level whether it is told by its children. */
    private final boolean[][] descends;

    private final int[] filled;
    private final int[] leafIndexes;
    private final byte[] leafHashes;
    private int leaves;

    Levels(Shape shape) {
      int count = shape.nodes.length;
      this.hashesOf = new byte[count][];
      this.descends = new boolean[count][];
      for (int level = 0; level < count; level++) {
        hashesOf[level] = new byte[shape.nodes[level] * hashSize];
        descends[level] = new boolean[shape.nodes[level]];
      }
      this.filled = new int[count];
      this.leafIndexes = new int[shape.included];
      this.leafHashes = new byte[shape.included * hashSize];
    }

    void add(int level, int index, boolean flag, int hash) {
      int slot = filled[level]++;
      if (hash < 0) {
        descends[level][slot] = true;
        return;
      }
      System.arraycopy(hashes, hash * hashSize, hashesOf[level], slot * hashSize, hashSize);
      if (flag) {
        System.arraycopy(hashes, hash * hashSize, leafHashes, leaves * hashSize, hashSize);
        leafIndexes[leaves++] = index;
      }
    }

    Opened compute(NodeKernel kernel, LoneNode rule) throws VerificationException {
      for (int level = 1; level < hashesOf.length; level++) {
        byte[] children = hashesOf[level - 1];
        int pairs = filled[level - 1] / 2;
        if (rule == LoneNode.REPEAT) {
          requireDifferent(children, pairs, level - 1);
        }
        byte[] parents = new byte[(pairs + 1) * hashSize];
        kernel.hashPairs(children, 0, parents, 0, pairs);
        if (filled[level - 1] % 2 != 0) {
          int lone = 2 * pairs * hashSize;
          LevelTree.hashLone(
              kernel,
              rule,
              Arrays.copyOfRange(children, lone, lone + hashSize),
              parents,
              pairs * hashSize);
        }
        int parent = 0;
        for (int slot = 0; slot < filled[level]; slot++) {
          if (descends[level][slot]) {
            System.arraycopy(
                parents, parent++ * hashSize, hashesOf[level], slot * hashSize, hashSize);
          }
        }
      }
      return new Opened(hashesOf[hashesOf.length - 1], leafIndexes, leafHashes);
    }

    private void requireDifferent(byte[] children, int pairs, int level)
        throws VerificationException {
      for (int i = 0; i < pairs; i++) {
        int left = 2 * i * hashSize;
        int right = left + hashSize;
        if (Arrays.equals(children, left, right, children, right, right + hashSize)) {
          throw refused(Reason.SIBLINGS_EQUAL, "two siblings of level " + level + " are equal");
        }
      }
    }
  }

  private static VerificationException refused(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }
}
