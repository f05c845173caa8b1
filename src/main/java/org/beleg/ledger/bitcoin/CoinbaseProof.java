package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;

/**
 * Shows the first transaction of a block, and with it how deep all transactions of that block lie.
 *
 * <p><b>Why the depth needs a proof.</b> In Bitcoin's trees a transaction is hashed like two children. So
 * a miner can put a transaction of 64 bytes into a block, half of which is the id of another one that is
 * in no block, and later show that one, a level below the real transactions (<a
 * href="https://www.cve.org/CVERecord?id=CVE-2017-12842">CVE-2017-12842</a>). The header does not say how
 * deep the tree is. But all leaves have one depth, so it is enough to know that of one of them.
 *
 * <p><b>Why the first transaction shows it.</b> It alone is a coinbase transaction, and of the first 32
 * bytes of such a one only the 4 of the version are free: then come {@code 01} and 27 of the zeros in
 * {@link OutPoint#NONE}. To show one above its depth, an inner node must be one, and so its left child a
 * hash that looks like that. To show one below, the real one must have 64 bytes, and the other's id must be
 * their first half, and so look like that. Either way 28 bytes of a hash are prescribed, which takes about
 * 2^224 attempts. One of 64 bytes is refused all the same.
 *
 * <p>Source of the attack and of this answer: <a
 * href="https://lists.linuxfoundation.org/pipermail/bitcoin-dev/attachments/20190225/a27d8837/attachment-0001.pdf">Weaknesses
 * in Bitcoin's Merkle Root Construction</a>. Immutable.
 */
@Immutable
public final class CoinbaseProof {

  /** The number of bytes of two children. */
  private static final int TWO_HASHES = 2 * DoubleSha256.SIZE;

  private final Transaction coinbase;
  private final MerkleBranch branch;

  private CoinbaseProof(Transaction coinbase, MerkleBranch branch) {
    this.coinbase = coinbase;
    this.branch = branch;
  }

  /**
   * Puts a proof together. Nothing is judged before {@link #check}.
   *
   * @param coinbase the block's first transaction, without its witness
   * @param path the hashes from its sibling to the root's child; copied
   * @return the proof
   * @throws IllegalArgumentException if a hash does not have 32 bytes
   */
  public static CoinbaseProof of(Transaction coinbase, List<Hash> path) {
    return new CoinbaseProof(coinbase, MerkleBranch.of(0, path));
  }

  /**
   * The first transaction.
   *
   * @return what is claimed to be the coinbase transaction
   */
  public Transaction coinbase() {
    return coinbase;
  }

  /**
   * The hashes that lead from its id to the root: as many as the block's tree has levels above the leaves.
   *
   * @return an unmodifiable list, from the sibling to the root's child
   */
  public List<Hash> path() {
    return branch.path();
  }

  /**
   * Checks that this is the first transaction of a block, and so the length of the {@linkplain #path()
   * path} the depth of its tree.
   *
   * <p>Cost: the transaction's id and at most 15 node hashes.
   *
   * @param merkleRoot the root in the block's trusted header
   * @return accepted, or rejected with {@link Reason#COINBASE_INVALID}, {@link
   *     Reason#TRANSACTION_IS_TWO_HASHES}, {@link Reason#WITNESS_NOT_COVERED}, {@link
   *     Reason#PATH_LENGTH_WRONG}, {@link Reason#SIBLINGS_EQUAL} or {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(Hash merkleRoot) {
    return Refusal.verdict(() -> requireCounts(merkleRoot));
  }

  /** The numbers of transactions that the block can have, once this proof holds. */
  @CanIgnoreReturnValue // it throws what must not be ignored
  TransactionCounts requireCounts(Hash merkleRoot) throws VerificationException {
    requireCoinbase(coinbase);
    TransactionCounts counts = TransactionCounts.ofDepth(branch.path().size());
    branch.requireRoot(coinbase.txid(), counts, merkleRoot);
    return counts;
  }

  /** Refuses anything that cannot be shown to be the first transaction of a block. */
  static void requireCoinbase(Transaction transaction) throws VerificationException {
    if (!transaction.isCoinbase()) {
      throw Refusal.of(Reason.COINBASE_INVALID, "no coinbase transaction: " + transaction);
    }
    requireIdCovers(transaction);
  }

  /** Refuses a transaction that is more than its id says, or may be less than a transaction. */
  static void requireIdCovers(Transaction transaction) throws VerificationException {
    if (transaction.hasWitness()) {
      throw Refusal.of(
          Reason.WITNESS_NOT_COVERED, "the id does not depend on the witness: " + transaction);
    }
    requireNotTwoHashes(transaction);
  }

  /** Refuses what may be two nodes of a tree. */
  static void requireNotTwoHashes(Transaction transaction) throws VerificationException {
    if (transaction.strippedSize() == TWO_HASHES) {
      throw Refusal.of(Reason.TRANSACTION_IS_TWO_HASHES, "64 bytes: " + transaction);
    }
  }

  HashList hashes() {
    return branch.hashes();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CoinbaseProof that
        && coinbase.equals(that.coinbase)
        && branch.equals(that.branch);
  }

  @Override
  public int hashCode() {
    return 31 * coinbase.hashCode() + branch.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return "coinbase " + coinbase + " by " + branch.path().size() + " hashes";
  }
}
