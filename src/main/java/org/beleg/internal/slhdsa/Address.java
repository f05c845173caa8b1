package org.beleg.internal.slhdsa;

import java.util.Arrays;

/**
 * ADRS, which makes every hash of a signature another function: <a
 * href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, sections 4.2 and 4.3. Either all 32 bytes, or
 * the 22 of them that are not always zero: section 11.2.
 *
 * <pre>
 *   layer 4 | tree 12 | type 4 | key pair 4 | chain or tree height 4 | hash or tree index 4
 *   layer 1 | tree  8 | type 1 | key pair 4 | chain or tree height 4 | hash or tree index 4
 * </pre>
 */
final class Address {

  // section 4.2, table 1
  static final int WOTS_HASH = 0;
  static final int WOTS_PK = 1;
  static final int TREE = 2;
  static final int FORS_TREE = 3;
  static final int FORS_ROOTS = 4;

  private static final int COMPRESSED_BYTES = 22;
  private static final int FULL_BYTES = 32;
  private static final int WORDS_BYTES = 12;

  private final byte[] bytes;
  private final int layerAt;
  private final int treeAt;
  private final int typeAt;
  private final int wordsAt;

  Address(boolean compressed) {
    this.bytes = new byte[compressed ? COMPRESSED_BYTES : FULL_BYTES];
    this.layerAt = compressed ? 0 : 3;
    this.treeAt = compressed ? 1 : 8;
    this.typeAt = compressed ? 9 : 19;
    this.wordsAt = bytes.length - WORDS_BYTES;
  }

  int length() {
    return bytes.length;
  }

  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** setLayerAddress and setTreeAddress. */
  void layerAndTree(int layer, long tree) {
    bytes[layerAt] = (byte) layer;
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[treeAt + i] = (byte) (tree >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
  }

  /** setTypeAndClear, then setKeyPairAddress; TREE has no key pair, and 0 in its place. */
  void typeAndKeyPair(int type, int keyPair) {
    bytes[typeAt] = (byte) type;
    Arrays.fill(bytes, wordsAt, bytes.length, (byte) 0);
    word(0, keyPair);
  }

  /** setChainAddress and setHashAddress. */
  void chainAndHash(int chain, int hash) {
    word(1, chain);
    word(2, hash);
  }

  /** setTreeHeight and setTreeIndex. */
  void heightAndIndex(int height, int index) {
    word(1, height);
    word(2, index);
  }

  private void word(int index, int value) {
    int at = wordsAt + Integer.BYTES * index;
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
