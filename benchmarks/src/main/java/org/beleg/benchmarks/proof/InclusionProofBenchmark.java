package org.beleg.benchmarks.proof;

import java.util.SplittableRandom;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.InclusionProof;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Proving that a leaf is in a tree and checking the proof, per proof. The baseline hashes as many nodes
 * as the path has.
 *
 * <p>{@code ./benchmarks/run InclusionProof}
 */
public class InclusionProofBenchmark extends Defaults {

  private static final int PROOFS = 1024;

  @Param({"1024", "1048576", "1048575"})
  int treeSize;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final Baseline baseline = new Baseline();
  private final byte[] pair = Baseline.randomBytes(2 * Baseline.HASH);
  private final long[] leafIndexes = new long[PROOFS];
  private final InclusionProof[] proofs = new InclusionProof[PROOFS];
  private final Hash[] leafHashes = new Hash[PROOFS];
  private MerkleTree tree;
  private Hash rootHash;
  private int next;

  @Setup
  public void setup() {
    tree = MerkleTree.empty().appendLeafHashes(Baseline.randomBytes(Baseline.HASH * treeSize));
    rootHash = tree.rootHash();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PROOFS; i++) {
      leafIndexes[i] = random.nextLong(treeSize);
      proofs[i] = tree.proveInclusion(leafIndexes[i]);
      leafHashes[i] = tree.leafHash(leafIndexes[i]);
      if (!proofs[i].check(hasher, leafHashes[i], rootHash).isAccepted()) {
        throw new IllegalStateException("an honest proof was refused");
      }
    }
  }

  @Benchmark
  public InclusionProof prove() {
    next = (next + 1) % PROOFS;
    return tree.proveInclusion(leafIndexes[next]);
  }

  @Benchmark
  public Verdict check() {
    next = (next + 1) % PROOFS;
    return proofs[next].check(hasher, leafHashes[next], rootHash);
  }

  @Benchmark
  public byte[] messageDigestNodes() {
    next = (next + 1) % PROOFS;
    int nodes = proofs[next].path().size();
    for (int i = 0; i < nodes; i++) {
      baseline.hashPairs(pair, 0, pair, 0, 1);
    }
    return pair;
  }
}
