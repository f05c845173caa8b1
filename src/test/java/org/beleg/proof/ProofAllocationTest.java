package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Allocations;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/**
 * What a check allocates, in a tree of 2^20 leaves and once compiled: one buffer for all levels, of one
 * hash for inclusion and two for consistency, and 48 bytes for the positions. At most 256 bytes.
 */
class ProofAllocationTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final int SIZE = 1 << 20;
  private static final int CALLS = 4_000;

  /** The most bytes that a check allocates, and one for what measuring costs. */
  private static final double PROMISED = 257;

  private static final MerkleTree TREE = MerkleTree.empty()
      .appendLeafHashes(TestTrees.randomBytes(new SplittableRandom(9), 32 * SIZE));

  /** The least of several batches: the first ones run before the code is compiled. */
  private static double bytesPerCall(BooleanSupplier check) {
    double least = Double.MAX_VALUE;
    for (int batch = 0; batch < 10; batch++) {
      long before = Allocations.ofThisThread();
      for (int i = 0; i < CALLS; i++) {
        if (!check.getAsBoolean()) {
          throw new AssertionError("refused");
        }
      }
      least = Math.min(least, (double) (Allocations.ofThisThread() - before) / CALLS);
    }
    return least;
  }

  @Test
  void inclusion_allocatesOneBufferOfOneHash() {
    InclusionProof proof = TREE.proveInclusion(123_456);
    Hash leaf = TREE.leafHash(123_456);
    Hash root = TREE.rootHash();
    double bytes = bytesPerCall(() -> proof.check(HASHER, leaf, root).isAccepted());
    System.out.println("InclusionProof.check: " + bytes + " bytes, " + proof);
    // 16 + 32 for the buffer; how much of the positions escape analysis removes differs from run to
    // run
    assertThat(bytes).isBetween(48.0, PROMISED);
  }

  @Test
  void consistency_allocatesOneBufferOfTwoHashes() {
    ConsistencyProof proof = TREE.proveConsistency(654_321);
    Hash old = TREE.rootHash(654_321);
    Hash root = TREE.rootHash();
    double bytes = bytesPerCall(() -> proof.check(HASHER, old, root).isAccepted());
    System.out.println("ConsistencyProof.check: " + bytes + " bytes, " + proof);
    // 16 + 64 for the buffer, and the positions as above
    assertThat(bytes).isBetween(80.0, PROMISED);
  }
}
