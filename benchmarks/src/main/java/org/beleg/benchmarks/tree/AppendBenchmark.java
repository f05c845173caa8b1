package org.beleg.benchmarks.tree;

import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Appending one entry at a time, per entry; each append makes a version that stays valid. The baseline
 * hashes one leaf and, as an append does on average, one node.
 *
 * <p>{@code ./benchmarks/run tree.Append}
 */
public class AppendBenchmark extends Defaults {

  /** Growth starts afresh here, so that long runs do not measure a full heap. */
  private static final int MOST_LEAVES = 1 << 20;

  @Param({"32", "256", "1024"})
  int leafBytes;

  private final Baseline baseline = new Baseline();
  private final byte[] pair = Baseline.randomBytes(2 * Baseline.HASH);
  private final byte[] hash = new byte[Baseline.HASH];
  private byte[] entry;
  private MerkleTree tree = MerkleTree.empty();

  @Setup
  public void setup() {
    entry = Baseline.randomBytes(leafBytes);
    baseline.hashLeaf(entry, hash, 0);
    Checks.agree(MerkleTree.empty().append(entry).leafHash(0).matches(hash, 0), "leaf hashes");
  }

  @Benchmark
  public MerkleTree beleg() {
    tree = tree.size() == MOST_LEAVES ? MerkleTree.empty() : tree.append(entry);
    return tree;
  }

  @Benchmark
  public byte[] messageDigest() {
    baseline.hashLeaf(entry, hash, 0);
    baseline.hashPairs(pair, 0, hash, 0, 1);
    return hash;
  }
}
