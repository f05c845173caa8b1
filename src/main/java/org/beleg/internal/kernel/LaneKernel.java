package org.beleg.internal.kernel;

import static org.beleg.internal.kernel.LaneCompression.LANES;

import java.util.Arrays;
import org.beleg.internal.digest.Pool;

/**
 * Hashes as many messages side by side as there are lanes, and leaves what would not fill enough of
 * them to the scalar kernel.
 *
 * <p>A lane costs the same whether it is used or not. So lanes are used where at least one in {@code
 * pays} of them does something useful, which is the factor by which they are assumed to be faster.
 */
final class LaneKernel implements NodeKernel {

  /** Entries that are ordered by length at a time. */
  private static final int LEAF_BATCH = 256;

  private final NodeKernel scalar;
  private final Framing framing;
  private final int pays;
  private final int[] nodePadding;
  private final Pool<Scratch> scratches;

  LaneKernel(LaneCompression compression, int pays, Framing framing, NodeKernel scalar) {
    this.scalar = scalar;
    this.framing = framing;
    this.pays = pays;
    this.nodePadding = LaneState.paddingSchedule(compression, 2 * LaneFunction.HASH_SIZE);
    this.scratches = new Pool<>(() -> new Scratch(compression));
  }

  /** What one call needs: about 6 kB. */
  private static final class Scratch {
    final LaneState state;
    final byte[] block = new byte[LaneState.BLOCK];

    /** For each entry of a batch its number of blocks (upper half) and its index (lower half). */
    final long[] order = new long[LEAF_BATCH];

    Scratch(LaneCompression compression) {
      this.state = new LaneState(compression);
    }
  }

  // --- nodes -------------------------------------------------------------------------------------

  @Override
  public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    int rest = count % LANES;
    int inLanes = rest * pays < LANES ? count - rest : count;
    if (inLanes > 0) {
      Scratch scratch = scratches.take();
      for (int i = 0; i < inLanes; i += LANES) {
        hashPairs(
            scratch.state,
            src,
            srcOffset + i * 2 * LaneFunction.HASH_SIZE,
            dst,
            dstOffset + i * LaneFunction.HASH_SIZE,
            Math.min(LANES, inLanes - i));
      }
      scratches.give(scratch);
    }
    if (inLanes < count) {
      scalar.hashPairs(
          src,
          srcOffset + inLanes * 2 * LaneFunction.HASH_SIZE,
          dst,
          dstOffset + inLanes * LaneFunction.HASH_SIZE,
          count - inLanes);
    }
  }

  /** One pair in each lane. Reads all pairs before it writes, so that targets may overlap them. */
  private void hashPairs(
      LaneState state, byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    int prefix = framing.nodePrefix();
    state.begin();
    if (prefix == Framing.NONE) {
      for (int lane = 0; lane < count; lane++) {
        state.load(lane, src, srcOffset + lane * LaneState.BLOCK);
      }
      state.compress();
      state.compress(nodePadding);
    } else {
      for (int lane = 0; lane < count; lane++) {
        state.loadPrefixed(lane, prefix, src, srcOffset + lane * LaneState.BLOCK);
      }
      state.compress();
      for (int lane = 0; lane < count; lane++) {
        state.loadLastByte(lane, src[srcOffset + lane * LaneState.BLOCK + LaneState.BLOCK - 1]);
      }
      state.loadPadding(1, 1 + 2 * LaneFunction.HASH_SIZE);
      state.compress();
    }
    if (framing.twice()) {
      state.hashAgain();
    }
    for (int lane = 0; lane < count; lane++) {
      state.store(lane, dst, dstOffset + lane * LaneFunction.HASH_SIZE);
    }
  }

  // --- leaves ------------------------------------------------------------------------------------

  @Override
  public void hashLeaf(byte[] entry, byte[] dst, int dstOffset) {
    scalar.hashLeaf(entry, dst, dstOffset);
  }

  @Override
  public void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset) {
    if ((long) (end - begin) * pays < LANES) {
      scalar.hashLeaves(entries, begin, end, dst, dstOffset);
      return;
    }
    Scratch scratch = scratches.take();
    for (int at = begin; at < end; at += LEAF_BATCH) {
      int count = Math.min(LEAF_BATCH, end - at);
      hashBatch(
          scratch, entries, at, count, dst, dstOffset + (at - begin) * LaneFunction.HASH_SIZE);
    }
    scratches.give(scratch);
  }

  /**
   * Goes through the entries from the one with the fewest blocks to the one with the most, so that the
   * entries that share the lanes have nearly as many. An entry that is so much longer than its
   * neighbours that most lanes would wait for it goes to the scalar kernel.
   */
  private void hashBatch(
      Scratch scratch, byte[][] entries, int begin, int count, byte[] dst, int dstOffset) {
    long[] order = scratch.order;
    for (int i = 0; i < count; i++) {
      order[i] = (long) blocks(entries[begin + i].length) << Integer.SIZE | i;
    }
    Arrays.sort(order, 0, count);
    for (int last = count; last > 0; ) {
      int first = Math.max(0, last - LANES);
      if (fillsLanes(order, first, last)) {
        hashGroup(scratch, entries, begin, first, last, dst, dstOffset);
        last = first;
      } else {
        int i = (int) order[--last];
        scalar.hashLeaves(
            entries, begin + i, begin + i + 1, dst, dstOffset + i * LaneFunction.HASH_SIZE);
      }
    }
  }

  /** Whether at least one in {@code pays} compressions would be of use. */
  private boolean fillsLanes(long[] order, int first, int last) {
    long useful = 0;
    for (int i = first; i < last; i++) {
      useful += blocksOf(order[i]);
    }
    return useful * pays >= (long) blocksOf(order[last - 1]) * LANES;
  }

  /** One entry in each lane, the longest in lane 0: the lanes that are not done are the first ones. */
  private void hashGroup(
      Scratch scratch,
      byte[][] entries,
      int begin,
      int first,
      int last,
      byte[] dst,
      int dstOffset) {
    LaneState state = scratch.state;
    long[] order = scratch.order;
    int active = last - first;
    state.begin();
    for (int block = 0; active > 0; block++) {
      for (int lane = 0; lane < active; lane++) {
        byte[] entry = entries[begin + (int) order[last - 1 - lane]];
        loadBlock(state, lane, entry, block, scratch.block);
      }
      state.compress();
      for (; active > 0 && blocksOf(order[last - active]) == block + 1; active--) {
        int i = (int) order[last - active];
        state.store(active - 1, dst, dstOffset + i * LaneFunction.HASH_SIZE);
      }
    }
    if (framing.twice()) {
      // lanes end at different times, so the second hash is a pass of its own
      for (int lane = 0; lane < last - first; lane++) {
        state.restore(lane, dst, dstOffset + (int) order[first + lane] * LaneFunction.HASH_SIZE);
      }
      state.hashAgain();
      for (int lane = 0; lane < last - first; lane++) {
        state.store(lane, dst, dstOffset + (int) order[first + lane] * LaneFunction.HASH_SIZE);
      }
    }
  }

  /** Loads one block of {@code prefix || entry || 0x80 || zeros || bit length}. */
  private void loadBlock(LaneState state, int lane, byte[] entry, int block, byte[] spare) {
    int prefix = framing.leafPrefix();
    int prefixLength = Framing.length(prefix);
    int begin = LaneState.BLOCK * block - prefixLength; // of the block, in the entry
    int end = entry.length - begin; // of the entry, in the block
    if (end >= LaneState.BLOCK) {
      if (begin < 0) {
        state.loadPrefixed(lane, prefix, entry, 0);
      } else {
        state.load(lane, entry, begin);
      }
      return;
    }
    Arrays.fill(spare, (byte) 0);
    if (begin < 0) {
      spare[0] = (byte) prefix;
      System.arraycopy(entry, 0, spare, prefixLength, entry.length);
    } else if (end > 0) {
      System.arraycopy(entry, begin, spare, 0, end);
    }
    if (end >= 0) {
      spare[end] = (byte) 0x80;
    } // else the block before has it, and this one only the length
    state.load(lane, spare, 0);
    if (block + 1 == blocks(entry.length)) {
      state.loadLength(lane, prefixLength + (long) entry.length);
    }
  }

  /** Blocks of a padded message: at least one byte and the length in 8 bytes follow the entry. */
  private int blocks(int entryBytes) {
    return (int) ((Framing.length(framing.leafPrefix()) + (long) entryBytes + Long.BYTES)
            / LaneState.BLOCK)
        + 1;
  }

  private static int blocksOf(long ordered) {
    return (int) (ordered >>> Integer.SIZE);
  }

  // --- paths -------------------------------------------------------------------------------------

  @Override
  public void climb(byte[] hash, int offset, byte[] path, long used, long left) {
    scalar.climb(hash, offset, path, used, left);
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public String name() {
    return "vector";
  }
}
