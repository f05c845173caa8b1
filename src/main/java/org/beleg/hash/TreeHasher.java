package org.beleg.hash;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.errorprone.annotations.Immutable;
import java.util.EnumSet;
import java.util.Objects;
import org.beleg.internal.kernel.NodeKernel;

/**
 * How the nodes of a Merkle tree are hashed: the rule of <a
 * href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1">RFC 6962, section 2.1</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc9162.html#section-2.1.1">RFC 9162, section 2.1.1</a>, over
 * any {@link HashAlgorithm}.
 *
 * <pre>
 *   empty tree   H("")
 *   leaf         H(0x00 || entry)
 *   inner node   H(0x01 || left || right)
 * </pre>
 *
 * <p><b>Security.</b> The two prefixes make it infeasible to show an inner node as a leaf or a leaf
 * as an inner node, if the algorithm is collision resistant. A root does not bind the size of its
 * tree: take both from one signed checkpoint.
 *
 * <p>One instance per algorithm, safe for any number of threads.
 */
@Immutable
public final class TreeHasher {

  private static final ImmutableMap<HashAlgorithm, TreeHasher> BY_ALGORITHM =
      Maps.toMap(EnumSet.allOf(HashAlgorithm.class), TreeHasher::new);

  private final HashAlgorithm algorithm;

  @SuppressWarnings("Immutable") // a kernel is a pure function; its scratch space is its own affair
  private final NodeKernel kernel;

  private TreeHasher(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.kernel = algorithm.rfc6962();
  }

  /**
   * The hasher over an algorithm.
   *
   * @param algorithm the hash function
   * @return always the same object for one algorithm
   */
  public static TreeHasher of(HashAlgorithm algorithm) {
    return requireNonNull(BY_ALGORITHM.get(algorithm));
  }

  /**
   * The hasher of RFC 6962 itself and of the transparency logs that follow it.
   *
   * @return the hasher over SHA-256
   */
  public static TreeHasher sha256() {
    return of(HashAlgorithm.SHA_256);
  }

  /**
   * The hash function.
   *
   * @return the algorithm that this hasher was made of
   */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The size of every hash of such a tree.
   *
   * @return that of the algorithm, in bytes
   */
  public int hashSize() {
    return algorithm.size();
  }

  /**
   * The root of the tree without leaves.
   *
   * @return the hash of the empty string
   */
  public Hash emptyRoot() {
    return algorithm.hash(new byte[0]);
  }

  /**
   * Hashes an entry.
   *
   * @param entry the record, of any length
   * @return H(0x00 || entry)
   */
  public Hash leafHash(byte[] entry) {
    byte[] hash = new byte[hashSize()];
    kernel.hashLeaf(entry, hash, 0);
    return Hash.of(hash);
  }

  /**
   * Hashes an entry into an array. Allocates nothing.
   *
   * @param entry the record, of any length
   * @param target receives the leaf hash
   * @param targetOffset index of the first byte written
   * @throws IndexOutOfBoundsException if the hash is not inside its array
   */
  public void leafHash(byte[] entry, byte[] target, int targetOffset) {
    checkHashes(target, targetOffset, 1);
    kernel.hashLeaf(entry, target, targetOffset);
  }

  /**
   * Hashes two children.
   *
   * @param left hash of the left child
   * @param right hash of the right child
   * @return H(0x01 || left || right)
   * @throws IllegalArgumentException if a child has another size than this algorithm's hashes
   */
  public Hash nodeHash(Hash left, Hash right) {
    int size = hashSize();
    if (left.size() != size || right.size() != size) {
      throw new IllegalArgumentException(algorithm + " nodes have " + size + " bytes, not "
          + left.size() + " and " + right.size());
    }
    byte[] pair = new byte[2 * size];
    left.copyTo(pair, 0);
    right.copyTo(pair, size);
    kernel.hashPairs(pair, 0, pair, 0, 1);
    return Hash.of(pair, 0, size);
  }

  /**
   * Hashes many entries at once, the bulk form of {@link #leafHash}: on a machine with wide vectors
   * several are hashed side by side.
   *
   * @param entries the records; only those at {@code begin <= i < end} are read
   * @param begin index of the first entry
   * @param end index after the last entry
   * @param target receives the leaf hashes, end to end
   * @param targetOffset index of the first byte written
   * @throws IndexOutOfBoundsException if entries or hashes are not inside their arrays
   */
  public void leafHashes(byte[][] entries, int begin, int end, byte[] target, int targetOffset) {
    Objects.checkFromToIndex(begin, end, entries.length);
    checkHashes(target, targetOffset, end - begin);
    kernel.hashLeaves(entries, begin, end, target, targetOffset);
  }

  /**
   * Hashes many pairs of children at once, the bulk form of {@link #nodeHash}: {@code target[i] =
   * H(0x01 || children[2i] || children[2i+1])} for {@code 0 <= i < count}, all hashes laid end to
   * end. Allocates nothing.
   *
   * @param children {@code 2 * count} hashes
   * @param childrenOffset index of the first byte of the first child
   * @param target receives {@code count} hashes; may be {@code children} itself if {@code
   *     targetOffset <= childrenOffset}, and anywhere in it if there is but one pair
   * @param targetOffset index of the first byte written
   * @param count the number of pairs, 0 or more
   * @throws IndexOutOfBoundsException if the hashes are not inside their arrays
   */
  public void nodeHashes(
      byte[] children, int childrenOffset, byte[] target, int targetOffset, int count) {
    checkHashes(children, childrenOffset, 2L * count);
    checkHashes(target, targetOffset, count);
    kernel.hashPairs(children, childrenOffset, target, targetOffset, count);
  }

  /**
   * Climbs from a node to one of its ancestors: for every bit {@code i} set in {@code steps}, from the
   * lowest on, replaces the hash by that of its parent, whose other child is {@code siblings.get(i)}:
   * the left one if bit {@code i} of {@code leftSiblings} is set, else the right one. Allocates nothing.
   *
   * @param hash holds the hash to start from and receives the ancestor's
   * @param offset index of its first byte
   * @param siblings the hashes of which the steps name some; at most 64 can be named
   * @param steps which siblings are climbed past
   * @param leftSiblings which siblings are left children
   * @throws IndexOutOfBoundsException if a step names no sibling, or the hash is not inside its array
   * @throws IllegalArgumentException if the siblings have another size than this algorithm's hashes
   */
  public void climb(byte[] hash, int offset, HashList siblings, long steps, long leftSiblings) {
    if (steps == 0) {
      return;
    }
    Objects.checkIndex(Long.SIZE - 1 - Long.numberOfLeadingZeros(steps), siblings.size());
    if (siblings.hashSize() != hashSize()) {
      throw new IllegalArgumentException(
          algorithm + " nodes have " + hashSize() + " bytes, not " + siblings.hashSize());
    }
    checkHashes(hash, offset, 1);
    kernel.climb(hash, offset, siblings.flat(), steps, leftSiblings);
  }

  private void checkHashes(byte[] array, int offset, long count) {
    Objects.checkFromIndexSize(offset, count * hashSize(), (long) array.length);
  }

  /** Names the rule and the algorithm. */
  @Override
  public String toString() {
    return "RFC 6962 over " + algorithm;
  }
}
