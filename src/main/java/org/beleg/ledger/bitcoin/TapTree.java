package org.beleg.ledger.bitcoin;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.beleg.hash.Hash;
import org.beleg.sign.VerifyingKey;

/**
 * A tree of scripts, one of which is shown when a taproot output is spent by script.
 *
 * <pre>{@code
 * TapTree tree = TapTree.branch(TapTree.leaf(often), TapTree.branch(TapTree.leaf(rare), TapTree.leaf(last)));
 * TaprootOutput output = TaprootOutput.of(internalKey, tree);
 * ControlBlock shown = tree.prove(internalKey, 0);                  // what a spender of the first leaf shows
 * Verdict verdict = shown.check(often.script(), output.key());      // what everybody else does
 * }</pre>
 *
 * <p>The shape is free, so that scripts which are likely to be used can stand near the root. A node is
 * TapBranch(smaller || larger), whichever child came first: a tree does not say which of two children is
 * the left one.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki#constructing-and-spending-taproot-outputs">BIP
 * 341, constructing and spending taproot outputs</a>. Immutable; trees may share their parts.
 */
@Immutable
public final class TapTree {

  /** The most nodes between a leaf and the root, the root counted. */
  public static final int MAX_DEPTH = 128;

  /** The most leaves: what a list can hold and a program can print; the BIP has no such limit. */
  private static final int MAX_LEAVES = 1 << 20;

  private static final TaggedHash TAP_BRANCH = TaggedHash.of("TapBranch");

  /** The one leaf of a tree of one, else none. */
  private final ImmutableList<TapLeaf> leaf;

  /** The two children, or none. */
  private final ImmutableList<TapTree> children;

  private final Hash rootHash;
  private final int depth;
  private final int leafCount;

  private TapTree(
      ImmutableList<TapLeaf> leaf,
      ImmutableList<TapTree> children,
      Hash rootHash,
      int depth,
      int count) {
    this.leaf = leaf;
    this.children = children;
    this.rootHash = rootHash;
    this.depth = depth;
    this.leafCount = count;
  }

  /**
   * The tree of one script.
   *
   * @param leaf the script
   * @return a tree whose root hash is the leaf's
   */
  public static TapTree leaf(TapLeaf leaf) {
    return new TapTree(ImmutableList.of(leaf), ImmutableList.of(), leaf.hash(), 0, 1);
  }

  /**
   * The tree of the scripts of two trees.
   *
   * @param left its leaves come first
   * @param right its leaves come last
   * @return the tree
   * @throws IllegalArgumentException if a leaf would be deeper than {@value #MAX_DEPTH}, or there would be
   *     more than 2^20
   */
  public static TapTree branch(TapTree left, TapTree right) {
    int depth = 1 + Math.max(left.depth, right.depth);
    int leafCount = left.leafCount + right.leafCount;
    if (depth > MAX_DEPTH || leafCount > MAX_LEAVES) {
      throw new IllegalArgumentException("depth " + depth + ", " + leafCount + " leaves");
    }
    return new TapTree(
        ImmutableList.of(),
        ImmutableList.of(left, right),
        branchHash(left.rootHash, right.rootHash),
        depth,
        leafCount);
  }

  /** TapBranch of two children, the smaller first. */
  static Hash branchHash(Hash one, Hash other) {
    boolean isOrdered = one.compareTo(other) <= 0;
    return TAP_BRANCH.hash(
        (isOrdered ? one : other).toByteArray(), (isOrdered ? other : one).toByteArray());
  }

  /**
   * The hash of the root.
   *
   * @return 32 bytes
   */
  public Hash rootHash() {
    return rootHash;
  }

  /**
   * All leaves, from left to right.
   *
   * @return an unmodifiable list
   */
  public List<TapLeaf> leaves() {
    List<TapLeaf> leaves = new ArrayList<>(leafCount);
    collect(leaves);
    return Collections.unmodifiableList(leaves);
  }

  /** No deeper than {@link #MAX_DEPTH}. */
  private void collect(List<TapLeaf> leaves) {
    leaves.addAll(leaf);
    children.forEach(child -> child.collect(leaves));
  }

  /**
   * What shows that a leaf is in this tree, and the tree behind a key.
   *
   * <p>Cost: one multiplication of a point.
   *
   * @param internalKey the BIP340 key that the output was made of
   * @param leafIndex {@code 0 <= leafIndex < leaves().size()}
   * @return the control block
   * @throws IndexOutOfBoundsException if there is no such leaf
   * @throws IllegalArgumentException if the key is of another scheme
   */
  public ControlBlock prove(VerifyingKey internalKey, int leafIndex) {
    int index = Objects.checkIndex(leafIndex, leafCount);
    List<Hash> fromRoot = new ArrayList<>(depth);
    TapTree node = this;
    while (!node.children.isEmpty()) {
      TapTree left = node.children.get(0);
      TapTree right = node.children.get(1);
      boolean isLeft = index < left.leafCount;
      fromRoot.add((isLeft ? right : left).rootHash);
      index -= isLeft ? 0 : left.leafCount;
      node = isLeft ? left : right;
    }
    Collections.reverse(fromRoot);
    return ControlBlock.of(
        node.leaf.get(0).version(), TaprootOutput.of(internalKey, this), internalKey, fromRoot);
  }

  /** Trees are equal iff they have the same shape and leaves, left and right being told apart. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TapTree that
        && rootHash.equals(that.rootHash)
        && leaf.equals(that.leaf)
        && children.equals(that.children);
  }

  @Override
  public int hashCode() {
    return rootHash.hashCode();
  }

  /** Names the number of leaves and the root. */
  @Override
  public String toString() {
    return "tree of " + leafCount + " scripts, root " + rootHash;
  }
}
