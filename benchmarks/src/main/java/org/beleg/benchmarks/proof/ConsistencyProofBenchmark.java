package org.beleg.benchmarks.proof;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.PlainProofs;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.ConsistencyProof;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Proving that a tree is an earlier one and more, and checking the proof, per proof, for random earlier
 * sizes. The baseline checks the same proofs by the text of RFC 9162.
 *
 * <p>{@code ./benchmarks/run ConsistencyProof}
 */
public class ConsistencyProofBenchmark extends Defaults {

  private static final int PROOFS = 1024;

  @Param({"1024", "1048575"})
  int treeSize;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final PlainProofs plain = new PlainProofs();
  private final long[] oldSizes = new long[PROOFS];
  private final Hash[] oldRoots = new Hash[PROOFS];
  private final ConsistencyProof[] proofs = new ConsistencyProof[PROOFS];
  private final byte[][] plainOldRoots = new byte[PROOFS][];
  private final byte[][] plainPaths = new byte[PROOFS][];
  private byte[] plainRoot;
  private MerkleTree tree;
  private Hash rootHash;
  private int next;

  @Setup
  public void setup() {
    tree = MerkleTree.empty().appendLeafHashes(Baseline.randomBytes(Baseline.HASH * treeSize));
    rootHash = tree.rootHash();
    plainRoot = rootHash.toByteArray();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PROOFS; i++) {
      oldSizes[i] = random.nextLong(1, treeSize);
      oldRoots[i] = tree.rootHash(oldSizes[i]);
      proofs[i] = tree.proveConsistency(oldSizes[i]);
      plainOldRoots[i] = oldRoots[i].toByteArray();
      ByteArrayOutputStream path = new ByteArrayOutputStream();
      proofs[i].path().forEach(hash -> path.writeBytes(hash.toByteArray()));
      plainPaths[i] = path.toByteArray();
      next = i - 1;
      Checks.accepted(belegCheck());
      next = i - 1;
      Checks.agree(messageDigestCheck(), "Beleg and RFC 9162, old size " + oldSizes[i]);
    }
  }

  @Benchmark
  public ConsistencyProof belegProve() {
    next = (next + 1) % PROOFS;
    return tree.proveConsistency(oldSizes[next]);
  }

  @Benchmark
  public Verdict belegCheck() {
    next = (next + 1) % PROOFS;
    return proofs[next].check(hasher, oldRoots[next], rootHash);
  }

  @Benchmark
  public boolean messageDigestCheck() {
    next = (next + 1) % PROOFS;
    return plain.checkConsistency(
        oldSizes[next], treeSize, plainPaths[next], plainOldRoots[next], plainRoot);
  }
}
