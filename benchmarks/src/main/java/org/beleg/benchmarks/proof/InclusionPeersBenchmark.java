package org.beleg.benchmarks.proof;

import java.util.List;
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
import org.beleg.tree.MerkleTree;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Proving one leaf and checking the proof beside libraries whose trees have <b>another shape</b>, per
 * proof: the path is as long in all of them, but Corda's nodes have no prefixes and bitcoinj's are hashed
 * twice. Neither knows where a leaf is: Corda searches its tree, bitcoinj hashes the tree anew.
 *
 * <p>{@code ./benchmarks/run InclusionPeers}
 */
public class InclusionPeersBenchmark extends Defaults {

  @Param({"1024", "65536"})
  int treeSize;

  private final TreeHasher hasher = TreeHasher.sha256();
  private int leafIndex;
  private MerkleTree tree;
  private Hash rootHash;
  private Hash leafHash;
  private InclusionProof proof;
  private net.corda.core.crypto.MerkleTree cordaTree;
  private List<SecureHash> cordaLeaf;
  private PartialMerkleTree cordaProof;
  private List<Sha256Hash> bitcoinjLeaves;
  private byte[] bitcoinjIncluded;
  private org.bitcoinj.core.PartialMerkleTree bitcoinjProof;

  @Setup
  public void setup() {
    byte[] leafHashes = Baseline.randomBytes(Baseline.HASH * treeSize);
    leafIndex = treeSize / 3;
    tree = MerkleTree.empty().appendLeafHashes(leafHashes);
    rootHash = tree.rootHash();
    leafHash = tree.leafHash(leafIndex);
    proof = belegProve();
    Checks.accepted(belegCheck());

    List<SecureHash> cordaLeaves = CordaPeer.leaves(leafHashes);
    cordaTree = CordaPeer.build(cordaLeaves);
    cordaLeaf = List.of(cordaLeaves.get(leafIndex));
    cordaProof = cordaProve();
    Checks.agree(cordaCheck(), "Corda");

    bitcoinjLeaves = BitcoinjPeer.leaves(leafHashes);
    bitcoinjIncluded = BitcoinjPeer.included(treeSize, leafIndex);
    bitcoinjProof = bitcoinjProve();
    Checks.agree(bitcoinjCheck().equals(BitcoinjPeer.root(bitcoinjLeaves)), "bitcoinj");
  }

  @Benchmark
  public InclusionProof belegProve() {
    return tree.proveInclusion(leafIndex);
  }

  @Benchmark
  public PartialMerkleTree cordaProve() {
    return CordaPeer.prove(cordaTree, cordaLeaf);
  }

  @Benchmark
  public org.bitcoinj.core.PartialMerkleTree bitcoinjProve() {
    return BitcoinjPeer.prove(bitcoinjLeaves, bitcoinjIncluded);
  }

  @Benchmark
  public Verdict belegCheck() {
    return proof.check(hasher, leafHash, rootHash);
  }

  @Benchmark
  public boolean cordaCheck() {
    return cordaProof.verify(cordaTree.getHash(), cordaLeaf);
  }

  @Benchmark
  public Sha256Hash bitcoinjCheck() {
    return BitcoinjPeer.check(bitcoinjProof);
  }
}
