package org.beleg.internal.slhdsa;

import java.util.Arrays;
import org.beleg.internal.digest.Digest;

/**
 * One signature on its way to a verdict: <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>,
 * algorithm 20. The message comes in parts, in constant memory. For one thread.
 *
 * <p>Cost: the hash of the message; k (a + 1) hashes for FORS; for each of d layers about 7.5 len + h'
 * more, at most twice as many. That is 2,100 for SHA2-128s and 6,100 for SHA2-128f.
 */
public final class SlhDsaVerification {

  private final SlhDsaParameters parameters;
  private final byte[] publicSeed;
  private final byte[] root;
  private final byte[] signature;
  private final Digest message;

  private SlhDsaVerification(
      SlhDsaParameters parameters, byte[] publicSeed, byte[] root, byte[] signature) {
    this.parameters = parameters;
    this.publicSeed = publicSeed;
    this.root = root;
    this.signature = signature;
    this.message = TweakableHashes.startMessage(parameters, signature, publicSeed, root);
  }

  /**
   * Begins; no array must change before the end.
   *
   * @param publicSeed PK.seed
   * @param root PK.root
   * @throws IllegalArgumentException if a length is not that of the parameters
   */
  public static SlhDsaVerification start(
      SlhDsaParameters parameters, byte[] publicSeed, byte[] root, byte[] signature) {
    if (publicSeed.length != parameters.n
        || root.length != parameters.n
        || signature.length != parameters.signatureBytes()) {
      throw new IllegalArgumentException("not the lengths of " + parameters);
    }
    return new SlhDsaVerification(parameters, publicSeed, root, signature);
  }

  /** Takes the next bytes of M. */
  public void update(byte[] source, int offset, int length) {
    message.update(source, offset, length);
  }

  /** Tells whether the signature leads to PK.root. To be called once. */
  public boolean holds() {
    byte[] hash = TweakableHashes.messageHash(parameters, signature, publicSeed, message);
    int treeAt = parameters.forsMessageBytes();
    int leafAt = treeAt + parameters.treeIndexBytes();
    int treeBits = parameters.height - parameters.treeHeight();
    long tree = Digits.number(hash, treeAt, parameters.treeIndexBytes(), treeBits);
    int leaf =
        (int) Digits.number(hash, leafAt, parameters.leafIndexBytes(), parameters.treeHeight());

    TweakableHashes hashes = TweakableHashes.of(parameters, publicSeed);
    Address address = hashes.newAddress();
    address.layerAndTree(0, tree);
    // what FORS signs is the beginning of the hash
    byte[] fors =
        new ForsKey(parameters, hashes, address).fromSignature(leaf, signature, parameters.n, hash);
    byte[] top = hypertreeRoot(hashes, address, fors, tree, leaf);
    return Arrays.equals(top, root);
  }

  /** ht_verify, algorithm 13, but for its comparison. */
  private byte[] hypertreeRoot(
      TweakableHashes hashes, Address address, byte[] signed, long lowestTree, int lowestLeaf) {
    OneTimeKey oneTimeKey = new OneTimeKey(parameters, hashes, address);
    byte[] pair = new byte[address.length() + 2 * parameters.n];
    byte[] node = signed;
    long tree = lowestTree;
    int leaf = lowestLeaf;
    int at = parameters.n + parameters.forsBytes();
    for (int layer = 0; layer < parameters.layers; layer++) {
      address.layerAndTree(layer, tree);
      oneTimeKey.fromSignature(leaf, signature, at, node, node, 0);
      climb(hashes, address, leaf, at + parameters.chains() * parameters.n, node, pair);
      leaf = (int) (tree & ((1L << parameters.treeHeight()) - 1));
      tree >>>= parameters.treeHeight();
      at += parameters.layerBytes();
    }
    return node;
  }

  /** xmss_pkFromSig, algorithm 11, from line 8 on: from a leaf to the root of its tree, in place. */
  private void climb(
      TweakableHashes hashes, Address address, int leaf, int path, byte[] node, byte[] pair) {
    int n = parameters.n;
    int head = address.length();
    address.typeAndKeyPair(Address.TREE, 0);
    for (int level = 0; level < parameters.treeHeight(); level++) {
      boolean right = ((leaf >>> level) & 1) != 0;
      address.heightAndIndex(level + 1, leaf >>> (level + 1));
      address.copyTo(pair, 0);
      System.arraycopy(node, 0, pair, head + (right ? n : 0), n);
      System.arraycopy(signature, path + level * n, pair, head + (right ? 0 : n), n);
      hashes.h.hash(pair, 0, pair.length, node, 0);
    }
  }
}
