package org.beleg.ledger.corda;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;

/**
 * A node of a partial tree, as Corda's own objects are linked: for the exchange with programs that hold
 * such objects. A whole one becomes a {@link PartialMerkleTree} by {@link PartialMerkleTree#ofNodes}.
 *
 * <p>Nothing is hashed here and nothing is proven. The names are those of <a
 * href="https://github.com/corda/corda/blob/release/os/4.11/core/src/main/kotlin/net/corda/core/crypto/PartialMerkleTree.kt">{@code
 * PartialMerkleTree.PartialTree}</a>; the hash algorithm that Corda keeps in each inner node is left out, as
 * it is for the verifier to choose.
 */
@Immutable
public sealed interface PartialNode {

  /** The most levels below a node: those of the largest tree. */
  int MAX_HEIGHT = 23;

  /** The most hashes at and below a node: 2^20. Nodes can share children, and few unfold to very many. */
  int MAX_HASHES = 1 << 20;

  /**
   * The number of levels below this node.
   *
   * @return 0 for leaves, at most {@value #MAX_HEIGHT}
   */
  int height();

  /**
   * A leaf of the tree that is shown.
   *
   * @param hash the leaf
   */
  record IncludedLeaf(Hash hash) implements PartialNode {

    /**
     * Names the leaf.
     *
     * @param hash the leaf
     */
    public IncludedLeaf {
      requireNonNull(hash, "hash");
    }

    @Override
    public int height() {
      return 0;
    }
  }

  /**
   * A node below which no leaf is shown, be it a leaf of the tree or an inner node.
   *
   * @param hash the node
   */
  record Leaf(Hash hash) implements PartialNode {

    /**
     * Names the node.
     *
     * @param hash the node
     */
    public Leaf {
      requireNonNull(hash, "hash");
    }

    @Override
    public int height() {
      return 0;
    }
  }

  /** A node that is told by its children. */
  @Immutable
  final class Node implements PartialNode {
    private final PartialNode left;
    private final PartialNode right;
    private final int height;
    private final int hashes;

    private Node(PartialNode left, PartialNode right, int height, int hashes) {
      this.left = left;
      this.right = right;
      this.height = height;
      this.hashes = hashes;
    }

    private static int hashes(PartialNode node) {
      return node instanceof Node inner ? inner.hashes : 1;
    }

    /**
     * A node over two others. Height and size are bounded, so that whatever walks over a node ends.
     *
     * @param left the one child
     * @param right the other child
     * @return the node
     * @throws MalformedDataException if it would have more than {@link #MAX_HEIGHT} levels or {@link
     *     #MAX_HASHES} hashes below
     */
    public static Node of(PartialNode left, PartialNode right) throws MalformedDataException {
      int height = 1 + Math.max(left.height(), right.height());
      if (height > MAX_HEIGHT) {
        throw new MalformedDataException("partial tree", "a node", "more levels than any tree has");
      }
      int hashes = hashes(left) + hashes(right);
      if (hashes > MAX_HASHES) {
        throw new MalformedDataException("partial tree", "a node", "too many hashes below");
      }
      return new Node(left, right, height, hashes);
    }

    /**
     * The one child.
     *
     * @return the left node
     */
    public PartialNode left() {
      return left;
    }

    /**
     * The other child.
     *
     * @return the right node
     */
    public PartialNode right() {
      return right;
    }

    @Override
    public int height() {
      return height;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Node that
          && height == that.height
          && left.equals(that.left)
          && right.equals(that.right);
    }

    @Override
    public int hashCode() {
      return 31 * left.hashCode() + right.hashCode();
    }

    /** Only the height: the whole could be long. */
    @Override
    public String toString() {
      return "node of height " + height;
    }
  }
}
