package org.beleg.benchmarks.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.corda.core.crypto.MerkleTree;
import net.corda.core.crypto.MerkleTreeException;
import net.corda.core.crypto.PartialMerkleTree;
import net.corda.core.crypto.SecureHash;

/**
 * The Merkle tree of <a href="https://github.com/corda/corda">Corda</a>: an object for each node, no
 * prefixes, leaves padded with zero hashes to a power of two. With 2^k leaves nothing is padded, and its
 * work is one SHA-256 of 64 bytes for each inner node; Beleg hashes 65.
 */
public final class CordaPeer {

  private static final int HASH = 32;

  private CordaPeer() {}

  /** Flat leaf hashes as Corda's objects. */
  public static List<SecureHash> leaves(byte[] flat) {
    List<SecureHash> leaves = new ArrayList<>(flat.length / HASH);
    for (int at = 0; at < flat.length; at += HASH) {
      leaves.add(new SecureHash.SHA256(Arrays.copyOfRange(flat, at, at + HASH)));
    }
    return leaves;
  }

  /** A tree of all its nodes. */
  public static MerkleTree build(List<SecureHash> leaves) {
    try {
      return MerkleTree.Companion.getMerkleTree(leaves);
    } catch (MerkleTreeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A proof of some leaves; searches the whole tree for them, as it knows no indexes. */
  public static PartialMerkleTree prove(MerkleTree tree, List<SecureHash> included) {
    try {
      return PartialMerkleTree.Companion.build(tree, included);
    } catch (MerkleTreeException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tree's hash. */
  public static byte[] root(MerkleTree tree) {
    return tree.getHash().getBytes();
  }
}
