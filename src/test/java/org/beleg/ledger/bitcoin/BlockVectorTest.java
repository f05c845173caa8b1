package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** Real blocks: every root, every branch and every partial tree of one transaction. */
class BlockVectorTest {

  private static final String BLOCKS = "ledgers/bitcoin-blocks/";
  private static final String MERKLE_BLOCKS = "ledgers/bitcoin-merkleblock/";

  private static Block checked(byte[] bytes) throws MalformedDataException, VerificationException {
    Block block = Block.parse(bytes);
    assertThat(block.format()).isEqualTo(bytes);
    assertThat(TestBlocks.root(TestBlocks.txids(block)))
        .as("%s", block)
        .isEqualTo(block.header().merkleRoot());
    assertThat(block.transactionTree().rootHash()).isEqualTo(block.header().merkleRoot());
    for (Transaction transaction : block.transactions()) {
      assertThat(Transaction.parse(transaction.format())).isEqualTo(transaction);
      assertThat(Transaction.of(
              transaction.version(),
              transaction.inputs(),
              transaction.outputs(),
              transaction.lockTime()))
          .isEqualTo(transaction);
    }
    return block;
  }

  private static void checkProofs(Block block)
      throws MalformedDataException, VerificationException {
    TransactionTree tree = block.transactionTree();
    int count = block.transactions().size();
    Transaction coinbase = block.transactions().get(0).withoutWitness();
    for (int i = 0; i < count; i += Math.max(1, count / 50)) {
      Transaction transaction = block.transactions().get(i).withoutWitness();
      assertThat(tree.id(i)).isEqualTo(transaction.txid());
      assertThat(tree.branch(i).check(tree.id(i), count, tree.rootHash()).detail())
          .isEmpty();
      TransactionProof proof = TransactionProof.parse(block.prove(i).format());
      assertThat(proof).isEqualTo(block.prove(i));
      assertThat(proof.verify(transaction, block.header()).detail())
          .as("%s of %s", i, block)
          .isEqualTo(transaction.size() == 64 ? "64 bytes: " + transaction : "");
      MerkleBlock pruned = MerkleBlock.parse(block.prune(i).format());
      assertThat(pruned.verify(List.of(tree.id(i)), block.header(), count).detail())
          .isEmpty();
      if (i > 0) {
        MerkleBlock bound = block.prune(i, 0);
        assertThat(bound
                .verify(List.of(tree.id(0), tree.id(i)), block.header(), coinbase)
                .detail())
            .isEmpty();
      }
    }
  }

  @Test
  void blocks_haveTheirRoots() throws MalformedDataException, VerificationException {
    List<Integer> counts = new ArrayList<>();
    for (Path file : Vectors.files(BLOCKS, ".dat")) {
      if (file.getFileName().toString().startsWith("block")) {
        Block block = checked(Vectors.bytes(file));
        counts.add(block.transactions().size());
        assertThat(block.verifyWithoutWitness(block.header()).detail()).isEmpty();
        checkProofs(block);
      }
    }
    assertThat(counts).containsExactly(14, 122, 100, 587, 2097, 2, 5, 4);
  }

  /** A block of the weeks before the rule: it commits to witness data, but was sent without. */
  @Test
  void verify_refusesACommitmentWithoutReservedValue() throws MalformedDataException {
    Block block = Block.parse(Vectors.bytes(BLOCKS + "block481815.dat"));
    assertThat(block.verify(block.header()).reason()).contains(Reason.WITNESS_RESERVED_VALUE_WRONG);
  }

  @Test
  void firstBlocks_haveTheirRootsAndAreLinked()
      throws MalformedDataException, VerificationException {
    ByteBuffer frames = ByteBuffer.wrap(Vectors.bytes(BLOCKS + "first-100k-blocks.dat"))
        .order(ByteOrder.LITTLE_ENDIAN);
    Hash previous = Hash.of(new byte[32]);
    int blocks = 0;
    int transactions = 0;
    while (frames.hasRemaining()) {
      assertThat(frames.getInt()).isEqualTo(0xd9b4bef9);
      byte[] bytes = new byte[frames.getInt()];
      frames.get(bytes);
      Block block = checked(bytes);
      assertThat(block.header().previousHash()).isEqualTo(previous);
      assertThat(block.verify(block.header()).detail()).isEmpty();
      checkProofs(block);
      previous = block.header().hash();
      blocks++;
      transactions += block.transactions().size();
    }
    assertThat(blocks).isEqualTo(439);
    assertThat(transactions).isEqualTo(446);
  }

  @Test
  void block170_hasTheRootOfItsTwoIds() throws VerificationException {
    List<Hash> ids = List.of(
        ReversedHex.parse("b1fea52486ce0c62bb442b530a3f0132b826c74e473d1f2c220bfa78111c5082"),
        ReversedHex.parse("f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16"));
    assertThat(ReversedHex.format(TransactionTree.of(ids).rootHash()))
        .isEqualTo("7dac2c5666815c17a3b36427de37bb9d2e2c5ccec3f8633eb91a4205cb4c10ff");
  }

  private static byte[] hex(String file) {
    return BaseEncoding.base16()
        .lowerCase()
        .decode(Vectors.text(MERKLE_BLOCKS + file).strip());
  }

  @Test
  void merkleBlock_provesItsTransaction() throws MalformedDataException, VerificationException {
    Block block = checked(hex("block_13b8a.hex"));
    checkProofs(block);
    byte[] bytes = hex("merkle_block.hex");
    MerkleBlock proof = MerkleBlock.parse(bytes);
    assertThat(proof.format()).isEqualTo(bytes);
    assertThat(proof.header()).isEqualTo(block.header());
    assertThat(proof.tree().transactionCount()).isEqualTo(9);
    assertThat(proof.tree().matchedIndexes()).containsExactly(3);
    Hash matched = block.transactions().get(3).txid();
    assertThat(ReversedHex.format(matched)).startsWith("220ebc64").endsWith("b9d87a");
    assertThat(proof.tree().matchedTxids()).containsExactly(matched);
    assertThat(proof.verify(List.of(matched), block.header(), 9).detail()).isEmpty();
    assertThat(block.prune(3)).isEqualTo(proof);
  }

  @Test
  void blockWithWitness_keepsItsCommitment() throws MalformedDataException, VerificationException {
    Path file = Vectors.files(MERKLE_BLOCKS, ".raw").get(0);
    Block block = checked(Vectors.bytes(file));
    assertThat(block.transactions()).hasSize(15);
    assertThat(block.verify(block.header()).detail()).isEmpty();
    assertThat(block.verifyWithoutWitness(block.header()).reason())
        .contains(Reason.WITNESS_NOT_COVERED);
    checkProofs(block);
    assertThat(IntStream.range(0, 15).filter(i -> block.transactions().get(i).hasWitness()))
        .containsExactly(0);
    for (int i = 1; i < 15; i++) {
      WitnessProof proof = WitnessProof.parse(block.proveWitness(i).format());
      assertThat(proof).isEqualTo(block.proveWitness(i));
      assertThat(proof.verify(block.transactions().get(i), block.header()).detail())
          .isEmpty();
    }
  }
}
