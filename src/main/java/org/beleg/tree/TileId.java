package org.beleg.tree;

import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.Decimal;

/**
 * The address of a tile: {@code width} hashes of one level of a tree, as <a
 * href="https://c2sp.org/tlog-tiles">C2SP tlog-tiles</a> cuts it.
 *
 * <p>Tile (level, index) of full width holds the perfect nodes (8 level, 256 index + i) for {@code 0 <= i <
 * 256}; a partial one, of which there is at most one in each level, holds the first few of them.
 *
 * @param level the level of tiles, 0 to {@value #MAX_LEVEL}; level 0 holds leaf hashes
 * @param index the place in the level, from 0
 * @param width the number of hashes, 1 to {@value #FULL_WIDTH}
 */
public record TileId(int level, long index, int width) {

  /** The number of hashes of a full tile. */
  public static final int FULL_WIDTH = 256;

  /** The highest level of tiles in the published format; a tree below 2^63 leaves ends at level 7. */
  public static final int MAX_LEVEL = 63;

  private static final String WHAT = "tile path";
  private static final int LEVELS_PER_TILE = 8;
  private static final int MAX_PATH_LENGTH = 64; // no path of a tile comes near

  /**
   * Checks the address.
   *
   * @param level the level of tiles
   * @param index the place in the level
   * @param width the number of hashes
   * @throws IllegalArgumentException if a number is outside its bounds; the nodes' indexes must be below
   *     2^63
   */
  public TileId {
    if (level < 0
        || level > MAX_LEVEL
        || index < 0
        || index >= Long.MAX_VALUE / FULL_WIDTH
        || width < 1
        || width > FULL_WIDTH) {
      throw new IllegalArgumentException(
          "no such tile: level " + level + ", index " + index + ", width " + width);
    }
  }

  /**
   * All tiles of a tree: of each level the full ones, then the partial one if there is any. Lower levels
   * come first.
   *
   * @param treeSize the number of leaves, 0 or more
   * @return about {@code treeSize / 255} addresses
   * @throws IllegalArgumentException if the size is negative or so large that the list would be
   */
  public static List<TileId> tilesOf(long treeSize) {
    if (treeSize < 0 || treeSize >>> LEVELS_PER_TILE > Integer.MAX_VALUE - 1024) {
      throw new IllegalArgumentException("no list of tiles for " + treeSize + " leaves");
    }
    List<TileId> tiles = new ArrayList<>();
    int level = 0;
    for (long nodes = treeSize; nodes > 0; nodes /= FULL_WIDTH, level++) {
      long full = nodes / FULL_WIDTH;
      for (long index = 0; index < full; index++) {
        tiles.add(new TileId(level, index, FULL_WIDTH));
      }
      if (nodes % FULL_WIDTH != 0) {
        tiles.add(new TileId(level, full, (int) (nodes % FULL_WIDTH)));
      }
    }
    return List.copyOf(tiles);
  }

  /**
   * Tells whether this tile has all its hashes and will never change.
   *
   * @return true iff the width is {@value #FULL_WIDTH}
   */
  public boolean isFull() {
    return width == FULL_WIDTH;
  }

  /** The level of the tree that the hashes belong to. */
  int treeLevel() {
    return LEVELS_PER_TILE * level;
  }

  /** The index in that level of the first hash. */
  long firstNode() {
    return index * FULL_WIDTH;
  }

  /**
   * The path under which a log serves this tile, such as {@code tile/1/x001/x234/067.p/8}.
   *
   * @return the path, relative to the log's prefix
   */
  public String path() {
    StringBuilder groups = new StringBuilder();
    long rest = index;
    String mark = "";
    do {
      groups.insert(0, "/" + mark + digits(rest % 1000));
      rest /= 1000;
      mark = "x";
    } while (rest > 0);
    return "tile/" + level + groups + (isFull() ? "" : ".p/" + width);
  }

  private static String digits(long group) {
    return Long.toString(1000 + group).substring(1);
  }

  /**
   * Reads what {@link #path} prints.
   *
   * @param path the path, relative to the log's prefix
   * @return the tile's address
   * @throws MalformedDataException if it is the path of no tile, or another spelling of one
   */
  public static TileId parse(String path) throws MalformedDataException {
    if (path.length() > MAX_PATH_LENGTH) {
      throw new MalformedDataException(WHAT, "whole path", "more than 64 characters");
    }
    String[] parts = path.split("/", -1);
    if (parts.length < 3 || !parts[0].equals("tile")) {
      throw new MalformedDataException(WHAT, "whole path", "not tile/<level>/<index>");
    }
    long level = Decimal.parse(parts[1], WHAT, "level");
    int end = parts.length;
    long width = FULL_WIDTH;
    if (parts[end - 2].endsWith(".p")) {
      width = Decimal.parse(parts[end - 1], WHAT, "width");
      end--;
      parts[end - 1] = parts[end - 1].substring(0, parts[end - 1].length() - 2);
    }
    StringBuilder digits = new StringBuilder();
    for (int i = 2; i < end; i++) {
      digits.append(parts[i].startsWith("x") ? parts[i].substring(1) : parts[i]);
    }
    String index = digits.toString().replaceFirst("^0+(?=.)", "");
    TileId tile;
    try {
      tile = new TileId(
          (int) Math.min(level, Integer.MAX_VALUE), Decimal.parse(index, WHAT, "index"), (int)
              Math.min(width, Integer.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(WHAT, "whole path", "no such tile", e);
    }
    if (!tile.path().equals(path)) {
      throw new MalformedDataException(
          WHAT, "whole path", "the path of that tile is " + tile.path());
    }
    return tile;
  }
}
