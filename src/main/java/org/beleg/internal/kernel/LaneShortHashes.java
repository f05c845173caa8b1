package org.beleg.internal.kernel;

import static org.beleg.internal.kernel.LaneCompression.LANES;

import java.util.Arrays;

/**
 * Short hashes side by side, one in each lane; what would not fill enough of the lanes is left to the
 * scalar code.
 *
 * <p>In a chain, a hash goes into the next block as it lies, transposed: its bytes are put together only
 * when the chain ends. Chains have different lengths, so a lane takes the next one as soon as its own
 * ends, the longest first: the lanes then run empty at nearly the same time.
 */
final class LaneShortHashes implements ShortHashes {

  private final LaneState state;
  private final ScalarShortHashes scalar;
  private final int n;
  private final int pays;
  private final long prefixBytes;

  /** The end of the prefix that fills no block, in front of every message. */
  private final byte[] rest;

  /** A padded message for each lane, all of the same length. */
  private byte[] rows = {};

  private int rowLength = -1;
  private int rowBytes;

  /** More steps than all chains of a signature have together. */
  private static final int IDLE = 1 << 30;

  /** For each lane the chain in it, and the steps that it has left; about {@link #IDLE} if there is none. */
  private final int[] chainOf = new int[LANES];

  private final int[] left = new int[LANES];

  LaneShortHashes(
      LaneCompression compression, int pays, byte[] prefix, int n, ScalarShortHashes scalar) {
    int blocks = prefix.length / LaneState.BLOCK;
    this.state = new LaneState(compression, prefix, blocks);
    this.rest = Arrays.copyOfRange(prefix, blocks * LaneState.BLOCK, prefix.length);
    this.prefixBytes = prefix.length;
    this.scalar = scalar;
    this.pays = pays;
    this.n = n;
  }

  /** Prepares rows for messages of this many bytes: the rest of the prefix, and the padding. */
  private void shapeRows(int length) {
    if (length == rowLength) {
      return;
    }
    int filled = rest.length + length;
    rowLength = length;
    rowBytes = (filled + Long.BYTES) / LaneState.BLOCK * LaneState.BLOCK + LaneState.BLOCK;
    rows = new byte[LANES * rowBytes];
    long bits = Byte.SIZE * (prefixBytes + length);
    for (int end = rowBytes; end <= rows.length; end += rowBytes) {
      System.arraycopy(rest, 0, rows, end - rowBytes, rest.length);
      rows[end - rowBytes + filled] = (byte) 0x80;
      for (int i = 0; i < Integer.BYTES; i++) {
        rows[end - 1 - i] = (byte) (bits >>> (Byte.SIZE * i));
      }
    }
  }

  @Override
  public void hash(byte[] message, int from, int length, byte[] target, int offset) {
    scalar.hash(message, from, length, target, offset);
  }

  @Override
  public void hashAll(byte[] messages, int length, int count, byte[] target, int offset) {
    shapeRows(length);
    for (int first = 0; first < count; first += LANES) {
      int lanes = Math.min(LANES, count - first);
      if (lanes * pays < LANES) {
        scalar.hashAll(messages, first * length, length, lanes, target, offset + first * n);
        return;
      }
      for (int lane = 0; lane < lanes; lane++) {
        System.arraycopy(
            messages, (first + lane) * length, rows, lane * rowBytes + rest.length, length);
      }
      state.begin();
      for (int block = 0; block < rowBytes; block += LaneState.BLOCK) {
        for (int lane = 0; lane < lanes; lane++) {
          state.load(lane, rows, lane * rowBytes + block);
        }
        state.compress();
      }
      for (int lane = 0; lane < lanes; lane++) {
        state.store(lane, target, offset + (first + lane) * n, n / Integer.BYTES);
      }
    }
  }

  /** What one call is about. */
  @SuppressWarnings("ArrayRecordComponent") // for the length of a call, never compared
  private record Chains(byte[] heads, int headBytes, int end, byte[] values, int offset) {

    /** Where the counter of a chain is. */
    int counterAt(int chain) {
      return (chain + 1) * headBytes - 1;
    }

    int steps(int chain) {
      return end - (heads[counterAt(chain)] & 0xff);
    }

    /**
     * For each chain that has not ended its steps (upper half) and its index (lower half), the longest
     * last.
     */
    long[] byLength(int count) {
      long[] order = new long[count];
      int open = 0;
      for (int i = 0; i < count; i++) {
        int steps = steps(i);
        if (steps > 0) {
          order[open++] = (long) steps << Integer.SIZE | i;
        }
      }
      order = Arrays.copyOf(order, open);
      Arrays.sort(order);
      return order;
    }
  }

  @Override
  public void chains(byte[] heads, int headBytes, int end, byte[] values, int offset, int count) {
    int head = rest.length + headBytes;
    shapeRows(headBytes + n);
    if (rowBytes != LaneState.BLOCK || head % Integer.BYTES == 0) {
      throw new AssertionError("chains of another shape: " + head + " + " + n + " bytes");
    }
    Chains chains = new Chains(heads, headBytes, end, values, offset);
    long[] order = chains.byLength(count);
    int waiting = order.length; // the chains order[0 .. waiting)
    int active = 0;
    Arrays.fill(left, IDLE);
    if (waiting * pays >= LANES) {
      for (int lane = 0; lane < LANES && waiting > 0; lane++) {
        load(lane, chains, order[--waiting]);
        active++;
      }
    }
    while (active * pays >= LANES) {
      int steps = shortest();
      for (int i = 0; i < steps; i++) {
        state.begin();
        state.compress();
        state.follow(head, n / Integer.BYTES);
      }
      for (int lane = 0; lane < LANES; lane++) {
        left[lane] -= steps;
        if (left[lane] == 0) {
          store(lane, chains);
          if (waiting > 0) {
            load(lane, chains, order[--waiting]);
          } else {
            left[lane] = IDLE;
            active--;
          }
        }
      }
    }
    for (int i = 0; i < waiting; i++) {
      finish(chains, (int) order[i]);
    }
    for (int lane = 0; lane < LANES && active > 0; lane++) {
      if (left[lane] <= end) {
        unload(lane, chains);
      }
    }
  }

  /** The steps until the first of the chains in the lanes ends. */
  private int shortest() {
    int steps = IDLE;
    for (int lane = 0; lane < LANES; lane++) {
      steps = Math.min(steps, left[lane]);
    }
    return steps;
  }

  /** Puts the beginning of a chain into a lane. */
  private void load(int lane, Chains chains, long ordered) {
    int chain = (int) ordered;
    chainOf[lane] = chain;
    left[lane] = (int) (ordered >>> Integer.SIZE);
    int head = chains.headBytes;
    System.arraycopy(chains.heads, chain * head, rows, rest.length, head);
    System.arraycopy(chains.values, chains.offset + chain * n, rows, rest.length + head, n);
    state.load(lane, rows, 0);
  }

  /** Writes how far the chain in a lane has come. */
  private void store(int lane, Chains chains) {
    state.store(lane, chains.values, chains.offset + chainOf[lane] * n, n / Integer.BYTES);
  }

  /** Takes a chain out of its lane and goes on with it alone. */
  private void unload(int lane, Chains chains) {
    int chain = chainOf[lane];
    if (left[lane] != chains.steps(chain)) { // else it has not made a step
      store(lane, chains);
      chains.heads[chains.counterAt(chain)] = (byte) (chains.end - left[lane]);
    }
    finish(chains, chain);
  }

  private void finish(Chains chains, int chain) {
    int head = chains.headBytes;
    scalar.chain(
        chains.heads, chain * head, head, chains.end, chains.values, chains.offset + chain * n);
  }
}
