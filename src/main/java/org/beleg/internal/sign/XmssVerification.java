package org.beleg.internal.sign;

import com.google.common.primitives.Bytes;
import java.util.Arrays;
import org.beleg.internal.kernel.ShortHashes;

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

  /** Hashes of PRF for a step of a chain: a key and a mask; for a node: a key and two masks. */
  private static final int CHAIN_PARTS = 2;

  private static final int NODE_PARTS = 3;

  private static final int LAST_DIGIT = 15;
  private static final int CHECKSUM_DIGITS = 3;

  private final XmssSet set;
  private final int n;
  private final byte[] root;
  private final byte[] signature;
  private final long index;
  private final HashFunction.Hasher message;

  private final ShortHashes prf;
  private final ShortHashes chainStep;
  private final ShortHashes nodeStep;

  /** The address that is being worked on, and room for one for each PRF of a batch. */
  private final byte[] address = new byte[ADDRESS_BYTES];

  private final byte[] addresses;

  /** What PRF makes of them: for each hash its key and its masks, over which its values are put. */
  private final byte[] inputs;

  /** Begins; the signature has the right length and an index in range, and must not change. */
  XmssVerification(XmssSet set, byte[] root, byte[] seed, byte[] signature) {
    this.set = set;
    this.n = set.hash.n;
    this.root = root;
    this.signature = signature;
    this.index = index(set, signature);
    int nodes = set.layers * (set.chains() + set.treeHeight());
    int steps = set.layers * set.chains() * LAST_DIGIT / 2;
    this.prf = set.hash.shortHashes(
        Bytes.concat(domain(PRF), seed), CHAIN_PARTS * steps + NODE_PARTS * nodes);
    this.chainStep = set.hash.shortHashes(domain(F), steps);
    this.nodeStep = set.hash.shortHashes(domain(H), nodes);
    int most = Math.max(2 * set.chains(), NODE_PARTS * set.treeHeight());
    this.addresses = new byte[most * ADDRESS_BYTES];
    this.inputs = new byte[most * n];

    // section 4.1.9: H_msg takes r || root || toByte(idx, n) for its key
    byte[] number = new byte[n];
    for (int i = 0; i < Long.BYTES; i++) {
      number[n - 1 - i] = (byte) (index >>> (8 * i));
    }
    this.message = set.hash.newHasher();
    message.update(domain(H_MSG));
    message.update(signature, set.indexBytes, n);
    message.update(root);
    message.update(number);
  }

  private byte[] domain(int function) {
    byte[] domain = new byte[set.domainBytes()];
    domain[domain.length - 1] = (byte) function;
    return domain;
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
    message.update(source, offset, length);
  }

  /** Algorithm 17, or 14 for one layer. Tells whether the signature leads to the root. */
  boolean finish() {
    byte[] node = message.finish();
    long tree = index;
    int at = set.indexBytes + n;
    for (int layer = 0; layer < set.layers; layer++, at += set.layerBytes()) {
      int leaf = (int) (tree & ((1L << set.treeHeight()) - 1));
      tree >>>= set.treeHeight();
      word(LAYER, layer);
      word(TREE, (int) (tree >>> 32));
      word(TREE + 1, (int) tree);
      node = rootOf(leaf, at, node);
    }
    return Arrays.equals(node, root);
  }

  /** Algorithm 13: the root of the tree in which a leaf signs a hash. */
  private byte[] rootOf(int leaf, int at, byte[] signed) {
    byte[] nodes = oneTimeKey(leaf, at, signed);
    compress(leaf, nodes);
    // keys and masks do not depend on the nodes, so they come side by side for all levels
    type(HASH_TREE_ADDRESS, 0);
    for (int level = 0; level < set.treeHeight(); level++) {
      word(CHAIN_OR_HEIGHT, level);
      word(HASH_OR_INDEX, leaf >>> (level + 1));
      keyAndMasks(level, NODE_PARTS);
    }
    prf.hashAll(addresses, ADDRESS_BYTES, NODE_PARTS * set.treeHeight(), inputs, 0);
    int path = at + set.chains() * n;
    for (int level = 0; level < set.treeHeight(); level++, path += n) {
      int left = (NODE_PARTS * level + 1) * n;
      boolean right = ((leaf >>> level) & 1) != 0;
      mask(nodes, 0, left + (right ? n : 0), n);
      mask(signature, path, left + (right ? 0 : n), n);
      nodeStep.hash(inputs, left - n, NODE_PARTS * n, nodes, 0);
    }
    return Arrays.copyOf(nodes, n);
  }

  /** WOTS_pkFromSig, algorithm 6: the ends of the chains, of which the digits are the beginnings. */
  private byte[] oneTimeKey(int leaf, int at, byte[] signed) {
    byte[] values = Arrays.copyOfRange(signature, at, at + set.chains() * n);
    int[] digits = digits(signed);
    int[] chains = new int[digits.length];
    byte[] hashes = new byte[values.length];
    type(OTS_ADDRESS, leaf);
    // algorithm 2, one step of all chains that have begun after another
    for (int step = 0; step < LAST_DIGIT; step++) {
      int count = 0;
      word(HASH_OR_INDEX, step);
      for (int chain = 0; chain < digits.length; chain++) {
        if (digits[chain] <= step) {
          word(CHAIN_OR_HEIGHT, chain);
          keyAndMasks(count, CHAIN_PARTS);
          chains[count++] = chain;
        }
      }
      prf.hashAll(addresses, ADDRESS_BYTES, CHAIN_PARTS * count, inputs, 0);
      for (int i = 0; i < count; i++) {
        mask(values, chains[i] * n, (CHAIN_PARTS * i + 1) * n, n);
      }
      chainStep.hashAll(inputs, CHAIN_PARTS * n, count, hashes, 0);
      for (int i = 0; i < count; i++) {
        System.arraycopy(hashes, i * n, values, chains[i] * n, n);
      }
    }
    return values;
  }

  /** Lines 1 to 8: the checksum makes sure that no digit can grow without another one shrinking. */
  private int[] digits(byte[] signed) {
    int[] digits = new int[set.chains()];
    int checksum = 0;
    for (int i = 0; i < 2 * n; i++) {
      digits[i] = ((signed[i / 2] & 0xff) >>> (i % 2 == 0 ? 4 : 0)) & LAST_DIGIT;
      checksum += LAST_DIGIT - digits[i];
    }
    for (int i = 0; i < CHECKSUM_DIGITS; i++) {
      digits[2 * n + i] = (checksum >>> (4 * (CHECKSUM_DIGITS - 1 - i))) & LAST_DIGIT;
    }
    return digits;
  }

  /** ltree, algorithm 8: a tree of any number of nodes, where one without a sibling rises as it is. */
  private void compress(int leaf, byte[] nodes) {
    type(L_TREE_ADDRESS, leaf);
    int height = 0;
    for (int count = set.chains(); count > 1; count = (count + 1) / 2) {
      int pairs = count / 2;
      word(CHAIN_OR_HEIGHT, height++);
      for (int i = 0; i < pairs; i++) {
        word(HASH_OR_INDEX, i);
        keyAndMasks(i, NODE_PARTS);
      }
      prf.hashAll(addresses, ADDRESS_BYTES, NODE_PARTS * pairs, inputs, 0);
      for (int i = 0; i < pairs; i++) {
        mask(nodes, 2 * i * n, (NODE_PARTS * i + 1) * n, 2 * n);
      }
      nodeStep.hashAll(inputs, NODE_PARTS * n, pairs, nodes, 0);
      if (count % 2 != 0) {
        System.arraycopy(nodes, (count - 1) * n, nodes, pairs * n, n);
      }
    }
  }

  /** RAND_HASH, algorithm 7, and F, algorithm 2: what PRF hashes for the key and each mask of a hash. */
  private void keyAndMasks(int index, int parts) {
    for (int part = 0; part < parts; part++) {
      word(KEY_AND_MASK, part);
      System.arraycopy(
          address, 0, addresses, (parts * index + part) * ADDRESS_BYTES, ADDRESS_BYTES);
    }
  }

  private void mask(byte[] source, int from, int to, int length) {
    for (int i = 0; i < length; i++) {
      inputs[to + i] ^= source[from + i];
    }
  }

  private void type(int type, int number) {
    Arrays.fill(address, 4 * TYPE, ADDRESS_BYTES, (byte) 0);
    word(TYPE, type);
    word(NUMBER, number);
  }

  private void word(int word, int value) {
    int at = 4 * word;
    address[at] = (byte) (value >>> 24);
    address[at + 1] = (byte) (value >>> 16);
    address[at + 2] = (byte) (value >>> 8);
    address[at + 3] = (byte) value;
  }
}
