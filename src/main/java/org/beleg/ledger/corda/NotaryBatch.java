package org.beleg.ledger.corda;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.internal.ledger.PartialTree;

/**
 * The transactions that a notary of Corda 4 signs at once: a tree over the hashes of their ids, whose root is
 * what the one signature is over.
 *
 * <p>Each participant gets the signature and a partial tree with its own leaf. <b>The leaf is the hash of
 * the id</b>, not the id itself: an id is a root of such a tree too, and one batch could otherwise be shown as
 * a leaf of another.
 *
 * <p><b>Security.</b> A notary signs the root of a batch in the same bytes as it would sign an id, and
 * nothing tells the two apart. So the root of a batch can pass as the id of a transaction with as many groups
 * as the batch has transactions, whose only showable components are the 32 or more bytes of inner hashes of
 * other ids. Such bytes are no serialized objects of Corda; an application with components of its own should
 * make sure that a bare hash is none of them either.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class NotaryBatch {

  private final CordaTree tree;

  private NotaryBatch(CordaTree tree) {
    this.tree = tree;
  }

  /**
   * Hashes ids and builds the tree over them.
   *
   * @param algorithm of the ids and of the tree
   * @param ids 1 to {@link CordaTree#MAX_LEAVES}
   * @return the batch
   * @throws IllegalArgumentException if there are none or too many, or one has another size than the hashes
   *     of the algorithm
   */
  public static NotaryBatch of(HashAlgorithm algorithm, List<Hash> ids) {
    HashList.Builder leaves = HashList.builder(algorithm.size(), ids.size());
    for (Hash id : ids) {
      if (id.size() != algorithm.size()) {
        throw new IllegalArgumentException("an id of " + id.size() + " bytes");
      }
      leaves.add(leaf(algorithm, id).toByteArray(), 0);
    }
    return new NotaryBatch(CordaTree.of(algorithm, leaves.build()));
  }

  private static Hash leaf(HashAlgorithm algorithm, Hash id) {
    return algorithm.hash(id.toByteArray());
  }

  /**
   * The number of transactions.
   *
   * @return at least 1
   */
  public int size() {
    return tree.leafCount();
  }

  /**
   * What the notary signs.
   *
   * @return the root over the hashes of the ids
   */
  public Hash rootHash() {
    return tree.rootHash();
  }

  /**
   * What goes with the signature to the participants of one transaction.
   *
   * @param index its place in the batch, {@code 0 <= index < size()}
   * @return the partial tree with its leaf alone
   * @throws IndexOutOfBoundsException if there is no such transaction
   */
  public PartialMerkleTree prove(int index) {
    return tree.prove(index);
  }

  /**
   * The hash that must be signed if a transaction is one of a batch.
   *
   * <p>The size of the batch need not be known: no node above a leaf is the hash of 20 to 64 bytes that an
   * id has, as each is of twice as many.
   *
   * <p>Cost: a hash for each node above the included leaves, and one of the id.
   *
   * @param algorithm of the ids and of the tree, chosen by the verifier
   * @param proof the partial tree that came with the signature
   * @param id the transaction
   * @return the root; the transaction is notarised if the notary's signature is over it
   * @throws VerificationException with {@link Reason#HASH_SIZE_WRONG}, {@link Reason#TREE_SHAPE_WRONG}, or
   *     {@link Reason#LEAF_MISMATCH} if no included leaf is the hash of the id
   */
  public static Hash impliedRoot(HashAlgorithm algorithm, PartialMerkleTree proof, Hash id)
      throws VerificationException {
    CordaHashing hashing = CordaHashing.of(algorithm);
    Verdict refusal = proof.refuseShape(hashing);
    if (refusal != null) {
      refusal.orThrow();
    }
    if (id.size() != hashing.hashSize()) {
      throw refused(Reason.HASH_SIZE_WRONG, "an id of " + id.size() + " bytes");
    }
    Hash leaf = leaf(algorithm, id);
    PartialTree.Opened opened = proof.open(hashing);
    for (int at = 0; at < opened.leafHashes().length; at += hashing.hashSize()) {
      if (leaf.matches(opened.leafHashes(), at)) {
        return Hash.of(opened.root());
      }
    }
    throw refused(Reason.LEAF_MISMATCH, "no included leaf is the hash of the id " + id);
  }

  private static VerificationException refused(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NotaryBatch that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** Names the number of transactions and the root. */
  @Override
  public String toString() {
    return "batch of " + size() + " transactions, root " + rootHash();
  }
}
