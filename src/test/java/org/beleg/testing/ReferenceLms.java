package org.beleg.testing;

import static org.beleg.testing.ReferenceXmss.bytes;
import static org.beleg.testing.ReferenceXmss.concat;
import static org.beleg.testing.ReferenceXmss.number;

import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * LMS in the shape of RFC 8554, never optimised. It signs without a secret: a random signature leads to
 * some root, and a key with that root is made to fit.
 */
public final class ReferenceLms {

  private final byte[] publicKey;
  private final byte[] signature;

  private ReferenceLms(byte[] publicKey, byte[] signature) {
    this.publicKey = publicKey;
    this.signature = signature;
  }

  public byte[] publicKey() {
    return publicKey.clone();
  }

  public byte[] signature() {
    return signature.clone();
  }

  /** A random signature of a message, and the key that it is valid for. */
  public static ReferenceLms make(int type, int otsType, byte[] message, Random random) {
    boolean shake = type >= 15;
    int n = (type - 5) / 5 % 2 == 0 ? 32 : 24;
    int h = 5 + (type - 5) % 5 * 5;
    int w = new int[] {1, 2, 4, 8}[(otsType - 1) % 4];
    int u = 8 * n / w;
    int v = Integer.toBinaryString(((1 << w) - 1) * u).length();
    v = v / w + (v % w == 0 ? 0 : 1);
    byte[] id = bytes(random, 16);
    int leaf = random.nextInt(1 << h);
    byte[] q = number(leaf, 4);
    byte[] c = bytes(random, n);
    byte[] y = bytes(random, (u + v) * n);
    byte[] path = bytes(random, h * n);

    byte[] hash = hash(shake, n, id, q, number(0x8181, 2), c, message);
    int sum = 0;
    for (int i = 0; i < u; i++) {
      sum += (1 << w) - 1 - coef(hash, i, w);
    }
    byte[] digits = concat(hash, number(sum << (16 - v * w), 2));
    byte[] ends = new byte[0];
    for (int i = 0; i < u + v; i++) {
      byte[] value = Arrays.copyOfRange(y, i * n, (i + 1) * n);
      for (int j = coef(digits, i, w); j < (1 << w) - 1; j++) {
        value = hash(shake, n, id, q, number(i, 2), number(j, 1), value);
      }
      ends = concat(ends, value);
    }
    byte[] key = hash(shake, n, id, q, number(0x8080, 2), ends);
    int node = (1 << h) + leaf;
    byte[] root = hash(shake, n, id, number(node, 4), number(0x8282, 2), key);
    for (int i = 0; i < h; i++, node /= 2) {
      byte[] sibling = Arrays.copyOfRange(path, i * n, (i + 1) * n);
      byte[] parent = number(node / 2, 4);
      root = node % 2 == 1
          ? hash(shake, n, id, parent, number(0x8383, 2), sibling, root)
          : hash(shake, n, id, parent, number(0x8383, 2), root, sibling);
    }
    return new ReferenceLms(
        concat(number(type, 4), number(otsType, 4), id, root),
        concat(q, number(otsType, 4), c, y, number(type, 4), path));
  }

  /** An HSS signature through levels of different types. */
  public static ReferenceLms hierarchy(int levels, byte[] message, Random random) {
    int[][] types = {{5, 3}, {10, 8}, {16, 12}, {20, 15}, {5, 4}, {6, 1}, {5, 2}, {15, 10}};
    ReferenceLms lower = make(types[levels - 1][0], types[levels - 1][1], message, random);
    byte[] signature = lower.signature;
    for (int level = levels - 2; level >= 0; level--) {
      ReferenceLms upper = make(types[level][0], types[level][1], lower.publicKey, random);
      signature = concat(upper.signature, lower.publicKey, signature);
      lower = upper;
    }
    return new ReferenceLms(
        concat(number(levels, 4), lower.publicKey), concat(number(levels - 1, 4), signature));
  }

  private static int coef(byte[] string, int i, int w) {
    int value = 0;
    for (int bit = i * w; bit < (i + 1) * w; bit++) {
      value = 2 * value + ((string[bit / 8] >> (7 - bit % 8)) & 1);
    }
    return value;
  }

  private static byte[] hash(boolean shake, int n, byte[]... parts) {
    Digest digest = shake ? new SHAKEDigest(256) : new SHA256Digest();
    byte[] message = concat(parts);
    digest.update(message, 0, message.length);
    byte[] full = new byte[digest.getDigestSize()];
    digest.doFinal(full, 0);
    return Arrays.copyOf(full, n);
  }
}
