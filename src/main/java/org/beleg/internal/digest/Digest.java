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

  /**
   * A computation whose messages all begin with a prefix, which is not to be fed again. It takes over
   * this one, which must be at the start of a message.
   */
  default Digest after(byte[] prefix) {
    return prefix.length == 0 ? this : new PrefixedDigest(this, prefix);
  }
}
