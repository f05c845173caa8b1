package org.beleg.internal.kernel;

/**
 * What a construction puts around its messages.
 *
 * @param leafPrefix the byte before an entry, or {@link #NONE}
 * @param nodePrefix the byte before two children, or {@link #NONE}
 * @param twice whether the hash is hashed again
 */
record Framing(int leafPrefix, int nodePrefix, boolean twice) {

  /** No byte at all. */
  static final int NONE = -1;

  /** <a href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1">RFC 6962, section 2.1</a>. */
  static final Framing RFC_6962 = new Framing(0x00, 0x01, false);

  /** The bare hash of an entry, and of two children. */
  static final Framing BARE = new Framing(NONE, NONE, false);

  /**
   * The hash of the hash, as in <a
   * href="https://developer.bitcoin.org/reference/block_chain.html#merkle-trees">Bitcoin</a>.
   */
  static final Framing BARE_TWICE = new Framing(NONE, NONE, true);

  /** Bytes before a message with this prefix: 0 or 1. */
  static int length(int prefix) {
    return prefix == NONE ? 0 : 1;
  }
}
