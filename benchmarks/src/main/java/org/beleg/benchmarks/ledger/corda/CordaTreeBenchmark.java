package org.beleg.benchmarks.ledger.corda;

import java.util.List;
import net.corda.core.crypto.MerkleTree;
import net.corda.core.crypto.SecureHash;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.CordaPeer;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.ledger.corda.CordaTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Corda's tree of all its nodes, from leaves, on one thread: the same root by Beleg and by Corda. One size
 * is no power of two, so that there is padding.
 *
 * <p>{@code ./benchmarks/run CordaTree}
 */
public class CordaTreeBenchmark extends Defaults {

  @Param({"1024", "65536", "100000"})
  int treeSize;

  private HashList leaves;
  private List<SecureHash> cordaLeaves;

  @Setup
  public void setup() {
    byte[] flat = Baseline.randomBytes(Baseline.HASH * treeSize);
    leaves = HashList.ofFlat(flat, Baseline.HASH);
    cordaLeaves = CordaPeer.leaves(flat);
    Checks.agree(beleg().rootHash().equals(Hash.of(CordaPeer.root(corda()))), "Beleg and Corda");
  }

  @Benchmark
  public CordaTree beleg() {
    return CordaTree.of(HashAlgorithm.SHA_256, leaves);
  }

  @Benchmark
  public MerkleTree corda() {
    return CordaPeer.build(cordaLeaves);
  }
}
