package org.beleg.benchmarks.tree;

import java.util.SplittableRandom;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.tree.CompactRange;
import org.beleg.tree.MerkleTree;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Compact ranges, per call: appending a leaf hash to one that starts at 0, which costs one node hash on
 * average, and merging two that cover a tree of 2^20 leaves. The baseline hashes as many nodes.
 *
 * <p>{@code ./benchmarks/run CompactRange}
 */
public class CompactRangeBenchmark extends Defaults {

  private static final int TREE_SIZE = 1 << 20;
  private static final int CUTS = 256;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final Baseline baseline = new Baseline();
  private final byte[] pair = Baseline.randomBytes(2 * Baseline.HASH);
  private final Hash leafHash = Hash.of(Baseline.randomBytes(Baseline.HASH));
  private final CompactRange[] left = new CompactRange[CUTS];
  private final CompactRange[] right = new CompactRange[CUTS];
  private final int[] mergeNodes = new int[CUTS];
  private CompactRange growing = CompactRange.empty(hasher, 0);
  private int next;

  @Setup
  public void setup() {
    MerkleTree tree =
        MerkleTree.empty().appendLeafHashes(Baseline.randomBytes(Baseline.HASH * TREE_SIZE));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < CUTS; i++) {
      long cut = random.nextLong(1, TREE_SIZE);
      left[i] = tree.range(0, cut);
      right[i] = tree.range(cut, TREE_SIZE);
      // the merged range of a perfect tree is its root, and each node hash makes one of two
      mergeNodes[i] = left[i].hashes().size() + right[i].hashes().size() - 1;
      Checks.agree(left[i].merge(right[i]).rootHash().equals(tree.rootHash()), "merged root");
    }
    CompactRange range = CompactRange.empty(hasher, 0);
    for (int i = 0; i < 1000; i++) {
      range = range.append(tree.leafHash(i));
    }
    Checks.agree(range.rootHash().equals(tree.rootHash(1000)), "appended root");
  }

  @Benchmark
  public CompactRange belegAppend() {
    growing = growing.end() == TREE_SIZE ? CompactRange.empty(hasher, 0) : growing.append(leafHash);
    return growing;
  }

  @Benchmark
  public byte[] messageDigestAppend() {
    baseline.hashPairs(pair, 0, pair, 0, 1);
    return pair;
  }

  @Benchmark
  public CompactRange belegMerge() {
    next = (next + 1) % CUTS;
    return left[next].merge(right[next]);
  }

  @Benchmark
  public byte[] messageDigestMerge() {
    next = (next + 1) % CUTS;
    for (int i = 0; i < mergeNodes[next]; i++) {
      baseline.hashPairs(pair, 0, pair, 0, 1);
    }
    return pair;
  }
}
