package org.beleg.internal.kernel;

/**
 * Short hashes of one function, cut to n bytes, all with one prefix: what hash-based signatures consist
 * of. For one thread, and for one signature: the prefix is the key's.
 *
 * <p>Bytes of the prefix that fill whole blocks are hashed once, not for every message.
 */
public interface ShortHashes {

  /** {@code target = H(prefix || message)}, cut to n bytes; the message begins at {@code from}. */
  void hash(byte[] message, int from, int length, byte[] target, int offset);

  /**
   * The same for {@code count} messages of {@code length} bytes, which lie end to end; so do the hashes,
   * in another array.
   */
  void hashAll(byte[] messages, int length, int count, byte[] target, int offset);

  /**
   * Follows hash chains to their ends, in place. Value {@code i} of n bytes is replaced by {@code
   * H(prefix || head[i] || value)}, cut to n bytes, with the last byte of the head, a counter, going
   * from what it is up to {@code end}, exclusive. The heads are written.
   *
   * @param heads {@code count} heads of {@code headBytes}, end to end
   * @param end at most 255, and not less than any counter
   * @param values {@code count} values of n bytes, end to end, from {@code offset} on
   */
  void chains(byte[] heads, int headBytes, int end, byte[] values, int offset, int count);
}
