package org.beleg.ledger.corda;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.EnumSet;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.NodeKernel;
import org.beleg.internal.ledger.LevelTree;
import org.beleg.internal.ledger.LoneNode;

/**
 * The hashing rules of Corda 4 over one algorithm A.
 *
 * <pre>
 *   inner node       A(left || right), no prefix
 *   padding          zero bytes, up to a power of two; one leaf is padded too, but not with SHA-256
 *   absent group     FF bytes
 *   nonce            A(A(salt || be32 group || be32 index)) = n
 *                    with SHA-256 alone: A(A(n || component))
 *   component leaf   A(A(nonce || component))
 * </pre>
 *
 * <p>The second step of the nonce is in no document. It is what {@code WireTransaction} of the released
 * {@code corda-core} computes, so the ids of all transactions follow from it.
 */
@Immutable
final class CordaHashing {

  private static final ImmutableMap<HashAlgorithm, CordaHashing> BY_ALGORITHM =
      Maps.toMap(EnumSet.allOf(HashAlgorithm.class), CordaHashing::new);

  private final HashAlgorithm algorithm;

  @SuppressWarnings("Immutable") // a kernel is a pure function; its scratch space is its own affair
  private final NodeKernel once;

  @SuppressWarnings("Immutable") // as above
  private final NodeKernel twice;

  private CordaHashing(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
    HashEngine engine = HashEngine.valueOf(algorithm.name());
    this.once = Kernels.bare(engine);
    this.twice = Kernels.bareTwice(engine);
  }

  static CordaHashing of(HashAlgorithm algorithm) {
    return requireNonNull(BY_ALGORITHM.get(algorithm));
  }

  HashAlgorithm algorithm() {
    return algorithm;
  }

  int hashSize() {
    return algorithm.size();
  }

  NodeKernel nodes() {
    return once;
  }

  // --- trees -------------------------------------------------------------------------------------

  /** The number of levels above the leaves of a tree, at least one leaf. */
  int height(int leafCount) {
    return Math.max(lowestHeight(), LevelTree.levelsAbove(leafCount));
  }

  /** The height of a tree of one leaf. */
  int lowestHeight() {
    return algorithm == HashAlgorithm.SHA_256 ? 0 : 1;
  }

  /** Room for the leaves of a tree and the zero hashes that it is padded with. */
  byte[] newLeaves(int leafCount) {
    return new byte[Math.multiplyExact(1 << height(leafCount), hashSize())];
  }

  /** The tree over leaves with their padding. */
  LevelTree tree(byte[] paddedLeaves) {
    return LevelTree.build(once, LoneNode.FORBIDDEN, hashSize(), paddedLeaves);
  }

  /** The root over leaves with their padding, which are overwritten. */
  byte[] root(byte[] paddedLeaves) {
    return LevelTree.rootInPlace(once, LoneNode.FORBIDDEN, hashSize(), paddedLeaves);
  }

  /** Whether nothing but zero bytes are at a place. */
  static boolean isZero(byte[] source, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (source[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first hash that is padding and no group: zero, or the hash of two zeros, which padding is one level
   * up. -1 if there is none.
   */
  int indexOfPadding(HashList groupHashes) {
    byte[] zero = new byte[hashSize()];
    byte[] zeroNode = root(new byte[2 * hashSize()]);
    for (int group = 0; group < groupHashes.size(); group++) {
      if (groupHashes.matches(group, zero, 0) || groupHashes.matches(group, zeroNode, 0)) {
        return group;
      }
    }
    return -1;
  }

  /** The hash that stands for a group without components. */
  byte[] absentGroup() {
    byte[] hash = new byte[hashSize()];
    Arrays.fill(hash, (byte) 0xFF);
    return hash;
  }

  // --- components --------------------------------------------------------------------------------

  /** The nonces of all components of a group, end to end. */
  byte[] nonces(PrivacySalt salt, int group, byte[][] components) {
    byte[][] messages = new byte[components.length][];
    for (int i = 0; i < components.length; i++) {
      messages[i] = Bytes.concat(salt.bytes(), Ints.toByteArray(group), Ints.toByteArray(i));
    }
    byte[] nonces = hashTwice(messages, components.length * hashSize());
    return algorithm == HashAlgorithm.SHA_256
        ? hashTwice(blinded(nonces, components), nonces.length)
        : nonces;
  }

  /** The leaves of components whose nonces lie end to end, followed by the padding of their tree. */
  byte[] paddedLeaves(byte[] nonces, byte[][] components) {
    return hashTwice(blinded(nonces, components), newLeaves(components.length).length);
  }

  private byte[][] blinded(byte[] nonces, byte[][] components) {
    int size = hashSize();
    byte[][] messages = new byte[components.length][];
    for (int i = 0; i < components.length; i++) {
      messages[i] = new byte[Math.addExact(size, components[i].length)];
      System.arraycopy(nonces, i * size, messages[i], 0, size);
      System.arraycopy(components[i], 0, messages[i], size, components[i].length);
    }
    return messages;
  }

  private byte[] hashTwice(byte[][] messages, int length) {
    byte[] hashes = new byte[length];
    twice.hashLeaves(messages, 0, messages.length, hashes, 0);
    return hashes;
  }
}
