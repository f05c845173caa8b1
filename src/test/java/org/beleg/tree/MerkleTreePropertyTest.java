package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beleg.testing.ReferenceTree.hashes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.ConsistencyProof;
import org.beleg.proof.InclusionProof;
import org.beleg.proof.MultiProof;
import org.beleg.proof.Subtree;
import org.beleg.proof.SubtreeProof;
import org.beleg.testing.ReferenceTree;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees and all their proofs against the recursive reference: small sizes exhaustively, large ones sampled. */
class MerkleTreePropertyTest {

  private static final int MAX_SIZE = 130;
  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final List<byte[]> ENTRIES = TestTrees.entries(MAX_SIZE);

  private final ReferenceTree reference = ReferenceTree.sha256();

  private Hash root(List<byte[]> entries) {
    return Hash.of(reference.mth(entries));
  }

  @Test
  void root_isTheSameHoweverTheTreeWasBuilt() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260101);
    ForkJoinPool pool = new ForkJoinPool(3);
    MerkleTree grown = MerkleTree.empty();
    MerkleTree grownByHash = MerkleTree.empty();
    for (int n = 0; n <= MAX_SIZE; n++) {
      List<byte[]> entries = ENTRIES.subList(0, n);
      MerkleTree whole = MerkleTree.of(HASHER, entries);
      byte[] flat = TestTrees.flat(TestTrees.leafHashes(whole));
      assertThat(List.of(
              grown,
              grownByHash,
              whole,
              MerkleTree.empty().appendAll(entries),
              MerkleTree.empty().appendLeafHashes(flat),
              MerkleTree.empty().appendLeafHashes(flat, pool),
              inRandomPieces(random, entries)))
          .allSatisfy(tree -> {
            assertThat(tree.size()).isEqualTo(entries.size());
            assertThat(tree.rootHash()).isEqualTo(root(entries));
            assertThat(TestTrees.flat(TestTrees.leafHashes(tree))).isEqualTo(flat);
          });
      if (n < MAX_SIZE) {
        grown = grown.append(ENTRIES.get(n));
        grownByHash = grownByHash.appendLeafHash(HASHER.leafHash(ENTRIES.get(n)));
      }
    }
    pool.shutdown();
  }

  private static MerkleTree inRandomPieces(SplittableRandom random, List<byte[]> entries) {
    MerkleTree tree = MerkleTree.empty();
    for (int at = 0; at < entries.size(); ) {
      int next = Math.min(entries.size(), at + random.nextInt(40));
      List<byte[]> piece = entries.subList(at, next);
      tree = random.nextBoolean()
          ? tree.appendAll(piece)
          : tree.appendLeafHashes(
              TestTrees.flat(piece.stream().map(HASHER::leafHash).toList()));
      at = next;
    }
    return tree;
  }

  @Test
  void proveInclusion_isPathOfRfc6962ForEveryLeafOfEverySize() {
    MerkleTree largest = MerkleTree.of(HASHER, ENTRIES);
    for (int n = 1; n <= MAX_SIZE; n++) {
      MerkleTree tree = largest.at(n);
      List<byte[]> entries = ENTRIES.subList(0, n);
      Hash root = root(entries);
      for (int i = 0; i < n; i++) {
        InclusionProof proof = tree.proveInclusion(i);
        assertThat(proof).isEqualTo(InclusionProof.of(i, n, hashes(reference.path(i, entries))));
        assertThat(proof.check(HASHER, HASHER.leafHash(ENTRIES.get(i)), root).isAccepted())
            .isTrue();
      }
    }
  }

  @Test
  void proveConsistency_isProofOfRfc6962ForEveryPairOfSizes() {
    MerkleTree largest = MerkleTree.of(HASHER, ENTRIES);
    for (int n = 1; n <= MAX_SIZE; n++) {
      MerkleTree tree = largest.at(n);
      List<byte[]> entries = ENTRIES.subList(0, n);
      for (int m = 1; m <= n; m++) {
        ConsistencyProof proof = tree.proveConsistency(m);
        assertThat(proof).isEqualTo(ConsistencyProof.of(m, n, hashes(reference.proof(m, entries))));
        assertThat(proof.check(HASHER, tree.rootHash(m), tree.rootHash()).isAccepted())
            .isTrue();
      }
      assertThat(largest.rootHash(n)).isEqualTo(root(entries));
    }
  }

  @Test
  void proveSubtree_isSubtreeProofOfTheDraftForEveryValidSubtree() {
    MerkleTree largest = MerkleTree.of(HASHER, ENTRIES);
    int proofs = 0;
    for (int n = 1; n <= 70; n++) {
      MerkleTree tree = largest.at(n);
      List<byte[]> entries = ENTRIES.subList(0, n);
      Hash root = root(entries);
      for (int begin = 0; begin < n; begin++) {
        for (int end = begin + 1; end <= n && Subtree.isValid(begin, end); end++) {
          SubtreeProof proof = tree.proveSubtree(new Subtree(begin, end));
          Hash subtreeHash = root(entries.subList(begin, end));
          assertThat(tree.subtreeHash(new Subtree(begin, end))).isEqualTo(subtreeHash);
          assertThat(proof.path()).isEqualTo(hashes(reference.subtreeProof(begin, end, entries)));
          assertThat(proof.check(HASHER, subtreeHash, root).isAccepted()).isTrue();
          proofs++;
        }
      }
    }
    assertThat(proofs).isGreaterThan(8_000);
  }

  @Test
  void proveAll_isTheCutOffRecursionForEverySetOfLeavesOfSmallTrees() {
    MerkleTree largest = MerkleTree.of(HASHER, ENTRIES);
    for (int n = 1; n <= 9; n++) {
      for (int subset = 1; subset < 1 << n; subset++) {
        assertMultiProof(largest.at(n), subset);
      }
    }
  }

  @Test
  void proveAll_isTheCutOffRecursionForRandomSetsOfLeaves() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260102);
    MerkleTree largest = MerkleTree.of(HASHER, ENTRIES);
    for (int n = 1; n <= MAX_SIZE; n++) {
      for (int round = 0; round < 3; round++) {
        boolean[] proven = new boolean[n];
        int some = 1 + random.nextInt(n);
        for (int i = 0; i < some; i++) {
          proven[random.nextInt(n)] = true;
        }
        assertMultiProof(largest.at(n), proven);
      }
    }
  }

  private void assertMultiProof(MerkleTree tree, int subset) {
    boolean[] proven = new boolean[(int) tree.size()];
    for (int i = 0; i < proven.length; i++) {
      proven[i] = (subset >>> i & 1) == 1;
    }
    assertMultiProof(tree, proven);
  }

  private void assertMultiProof(MerkleTree tree, boolean[] proven) {
    List<Boolean> asList = new ArrayList<>();
    List<Long> indexes = new ArrayList<>();
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < proven.length; i++) {
      asList.add(proven[i]);
      if (proven[i]) {
        indexes.add((long) i);
        leaves.add(tree.leafHash(i));
      }
    }
    long[] array = indexes.stream().mapToLong(Long::longValue).toArray();
    List<Hash> path = hashes(reference.multiProof(asList, ENTRIES.subList(0, (int) tree.size())));
    MultiProof proof = tree.proveAll(array);
    assertThat(proof).isEqualTo(MultiProof.of(tree.size(), array, path));
    assertThat(proof.check(HASHER, leaves, tree.rootHash()).isAccepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SHA_384, SHA-384",
    "SHA_512, SHA-512",
    "SHA_512_256, SHA-512/256",
    "SHA3_256, SHA3-256"
  })
  void everythingHolds_overOtherAlgorithms(HashAlgorithm algorithm, String jdkName) {
    TreeHasher hasher = TreeHasher.of(algorithm);
    ReferenceTree other = new ReferenceTree(jdkName);
    for (int n = 1; n <= 33; n++) {
      List<byte[]> entries = ENTRIES.subList(0, n);
      MerkleTree tree = MerkleTree.of(hasher, entries);
      Hash root = tree.rootHash();
      assertThat(root).isEqualTo(Hash.of(other.mth(entries)));
      for (int i = 0; i < n; i++) {
        InclusionProof inclusion = tree.proveInclusion(i);
        assertThat(inclusion.path()).isEqualTo(hashes(other.path(i, entries)));
        assertThat(inclusion.check(hasher, tree.leafHash(i), root).isAccepted()).isTrue();
        ConsistencyProof consistency = tree.proveConsistency(i + 1);
        assertThat(consistency.path()).isEqualTo(hashes(other.proof(i + 1, entries)));
        assertThat(consistency.check(hasher, tree.rootHash(i + 1), root).isAccepted())
            .isTrue();
      }
    }
  }
}
