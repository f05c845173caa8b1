package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.Immutable;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.text.LineReader;

/**
 * Shows that a transaction is at an index of a block, to a verifier who knows nothing of the block but
 * its header.
 *
 * <p>Two branches lead to one root: that of the transaction, and that of the block's first one, which fixes
 * the depth ({@link CoinbaseProof} says why that is needed and why it works). Whoever also knows the number
 * of transactions needs only the {@link MerkleBranch}.
 *
 * <p><b>What an accepted proof says.</b> The id is that of a transaction of the block, at {@link
 * #leafIndex()}; not a node of its tree, and not something behind a transaction of 64 bytes. It does not
 * say how many transactions the block has, that the block is part of a chain (a question of headers), or
 * anything about witnesses, which the id does not depend on: see {@link WitnessProof}.
 *
 * <p>Immutable.
 */
@Immutable
public final class TransactionProof {

  private static final String FORMAT = "beleg/bitcoin-transaction-proof/v1";
  private static final String WHAT = "transaction proof";

  private final MerkleBranch branch;
  private final CoinbaseProof coinbaseProof;

  private TransactionProof(MerkleBranch branch, CoinbaseProof coinbaseProof) {
    this.branch = branch;
    this.coinbaseProof = coinbaseProof;
  }

  /**
   * Puts a proof together. Nothing is judged before {@link #verify}.
   *
   * @param branch from the transaction's id to the root
   * @param coinbaseProof of the same block
   * @return the proof
   */
  public static TransactionProof of(MerkleBranch branch, CoinbaseProof coinbaseProof) {
    return new TransactionProof(branch, coinbaseProof);
  }

  /**
   * The place of the transaction in its block, from 0.
   *
   * @return the claimed index
   */
  public int leafIndex() {
    return branch.leafIndex();
  }

  /**
   * What leads from the transaction's id to the root.
   *
   * @return the branch
   */
  public MerkleBranch branch() {
    return branch;
  }

  /**
   * What fixes the depth.
   *
   * @return the proof of the block's first transaction
   */
  public CoinbaseProof coinbaseProof() {
    return coinbaseProof;
  }

  /**
   * Checks that a transaction is in the block of a header.
   *
   * <p>A transaction of 64 bytes is refused, even one that is really there. So is one with witness data,
   * since nothing here would notice other data in their place: pass {@link Transaction#withoutWitness()}
   * to say that they do not matter, or show a {@link WitnessProof}.
   *
   * <p>Cost: two ids and at most 30 node hashes.
   *
   * @param transaction what is claimed to be in the block
   * @param header of the block, which the verifier trusts
   * @return accepted, or rejected with {@link Reason#WITNESS_NOT_COVERED}, {@link
   *     Reason#TRANSACTION_IS_TWO_HASHES}, or any reason of {@link #check}
   */
  public Verdict verify(Transaction transaction, BlockHeader header) {
    return Refusal.verdict(() -> {
      CoinbaseProof.requireIdCovers(transaction);
      requireTxid(transaction.txid(), header.merkleRoot());
    });
  }

  /**
   * Checks that an id is in a block, for a verifier who has only ids: {@link #verify} checks more.
   *
   * @param txid the id of what is claimed to be in the block
   * @param merkleRoot the root in the block's trusted header
   * @return accepted, or rejected with {@link Reason#HASH_SIZE_WRONG}, {@link
   *     Reason#LEAF_INDEX_OUT_OF_RANGE}, or any reason of {@link CoinbaseProof#check}
   */
  public Verdict check(Hash txid, Hash merkleRoot) {
    return Refusal.verdict(() -> requireTxid(txid, merkleRoot));
  }

  /** The numbers of transactions that the block can have, once this proof holds. */
  @CanIgnoreReturnValue // it throws what must not be ignored
  TransactionCounts requireTxid(Hash txid, Hash merkleRoot) throws VerificationException {
    TransactionCounts counts = coinbaseProof.requireCounts(merkleRoot);
    branch.requireRoot(txid, counts, merkleRoot);
    return counts;
  }

  /**
   * Reads what {@link #format} prints. Cost: in proportion to the text.
   *
   * @param text the proof
   * @return the proof
   * @throws MalformedDataException if the text is anything else
   */
  public static TransactionProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    TransactionProof proof = ProofLines.readTransactionProof(lines, WHAT);
    ProofLines.requireEnd(lines);
    return proof;
  }

  /**
   * This proof as text, format {@code beleg/bitcoin-transaction-proof/v1}: that name, {@code index}, {@code
   * coinbase} with the transaction in base64, one line {@code coinbase-sibling} for each hash of its path,
   * one line {@code sibling} for each hash of the branch, both upwards and in base64; each line ended by
   * LF.
   *
   * @return the text
   * @throws IllegalStateException if the index is negative or a path longer than a block has levels, which
   *     no proof that can verify has
   */
  public String format() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    ProofLines.append(text, this);
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionProof that
        && branch.equals(that.branch)
        && coinbaseProof.equals(that.coinbaseProof);
  }

  @Override
  public int hashCode() {
    return 31 * branch.hashCode() + coinbaseProof.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return branch.toString();
  }
}
