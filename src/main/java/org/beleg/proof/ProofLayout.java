package org.beleg.proof;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;

/**
 * Which hashes a proof consists of, in their order, for whoever builds one: the positions alone say it,
 * so a prover only looks hashes up.
 *
 * <p>{@code org.beleg.tree.MerkleTree} builds its proofs this way, and a client of a tiled log can do the
 * same from tiles. Each hash is named by the interval of leaves whose subtree it is the root of; an
 * interval is a perfect node unless it ends at the tree's last leaf.
 *
 * <p>Immutable. Costs time in proportion to the length of the proof, and no memory beyond the positions.
 */
@Immutable
public final class ProofLayout {

  /** Receives the hashes of a proof, one after the other. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * The next hash of the proof.
     *
     * @param begin the first leaf below it
     * @param end the leaf after the last one below it
     */
    void subtree(long begin, long end);
  }

  /** A walk from what is proven up to the root. */
  @Immutable
  interface Route {

    /** The exact number of hashes that the walk needs. */
    int pathLength();

    /** Names them in order. */
    void visit(Visitor visitor);
  }

  private final Route route;

  private ProofLayout(Route route) {
    this.route = route;
  }

  /**
   * The layout of an {@link InclusionProof}: from the leaf's sibling to the root's child.
   *
   * @param leafIndex {@code 0 <= leafIndex < treeSize}
   * @param treeSize the number of leaves
   * @return the layout
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public static ProofLayout ofInclusion(long leafIndex, long treeSize) {
    Objects.checkIndex(leafIndex, treeSize);
    return new ProofLayout(Ascent.from(leafIndex, leafIndex + 1, treeSize));
  }

  /**
   * The layout of a {@link ConsistencyProof}, in the order of RFC 9162; empty if the sizes are equal.
   *
   * @param oldSize {@code 1 <= oldSize <= newSize}
   * @param newSize the number of leaves of the larger tree
   * @return the layout
   * @throws IndexOutOfBoundsException if the sizes are outside these bounds
   */
  public static ProofLayout ofConsistency(long oldSize, long newSize) {
    Objects.checkIndex(oldSize - 1, newSize);
    return new ProofLayout(Ascent.from(0, oldSize, newSize));
  }

  /**
   * The layout of a {@link SubtreeProof}.
   *
   * @param subtree ends at or before the tree does
   * @param treeSize the number of leaves
   * @return the layout
   * @throws IndexOutOfBoundsException if the subtree ends behind the tree
   */
  public static ProofLayout ofSubtree(Subtree subtree, long treeSize) {
    Objects.checkFromToIndex(subtree.begin(), subtree.end(), treeSize);
    return new ProofLayout(Ascent.from(subtree.begin(), subtree.end(), treeSize));
  }

  /**
   * The layout of a {@link MultiProof}: the largest subtrees without a proven leaf, from left to right.
   *
   * @param treeSize the number of leaves
   * @param leafIndexes at least one, strictly increasing, all below {@code treeSize}; copied
   * @return the layout
   * @throws IllegalArgumentException if the indexes are anything else
   */
  public static ProofLayout ofMulti(long treeSize, long... leafIndexes) {
    long[] indexes = leafIndexes.clone();
    if (indexes.length == 0
        || !MultiAscent.isIncreasing(indexes)
        || indexes[0] < 0
        || indexes[indexes.length - 1] >= treeSize) {
      throw new IllegalArgumentException("leaf indexes must increase, from 0 to below " + treeSize);
    }
    return new ProofLayout(new MultiAscent(treeSize, indexes));
  }

  /**
   * The exact number of hashes of the proof.
   *
   * @return 0 or more
   */
  public int length() {
    return route.pathLength();
  }

  /**
   * Names the hashes in the order in which the proof has them.
   *
   * @param visitor is called {@link #length()} times
   */
  public void forEach(Visitor visitor) {
    route.visit(visitor);
  }
}
