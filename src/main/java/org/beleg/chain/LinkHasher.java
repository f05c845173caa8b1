package org.beleg.chain;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.text.Utf8;

/**
 * The construction {@code beleg/chain/v1}, in one place. Frozen.
 *
 * <pre>
 *   link[0]   = H(0x10 || u8 length(context) || context)
 *   link[i+1] = H(0x11 || u64be i || link[i] || e[i])
 * </pre>
 *
 * <p>Both begin with a byte that no tree hash begins with, and the second has one fixed length, so no
 * message of one kind can be read as one of another.
 */
@Immutable
final class LinkHasher {

  private static final byte START = 0x10;
  private static final byte LINK = 0x11;
  private static final int MAX_CONTEXT_BYTES = 255;

  private final HashAlgorithm algorithm;

  LinkHasher(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /** link[0]. */
  Hash start(String context) {
    byte[] name = Utf8.encode(context);
    if (name.length == 0 || name.length > MAX_CONTEXT_BYTES) {
      throw new IllegalArgumentException(
          "a context has 1 to " + MAX_CONTEXT_BYTES + " bytes of UTF-8, not " + name.length);
    }
    ByteBuffer message = ByteBuffer.allocate(2 + name.length);
    message.put(START).put((byte) name.length).put(name);
    return algorithm.hash(message.array());
  }

  /** A message to hash links from, to be used again for the next one. */
  byte[] newMessage() {
    return new byte[1 + Long.BYTES + 2 * algorithm.size()];
  }

  /** Where in a message the previous link goes. */
  static int previousOffset() {
    return 1 + Long.BYTES;
  }

  /** Where in a message the entry hash goes. */
  int entryOffset() {
    return previousOffset() + algorithm.size();
  }

  /** link[position + 1], of the previous link and the entry hash that lie in the message. */
  void link(byte[] message, long position, byte[] target, int offset) {
    ByteBuffer.wrap(message).put(LINK).putLong(position);
    algorithm.hash(message, 0, message.length, target, offset);
  }
}
