package org.beleg.internal.kernel;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.beleg.internal.kernel.LaneCompression.LANES;
import static org.beleg.internal.kernel.LaneCompression.SPECIES;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.IntVector;

/**
 * The running hash computations of one thread, one in each lane: words in, words out, and the padding
 * of <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4, section 5.1.1</a> (SM3 pads alike:
 * <a href="https://datatracker.ietf.org/doc/html/draft-sca-cfrg-sm3">draft-sca-cfrg-sm3</a>, section
 * 5.2).
 *
 * <p><b>Why bytes are moved word by word.</b> Loading whole rows into vectors and transposing them
 * there (rotate, blend in log2 steps, rotate) was measured beside this: 8 against 10 ns per node on
 * the way in, 14 against 4 ns on the way out, of about 55 in all. Plain loads and stores use ports
 * that the vector units leave idle, and they know nothing of the number of lanes.
 */
final class LaneState {

  /** Bytes of a block. */
  static final int BLOCK = 64;

  private static final int BLOCK_WORDS = 16;
  private static final int STATE_WORDS = 8;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final LaneCompression compression;
  private final int[] initial;
  private final int[] state;
  private final int[] working;
  private final int[] schedule;

  LaneState(LaneCompression compression) {
    this(compression, new byte[0], 0);
  }

  /** Computations that all begin with the same whole blocks, which are compressed here, once. */
  LaneState(LaneCompression compression, byte[] prefix, int blocks) {
    this.compression = compression;
    this.initial = broadcast(compression.initialState());
    this.state = initial.clone();
    this.working = new int[state.length];
    this.schedule = new int[compression.scheduleWords() * LANES];
    for (int block = 0; block < blocks; block++) {
      for (int lane = 0; lane < LANES; lane++) {
        load(lane, prefix, BLOCK * block);
      }
      compress();
    }
    System.arraycopy(state, 0, initial, 0, state.length);
  }

  /** Every word in every lane. */
  private static int[] broadcast(int[] words) {
    int[] all = new int[words.length * LANES];
    for (int i = 0; i < words.length; i++) {
      Arrays.fill(all, i * LANES, (i + 1) * LANES, words[i]);
    }
    return all;
  }

  /**
   * The end of every message that is a multiple of 64 bytes: a block of padding alone. It is the same
   * in all lanes, so its schedule is computed once.
   */
  static int[] paddingSchedule(LaneCompression compression, int messageBytes) {
    int[] schedule = new int[compression.scheduleWords() * LANES];
    Arrays.fill(schedule, 0, LANES, 0x80000000);
    Arrays.fill(schedule, (BLOCK_WORDS - 1) * LANES, BLOCK_WORDS * LANES, Byte.SIZE * messageBytes);
    int[] unused = new int[STATE_WORDS * LANES];
    compression.compress(schedule, BLOCK_WORDS, unused, unused.clone());
    return schedule;
  }

  /** Starts new messages in all lanes. */
  void begin() {
    System.arraycopy(initial, 0, state, 0, state.length);
  }

  /** Sets a lane's block to 64 bytes of an array. */
  void load(int lane, byte[] source, int offset) {
    int[] words = schedule;
    for (int i = 0; i < BLOCK_WORDS; i++) {
      words[i * LANES + lane] = (int) WORDS.get(source, offset + Integer.BYTES * i);
    }
  }

  /** Sets a lane's block to a prefix and the first 63 bytes of a message behind it. */
  void loadPrefixed(int lane, int prefix, byte[] source, int offset) {
    int[] words = schedule;
    words[lane] = prefix << 24 | (int) WORDS.get(source, offset) >>> 8;
    for (int i = 1; i < BLOCK_WORDS; i++) {
      words[i * LANES + lane] = (int) WORDS.get(source, offset + Integer.BYTES * i - 1);
    }
  }

  /** Sets a lane's block to a last byte and the padding of a message of 65 bytes. */
  void loadLastByte(int lane, byte last) {
    schedule[lane] = last << 24 | 0x00800000;
  }

  /** Sets all but the first word of all blocks to the end of the padding. */
  void loadPadding(int firstWord, int messageBytes) {
    int last = (BLOCK_WORDS - 1) * LANES;
    Arrays.fill(schedule, firstWord * LANES, last, 0);
    Arrays.fill(schedule, last, last + LANES, Byte.SIZE * messageBytes);
  }

  /** Sets the end of a lane's block to the length of its message. */
  void loadLength(int lane, long messageBytes) {
    long bits = Byte.SIZE * messageBytes;
    schedule[(BLOCK_WORDS - 2) * LANES + lane] = (int) (bits >>> Integer.SIZE);
    schedule[(BLOCK_WORDS - 1) * LANES + lane] = (int) bits;
  }

  /** Compresses the blocks of all lanes into their states. */
  void compress() {
    compression.compress(schedule, BLOCK_WORDS, state, working);
  }

  /** Compresses a block whose schedule is known. */
  void compress(int[] expanded) {
    compression.compress(expanded, compression.scheduleWords(), state, working);
  }

  /** Replaces every lane's hash by the hash of it. */
  void hashAgain() {
    System.arraycopy(state, 0, schedule, 0, state.length);
    Arrays.fill(schedule, STATE_WORDS * LANES, (STATE_WORDS + 1) * LANES, 0x80000000);
    loadPadding(STATE_WORDS + 1, LaneFunction.HASH_SIZE);
    begin();
    compress();
  }

  /**
   * Puts every lane's hash, cut to some words, into its block, for messages of one block that end in the
   * hash of the message before: {@code head || hash || padding}. The last byte of the head counts up.
   *
   * @param headBytes not a multiple of 4, so that one word has the counter and the hash's beginning
   */
  void follow(int headBytes, int words) {
    int shift = Byte.SIZE * (headBytes % Integer.BYTES);
    int at = headBytes / Integer.BYTES * LANES;
    int unit = 1 << (Integer.SIZE - shift);
    IntVector left = IntVector.fromArray(SPECIES, state, 0);
    IntVector.fromArray(SPECIES, schedule, at)
        .and(-unit)
        .add(unit)
        .or(left.lanewise(LSHR, shift))
        .intoArray(schedule, at);
    for (int i = LANES; i < words * LANES; i += LANES) {
      IntVector right = IntVector.fromArray(SPECIES, state, i);
      left.lanewise(LSHL, Integer.SIZE - shift)
          .or(right.lanewise(LSHR, shift))
          .intoArray(schedule, at + i);
      left = right;
    }
    left.lanewise(LSHL, Integer.SIZE - shift)
        .or(0x80000000 >>> shift)
        .intoArray(schedule, at + words * LANES);
  }

  /** Sets the hash of a lane, to go on with it. */
  void restore(int lane, byte[] source, int offset) {
    for (int i = 0; i < STATE_WORDS; i++) {
      state[i * LANES + lane] = (int) WORDS.get(source, offset + Integer.BYTES * i);
    }
  }

  /** Writes the hash of a lane. */
  void store(int lane, byte[] target, int offset) {
    store(lane, target, offset, STATE_WORDS);
  }

  /** Writes the first words of the hash of a lane. */
  void store(int lane, byte[] target, int offset, int count) {
    int[] words = state;
    for (int i = 0; i < count; i++) {
      WORDS.set(target, offset + Integer.BYTES * i, words[i * LANES + lane]);
    }
  }
}
