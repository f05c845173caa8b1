package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every one-step mutation of proofs of many leaves, and the forgeries that broke other libraries. */
class MultiProofMutationPropertyTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final MerkleTree TREE = TestTrees.tree(32);
  private static final Hash GARBAGE = TestTrees.randomHash(new SplittableRandom(2));

  private long refused;

  private void refuse(Verdict verdict) {
    if (verdict.isAccepted()) {
      throw new AssertionError("a spoilt proof was accepted");
    }
    refused++;
  }

  @AfterEach
  void report() {
    System.out.println("multi-proof mutations refused: " + refused);
  }

  /** An honest proof and all that its verifier knows. */
  private static final class Claim {
    private final MerkleTree tree;
    private final long[] indexes;
    private final List<Hash> leaves;
    private final List<Hash> path;

    private Claim(MerkleTree tree, long[] indexes, List<Hash> leaves, List<Hash> path) {
      this.tree = tree;
      this.indexes = indexes;
      this.leaves = leaves;
      this.path = path;
    }

    static Claim of(MerkleTree tree, long... indexes) {
      List<Hash> leaves = Arrays.stream(indexes).mapToObj(tree::leafHash).toList();
      Claim claim = new Claim(tree, indexes, leaves, tree.proveAll(indexes).path());
      assertThat(claim.check(indexes, leaves, claim.path, tree.rootHash()).isAccepted())
          .isTrue();
      return claim;
    }

    Verdict check(long[] indexes, List<Hash> leaves, List<Hash> path, Hash root) {
      return MultiProof.of(tree.size(), indexes, path).check(HASHER, leaves, root);
    }
  }

  @Test
  void check_refusesEveryMutationOfSmallTrees() {
    for (int n = 1; n <= 7; n++) {
      for (int subset = 1; subset < 1 << n; subset++) {
        long[] indexes = new long[Integer.bitCount(subset)];
        for (int i = 0, next = 0; i < n; i++) {
          if ((subset >>> i & 1) == 1) {
            indexes[next++] = i;
          }
        }
        refuseMutations(Claim.of(TREE.at(n), indexes));
      }
    }
    assertThat(refused).isGreaterThan(300_000);
  }

  @Test
  void check_refusesEveryMutationOfRandomSets() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260601);
    for (int n = 8; n <= 32; n++) {
      long[] indexes =
          random.longs(1 + random.nextInt(6), 0, n).sorted().distinct().toArray();
      refuseMutations(Claim.of(TREE.at(n), indexes));
    }
    assertThat(refused).isGreaterThan(50_000);
  }

  private void refuseMutations(Claim claim) {
    Hash root = claim.tree.rootHash();
    long[] indexes = claim.indexes;
    List<Hash> strays = List.of(GARBAGE, root, claim.leaves.get(0));
    Mutations.eachBit(claim.path, path -> refuse(claim.check(indexes, claim.leaves, path, root)));
    Mutations.eachBit(
        claim.leaves, leaves -> refuse(claim.check(indexes, leaves, claim.path, root)));
    Mutations.eachBit(root, other -> refuse(claim.check(indexes, claim.leaves, claim.path, other)));
    Mutations.eachStep(
        claim.path, strays, path -> refuse(claim.check(indexes, claim.leaves, path, root)));
    Mutations.eachStep(
        claim.leaves, strays, leaves -> refuse(claim.check(indexes, leaves, claim.path, root)));
    for (int i = 0; i < indexes.length; i++) {
      for (long other = -1; other <= claim.tree.size(); other++) {
        long[] changed = indexes.clone();
        changed[i] = other;
        if (!Arrays.equals(changed, indexes)) {
          refuse(claim.check(changed, claim.leaves, claim.path, root));
        }
      }
    }
  }

  /** F4, CVE-2023-34459: there flags of the prover let a zero node under the root prove any leaves. */
  @Test
  void check_refusesLeavesThatNothingTiesToTheRoot() {
    for (int n = 2; n <= 32; n++) {
      MerkleTree tree = TREE.at(n);
      Hash root = tree.rootHash();
      for (List<Hash> path : List.of(List.<Hash>of(), List.of(root), List.of(root, root))) {
        for (long[] indexes : new long[][] {{0, 1}, {0}, {n - 1}, {0, n - 1}}) {
          List<Hash> forged = new ArrayList<>();
          for (int i = 0; i < indexes.length; i++) {
            forged.add(GARBAGE);
          }
          refuse(MultiProof.of(n, indexes, path).check(HASHER, forged, root));
          forged.set(forged.size() - 1, root);
          refuse(MultiProof.of(n, indexes, path).check(HASHER, forged, root));
        }
      }
    }
  }

  /** F5: a count that overflowed left a forged leaf unconsumed. */
  @Test
  void check_refusesASurplusLeafUnderAnyCount() {
    Claim claim = Claim.of(TREE, 3, 17);
    List<Hash> surplus = new ArrayList<>(claim.leaves);
    surplus.add(GARBAGE);
    Hash root = TREE.rootHash();
    assertThat(claim.check(claim.indexes, surplus, claim.path, root).reason())
        .contains(Reason.LEAF_COUNT_WRONG);
    for (long size : new long[] {-1, 0, 1, 2, 31, 33, 1L << 62, Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (long[] indexes : new long[][] {{3, 17}, {3, 17, 18}, {3, 17, Long.MAX_VALUE - 1}}) {
        refuse(MultiProof.of(size, indexes, claim.path).check(HASHER, surplus, root));
      }
    }
  }

  /** F6: indexes [0, 1, 1] with leaves [a, b, FAKE] verified. */
  @Test
  void check_refusesRepeatedAndUnsortedIndexes() {
    MerkleTree tree = TREE.at(2);
    Hash a = tree.leafHash(0);
    Hash b = tree.leafHash(1);
    for (long[] indexes : new long[][] {{0, 1, 1}, {0, 0, 1}, {1, 0, 1}, {1, 1, 0}}) {
      for (List<Hash> leaves : List.of(List.of(a, b, GARBAGE), List.of(a, b, b))) {
        assertThat(MultiProof.of(2, indexes, List.of())
                .check(HASHER, leaves, tree.rootHash())
                .reason())
            .contains(Reason.LEAF_INDEXES_NOT_INCREASING);
      }
    }
    assertThat(MultiProof.of(2, new long[] {1, 0}, List.of())
            .check(HASHER, List.of(b, a), tree.rootHash())
            .reason())
        .contains(Reason.LEAF_INDEXES_NOT_INCREASING);
  }

  /** F31: with equal leaves, who compares sets takes one proven leaf for two. */
  @Test
  void check_provesEachOfTwoEqualLeavesAtItsOwnIndex() {
    byte[] entry = {1};
    MerkleTree tree = MerkleTree.of(HASHER, List.of(entry, entry, new byte[] {2}));
    Hash a = tree.leafHash(0);
    Hash b = tree.leafHash(2);
    List<Hash> path = tree.proveAll(0, 1).path();
    MultiProof both = MultiProof.of(3, new long[] {0, 1}, path);
    assertThat(both.check(HASHER, List.of(a, a), tree.rootHash()).isAccepted()).isTrue();
    refuse(both.check(HASHER, List.of(a, b), tree.rootHash()));
    refuse(both.check(HASHER, List.of(a), tree.rootHash()));
    refuse(MultiProof.of(3, new long[] {0, 2}, path).check(HASHER, List.of(a, a), tree.rootHash()));
  }
}
