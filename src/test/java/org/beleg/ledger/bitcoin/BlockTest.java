package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** What ties the transactions and witness data of a block to its header, and what cannot be untied. */
class BlockTest {

  private static final SplittableRandom RANDOM = TestTrees.seeded(BlockTest.class, 141);

  /** A block under the header of another one. */
  private static Block relabelled(BlockHeader header, List<Transaction> transactions)
      throws MalformedDataException {
    return Block.parse(TestBlocks.bytes(header, transactions));
  }

  @Test
  void verify_acceptsHonestBlocks() throws MalformedDataException {
    for (int count = 1; count <= 20; count++) {
      Block plain = TestBlocks.block(RANDOM, count);
      assertThat(plain.verify(plain.header()).detail()).isEmpty();
      assertThat(plain.verifyWithoutWitness(plain.header()).detail()).isEmpty();
      assertThat(Block.parse(plain.format())).isEqualTo(plain).hasSameHashCodeAs(plain);
      Block witness = TestBlocks.witnessBlock(RANDOM, count);
      assertThat(witness.verify(witness.header()).detail()).isEmpty();
      assertThat(witness.verifyWithoutWitness(witness.header()).reason())
          .contains(Reason.WITNESS_NOT_COVERED);
      List<Transaction> stripped =
          witness.transactions().stream().map(Transaction::withoutWitness).toList();
      Block sentWithout = relabelled(witness.header(), stripped);
      assertThat(sentWithout.verifyWithoutWitness(witness.header()).detail()).isEmpty();
      assertThat(sentWithout.verify(witness.header()).reason())
          .contains(Reason.WITNESS_RESERVED_VALUE_WRONG);
    }
  }

  @Test
  void verify_refusesAnotherHeader() {
    Block block = TestBlocks.block(RANDOM, 3);
    BlockHeader other = TestBlocks.block(RANDOM, 3).header();
    assertThat(block.verify(other).reason()).contains(Reason.HEADER_MISMATCH);
    assertThat(block.verifyWithoutWitness(other).reason()).contains(Reason.HEADER_MISMATCH);
  }

  @Test
  void verify_refusesTransactionsChangedSwappedAddedOrLeftOut() throws MalformedDataException {
    Block block = TestBlocks.block(RANDOM, 6);
    List<Transaction> honest = block.transactions();
    for (int i = 1; i < 6; i++) {
      List<Transaction> changed = new ArrayList<>(honest);
      changed.set(i, TestBlocks.transaction(RANDOM, false));
      List<Transaction> swapped = new ArrayList<>(honest);
      Collections.swap(swapped, i, i == 1 ? 2 : 1);
      List<Transaction> fewer = new ArrayList<>(honest);
      fewer.remove(i);
      List<Transaction> more = new ArrayList<>(honest);
      more.add(i, TestBlocks.transaction(RANDOM, false));
      for (List<Transaction> forged : List.of(changed, swapped, fewer, more)) {
        assertThat(relabelled(block.header(), forged).verify(block.header()).reason())
            .contains(Reason.ROOT_MISMATCH);
      }
    }
  }

  /** CVE-2012-2459, on every level of every small tree that has a lone node. */
  @Test
  void verify_refusesRepeatedTransactionsUnderTheSameRoot() throws MalformedDataException {
    for (int count = 2; count <= 20; count++) {
      Block block = TestBlocks.block(RANDOM, count);
      List<Hash> ids = TestBlocks.txids(block);
      for (int level = 0; TestBlocks.width(count, level) > 1; level++) {
        if (TestBlocks.width(count, level) % 2 == 0) {
          continue;
        }
        List<Hash> longer = TestBlocks.repeatLast(ids, level);
        assertThat(TestBlocks.root(longer)).isEqualTo(block.header().merkleRoot());
        List<Transaction> repeated =
            longer.stream().map(id -> block.transactions().get(ids.indexOf(id))).toList();
        Block forged = relabelled(block.header(), repeated);
        assertThat(forged.verify(block.header()).reason()).contains(Reason.SIBLINGS_EQUAL);
        assertThat(forged.verifyWithoutWitness(block.header()).reason())
            .contains(Reason.SIBLINGS_EQUAL);
        assertThatThrownBy(() -> forged.prove(0)).isInstanceOf(VerificationException.class);
        assertThatThrownBy(() -> forged.prune(0)).isInstanceOf(VerificationException.class);
      }
    }
  }

  @Test
  void verify_refusesMisplacedCoinbaseTransactions() throws MalformedDataException {
    Block honest = TestBlocks.block(RANDOM, 4);
    List<Transaction> without = honest.transactions().subList(1, 4);
    assertThat(TestBlocks.block(without).verify(TestBlocks.header(without)).reason())
        .contains(Reason.COINBASE_INVALID);
    List<Transaction> two = new ArrayList<>(honest.transactions());
    two.set(2, TestBlocks.coinbase(TransactionOutput.of(7, new byte[0])));
    assertThat(TestBlocks.block(two).verify(TestBlocks.header(two)).reason())
        .contains(Reason.COINBASE_INVALID);
    // the nodes above the leaves, shown as transactions of 64 bytes
    Transaction node = TestBlocks.sixtyFourBytes(RANDOM);
    assertThat(TestBlocks.block(List.of(node))
            .verify(TestBlocks.header(List.of(node)))
            .reason())
        .contains(Reason.COINBASE_INVALID);
  }

  // --- witness data ------------------------------------------------------------------------------

  @Test
  void verify_refusesOtherWitnessData() throws MalformedDataException {
    Block block = TestBlocks.witnessBlock(RANDOM, 6);
    for (int i = 1; i < 6; i++) {
      List<Transaction> forged = new ArrayList<>(block.transactions());
      forged.set(i, withWitness(forged.get(i), Witness.of(new byte[] {1}, new byte[] {2})));
      Block read = relabelled(block.header(), forged);
      assertThat(read.transactions().get(i).txid())
          .isEqualTo(block.transactions().get(i).txid());
      assertThat(read.verify(block.header()).reason()).contains(Reason.WITNESS_COMMITMENT_MISMATCH);
    }
  }

  @Test
  void verify_refusesTheReservedValueInAnyOtherForm() throws MalformedDataException {
    Block block = TestBlocks.witnessBlock(RANDOM, 3);
    Transaction coinbase = block.transactions().get(0);
    byte[] value = coinbase.inputs().get(0).witness().item(0);
    for (Witness other : List.of(
        Witness.empty(),
        Witness.of(Arrays.copyOf(value, 31)),
        Witness.of(Arrays.copyOf(value, 33)),
        Witness.of(value, new byte[0]),
        Witness.of(new byte[0], value))) {
      List<Transaction> forged = new ArrayList<>(block.transactions());
      forged.set(0, withWitness(coinbase, other));
      assertThat(relabelled(block.header(), forged).verify(block.header()).reason())
          .contains(Reason.WITNESS_RESERVED_VALUE_WRONG);
    }
    value[3] ^= 1;
    List<Transaction> forged = new ArrayList<>(block.transactions());
    forged.set(0, withWitness(coinbase, Witness.of(value)));
    assertThat(relabelled(block.header(), forged).verify(block.header()).reason())
        .contains(Reason.WITNESS_COMMITMENT_MISMATCH);
  }

  @Test
  void verify_refusesWitnessDataThatNothingCommitsTo() throws MalformedDataException {
    Block block = TestBlocks.block(RANDOM, 3);
    for (int i = 0; i < 3; i++) {
      List<Transaction> forged = new ArrayList<>(block.transactions());
      forged.set(i, withWitness(forged.get(i), Witness.of(new byte[32])));
      Block read = relabelled(block.header(), forged);
      assertThat(read.verify(block.header()).reason()).contains(Reason.WITNESS_COMMITMENT_MISSING);
      assertThat(read.verifyWithoutWitness(block.header()).reason())
          .contains(Reason.WITNESS_NOT_COVERED);
    }
    assertThatThrownBy(() -> block.proveWitness(1)).hasMessageContaining("COMMITMENT_MISSING");
  }

  @Test
  void verify_takesTheLastCommitment() throws MalformedDataException {
    Transaction other = TestBlocks.transaction(RANDOM, true);
    byte[] reserved = new byte[32];
    Hash witnessRoot = TestBlocks.node(Hash.of(new byte[32]), other.wtxid());
    TransactionOutput right =
        TestBlocks.commitment(TestBlocks.hash(witnessRoot.toByteArray(), reserved));
    TransactionOutput wrong = TestBlocks.commitment(witnessRoot);
    TransactionOutput shorter = TransactionOutput.of(
        0, Arrays.copyOf(wrong.scriptPubKey(), wrong.scriptPubKey().length - 1));
    Block block = TestBlocks.block(
        List.of(TestBlocks.coinbase(Witness.of(reserved), wrong, right, shorter), other));
    assertThat(block.verify(block.header()).detail()).isEmpty();
    Block reversed =
        TestBlocks.block(List.of(TestBlocks.coinbase(Witness.of(reserved), right, wrong), other));
    assertThat(reversed.verify(reversed.header()).reason())
        .contains(Reason.WITNESS_COMMITMENT_MISMATCH);
  }

  // --- parsing -----------------------------------------------------------------------------------

  @Test
  void parse_refusesEveryTruncationAndSurplus() {
    byte[] honest = TestBlocks.witnessBlock(RANDOM, 3).format();
    for (int length = 0; length < honest.length; length++) {
      byte[] cut = Arrays.copyOf(honest, length);
      assertThatThrownBy(() -> Block.parse(cut)).isInstanceOf(MalformedDataException.class);
    }
    assertThatThrownBy(() -> Block.parse(Arrays.copyOf(honest, honest.length + 1)))
        .hasMessageContaining("surplus");
  }

  @Test
  void parse_refusesMoreThanABlockHolds() {
    BlockHeader header = TestBlocks.block(RANDOM, 1).header();
    assertThatThrownBy(() -> Block.parse(new byte[Block.MAX_WEIGHT + 1]))
        .hasMessageContaining("at most 4000000");
    assertThatThrownBy(() -> Block.parse(TestBlocks.bytes(header, List.of())))
        .hasMessageContaining("0 transactions");
    byte[] many = new WireWriter()
        .raw(header.format())
        .compactSize(16_667)
        .raw(new byte[16_667 * 60])
        .toByteArray();
    assertThatThrownBy(() -> Block.parse(many)).hasMessageContaining("16667 transactions");
    Transaction large = Transaction.of(
        1,
        TestBlocks.transaction(RANDOM, false).inputs(),
        List.of(TransactionOutput.of(0, new byte[600_000])),
        0);
    assertThatThrownBy(() -> Block.parse(TestBlocks.bytes(header, List.of(large, large))))
        .hasMessageContaining("weight");
  }

  @Test
  void prove_refusesIndexesThatDoNotExist() {
    Block block = TestBlocks.witnessBlock(RANDOM, 3);
    for (int index : new int[] {-1, 3}) {
      assertThatThrownBy(() -> block.prove(index)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> block.prune(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    for (int index : new int[] {-1, 0, 3}) {
      assertThatThrownBy(() -> block.proveWitness(index))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  /** The same transaction with this witness for its first input and none for the others. */
  static Transaction withWitness(Transaction transaction, Witness witness) {
    List<TransactionInput> inputs = new ArrayList<>(transaction.withoutWitness().inputs());
    inputs.set(0, inputs.get(0).withWitness(witness));
    return Transaction.of(
        transaction.version(), inputs, transaction.outputs(), transaction.lockTime());
  }
}
