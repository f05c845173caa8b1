package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.primitives.ImmutableIntArray;
import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.HashList;
import org.beleg.internal.bytes.ByteReader;
import org.beleg.internal.ledger.LoneNode;
import org.beleg.internal.ledger.PartialTree;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CordaTree} pruned to some of its leaves and the hashes that lead from them to the root.
 *
 * <p><b>Security.</b> The shape is exact: all included leaves lie on one level, every node that is told by
 * its children is above one of them, and there is no hash more. {@link #check} takes the number of leaves
 * from the caller and with it the level of the leaves, so an inner node cannot pass as a leaf; it compares
 * leaves as a list, so that of two equal leaves neither can pass as another one; and it refuses padding as a
 * leaf. The check of {@code corda-core}, which trusts the sender's shape and compares sets, accepts all three.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class PartialMerkleTree {

  private static final String WHAT = "partial tree";
  private static final byte VERSION = 1;
  private static final int MAX_HEIGHT = PartialNode.MAX_HEIGHT;

  @SuppressWarnings("Immutable") // flat flags and hashes, never written after construction
  private final PartialTree tree;

  @SuppressWarnings("Immutable") // Guava's array is immutable, it only lacks the annotation
  private final ImmutableIntArray leafIndexes;

  private final int height;
  private final int hashSize;

  private PartialMerkleTree(PartialTree tree, int[] leafIndexes, int hashSize) {
    this.tree = tree;
    this.leafIndexes = ImmutableIntArray.copyOf(leafIndexes);
    this.height = Integer.numberOfTrailingZeros(tree.leafCount());
    this.hashSize = hashSize;
  }

  static PartialMerkleTree ofHonest(PartialTree tree, int[] leafIndexes) {
    int hashes = hashCount(Integer.numberOfTrailingZeros(tree.leafCount()), leafIndexes);
    return new PartialMerkleTree(tree, leafIndexes, tree.hashes().length / hashes);
  }

  /** A partial tree that anyone may have sent; {@code where} names its place in exceptions. */
  private static PartialMerkleTree ofHostile(
      int height, int hashSize, byte[] flags, byte[] hashes, String where)
      throws MalformedDataException {
    PartialTree tree = PartialTree.of(1 << height, hashSize, flags, hashes);
    int[] indexes;
    try {
      indexes = tree.included().indexes();
    } catch (VerificationException e) {
      throw new MalformedDataException(WHAT, where, e.verdict().detail(), e);
    }
    if (indexes.length == 0) {
      throw new MalformedDataException(WHAT, where, "no leaf is included");
    }
    if (hashes.length / hashSize != hashCount(height, indexes)) {
      throw new MalformedDataException(WHAT, where, "a node above no included leaf is not pruned");
    }
    return new PartialMerkleTree(tree, indexes, hashSize);
  }

  /**
   * The number of hashes that lead from included leaves to the root: one more than the nodes above them.
   * The first leaf has one on each level; each further one has its own up to where it meets its
   * predecessor's path, and the highest bit in which their indexes differ says where that is.
   */
  private static int hashCount(int height, int[] leafIndexes) {
    int count = 1 + height;
    for (int i = 1; i < leafIndexes.length; i++) {
      int differing = leafIndexes[i - 1] ^ leafIndexes[i];
      count += Integer.SIZE - 1 - Integer.numberOfLeadingZeros(differing);
    }
    return count;
  }

  /**
   * The number of levels above the leaves. A claim, until {@link #check} compared it.
   *
   * @return 0 to {@value PartialNode#MAX_HEIGHT}
   */
  public int height() {
    return height;
  }

  /**
   * The indexes of the included leaves, as the shape tells them.
   *
   * @return a new array of at least one index, strictly increasing
   */
  public int[] leafIndexes() {
    return leafIndexes.toArray();
  }

  /**
   * All hashes: of the included leaves and of the pruned nodes, depth first from left to right.
   *
   * @return an unmodifiable list
   */
  public List<Hash> hashes() {
    return HashList.ofFlat(tree.hashes(), hashSize);
  }

  int hashSize() {
    return hashSize;
  }

  int includedCount() {
    return leafIndexes.length();
  }

  int leafIndex(int i) {
    return leafIndexes.get(i);
  }

  // --- checking ----------------------------------------------------------------------------------

  /**
   * Checks this tree against a root that the caller already trusts. All leaves stand or fall together.
   *
   * <p>Everything but the hashes is compared before anything is hashed. Cost: a hash for each node above
   * the included leaves, in batches of one level.
   *
   * @param algorithm how the tree is hashed, chosen by the verifier
   * @param leafCount the number of leaves of the whole tree, at least 1; the root does not bind it, so take
   *     it from where the root comes from
   * @param leafHashes the expected leaves, in the order of {@link #leafIndexes()}
   * @param rootHash the trusted root
   * @return accepted, or rejected with {@link Reason#HASH_SIZE_WRONG}, {@link Reason#TREE_SHAPE_WRONG} if
   *     the leaves of such a tree are on another level, {@link Reason#LEAF_INDEX_OUT_OF_RANGE}, {@link
   *     Reason#LEAF_COUNT_WRONG}, {@link Reason#PADDING_AS_LEAF}, {@link Reason#LEAF_MISMATCH} or {@link
   *     Reason#ROOT_MISMATCH}
   * @throws IllegalArgumentException if {@code leafCount < 1}
   */
  public Verdict check(
      HashAlgorithm algorithm, int leafCount, List<Hash> leafHashes, Hash rootHash) {
    checkArgument(leafCount >= 1, "a tree of %s leaves", leafCount);
    CordaHashing hashing = CordaHashing.of(algorithm);
    List<Hash> expected = List.copyOf(leafHashes); // counted and compared is one list
    Verdict refusal = refuseCounts(hashing, leafCount, expected, rootHash);
    if (refusal != null) {
      return refusal;
    }
    PartialTree.Opened opened = open(hashing);
    for (int i = 0; i < expected.size(); i++) {
      if (CordaHashing.isZero(opened.leafHashes(), i * hashSize, hashSize)) {
        return Verdict.rejected(Reason.PADDING_AS_LEAF, "leaf " + leafIndex(i) + " is zero");
      }
      if (!expected.get(i).matches(opened.leafHashes(), i * hashSize)) {
        return Verdict.rejected(
            Reason.LEAF_MISMATCH, "leaf " + leafIndex(i) + " is not " + expected.get(i));
      }
    }
    return compareRoot(rootHash, opened.root());
  }

  private @Nullable Verdict refuseCounts(
      CordaHashing hashing, int leafCount, List<Hash> expected, Hash rootHash) {
    if (hashSize != hashing.hashSize() || rootHash.size() != hashSize) {
      return wrongSize(hashing, "tree and root have " + hashSize + " and " + rootHash.size());
    }
    if (height != hashing.height(leafCount)) {
      return Verdict.rejected(
          Reason.TREE_SHAPE_WRONG,
          height + " levels above the leaves, a tree of " + leafCount + " leaves has "
              + hashing.height(leafCount));
    }
    int last = leafIndex(includedCount() - 1);
    if (last >= leafCount) {
      return Verdict.rejected(
          Reason.LEAF_INDEX_OUT_OF_RANGE, "leaf " + last + " of " + leafCount + " is padding");
    }
    if (expected.size() != includedCount()) {
      return Verdict.rejected(
          Reason.LEAF_COUNT_WRONG,
          includedCount() + " included leaves, " + expected.size() + " expected");
    }
    for (Hash leaf : expected) {
      if (leaf.size() != hashSize) {
        return wrongSize(hashing, "an expected leaf has " + leaf.size());
      }
    }
    return null;
  }

  private static Verdict wrongSize(CordaHashing hashing, String found) {
    return Verdict.rejected(
        Reason.HASH_SIZE_WRONG,
        found + " bytes, " + hashing.algorithm() + " has " + hashing.hashSize());
  }

  static Verdict compareRoot(Hash rootHash, byte[] computed) {
    return rootHash.matches(computed, 0)
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.ROOT_MISMATCH, "expected " + rootHash + ", computed " + Hash.of(computed));
  }

  /** Why no tree over this algorithm has this shape, or null. */
  @Nullable Verdict refuseShape(CordaHashing hashing) {
    if (hashSize != hashing.hashSize()) {
      return wrongSize(hashing, "the partial tree has hashes of " + hashSize);
    }
    return height >= hashing.lowestHeight()
        ? null
        : Verdict.rejected(
            Reason.TREE_SHAPE_WRONG, "a single leaf is padded with " + hashing.algorithm());
  }

  /** Root and leaves; the shape was judged when this value was made, and the sizes by the caller. */
  PartialTree.Opened open(CordaHashing hashing) {
    try {
      return tree.open(hashing.nodes(), LoneNode.FORBIDDEN);
    } catch (VerificationException e) {
      throw new AssertionError("a shape that was accepted", e);
    }
  }

  // --- Corda's objects ---------------------------------------------------------------------------

  /**
   * Takes over a partial tree of linked nodes.
   *
   * @param root the topmost node
   * @return the same tree
   * @throws MalformedDataException if no leaf is included, included leaves lie on several levels, another
   *     leaf lies below them, a node is above no included leaf, or hashes differ in size
   */
  public static PartialMerkleTree ofNodes(PartialNode root) throws MalformedDataException {
    return NodeWalk.read(root);
  }

  /** For {@link NodeWalk}, which tells nodes in the order of the flags. */
  static PartialMerkleTree ofTold(int height, int hashSize, byte[] flags, byte[] hashes)
      throws MalformedDataException {
    return ofHostile(height, hashSize, flags, hashes, "nodes");
  }

  /**
   * This tree as linked nodes.
   *
   * @return the topmost node
   * @throws IllegalStateException if it has more than {@link PartialNode#MAX_HASHES} hashes
   */
  public PartialNode toNodes() {
    checkState(tree.hashes().length / hashSize <= PartialNode.MAX_HASHES, "too many hashes");
    return NodeWalk.write(height, hashSize, tree.flags(), tree.hashes());
  }

  // --- bytes -------------------------------------------------------------------------------------

  /**
   * Reads what {@link #toByteArray} writes.
   *
   * @param bytes the encoded tree
   * @return the tree, not yet checked
   * @throws MalformedDataException if the bytes are anything else
   */
  public static PartialMerkleTree parse(byte[] bytes) throws MalformedDataException {
    ByteReader reader = new ByteReader(bytes, WHAT);
    if (reader.uint8() != VERSION) {
      throw reader.problem("not version " + VERSION);
    }
    int hashSize = readHashSize(reader);
    PartialMerkleTree tree = read(reader, hashSize);
    reader.requireEnd();
    return tree;
  }

  static int readHashSize(ByteReader reader) throws MalformedDataException {
    int hashSize = reader.uint8();
    if (hashSize < Hash.MIN_SIZE || hashSize > Hash.MAX_SIZE) {
      throw reader.problem("hashes of " + hashSize + " bytes");
    }
    return hashSize;
  }

  /** Reads a tree inside another document. */
  static PartialMerkleTree read(ByteReader reader, int hashSize) throws MalformedDataException {
    int begin = reader.position();
    int height = reader.uint8();
    if (height > MAX_HEIGHT) {
      throw reader.problem(height + " levels");
    }
    int hashCount = reader.int32Be();
    if (hashCount < 1 || hashCount > reader.remaining() / hashSize) {
      throw reader.problem(Integer.toUnsignedString(hashCount) + " hashes");
    }
    // each node above included leaves has two children, so flags are one less than twice the hashes
    byte[] flags = reader.bytes(flagBytes(hashCount));
    byte[] hashes = reader.bytes(hashCount * hashSize);
    return ofHostile(height, hashSize, flags, hashes, "byte " + begin);
  }

  private static int flagBytes(int hashCount) {
    return (2 * hashCount - 1 + 7) / 8;
  }

  /**
   * This tree as bytes: {@code u8 version = 1 || u8 hash size || u8 height || u32 number of hashes || flags
   * || hashes}, integers big-endian.
   *
   * <p>Nodes are told depth first, left before right. A flag is 1 for a node above an included leaf, which
   * its children follow, and for an included leaf; it is 0 for a pruned node. Flags fill bytes from the
   * lowest bit on, and the bits behind the last are 0. The hashes are those of the nodes that have no
   * children here, in the same order. The algorithm is not part of it; who checks the tree must know it.
   *
   * @return a new array of 7 bytes, the hashes, and a bit for each node
   */
  public byte[] toByteArray() {
    ByteBuffer target = ByteBuffer.allocate(2 + encodedLength()).put(VERSION).put((byte) hashSize);
    putTo(target);
    return target.array();
  }

  int encodedLength() {
    return 1 + Integer.BYTES + tree.flags().length + tree.hashes().length;
  }

  /** Writes this tree inside another document. */
  void putTo(ByteBuffer target) {
    target
        .put((byte) height)
        .putInt(tree.hashes().length / hashSize)
        .put(tree.flags())
        .put(tree.hashes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartialMerkleTree that
        && height == that.height
        && hashSize == that.hashSize
        && Arrays.equals(tree.flags(), that.tree.flags())
        && Arrays.equals(tree.hashes(), that.tree.hashes());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tree.flags()) + Arrays.hashCode(tree.hashes());
  }

  /** Names the height and the number of included leaves. */
  @Override
  public String toString() {
    return "partial tree of height " + height + " with " + includedCount() + " leaves";
  }
}
