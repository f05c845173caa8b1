package org.beleg.ledger.fisco;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;

/**
 * One group of one chain, as a verifier knows it: its algorithms and its names. The calls that bind a
 * transaction's fields to a signature, and to a block.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class Chain {

  private final CryptoSuite suite;
  private final String chainId;
  private final String groupId;

  private Chain(CryptoSuite suite, String chainId, String groupId) {
    this.suite = requireNonNull(suite, "suite");
    this.chainId = Transaction.text(chainId);
    this.groupId = Transaction.text(groupId);
  }

  /**
   * Names a group of a chain.
   *
   * @param suite the algorithms that the chain was founded with
   * @param chainId the chain's id
   * @param groupId the group's id
   * @return the chain
   * @throws IllegalArgumentException if a text is not valid Unicode
   */
  public static Chain of(CryptoSuite suite, String chainId, String groupId) {
    return new Chain(suite, chainId, groupId);
  }

  /**
   * The chain's algorithms.
   *
   * @return the suite
   */
  public CryptoSuite suite() {
    return suite;
  }

  /**
   * The chain's id.
   *
   * @return the id
   */
  public String chainId() {
    return chainId;
  }

  /**
   * The group's id.
   *
   * @return the id
   */
  public String groupId() {
    return groupId;
  }

  /**
   * Decides whether an account signed a transaction for this chain and group.
   *
   * @param transaction with all its fields
   * @param signature of any bytes
   * @param senderAddress the trusted account, 20 bytes
   * @return accepted; or rejected with {@link Reason#CHAIN_MISMATCH} if the transaction names another
   *     chain or group, {@link Reason#KEY_MISMATCH} if another account signed, or the reason for which
   *     the signature is nobody's
   */
  public Verdict verifySignature(Transaction transaction, byte[] signature, Hash senderAddress) {
    Verdict chain = checkChain(transaction);
    if (!chain.isAccepted()) {
      return chain;
    }
    try {
      Hash address =
          AccountKey.signerOf(suite, transaction.hash(suite), signature).address();
      return address.equals(senderAddress)
          ? Verdict.accepted()
          : Verdict.rejected(
              Reason.KEY_MISMATCH, "signed by " + address + ", trusted is " + senderAddress);
    } catch (VerificationException e) {
      return e.verdict();
    }
  }

  /**
   * Decides whether a transaction is in a block that the caller trusts: from its fields to its hash, by
   * the proof to the root in the header, and from the header to the block's hash.
   *
   * <p>The number of transactions is not in the header. A wrong one lets a node of the tree pass for a leaf,
   * but here only one that is the hash of a transaction of this chain and group: the node's left child
   * would have to begin with the version and the two names, for which somebody has to try about 256^k
   * transactions, with k = 4 and the bytes of both names. Short names are within reach.
   *
   * @param transaction with all its fields
   * @param proof of any source
   * @param transactionCount of the block, from whoever vouches for it
   * @param header with all its fields, of any source
   * @param blockHash the trusted hash of the header
   * @return accepted; or rejected with {@link Reason#CHAIN_MISMATCH} if the transaction names another
   *     chain or group, {@link Reason#BLOCK_HASH_MISMATCH} if the header is that of another block, or a
   *     reason of {@link BlockProof#check(CryptoSuite, Hash, int, Hash)}
   */
  public Verdict verifyInclusion(
      Transaction transaction,
      BlockProof proof,
      int transactionCount,
      BlockHeader header,
      Hash blockHash) {
    Verdict chain = checkChain(transaction);
    if (!chain.isAccepted()) {
      return chain;
    }
    Hash computed = header.hash(suite);
    return computed.equals(blockHash)
        ? proof.check(suite, transaction.hash(suite), transactionCount, header.txsRoot())
        : Verdict.rejected(
            Reason.BLOCK_HASH_MISMATCH, "header of " + computed + ", trusted is " + blockHash);
  }

  /** The hash of a transaction binds the two names only joined, so they are compared. */
  private Verdict checkChain(Transaction transaction) {
    return transaction.chainId().equals(chainId) && transaction.groupId().equals(groupId)
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.CHAIN_MISMATCH,
            "for " + transaction.chainId() + "/" + transaction.groupId() + ", trusted is " + this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chain that
        && suite == that.suite
        && chainId.equals(that.chainId)
        && groupId.equals(that.groupId);
  }

  @Override
  public int hashCode() {
    return 31 * chainId.hashCode() + groupId.hashCode();
  }

  /** Names chain and group. */
  @Override
  public String toString() {
    return chainId + "/" + groupId;
  }
}
