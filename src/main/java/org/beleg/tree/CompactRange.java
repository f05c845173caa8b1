package org.beleg.tree;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.NodeId;

/**
 * An interval of leaves {@code [begin, end)} in at most 124 hashes: those of its minimal perfect cover.
 *
 * <p>Compact ranges are what remains of a tree when its nodes are thrown away but its growth shall go
 * on. They form a monoid under {@link #merge}: neighbours merge in any grouping to the same value, so the
 * parts of a large log can be hashed on many machines and put together. One that begins at 0 has a
 * {@linkplain #rootHash() root}. Some call the range [0, n) the frontier of a tree.
 *
 * <p>See <a
 * href="https://github.com/transparency-dev/merkle/blob/main/docs/compact_ranges.md">Compact Ranges</a>
 * for the idea; the cover is that of {@link NodeId#cover}.
 *
 * <p>Immutable and safe for any number of threads. Merging costs O(log n) node hashes.
 */
@Immutable
public final class CompactRange {

  private static final String WHAT = "compact range";
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + 8 + 8;

  private final TreeHasher hasher;
  private final long begin;
  private final long end;
  private final HashList hashes;

  private CompactRange(TreeHasher hasher, long begin, long end, HashList hashes) {
    this.hasher = hasher;
    this.begin = begin;
    this.end = end;
    this.hashes = hashes;
  }

  /**
   * The range without leaves, at a place.
   *
   * @param hasher how the tree is hashed
   * @param begin where the next leaf would go, 0 or more
   * @return the empty range [begin, begin)
   * @throws IllegalArgumentException if {@code begin} is negative
   */
  public static CompactRange empty(TreeHasher hasher, long begin) {
    return of(requireNonNull(hasher, "hasher"), begin, begin, List.of());
  }

  /**
   * A range from its hashes.
   *
   * @param hasher how the tree is hashed
   * @param begin the first leaf
   * @param end the leaf after the last one
   * @param hashes one for each node of {@code NodeId.cover(begin, end)}; copied
   * @return the range
   * @throws IllegalArgumentException unless {@code 0 <= begin <= end} and number and sizes of the hashes
   *     fit
   */
  public static CompactRange of(TreeHasher hasher, long begin, long end, List<Hash> hashes) {
    int expected = NodeId.cover(begin, end).size();
    HashList copy = HashList.copyOf(hashes);
    if (copy.size() != expected || (expected > 0 && copy.hashSize() != hasher.hashSize())) {
      throw new IllegalArgumentException("[" + begin + ", " + end + ") has " + expected
          + " hashes of " + hasher.hashSize() + " bytes");
    }
    return new CompactRange(hasher, begin, end, copy);
  }

  /**
   * The first leaf.
   *
   * @return its index
   */
  public long begin() {
    return begin;
  }

  /**
   * The leaf after the last one.
   *
   * @return its index
   */
  public long end() {
    return end;
  }

  /**
   * The hashes of the cover.
   *
   * @return an unmodifiable list, from left to right
   */
  public List<Hash> hashes() {
    return hashes;
  }

  /**
   * This range and one leaf more.
   *
   * <p>Cost: amortised one node hash, at most 62.
   *
   * @param leafHash hash of the entry at {@code end()}
   * @return the range [begin, end + 1)
   * @throws IllegalArgumentException if the hash does not have the algorithm's size
   */
  public CompactRange append(Hash leafHash) {
    return merge(of(hasher, end, Math.addExact(end, 1), List.of(leafHash)));
  }

  /**
   * This range and its right neighbour.
   *
   * <p>Cost: at most 62 node hashes.
   *
   * @param right begins where this one ends
   * @return the range [begin, right.end)
   * @throws IllegalArgumentException if it begins elsewhere or is hashed otherwise
   */
  public CompactRange merge(CompactRange right) {
    if (right.begin != end || right.hasher != hasher) {
      throw new IllegalArgumentException(right + " does not continue " + this);
    }
    Seam seam = new Seam(hasher);
    seam.addAll(this);
    seam.addAll(right);
    return of(hasher, begin, right.end, seam.hashes());
  }

  /** Nodes from left to right, of which two that are siblings become their parent at once. */
  private static final class Seam {
    private final TreeHasher hasher;
    private final Deque<NodeId> nodes = new ArrayDeque<>();
    private final Deque<Hash> hashes = new ArrayDeque<>();

    Seam(TreeHasher hasher) {
      this.hasher = hasher;
    }

    void addAll(CompactRange range) {
      List<NodeId> cover = NodeId.cover(range.begin, range.end);
      for (int i = 0; i < cover.size(); i++) {
        add(cover.get(i), range.hashes.get(i));
      }
    }

    private void add(NodeId node, Hash hash) {
      NodeId top = nodes.peekLast();
      if (top != null && top.level() == node.level() && top.isLeftChild()) {
        nodes.removeLast();
        add(node.parent(), hasher.nodeHash(hashes.removeLast(), hash));
      } else {
        nodes.addLast(node);
        hashes.addLast(hash);
      }
    }

    List<Hash> hashes() {
      return new ArrayList<>(hashes);
    }
  }

  /**
   * The root of the tree of these leaves.
   *
   * <p>Cost: at most 62 node hashes.
   *
   * @return the root of the tree of {@code end()} leaves
   * @throws IllegalStateException unless {@code begin() == 0}
   */
  public Hash rootHash() {
    if (begin != 0) {
      throw new IllegalStateException(this + " is no whole tree");
    }
    if (hashes.isEmpty()) {
      return hasher.emptyRoot();
    }
    Hash root = hashes.get(hashes.size() - 1);
    for (int i = hashes.size() - 2; i >= 0; i--) {
      root = hasher.nodeHash(hashes.get(i), root);
    }
    return root;
  }

  /**
   * Reads what {@link #toByteArray} writes.
   *
   * @param hasher how the tree is hashed, chosen by the reader
   * @param bytes the encoded range
   * @return the range
   * @throws MalformedDataException if the bytes are anything else
   */
  public static CompactRange parse(TreeHasher hasher, byte[] bytes) throws MalformedDataException {
    if (bytes.length < HEADER_BYTES || bytes[0] != VERSION) {
      throw new MalformedDataException(WHAT, "byte 0", "not version " + VERSION);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long begin = buffer.getLong();
    long end = buffer.getLong();
    if (begin < 0 || begin > end) {
      throw new MalformedDataException(WHAT, "byte 1", "no interval");
    }
    int expected = NodeId.cover(begin, end).size() * hasher.hashSize();
    if (buffer.remaining() != expected) {
      throw new MalformedDataException(
          WHAT, "byte " + HEADER_BYTES, buffer.remaining() + " bytes of hashes, not " + expected);
    }
    byte[] flat = new byte[expected];
    buffer.get(flat);
    return new CompactRange(hasher, begin, end, HashList.ofFlat(flat, hasher.hashSize()));
  }

  /**
   * This range as bytes: {@code u8 version = 1 || u64 begin || u64 end || hashes}, integers big-endian.
   * The algorithm is not part of it; who reads the bytes must know it.
   *
   * @return a new array of 17 bytes and the hashes
   */
  public byte[] toByteArray() {
    byte[] flat = hashes.toFlatByteArray();
    return ByteBuffer.allocate(HEADER_BYTES + flat.length)
        .put(VERSION)
        .putLong(begin)
        .putLong(end)
        .put(flat)
        .array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactRange that
        && hasher == that.hasher
        && begin == that.begin
        && end == that.end
        && hashes.equals(that.hashes);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(begin) + Long.hashCode(end)) + hashes.hashCode();
  }

  /** Names the interval. */
  @Override
  public String toString() {
    return "range [" + begin + ", " + end + ") in " + hashes.size() + " hashes";
  }
}
