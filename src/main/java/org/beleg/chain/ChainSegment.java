package org.beleg.chain;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * The part of a hash chain between two heads: for each entry its hash and the link behind it.
 *
 * <p>A third party who trusts two heads, because they are signed or were written down, {@linkplain #check
 * walks} from one to the other and learns that these entries, in this order, lie between them - or which
 * link is the first that does not hold. The links themselves are redundant; they are here so that a fault
 * can be located.
 *
 * <p><b>Security.</b> {@link #check(ChainHead, ChainHead)} speaks of entry hashes. Who has the entries
 * should use {@link #check(ChainHead, ChainHead, List)}, which hashes them itself, so that no step is left
 * to the caller.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class ChainSegment {

  private static final String WHAT = "chain segment";
  private static final byte VERSION = 1;
  private static final int HEADER_BYTES = 1 + 8 + 8;

  private final HashAlgorithm algorithm;
  private final long begin;

  /** For each position e[i], then link[i+1]. */
  @SuppressWarnings("Immutable") // own array, never handed out, never written after construction
  private final byte[] flat;

  private ChainSegment(HashAlgorithm algorithm, long begin, byte[] flat) {
    this.algorithm = algorithm;
    this.begin = begin;
    this.flat = flat;
  }

  static ChainSegment ofOwned(HashAlgorithm algorithm, long begin, byte[] flat) {
    return new ChainSegment(algorithm, begin, flat);
  }

  /**
   * How entries and links are hashed, as the reader of this segment decided.
   *
   * @return the algorithm
   */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The position of the first entry, which is the length of the head it starts from.
   *
   * @return 0 or more
   */
  public long begin() {
    return begin;
  }

  /**
   * The position after the last entry, which is the length of the head it leads to.
   *
   * @return more than {@link #begin()}
   */
  public long end() {
    return begin + count();
  }

  private int count() {
    return flat.length / (2 * algorithm.size());
  }

  /**
   * The claimed hash of an entry.
   *
   * @param position {@code begin() <= position < end()}
   * @return e[position], trusted only once {@link #check} accepted
   * @throws IndexOutOfBoundsException if the segment has no such position
   */
  public Hash entryHash(long position) {
    int size = algorithm.size();
    return Hash.of(flat, (int) Objects.checkIndex(position - begin, count()) * 2 * size, size);
  }

  /**
   * Walks from one trusted head to another and reports the first link that breaks.
   *
   * <p>Cost: one hash for each entry, and one small buffer.
   *
   * @param from the trusted head of length {@link #begin()}
   * @param to the trusted head of length {@link #end()}
   * @return accepted, or rejected with {@link Reason#HASH_ALGORITHM_MISMATCH}, {@link
   *     Reason#CHAIN_POSITION_MISMATCH}, {@link Reason#CHAIN_LINK_BROKEN} or {@link
   *     Reason#CHAIN_HEAD_MISMATCH}
   */
  public Verdict check(ChainHead from, ChainHead to) {
    Verdict refusal = ends(from, to);
    return refusal != null ? refusal : walk(from, to);
  }

  /**
   * Walks from one trusted head to another, hashing the entries themselves.
   *
   * <p>Cost: two hashes for each entry.
   *
   * @param from the trusted head of length {@link #begin()}
   * @param to the trusted head of length {@link #end()}
   * @param entries all entries of the segment, in order
   * @return as {@link #check(ChainHead, ChainHead)}, or rejected with {@link Reason#ENTRY_COUNT_WRONG} or
   *     {@link Reason#ENTRY_MISMATCH}
   */
  public Verdict check(ChainHead from, ChainHead to, List<byte[]> entries) {
    Verdict refusal = ends(from, to);
    if (refusal != null) {
      return refusal;
    }
    List<byte[]> hashed =
        List.copyOf(entries); // counted and hashed is one list, whoever writes to it
    if (hashed.size() != count()) {
      return Verdict.rejected(
          Reason.ENTRY_COUNT_WRONG, hashed.size() + " entries for " + count() + " positions");
    }
    TreeHasher hasher = TreeHasher.of(algorithm);
    long position = begin;
    for (byte[] entry : hashed) {
      if (!hasher.leafHash(entry).matches(flat, (int) (position - begin) * 2 * algorithm.size())) {
        return Verdict.rejected(
            Reason.ENTRY_MISMATCH, "entry " + position + " is not the one that was chained");
      }
      position++;
    }
    return walk(from, to);
  }

  private @Nullable Verdict ends(ChainHead from, ChainHead to) {
    if (from.algorithm() != algorithm || to.algorithm() != algorithm) {
      return Verdict.rejected(
          Reason.HASH_ALGORITHM_MISMATCH,
          "heads with " + from.algorithm() + " and " + to.algorithm() + ", segment with "
              + algorithm);
    }
    if (from.length() != begin || to.length() != end()) {
      return Verdict.rejected(
          Reason.CHAIN_POSITION_MISMATCH,
          "segment [" + begin + ", " + end() + ") between heads of length " + from.length()
              + " and " + to.length());
    }
    return null;
  }

  private Verdict walk(ChainHead from, ChainHead to) {
    int size = algorithm.size();
    LinkHasher links = new LinkHasher(algorithm);
    byte[] message = links.newMessage();
    int previous = LinkHasher.previousOffset();
    from.hash().copyTo(message, previous);
    for (int i = 0; i < count(); i++) {
      int at = i * 2 * size;
      System.arraycopy(flat, at, message, links.entryOffset(), size);
      links.link(message, begin + i, message, previous);
      if (!Arrays.equals(message, previous, previous + size, flat, at + size, at + 2 * size)) {
        return Verdict.rejected(
            Reason.CHAIN_LINK_BROKEN,
            "link " + (begin + i + 1) + ", behind entry " + (begin + i)
                + ", is not the hash of both");
      }
    }
    return to.hash().matches(message, previous)
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.CHAIN_HEAD_MISMATCH,
            "expected " + to.hash() + ", computed " + Hash.of(message, previous, size));
  }

  /**
   * Reads what {@link #toByteArray} writes.
   *
   * @param algorithm the hash algorithm of the chain, chosen by the reader
   * @param bytes the encoded segment
   * @return the segment, not yet checked
   * @throws MalformedDataException if the bytes are anything else
   */
  public static ChainSegment parse(HashAlgorithm algorithm, byte[] bytes)
      throws MalformedDataException {
    if (bytes.length < HEADER_BYTES || bytes[0] != VERSION) {
      throw new MalformedDataException(WHAT, "byte 0", "not version " + VERSION);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long begin = buffer.getLong();
    long end = buffer.getLong();
    if (begin < 0 || begin >= end) {
      throw new MalformedDataException(WHAT, "byte 1", "no positions");
    }
    int perEntry = 2 * algorithm.size();
    int rest = buffer.remaining();
    if (rest % perEntry != 0 || rest / perEntry != end - begin) {
      throw new MalformedDataException(
          WHAT, "byte " + HEADER_BYTES, rest + " bytes for " + (end - begin) + " positions");
    }
    byte[] flat = new byte[rest];
    buffer.get(flat);
    return new ChainSegment(algorithm, begin, flat);
  }

  /**
   * This segment as bytes: {@code u8 version = 1 || u64 begin || u64 end || (e[i] || link[i+1])*}, integers
   * big-endian. The algorithm is not part of it; who reads the bytes must know it.
   *
   * @return a new array of 17 bytes and two hashes for each entry
   */
  public byte[] toByteArray() {
    return ByteBuffer.allocate(HEADER_BYTES + flat.length)
        .put(VERSION)
        .putLong(begin)
        .putLong(end())
        .put(flat)
        .array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainSegment that
        && algorithm == that.algorithm
        && begin == that.begin
        && Arrays.equals(flat, that.flat);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * algorithm.hashCode() + Long.hashCode(begin)) + Arrays.hashCode(flat);
  }

  /** Names the positions. */
  @Override
  public String toString() {
    return "chain segment [" + begin + ", " + end() + ")";
  }
}
