package org.beleg.tree;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.store.RunStore;
import org.beleg.proof.ConsistencyProof;
import org.beleg.proof.InclusionProof;
import org.beleg.proof.MultiProof;
import org.beleg.proof.NodeId;
import org.beleg.proof.ProofLayout;
import org.beleg.proof.Subtree;
import org.beleg.proof.SubtreeProof;
import org.jspecify.annotations.Nullable;

/**
 * An append-only Merkle tree as a value: the tree of <a
 * href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1">RFC 6962, section 2.1</a>.
 *
 * <pre>{@code
 * MerkleTree tree = MerkleTree.empty().append(first).append(second);
 * InclusionProof proof = tree.proveInclusion(1);
 * Verdict verdict = proof.check(TreeHasher.sha256(), leafHash, tree.rootHash());
 * }</pre>
 *
 * <p><b>Versions.</b> Appending returns a new value and leaves the old one as it was. All versions share
 * one store of nodes, of which a version sees the first {@link #size()} leaves; keeping a thousand of
 * them costs little more than keeping the last. (The other way round, an old version keeps the whole
 * store, not only its own leaves.) Whoever appends to a version that was appended to
 * already gets a fork: its full runs of 256 hashes are still shared, the right edge and the lists of
 * runs are copied.
 *
 * <p><b>Threads.</b> Every value may be read by any number of threads without locks, however it reached
 * them, while others append. Two threads that append to one value at once get two trees.
 *
 * <p><b>Cost.</b> About 64 bytes for each leaf with a hash of 32 bytes, and nothing else per leaf: only
 * hashes are kept, not entries. Sizes are limited by memory, no index is an {@code int}; appending past
 * 2^63 - 1 leaves would be an {@link ArithmeticException}.
 */
@Immutable
@SuppressWarnings("Immutable") // the store only grows, and never below what a version can see
public final class MerkleTree {

  private static final int ENTRIES_PER_BATCH = RunStore.RUN;

  private final TreeHasher hasher;
  private final RunStore store;
  private final long size;

  /** Hashes along the right edge, computed when first asked for; a race computes them twice. */
  private @Nullable RightEdge rightEdge;

  private MerkleTree(TreeHasher hasher, RunStore store, long size) {
    this.hasher = hasher;
    this.store = store;
    this.size = size;
  }

  // --- making trees ------------------------------------------------------------------------------

  /**
   * The tree without leaves, over SHA-256.
   *
   * @return an empty tree
   */
  public static MerkleTree empty() {
    return empty(TreeHasher.sha256());
  }

  /**
   * The tree without leaves.
   *
   * @param hasher how its nodes are hashed
   * @return an empty tree
   */
  public static MerkleTree empty(TreeHasher hasher) {
    return new MerkleTree(hasher, new RunStore(hasher.hashSize()), 0);
  }

  /**
   * The tree of some entries.
   *
   * @param hasher how its nodes are hashed
   * @param entries the records in order; hashed, not kept
   * @return their tree
   */
  public static MerkleTree of(TreeHasher hasher, Iterable<byte[]> entries) {
    return empty(hasher).appendAll(entries);
  }

  /**
   * This tree and one entry more.
   *
   * <p>Cost: one leaf hash and, amortised, one node hash.
   *
   * @param entry the record; hashed, not kept
   * @return a tree of {@code size() + 1} leaves
   */
  public MerkleTree append(byte[] entry) {
    requireNonNull(entry, "entry");
    // not through grow: this is called once for each entry, and its objects would be a third of the
    // time
    long newSize = Math.addExact(size, 1);
    RunStore target = claim(newSize);
    NodeWriter.append(hasher, target, size, entry);
    target.commit(newSize);
    return new MerkleTree(hasher, target, newSize);
  }

  /**
   * This tree and more entries.
   *
   * <p>Cost: one leaf hash and one node hash for each entry, computed in batches.
   *
   * @param entries the records in order; hashed, not kept; read once
   * @return a tree with all of them appended
   */
  public MerkleTree appendAll(Iterable<byte[]> entries) {
    MerkleTree tree = this;
    byte[][] batch = new byte[ENTRIES_PER_BATCH][];
    int filled = 0;
    for (byte[] entry : entries) {
      batch[filled++] = requireNonNull(entry, "entry");
      if (filled == batch.length) {
        tree = tree.appendBatch(batch, filled);
        filled = 0;
      }
    }
    return tree.appendBatch(batch, filled);
  }

  private MerkleTree appendBatch(byte[][] entries, int count) {
    return grow(
        count,
        (begin, end, run, offset) ->
            hasher.leafHashes(entries, (int) (begin - size), (int) (end - size), run, offset),
        null);
  }

  /**
   * This tree and one leaf more, whose hash the caller computed.
   *
   * <p><b>Security.</b> A leaf hash that is not the {@link TreeHasher#leafHash} of an entry makes a tree
   * in which that entry cannot be proven, and an inner node's hash makes one that says two things.
   *
   * @param leafHash the hash of an entry
   * @return a tree of {@code size() + 1} leaves
   * @throws IllegalArgumentException if the hash does not have the algorithm's size
   */
  public MerkleTree appendLeafHash(Hash leafHash) {
    requireSize(leafHash);
    return grow(1, (begin, end, run, offset) -> leafHash.copyTo(run, offset), null);
  }

  /**
   * This tree and many leaves more, whose hashes the caller computed; the fastest way to build a tree.
   *
   * <p>Cost: one node hash for each leaf, in batches.
   *
   * @param leafHashes hashes laid end to end; copied
   * @return a tree with all of them appended
   * @throws IllegalArgumentException if the length is no multiple of the hash size
   */
  public MerkleTree appendLeafHashes(byte[] leafHashes) {
    return appendFlat(leafHashes, null);
  }

  /**
   * {@link #appendLeafHashes(byte[])} on the threads of a pool; the same tree, bit for bit.
   *
   * @param leafHashes hashes laid end to end; copied, and not to be changed meanwhile
   * @param pool does the work while this thread waits
   * @return a tree with all of them appended
   * @throws IllegalArgumentException if the length is no multiple of the hash size
   */
  public MerkleTree appendLeafHashes(byte[] leafHashes, ForkJoinPool pool) {
    return appendFlat(leafHashes, requireNonNull(pool, "pool"));
  }

  private MerkleTree appendFlat(byte[] leafHashes, @Nullable ForkJoinPool pool) {
    int hashSize = hasher.hashSize();
    if (leafHashes.length % hashSize != 0) {
      throw new IllegalArgumentException(leafHashes.length + " bytes are no hashes of " + hashSize);
    }
    return grow(
        leafHashes.length / hashSize,
        (begin, end, run, offset) -> System.arraycopy(
            leafHashes,
            (int) (begin - size) * hashSize,
            run,
            offset,
            (int) (end - begin) * hashSize),
        pool);
  }

  private MerkleTree grow(int count, NodeWriter.LeafSource leaves, @Nullable ForkJoinPool pool) {
    if (count == 0) {
      return this;
    }
    long newSize = Math.addExact(size, count);
    RunStore target = claim(newSize);
    NodeWriter writer = new NodeWriter(hasher, target);
    if (pool == null) {
      writer.write(size, newSize, leaves);
    } else {
      writer.write(size, newSize, leaves, pool);
    }
    target.commit(newSize);
    return new MerkleTree(hasher, target, newSize);
  }

  /** The store to write what follows this version to: the shared one for whoever comes first. */
  private RunStore claim(long newSize) {
    if (store.claim(size, newSize)) {
      return store;
    }
    RunStore fork = store.fork(size, NodeWriter.rowLengths(size));
    if (!fork.claim(size, newSize)) {
      throw new AssertionError("a fork nobody knows of cannot be claimed twice");
    }
    return fork;
  }

  /**
   * Rebuilds a tree from its tiles and accepts nothing that the root does not vouch for.
   *
   * <p>Level 0 is read and hashed upwards, to the root, which must be the trusted one; then every tile
   * above is compared, byte for byte, with what was computed. So each byte of each tile either equals
   * what the trusted root commits to or is refused.
   *
   * <p>Cost: all tiles of {@link TileId#tilesOf}, one node hash for each leaf; memory as for the tree.
   *
   * @param hasher how the tree is hashed, chosen by the verifier
   * @param treeSize the trusted number of leaves
   * @param rootHash the trusted root
   * @param source gives each tile's bytes; it may be as hostile as it likes
   * @return the tree of that size and root
   * @throws IllegalArgumentException if the size is negative
   * @throws VerificationException if a tile is missing, of the wrong length, or not what the
   *     root commits to
   */
  public static MerkleTree fromTiles(
      TreeHasher hasher, long treeSize, Hash rootHash, TileSource source)
      throws VerificationException {
    return TileReader.read(hasher, treeSize, rootHash, source);
  }

  // --- looking at one tree -----------------------------------------------------------------------

  /**
   * How this tree is hashed.
   *
   * @return the hasher it was made with
   */
  public TreeHasher hasher() {
    return hasher;
  }

  /**
   * The number of leaves.
   *
   * @return 0 or more
   */
  public long size() {
    return size;
  }

  /**
   * The hash that commits to all leaves and their order.
   *
   * <p>Cost: at most log2 size node hashes at the first call, none later.
   *
   * @return the root; that of the empty string if there are no leaves
   */
  public Hash rootHash() {
    return size == 0 ? hasher.emptyRoot() : rightEdge().hash(0);
  }

  /**
   * The root that an earlier version had.
   *
   * @param treeSize {@code 0 <= treeSize <= size()}
   * @return the root of the first {@code treeSize} leaves
   * @throws IndexOutOfBoundsException if this tree never had that size
   */
  public Hash rootHash(long treeSize) {
    return at(treeSize).rootHash();
  }

  /**
   * An earlier version of this tree. Cost: O(1); it keeps all of the shared store in memory.
   *
   * @param treeSize {@code 0 <= treeSize <= size()}
   * @return the tree of the first {@code treeSize} leaves
   * @throws IndexOutOfBoundsException if this tree never had that size
   */
  public MerkleTree at(long treeSize) {
    if (treeSize == size) {
      return this;
    }
    Objects.checkFromToIndex(0, treeSize, size);
    return new MerkleTree(hasher, store, treeSize);
  }

  /**
   * The hash of a leaf.
   *
   * @param leafIndex {@code 0 <= leafIndex < size()}
   * @return the hash that was appended there
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public Hash leafHash(long leafIndex) {
    return nodeHash(new NodeId(0, Objects.checkIndex(leafIndex, size)));
  }

  /**
   * The hash of a perfect node.
   *
   * @param node lies inside this tree
   * @return its hash
   * @throws IndexOutOfBoundsException if {@code node.end() > size()}
   */
  public Hash nodeHash(NodeId node) {
    Objects.checkFromToIndex(node.begin(), node.end(), size);
    store.awaitCommit(size);
    byte[] run = store.run(node.level(), node.index());
    return Hash.of(run, store.offset(node.index()), hasher.hashSize());
  }

  /**
   * The hash of a subtree.
   *
   * <p>Cost: at most log2 of {@code subtree.end()} node hashes; none if it is perfect.
   *
   * @param subtree lies inside this tree
   * @return the root of the tree of its leaves
   * @throws IndexOutOfBoundsException if {@code subtree.end() > size()}
   */
  public Hash subtreeHash(Subtree subtree) {
    MerkleTree ending = at(subtree.end());
    ending.store.awaitCommit(ending.size);
    HashList.Builder hash = HashList.builder(hasher.hashSize(), 1);
    ending.addSubtree(subtree.begin(), subtree.end(), hash);
    return hash.build().get(0);
  }

  /**
   * The compact range of some leaves.
   *
   * @param begin the first leaf
   * @param end the leaf after the last one
   * @return the minimal perfect cover of [begin, end) with its hashes
   * @throws IndexOutOfBoundsException unless {@code 0 <= begin <= end <= size()}
   */
  public CompactRange range(long begin, long end) {
    Objects.checkFromToIndex(begin, end, size);
    return CompactRange.of(
        hasher,
        begin,
        end,
        NodeId.cover(begin, end).stream().map(this::nodeHash).toList());
  }

  /**
   * The bytes of a tile of this tree.
   *
   * @param tile one of {@link TileId#tilesOf tilesOf(size())}, or of a smaller size
   * @return {@code tile.width()} hashes laid end to end, a new array
   * @throws IndexOutOfBoundsException if this tree has fewer nodes there
   */
  public byte[] tile(TileId tile) {
    int level = tile.treeLevel();
    long nodes = level < Long.SIZE ? size >>> level : 0;
    Objects.checkFromIndexSize(tile.firstNode(), tile.width(), nodes);
    store.awaitCommit(size);
    return Arrays.copyOf(store.run(level, tile.firstNode()), tile.width() * hasher.hashSize());
  }

  // --- proving -----------------------------------------------------------------------------------

  /**
   * Shows that a leaf is in this tree.
   *
   * <p>Cost: copies at most ceil(log2 size) hashes; the hashes along the right edge are computed once
   * for all proofs of one version.
   *
   * @param leafIndex {@code 0 <= leafIndex < size()}
   * @return the proof against {@link #rootHash()}
   * @throws IndexOutOfBoundsException if there is no such leaf
   */
  public InclusionProof proveInclusion(long leafIndex) {
    HashList path = path(ProofLayout.ofInclusion(leafIndex, size));
    return InclusionProof.of(leafIndex, size, path);
  }

  /**
   * Shows that this tree is an earlier version and more.
   *
   * <p>Cost: as {@link #proveInclusion}.
   *
   * @param oldSize {@code 1 <= oldSize <= size()}
   * @return the proof against the two roots; its path is empty if the sizes are equal
   * @throws IndexOutOfBoundsException if the old size is outside these bounds: from the empty tree nothing
   *     can be proven
   */
  public ConsistencyProof proveConsistency(long oldSize) {
    HashList path = path(ProofLayout.ofConsistency(oldSize, size));
    return ConsistencyProof.of(oldSize, size, path);
  }

  /**
   * Shows that the leaves of a subtree are leaves of this tree.
   *
   * <p>Cost: as {@link #proveInclusion}.
   *
   * @param subtree lies inside this tree
   * @return the proof against {@link #subtreeHash} and {@link #rootHash()}
   * @throws IndexOutOfBoundsException if {@code subtree.end() > size()}
   */
  public SubtreeProof proveSubtree(Subtree subtree) {
    HashList path = path(ProofLayout.ofSubtree(subtree, size));
    return SubtreeProof.of(subtree.begin(), subtree.end(), size, path);
  }

  /**
   * Shows that many leaves are in this tree, by one proof.
   *
   * @param leafIndexes at least one, in any order; repeated ones count once
   * @return the proof against {@link #rootHash()}, with the indexes strictly increasing
   * @throws IndexOutOfBoundsException if there is no such leaf
   * @throws IllegalArgumentException if no leaf is asked for
   */
  public MultiProof proveAll(long... leafIndexes) {
    long[] indexes = Arrays.stream(leafIndexes).sorted().distinct().toArray();
    if (indexes.length == 0) {
      throw new IllegalArgumentException("a proof of no leaves proves nothing");
    }
    Objects.checkIndex(indexes[0], size);
    Objects.checkIndex(indexes[indexes.length - 1], size);
    HashList path = path(ProofLayout.ofMulti(size, indexes));
    return MultiProof.of(size, indexes, path);
  }

  /** Looks up the hashes that a layout names. */
  private HashList path(ProofLayout layout) {
    store.awaitCommit(size);
    HashList.Builder path = HashList.builder(hasher.hashSize(), layout.length());
    layout.forEach((begin, end) -> addSubtree(begin, end, path));
    return path.build();
  }

  /** Adds the hash of a perfect subtree, or of one that ends where this tree does. */
  private void addSubtree(long begin, long end, HashList.Builder path) {
    long leaves = end - begin;
    if (Long.bitCount(leaves) == 1) {
      int level = Long.numberOfTrailingZeros(leaves);
      long node = begin >>> level;
      path.add(store.run(level, node), store.offset(node));
    } else {
      rightEdge().addTo(path, begin);
    }
  }

  private RightEdge rightEdge() {
    RightEdge edge = rightEdge;
    if (edge == null) {
      store.awaitCommit(size);
      edge = RightEdge.of(hasher, store, size);
      rightEdge = edge;
    }
    return edge;
  }

  private void requireSize(Hash hash) {
    if (hash.size() != hasher.hashSize()) {
      throw new IllegalArgumentException(
          "a leaf hash has " + hasher.hashSize() + " bytes, not " + hash.size());
    }
  }

  // --- as a value --------------------------------------------------------------------------------

  /** Trees are equal iff hashed alike, of one size and of one root. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof MerkleTree that
            && hasher == that.hasher
            && size == that.size
            && rootHash().equals(that.rootHash()));
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(size) + rootHash().hashCode();
  }

  /** Names size and root. */
  @Override
  public String toString() {
    return "tree of " + size + " leaves, root " + rootHash();
  }
}
