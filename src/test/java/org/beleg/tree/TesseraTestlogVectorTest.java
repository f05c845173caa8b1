package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.TestTrees;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The sixteen versions of a log that Tessera wrote: entries, tiles and roots. */
class TesseraTestlogVectorTest {

  private static final String LOG = "transparency/tessera-testlog/testdata/log/";
  private static final TreeHasher HASHER = TreeHasher.sha256();

  /** Line 2 of a checkpoint is the size, line 3 the root. */
  private static Hash root(int size) {
    List<String> lines = Vectors.text(LOG + "checkpoint." + size).lines().toList();
    assertThat(lines.get(1)).isEqualTo(Integer.toString(size));
    return Hash.of(Base64.getDecoder().decode(lines.get(2)));
  }

  /** An entry bundle: u16 length and entry, as often as the width says. */
  private static List<byte[]> entries(int size) {
    ByteBuffer bundle = ByteBuffer.wrap(Vectors.bytes(LOG + "tile/entries/000.p/" + size));
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] entry = new byte[Short.toUnsignedInt(bundle.getShort())];
      bundle.get(entry);
      entries.add(entry);
    }
    assertThat(bundle.hasRemaining()).isFalse();
    return entries;
  }

  @Test
  void rootHash_isThatOfEachCheckpoint() {
    assertThat(MerkleTree.empty().rootHash()).isEqualTo(root(0));
    MerkleTree grown = MerkleTree.empty();
    for (int size = 1; size <= 15; size++) {
      List<byte[]> entries = entries(size);
      grown = grown.append(entries.get(size - 1));
      assertThat(grown.rootHash()).isEqualTo(root(size));
      assertThat(MerkleTree.of(HASHER, entries).rootHash()).isEqualTo(root(size));
    }
    for (int size = 0; size <= 15; size++) {
      assertThat(grown.rootHash(size)).isEqualTo(root(size));
    }
  }

  @Test
  void tile_isThePublishedOne() {
    MerkleTree tree = MerkleTree.of(HASHER, entries(15));
    for (int size = 1; size <= 15; size++) {
      List<TileId> tiles = TileId.tilesOf(size);
      assertThat(tiles).containsExactly(new TileId(0, 0, size));
      assertThat(tree.tile(tiles.get(0)))
          .isEqualTo(Vectors.bytes(LOG + tiles.get(0).path()));
    }
  }

  @Test
  void fromTiles_readsEachPublishedVersion() throws VerificationException {
    for (int size = 0; size <= 15; size++) {
      MerkleTree tree =
          MerkleTree.fromTiles(HASHER, size, root(size), tile -> Vectors.bytes(LOG + tile.path()));
      assertThat(tree.rootHash()).isEqualTo(root(size));
      assertThat(TestTrees.leafHashes(tree))
          .isEqualTo(
              size == 0
                  ? List.of()
                  : entries(size).stream().map(HASHER::leafHash).toList());
    }
  }

  @Test
  void proofs_holdBetweenThePublishedRoots() {
    MerkleTree tree = MerkleTree.of(HASHER, entries(15));
    for (int size = 1; size <= 15; size++) {
      for (int old = 1; old <= size; old++) {
        assertThat(tree.at(size)
                .proveConsistency(old)
                .check(HASHER, root(old), root(size))
                .isAccepted())
            .isTrue();
        assertThat(tree.at(size)
                .proveInclusion(old - 1)
                .check(HASHER, HASHER.leafHash(entries(15).get(old - 1)), root(size))
                .isAccepted())
            .isTrue();
      }
    }
  }
}
