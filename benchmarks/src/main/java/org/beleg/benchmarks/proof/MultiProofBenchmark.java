package org.beleg.benchmarks.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.corda.core.crypto.PartialMerkleTree;
import net.corda.core.crypto.SecureHash;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.BitcoinjPeer;
import org.beleg.benchmarks.peer.CordaPeer;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.InclusionProof;
import org.beleg.proof.MultiProof;
import org.beleg.tree.MerkleTree;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Proving many random leaves at once and checking the proof, for all of them together. Beside it: one
 * inclusion proof of Beleg for each leaf, and the partial trees of Corda and bitcoinj, whose trees have
 * <b>another shape</b> (see {@link InclusionPeersBenchmark}).
 *
 * <p>{@code ./benchmarks/run MultiProof}
 */
public class MultiProofBenchmark extends Defaults {

  @Param("65536")
  int treeSize;

  @Param({"10", "100", "1000"})
  int leaves;

  private final TreeHasher hasher = TreeHasher.sha256();
  private long[] leafIndexes;
  private MerkleTree tree;
  private Hash rootHash;
  private List<Hash> leafHashes;
  private MultiProof proof;
  private final List<InclusionProof> singleProofs = new ArrayList<>();
  private net.corda.core.crypto.MerkleTree cordaTree;
  private final List<SecureHash> cordaIncluded = new ArrayList<>();
  private PartialMerkleTree cordaProof;
  private List<Sha256Hash> bitcoinjLeaves;
  private byte[] bitcoinjIncluded;
  private org.bitcoinj.core.PartialMerkleTree bitcoinjProof;

  @Setup
  public void setup() {
    byte[] flat = Baseline.randomBytes(Baseline.HASH * treeSize);
    leafIndexes = new SplittableRandom(1)
        .longs(0, treeSize)
        .distinct()
        .limit(leaves)
        .sorted()
        .toArray();
    tree = MerkleTree.empty().appendLeafHashes(flat);
    rootHash = tree.rootHash();
    leafHashes = Arrays.stream(leafIndexes).mapToObj(tree::leafHash).toList();
    proof = belegProve();
    Checks.accepted(belegCheck());
    for (int i = 0; i < leaves; i++) {
      singleProofs.add(tree.proveInclusion(leafIndexes[i]));
      Checks.accepted(singleProofs.get(i).check(hasher, leafHashes.get(i), rootHash));
    }

    List<SecureHash> cordaLeaves = CordaPeer.leaves(flat);
    cordaTree = CordaPeer.build(cordaLeaves);
    Arrays.stream(leafIndexes).forEach(at -> cordaIncluded.add(cordaLeaves.get((int) at)));
    cordaProof = cordaProve();
    Checks.agree(cordaCheck(), "Corda");

    bitcoinjLeaves = BitcoinjPeer.leaves(flat);
    bitcoinjIncluded = BitcoinjPeer.included(treeSize, leafIndexes);
    bitcoinjProof = bitcoinjProve();
    Checks.agree(bitcoinjCheck().equals(BitcoinjPeer.root(bitcoinjLeaves)), "bitcoinj");
  }

  @Benchmark
  public MultiProof belegProve() {
    return tree.proveAll(leafIndexes);
  }

  @Benchmark
  public void oneByOneProve(Blackhole blackhole) {
    for (long leafIndex : leafIndexes) {
      blackhole.consume(tree.proveInclusion(leafIndex));
    }
  }

  @Benchmark
  public PartialMerkleTree cordaProve() {
    return CordaPeer.prove(cordaTree, cordaIncluded);
  }

  @Benchmark
  public org.bitcoinj.core.PartialMerkleTree bitcoinjProve() {
    return BitcoinjPeer.prove(bitcoinjLeaves, bitcoinjIncluded);
  }

  @Benchmark
  public Verdict belegCheck() {
    return proof.check(hasher, leafHashes, rootHash);
  }

  @Benchmark
  public void oneByOneCheck(Blackhole blackhole) {
    for (int i = 0; i < leaves; i++) {
      blackhole.consume(singleProofs.get(i).check(hasher, leafHashes.get(i), rootHash));
    }
  }

  @Benchmark
  public boolean cordaCheck() {
    return cordaProof.verify(cordaTree.getHash(), cordaIncluded);
  }

  @Benchmark
  public Sha256Hash bitcoinjCheck() {
    return BitcoinjPeer.check(bitcoinjProof);
  }
}
