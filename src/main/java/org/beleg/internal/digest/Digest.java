package org.beleg.internal.digest;

/**
 * A running hash computation. Not for two threads at once; {@link #finish} leaves it ready for the
 * next message.
 */
public interface Digest {

  /** Feeds one byte. */
  void update(byte value);

  /** Feeds bytes. */
  void update(byte[] source, int offset, int length);

  /** Writes the hash and starts afresh. */
  void finish(byte[] target, int offset);
}
