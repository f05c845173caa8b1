package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.testing.Allocations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of tiles as C2SP tlog-tiles spells them. */
class TileIdTest {

  /** The highest index whose nodes have indexes below 2^63. */
  private static final long MAX_INDEX = (1L << 55) - 2;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 0, 1, tile/0/000.p/1",
    "0, 0, 255, tile/0/000.p/255",
    "0, 7, 256, tile/0/007",
    "0, 999, 256, tile/0/999",
    "0, 1000, 256, tile/0/x001/000",
    "1, 1234067, 256, tile/1/x001/x234/067",
    "1, 1234067, 8, tile/1/x001/x234/067.p/8",
    "63, 0, 256, tile/63/000",
    "0, 36028797018963966, 17, tile/0/x036/x028/x797/x018/x963/966.p/17"
  })
  void path_isTheOnePublishedSpelling(int level, long index, int width, String path)
      throws MalformedDataException {
    TileId tile = new TileId(level, index, width);
    assertThat(tile.path()).isEqualTo(path);
    assertThat(TileId.parse(path)).isEqualTo(tile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/1000",
        "tile/0/x000/000",
        "tile/0/x001/00",
        "tile/0/x001/x000",
        "tile/0/001/000",
        "tile/0/x001000",
        "tile/0/x1/000",
        "tile/0/xx01/000",
        "tile/0/X001/000",
        "tile/0/x-01/000",
        "tile/0/-01",
        "tile/0/+01",
        "tile/0/0 1",
        "tile/0/..",
        "tile/0/../000",
        "tile/../tile/0/000",
        "tile/-1/000",
        "tile/00/000",
        "tile/64/000",
        "tile/4294967296/000",
        "tile/9223372036854775808/000",
        "tile/data/000",
        "tile/entries/000",
        "tile/8/0/000",
        "/tile/0/000",
        "tile//0/000",
        "tile/0/000/",
        "tile/0//000",
        "TILE/0/000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/00",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/-1",
        "tile/0/000.p/4294967297",
        "tile/0/000.p/1/2",
        "tile/0/000.p/1.p/1",
        "tile/0/000.q/1",
        "tile/0.p/1",
        "tile/0/.p/1",
        "tile/0/000\n",
        "tile/0/\u0660\u0660\u0660",
        "tile/0/x036/x028/x797/x018/x963/967",
        "tile/0/x009/x223/x372/x036/x854/x775/807",
        "tile/0/x009/x223/x372/x036/x854/x775/808"
      })
  void parse_refusesEveryOtherSpelling(String path) {
    assertThatThrownBy(() -> TileId.parse(path)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void parse_refusesALongPathBeforeItCutsItUp() {
    String hostile = "tile/0/" + "x000/".repeat(200_000) + "000";
    long before = Allocations.ofThisThread();
    assertThatThrownBy(() -> TileId.parse(hostile)).isInstanceOf(MalformedDataException.class);
    assertThat(Allocations.ofThisThread() - before).isLessThan(1_000_000);
  }

  @Test
  void parse_readsWhatPathPrints() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260801);
    for (int round = 0; round < 20_000; round++) {
      long index = random.nextLong(MAX_INDEX + 1) >>> random.nextInt(55);
      TileId tile = new TileId(random.nextInt(64), index, 1 + random.nextInt(256));
      assertThat(TileId.parse(tile.path())).isEqualTo(tile);
    }
  }

  @Test
  void aTile_hasBounds() {
    assertThat(new TileId(63, MAX_INDEX, 256).isFull()).isTrue();
    assertThat(new TileId(0, 0, 255).isFull()).isFalse();
    for (long[] bad : new long[][] {
      {-1, 0, 1},
      {64, 0, 1},
      {0, -1, 1},
      {0, MAX_INDEX + 1, 1},
      {0, Long.MAX_VALUE, 1},
      {0, 0, 0},
      {0, 0, -1},
      {0, 0, 257}
    }) {
      assertThatThrownBy(() -> new TileId((int) bad[0], bad[1], (int) bad[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /**
   * Partial widths from level 0 up, 0 for none: the example of C2SP tlog-tiles, 70,000, and other sizes by
   * the same rule.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 1, 1",
    "255, 1, 255",
    "256, 2, 0 1",
    "257, 3, 1 1",
    "65536, 258, 0 0 1",
    "70000, 277, 112 17 1",
    "35225469, 138142, 125 127 25 2"
  })
  void tilesOf_namesTheFullOnesAndAtMostOnePartialInEachLevel(
      long treeSize, int count, String partialWidths) {
    List<TileId> tiles = TileId.tilesOf(treeSize);
    assertThat(tiles).hasSize(count).doesNotHaveDuplicates();
    List<String> widths = Splitter.on(' ').splitToList(partialWidths);
    for (int i = 0; i < widths.size(); i++) {
      int level = i;
      int width = Integer.parseInt(widths.get(level));
      long nodes = treeSize >>> (8 * level);
      List<TileId> inLevel =
          tiles.stream().filter(tile -> tile.level() == level).toList();
      assertThat(inLevel.stream().filter(TileId::isFull)).hasSize((int) (nodes / 256));
      assertThat(inLevel.stream().filter(tile -> !tile.isFull()).map(TileId::width))
          .isEqualTo(width == 0 ? List.of() : List.of(width));
      assertThat(inLevel.stream().mapToLong(TileId::width).sum()).isEqualTo(nodes);
    }
  }

  @Test
  void tilesOf_refusesSizesThatNoListHolds() {
    for (long size : new long[] {-1, Long.MIN_VALUE, 1L << 40, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> TileId.tilesOf(size)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
