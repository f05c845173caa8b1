package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.bytes.ByteReader;
import org.beleg.internal.ledger.LoneNode;
import org.beleg.internal.ledger.PartialTree;

/**
 * A block's Merkle tree without the parts that do not lead to certain transactions, the matched ones.
 *
 * <pre>
 *   le32 number of transactions || compact size k || k hashes (32) || compact size b || b bytes of flags
 * </pre>
 *
 * <p>The nodes are told depth first, each with a flag: 1 if a matched transaction is below it or it is
 * one, else 0. A hash is there for each 0 and for each matched transaction. {@link #parse} accepts only
 * what tells one whole tree: every flag and hash used, none missing, unused bits zero, no more hashes than
 * transactions, 1 to {@value Block#MAX_TRANSACTIONS} of those.
 *
 * <p><b>Security.</b> The number of transactions is the sender's claim, and with it the depth at which a
 * hash counts as a transaction's id; whoever believes it can be shown a node as a transaction, or a
 * transaction that is in no block behind one of 64 bytes (<a
 * href="https://www.cve.org/CVERecord?id=CVE-2017-12842">CVE-2017-12842</a>). So a check takes the number
 * from elsewhere, or the depth from the coinbase transaction. The ids are those without witnesses:
 * nothing here is evidence for witness data.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0037.mediawiki#partial-merkle-branch-format">BIP
 * 37, partial Merkle branch format</a>. Immutable; any number of threads may read it.
 */
@Immutable
public final class PartialMerkleTree {

  private static final String WHAT = "partial Merkle tree";

  @SuppressWarnings("Immutable") // writes to none of its arrays
  private final PartialTree tree;

  @SuppressWarnings("Immutable") // private, copied out, never written
  private final int[] matchedIndexes;

  private final HashList matchedTxids;

  private PartialMerkleTree(PartialTree tree) throws VerificationException {
    PartialTree.Included included = tree.included();
    this.tree = tree;
    this.matchedIndexes = included.indexes();
    this.matchedTxids = HashList.ofFlat(included.hashes(), DoubleSha256.SIZE);
  }

  /** A part of an honest tree. */
  static PartialMerkleTree of(PartialTree pruned) {
    try {
      return new PartialMerkleTree(pruned);
    } catch (VerificationException e) {
      throw new AssertionError("a pruned tree has a shape", e);
    }
  }

  /**
   * Reads a partial tree. Cost: in proportion to its bytes; nothing is hashed.
   *
   * @param bytes as above
   * @return the partial tree
   * @throws MalformedDataException if the bytes are anything else
   */
  public static PartialMerkleTree parse(byte[] bytes) throws MalformedDataException {
    ByteReader reader = new ByteReader(bytes, WHAT);
    PartialMerkleTree tree = read(reader);
    reader.requireEnd();
    return tree;
  }

  /** The next partial tree of a document. */
  static PartialMerkleTree read(ByteReader reader) throws MalformedDataException {
    int transactionCount = reader.int32Le();
    if (transactionCount < 1 || transactionCount > Block.MAX_TRANSACTIONS) {
      throw reader.problem(Integer.toUnsignedString(transactionCount)
          + " transactions, a block has 1 to " + Block.MAX_TRANSACTIONS);
    }
    int hashCount = CompactSize.readCount(reader, DoubleSha256.SIZE, "hashes");
    if (hashCount > transactionCount) {
      throw reader.problem(hashCount + " hashes for " + transactionCount + " transactions");
    }
    byte[] hashes = reader.bytes(hashCount * DoubleSha256.SIZE);
    byte[] flags = reader.bytes(CompactSize.readCount(reader, 1, "bytes of flags"));
    if (hashCount > (long) Byte.SIZE * flags.length) {
      throw reader.problem(hashCount + " hashes, fewer flags");
    }
    try {
      return new PartialMerkleTree(
          PartialTree.of(transactionCount, DoubleSha256.SIZE, flags, hashes));
    } catch (VerificationException e) {
      throw reader.problem(e.verdict().detail());
    }
  }

  /**
   * The bytes that were read. Inverse of {@link #parse}.
   *
   * @return a new array
   */
  public byte[] format() {
    WireWriter writer = new WireWriter();
    appendTo(writer);
    return writer.toByteArray();
  }

  void appendTo(WireWriter writer) {
    writer
        .int32(tree.leafCount())
        .compactSize(tree.hashes().length / DoubleSha256.SIZE)
        .raw(tree.hashes())
        .sized(tree.flags());
  }

  /**
   * The number of transactions of the block, as the sender says.
   *
   * @return the claimed number, 1 to {@value Block#MAX_TRANSACTIONS}
   */
  public int transactionCount() {
    return tree.leafCount();
  }

  /**
   * The places of the matched transactions in the block, as the sender says.
   *
   * @return a new array, strictly increasing, from 0
   */
  public int[] matchedIndexes() {
    return matchedIndexes.clone();
  }

  /**
   * The ids of the matched transactions, as the sender says.
   *
   * @return an unmodifiable list in the order of {@link #matchedIndexes()}
   */
  public List<Hash> matchedTxids() {
    return matchedTxids;
  }

  /**
   * Checks that these transactions are in a block, at {@link #matchedIndexes()}, for a verifier who knows
   * how many transactions the block has.
   *
   * <p>The root does not say that number. It must come from whoever the root came from, such as one's own
   * node, and never from {@link #transactionCount()}.
   *
   * <p>Cost: at most a node hash for each flag.
   *
   * @param txids what is claimed to be in the block: all that are matched, in the order of the block
   * @param transactionCount how many transactions the block has, from a source that the verifier trusts
   * @param merkleRoot the root in the block's trusted header
   * @return accepted, or rejected with {@link Reason#TRANSACTION_COUNT_OUT_OF_RANGE}, {@link
   *     Reason#TREE_SIZE_MISMATCH}, {@link Reason#NO_LEAVES}, {@link Reason#ENTRY_MISMATCH}, {@link
   *     Reason#SIBLINGS_EQUAL} or {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(List<Hash> txids, int transactionCount, Hash merkleRoot) {
    return Refusal.verdict(() -> {
      if (TransactionCounts.exactly(transactionCount).most() != tree.leafCount()) {
        throw Refusal.of(
            Reason.TREE_SIZE_MISMATCH,
            "a partial tree of " + tree.leafCount() + " transactions, not " + transactionCount);
      }
      requireRoot(txids, merkleRoot);
    });
  }

  /**
   * Checks that these transactions are in a block, at {@link #matchedIndexes()}, for a verifier who knows
   * nothing of the block but its header. The coinbase transaction must be matched, too: where it is shows
   * how deep all of them are, as {@link CoinbaseProof} explains.
   *
   * <p>Then each matched id is one of the block's, and its index is right. {@link #transactionCount()} is
   * shown to lie between the same powers of two as the real number, no more.
   *
   * <p>Cost: at most a node hash for each flag, and the id of the coinbase transaction.
   *
   * @param txids what is claimed to be in the block: all that are matched, in the order of the block,
   *     the coinbase transaction's first
   * @param coinbase the block's first transaction, without its witness
   * @param merkleRoot the root in the block's trusted header
   * @return accepted, or rejected with {@link Reason#COINBASE_INVALID}, {@link
   *     Reason#TRANSACTION_IS_TWO_HASHES}, {@link Reason#WITNESS_NOT_COVERED}, {@link Reason#NO_LEAVES},
   *     {@link Reason#ENTRY_MISMATCH}, {@link Reason#SIBLINGS_EQUAL} or {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(List<Hash> txids, Transaction coinbase, Hash merkleRoot) {
    return Refusal.verdict(() -> {
      CoinbaseProof.requireCoinbase(coinbase);
      if (matchedIndexes.length == 0
          || matchedIndexes[0] != 0
          || !matchedTxids.get(0).equals(coinbase.txid())) {
        throw Refusal.of(
            Reason.COINBASE_INVALID, "the first transaction is not matched, or another one");
      }
      requireRoot(txids, merkleRoot);
    });
  }

  private void requireRoot(List<Hash> txids, Hash merkleRoot) throws VerificationException {
    if (matchedIndexes.length == 0) {
      throw Refusal.of(Reason.NO_LEAVES, "no transaction is matched");
    }
    if (!matchedTxids.equals(txids)) {
      throw Refusal.of(
          Reason.ENTRY_MISMATCH,
          "the " + matchedTxids.size() + " matched ids are not the " + txids.size()
              + " expected ones, in order");
    }
    byte[] root = tree.open(DoubleSha256.KERNEL, LoneNode.REPEAT).root();
    if (!merkleRoot.equals(Hash.of(root))) {
      throw Refusal.of(
          Reason.ROOT_MISMATCH, "expected " + merkleRoot + ", computed " + Hash.of(root));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartialMerkleTree that && Arrays.equals(format(), that.format());
  }

  @Override
  public int hashCode() {
    return 31 * tree.leafCount() + matchedTxids.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return matchedIndexes.length + " of " + tree.leafCount() + " transactions";
  }
}
