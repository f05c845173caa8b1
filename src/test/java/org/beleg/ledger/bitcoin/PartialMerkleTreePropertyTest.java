package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** All parts of small trees, and some of large ones, against BIP 37 written down recursively. */
class PartialMerkleTreePropertyTest {

  /** Up to this size every set of leaves; 20 takes some minutes. */
  private static final int EVERY_SET = Integer.getInteger("beleg.bitcoin.leaves", 9);

  private static final int SETS_OF_LARGER = 40;

  @Test
  void prune_tellsEverySetOfLeavesOfSmallTrees()
      throws VerificationException, MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 37);
    for (int count = 1; count <= Math.max(20, EVERY_SET); count++) {
      List<Hash> ids = TestBlocks.ids(count);
      TransactionTree tree = TransactionTree.of(ids);
      boolean all = count <= EVERY_SET;
      for (int set = 1; set < (all ? 1 << count : SETS_OF_LARGER); set++) {
        int mask = all ? set : random.nextInt(1, 1 << count);
        check(ids, tree, TestBlocks.indexes(mask));
      }
    }
  }

  @Test
  void prune_tellsSetsOfLeavesOfLargeTrees() throws VerificationException, MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 73);
    for (int round = 0; round < 4; round++) {
      int count = round == 0 ? Block.MAX_TRANSACTIONS : random.nextInt(1, 3_000);
      List<Hash> ids = TestBlocks.ids(count);
      TransactionTree tree = TransactionTree.of(ids);
      int[] matched =
          random.ints(random.nextInt(1, 100), 0, count).sorted().distinct().toArray();
      PartialMerkleTree pruned = tree.prune(matched);
      assertThat(PartialMerkleTree.parse(pruned.format())).isEqualTo(pruned);
      assertThat(pruned
              .check(TestBlocks.pick(ids, matched), count, tree.rootHash())
              .detail())
          .isEmpty();
    }
    TransactionTree largest = TransactionTree.of(TestBlocks.ids(Block.MAX_TRANSACTIONS));
    int[] everything = TestBlocks.upTo(Block.MAX_TRANSACTIONS);
    PartialMerkleTree whole = PartialMerkleTree.parse(largest.prune(everything).format());
    assertThat(whole.matchedIndexes()).isEqualTo(everything);
    assertThat(whole
            .check(whole.matchedTxids(), everything.length, largest.rootHash())
            .detail())
        .isEmpty();
  }

  private static void check(List<Hash> ids, TransactionTree tree, int... matched)
      throws MalformedDataException {
    byte[] expected = TestBlocks.partialTree(ids, TestBlocks.boxed(matched));
    PartialMerkleTree pruned = tree.prune(matched);
    assertThat(pruned.format()).isEqualTo(expected);
    PartialMerkleTree read = PartialMerkleTree.parse(expected);
    assertThat(read).isEqualTo(pruned);
    assertThat(read.format()).isEqualTo(expected);
    assertThat(read.transactionCount()).isEqualTo(ids.size());
    assertThat(read.matchedIndexes()).isEqualTo(matched);
    List<Hash> txids = TestBlocks.pick(ids, matched);
    assertThat(read.matchedTxids()).isEqualTo(txids);
    assertThat(read.check(txids, ids.size(), tree.rootHash()).detail())
        .as("%s of %s", Arrays.toString(matched), ids.size())
        .isEmpty();
  }

  /** Each byte of an honest part changed in each bit: malformed, refused, or, never, accepted. */
  @Test
  void check_refusesEveryChangedBit() throws VerificationException {
    for (int count : new int[] {1, 2, 3, 5, 6, 7}) {
      List<Hash> ids = TestBlocks.ids(count);
      TransactionTree tree = TransactionTree.of(ids);
      for (int set = 1; set < 1 << count; set += 1 + set / 4) {
        byte[] honest = tree.prune(TestBlocks.indexes(set)).format();
        for (int bit = 0; bit < 8 * honest.length; bit++) {
          byte[] mutant = honest.clone();
          mutant[bit / 8] ^= (byte) (1 << (bit % 8));
          assertThat(isAccepted(mutant, count, tree.rootHash(), ids)).isFalse();
        }
      }
    }
  }

  /** Whether a part passes for what it says itself, as far as that is about these ids. */
  private static boolean isAccepted(byte[] bytes, int count, Hash root, List<Hash> ids) {
    try {
      PartialMerkleTree read = PartialMerkleTree.parse(bytes);
      assertThat(read.format()).isEqualTo(bytes);
      List<Hash> told = read.matchedTxids();
      boolean accepted = read.check(told, count, root).isAccepted();
      return accepted && !told.equals(TestBlocks.pick(ids, read.matchedIndexes()));
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
