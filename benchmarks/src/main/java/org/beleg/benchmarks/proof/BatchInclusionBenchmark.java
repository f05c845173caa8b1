package org.beleg.benchmarks.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.BatchVerifier;
import org.beleg.proof.InclusionProof;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Checking 1,024 inclusion proofs of random leaves of a tree of 2^20, per 1,024: as a batch and one at a
 * time.
 *
 * <p>{@code ./benchmarks/run BatchInclusion}
 */
public class BatchInclusionBenchmark extends Defaults {

  private static final int PROOFS = 1024;
  private static final int TREE_SIZE = 1 << 20;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final List<InclusionProof> proofs = new ArrayList<>();
  private final List<Hash> leafHashes = new ArrayList<>();
  private Hash rootHash;

  @Setup
  public void setup() {
    MerkleTree tree =
        MerkleTree.empty().appendLeafHashes(Baseline.randomBytes(Baseline.HASH * TREE_SIZE));
    rootHash = tree.rootHash();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PROOFS; i++) {
      int leafIndex = random.nextInt(TREE_SIZE);
      proofs.add(tree.proveInclusion(leafIndex));
      leafHashes.add(tree.leafHash(leafIndex));
    }
    batch().forEach(Checks::accepted);
    Checks.agree(batch().equals(oneByOne()), "verdicts of the batch and of single checks");
  }

  @Benchmark
  public List<Verdict> batch() {
    return BatchVerifier.checkInclusion(hasher, proofs, leafHashes, rootHash);
  }

  @Benchmark
  public List<Verdict> oneByOne() {
    List<Verdict> verdicts = new ArrayList<>(PROOFS);
    for (int i = 0; i < PROOFS; i++) {
      verdicts.add(proofs.get(i).check(hasher, leafHashes.get(i), rootHash));
    }
    return verdicts;
  }
}
