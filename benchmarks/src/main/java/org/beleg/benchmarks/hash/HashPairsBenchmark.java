package org.beleg.benchmarks.hash;

import java.util.Arrays;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.TreeHasher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Node hashing: pairs of 32-byte hashes to their parents, per call.
 *
 * <p>{@code ./benchmarks/run HashPairs}
 */
public class HashPairsBenchmark extends Defaults {

  @Param({"vector", "scalar"})
  String kernel;

  @Param({"1", "7", "16", "255", "4096", "65536"})
  int pairs;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final Baseline baseline = new Baseline();
  private byte[] children;
  private byte[] parents;

  @Setup
  public void setup() {
    Checks.chooseKernel(kernel);
    children = Baseline.randomBytes(2 * Baseline.HASH * pairs);
    parents = new byte[Baseline.HASH * pairs];
    byte[] expected = new byte[Baseline.HASH * pairs];
    baseline.hashPairs(children, 0, expected, 0, pairs);
    Checks.agree(Arrays.equals(beleg(), expected), "Beleg and the baseline");
  }

  @Benchmark
  public byte[] beleg() {
    hasher.nodeHashes(children, 0, parents, 0, pairs);
    return parents;
  }

  @Benchmark
  public byte[] messageDigest() {
    baseline.hashPairs(children, 0, parents, 0, pairs);
    return parents;
  }
}
