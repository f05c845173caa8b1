package org.beleg.benchmarks.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.PartialMerkleTree;

/**
 * The Merkle code of <a href="https://bitcoinj.org">bitcoinj</a>: double SHA-256, no prefixes, a list of
 * leaf hashes instead of a tree, so that each proof hashes all leaves again. It keeps nothing; Beleg keeps
 * every node.
 *
 * <p>A block's own root is computed behind a private method from whole transactions. A partial tree that
 * includes no leaf is the root alone, computed by the same node hashes.
 */
public final class BitcoinjPeer {

  private static final int HASH = 32;

  private BitcoinjPeer() {}

  /** Flat leaf hashes as bitcoinj's objects, which hold their bytes backwards. */
  public static List<Sha256Hash> leaves(byte[] flat) {
    List<Sha256Hash> leaves = new ArrayList<>(flat.length / HASH);
    for (int at = 0; at < flat.length; at += HASH) {
      leaves.add(Sha256Hash.wrapReversed(Arrays.copyOfRange(flat, at, at + HASH)));
    }
    return leaves;
  }

  /** A proof of the leaves whose bits are set. */
  public static PartialMerkleTree prove(List<Sha256Hash> leaves, byte[] included) {
    return PartialMerkleTree.buildFromLeaves(included, leaves);
  }

  /** A bit for each leaf, set for those to be proven. */
  public static byte[] included(int treeSize, long... leafIndexes) {
    byte[] bits = new byte[(treeSize + 7) / 8];
    for (long leafIndex : leafIndexes) {
      bits[(int) (leafIndex / 8)] |= (byte) (1 << leafIndex % 8);
    }
    return bits;
  }

  /** The root of all leaves. */
  public static Sha256Hash root(List<Sha256Hash> leaves) {
    return check(prove(leaves, included(leaves.size())));
  }

  /** The root that a proof leads to; it is for the caller to compare. */
  public static Sha256Hash check(PartialMerkleTree proof) {
    return proof.getTxnHashAndMerkleRoot(new ArrayList<>());
  }
}
