package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;

/**
 * A block header and the part of the block's tree that leads to certain transactions: the message {@code
 * merkleblock} of BIP 37, and what the calls {@code gettxoutproof} and {@code verifytxoutproof} of a node
 * make and check.
 *
 * <pre>
 *   header (80) || {@link PartialMerkleTree}
 * </pre>
 *
 * <p><b>Security.</b> Neither the header nor the number of transactions in it is to be believed: {@link
 * #verify} compares both with what the verifier has from elsewhere, or with the coinbase transaction. The
 * ids are those without witnesses.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0037.mediawiki#new-messages">BIP 37, new
 * messages</a>. Immutable; any number of threads may read it.
 */
@Immutable
public final class MerkleBlock {

  private final BlockHeader header;
  private final PartialMerkleTree tree;

  private MerkleBlock(BlockHeader header, PartialMerkleTree tree) {
    this.header = header;
    this.tree = tree;
  }

  /**
   * Puts both parts together.
   *
   * @param header of the block
   * @param tree part of the block's tree
   * @return the proof
   */
  public static MerkleBlock of(BlockHeader header, PartialMerkleTree tree) {
    return new MerkleBlock(header, tree);
  }

  /**
   * Reads a proof. Cost: in proportion to its bytes; nothing is hashed.
   *
   * @param bytes what nodes send and show as hexadecimal digits
   * @return the proof
   * @throws MalformedDataException if the bytes are anything else; {@link PartialMerkleTree} says what is
   *     refused
   */
  public static MerkleBlock parse(byte[] bytes) throws MalformedDataException {
    ByteReader reader = new ByteReader(bytes, "merkle block");
    BlockHeader header = BlockHeader.parse(reader.bytes(BlockHeader.SIZE));
    PartialMerkleTree tree = PartialMerkleTree.read(reader);
    reader.requireEnd();
    return new MerkleBlock(header, tree);
  }

  /**
   * The bytes that were read. Inverse of {@link #parse}.
   *
   * @return a new array
   */
  public byte[] format() {
    WireWriter writer = new WireWriter().raw(header.format());
    tree.appendTo(writer);
    return writer.toByteArray();
  }

  /**
   * The header.
   *
   * @return the claimed header
   */
  public BlockHeader header() {
    return header;
  }

  /**
   * The part of the tree.
   *
   * @return the claimed part
   */
  public PartialMerkleTree tree() {
    return tree;
  }

  /**
   * Checks that these transactions are in a block, for a verifier who knows its header and how many
   * transactions it has. Cost: as {@link PartialMerkleTree#check(List, int, Hash)}.
   *
   * @param txids what is claimed to be in the block: all that are matched, in the order of the block
   * @param trusted the block's header
   * @param transactionCount how many transactions the block has, from a source that the verifier trusts
   * @return accepted, or rejected with {@link Reason#HEADER_MISMATCH} or any reason of {@link
   *     PartialMerkleTree#check(List, int, Hash)}
   */
  public Verdict verify(List<Hash> txids, BlockHeader trusted, int transactionCount) {
    return Refusal.verdict(() -> {
      requireHeader(trusted);
      tree.check(txids, transactionCount, trusted.merkleRoot()).orThrow();
    });
  }

  /**
   * Checks that these transactions are in a block, for a verifier who knows nothing of it but its header.
   * Cost: as {@link PartialMerkleTree#check(List, Transaction, Hash)}.
   *
   * @param txids what is claimed to be in the block: all that are matched, in the order of the block,
   *     the coinbase transaction's first
   * @param trusted the block's header
   * @param coinbase the block's first transaction, without its witness
   * @return accepted, or rejected with {@link Reason#HEADER_MISMATCH} or any reason of {@link
   *     PartialMerkleTree#check(List, Transaction, Hash)}
   */
  public Verdict verify(List<Hash> txids, BlockHeader trusted, Transaction coinbase) {
    return Refusal.verdict(() -> {
      requireHeader(trusted);
      tree.check(txids, coinbase, trusted.merkleRoot()).orThrow();
    });
  }

  private void requireHeader(BlockHeader trusted) throws VerificationException {
    if (!header.equals(trusted)) {
      throw Refusal.of(Reason.HEADER_MISMATCH, header + ", trusted is " + trusted);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleBlock that
        && header.equals(that.header)
        && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return 31 * header.hashCode() + tree.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return tree + " of " + header;
  }
}
