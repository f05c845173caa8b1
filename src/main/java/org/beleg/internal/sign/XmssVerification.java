package org.beleg.internal.sign;

import java.util.Arrays;

/**
 * One signature of XMSS or XMSS^MT on its way to a verdict: <a
 * href="https://www.rfc-editor.org/rfc/rfc8391.html">RFC 8391</a>, algorithms 6, 7, 8, 13, 14 and 17. XMSS
 * is the case of one layer.
 *
 * <p>Cost: the hash of the message, and for each layer about 22 (2 n + 3) short hashes, at most twice as
 * many: 1,500 for XMSS with 32 bytes, 35,000 for 12 layers with 64.
 */
final class XmssVerification {

  /** Functions of section 5.1: what the hashed bytes begin with. */
  private static final int F = 0;

  private static final int H = 1;
  private static final int H_MSG = 2;
  private static final int PRF = 3;

  /** Types of addresses, and the words of one: section 2.5. */
  private static final int OTS_ADDRESS = 0;

  private static final int L_TREE_ADDRESS = 1;
  private static final int HASH_TREE_ADDRESS = 2;
  private static final int ADDRESS_BYTES = 32;
  private static final int LAYER = 0;
  private static final int TREE = 1;
  private static final int TYPE = 3;
  private static final int NUMBER = 4;
  private static final int CHAIN_OR_HEIGHT = 5;
  private static final int HASH_OR_INDEX = 6;
  private static final int KEY_AND_MASK = 7;

  private static final int LAST_DIGIT = 15;

  private final XmssSet set;
  private final int n;
  private final byte[] root;
  private final byte[] signature;
  private final long index;
  private final HashFunction.Hasher hasher;

  // the inputs of three functions: domain, key, data; each is written in place and hashed in one go
  private final byte[] prf;
  private final byte[] chainStep;
  private final byte[] nodeStep;
  private final byte[] mask;
  private final int keyAt;
  private final int dataAt;

  /** Begins; the signature has the right length and an index in range, and must not change. */
  XmssVerification(XmssSet set, byte[] root, byte[] seed, byte[] signature) {
    this.set = set;
    this.n = set.hash.n;
    this.root = root;
    this.signature = signature;
    this.index = index(set, signature);
    this.hasher = set.hash.newHasher();
    this.keyAt = set.domainBytes();
    this.dataAt = keyAt + n;
    this.prf = input(PRF, ADDRESS_BYTES);
    this.chainStep = input(F, n);
    this.nodeStep = input(H, 2 * n);
    this.mask = new byte[n];
    System.arraycopy(seed, 0, prf, keyAt, n);

    // section 4.1.9: H_msg takes r || root || toByte(idx, n) for its key
    byte[] domain = new byte[keyAt];
    domain[keyAt - 1] = H_MSG;
    byte[] number = new byte[n];
    for (int i = 0; i < Long.BYTES; i++) {
      number[n - 1 - i] = (byte) (index >>> (8 * i));
    }
    hasher.update(domain);
    hasher.update(signature, set.indexBytes, n);
    hasher.update(root);
    hasher.update(number);
  }

  private byte[] input(int function, int dataBytes) {
    byte[] input = new byte[dataAt + dataBytes];
    input[keyAt - 1] = (byte) function;
    return input;
  }

  /** The number of the one-time key, unsigned, big-endian. */
  static long index(XmssSet set, byte[] signature) {
    long index = 0;
    for (int i = 0; i < set.indexBytes; i++) {
      index = (index << 8) | (signature[i] & 0xff);
    }
    return index;
  }

  void update(byte[] source, int offset, int length) {
    hasher.update(source, offset, length);
  }

  /** Algorithm 17, or 14 for one layer. Tells whether the signature leads to the root. */
  boolean finish() {
    byte[] node = hasher.finish();
    long tree = index;
    int at = set.indexBytes + n;
    for (int layer = 0; layer < set.layers; layer++, at += set.layerBytes()) {
      int leaf = (int) (tree & ((1L << set.treeHeight()) - 1));
      tree >>>= set.treeHeight();
      address(LAYER, layer);
      address(TREE, (int) (tree >>> 32));
      address(TREE + 1, (int) tree);
      node = rootOf(leaf, at, node);
    }
    return Arrays.equals(node, root);
  }

  /** Algorithm 13: the root of the tree in which a leaf signs a hash. */
  private byte[] rootOf(int leaf, int at, byte[] message) {
    byte[] nodes = oneTimeKey(leaf, at, message);
    compress(leaf, nodes);
    byte[] pair = new byte[2 * n];
    System.arraycopy(nodes, 0, pair, 0, n);
    addressType(HASH_TREE_ADDRESS, 0);
    int path = at + set.chains() * n;
    for (int level = 0; level < set.treeHeight(); level++, path += n) {
      boolean right = ((leaf >>> level) & 1) != 0;
      System.arraycopy(pair, 0, pair, right ? n : 0, n);
      System.arraycopy(signature, path, pair, right ? 0 : n, n);
      address(CHAIN_OR_HEIGHT, level);
      address(HASH_OR_INDEX, leaf >>> (level + 1));
      nodeHash(pair, 0, pair, 0);
    }
    return Arrays.copyOf(pair, n);
  }

  /** WOTS_pkFromSig, algorithm 6: the ends of the chains, of which the digits are the beginnings. */
  private byte[] oneTimeKey(int leaf, int at, byte[] message) {
    byte[] ends = Arrays.copyOfRange(signature, at, at + set.chains() * n);
    addressType(OTS_ADDRESS, leaf);
    int checksum = 0;
    for (int i = 0; i < 2 * n; i++) {
      int digit = ((message[i / 2] & 0xff) >>> (i % 2 == 0 ? 4 : 0)) & LAST_DIGIT;
      checksum += LAST_DIGIT - digit;
      chain(i, digit, ends);
    }
    for (int i = 0; i < 3; i++) {
      chain(2 * n + i, (checksum >>> (8 - 4 * i)) & LAST_DIGIT, ends);
    }
    return ends;
  }

  /** Algorithm 2: from a digit to the end of its chain, in place. */
  private void chain(int chain, int digit, byte[] values) {
    int at = chain * n;
    address(CHAIN_OR_HEIGHT, chain);
    for (int step = digit; step < LAST_DIGIT; step++) {
      address(HASH_OR_INDEX, step);
      key(chainStep);
      masked(1, values, at, chainStep, dataAt);
      hasher.update(chainStep);
      hasher.finish(values, at);
    }
  }

  /** ltree, algorithm 8: a tree of any number of nodes, where one without a sibling rises as it is. */
  private void compress(int leaf, byte[] nodes) {
    addressType(L_TREE_ADDRESS, leaf);
    int height = 0;
    for (int count = set.chains(); count > 1; count = (count + 1) / 2) {
      address(CHAIN_OR_HEIGHT, height++);
      for (int i = 0; i < count / 2; i++) {
        address(HASH_OR_INDEX, i);
        nodeHash(nodes, 2 * i * n, nodes, i * n);
      }
      if (count % 2 != 0) {
        System.arraycopy(nodes, (count - 1) * n, nodes, count / 2 * n, n);
      }
    }
  }

  /** RAND_HASH, algorithm 7, of two nodes that lie side by side. */
  private void nodeHash(byte[] pair, int from, byte[] target, int to) {
    key(nodeStep);
    masked(1, pair, from, nodeStep, dataAt);
    masked(2, pair, from + n, nodeStep, dataAt + n);
    hasher.update(nodeStep);
    hasher.finish(target, to);
  }

  private void key(byte[] input) {
    address(KEY_AND_MASK, 0);
    hasher.update(prf);
    hasher.finish(input, keyAt);
  }

  private void masked(int keyAndMask, byte[] source, int from, byte[] input, int to) {
    address(KEY_AND_MASK, keyAndMask);
    hasher.update(prf);
    hasher.finish(mask, 0);
    for (int i = 0; i < n; i++) {
      input[to + i] = (byte) (source[from + i] ^ mask[i]);
    }
  }

  private void addressType(int type, int number) {
    Arrays.fill(prf, dataAt + 4 * TYPE, prf.length, (byte) 0);
    address(TYPE, type);
    address(NUMBER, number);
  }

  /** The address is the end of what PRF hashes. */
  private void address(int word, int value) {
    int at = dataAt + 4 * word;
    prf[at] = (byte) (value >>> 24);
    prf[at + 1] = (byte) (value >>> 16);
    prf[at + 2] = (byte) (value >>> 8);
    prf[at + 3] = (byte) value;
  }
}
