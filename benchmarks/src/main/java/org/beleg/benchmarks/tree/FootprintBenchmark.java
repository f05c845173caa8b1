package org.beleg.benchmarks.tree;

import java.util.concurrent.TimeUnit;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.CordaPeer;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jol.info.GraphLayout;

/**
 * The heap that a tree retains, in bytes per leaf, counted object by object with <a
 * href="https://github.com/openjdk/jol">JOL</a>. The time it takes to count means nothing.
 *
 * <p>Beside Beleg: two flat arrays of all nodes, which is the least possible, and Corda's tree.
 *
 * <p>{@code ./benchmarks/run Footprint}
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Djol.magicFieldOffset=true",
      "-Djdk.attach.allowAttachSelf=true",
      "-XX:+EnableDynamicAgentLoading"
    })
public class FootprintBenchmark extends Defaults {

  @Param({"1024", "16384", "65536", "262144"})
  int treeSize;

  private byte[] leafHashes;

  /** JMH writes the field to the results under its name. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Retained {
    public double bytesPerLeaf;
  }

  @Setup
  public void setup() {
    leafHashes = Baseline.randomBytes(Baseline.HASH * treeSize);
    long flat = GraphLayout.parseInstance(leafHashes).totalSize();
    Checks.agree(flat - leafHashes.length <= 24, "the size of an array, to JOL and to reason");
  }

  @Benchmark
  public MerkleTree beleg(Retained retained) {
    MerkleTree tree = MerkleTree.empty().appendLeafHashes(leafHashes);
    // all trees of a JVM share one hasher
    count(retained, tree, GraphLayout.parseInstance(tree.hasher()).totalSize());
    return tree;
  }

  @Benchmark
  public byte[][] arrays(Retained retained) {
    byte[][] arrays = {leafHashes, new byte[leafHashes.length - Baseline.HASH]};
    count(retained, arrays, 0);
    return arrays;
  }

  @Benchmark
  public Object corda(Retained retained) {
    Object tree = CordaPeer.build(CordaPeer.leaves(leafHashes));
    count(retained, tree, 0);
    return tree;
  }

  private void count(Retained retained, Object root, long shared) {
    long bytes = GraphLayout.parseInstance(root).totalSize() - shared;
    retained.bytesPerLeaf = (double) bytes / treeSize;
  }
}
