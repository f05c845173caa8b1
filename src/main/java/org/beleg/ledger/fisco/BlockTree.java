package org.beleg.ledger.fisco;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Objects;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.ledger.LevelTree;
import org.beleg.internal.ledger.LoneNode;

/**
 * The tree over the transactions, or over the receipts, of one block: two children to a node, as <a
 * href="https://github.com/FISCO-BCOS/FISCO-BCOS/blob/master/bcos-crypto/bcos-crypto/merkle/Merkle.h">Merkle.h</a>
 * of the node builds it.
 *
 * <p>A node is K(left || right), one without a sibling K(left), and a single leaf is the root itself. A
 * block without transactions has no tree; its header holds 32 zeros.
 *
 * <p>Takes about 64 bytes for each leaf. Immutable and safe for any number of threads.
 */
@Immutable
public final class BlockTree {

  private final CryptoSuite suite;

  @SuppressWarnings("Immutable") // it is, but does not say so
  private final LevelTree tree;

  private BlockTree(CryptoSuite suite, LevelTree tree) {
    this.suite = suite;
    this.tree = tree;
  }

  /**
   * Builds the tree of a block. Cost: at most n + log2 n hashes.
   *
   * @param suite of the chain
   * @param leafHashes the hashes of all transactions, or of all receipts, in the order of the block; 1 to
   *     2^24, each of 32 bytes
   * @return the tree
   * @throws IllegalArgumentException if there is none, or more, or one of another size
   */
  public static BlockTree of(CryptoSuite suite, List<Hash> leafHashes) {
    HashList leaves = HashList.copyOf(leafHashes);
    if (leaves.isEmpty() || leaves.size() > BlockProof.MAX_LEAVES) {
      throw new IllegalArgumentException(leaves.size() + " leaves, not 1 to 2^24");
    }
    if (leaves.hashSize() != CryptoSuite.HASH_BYTES) {
      throw new IllegalArgumentException("hashes of " + leaves.hashSize() + " bytes, not 32");
    }
    byte[] flat = new byte[CryptoSuite.HASH_BYTES * leaves.size()];
    for (int i = 0; i < leaves.size(); i++) {
      leaves.copyTo(i, flat, CryptoSuite.HASH_BYTES * i);
    }
    return new BlockTree(
        suite, LevelTree.build(suite.kernel(), LoneNode.REHASH, CryptoSuite.HASH_BYTES, flat));
  }

  /**
   * The number of leaves.
   *
   * @return 1 or more
   */
  public int leafCount() {
    return tree.leafCount();
  }

  /**
   * The root, which the block's header holds.
   *
   * @return 32 bytes
   */
  public Hash rootHash() {
    return Hash.of(tree.root());
  }

  /**
   * Proves that a leaf is in this tree, with the list that a node hands out.
   *
   * @param leafIndex in [0, {@link #leafCount()})
   * @return the proof
   * @throws IndexOutOfBoundsException if the index is outside these bounds
   */
  public BlockProof prove(int leafIndex) {
    Objects.checkIndex(leafIndex, leafCount());
    return BlockProof.of(tree, leafIndex);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockTree that
        && suite == that.suite
        && leafCount() == that.leafCount()
        && rootHash().equals(that.rootHash());
  }

  @Override
  public int hashCode() {
    return rootHash().hashCode();
  }

  /** Names the number of leaves and the root. */
  @Override
  public String toString() {
    return suite + " tree of " + leafCount() + " leaves, root " + rootHash();
  }
}
