package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** The proofs of BIP 37, and the forgeries that its readers have fallen for. */
class MerkleBlockTest {

  private static final SplittableRandom RANDOM = TestTrees.seeded(MerkleBlockTest.class, 37);
  private static final List<Hash> IDS = TestBlocks.ids(7);
  private static final Hash ROOT = TestBlocks.root(IDS);

  private static String refusal(byte[] bytes) {
    return String.valueOf(
        catchThrowableOfType(MalformedDataException.class, () -> PartialMerkleTree.parse(bytes))
            .getMessage());
  }

  // --- what is no tree ---------------------------------------------------------------------------

  @Test
  void parse_refusesNumbersOfTransactionsThatNoBlockHas() {
    List<Hash> one = List.of(ROOT);
    byte[] flags = {1};
    for (int count : new int[] {0, -1, Integer.MIN_VALUE, Block.MAX_TRANSACTIONS + 1}) {
      assertThat(refusal(TestBlocks.partialTree(count, one, flags))).contains("a block has 1 to");
    }
    assertThat(Block.MAX_TRANSACTIONS).isEqualTo(16_666);
    // the most that is a number of transactions, and too few flags for so many
    assertThat(refusal(TestBlocks.partialTree(Block.MAX_TRANSACTIONS, one, flags)))
        .contains("flags");
  }

  @Test
  void parse_refusesMoreHashesThanTransactions() {
    assertThat(refusal(TestBlocks.partialTree(2, IDS.subList(0, 3), new byte[] {7})))
        .contains("3 hashes for 2 transactions");
  }

  @Test
  void parse_refusesFewerFlagsThanHashes() {
    assertThat(refusal(TestBlocks.partialTree(9, TestBlocks.ids(9), new byte[] {-1})))
        .contains("9 hashes, fewer flags");
    assertThat(refusal(TestBlocks.partialTree(9, TestBlocks.ids(9), new byte[0])))
        .contains("9 hashes, fewer flags");
  }

  @Test
  void parse_refusesLeftoverHashes() {
    assertThat(refusal(TestBlocks.partialTree(7, List.of(ROOT, ROOT), new byte[] {0})))
        .contains("2 hashes, the flags call for 1");
  }

  @Test
  void parse_refusesMissingHashes() {
    byte[] honest = TestBlocks.partialTree(IDS, List.of(4));
    PartialMerkleTree tree = read(honest);
    List<Hash> fewer = hashes(honest).subList(0, hashes(honest).size() - 1);
    assertThat(refusal(TestBlocks.partialTree(7, fewer, flags(honest)))).contains("call for 4");
    assertThat(tree.check(List.of(IDS.get(4)), 7, ROOT).detail()).isEmpty();
  }

  @Test
  void parse_refusesLeftoverFlags() {
    byte[] honest = TestBlocks.partialTree(IDS, List.of(4));
    byte[] flags = flags(honest);
    byte[] more = Arrays.copyOf(flags, flags.length + 1);
    assertThat(refusal(TestBlocks.partialTree(7, hashes(honest), more))).contains("flags go on");
  }

  @Test
  void parse_refusesPaddingThatIsNotZero() {
    byte[] honest = TestBlocks.partialTree(IDS, List.of(4));
    byte[] flags = flags(honest);
    int used = 7; // flags of the root, two of level 2, two of level 1, two leaves
    for (int bit = used; bit < 8 * flags.length; bit++) {
      byte[] padded = flags.clone();
      padded[bit / 8] |= (byte) (1 << (bit % 8));
      assertThat(refusal(TestBlocks.partialTree(7, hashes(honest), padded)))
          .contains("flags go on");
    }
  }

  @Test
  void parse_refusesEveryTruncationAndSurplus() {
    Block block = TestBlocks.block(RANDOM, 7);
    byte[] honest = merkleBlock(block, 2, 5).format();
    for (int length = 0; length < honest.length; length++) {
      byte[] cut = Arrays.copyOf(honest, length);
      assertThatThrownBy(() -> MerkleBlock.parse(cut)).isInstanceOf(MalformedDataException.class);
    }
    assertThatThrownBy(() -> MerkleBlock.parse(Arrays.copyOf(honest, honest.length + 1)))
        .hasMessageContaining("surplus");
    byte[] tree = TestBlocks.partialTree(IDS, List.of(2));
    assertThat(refusal(Arrays.copyOf(tree, tree.length + 1))).contains("surplus");
  }

  @Test
  void parse_refusesLongFormsAndHugeNumbers() {
    byte[] count = {7, 0, 0, 0};
    assertThat(refusal(Bytes.concat(count, new byte[] {(byte) 0xfd, 1, 0}, new byte[40])))
        .contains("shorter form");
    assertThat(refusal(Bytes.concat(count, new byte[] {(byte) 0xfe, -1, -1, -1, 127})))
        .contains("2147483647 hashes");
    assertThat(
            refusal(Bytes.concat(count, new byte[] {(byte) 0xff, -1, -1, -1, -1, -1, -1, -1, -1})))
        .contains("2^63");
  }

  // --- what is a tree, but no proof --------------------------------------------------------------

  @Test
  void check_refusesATreeWithoutMatch() {
    PartialMerkleTree none = read(TestBlocks.partialTree(7, List.of(ROOT), new byte[] {0}));
    assertThat(none.matchedTxids()).isEmpty();
    assertThat(none.check(List.of(), 7, ROOT).reason()).contains(Reason.NO_LEAVES);
    assertThat(none.check(List.of(), TestBlocks.coinbase(), ROOT).reason())
        .contains(Reason.COINBASE_INVALID);
    assertThatThrownBy(() -> tree(IDS).prune()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void check_refusesOtherIdsThanTheMatchedOnes() throws VerificationException {
    PartialMerkleTree proof = tree(IDS).prune(5, 2);
    Hash second = IDS.get(2);
    Hash fifth = IDS.get(5);
    assertThat(proof.check(List.of(second, fifth), 7, ROOT).detail()).isEmpty();
    for (List<Hash> others : List.of(
        List.<Hash>of(),
        List.of(second),
        List.of(fifth, second),
        List.of(second, second),
        List.of(second, fifth, fifth),
        List.of(second, IDS.get(4)))) {
      assertThat(proof.check(others, 7, ROOT).reason()).contains(Reason.ENTRY_MISMATCH);
    }
  }

  @Test
  void check_refusesAnotherRootOrNumberOfTransactions() throws VerificationException {
    PartialMerkleTree proof = tree(IDS).prune(2);
    List<Hash> matched = List.of(IDS.get(2));
    assertThat(proof.check(matched, 7, IDS.get(0)).reason()).contains(Reason.ROOT_MISMATCH);
    for (int count : new int[] {1, 6, 8, 16_666}) {
      assertThat(proof.check(matched, count, ROOT).reason()).contains(Reason.TREE_SIZE_MISMATCH);
    }
    for (int count : new int[] {0, -1, 16_667}) {
      assertThat(proof.check(matched, count, ROOT).reason())
          .contains(Reason.TRANSACTION_COUNT_OUT_OF_RANGE);
    }
  }

  /** CVE-2012-2459: 6 transactions, and 8 with the last two again. */
  @Test
  void check_refusesEqualSiblings() {
    List<Hash> six = TestBlocks.ids(6);
    List<Hash> eight = new ArrayList<>(six);
    eight.addAll(six.subList(4, 6));
    Hash root = TestBlocks.root(six);
    assertThat(TestBlocks.root(eight)).isEqualTo(root);
    for (int leaf = 4; leaf < 8; leaf++) {
      PartialMerkleTree forged = read(TestBlocks.partialTree(eight, List.of(leaf)));
      assertThat(forged.check(List.of(eight.get(leaf)), 8, root).reason())
          .contains(Reason.SIBLINGS_EQUAL);
    }
    List<Hash> three = TestBlocks.ids(3);
    List<Hash> four = TestBlocks.repeatLast(three, 0);
    PartialMerkleTree forged = read(TestBlocks.partialTree(four, List.of(3)));
    assertThat(forged.check(List.of(three.get(2)), 4, TestBlocks.root(three)).reason())
        .contains(Reason.SIBLINGS_EQUAL);
  }

  /** CVE-2017-12842, told as a partial tree of twice as many transactions. */
  @Test
  void check_refusesATransactionBehindOneOf64Bytes() throws MalformedDataException {
    Transaction coinbase = TestBlocks.coinbase();
    TransactionProofTest.Hidden hidden = TransactionProofTest.Hidden.make();
    Hash fake = hidden.fake().txid();
    List<Transaction> real =
        List.of(coinbase, hidden.carrier(), TestBlocks.transaction(RANDOM, false));
    Block block = TestBlocks.block(real);
    Hash filler = TestBlocks.hash();
    // leaves 2 and 3 of five to eight are the halves of transaction 1
    List<Hash> told = List.of(coinbase.txid(), fake, hidden.rightHalf(), rightOf(block));
    for (int count = 5; count <= 8; count++) {
      List<Boolean> flags = List.of(true, true, false, true, true, false, false);
      byte[] forged =
          Bytes.concat(block.header().format(), TestBlocks.partialTree(count, told, flags));
      MerkleBlock read = MerkleBlock.parse(forged);
      assertThat(read.tree().matchedIndexes()).containsExactly(2);
      List<Hash> matched = List.of(fake);
      assertThat(read.verify(matched, block.header(), 3).reason())
          .contains(Reason.TREE_SIZE_MISMATCH);
      assertThat(read.verify(matched, block.header(), coinbase).reason())
          .contains(Reason.COINBASE_INVALID);
      // why the number must not be taken from the proof
      assertThat(read.verify(matched, block.header(), count).isAccepted()).isTrue();
    }
    // with the first transaction, one too deep: its sibling would have to be found
    List<Hash> deep = List.of(coinbase.txid(), filler, fake, hidden.rightHalf(), rightOf(block));
    MerkleBlock both = MerkleBlock.parse(Bytes.concat(
        block.header().format(),
        TestBlocks.partialTree(
            8, deep, List.of(true, true, true, true, false, true, true, false, false))));
    assertThat(both.verify(List.of(coinbase.txid(), fake), block.header(), coinbase)
            .reason())
        .contains(Reason.ROOT_MISMATCH);
  }

  private static Hash rightOf(Block block) {
    Hash last = block.transactions().get(2).txid();
    return TestBlocks.node(last, last);
  }

  // --- the first transaction as what fixes the depth ---------------------------------------------

  @Test
  void verify_acceptsTheFirstTransactionInPlaceOfTheNumber() throws VerificationException {
    for (int count = 1; count <= 12; count++) {
      Block block = TestBlocks.witnessBlock(RANDOM, count);
      List<Hash> ids = TestBlocks.txids(block);
      Transaction coinbase = block.transactions().get(0);
      for (int set = 1; set < 1 << count; set += 2) {
        int[] matched = TestBlocks.indexes(set);
        MerkleBlock proof = block.prune(matched);
        List<Hash> txids = TestBlocks.pick(ids, matched);
        assertThat(
                proof.verify(txids, block.header(), coinbase.withoutWitness()).detail())
            .isEmpty();
        assertThat(proof.verify(txids, block.header(), count).detail()).isEmpty();
        if (set == 1) {
          assertThat(proof.verify(txids, block.header(), coinbase).reason())
              .contains(Reason.WITNESS_NOT_COVERED);
        }
      }
    }
  }

  @Test
  void verify_refusesWhatIsNotTheFirstTransaction() throws VerificationException {
    Block block = TestBlocks.block(RANDOM, 6);
    List<Hash> ids = TestBlocks.txids(block);
    Transaction coinbase = block.transactions().get(0);
    BlockHeader header = block.header();
    assertThat(block.prune(2).verify(List.of(ids.get(2)), header, coinbase).reason())
        .contains(Reason.COINBASE_INVALID);
    List<Hash> two = TestBlocks.pick(ids, 0, 2);
    assertThat(
            block.prune(0, 2).verify(two, header, block.transactions().get(2)).reason())
        .contains(Reason.COINBASE_INVALID);
    Transaction other = TestBlocks.coinbase(TransactionOutput.of(2, new byte[0]));
    assertThat(block.prune(0, 2).verify(two, header, other).reason())
        .contains(Reason.COINBASE_INVALID);
  }

  @Test
  void verify_refusesAnotherHeader() throws VerificationException {
    Block block = TestBlocks.block(RANDOM, 6);
    BlockHeader other =
        BlockHeader.of(5, block.header().previousHash(), block.header().merkleRoot(), 0, 0, 0);
    List<Hash> ids = TestBlocks.txids(block);
    Transaction coinbase = block.transactions().get(0);
    assertThat(block.prune(0).verify(ids.subList(0, 1), other, 6).reason())
        .contains(Reason.HEADER_MISMATCH);
    assertThat(block.prune(0).verify(ids.subList(0, 1), other, coinbase).reason())
        .contains(Reason.HEADER_MISMATCH);
  }

  @Test
  void prune_refusesIndexesThatRepeatOrDoNotExist() throws VerificationException {
    TransactionTree tree = tree(IDS);
    assertThatThrownBy(() -> tree.prune(1, 3, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.prune(7)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.prune(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(tree.prune(3, 1)).isEqualTo(tree.prune(1, 3)).hasSameHashCodeAs(tree.prune(1, 3));
    assertThat(tree.prune(1, 3)).isNotEqualTo(tree.prune(1, 2));
    assertThat(tree.prune(1, 3)).hasToString("2 of 7 transactions");
  }

  // --- helpers -----------------------------------------------------------------------------------

  private static MerkleBlock merkleBlock(Block block, int... indexes) {
    try {
      return block.prune(indexes);
    } catch (VerificationException e) {
      throw new AssertionError(e);
    }
  }

  private static TransactionTree tree(List<Hash> ids) {
    try {
      return TransactionTree.of(ids);
    } catch (VerificationException e) {
      throw new AssertionError(e);
    }
  }

  private static PartialMerkleTree read(byte[] bytes) {
    try {
      return PartialMerkleTree.parse(bytes);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Hash> hashes(byte[] partialTree) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < partialTree[4]; i++) {
      hashes.add(Hash.of(partialTree, 5 + 32 * i, 32));
    }
    return hashes;
  }

  private static byte[] flags(byte[] partialTree) {
    return Arrays.copyOfRange(partialTree, 6 + 32 * partialTree[4], partialTree.length);
  }
}
