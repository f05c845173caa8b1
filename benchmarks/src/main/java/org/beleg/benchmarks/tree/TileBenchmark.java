package org.beleg.benchmarks.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.beleg.VerificationException;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.tree.MerkleTree;
import org.beleg.tree.TileId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * All tiles of a tree, out of it and back, per tree. Beside the export: copying the same bytes. Beside the
 * import, which trusts no tile: the baseline's root of the same leaves.
 *
 * <p>{@code ./benchmarks/run tree.Tile}
 */
public class TileBenchmark extends Defaults {

  @Param({"65536", "1048576"})
  int treeSize;

  private final TreeHasher hasher = TreeHasher.sha256();
  private final Baseline baseline = new Baseline();
  private final Map<TileId, byte[]> tiles = new HashMap<>();
  private byte[] leafHashes;
  private MerkleTree tree;
  private Hash rootHash;
  private List<TileId> ids;

  @Setup
  public void setup() throws VerificationException {
    leafHashes = Baseline.randomBytes(Baseline.HASH * treeSize);
    tree = MerkleTree.empty().appendLeafHashes(leafHashes);
    rootHash = tree.rootHash();
    ids = TileId.tilesOf(treeSize);
    for (TileId id : ids) {
      tiles.put(id, tree.tile(id));
    }
    Checks.agree(belegImport().rootHash().equals(Hash.of(messageDigestImport())), "roots");
  }

  @Benchmark
  public void belegExport(Blackhole blackhole) {
    for (TileId id : ids) {
      blackhole.consume(tree.tile(id));
    }
  }

  @Benchmark
  public void arrayCopyExport(Blackhole blackhole) {
    for (TileId id : ids) {
      blackhole.consume(tiles.get(id).clone());
    }
  }

  @Benchmark
  public MerkleTree belegImport() throws VerificationException {
    return MerkleTree.fromTiles(hasher, treeSize, rootHash, tiles::get);
  }

  @Benchmark
  public byte[] messageDigestImport() {
    return baseline.root(leafHashes);
  }
}
