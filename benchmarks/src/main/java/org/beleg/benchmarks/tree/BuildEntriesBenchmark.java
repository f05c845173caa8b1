package org.beleg.benchmarks.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.GuavaPeer;
import org.beleg.hash.Hash;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Tree building from entries, per tree: a leaf hash and a node hash for each. Entries have one length, or
 * {@code mixed} ones from 0 to 1,023 bytes. The peers compute the same root and keep it alone.
 *
 * <p>{@code ./benchmarks/run tree.BuildEntries}
 */
public class BuildEntriesBenchmark extends Defaults {

  private static final int MIXED_BOUND = 1024;

  @Param({"32", "256", "1024", "mixed"})
  String leafBytes;

  @Param("65536")
  int treeSize;

  private final Baseline baseline = new Baseline();
  private final GuavaPeer guava = new GuavaPeer();
  private List<byte[]> entries;

  @Setup
  public void setup() {
    SplittableRandom random = new SplittableRandom(20260101);
    entries = new ArrayList<>(treeSize);
    for (int i = 0; i < treeSize; i++) {
      int length =
          leafBytes.equals("mixed") ? random.nextInt(MIXED_BOUND) : Integer.parseInt(leafBytes);
      byte[] entry = new byte[length];
      random.nextBytes(entry);
      entries.add(entry);
    }
    Hash root = beleg();
    Checks.agree(root.equals(Hash.of(messageDigest())), "Beleg and the baseline");
    Checks.agree(root.equals(Hash.of(guava())), "Beleg and Guava");
  }

  @Benchmark
  public Hash beleg() {
    return MerkleTree.empty().appendAll(entries).rootHash();
  }

  @Benchmark
  public byte[] messageDigest() {
    byte[] leafHashes = new byte[Baseline.HASH * treeSize];
    int at = 0;
    for (byte[] entry : entries) {
      baseline.hashLeaf(entry, leafHashes, at);
      at += Baseline.HASH;
    }
    return baseline.root(leafHashes);
  }

  @Benchmark
  public byte[] guava() {
    return guava.root(guava.leafHashes(entries));
  }
}
