package org.beleg.benchmarks.ledger.corda;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.corda.core.crypto.MerkleTree;
import net.corda.core.crypto.SecureHash;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.CordaPeer;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.ledger.corda.CordaTree;
import org.beleg.ledger.corda.PartialMerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Pruning Corda's tree to some random leaves, and checking what is left, for all of them together: the same
 * partial tree by Beleg and by Corda. Corda searches its tree for the leaves, since it knows no indexes.
 *
 * <p>{@code ./benchmarks/run CordaPartialTree}
 */
public class CordaPartialTreeBenchmark extends Defaults {

  @Param("65536")
  int treeSize;

  @Param({"1", "100"})
  int leaves;

  private int[] leafIndexes;
  private CordaTree tree;
  private Hash rootHash;
  private List<Hash> included;
  private PartialMerkleTree proof;
  private MerkleTree cordaTree;
  private List<SecureHash> cordaIncluded;
  private net.corda.core.crypto.PartialMerkleTree cordaProof;

  @Setup
  public void setup() {
    byte[] flat = Baseline.randomBytes(Baseline.HASH * treeSize);
    leafIndexes = new SplittableRandom(1)
        .ints(0, treeSize)
        .distinct()
        .limit(leaves)
        .sorted()
        .toArray();
    tree = CordaTree.of(HashAlgorithm.SHA_256, HashList.ofFlat(flat, Baseline.HASH));
    rootHash = tree.rootHash();
    included = Arrays.stream(leafIndexes).mapToObj(tree::leafHash).toList();
    proof = belegProve();
    Checks.accepted(belegCheck());

    List<SecureHash> cordaLeaves = CordaPeer.leaves(flat);
    cordaTree = CordaPeer.build(cordaLeaves);
    cordaIncluded = Arrays.stream(leafIndexes).mapToObj(cordaLeaves::get).toList();
    cordaProof = cordaProve();
    Checks.agree(cordaCheck(), "Corda");
    Checks.agree(rootHash.equals(Hash.of(CordaPeer.root(cordaTree))), "Beleg's root and Corda's");
  }

  @Benchmark
  public PartialMerkleTree belegProve() {
    return tree.prove(leafIndexes);
  }

  @Benchmark
  public net.corda.core.crypto.PartialMerkleTree cordaProve() {
    return CordaPeer.prove(cordaTree, cordaIncluded);
  }

  @Benchmark
  public Verdict belegCheck() {
    return proof.check(HashAlgorithm.SHA_256, treeSize, included, rootHash);
  }

  @Benchmark
  public boolean cordaCheck() {
    return cordaProof.verify(cordaTree.getHash(), cordaIncluded);
  }
}
