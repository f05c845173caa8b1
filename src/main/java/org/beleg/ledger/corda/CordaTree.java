package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.internal.ledger.LevelTree;
import org.beleg.internal.ledger.PartialTree;

/**
 * The Merkle tree of Corda 4: leaves are padded with zero hashes to a power of two, and a node is the hash
 * of its two children.
 *
 * <pre>{@code
 *            r
 *        /       \           three leaves and one zero hash;
 *     h01         h20        h01 = A(l0 || l1), h20 = A(l2 || 0), r = A(h01 || h20)
 *    /   \       /   \
 *   l0    l1    l2    0
 * }</pre>
 *
 * <p>A single leaf is its own root if the algorithm is SHA-256, and is padded to two with any other.
 *
 * <p><b>Security.</b> Nothing in the root tells leaves from inner nodes, or leaves from padding. So the
 * number of leaves must be known to whoever checks a {@link PartialMerkleTree}, and a zero hash is refused
 * as a leaf: otherwise [a, b, c] and [a, b, c, 0] would have one root.
 *
 * <p>Cost: about two hashes of memory for each leaf, its padding included. Immutable and safe for any
 * number of threads.
 */
@Immutable
public final class CordaTree {

  /** The most leaves of a tree: 2^23. */
  public static final int MAX_LEAVES = 1 << PartialNode.MAX_HEIGHT;

  private final CordaHashing hashing;
  private final int leafCount;

  @SuppressWarnings("Immutable") // flat levels, never written after construction
  private final LevelTree levels;

  private CordaTree(CordaHashing hashing, int leafCount, LevelTree levels) {
    this.hashing = hashing;
    this.leafCount = leafCount;
    this.levels = levels;
  }

  /**
   * Builds a tree.
   *
   * <p>Cost: one hash for each inner node, in batches of one level. Give many leaves as a {@link HashList}.
   *
   * @param algorithm the hash function of the nodes
   * @param leafHashes 1 to {@link #MAX_LEAVES} hashes of the algorithm's size, none of them zero
   * @return the tree
   * @throws IllegalArgumentException if there are none or too many, one has another size or is zero
   */
  public static CordaTree of(HashAlgorithm algorithm, List<Hash> leafHashes) {
    CordaHashing hashing = CordaHashing.of(algorithm);
    int size = hashing.hashSize();
    HashList leaves = HashList.copyOf(leafHashes);
    int count = leaves.size();
    checkArgument(count >= 1 && count <= MAX_LEAVES, "%s leaves", count);
    checkArgument(leaves.hashSize() == size, "leaves of %s bytes", leaves.hashSize());
    byte[] padded = hashing.newLeaves(count);
    for (int i = 0; i < count; i++) {
      leaves.copyTo(i, padded, i * size);
      checkArgument(!CordaHashing.isZero(padded, i * size, size), "leaf %s is zero: padding", i);
    }
    return ofPadded(hashing, count, padded);
  }

  static CordaTree ofPadded(CordaHashing hashing, int leafCount, byte[] paddedLeaves) {
    return new CordaTree(hashing, leafCount, hashing.tree(paddedLeaves));
  }

  /**
   * The hash function of the nodes.
   *
   * @return the algorithm that the tree was built with
   */
  public HashAlgorithm algorithm() {
    return hashing.algorithm();
  }

  /**
   * The number of leaves, without padding.
   *
   * @return 1 to {@link #MAX_LEAVES}
   */
  public int leafCount() {
    return leafCount;
  }

  /**
   * The root.
   *
   * @return its hash
   */
  public Hash rootHash() {
    return Hash.of(levels.root());
  }

  /**
   * One of the leaves.
   *
   * @param leafIndex {@code 0 <= leafIndex < leafCount()}
   * @return its hash
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public Hash leafHash(int leafIndex) {
    return Hash.of(levels.node(0, Objects.checkIndex(leafIndex, leafCount)));
  }

  /**
   * Shows that some leaves are in this tree. Leaves are named by index and not by hash, so equal ones can
   * be told apart.
   *
   * <p>Cost: a walk over the nodes above the leaves; nothing is hashed.
   *
   * @param leafIndexes at least one, in any order; repeated ones count once
   * @return the tree pruned to these leaves
   * @throws IndexOutOfBoundsException if there is no such leaf
   * @throws IllegalArgumentException if no leaf is asked for
   */
  public PartialMerkleTree prove(int... leafIndexes) {
    checkArgument(leafIndexes.length > 0, "a partial tree without leaves proves nothing");
    int[] indexes = Arrays.stream(leafIndexes).sorted().distinct().toArray();
    Objects.checkIndex(indexes[0], leafCount);
    Objects.checkIndex(indexes[indexes.length - 1], leafCount);
    return PartialMerkleTree.ofHonest(PartialTree.prune(levels, indexes), indexes);
  }

  @Override
  public boolean equals(Object other) {
    // a root fixes the padded leaves, as nobody finds two lists of one root
    return other instanceof CordaTree that
        && hashing == that.hashing
        && leafCount == that.leafCount
        && rootHash().equals(that.rootHash());
  }

  @Override
  public int hashCode() {
    return rootHash().hashCode();
  }

  /** Names the algorithm, the number of leaves and the root. */
  @Override
  public String toString() {
    return "Corda tree of " + leafCount + " leaves with " + algorithm() + ", root " + rootHash();
  }
}
