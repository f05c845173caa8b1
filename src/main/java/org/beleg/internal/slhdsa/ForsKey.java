package org.beleg.internal.slhdsa;

/**
 * FORS: in each of k trees, a bits of the message choose the leaf that the signature opens, and the
 * roots of all trees are the key. <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, section 8.
 */
final class ForsKey {

  private final SlhDsaParameters parameters;
  private final TweakableHashes hashes;
  private final Address address;

  ForsKey(SlhDsaParameters parameters, TweakableHashes hashes, Address address) {
    this.parameters = parameters;
    this.hashes = hashes;
    this.address = address;
  }

  /**
   * fors_pkFromSig, algorithm 17: the key that a signature leads to. All trees go up one level at a time,
   * since they do not depend on each other.
   */
  byte[] fromSignature(int keyPair, byte[] signature, int offset, byte[] message) {
    int n = parameters.n;
    int trees = parameters.forsTrees;
    int treeBytes = (1 + parameters.forsHeight) * n;
    int head = address.length();
    int[] indices = Digits.of(message, parameters.forsHeight, trees);
    byte[] nodes = new byte[trees * n];
    byte[] inputs = new byte[trees * (head + 2 * n)];

    address.typeAndKeyPair(Address.FORS_TREE, keyPair);
    for (int i = 0; i < trees; i++) {
      indices[i] += i << parameters.forsHeight;
      address.heightAndIndex(0, indices[i]);
      address.copyTo(inputs, i * (head + n));
      System.arraycopy(signature, offset + i * treeBytes, inputs, i * (head + n) + head, n);
    }
    hashes.f.hashAll(inputs, head + n, trees, nodes, 0);

    for (int level = 1; level <= parameters.forsHeight; level++) {
      for (int i = 0; i < trees; i++) {
        boolean right = (indices[i] & 1) != 0;
        indices[i] >>>= 1;
        int at = i * (head + 2 * n);
        address.heightAndIndex(level, indices[i]);
        address.copyTo(inputs, at);
        System.arraycopy(nodes, i * n, inputs, at + head + (right ? n : 0), n);
        System.arraycopy(
            signature, offset + i * treeBytes + level * n, inputs, at + head + (right ? 0 : n), n);
      }
      hashes.h.hashAll(inputs, head + 2 * n, trees, nodes, 0);
    }

    byte[] roots = new byte[head + nodes.length];
    address.typeAndKeyPair(Address.FORS_ROOTS, keyPair);
    address.copyTo(roots, 0);
    System.arraycopy(nodes, 0, roots, head, nodes.length);
    byte[] key = new byte[n];
    hashes.h.hash(roots, 0, roots.length, key, 0);
    return key;
  }
}
