package org.beleg.tree;

import org.jspecify.annotations.Nullable;

/**
 * Where tiles come from: a folder, a cache, a server. Nothing that it says is trusted.
 *
 * <p>This library never does input or output by itself here; whoever implements this does.
 */
@FunctionalInterface
public interface TileSource {

  /**
   * The bytes of a tile.
   *
   * @param tile which tile
   * @return its hashes laid end to end, or null if there is no such tile
   */
  byte @Nullable [] read(TileId tile);
}
