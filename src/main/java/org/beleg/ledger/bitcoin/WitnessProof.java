package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.text.LineReader;

/**
 * Shows that a transaction with exactly these witness data is at an index of a block.
 *
 * <p>The root in a header is one over ids that do not depend on witnesses. Since 2017 the coinbase
 * transaction carries a second root, over the hashes of everything: {@code HH(witness root || reserved
 * value)} in one of its outputs. So this is a {@link TransactionProof}, a second branch that leads to the
 * witness root, and the reserved value.
 *
 * <p><b>What an accepted proof says.</b> All that a {@link TransactionProof} does, and that the block's
 * first transaction commits to the whole transaction at the same index. That the network checked the
 * commitment holds for blocks since BIP 141 was in force, height 481,824 of the main chain.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#commitment-structure">BIP 141,
 * commitment structure</a>. Immutable.
 */
@Immutable
public final class WitnessProof {

  private static final String FORMAT = "beleg/bitcoin-witness-proof/v1";
  private static final String WHAT = "witness proof";

  private final TransactionProof transactionProof;
  private final MerkleBranch witnessBranch;
  private final Hash reservedValue;

  private WitnessProof(
      TransactionProof transactionProof, MerkleBranch witnessBranch, Hash reservedValue) {
    this.transactionProof = transactionProof;
    this.witnessBranch = witnessBranch;
    this.reservedValue = reservedValue;
  }

  /**
   * Puts a proof together. Nothing is judged before {@link #verify}.
   *
   * @param transactionProof of the transaction without its witness data
   * @param witnessPath the hashes from the sibling of the transaction's other id to the child of the
   *     witness root; copied
   * @param reservedValue what the coinbase transaction shows as its witness, 32 bytes
   * @return the proof
   * @throws IllegalArgumentException if a hash or the value does not have 32 bytes
   */
  public static WitnessProof of(
      TransactionProof transactionProof, List<Hash> witnessPath, Hash reservedValue) {
    return new WitnessProof(
        transactionProof,
        MerkleBranch.of(transactionProof.leafIndex(), witnessPath),
        DoubleSha256.requireSize(reservedValue, "reserved value"));
  }

  /**
   * The proof of the transaction without its witness data.
   *
   * @return what was put in
   */
  public TransactionProof transactionProof() {
    return transactionProof;
  }

  /**
   * The hashes that lead from the transaction's other id to the witness root.
   *
   * @return an unmodifiable list, from the sibling to the root's child
   */
  public List<Hash> witnessPath() {
    return witnessBranch.path();
  }

  /**
   * What is hashed together with the witness root.
   *
   * @return 32 bytes
   */
  public Hash reservedValue() {
    return reservedValue;
  }

  /**
   * Checks that a transaction with exactly its witness data, or with none if it has none, is in the block
   * of a header.
   *
   * <p>Refused for a block's first transaction, to whose own witness nothing commits.
   *
   * <p>Cost: three ids and at most 46 node hashes.
   *
   * @param transaction what is claimed to be in the block
   * @param header of the block, which the verifier trusts
   * @return accepted, or rejected with {@link Reason#WITNESS_NOT_COVERED}, {@link
   *     Reason#TRANSACTION_IS_TWO_HASHES}, {@link Reason#WITNESS_COMMITMENT_MISSING}, {@link
   *     Reason#WITNESS_COMMITMENT_MISMATCH}, or any reason of {@link TransactionProof#check}
   */
  public Verdict verify(Transaction transaction, BlockHeader header) {
    return Refusal.verdict(() -> requireWitness(transaction, header.merkleRoot()));
  }

  private void requireWitness(Transaction transaction, Hash merkleRoot)
      throws VerificationException {
    CoinbaseProof.requireNotTwoHashes(transaction);
    TransactionCounts counts = transactionProof.requireTxid(transaction.txid(), merkleRoot);
    if (transactionProof.leafIndex() == 0) {
      throw Refusal.of(
          Reason.WITNESS_NOT_COVERED, "nothing commits to the witness of a coinbase transaction");
    }
    Hash commitment = WitnessCommitment.find(transactionProof.coinbaseProof().coinbase())
        .orElseThrow(() ->
            Refusal.of(Reason.WITNESS_COMMITMENT_MISSING, "the block commits to no witness data"));
    Hash witnessRoot = witnessBranch.impliedRoot(transaction.wtxid(), counts);
    WitnessCommitment.require(commitment, witnessRoot, reservedValue);
  }

  /**
   * Reads what {@link #format} prints. Cost: in proportion to the text.
   *
   * @param text the proof
   * @return the proof
   * @throws MalformedDataException if the text is anything else
   */
  public static WitnessProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    TransactionProof transactionProof = ProofLines.readTransactionProof(lines, WHAT);
    List<Hash> witnessPath = ProofLines.readPath(lines, ProofLines.WITNESS_SIBLING, WHAT);
    Hash reservedValue = ProofLines.readHash(lines, ProofLines.RESERVED, WHAT);
    ProofLines.requireEnd(lines);
    return of(transactionProof, witnessPath, reservedValue);
  }

  /**
   * This proof as text, format {@code beleg/bitcoin-witness-proof/v1}: that name, the other lines of {@link
   * TransactionProof#format()}, one line {@code witness-sibling} for each hash of the second branch, and a
   * line {@code reserved}, all in base64; each line ended by LF.
   *
   * @return the text
   * @throws IllegalStateException as {@link TransactionProof#format()}
   */
  public String format() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    ProofLines.append(text, transactionProof);
    ProofLines.append(text, ProofLines.WITNESS_SIBLING, witnessBranch.hashes());
    ProofLines.append(text, ProofLines.RESERVED, reservedValue.toByteArray());
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WitnessProof that
        && transactionProof.equals(that.transactionProof)
        && witnessBranch.equals(that.witnessBranch)
        && reservedValue.equals(that.reservedValue);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * transactionProof.hashCode() + witnessBranch.hashCode())
        + reservedValue.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return transactionProof + " with witness";
  }
}
