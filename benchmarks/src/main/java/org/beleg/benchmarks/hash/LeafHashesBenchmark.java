package org.beleg.benchmarks.hash;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.hash.TreeHasher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Leaf hashing: entries of one length, or of mixed lengths up to 1,024 bytes, to their leaf hashes, per
 * call.
 *
 * <p>{@code ./benchmarks/run LeafHashes}
 */
public class LeafHashesBenchmark extends KernelDefaults {

  private static final int LONGEST = 1024;

  @Param({"32", "256", "1024", "mixed"})
  String leafBytes;

  @Param("65536")
  int count;

  private final Baseline baseline = new Baseline();
  private TreeHasher hasher;
  private byte[][] entries;
  private byte[] hashes;

  @Setup
  public void setup() {
    chooseKernel();
    hasher = TreeHasher.sha256();
    byte[] data = Baseline.randomBytes(LONGEST + count);
    SplittableRandom lengths = new SplittableRandom(2);
    entries = new byte[count][];
    for (int i = 0; i < count; i++) {
      int length =
          leafBytes.equals("mixed") ? lengths.nextInt(LONGEST + 1) : Integer.parseInt(leafBytes);
      entries[i] = Arrays.copyOfRange(data, i, i + length);
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
    for (int i = 0; i < count; i++) {
      baseline.hashLeaf(entries[i], hashes, Baseline.HASH * i);
    }
    return hashes;
  }
}
