package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every one-step mutation of every proof of every tree of up to 32 leaves: each bit, each hash dropped,
 * doubled, swapped or replaced, and a surplus hash in each place. None may verify; relabelled numbers are
 * the matter of {@link ProofRelabelVectorTest}.
 */
class ProofMutationPropertyTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final int MAX_SIZE = 32;
  private static final MerkleTree TREE = TestTrees.tree(MAX_SIZE);
  private static final Hash GARBAGE = TestTrees.randomHash(new SplittableRandom(1));

  private long refused;

  private void refuse(Verdict verdict) {
    if (verdict.isAccepted()) {
      throw new AssertionError("a spoilt proof was accepted");
    }
    refused++;
  }

  @AfterEach
  void report() {
    System.out.println("mutations refused: " + refused);
  }

  @Test
  void inclusion_refusesEveryMutation() {
    for (long n = 1; n <= MAX_SIZE; n++) {
      MerkleTree tree = TREE.at(n);
      Hash root = tree.rootHash();
      for (long i = 0; i < n; i++) {
        long index = i;
        long size = n;
        Hash leaf = tree.leafHash(i);
        List<Hash> path = tree.proveInclusion(i).path();
        InclusionProof honest = InclusionProof.of(i, n, path);
        assertThat(honest.check(HASHER, leaf, root).isAccepted()).isTrue();
        eachMutant(
            path,
            List.of(GARBAGE, leaf, root, HASHER.emptyRoot()),
            mutant -> refuse(InclusionProof.of(index, size, mutant).check(HASHER, leaf, root)));
        Mutations.eachBit(leaf, mutant -> refuse(honest.check(HASHER, mutant, root)));
        Mutations.eachBit(root, mutant -> refuse(honest.check(HASHER, leaf, mutant)));
      }
    }
    assertThat(refused).isGreaterThan(800_000);
  }

  /** With the size right: under a smaller size an inner node may well be a leaf, as no root binds it. */
  @Test
  void inclusion_refusesEveryInnerNodeAsALeaf() {
    MerkleTree largest = TestTrees.tree(64);
    for (long n = 2; n <= 64; n++) {
      MerkleTree tree = largest.at(n);
      for (long i = 0; i < n; i++) {
        List<Hash> path = tree.proveInclusion(i).path();
        long[] below = {i, i + 1};
        int[] used = {0};
        ProofLayout.ofInclusion(i, n).forEach((begin, end) -> {
          below[0] = Math.min(below[0], begin);
          below[1] = Math.max(below[1], end);
          used[0]++;
          Hash node = tree.subtreeHash(new Subtree(below[0], below[1]));
          List<Hash> rest = path.subList(used[0], path.size());
          for (long leaf = 0; leaf < tree.size(); leaf++) {
            refuse(InclusionProof.of(leaf, tree.size(), rest).check(HASHER, node, tree.rootHash()));
          }
        });
      }
    }
  }

  @Test
  void consistency_refusesEveryMutation() {
    for (long n = 2; n <= MAX_SIZE; n++) {
      Hash newRoot = TREE.rootHash(n);
      for (long m = 1; m < n; m++) {
        long oldSize = m;
        long newSize = n;
        Hash oldRoot = TREE.rootHash(m);
        List<Hash> path = TREE.at(n).proveConsistency(m).path();
        ConsistencyProof honest = ConsistencyProof.of(m, n, path);
        assertThat(honest.check(HASHER, oldRoot, newRoot).isAccepted()).isTrue();
        eachMutant(
            path,
            List.of(GARBAGE, oldRoot, newRoot, HASHER.emptyRoot()),
            mutant -> refuse(
                ConsistencyProof.of(oldSize, newSize, mutant).check(HASHER, oldRoot, newRoot)));
        Mutations.eachBit(oldRoot, mutant -> refuse(honest.check(HASHER, mutant, newRoot)));
        Mutations.eachBit(newRoot, mutant -> refuse(honest.check(HASHER, oldRoot, mutant)));
        refuse(honest.check(HASHER, newRoot, oldRoot));
        refuse(honest.check(HASHER, oldRoot, oldRoot));
        refuse(honest.check(HASHER, newRoot, newRoot));
      }
    }
    assertThat(refused).isGreaterThan(800_000);
  }

  @Test
  void subtree_refusesEveryMutation() {
    for (long n = 1; n <= 20; n++) {
      MerkleTree tree = TREE.at(n);
      Hash root = tree.rootHash();
      for (long begin = 0; begin < n; begin++) {
        for (long end = begin + 1; end <= n && Subtree.isValid(begin, end); end++) {
          SubtreeProof honest = tree.proveSubtree(new Subtree(begin, end));
          Hash hash = tree.subtreeHash(new Subtree(begin, end));
          assertThat(honest.check(HASHER, hash, root).isAccepted()).isTrue();
          long b = begin;
          long e = end;
          long size = n;
          eachMutant(
              honest.path(),
              List.of(GARBAGE, hash, root),
              mutant -> refuse(SubtreeProof.of(b, e, size, mutant).check(HASHER, hash, root)));
          Mutations.eachBit(hash, mutant -> refuse(honest.check(HASHER, mutant, root)));
          Mutations.eachBit(root, mutant -> refuse(honest.check(HASHER, hash, mutant)));
        }
      }
    }
    assertThat(refused).isGreaterThan(500_000);
  }

  /** With the size right, no other interval has this subtree hash and this proof. */
  @Test
  void subtree_refusesEveryOtherIntervalOfTheSameTree() {
    for (long n = 1; n <= 20; n++) {
      MerkleTree tree = TREE.at(n);
      for (long begin = 0; begin < n; begin++) {
        for (long end = begin + 1; end <= n && Subtree.isValid(begin, end); end++) {
          List<Hash> path = tree.proveSubtree(new Subtree(begin, end)).path();
          Hash hash = tree.subtreeHash(new Subtree(begin, end));
          for (long b = -1; b <= n + 1; b++) {
            for (long e = -1; e <= n + 1; e++) {
              Verdict verdict = SubtreeProof.of(b, e, n, path).check(HASHER, hash, tree.rootHash());
              if (b == begin && e == end) {
                assertThat(verdict.isAccepted()).isTrue();
              } else {
                refuse(verdict);
              }
            }
          }
        }
      }
    }
  }

  private static void eachMutant(List<Hash> path, List<Hash> strays, Consumer<List<Hash>> use) {
    Mutations.eachBit(path, use);
    Mutations.eachStep(path, strays, use);
  }
}
