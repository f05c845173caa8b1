package org.beleg.benchmarks.hash;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.TreeHasher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Leaf hashing: entries to their leaf hashes, per call. Entries have one length, or {@code mixed} ones
 * from 0 to 1,023 bytes.
 *
 * <p>{@code ./benchmarks/run LeafHashes}
 */
public class LeafHashesBenchmark extends Defaults {

  private static final int MIXED_BOUND = 1024;

  @Param({"vector", "scalar"})
  String kernel;

  @Param({"32", "256", "1024", "mixed"})
  String leafBytes;

  @Param("65536")
  int count;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final Baseline baseline = new Baseline();
  private byte[][] entries;
  private byte[] hashes;

  @Setup
  public void setup() {
    Checks.chooseKernel(kernel);
    SplittableRandom random = new SplittableRandom(20260101);
    entries = new byte[count][];
    for (int i = 0; i < count; i++) {
      entries[i] = new byte
          [leafBytes.equals("mixed") ? random.nextInt(MIXED_BOUND) : Integer.parseInt(leafBytes)];
      random.nextBytes(entries[i]);
    }
    hashes = new byte[Baseline.HASH * count];
    byte[] expected = messageDigest().clone();
    Checks.agree(Arrays.equals(beleg(), expected), "Beleg and the baseline");
  }

  @Benchmark
  public byte[] beleg() {
    hasher.leafHashes(entries, 0, count, hashes, 0);
    return hashes;
  }

  @Benchmark
  public byte[] messageDigest() {
    int at = 0;
    for (byte[] entry : entries) {
      baseline.hashLeaf(entry, hashes, at);
      at += Baseline.HASH;
    }
    return hashes;
  }
}
