package org.beleg.tree;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.TestTrees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trees read from tiles: no byte of any tile may be forged. A known reader accepted up to two forged
 * tiles since its check skipped some (CVE-2026-56865).
 *
 * <p>That report names the size 35,225,469, whose tree would take two gigabytes here; {@link TileIdTest}
 * shows that its list of tiles is complete, {@link #fromTiles_readsEachTileExactlyOnce} that every tile
 * of the list is read, and the tests below that every byte read is compared. None depends on the size.
 */
class TileReaderTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();

  /** The tiles of a tree, any of which can be spoilt. */
  private static final class Shelf implements TileSource {
    private final MerkleTree tree;
    private final Map<TileId, byte[]> tiles = new HashMap<>();
    private final List<TileId> read = new ArrayList<>();

    Shelf(MerkleTree tree) {
      this.tree = tree;
      TileId.tilesOf(tree.size()).forEach(tile -> tiles.put(tile, tree.tile(tile)));
    }

    @Override
    public byte @Nullable [] read(TileId tile) {
      read.add(tile);
      return tiles.get(tile);
    }

    byte[] bytes(TileId tile) {
      return requireNonNull(tiles.get(tile));
    }

    MerkleTree rebuild() throws VerificationException {
      return MerkleTree.fromTiles(HASHER, tree.size(), tree.rootHash(), this);
    }

    /** The reason why this shelf is refused with other bytes for one tile. */
    Reason refusalOf(TileId tile, byte[] forged) {
      byte[] honest = bytes(tile);
      tiles.put(tile, forged);
      try {
        assertThat(rebuild()).isNull();
      } catch (VerificationException e) {
        return e.reason();
      } finally {
        tiles.put(tile, honest);
      }
      throw new AssertionError("forged " + tile + " was accepted");
    }

    Reason refusalOf(TileId tile, int bitOfTile) {
      byte[] forged = bytes(tile).clone();
      forged[bitOfTile / 8] ^= (byte) (1 << bitOfTile % 8);
      return refusalOf(tile, forged);
    }
  }

  /** A forged leaf hash changes the root; a forged tile above differs from what is computed. */
  private static Reason expected(TileId tile) {
    return tile.level() == 0 ? Reason.ROOT_MISMATCH : Reason.TILE_MISMATCH;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 600, 65_536, 66_000})
  void fromTiles_readsEachTileExactlyOnce(int size) throws VerificationException {
    Shelf shelf = new Shelf(TestTrees.tree(size));
    MerkleTree rebuilt = shelf.rebuild();
    assertThat(rebuilt).isEqualTo(shelf.tree);
    assertThat(shelf.read).containsExactlyElementsOf(TileId.tilesOf(size));
    for (long leaf = 0; leaf < size; leaf += 1 + size / 50) {
      assertThat(rebuilt.proveInclusion(leaf)).isEqualTo(shelf.tree.proveInclusion(leaf));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 600})
  void fromTiles_refusesAForgedByteAtEveryPositionOfEveryTile(int size) {
    Shelf shelf = new Shelf(TestTrees.tree(size));
    SplittableRandom random = TestTrees.seeded(getClass(), size);
    for (TileId tile : TileId.tilesOf(size)) {
      for (int at = 0; at < tile.width() * HASHER.hashSize(); at++) {
        assertThat(shelf.refusalOf(tile, 8 * at + random.nextInt(8))).isEqualTo(expected(tile));
      }
    }
  }

  /** One random bit of each of the 260 tiles, each forgery costing 66,000 hashes. */
  @Test
  void fromTiles_refusesForgedBytesInEveryTileOfALargeTree() {
    Shelf shelf = new Shelf(TestTrees.tree(66_000));
    SplittableRandom random = TestTrees.seeded(getClass(), 66_000);
    for (TileId tile : TileId.tilesOf(66_000)) {
      int bit = random.nextInt(8 * tile.width() * HASHER.hashSize());
      assertThat(shelf.refusalOf(tile, bit)).isEqualTo(expected(tile));
    }
  }

  /** Above level 0 nothing but the comparison stands between a forged tile and the reader. */
  @Test
  void fromTiles_refusesSampledPositionsOfEachUpperTileOfALargeTree() {
    Shelf shelf = new Shelf(TestTrees.tree(66_000));
    SplittableRandom random = TestTrees.seeded(getClass(), 66_001);
    for (TileId tile : TileId.tilesOf(66_000)) {
      if (tile.level() > 0) {
        int last = 8 * tile.width() * HASHER.hashSize() - 1;
        for (int bit : new int[] {0, last, random.nextInt(last), random.nextInt(last)}) {
          assertThat(shelf.refusalOf(tile, bit)).isEqualTo(Reason.TILE_MISMATCH);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 600, 66_000})
  void fromTiles_refusesTilesOfAnotherLength(int size) {
    Shelf shelf = new Shelf(TestTrees.tree(size));
    List<TileId> tiles = TileId.tilesOf(size);
    for (TileId tile : size > 1_000 ? tiles.subList(tiles.size() - 5, tiles.size()) : tiles) {
      byte[] bytes = shelf.bytes(tile);
      for (int length : new int[] {
        0,
        1,
        31,
        32,
        bytes.length - 32,
        bytes.length - 1,
        bytes.length + 1,
        bytes.length + 32,
        8_192,
        8_224,
        1 << 20
      }) {
        if (length != bytes.length) {
          assertThat(shelf.refusalOf(tile, Arrays.copyOf(bytes, length)))
              .isEqualTo(Reason.TILE_LENGTH_WRONG);
        }
      }
    }
  }

  @Test
  void fromTiles_refusesMissingTiles() {
    Shelf shelf = new Shelf(TestTrees.tree(600));
    for (TileId tile : TileId.tilesOf(600)) {
      byte[] removed = shelf.bytes(tile);
      shelf.tiles.remove(tile);
      assertThatThrownBy(shelf::rebuild).isInstanceOfSatisfying(VerificationException.class, e -> {
        assertThat(e.reason()).isEqualTo(Reason.TILE_MISSING);
        assertThat(e.verdict().detail()).contains(tile.path());
      });
      shelf.tiles.put(tile, removed);
    }
  }

  @Test
  void fromTiles_refusesTilesOfAnotherTreeAndSwappedTiles() {
    Shelf shelf = new Shelf(TestTrees.tree(1_000));
    MerkleTree other = MerkleTree.of(HASHER, TestTrees.entries(1_001).subList(1, 1_001));
    for (TileId tile : TileId.tilesOf(1_000)) {
      assertThat(shelf.refusalOf(tile, other.tile(tile))).isEqualTo(expected(tile));
    }
    TileId first = new TileId(0, 0, 256);
    TileId second = new TileId(0, 1, 256);
    assertThat(shelf.refusalOf(first, shelf.bytes(second))).isEqualTo(Reason.ROOT_MISMATCH);
    byte[] kept = shelf.bytes(second);
    shelf.tiles.put(second, shelf.bytes(first));
    assertThat(shelf.refusalOf(first, kept)).isEqualTo(Reason.ROOT_MISMATCH);
  }

  /** A forged leaf tile with a parent that fits it: consistent in itself, but not what the root says. */
  @Test
  void fromTiles_refusesAForgedTileThatItsParentVouchesFor() {
    MerkleTree honest = TestTrees.tree(600);
    List<byte[]> entries = new ArrayList<>(TestTrees.entries(600));
    entries.set(300, new byte[] {1});
    Shelf forged = new Shelf(MerkleTree.of(HASHER, entries));
    assertThatThrownBy(() -> MerkleTree.fromTiles(HASHER, 600, honest.rootHash(), forged))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.ROOT_MISMATCH));
  }

  @Test
  void fromTiles_refusesAnotherRootOrSize() {
    Shelf shelf = new Shelf(TestTrees.tree(257));
    Hash root = shelf.tree.rootHash();
    assertRefused(0, root, shelf, Reason.ROOT_MISMATCH);
    assertRefused(256, root, shelf, Reason.ROOT_MISMATCH);
    assertRefused(258, root, shelf, Reason.TILE_MISSING);
    assertRefused(1L << 40, root, shelf, Reason.TILE_MISSING);
    assertRefused(257, HASHER.emptyRoot(), shelf, Reason.ROOT_MISMATCH);
    assertRefused(257, Hash.of(new byte[20]), shelf, Reason.ROOT_MISMATCH);
    assertThatThrownBy(() -> MerkleTree.fromTiles(HASHER, -1, root, shelf))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(long size, Hash root, TileSource source, Reason reason) {
    assertThatThrownBy(() -> MerkleTree.fromTiles(HASHER, size, root, source))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void fromTiles_keepsNoArrayOfTheSource() throws VerificationException {
    Shelf shelf = new Shelf(TestTrees.tree(257));
    MerkleTree rebuilt = shelf.rebuild();
    shelf.tiles.values().forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    assertThat(rebuilt.leafHash(256)).isEqualTo(shelf.tree.leafHash(256));
    assertThat(rebuilt.append(new byte[1])).isEqualTo(shelf.tree.append(new byte[1]));
  }
}
