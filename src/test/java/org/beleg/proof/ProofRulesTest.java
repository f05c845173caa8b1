package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/** Each rule that a proof can break, with its own reason, over a tree of seven leaves. */
class ProofRulesTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final long MIN = Long.MIN_VALUE;
  private static final long MAX = Long.MAX_VALUE;
  private static final MerkleTree TREE = TestTrees.tree(7);
  private static final Hash ROOT = TREE.rootHash();
  private static final Hash SHORT = Hash.of(new byte[20]);
  private static final Hash GARBAGE = TestTrees.randomHash(new SplittableRandom(14));

  private static void assertReason(Verdict verdict, Reason reason) {
    assertThat(verdict.reason()).as(verdict.toString()).contains(reason);
  }

  private static Verdict inclusion(long index, long size, List<Hash> path) {
    return InclusionProof.of(index, size, path).check(HASHER, TREE.leafHash(3), ROOT);
  }

  private static List<Hash> longer(List<Hash> path) {
    List<Hash> longer = new ArrayList<>(path);
    longer.add(GARBAGE);
    return longer;
  }

  @Test
  void inclusion_refusesNumbersOutOfRange() {
    List<Hash> path = TREE.proveInclusion(3).path();
    assertReason(inclusion(0, -1, path), Reason.TREE_SIZE_OUT_OF_RANGE);
    assertReason(inclusion(0, MIN, path), Reason.TREE_SIZE_OUT_OF_RANGE);
    assertReason(inclusion(-1, -1, path), Reason.TREE_SIZE_OUT_OF_RANGE);
    for (long index : new long[] {-1, MIN, 7, 8, MAX}) {
      assertReason(inclusion(index, 7, path), Reason.LEAF_INDEX_OUT_OF_RANGE);
    }
    assertReason(inclusion(0, 0, List.of()), Reason.LEAF_INDEX_OUT_OF_RANGE);
    assertReason(inclusion(MAX, MAX, path), Reason.LEAF_INDEX_OUT_OF_RANGE);
    assertThat(inclusion(0, -1, path).detail()).contains("18446744073709551615");
    assertThat(inclusion(MIN, 7, path).detail()).contains("9223372036854775808");
  }

  @Test
  void inclusion_refusesWrongLengthsAndSizesBeforeHashing() {
    List<Hash> path = TREE.proveInclusion(3).path();
    assertReason(inclusion(3, 7, List.of()), Reason.PATH_LENGTH_WRONG);
    assertReason(inclusion(3, 7, path.subList(1, 3)), Reason.PATH_LENGTH_WRONG);
    assertReason(inclusion(3, 7, longer(path)), Reason.PATH_LENGTH_WRONG);
    assertReason(inclusion(3, 7, Collections.nCopies(3, SHORT)), Reason.HASH_SIZE_WRONG);
    InclusionProof proof = TREE.proveInclusion(3);
    assertReason(proof.check(HASHER, SHORT, ROOT), Reason.HASH_SIZE_WRONG);
    assertReason(proof.check(HASHER, TREE.leafHash(3), SHORT), Reason.HASH_SIZE_WRONG);
    TreeHasher sha512 = TreeHasher.of(HashAlgorithm.SHA_512);
    assertReason(proof.check(sha512, TREE.leafHash(3), ROOT), Reason.HASH_SIZE_WRONG);
    TreeHasher sha3 = TreeHasher.of(HashAlgorithm.SHA3_256);
    assertReason(proof.check(sha3, TREE.leafHash(3), ROOT), Reason.ROOT_MISMATCH);
  }

  /** F8: leaf = root with an empty proof is a proof of the tree of one leaf, and of no other. */
  @Test
  void inclusion_ofTheRootItselfIsRefusedInEveryLargerTree() {
    assertThat(InclusionProof.of(0, 1, List.of()).check(HASHER, ROOT, ROOT).isAccepted())
        .isTrue();
    for (long size = 2; size < 100; size++) {
      for (long index = 0; index < size; index++) {
        assertReason(
            InclusionProof.of(index, size, List.of()).check(HASHER, ROOT, ROOT),
            Reason.PATH_LENGTH_WRONG);
      }
    }
  }

  @Test
  void impliedRoot_isTheRootUnderWhichTheProofHolds() throws VerificationException {
    assertThat(TREE.proveInclusion(3).impliedRoot(HASHER, TREE.leafHash(3))).isEqualTo(ROOT);
    assertThat(TREE.proveInclusion(3).impliedRoot(HASHER, GARBAGE)).isNotEqualTo(ROOT);
    for (InclusionProof none : List.of(
        InclusionProof.of(7, 7, List.of()),
        InclusionProof.of(0, 7, List.of()),
        InclusionProof.of(0, -1, List.of()))) {
      assertThatThrownBy(() -> none.impliedRoot(HASHER, GARBAGE))
          .isInstanceOf(VerificationException.class);
    }
  }

  private static Verdict consistency(long oldSize, long newSize, List<Hash> path) {
    return ConsistencyProof.of(oldSize, newSize, path).check(HASHER, TREE.rootHash(3), ROOT);
  }

  @Test
  void consistency_refusesEachBrokenRuleWithItsReason() {
    List<Hash> path = TREE.proveConsistency(3).path();
    assertThat(consistency(3, 7, path).isAccepted()).isTrue();
    assertReason(consistency(3, -1, path), Reason.TREE_SIZE_OUT_OF_RANGE);
    assertReason(consistency(MIN, 7, path), Reason.TREE_SIZE_OUT_OF_RANGE);
    assertReason(consistency(0, 7, List.of()), Reason.OLD_SIZE_ZERO);
    assertReason(consistency(0, 0, List.of()), Reason.OLD_SIZE_ZERO);
    assertReason(consistency(8, 7, path), Reason.SIZES_DECREASING);
    assertReason(consistency(MAX, 7, path), Reason.SIZES_DECREASING);
    assertReason(consistency(3, 7, List.of()), Reason.PATH_LENGTH_WRONG);
    assertReason(consistency(3, 7, longer(path)), Reason.PATH_LENGTH_WRONG);
    assertReason(consistency(7, 7, longer(List.of())), Reason.PATH_LENGTH_WRONG);
    assertReason(consistency(7, 7, List.of()), Reason.ROOTS_DIFFER_AT_EQUAL_SIZE);
    assertReason(consistency(3, 7, Collections.nCopies(4, SHORT)), Reason.HASH_SIZE_WRONG);
    ConsistencyProof proof = TREE.proveConsistency(3);
    assertReason(proof.check(HASHER, SHORT, ROOT), Reason.HASH_SIZE_WRONG);
    assertReason(proof.check(HASHER, TREE.rootHash(3), SHORT), Reason.HASH_SIZE_WRONG);
    assertReason(proof.check(HASHER, GARBAGE, ROOT), Reason.OLD_ROOT_MISMATCH);
    assertReason(proof.check(HASHER, TREE.rootHash(3), GARBAGE), Reason.NEW_ROOT_MISMATCH);
    assertReason(TREE.proveConsistency(4).check(HASHER, GARBAGE, ROOT), Reason.NEW_ROOT_MISMATCH);
    assertThat(
            ConsistencyProof.of(MAX, MAX, List.of()).check(HASHER, ROOT, ROOT).isAccepted())
        .isTrue();
  }

  private static Verdict subtree(long begin, long end, long size, List<Hash> path) {
    return SubtreeProof.of(begin, end, size, path)
        .check(HASHER, TREE.subtreeHash(new Subtree(4, 7)), ROOT);
  }

  @Test
  void subtree_refusesEachBrokenRuleWithItsReason() {
    List<Hash> path = TREE.proveSubtree(new Subtree(4, 7)).path();
    assertThat(subtree(4, 7, 7, path).isAccepted()).isTrue();
    assertReason(subtree(4, 7, -1, path), Reason.TREE_SIZE_OUT_OF_RANGE);
    for (long[] none : new long[][] {
      {4, 4}, {7, 4}, {4, 8}, {3, 5}, {2, 5}, {-4, 0}, {-1, 7}, {4, -7}, {MIN, MAX}, {0, MAX}
    }) {
      assertReason(subtree(none[0], none[1], 7, path), Reason.SUBTREE_INVALID);
    }
    assertReason(subtree(4, 7, 7, List.of()), Reason.PATH_LENGTH_WRONG);
    assertReason(subtree(4, 7, 7, longer(path)), Reason.PATH_LENGTH_WRONG);
    assertReason(subtree(4, 7, 7, List.of(SHORT)), Reason.HASH_SIZE_WRONG);
    SubtreeProof inner = TREE.proveSubtree(new Subtree(4, 6));
    Hash hash = TREE.subtreeHash(new Subtree(4, 6));
    assertReason(inner.check(HASHER, SHORT, ROOT), Reason.HASH_SIZE_WRONG);
    assertReason(inner.check(HASHER, hash, SHORT), Reason.HASH_SIZE_WRONG);
    assertReason(inner.check(HASHER, GARBAGE, ROOT), Reason.ROOT_MISMATCH);
    assertReason(
        TREE.at(6).proveSubtree(new Subtree(0, 3)).check(HASHER, GARBAGE, TREE.rootHash(6)),
        Reason.SUBTREE_HASH_MISMATCH);
  }

  private static Verdict multi(long size, long[] indexes, List<Hash> path, Hash... leaves) {
    return MultiProof.of(size, indexes, path).check(HASHER, List.of(leaves), ROOT);
  }

  @Test
  void multi_refusesEachBrokenRuleWithItsReason() {
    long[] indexes = {1, 5};
    List<Hash> path = TREE.proveAll(indexes).path();
    Hash a = TREE.leafHash(1);
    Hash b = TREE.leafHash(5);
    assertThat(multi(7, indexes, path, a, b).isAccepted()).isTrue();
    assertReason(multi(-1, indexes, path, a, b), Reason.TREE_SIZE_OUT_OF_RANGE);
    assertReason(multi(7, new long[0], List.of(ROOT)), Reason.NO_LEAVES);
    assertReason(multi(0, new long[0], List.of()), Reason.NO_LEAVES);
    assertReason(multi(7, new long[] {5, 1}, path, b, a), Reason.LEAF_INDEXES_NOT_INCREASING);
    assertReason(multi(7, new long[] {1, 1}, path, a, a), Reason.LEAF_INDEXES_NOT_INCREASING);
    assertReason(multi(7, new long[] {1, MIN}, path, a, b), Reason.LEAF_INDEXES_NOT_INCREASING);
    assertReason(multi(7, new long[] {-1, 5}, path, a, b), Reason.LEAF_INDEX_OUT_OF_RANGE);
    assertReason(multi(7, new long[] {1, 7}, path, a, b), Reason.LEAF_INDEX_OUT_OF_RANGE);
    assertReason(multi(0, new long[] {0}, List.of(), a), Reason.LEAF_INDEX_OUT_OF_RANGE);
    assertReason(multi(7, indexes, path, a), Reason.LEAF_COUNT_WRONG);
    assertReason(multi(7, indexes, path, a, b, b), Reason.LEAF_COUNT_WRONG);
    assertReason(multi(7, indexes, path, a, SHORT), Reason.HASH_SIZE_WRONG);
    assertReason(
        multi(7, indexes, Collections.nCopies(path.size(), SHORT), a, b), Reason.HASH_SIZE_WRONG);
    assertReason(
        MultiProof.of(7, indexes, path).check(HASHER, List.of(a, b), SHORT),
        Reason.HASH_SIZE_WRONG);
    assertReason(multi(7, indexes, List.of(), a, b), Reason.PATH_LENGTH_WRONG);
    assertReason(multi(7, indexes, longer(path), a, b), Reason.PATH_LENGTH_WRONG);
    assertReason(multi(7, indexes, path, b, a), Reason.ROOT_MISMATCH);
  }

  /** A list that another thread writes to: once judged, its hashes grow a tail behind the true ones. */
  @Test
  void multi_looksAtTheLeafHashesOnce() {
    List<Hash> changing = new AbstractList<>() {
      private int looks;

      @Override
      public Hash get(int index) {
        byte[] tailed = Arrays.copyOf(TREE.leafHash(index == 0 ? 1 : 5).toByteArray(), 64);
        return looks++ < 2 ? GARBAGE : Hash.of(tailed);
      }

      @Override
      public int size() {
        return 2;
      }
    };
    MultiProof proof = TREE.proveAll(1, 5);
    assertReason(proof.check(HASHER, changing, ROOT), Reason.ROOT_MISMATCH);
  }

  @Test
  void values_areEqualIffAllPartsAre() {
    List<Hash> path = List.of(GARBAGE);
    long[] indexes = {1, 5};
    MultiProof multi = MultiProof.of(7, indexes, path);
    indexes[0] = 0;
    multi.leafIndexes()[1] = 9;
    assertThat(multi.leafIndexes()).containsExactly(1, 5);
    assertThat(multi.treeSize()).isEqualTo(7);
    assertThat(multi)
        .isNotEqualTo(MultiProof.of(8, new long[] {1, 5}, path))
        .isNotEqualTo(MultiProof.of(7, new long[] {1, 6}, path))
        .isNotEqualTo(MultiProof.of(7, new long[] {1, 5}, List.of()))
        .isNotEqualTo(path)
        .hasToString("2 leaves of 7 by 1 hashes");
    assertThat(InclusionProof.of(1, 7, path))
        .isNotEqualTo(InclusionProof.of(2, 7, path))
        .isNotEqualTo(InclusionProof.of(1, 8, path))
        .isNotEqualTo(InclusionProof.of(1, 7, List.of()))
        .isNotEqualTo(path)
        .hasToString("leaf 1 of 7 by 1 hashes");
    assertThat(ConsistencyProof.of(1, 7, path))
        .isNotEqualTo(ConsistencyProof.of(2, 7, path))
        .isNotEqualTo(ConsistencyProof.of(1, 8, path))
        .isNotEqualTo(ConsistencyProof.of(1, 7, List.of()))
        .isNotEqualTo(path)
        .hasToString("size 1 is a prefix of size 7 by 1 hashes");
    assertThat(SubtreeProof.of(4, 6, 7, path))
        .isNotEqualTo(SubtreeProof.of(0, 6, 7, path))
        .isNotEqualTo(SubtreeProof.of(4, 7, 7, path))
        .isNotEqualTo(SubtreeProof.of(4, 6, 8, path))
        .isNotEqualTo(SubtreeProof.of(4, 6, 7, List.of()))
        .isNotEqualTo(path)
        .hasToString("leaves [4, 6) of 7 by 1 hashes");
  }

  @Test
  void accessors_tellTheClaim() {
    assertThat(InclusionProof.of(1, 7, List.of()).leafIndex()).isEqualTo(1);
    assertThat(InclusionProof.of(1, 7, List.of()).treeSize()).isEqualTo(7);
    assertThat(ConsistencyProof.of(1, 7, List.of()).oldSize()).isEqualTo(1);
    assertThat(ConsistencyProof.of(1, 7, List.of()).newSize()).isEqualTo(7);
    SubtreeProof subtree = SubtreeProof.of(4, 6, 7, List.of());
    assertThat(List.of(subtree.begin(), subtree.end(), subtree.treeSize()))
        .containsExactly(4L, 6L, 7L);
    assertThatThrownBy(() -> InclusionProof.of(0, 2, List.of(GARBAGE, SHORT)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
