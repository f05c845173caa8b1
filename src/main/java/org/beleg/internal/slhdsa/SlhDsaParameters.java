package org.beleg.internal.slhdsa;

/**
 * The parameter sets of <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, table 2, in its
 * letters. The Winternitz parameter is 16 in all: {@code lg_w} is 4.
 */
public enum SlhDsaParameters {
  SHA2_128S(HashFamily.SHA2, 16, 63, 7, 12, 14),
  SHA2_128F(HashFamily.SHA2, 16, 66, 22, 6, 33),
  SHA2_192S(HashFamily.SHA2, 24, 63, 7, 14, 17),
  SHA2_192F(HashFamily.SHA2, 24, 66, 22, 8, 33),
  SHA2_256S(HashFamily.SHA2, 32, 64, 8, 14, 22),
  SHA2_256F(HashFamily.SHA2, 32, 68, 17, 9, 35),
  SHAKE_128S(HashFamily.SHAKE, 16, 63, 7, 12, 14),
  SHAKE_128F(HashFamily.SHAKE, 16, 66, 22, 6, 33),
  SHAKE_192S(HashFamily.SHAKE, 24, 63, 7, 14, 17),
  SHAKE_192F(HashFamily.SHAKE, 24, 66, 22, 8, 33),
  SHAKE_256S(HashFamily.SHAKE, 32, 64, 8, 14, 22),
  SHAKE_256F(HashFamily.SHAKE, 32, 68, 17, 9, 35);

  /** What computes the hashes of a set: section 11.1 or 11.2. */
  enum HashFamily {
    SHA2,
    SHAKE
  }

  /** lg_w: the bits of a digit that a chain encodes. */
  static final int DIGIT_BITS = 4;

  /** w - 1: the steps of a whole chain. */
  static final int CHAIN_STEPS = (1 << DIGIT_BITS) - 1;

  final HashFamily family;

  /** The length of seeds and hashes, in bytes. */
  final int n;

  /** h: the height of all layers of trees together. */
  final int height;

  /** d: how many trees stand on top of each other. */
  final int layers;

  /** a: the height of a tree of FORS. */
  final int forsHeight;

  /** k: the trees of FORS, of which each signs a bits. */
  final int forsTrees;

  SlhDsaParameters(
      HashFamily family, int n, int height, int layers, int forsHeight, int forsTrees) {
    this.family = family;
    this.n = n;
    this.height = height;
    this.layers = layers;
    this.forsHeight = forsHeight;
    this.forsTrees = forsTrees;
  }

  /** h': the height of one tree of the hypertree. */
  int treeHeight() {
    return height / layers;
  }

  /** len: the digits of n bytes, and three of their checksum. */
  int chains() {
    return 2 * n + 3;
  }

  /** Bytes of the message's hash that FORS signs. */
  int forsMessageBytes() {
    return bytes(forsTrees * forsHeight);
  }

  /** Bytes of the message's hash that choose a tree of the lowest layer. */
  int treeIndexBytes() {
    return bytes(height - treeHeight());
  }

  /** Bytes of the message's hash that choose a leaf of that tree. */
  int leafIndexBytes() {
    return bytes(treeHeight());
  }

  /** m: all of them. */
  int messageHashBytes() {
    return forsMessageBytes() + treeIndexBytes() + leafIndexBytes();
  }

  private static int bytes(int bits) {
    return (bits + 7) / 8;
  }

  /** For each tree of FORS a leaf and its path. */
  int forsBytes() {
    return forsTrees * (1 + forsHeight) * n;
  }

  /** For a layer a one-time signature and its path. */
  int layerBytes() {
    return (chains() + treeHeight()) * n;
  }

  /** How many steps the chains of a signature have on average, in all layers. */
  int averageSteps() {
    return layers * chains() * CHAIN_STEPS / 2;
  }

  /** PK.seed and PK.root. */
  public int publicKeyBytes() {
    return 2 * n;
  }

  /** R, a signature of FORS, and one of each layer: figure 16. */
  public int signatureBytes() {
    return n + forsBytes() + layers * layerBytes();
  }
}
