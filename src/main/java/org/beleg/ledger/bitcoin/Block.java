package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * A block: its header, and all its transactions.
 *
 * <p>Once {@link #verify} accepted it, all of it is what the header of the block stands for: the
 * transactions in their order, and their witness data. Then it proves to others that some of them are in
 * the block: {@link #prove}, {@link #proveWitness}, {@link #prune}. Whether the transactions keep the
 * rules of the network, and whether the header has work behind it, is not asked here.
 *
 * <p>Source: <a
 * href="https://developer.bitcoin.org/reference/block_chain.html#serialized-blocks">Bitcoin developer
 * reference, serialized blocks</a>.
 *
 * <p>Cost: the bytes, once, about 100 for each input and output of a transaction, and from the first use
 * of the tree on 64 for each transaction. Its transactions share its bytes and keep them alive. Immutable;
 * any number of threads may read it.
 */
@Immutable
public final class Block {

  /** The most weight of a block, and so the most bytes. */
  public static final int MAX_WEIGHT = Transaction.MAX_WEIGHT;

  /** The most transactions that fit that weight. */
  public static final int MAX_TRANSACTIONS =
      MAX_WEIGHT / (Transaction.WEIGHT_FACTOR * Transaction.LEAST_SIZE);

  private static final String WHAT = "Bitcoin block";

  private final BlockHeader header;

  @SuppressWarnings("Immutable") // made by List.of
  private final List<Transaction> transactions;

  @SuppressWarnings("Immutable") // bytes that nobody writes to any more
  private final byte[] bytes;

  @SuppressWarnings("Immutable") // computed once or twice from the transactions, always the same
  private @Nullable TransactionTree tree;

  private Block(BlockHeader header, List<Transaction> transactions, byte[] ownedBytes) {
    this.header = header;
    this.transactions = transactions;
    this.bytes = ownedBytes;
  }

  /**
   * Reads a block, with or without the witness data of its transactions. Cost: one pass; allocates a small
   * multiple of what is there.
   *
   * @param raw the header, the number of transactions, and the transactions
   * @return the block
   * @throws MalformedDataException if the bytes are anything else, there is no transaction, or the weight
   *     is more than {@value #MAX_WEIGHT}
   */
  public static Block parse(byte[] raw) throws MalformedDataException {
    if (raw.length > MAX_WEIGHT) {
      throw new MalformedDataException(
          WHAT, "byte 0", raw.length + " bytes, at most " + MAX_WEIGHT);
    }
    byte[] bytes = raw.clone();
    ByteReader reader = new ByteReader(bytes, WHAT);
    BlockHeader header = BlockHeader.parse(reader.bytes(BlockHeader.SIZE));
    int count = CompactSize.readCount(reader, Transaction.LEAST_SIZE, "transactions");
    if (count < 1 || count > MAX_TRANSACTIONS) {
      throw reader.problem(count + " transactions, a block has 1 to " + MAX_TRANSACTIONS);
    }
    long weight = (long) Transaction.WEIGHT_FACTOR * reader.position();
    Transaction[] transactions = new Transaction[count];
    for (int i = 0; i < count; i++) {
      transactions[i] = Transaction.read(reader, bytes);
      weight += transactions[i].weight();
    }
    reader.requireEnd();
    if (weight > MAX_WEIGHT) {
      throw reader.problem("weight " + weight + ", at most " + MAX_WEIGHT);
    }
    return new Block(header, List.of(transactions), bytes);
  }

  /**
   * The bytes that were read. Inverse of {@link #parse}.
   *
   * @return a new array
   */
  public byte[] format() {
    return bytes.clone();
  }

  /**
   * The header.
   *
   * @return what the block begins with
   */
  public BlockHeader header() {
    return header;
  }

  /**
   * The transactions.
   *
   * @return an unmodifiable list, not empty, the coinbase transaction first in an honest block
   */
  public List<Transaction> transactions() {
    return transactions;
  }

  /**
   * The tree over the ids of the transactions, whose root an honest header has. Cost: an id for each
   * transaction and a node hash for each, the first time.
   *
   * @return the tree
   * @throws VerificationException with {@link Reason#SIBLINGS_EQUAL}, if another list of transactions has
   *     the same root
   */
  public TransactionTree transactionTree() throws VerificationException {
    TransactionTree known = tree;
    if (known == null) {
      byte[][] stripped = new byte[transactions.size()][];
      Arrays.setAll(stripped, i -> transactions.get(i).strippedBytes());
      known = treeOver(stripped);
      tree = known;
    }
    return known;
  }

  /**
   * The tree over the hashes of everything that the transactions are, zeros in place of the first. Cost:
   * an id for each transaction and a node hash for each, each time.
   *
   * @return the tree
   * @throws VerificationException with {@link Reason#SIBLINGS_EQUAL}, if another list of transactions has
   *     the same root
   */
  public TransactionTree witnessTree() throws VerificationException {
    byte[][] whole = new byte[transactions.size()][];
    Arrays.setAll(whole, i -> transactions.get(i).format());
    byte[] ids = ids(whole);
    WitnessCommitment.COINBASE_WTXID.copyTo(ids, 0);
    return TransactionTree.ofFlat(ids);
  }

  private static TransactionTree treeOver(byte[][] messages) throws VerificationException {
    return TransactionTree.ofFlat(ids(messages));
  }

  private static byte[] ids(byte[][] messages) {
    byte[] ids = new byte[messages.length * DoubleSha256.SIZE];
    DoubleSha256.KERNEL.hashLeaves(messages, 0, messages.length, ids, 0);
    return ids;
  }

  /**
   * Checks all of this block against its header, by the rules since BIP 141 is in force: height 481,824 of
   * the main chain.
   *
   * <p>The transactions are those of the header's root; the first and no other is a coinbase transaction;
   * no two siblings of the tree are equal; witness data are those that the coinbase transaction commits to,
   * and there are none if it commits to none. A transaction of 64 bytes passes: since the first one is
   * known, none of them can be a node.
   *
   * <p>Cost: two ids and two node hashes for each transaction.
   *
   * @param trusted the header that the verifier trusts
   * @return accepted, or rejected with {@link Reason#HEADER_MISMATCH}, {@link Reason#COINBASE_INVALID},
   *     {@link Reason#SIBLINGS_EQUAL}, {@link Reason#ROOT_MISMATCH}, {@link
   *     Reason#WITNESS_COMMITMENT_MISSING}, {@link Reason#WITNESS_RESERVED_VALUE_WRONG} or {@link
   *     Reason#WITNESS_COMMITMENT_MISMATCH}
   */
  public Verdict verify(BlockHeader trusted) {
    return Refusal.verdict(() -> {
      requireTransactions(trusted);
      Optional<Hash> commitment = WitnessCommitment.find(transactions.get(0));
      if (commitment.isPresent()) {
        Hash reservedValue = WitnessCommitment.reservedValue(transactions.get(0));
        WitnessCommitment.require(commitment.get(), witnessTree().rootHash(), reservedValue);
      } else {
        requireNoWitness(Reason.WITNESS_COMMITMENT_MISSING);
      }
    });
  }

  /**
   * Checks all of a block that has no witness data against its header: one of the time before BIP 141, or
   * one that a node sent without them. Any witness data are refused, since nothing would commit to them.
   *
   * <p>Cost: an id and a node hash for each transaction.
   *
   * @param trusted the header that the verifier trusts
   * @return accepted, or rejected with {@link Reason#HEADER_MISMATCH}, {@link Reason#COINBASE_INVALID},
   *     {@link Reason#SIBLINGS_EQUAL}, {@link Reason#ROOT_MISMATCH} or {@link
   *     Reason#WITNESS_NOT_COVERED}
   */
  public Verdict verifyWithoutWitness(BlockHeader trusted) {
    return Refusal.verdict(() -> {
      requireTransactions(trusted);
      requireNoWitness(Reason.WITNESS_NOT_COVERED);
    });
  }

  private void requireTransactions(BlockHeader trusted) throws VerificationException {
    if (!header.equals(trusted)) {
      throw Refusal.of(Reason.HEADER_MISMATCH, header + ", trusted is " + trusted);
    }
    for (int i = 0; i < transactions.size(); i++) {
      if (transactions.get(i).isCoinbase() != (i == 0)) {
        throw Refusal.of(
            Reason.COINBASE_INVALID,
            "transaction " + i + (i == 0 ? " is no coinbase transaction" : " is a second one"));
      }
    }
    Hash root = transactionTree().rootHash();
    if (!root.equals(header.merkleRoot())) {
      throw Refusal.of(
          Reason.ROOT_MISMATCH, "expected " + header.merkleRoot() + ", computed " + root);
    }
  }

  private void requireNoWitness(Reason reason) throws VerificationException {
    for (int i = 0; i < transactions.size(); i++) {
      if (transactions.get(i).hasWitness()) {
        throw Refusal.of(reason, "transaction " + i + " has witness data");
      }
    }
  }

  /**
   * A proof that a transaction is in this block, for verifiers who have only its header. Cost: the {@link
   * #transactionTree()} the first time, and no hashing from then on.
   *
   * @param leafIndex the place of the transaction, from 0
   * @return a proof of the transaction without witness data
   * @throws IndexOutOfBoundsException if there is no such transaction
   * @throws VerificationException as {@link #transactionTree()}
   */
  public TransactionProof prove(int leafIndex) throws VerificationException {
    TransactionTree all = transactionTree();
    return TransactionProof.of(
        all.branch(leafIndex),
        CoinbaseProof.of(transactions.get(0).withoutWitness(), all.branch(0).path()));
  }

  /**
   * A proof that a transaction with exactly its witness data is in this block. Cost: the {@link
   * #witnessTree()}.
   *
   * @param leafIndex the place of the transaction, from 1
   * @return a proof of the transaction with its witness data
   * @throws IndexOutOfBoundsException if there is no such transaction, or it is the first, to whose witness
   *     nothing commits
   * @throws VerificationException as {@link #transactionTree()}, or with {@link
   *     Reason#WITNESS_COMMITMENT_MISSING} or {@link Reason#WITNESS_RESERVED_VALUE_WRONG}
   */
  public WitnessProof proveWitness(int leafIndex) throws VerificationException {
    Objects.checkIndex(leafIndex - 1, transactions.size() - 1);
    if (WitnessCommitment.find(transactions.get(0)).isEmpty()) {
      throw Refusal.of(Reason.WITNESS_COMMITMENT_MISSING, "the block commits to no witness data");
    }
    Hash reservedValue = WitnessCommitment.reservedValue(transactions.get(0));
    return WitnessProof.of(prove(leafIndex), witnessTree().branch(leafIndex).path(), reservedValue);
  }

  /**
   * A proof that some transactions are in this block, in the form of BIP 37. For verifiers who do not know
   * how many transactions there are, the first one must be among them. Cost: as {@link #prove}.
   *
   * @param leafIndexes the places of the transactions, from 0, in any order
   * @return a proof of the transactions without witness data
   * @throws IllegalArgumentException if there is none, or one twice
   * @throws IndexOutOfBoundsException if there is no such transaction
   * @throws VerificationException as {@link #transactionTree()}
   */
  public MerkleBlock prune(int... leafIndexes) throws VerificationException {
    return MerkleBlock.of(header, transactionTree().prune(leafIndexes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Names the block's id as nodes show it. */
  @Override
  public String toString() {
    return header + " with " + transactions.size() + " transactions";
  }
}
