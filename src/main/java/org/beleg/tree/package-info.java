/**
 * Merkle trees that only grow, as immutable values.
 *
 * <p>In a tree of RFC 6962 the hash of a complete subtree never changes once written. All versions of
 * a tree therefore share one append-only store of nodes, and a {@link org.beleg.tree.MerkleTree} is
 * just that store and a size: {@code append} returns a new value in O(1) amortised time, every older
 * value stays valid, {@code at(size)} travels back for free, and no reader ever waits for a lock.
 *
 * <p>The store keeps each level of the tree as runs of 256 hashes of flat bytes. A run at level 0, 8,
 * 16 and so on is a full tile of <a href="https://c2sp.org/tlog-tiles">C2SP tlog-tiles</a>, byte for
 * byte, which {@link org.beleg.tree.MerkleTree#tile} hands out and {@link
 * org.beleg.tree.MerkleTree#fromTiles} reads back, checking every byte.
 *
 * <p>{@link org.beleg.tree.CompactRange} is the same idea without the leaves: at most 124 hashes stand
 * for any interval of a tree, and neighbouring intervals merge.
 */
@CheckReturnValue
@NullMarked
package org.beleg.tree;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
