package org.beleg.ledger.bitcoin;

import com.google.common.primitives.Longs;
import com.google.errorprone.annotations.Immutable;

/**
 * SipHash-2-4, a keyed hash of 64 bits: J.-P. Aumasson and D. J. Bernstein, <a
 * href="https://eprint.iacr.org/2012/351">SipHash: a fast short-input PRF</a>, in its own letters.
 *
 * <p>No collision resistance is asked of it: in block filters the key is public, and its job is to spread
 * scripts evenly. Immutable.
 */
@Immutable
final class SipHash {

  /** The size of a key. */
  static final int KEY_BYTES = 16;

  private static final int FINAL_ROUNDS = 4;

  private final long k0;
  private final long k1;

  /** The key is the first 16 bytes of an array. */
  SipHash(byte[] key) {
    this.k0 = word(key, 0);
    this.k1 = word(key, Long.BYTES);
  }

  private static long word(byte[] source, int at) {
    return Longs.fromBytes(
        source[at + 7],
        source[at + 6],
        source[at + 5],
        source[at + 4],
        source[at + 3],
        source[at + 2],
        source[at + 1],
        source[at]);
  }

  /** The hash of a message, all 64 bits of it. */
  long hash(byte[] message) {
    State state = new State(k0, k1);
    int whole = message.length & -Long.BYTES;
    for (int at = 0; at < whole; at += Long.BYTES) {
      state.absorb(word(message, at));
    }
    long last = (long) message.length << 56; // its lowest byte, that is, on top of what is left
    for (int at = whole; at < message.length; at++) {
      last |= (message[at] & 0xFFL) << (Byte.SIZE * (at - whole));
    }
    state.absorb(last);
    return state.finish();
  }

  private static final class State {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      // "somepseudorandomlygeneratedbytes"
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void absorb(long m) {
      v3 ^= m;
      round();
      round();
      v0 ^= m;
    }

    long finish() {
      v2 ^= 0xFF;
      for (int i = 0; i < FINAL_ROUNDS; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
