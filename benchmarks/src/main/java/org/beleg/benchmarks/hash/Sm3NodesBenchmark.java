package org.beleg.benchmarks.hash;

import java.util.Arrays;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Node hashing over SM3: pairs of hashes to their parents with the prefix of RFC 6962, per call.
 *
 * <p>{@code ./benchmarks/run Sm3Nodes}
 */
public class Sm3NodesBenchmark extends Defaults {

  @Param({"vector", "scalar"})
  String kernel;

  @Param({"1", "16", "4096"})
  int pairs;

  private final TreeHasher hasher = TreeHasher.of(HashAlgorithm.SM3);
  private final SM3Digest digest = new SM3Digest();
  private byte[] children;
  private byte[] parents;

  @Setup
  public void setup() {
    Checks.chooseKernel(kernel);
    children = Baseline.randomBytes(2 * Baseline.HASH * pairs);
    parents = new byte[Baseline.HASH * pairs];
    byte[] expected = bouncyCastle().clone();
    Checks.agree(Arrays.equals(beleg(), expected), "Beleg and Bouncy Castle");
  }

  @Benchmark
  public byte[] beleg() {
    hasher.nodeHashes(children, 0, parents, 0, pairs);
    return parents;
  }

  @Benchmark
  public byte[] bouncyCastle() {
    for (int i = 0; i < pairs; i++) {
      digest.update((byte) 1);
      digest.update(children, 2 * Baseline.HASH * i, 2 * Baseline.HASH);
      digest.doFinal(parents, Baseline.HASH * i);
    }
    return parents;
  }
}
