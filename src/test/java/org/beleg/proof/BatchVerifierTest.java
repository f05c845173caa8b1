package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/** A batch says of every proof what its own check says. */
class BatchVerifierTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();

  private final List<InclusionProof> proofs = new ArrayList<>();
  private final List<Hash> leafHashes = new ArrayList<>();

  private void add(InclusionProof proof, Hash leafHash) {
    proofs.add(proof);
    leafHashes.add(leafHash);
  }

  @CanIgnoreReturnValue
  private List<Verdict> checkAll(TreeHasher hasher, Hash rootHash) {
    List<Verdict> verdicts = BatchVerifier.checkInclusion(hasher, proofs, leafHashes, rootHash);
    assertThat(verdicts).hasSize(proofs.size());
    for (int i = 0; i < verdicts.size(); i++) {
      assertThat(verdicts.get(i))
          .as("%d: %s", i, proofs.get(i))
          .isEqualTo(proofs.get(i).check(hasher, leafHashes.get(i), rootHash));
    }
    return verdicts;
  }

  @Test
  void checkInclusion_acceptsEveryLeafOfEverySize() {
    for (int size : new int[] {1, 2, 3, 7, 8, 9, 255, 256, 257, 600}) {
      MerkleTree tree = TestTrees.tree(size);
      proofs.clear();
      leafHashes.clear();
      for (int i = 0; i < size; i++) {
        add(tree.proveInclusion(i), tree.leafHash(i));
      }
      assertThat(checkAll(HASHER, tree.rootHash())).allMatch(Verdict::isAccepted);
    }
  }

  @Test
  void checkInclusion_ofNothing_isNothing() {
    assertThat(BatchVerifier.checkInclusion(HASHER, List.of(), List.of(), HASHER.emptyRoot()))
        .isEmpty();
  }

  @Test
  void checkInclusion_judgesEveryMutationAsCheckDoes() {
    SplittableRandom random = TestTrees.seeded(BatchVerifierTest.class, 20261801);
    List<Hash> strays =
        List.of(TestTrees.randomHash(random), Hash.of(TestTrees.randomBytes(random, 20)));
    MerkleTree tree = TestTrees.tree(37);
    for (int leaf : new int[] {0, 5, 31, 32, 35, 36}) {
      InclusionProof good = tree.proveInclusion(leaf);
      Hash leafHash = tree.leafHash(leaf);
      add(good, leafHash);
      Mutations.eachBit(good.path(), path -> add(InclusionProof.of(leaf, 37, path), leafHash));
      Mutations.eachBit(leafHash, flipped -> add(good, flipped));
      for (Hash stray : strays) {
        add(good, stray);
      }
      Mutations.eachStep(good.path(), strays.subList(0, 1), path -> {
        add(InclusionProof.of(leaf, 37, path), leafHash);
      });
      for (long index : new long[] {-1, 0, 1, 31, 36, 37, Long.MAX_VALUE, Long.MIN_VALUE}) {
        for (long size : new long[] {-1, 0, 1, 36, 37, 38, 64, Long.MAX_VALUE}) {
          add(InclusionProof.of(index, size, good.path()), leafHash);
        }
      }
    }
    List<Verdict> verdicts = checkAll(HASHER, tree.rootHash());
    System.out.println("mutations judged: " + verdicts.size());
    assertThat(verdicts.stream().flatMap(verdict -> verdict.reason().stream()))
        .contains(
            Reason.TREE_SIZE_OUT_OF_RANGE,
            Reason.LEAF_INDEX_OUT_OF_RANGE,
            Reason.HASH_SIZE_WRONG,
            Reason.PATH_LENGTH_WRONG,
            Reason.ROOT_MISMATCH);
    checkAll(HASHER, TestTrees.randomHash(random));
    checkAll(HASHER, Hash.of(TestTrees.randomBytes(random, 48)));
    checkAll(TreeHasher.of(HashAlgorithm.SHA_384), tree.rootHash());
  }

  @Test
  void checkInclusion_takesProofsOfManySizesAtOnce() {
    // the same root under other sizes: what a root does not bind, a batch does not either
    SplittableRandom random = TestTrees.seeded(BatchVerifierTest.class, 20261802);
    MerkleTree tree = TestTrees.tree(700);
    for (int i = 0; i < 2000; i++) {
      int size = 1 + random.nextInt(700);
      int leaf = random.nextInt(size);
      add(tree.at(size).proveInclusion(leaf), tree.leafHash(leaf));
    }
    checkAll(HASHER, tree.rootHash(256));
  }

  @Test
  void checkInclusion_worksOverEveryAlgorithm() {
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      TreeHasher hasher = TreeHasher.of(algorithm);
      MerkleTree tree = MerkleTree.of(hasher, TestTrees.entries(100));
      proofs.clear();
      leafHashes.clear();
      for (int i = 0; i < 100; i++) {
        add(tree.proveInclusion(i), tree.leafHash(i == 50 ? 51 : i));
      }
      List<Verdict> verdicts = checkAll(hasher, tree.rootHash());
      assertThat(verdicts.stream().filter(Verdict::isAccepted)).hasSize(99);
    }
  }

  @Test
  void checkInclusion_wantsOneLeafHashForEachProof() {
    MerkleTree tree = TestTrees.tree(3);
    assertThatThrownBy(() -> BatchVerifier.checkInclusion(
            HASHER, List.of(tree.proveInclusion(0)), List.of(), tree.rootHash()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
