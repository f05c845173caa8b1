package org.beleg.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * XMSS and XMSS^MT in the shape of RFC 8391 with the hash functions of SP 800-208, never optimised. Of
 * each tree only one leaf is real, and the other nodes on its path are random: enough for one signature.
 */
public final class ReferenceXmss {

  private final int group;
  private final int n;
  private final byte[] seed;
  private byte[] publicKey = new byte[0];
  private byte[] signature = new byte[0];

  private ReferenceXmss(int group, byte[] seed) {
    this.group = group;
    this.n = seed.length;
    this.seed = seed;
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  public byte[] signature() {
    return signature.clone();
  }

  /** A new key with one signature of a message. */
  public static ReferenceXmss make(boolean multi, int code, byte[] message, Random random) {
    int[][] shapes = multi
        ? new int[][] {{20, 2}, {20, 4}, {40, 2}, {40, 4}, {40, 8}, {60, 3}, {60, 6}, {60, 12}}
        : new int[][] {{10, 1}, {16, 1}, {20, 1}};
    int group = (code - 1) / shapes.length;
    int h = shapes[(code - 1) % shapes.length][0];
    int d = shapes[(code - 1) % shapes.length][1];
    int n = new int[] {32, 64, 32, 64, 24, 32, 24}[group];
    ReferenceXmss xmss = new ReferenceXmss(group, bytes(random, n));
    long index = random.nextLong() & ((1L << h) - 1);
    byte[] r = bytes(random, n);

    byte[][] secrets = new byte[d][];
    byte[][] paths = new byte[d][];
    byte[][] roots = new byte[d][];
    for (int layer = 0; layer < d; layer++) {
      secrets[layer] = bytes(random, (2 * n + 3) * n);
      paths[layer] = bytes(random, h / d * n);
      roots[layer] = xmss.root(layer, index, h / d, secrets[layer], paths[layer]);
    }
    byte[] root = roots[d - 1];
    byte[] signed = xmss.hash(2, concat(r, root, number(index, n)), message);
    byte[] layers = new byte[0];
    for (int layer = 0; layer < d; layer++) {
      layers = concat(
          layers, xmss.oneTimeSignature(layer, index, h / d, secrets[layer], signed), paths[layer]);
      signed = roots[layer];
    }
    xmss.publicKey = concat(number(code, 4), root, xmss.seed);
    xmss.signature = concat(number(index, multi ? (h + 7) / 8 : 4), r, layers);
    return xmss;
  }

  /** The root of the tree of a layer, of its one leaf and a path. */
  private byte[] root(int layer, long index, int height, byte[] secrets, byte[] path) {
    long tree = index >>> (height * (layer + 1));
    int leaf = (int) ((index >>> (height * layer)) & ((1L << height) - 1));
    int length = 2 * n + 3;
    byte[][] nodes = new byte[length][];
    for (int i = 0; i < length; i++) {
      byte[] start = Arrays.copyOfRange(secrets, i * n, (i + 1) * n);
      nodes[i] = chain(start, 0, 15, layer, tree, leaf, i);
    }
    for (int level = 0; nodes.length > 1; level++) {
      byte[][] parents = new byte[(nodes.length + 1) / 2][];
      for (int i = 0; i < nodes.length / 2; i++) {
        parents[i] = randHash(nodes[2 * i], nodes[2 * i + 1], layer, tree, 1, leaf, level, i);
      }
      if (nodes.length % 2 == 1) {
        parents[parents.length - 1] = nodes[nodes.length - 1];
      }
      nodes = parents;
    }
    byte[] node = nodes[0];
    for (int k = 0; k < height; k++) {
      byte[] sibling = Arrays.copyOfRange(path, k * n, (k + 1) * n);
      boolean left = leaf / (1 << k) % 2 == 0;
      int parent = leaf / (1 << (k + 1));
      node = left
          ? randHash(node, sibling, layer, tree, 2, 0, k, parent)
          : randHash(sibling, node, layer, tree, 2, 0, k, parent);
    }
    return node;
  }

  private byte[] oneTimeSignature(
      int layer, long index, int height, byte[] secrets, byte[] message) {
    long tree = index >>> (height * (layer + 1));
    int leaf = (int) ((index >>> (height * layer)) & ((1L << height) - 1));
    int checksum = 0;
    byte[] signature = new byte[0];
    String digits = HexFormat.of().formatHex(message);
    for (int i = 0; i < 2 * n; i++) {
      checksum += 15 - Character.digit(digits.charAt(i), 16);
    }
    digits += String.format("%03x", checksum);
    for (int i = 0; i < digits.length(); i++) {
      byte[] start = Arrays.copyOfRange(secrets, i * n, (i + 1) * n);
      int steps = Character.digit(digits.charAt(i), 16);
      signature = concat(signature, chain(start, 0, steps, layer, tree, leaf, i));
    }
    return signature;
  }

  private byte[] chain(byte[] x, int start, int steps, int layer, long tree, int leaf, int chain) {
    byte[] value = x;
    for (int i = start; i < start + steps; i++) {
      byte[] key = prf(layer, tree, 0, leaf, chain, i, 0);
      byte[] mask = prf(layer, tree, 0, leaf, chain, i, 1);
      value = hash(0, key, xor(value, mask));
    }
    return value;
  }

  private byte[] randHash(
      byte[] left, byte[] right, int layer, long tree, int type, int a, int b, int c) {
    byte[] key = prf(layer, tree, type, a, b, c, 0);
    byte[] mask = prf(layer, tree, type, a, b, c, 1);
    byte[] mask2 = prf(layer, tree, type, a, b, c, 2);
    return hash(1, key, concat(xor(left, mask), xor(right, mask2)));
  }

  private byte[] prf(int layer, long tree, int type, int a, int b, int c, int keyAndMask) {
    byte[] address = concat(
        number(layer, 4),
        number(tree, 8),
        number(type, 4),
        number(a, 4),
        number(b, 4),
        number(c, 4),
        number(keyAndMask, 4));
    return hash(3, seed, address);
  }

  private byte[] hash(int function, byte[] key, byte[] message) {
    Digest digest = switch (group) {
      case 0, 4 -> new SHA256Digest();
      case 1 -> new SHA512Digest();
      case 2 -> new SHAKEDigest(128);
      default -> new SHAKEDigest(256);
    };
    byte[] input = concat(number(function, n == 24 ? 4 : n), key, message);
    digest.update(input, 0, input.length);
    byte[] full = new byte[digest.getDigestSize()];
    digest.doFinal(full, 0);
    return Arrays.copyOf(full, n);
  }

  private static byte[] xor(byte[] a, byte[] b) {
    byte[] c = a.clone();
    for (int i = 0; i < c.length; i++) {
      c[i] ^= b[i];
    }
    return c;
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A number in so many bytes, big-endian. */
  static byte[] number(long value, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < Math.min(length, 8); i++) {
      bytes[length - 1 - i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
