package org.beleg.internal.kernel;

import java.util.Arrays;
import org.beleg.internal.digest.Digest;

/** One hash after the other, on the engine that the function has. The oracle of the lanes. */
final class ScalarShortHashes implements ShortHashes {

  private final Digest digest;
  private final int n;

  /** What the engine writes, of which n bytes count. */
  private final byte[] full;

  /** One message of a chain: its head, its value, and room for a hash that is longer than that. */
  private byte[] link = {};

  /**
   * Takes over an engine.
   *
   * @param digest starts every message after the prefix
   */
  ScalarShortHashes(Digest digest, int digestBytes, int n) {
    this.digest = digest;
    this.n = n;
    this.full = new byte[digestBytes];
  }

  @Override
  public void hash(byte[] message, int from, int length, byte[] target, int offset) {
    digest.update(message, from, length);
    digest.finish(full, 0);
    System.arraycopy(full, 0, target, offset, n);
  }

  @Override
  public void hashAll(byte[] messages, int length, int count, byte[] target, int offset) {
    hashAll(messages, 0, length, count, target, offset);
  }

  /** The same for messages from an offset on. */
  void hashAll(byte[] messages, int from, int length, int count, byte[] target, int offset) {
    for (int i = 0; i < count; i++) {
      hash(messages, from + i * length, length, target, offset + i * n);
    }
  }

  @Override
  public void chains(byte[] heads, int headBytes, int end, byte[] values, int offset, int count) {
    for (int i = 0; i < count; i++) {
      chain(heads, headBytes * i, headBytes, end, values, offset + n * i);
    }
  }

  /** One of them. */
  void chain(byte[] heads, int head, int headBytes, int end, byte[] values, int value) {
    if (link.length < headBytes + full.length) {
      link = Arrays.copyOf(link, headBytes + full.length);
    }
    System.arraycopy(heads, head, link, 0, headBytes);
    System.arraycopy(values, value, link, headBytes, n);
    int counter = headBytes - 1;
    for (int i = link[counter] & 0xff; i < end; i++) {
      link[counter] = (byte) i;
      digest.update(link, 0, headBytes + n);
      digest.finish(link, headBytes);
    }
    System.arraycopy(link, headBytes, values, value, n);
  }
}
