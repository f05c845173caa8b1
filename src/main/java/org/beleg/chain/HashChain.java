package org.beleg.chain;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.util.Objects;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.store.RunStore;

/**
 * An append-only hash chain as a value.
 *
 * <pre>{@code
 * HashChain chain = HashChain.start(HashAlgorithm.SHA_256, "example.com/ledger/2026");
 * chain = chain.append(first).append(second);
 * ChainHead head = chain.head();                                   // sign or publish this
 * Verdict verdict = chain.segment(0, 2).check(chain.head(0), head); // what an auditor does
 * }</pre>
 *
 * <p>The construction is frozen as {@code beleg/chain/v1}; see the {@linkplain org.beleg.chain package}.
 *
 * <p><b>Versions and threads.</b> As with {@code org.beleg.tree.MerkleTree}: appending returns a new value,
 * all versions share one store, a second append to one version forks, and every value may be read by any
 * number of threads without locks.
 *
 * <p><b>Chain or tree?</b> Showing that one entry is in a chain takes every link from it to a trusted head;
 * a tree needs log2 n hashes. A chain is what a device can extend that remembers one hash, and what an
 * auditor follows who reads everything anyway.
 *
 * <p><b>Security.</b> Entries cut off the end of a chain are not missed by anyone who has no later head.
 *
 * <p>Cost: two hashes for each entry; 64 bytes for each entry with a hash of 32 bytes.
 */
@Immutable
@SuppressWarnings("Immutable") // the store only grows, and never below what a version can see
public final class HashChain {

  /** The row of the store with e[0], e[1], ... */
  private static final int ENTRIES = 0;

  /** The row of the store with link[1], link[2], ... */
  private static final int LINKS = 1;

  private final HashAlgorithm algorithm;
  private final Hash start;
  private final RunStore store;
  private final long length;

  private HashChain(HashAlgorithm algorithm, Hash start, RunStore store, long length) {
    this.algorithm = algorithm;
    this.start = start;
    this.store = store;
    this.length = length;
  }

  /**
   * The chain without entries.
   *
   * @param algorithm how entries and links are hashed
   * @param context names the chain, so that its heads cannot stand for another's: 1 to 255 bytes of UTF-8
   * @return an empty chain
   * @throws IllegalArgumentException if the context is empty, too long or not valid Unicode
   */
  public static HashChain start(HashAlgorithm algorithm, String context) {
    return new HashChain(
        algorithm, new LinkHasher(algorithm).start(context), new RunStore(algorithm.size()), 0);
  }

  /**
   * This chain and one entry more.
   *
   * @param entry the record; hashed, not kept
   * @return a chain of {@code length() + 1} entries
   */
  public HashChain append(byte[] entry) {
    requireNonNull(entry, "entry");
    long newLength = Math.addExact(length, 1);
    RunStore target = store;
    if (!target.claim(length, newLength)) {
      target = store.fork(length, length == 0 ? new long[0] : new long[] {length, length});
      if (!target.claim(length, newLength)) {
        throw new AssertionError("a fork nobody knows of cannot be claimed twice");
      }
    }
    target.reserve(ENTRIES, newLength);
    target.reserve(LINKS, newLength);
    LinkHasher links = new LinkHasher(algorithm);
    byte[] message = links.newMessage();
    TreeHasher.of(algorithm).leafHashes(new byte[][] {entry}, 0, 1, message, links.entryOffset());
    copyLink(length, message, LinkHasher.previousOffset());
    System.arraycopy(
        message,
        links.entryOffset(),
        target.run(ENTRIES, length),
        target.offset(length),
        algorithm.size());
    links.link(message, length, target.run(LINKS, length), target.offset(length));
    target.commit(newLength);
    return new HashChain(algorithm, start, target, newLength);
  }

  /** Copies link[position] for {@code 0 <= position <= length}. Expects a store that was awaited. */
  private void copyLink(long position, byte[] target, int offset) {
    if (position == 0) {
      start.copyTo(target, offset);
    } else {
      store.copyHash(LINKS, position - 1, target, offset);
    }
  }

  /**
   * How entries and links are hashed.
   *
   * @return the algorithm the chain was started with
   */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The number of entries.
   *
   * @return 0 or more
   */
  public long length() {
    return length;
  }

  /**
   * The head of this chain.
   *
   * @return length and last link
   */
  public ChainHead head() {
    return head(length);
  }

  /**
   * The head that an earlier version had. Cost: O(1).
   *
   * @param length {@code 0 <= length <= length()}
   * @return that length and its link
   * @throws IndexOutOfBoundsException if this chain never had that length
   */
  public ChainHead head(long length) {
    Objects.checkFromToIndex(0, length, this.length);
    store.awaitCommit(this.length);
    byte[] hash = new byte[algorithm.size()];
    copyLink(length, hash, 0);
    return ChainHead.of(algorithm, length, Hash.of(hash));
  }

  /**
   * The hash of an entry.
   *
   * @param position {@code 0 <= position < length()}
   * @return e[position], which is also its leaf hash in a Merkle tree
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  public Hash entryHash(long position) {
    Objects.checkIndex(position, length);
    store.awaitCommit(length);
    return Hash.of(store.run(ENTRIES, position), store.offset(position), algorithm.size());
  }

  /**
   * The links that lead from one head of this chain to another.
   *
   * @param begin the length of the earlier head
   * @param end the length of the later head
   * @return the segment, of {@code 2 * (end - begin)} hashes
   * @throws IndexOutOfBoundsException unless {@code 0 <= begin <= end <= length()}
   * @throws IllegalArgumentException if {@code begin == end}, as there is nothing to show, or if the
   *     segment would not fit one array
   */
  public ChainSegment segment(long begin, long end) {
    Objects.checkFromToIndex(begin, end, length);
    int hashSize = algorithm.size();
    if (begin == end || end - begin > (Integer.MAX_VALUE - 64) / (2 * hashSize)) {
      throw new IllegalArgumentException("no segment of " + (end - begin) + " entries");
    }
    store.awaitCommit(length);
    byte[] flat = new byte[(int) (end - begin) * 2 * hashSize];
    for (long position = begin; position < end; position++) {
      int at = (int) (position - begin) * 2 * hashSize;
      store.copyHash(ENTRIES, position, flat, at);
      store.copyHash(LINKS, position, flat, at + hashSize);
    }
    return ChainSegment.ofOwned(algorithm, begin, flat);
  }

  /** Chains are equal iff their heads are. */
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof HashChain that && head().equals(that.head()));
  }

  @Override
  public int hashCode() {
    return head().hashCode();
  }

  /** Names length and head. */
  @Override
  public String toString() {
    return head().toString();
  }
}
