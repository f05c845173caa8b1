package org.beleg.benchmarks.tree;

import java.util.concurrent.ForkJoinPool;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Tree building from leaf hashes, per tree. Beleg keeps every node; the baseline keeps the root alone.
 *
 * <p>{@code ./benchmarks/run tree.Build}
 */
public class BuildBenchmark extends Defaults {

  @Param({"1024", "65536", "1048576"})
  int treeSize;

  private final Baseline baseline = new Baseline();
  private byte[] leafHashes;

  @Setup
  public void setup() {
    leafHashes = Baseline.randomBytes(Baseline.HASH * treeSize);
    Hash expected = Hash.of(messageDigest());
    if (!beleg().equals(expected) || !belegAllThreads().equals(expected)) {
      throw new IllegalStateException("Beleg and the baseline disagree");
    }
  }

  @Benchmark
  public Hash beleg() {
    return MerkleTree.empty().appendLeafHashes(leafHashes).rootHash();
  }

  @Benchmark
  public Hash belegAllThreads() {
    return MerkleTree.empty()
        .appendLeafHashes(leafHashes, ForkJoinPool.commonPool())
        .rootHash();
  }

  @Benchmark
  public byte[] messageDigest() {
    return baseline.root(leafHashes);
  }
}
