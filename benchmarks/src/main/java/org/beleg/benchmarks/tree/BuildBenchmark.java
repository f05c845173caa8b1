package org.beleg.benchmarks.tree;

import java.util.concurrent.ForkJoinPool;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.Workers;
import org.beleg.hash.Hash;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Tree building from leaf hashes, per tree, on one thread and on many, with the kernel that Beleg chooses
 * and with the scalar one. Beleg keeps every node; the baseline, on one thread, keeps the root alone.
 *
 * <p>All sizes get the same heap of 4 GB, which the largest tree needs, and its pages beforehand:
 * otherwise the time for 2^24 leaves is in part that of a heap which grows, and of pages which the
 * operating system clears.
 *
 * <p>{@code ./benchmarks/run tree.BuildBenchmark}
 */
@Fork(
    value = Defaults.FORKS,
    jvmArgsAppend = {BuildBenchmark.LEAST_HEAP, BuildBenchmark.MOST_HEAP, BuildBenchmark.TOUCH})
public class BuildBenchmark extends Defaults {

  static final String LEAST_HEAP = "-Xms4g";
  static final String MOST_HEAP = "-Xmx4g";
  static final String TOUCH = "-XX:+AlwaysPreTouch";

  @Param({"1024", "16384", "65536", "1048576", "16777216"})
  int treeSize;

  private final Baseline baseline = new Baseline();
  private byte[] leafHashes;

  @Setup
  public void setup(BenchmarkParams params) {
    Checks.kernel(params);
    leafHashes = Baseline.randomBytes(Baseline.HASH * treeSize);
    Hash expected = Hash.of(messageDigest());
    Checks.agree(beleg().equals(expected), "roots, one thread");
    Checks.agree(build(ForkJoinPool.commonPool()).equals(expected), "roots, many threads");
  }

  @Benchmark
  public Hash beleg() {
    return MerkleTree.empty().appendLeafHashes(leafHashes).rootHash();
  }

  @Benchmark
  @Fork(
      value = FORKS,
      jvmArgsAppend = {LEAST_HEAP, MOST_HEAP, TOUCH, Checks.SCALAR})
  public Hash belegScalar() {
    return beleg();
  }

  @Benchmark
  public Hash belegThreads(Workers workers) {
    return build(workers.pool());
  }

  private Hash build(ForkJoinPool pool) {
    return MerkleTree.empty().appendLeafHashes(leafHashes, pool).rootHash();
  }

  @Benchmark
  @Fork(
      value = FORKS,
      jvmArgsAppend = {LEAST_HEAP, MOST_HEAP, TOUCH, Checks.SCALAR})
  public Hash belegThreadsScalar(Workers workers) {
    return build(workers.pool());
  }

  @Benchmark
  public byte[] messageDigest() {
    return baseline.root(leafHashes);
  }
}
