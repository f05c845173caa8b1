package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import org.beleg.MalformedDataException;

/**
 * A parameter set of XMSS or XMSS^MT by its code: <a
 * href="https://www.rfc-editor.org/rfc/rfc8391.html#section-5.3">RFC 8391, sections 5.3 and 5.4</a>, and
 * SP 800-208, section 5. The Winternitz parameter is 16 in all.
 */
@Immutable
final class XmssSet {

  /** In the order of both registries: groups of 3 sets of XMSS, of 8 sets of XMSS^MT. */
  private static final HashFunction[] HASHES = {
    HashFunction.SHA2_256,
    HashFunction.SHA2_512,
    HashFunction.SHAKE128_256,
    HashFunction.SHAKE256_512,
    HashFunction.SHA2_256_192,
    HashFunction.SHAKE256_256,
    HashFunction.SHAKE256_192
  };

  /** Total height and number of layers in a group. */
  private static final int[][] SINGLE = {{10, 1}, {16, 1}, {20, 1}};

  private static final int[][] MULTI = {
    {20, 2}, {20, 4}, {40, 2}, {40, 4}, {40, 8}, {60, 3}, {60, 6}, {60, 12}
  };

  final HashFunction hash;

  /** h, of all layers together. */
  final int height;

  /** d: how many trees stand on top of each other. */
  final int layers;

  /** The bytes of the number of the one-time key: four in XMSS, as few as possible in XMSS^MT. */
  final int indexBytes;

  private XmssSet(HashFunction hash, int height, int layers, int indexBytes) {
    this.hash = hash;
    this.height = height;
    this.layers = layers;
    this.indexBytes = indexBytes;
  }

  static XmssSet of(boolean multi, int code) throws MalformedDataException {
    int[][] shapes = multi ? MULTI : SINGLE;
    if (code < 1 || code > HASHES.length * shapes.length) {
      throw new MalformedDataException(
          (multi ? "XMSS^MT" : "XMSS") + " public key",
          "raw key",
          "unknown parameter set " + Integer.toUnsignedString(code));
    }
    HashFunction hash = HASHES[(code - 1) / shapes.length];
    int[] shape = shapes[(code - 1) % shapes.length];
    return new XmssSet(hash, shape[0], shape[1], multi ? (shape[0] + 7) / 8 : 4);
  }

  /** len: digits of four bits of a hash, and three of their checksum. */
  int chains() {
    return 2 * hash.n + 3;
  }

  int treeHeight() {
    return height / layers;
  }

  /** What one layer adds to a signature. */
  int layerBytes() {
    return (chains() + treeHeight()) * hash.n;
  }

  int signatureBytes() {
    return indexBytes + hash.n + layers * layerBytes();
  }

  /**
   * The bytes of the number that keeps one use of the hash apart from another: n in RFC 8391, section
   * 5.1, and 4 in the sets that SP 800-208, sections 5.2 and 5.4, cuts to 24 bytes.
   */
  int domainBytes() {
    return hash.n == 24 ? 4 : hash.n;
  }
}
