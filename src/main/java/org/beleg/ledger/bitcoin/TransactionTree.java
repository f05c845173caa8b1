package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.ledger.LevelTree;
import org.beleg.internal.ledger.LoneNode;
import org.beleg.internal.ledger.PartialTree;

/**
 * The Merkle tree over the ids of a block's transactions.
 *
 * <p>A leaf is an id itself; a node is the double SHA-256 of its two children; the last node of an odd
 * level is paired with itself. That last rule gives the lists [a, b, c] and [a, b, c, c] one root (<a
 * href="https://www.cve.org/CVERecord?id=CVE-2012-2459">CVE-2012-2459</a>), so a list is refused if two
 * siblings on any level are equal and both really there.
 *
 * <p>Source: <a href="https://developer.bitcoin.org/reference/block_chain.html#merkle-trees">Bitcoin
 * developer reference, Merkle trees</a>. Cost: 64 bytes for each transaction. Immutable; any number of
 * threads may read it.
 */
@Immutable
public final class TransactionTree {

  @SuppressWarnings("Immutable") // writes to none of its arrays once it is built
  private final LevelTree tree;

  private TransactionTree(LevelTree tree) {
    this.tree = tree;
  }

  /**
   * Builds the tree. Cost: a node hash for each transaction, hashed side by side in batches of one level.
   *
   * @param ids of all transactions in the order of the block, either kind of them
   * @return the tree
   * @throws IllegalArgumentException if there is none, or more than {@value Block#MAX_TRANSACTIONS}, or
   *     one does not have 32 bytes
   * @throws VerificationException with {@link Reason#SIBLINGS_EQUAL}, if another list has the same root
   */
  public static TransactionTree of(List<Hash> ids) throws VerificationException {
    HashList hashes = HashList.copyOf(ids);
    if (hashes.isEmpty()
        || hashes.size() > Block.MAX_TRANSACTIONS
        || hashes.hashSize() != DoubleSha256.SIZE) {
      throw new IllegalArgumentException(
          hashes.size() + " ids of " + hashes.hashSize() + " bytes are no block's");
    }
    return ofFlat(hashes.toFlatByteArray());
  }

  /** The tree over ids that lie end to end. */
  static TransactionTree ofFlat(byte[] ids) throws VerificationException {
    LevelTree tree = LevelTree.build(DoubleSha256.KERNEL, LoneNode.REPEAT, DoubleSha256.SIZE, ids);
    int level = tree.levelOfEqualSiblings();
    if (level >= 0) {
      throw Refusal.of(Reason.SIBLINGS_EQUAL, "two siblings of level " + level + " are equal");
    }
    return new TransactionTree(tree);
  }

  /**
   * The number of transactions.
   *
   * @return 1 to {@value Block#MAX_TRANSACTIONS}
   */
  public int transactionCount() {
    return tree.leafCount();
  }

  /**
   * The root.
   *
   * @return 32 bytes in internal order
   */
  public Hash rootHash() {
    return Hash.of(tree.root());
  }

  /**
   * The id of a transaction.
   *
   * @param leafIndex its place in the block, from 0
   * @return 32 bytes in internal order
   * @throws IndexOutOfBoundsException if there is no such transaction
   */
  public Hash id(int leafIndex) {
    return Hash.of(tree.node(0, Objects.checkIndex(leafIndex, transactionCount())));
  }

  /**
   * The branch that leads from one id to the root. Cost: hashes nothing.
   *
   * @param leafIndex the place of the transaction in the block, from 0
   * @return one hash for each level
   * @throws IndexOutOfBoundsException if there is no such transaction
   */
  public MerkleBranch branch(int leafIndex) {
    Objects.checkIndex(leafIndex, transactionCount());
    byte[] path = new byte[tree.height() * DoubleSha256.SIZE];
    for (int level = 0; level < tree.height(); level++) {
      int index = leafIndex >> level;
      int sibling = index ^ 1;
      tree.copyTo(
          level, sibling < tree.width(level) ? sibling : index, path, level * DoubleSha256.SIZE);
    }
    return MerkleBranch.of(leafIndex, HashList.ofFlat(path, DoubleSha256.SIZE));
  }

  /**
   * The part of this tree that leads from some ids to the root, with each hash once. Cost: hashes
   * nothing.
   *
   * @param leafIndexes the places of the transactions in the block, in any order
   * @return the partial tree
   * @throws IllegalArgumentException if there is none, or one twice
   * @throws IndexOutOfBoundsException if there is no such transaction
   */
  public PartialMerkleTree prune(int... leafIndexes) {
    int[] matched = leafIndexes.clone();
    Arrays.sort(matched);
    for (int i = 0; i < matched.length; i++) {
      Objects.checkIndex(matched[i], transactionCount());
      if (i > 0 && matched[i] == matched[i - 1]) {
        throw new IllegalArgumentException("leaf " + matched[i] + " twice");
      }
    }
    if (matched.length == 0) {
      throw new IllegalArgumentException("no leaf");
    }
    return PartialMerkleTree.of(PartialTree.prune(tree, matched));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionTree that
        && transactionCount() == that.transactionCount()
        && Arrays.equals(tree.root(), that.tree.root());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tree.root());
  }

  /** Tells the number of transactions and the root. */
  @Override
  public String toString() {
    return transactionCount() + " transactions, root " + ReversedHex.format(rootHash());
  }
}
