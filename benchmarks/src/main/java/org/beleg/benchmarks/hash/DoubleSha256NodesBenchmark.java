package org.beleg.benchmarks.hash;

import java.util.Arrays;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.LaneFunction;
import org.beleg.internal.kernel.NodeKernel;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Node hashing as in Bitcoin, SHA-256 of SHA-256 without prefix: pairs of hashes to their parents, per
 * call, beside a loop over bitcoinj's double hash.
 *
 * <p>{@code ./benchmarks/run DoubleSha256Nodes}
 */
public class DoubleSha256NodesBenchmark extends KernelDefaults {

  @Param({"16", "4096"})
  int pairs;

  private NodeKernel nodes;
  private byte[] children;
  private byte[] parents;

  @Setup
  public void setup() {
    chooseKernel();
    nodes = Kernels.bareTwice(LaneFunction.SHA_256);
    children = Baseline.randomBytes(2 * Baseline.HASH * pairs);
    parents = new byte[Baseline.HASH * pairs];
    byte[] expected = bitcoinj().clone();
    Checks.agree(Arrays.equals(beleg(), expected), "Beleg and bitcoinj");
  }

  @Benchmark
  public byte[] beleg() {
    nodes.hashPairs(children, 0, parents, 0, pairs);
    return parents;
  }

  @Benchmark
  public byte[] bitcoinj() {
    for (int i = 0; i < pairs; i++) {
      byte[] parent = Sha256Hash.hashTwice(children, 2 * Baseline.HASH * i, 2 * Baseline.HASH);
      System.arraycopy(parent, 0, parents, Baseline.HASH * i, Baseline.HASH);
    }
    return parents;
  }
}
