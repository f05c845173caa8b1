package org.beleg.internal.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * SM3, one message at a time: GB/T 32905-2016, in English <a
 * href="https://datatracker.ietf.org/doc/html/draft-sca-cfrg-sm3">draft-sca-cfrg-sm3</a>, in its own
 * letters.
 *
 * <p>Bouncy Castle has SM3 too and is what the tests compare this with. For the short messages of
 * trees this is the faster one, and it loads no library.
 */
public final class Sm3Digest implements Digest {

  private static final int HASH = 32;
  private static final int BLOCK = 64;
  private static final int LENGTH_AT = BLOCK - Long.BYTES;

  private static final int BLOCK_WORDS = 16;
  private static final int SCHEDULE_WORDS = 68;
  private static final int STEPS = 64;

  /** Where constants and boolean functions change, sections 4.2 and 4.3. */
  private static final int CHANGE = 16;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LENGTH =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Section 4.1. */
  private static final int[] INITIAL = {
    0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
  };

  private static final int[] CONSTANTS = new int[STEPS];

  static {
    for (int j = 0; j < STEPS; j++) {
      CONSTANTS[j] = constant(j);
    }
  }

  private final int[] state = INITIAL.clone();
  private final int[] schedule = new int[SCHEDULE_WORDS];
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long messageBytes;

  /** The initial hash value, section 4.1, as a new array. */
  public static int[] initialState() {
    return INITIAL.clone();
  }

  /** T_j <<< (j mod 32), sections 4.2 and 5.3.3. */
  public static int constant(int step) {
    return Integer.rotateLeft(step < CHANGE ? 0x79cc4519 : 0x7a879d8a, step);
  }

  @Override
  public void update(byte value) {
    block[filled++] = value;
    messageBytes++;
    if (filled == BLOCK) {
      compress(block, 0);
      filled = 0;
    }
  }

  @Override
  public void update(byte[] source, int offset, int length) {
    messageBytes += length;
    int at = offset;
    int rest = length;
    if (filled > 0) {
      int more = Math.min(rest, BLOCK - filled);
      System.arraycopy(source, at, block, filled, more);
      filled += more;
      at += more;
      rest -= more;
      if (filled < BLOCK) {
        return;
      }
      compress(block, 0);
      filled = 0;
    }
    for (; rest >= BLOCK; at += BLOCK, rest -= BLOCK) {
      compress(source, at);
    }
    System.arraycopy(source, at, block, 0, rest);
    filled = rest;
  }

  /** Section 5.2, the padding, and the end. */
  @Override
  public void finish(byte[] target, int offset) {
    block[filled++] = (byte) 0x80;
    if (filled > LENGTH_AT) {
      Arrays.fill(block, filled, BLOCK, (byte) 0);
      compress(block, 0);
      filled = 0;
    }
    Arrays.fill(block, filled, LENGTH_AT, (byte) 0);
    LENGTH.set(block, LENGTH_AT, Byte.SIZE * messageBytes);
    compress(block, 0);
    for (int i = 0; i < HASH / Integer.BYTES; i++) {
      WORDS.set(target, offset + Integer.BYTES * i, state[i]);
    }
    System.arraycopy(INITIAL, 0, state, 0, INITIAL.length);
    filled = 0;
    messageBytes = 0;
  }

  /** Sections 5.3.2 and 5.3.3. */
  private void compress(byte[] source, int offset) {
    int[] w = schedule;
    for (int j = 0; j < BLOCK_WORDS; j++) {
      w[j] = (int) WORDS.get(source, offset + Integer.BYTES * j);
    }
    for (int j = BLOCK_WORDS; j < SCHEDULE_WORDS; j++) {
      int x = w[j - 16] ^ w[j - 9] ^ Integer.rotateLeft(w[j - 3], 15);
      int p1 = x ^ Integer.rotateLeft(x, 15) ^ Integer.rotateLeft(x, 23);
      w[j] = p1 ^ Integer.rotateLeft(w[j - 13], 7) ^ w[j - 6];
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int j = 0; j < STEPS; j++) {
      int a12 = Integer.rotateLeft(a, 12);
      int ss1 = Integer.rotateLeft(a12 + e + CONSTANTS[j], 7);
      int ff = j < CHANGE ? a ^ b ^ c : b ^ ((a ^ b) & (c ^ b));
      int gg = j < CHANGE ? e ^ f ^ g : g ^ (e & (f ^ g));
      int tt1 = ff + d + (ss1 ^ a12) + (w[j] ^ w[j + 4]);
      int tt2 = gg + h + ss1 + w[j];
      d = c;
      c = Integer.rotateLeft(b, 9);
      b = a;
      a = tt1;
      h = g;
      g = Integer.rotateLeft(f, 19);
      f = e;
      e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
    }
    state[0] ^= a;
    state[1] ^= b;
    state[2] ^= c;
    state[3] ^= d;
    state[4] ^= e;
    state[5] ^= f;
    state[6] ^= g;
    state[7] ^= h;
  }
}
