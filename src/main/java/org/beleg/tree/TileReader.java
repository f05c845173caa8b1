package org.beleg.tree;

import java.util.Arrays;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;

/**
 * Rebuilds a tree from tiles that nobody vouches for.
 *
 * <p>A known reader of tiles authenticated only those that its parent check happened to reach, and
 * accepted up to two forged ones (CVE-2026-56865). Here nothing is reached or skipped: the tree is built
 * from level 0 alone, and all tiles above are compared with it. A forged tile at level 0 changes the
 * root, a forged tile above differs from what was computed.
 */
final class TileReader {

  private TileReader() {}

  static MerkleTree read(TreeHasher hasher, long treeSize, Hash rootHash, TileSource source)
      throws VerificationException {
    if (treeSize < 0) {
      throw new IllegalArgumentException("tree size " + treeSize);
    }
    MerkleTree tree = MerkleTree.empty(hasher);
    for (long at = 0; at < treeSize; at += TileId.FULL_WIDTH) {
      int width = (int) Math.min(TileId.FULL_WIDTH, treeSize - at);
      tree = tree.appendLeafHashes(
          bytes(new TileId(0, at / TileId.FULL_WIDTH, width), hasher, source));
    }
    if (!tree.rootHash().equals(rootHash)) {
      throw refusal(
          Reason.ROOT_MISMATCH,
          "expected " + rootHash + ", computed " + tree.rootHash() + " from the tiles of level 0");
    }
    for (TileId tile : TileId.tilesOf(treeSize)) {
      if (tile.level() > 0 && !Arrays.equals(tree.tile(tile), bytes(tile, hasher, source))) {
        throw refusal(Reason.TILE_MISMATCH, tile.path() + " is not made of the tiles below it");
      }
    }
    return tree;
  }

  private static byte[] bytes(TileId tile, TreeHasher hasher, TileSource source)
      throws VerificationException {
    byte[] bytes = source.read(tile);
    if (bytes == null) {
      throw refusal(Reason.TILE_MISSING, tile.path());
    }
    int expected = tile.width() * hasher.hashSize();
    if (bytes.length != expected) {
      throw refusal(
          Reason.TILE_LENGTH_WRONG,
          tile.path() + " has " + bytes.length + " bytes, not " + expected);
    }
    return bytes;
  }

  private static VerificationException refusal(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }
}
