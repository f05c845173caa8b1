package org.beleg.benchmarks.proof;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.InclusionProof;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Proving that a leaf is in a tree and checking the proof, per proof, for random leaves. Sigstore's
 * verifier checks the same proofs; the baseline hashes as many nodes as the path has, and checks nothing.
 *
 * <p>{@code ./benchmarks/run InclusionProof}
 */
public class InclusionProofBenchmark extends Defaults {

  private static final int PROOFS = 1024;

  @Param({"1024", "65536", "1048576", "16777216"})
  int treeSize;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final Baseline baseline = new Baseline();
  private final byte[] pair = Baseline.randomBytes(2 * Baseline.HASH);
  private final long[] leafIndexes = new long[PROOFS];
  private final InclusionProof[] proofs = new InclusionProof[PROOFS];
  private final Hash[] leafHashes = new Hash[PROOFS];
  private final List<List<byte[]>> sigstorePaths = new ArrayList<>();
  private final byte[][] sigstoreLeaves = new byte[PROOFS][];
  private byte[] sigstoreRoot;
  private MerkleTree tree;
  private Hash rootHash;
  private int next;

  @Setup
  public void setup() throws InclusionProofVerificationException {
    tree = MerkleTree.empty().appendLeafHashes(Baseline.randomBytes(Baseline.HASH * treeSize));
    rootHash = tree.rootHash();
    sigstoreRoot = rootHash.toByteArray();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PROOFS; i++) {
      leafIndexes[i] = random.nextLong(treeSize);
      proofs[i] = tree.proveInclusion(leafIndexes[i]);
      leafHashes[i] = tree.leafHash(leafIndexes[i]);
      sigstorePaths.add(proofs[i].path().stream().map(Hash::toByteArray).toList());
      sigstoreLeaves[i] = leafHashes[i].toByteArray();
      Checks.accepted(proofs[i].check(hasher, leafHashes[i], rootHash));
      next = i - 1;
      Checks.agree(sigstoreCheck() == sigstoreRoot, "Sigstore"); // a refusal throws
    }
  }

  @Benchmark
  public InclusionProof belegProve() {
    next = (next + 1) % PROOFS;
    return tree.proveInclusion(leafIndexes[next]);
  }

  @Benchmark
  public Verdict belegCheck() {
    next = (next + 1) % PROOFS;
    return proofs[next].check(hasher, leafHashes[next], rootHash);
  }

  @Benchmark
  public byte[] sigstoreCheck() throws InclusionProofVerificationException {
    next = (next + 1) % PROOFS;
    InclusionProofVerifier.verify(
        sigstoreLeaves[next], leafIndexes[next], treeSize, sigstorePaths.get(next), sigstoreRoot);
    return sigstoreRoot;
  }

  @Benchmark
  public byte[] messageDigestCheck() {
    next = (next + 1) % PROOFS;
    int nodes = proofs[next].path().size();
    for (int i = 0; i < nodes; i++) {
      baseline.hashPairs(pair, 0, pair, 0, 1);
    }
    return pair;
  }
}
