package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockProofTest {

  private static final String PAIR = "00000002" + "0".repeat(56);
  private static final String LONE = "00000001" + "0".repeat(56);

  private final SplittableRandom random = TestTrees.seeded(getClass(), 20260310L);

  /** Every leaf of every tree up to 20, at every claimed index, under every claimed count up to 40. */
  @ParameterizedTest
  @EnumSource(CryptoSuite.class)
  void check_acceptsEveryLeafAtItsPlaceAlone(CryptoSuite suite) throws MalformedDataException {
    for (int count = 1; count <= 20; count++) {
      List<Hash> leaves = BlockTrees.leaves(random, count);
      BlockTree tree = BlockTree.of(suite, leaves);
      Hash root = BlockTrees.root(suite, leaves);
      assertThat(tree.rootHash()).isEqualTo(root);
      for (int index = 0; index < count; index++) {
        BlockProof proof = tree.prove(index);
        assertThat(proof.format()).isEqualTo(BlockTrees.proof(suite, leaves, index));
        assertThat(BlockProof.parse(proof.format())).isEqualTo(proof).hasSameHashCodeAs(proof);
        assertThat(proof.check(suite, leaves.get(index), count, root))
            .isEqualTo(Verdict.accepted());
        for (int claimed = -1; claimed <= count; claimed++) {
          Verdict verdict = proof.check(suite, leaves.get(index), claimed, count, root);
          assertThat(verdict.isAccepted())
              .as("leaf %d of %d as %d", index, count, claimed)
              .isEqualTo(claimed == index);
          if (claimed >= 0 && claimed < count && claimed != index) {
            assertThat(proof.check(suite, leaves.get(claimed), count, root).isAccepted())
                .isEqualTo((claimed ^ 1) == index); // its sibling is in the same list
          }
        }
        for (int claimed = -1; claimed <= 40; claimed++) {
          Verdict verdict = proof.check(suite, leaves.get(index), claimed, root);
          assertThat(verdict.isAccepted() || claimed != count).isTrue();
          if (verdict.isAccepted()) {
            assertThat(levels(claimed)).isEqualTo(levels(count));
          }
        }
      }
    }
  }

  private static int levels(int count) {
    int levels = 0;
    for (int width = count; width > 1; width = (width + 1) / 2) {
      levels++;
    }
    return levels;
  }

  @ParameterizedTest
  @EnumSource(CryptoSuite.class)
  void check_refusesEveryChangedBit(CryptoSuite suite) throws MalformedDataException {
    List<Hash> leaves = BlockTrees.leaves(random, 5);
    BlockTree tree = BlockTree.of(suite, leaves);
    for (int index : new int[] {2, 4}) {
      List<String> elements = tree.prove(index).format();
      for (int i = 0; i < elements.size(); i++) {
        Hash element = Hash.parseHex(elements.get(i));
        for (int bit = 0; bit < 256; bit++) {
          List<String> spoilt = new ArrayList<>(elements);
          spoilt.set(i, Mutations.flipBit(element, bit).toHex());
          assertRefused(suite, spoilt, leaves.get(index), 5, tree.rootHash());
        }
      }
      BlockProof proof = tree.prove(index);
      Mutations.eachBit(
          leaves.get(index),
          leaf -> assertThat(proof.check(suite, leaf, 5, tree.rootHash()).reason())
              .contains(Reason.NODE_NOT_IN_LEVEL));
      Mutations.eachBit(
          tree.rootHash(),
          root -> assertThat(proof.check(suite, leaves.get(index), 5, root).reason())
              .contains(Reason.ROOT_MISMATCH));
    }
  }

  @Test
  void check_refusesTheOtherSuite() {
    List<Hash> leaves = BlockTrees.leaves(random, 6);
    BlockTree tree = BlockTree.of(CryptoSuite.SM3_SM2, leaves);
    assertThat(tree.prove(3)
            .check(CryptoSuite.KECCAK_SECP256K1, leaves.get(3), 6, tree.rootHash())
            .isAccepted())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(CryptoSuite.class)
  void forgery1_innerNodeClaimedAsTransaction_isRefused(CryptoSuite suite)
      throws MalformedDataException {
    for (int count = 2; count <= 20; count++) {
      List<Hash> leaves = BlockTrees.leaves(random, count);
      BlockTree tree = BlockTree.of(suite, leaves);
      for (int index = 0; index < count; index++) {
        List<Hash> level = leaves;
        List<String> elements = tree.prove(index).format();
        int node = index;
        while (level.size() > 1) {
          int first = 1 + Integer.parseInt(elements.get(0).substring(7, 8));
          elements = elements.subList(first, elements.size());
          level = BlockTrees.above(suite, level);
          node >>= 1;
          List<String> forged = level.size() == 1 ? List.of(level.get(0).toHex()) : elements;
          assertRefused(suite, forged, level.get(node), count, tree.rootHash());
        }
      }
    }
  }

  @Test
  void forgery2_otherAritiesAndElementsOfOtherSizes_areRefused() {
    String fake = TestTrees.randomHash(random).toHex();
    List<List<String>> lists = List.of(
        List.of("0000000300000000", "0011", fake, "223344"),
        List.of("00000003" + "0".repeat(56), "0011", fake, "223344"),
        List.of("00000003" + "0".repeat(56), fake, fake, fake),
        List.of("00000003", fake, fake, fake),
        List.of("00000002", "0011", fake),
        List.of("00000002" + "0".repeat(55) + "1", fake, fake),
        List.of("00000002" + "0".repeat(56), fake, "00000001"),
        List.of("00000000" + "0".repeat(56), fake, fake),
        List.of("ffffffff" + "0".repeat(56), fake, fake),
        List.of("80000002" + "0".repeat(56), fake, fake));
    for (List<String> list : lists) {
      assertMalformed(list);
    }
  }

  @Test
  void forgery3_emptyNullOrJunkListWithTheRootAsHash_isRefused() throws MalformedDataException {
    CryptoSuite suite = CryptoSuite.KECCAK_SECP256K1;
    Hash root = TestTrees.randomHash(random);
    assertMalformed(List.of());
    assertThatNullPointerException().isThrownBy(() -> BlockProof.parse(nothing()));
    for (String junk : List.of("", "00", "junk", "0".repeat(63), "00000001", PAIR + "00")) {
      assertMalformed(List.of(junk));
    }
    assertRefused(suite, List.of("0".repeat(64)), root, 1, root);
    // the one honest list of this kind proves nothing about a block of more transactions
    assertThat(BlockProof.parse(List.of(root.toHex())).check(suite, root, 1, root))
        .isEqualTo(Verdict.accepted());
    assertThat(
            BlockProof.parse(List.of(root.toHex())).check(suite, root, 2, root).reason())
        .contains(Reason.PATH_LENGTH_WRONG);
  }

  @SuppressWarnings("NullAway") // what a caller without checks could pass
  private static List<String> nothing() {
    return null;
  }

  @Test
  void forgery5_levelsOfAnotherCount_areRefused() {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    List<Hash> leaves = BlockTrees.leaves(random, 9);
    BlockTree tree = BlockTree.of(suite, leaves);
    for (int count : new int[] {1, 2, 4, 8, 17, 1 << 24}) {
      assertThat(
              tree.prove(4).check(suite, leaves.get(4), count, tree.rootHash()).reason())
          .contains(Reason.PATH_LENGTH_WRONG);
    }
    for (int count : new int[] {Integer.MIN_VALUE, -1, 0, (1 << 24) + 1, Integer.MAX_VALUE}) {
      assertThat(
              tree.prove(4).check(suite, leaves.get(4), count, tree.rootHash()).reason())
          .contains(Reason.TREE_SIZE_OUT_OF_RANGE);
    }
    // as many levels, but the last leaf has no sibling only if there are nine
    assertThat(tree.prove(8).check(suite, leaves.get(8), 10, tree.rootHash()).reason())
        .contains(Reason.LEVEL_WIDTH_WRONG);
    assertThat(tree.prove(8).check(suite, leaves.get(8), 8, 10, tree.rootHash()).reason())
        .contains(Reason.LEVEL_WIDTH_WRONG);
  }

  /** A tree with a lone node repeated has the same root only where a list names the node twice. */
  @Test
  void loneNodeTakenForItsOwnSibling_isRefused() throws MalformedDataException {
    for (CryptoSuite suite : CryptoSuite.values()) {
      List<Hash> leaves = BlockTrees.leaves(random, 3);
      Hash root = BlockTrees.root(suite, leaves);
      String last = leaves.get(2).toHex();
      List<String> above = BlockTrees.proof(suite, leaves, 2).subList(2, 5);
      List<String> doubled = new ArrayList<>(List.of(PAIR, last, last));
      doubled.addAll(above);
      assertRefused(suite, doubled, leaves.get(2), 3, root);
      List<String> split = new ArrayList<>(List.of(LONE, last));
      split.addAll(above);
      assertThat(BlockProof.parse(split).check(suite, leaves.get(2), 3, root))
          .isEqualTo(Verdict.accepted());
      assertRefused(suite, split, leaves.get(2), 4, root);
    }
  }

  /** Two equal leaves are two transactions of one hash: either index is true. */
  @Test
  void equalSiblings_areBothThere() {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    List<Hash> leaves = Collections.nCopies(4, TestTrees.randomHash(random));
    BlockTree tree = BlockTree.of(suite, leaves);
    for (int index = 0; index < 4; index++) {
      assertThat(tree.prove(index).check(suite, leaves.get(0), 4, tree.rootHash()))
          .isEqualTo(Verdict.accepted());
      assertThat(tree.prove(index).check(suite, leaves.get(0), index, 4, tree.rootHash()))
          .isEqualTo(Verdict.accepted());
    }
  }

  @Test
  void check_refusesHashesOfOtherSizes() {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    List<Hash> leaves = BlockTrees.leaves(random, 2);
    BlockTree tree = BlockTree.of(suite, leaves);
    Hash large = Hash.of(new byte[48]);
    assertThat(tree.prove(0).check(suite, large, 2, tree.rootHash()).reason())
        .contains(Reason.HASH_SIZE_WRONG);
    assertThat(tree.prove(0).check(suite, leaves.get(0), 0, 2, large).reason())
        .contains(Reason.HASH_SIZE_WRONG);
  }

  @Test
  void parse_takesNumbersInFourBytesOrIn32_butNotInBoth() throws MalformedDataException {
    CryptoSuite suite = CryptoSuite.KECCAK_SECP256K1;
    List<Hash> leaves = BlockTrees.leaves(random, 4);
    List<String> wide = BlockTrees.proof(suite, leaves, 1);
    List<String> narrow = new ArrayList<>(wide);
    narrow.set(0, "00000002");
    assertMalformed(narrow);
    narrow.set(3, "00000002");
    BlockProof proof = BlockProof.parse(narrow);
    assertThat(proof.format()).isEqualTo(narrow);
    assertThat(proof).isNotEqualTo(BlockProof.parse(wide));
    assertThat(proof.check(suite, leaves.get(1), 4, BlockTrees.root(suite, leaves)))
        .isEqualTo(Verdict.accepted());
    assertThat(proof.toString()).isEqualTo("block proof of 2 levels [2, 2]");
  }

  @Test
  void parse_refusesOtherSpellingsAndIncompleteLists() {
    List<String> honest = BlockTrees.proof(CryptoSuite.SM3_SM2, BlockTrees.leaves(random, 5), 1);
    for (int end = 0; end < honest.size(); end++) {
      if (end % 3 != 0 && end != 1) { // one element alone reads as the hash of a lone transaction
        assertMalformed(honest.subList(0, end));
      }
    }
    for (int i = 0; i < honest.size(); i++) {
      for (String spelling : List.of(
          "0x" + honest.get(i),
          honest.get(i) + "00",
          honest.get(i).substring(2),
          " ".repeat(64),
          "g" + honest.get(i).substring(1),
          "A" + honest.get(i).substring(1))) {
        List<String> spoilt = new ArrayList<>(honest);
        spoilt.set(i, spelling);
        assertMalformed(spoilt);
      }
    }
    assertMalformed(Collections.nCopies(1_000_000, PAIR));
    List<String> deep = new ArrayList<>();
    for (int level = 0; level < 25; level++) {
      deep.addAll(List.of(LONE, PAIR));
    }
    assertMalformed(deep);
  }

  @Test
  void parse_copiesBytesInAndOut() throws MalformedDataException {
    byte[] leaf = TestTrees.randomHash(random).toByteArray();
    byte[] sent = leaf.clone();
    BlockProof proof = BlockProof.parseBytes(List.of(sent));
    sent[0] ^= 1;
    proof.formatBytes().get(0)[1] ^= 1;
    assertThat(proof.formatBytes().get(0)).isEqualTo(leaf);
    assertThat(proof.levels()).isZero();
  }

  @Test
  void tree_refusesWhatHasNoTree() {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    assertThatIllegalArgumentException().isThrownBy(() -> BlockTree.of(suite, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockTree.of(suite, List.of(Hash.of(new byte[20]))));
    BlockTree tree = BlockTree.of(suite, BlockTrees.leaves(random, 3));
    for (int index : new int[] {-1, 3, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> tree.prove(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void trees_areValues() {
    List<Hash> leaves = BlockTrees.leaves(random, 3);
    BlockTree tree = BlockTree.of(CryptoSuite.SM3_SM2, leaves);
    assertThat(tree)
        .isEqualTo(BlockTree.of(CryptoSuite.SM3_SM2, leaves))
        .hasSameHashCodeAs(BlockTree.of(CryptoSuite.SM3_SM2, leaves))
        .isNotEqualTo(BlockTree.of(CryptoSuite.KECCAK_SECP256K1, leaves))
        .isNotEqualTo(BlockTree.of(CryptoSuite.SM3_SM2, leaves.subList(0, 2)));
    assertThat(tree.leafCount()).isEqualTo(3);
    assertThat(tree.toString()).contains("3 leaves", tree.rootHash().toHex());
  }

  private static void assertMalformed(List<String> elements) {
    assertThatThrownBy(() -> BlockProof.parse(elements)).isInstanceOf(MalformedDataException.class);
  }

  private static void assertRefused(
      CryptoSuite suite, List<String> elements, Hash leafHash, int leafCount, Hash root) {
    BlockProof proof;
    try {
      proof = BlockProof.parse(elements);
    } catch (MalformedDataException refused) {
      return;
    }
    assertThat(proof.check(suite, leafHash, leafCount, root).isAccepted()).isFalse();
    for (int index = 0; index < leafCount; index++) {
      assertThat(proof.check(suite, leafHash, index, leafCount, root).isAccepted())
          .isFalse();
    }
  }
}
