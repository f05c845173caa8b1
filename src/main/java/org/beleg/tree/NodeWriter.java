package org.beleg.tree;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.store.RunStore;

/**
 * Writes leaves into a claimed part of a store, and all perfect nodes that they complete.
 *
 * <p>Row {@code l} of the store is level {@code l} of the tree; a tree of {@code n} leaves has {@code n
 * >> l} perfect nodes in it. Work goes in blocks of leaves: a block's leaves, then its nodes level by
 * level, while the block is still in the cache. Aligned blocks touch no common byte, so they may also be
 * filled in parallel; only the nodes above them are left to do at the end.
 */
final class NodeWriter {

  /** Leaves of a block: 2^12, that is 128 kB of leaf hashes and as much of nodes above. */
  private static final int BLOCK_LEVEL = 12;

  /** Puts hashes of consecutive leaves where they belong. */
  @FunctionalInterface
  interface LeafSource {

    /** Writes the leaf hashes {@code [begin, end)} of the tree, which fit one run, into that run. */
    void write(long begin, long end, byte[] run, int offset);
  }

  private final TreeHasher hasher;
  private final RunStore store;

  NodeWriter(TreeHasher hasher, RunStore store) {
    this.hasher = hasher;
    this.store = store;
  }

  /** The number of perfect nodes in each level of a tree, for the levels that have any. */
  static long[] rowLengths(long treeSize) {
    long[] lengths = new long[Long.SIZE - Long.numberOfLeadingZeros(treeSize)];
    for (int level = 0; level < lengths.length; level++) {
      lengths[level] = treeSize >>> level;
    }
    return lengths;
  }

  /**
   * Grows a tree by one entry. Static and with a loop of its own: this is called once for each entry,
   * and a writer and a list made for it would be a third of what an append allocates.
   */
  static void append(TreeHasher hasher, RunStore store, long leafIndex, byte[] entry) {
    store.reserve(0, leafIndex + 1);
    hasher.leafHash(entry, store.run(0, leafIndex), store.offset(leafIndex));
    int level = 0;
    for (long node = leafIndex; (node & 1) != 0; node >>>= 1) {
      byte[] children = store.run(level, node);
      level++;
      store.reserve(level, (node >>> 1) + 1);
      hasher.nodeHashes(
          children,
          store.offset(node - 1),
          store.run(level, node >>> 1),
          store.offset(node >>> 1),
          1);
    }
  }

  /** Grows a tree from {@code oldSize} to {@code newSize} leaves, on the calling thread. */
  void write(long oldSize, long newSize, LeafSource leaves) {
    reserve(oldSize, newSize);
    for (long at = oldSize; at < newSize; ) {
      long next = Math.min(newSize, nextBlock(at));
      writeLeaves(at, next, leaves);
      writeNodes(at, next, 0);
      at = next;
    }
  }

  /** The same on a pool. Same bytes, whatever its parallelism. */
  void write(long oldSize, long newSize, LeafSource leaves, ForkJoinPool pool) {
    long firstWhole = oldSize == 0 ? 0 : Math.min(newSize, nextBlock(oldSize - 1));
    long endWhole = newSize >>> BLOCK_LEVEL << BLOCK_LEVEL;
    if (endWhole - firstWhole < 2L << BLOCK_LEVEL) {
      write(oldSize, newSize, leaves);
      return;
    }
    reserve(oldSize, newSize);
    write(oldSize, firstWhole, leaves);
    pool.submit(() -> LongStream.range(firstWhole >>> BLOCK_LEVEL, endWhole >>> BLOCK_LEVEL)
            .parallel()
            .forEach(block -> writeBlock(block, leaves)))
        .join();
    writeNodes(firstWhole, endWhole, BLOCK_LEVEL);
    write(endWhole, newSize, leaves);
  }

  private void writeBlock(long block, LeafSource leaves) {
    long begin = block << BLOCK_LEVEL;
    long end = begin + (1L << BLOCK_LEVEL);
    writeLeaves(begin, end, leaves);
    for (int level = 0; level < BLOCK_LEVEL; level++) {
      writeLevel(level, begin >>> (level + 1), end >>> (level + 1));
    }
  }

  private static long nextBlock(long leafIndex) {
    return ((leafIndex >>> BLOCK_LEVEL) + 1) << BLOCK_LEVEL;
  }

  /** Makes room in the levels that gain nodes; above one that gains none, none does. */
  private void reserve(long oldSize, long newSize) {
    for (int level = 0; newSize >>> level != oldSize >>> level; level++) {
      store.reserve(level, newSize >>> level);
    }
  }

  private void writeLeaves(long begin, long end, LeafSource leaves) {
    for (long at = begin; at < end; ) {
      long next = Math.min(end, (at / RunStore.RUN + 1) * RunStore.RUN);
      leaves.write(at, next, store.run(0, at), store.offset(at));
      at = next;
    }
  }

  /** Writes the nodes above {@code fromLevel} that growing from one size to the other completes. */
  private void writeNodes(long oldSize, long newSize, int fromLevel) {
    for (int level = fromLevel; newSize >>> (level + 1) != 0; level++) {
      long begin = oldSize >>> (level + 1);
      long end = newSize >>> (level + 1);
      if (begin == end) {
        return; // nothing completed here, so nothing above either
      }
      writeLevel(level, begin, end);
    }
  }

  /** Writes the nodes {@code [begin, end)} of the level above {@code level}. */
  private void writeLevel(int level, long begin, long end) {
    int perChildRun = RunStore.RUN / 2;
    for (long at = begin; at < end; ) {
      long next = Math.min(end, (at / perChildRun + 1) * perChildRun);
      hasher.nodeHashes(
          store.run(level, 2 * at),
          store.offset(2 * at),
          store.run(level + 1, at),
          store.offset(at),
          (int) (next - at));
      at = next;
    }
  }
}
