package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import org.beleg.hash.Hash;
import org.beleg.internal.store.RunStore;

/** The headers of one version of a chain, by index from its start, in a store that all versions share. */
@Immutable
@SuppressWarnings("Immutable") // the store only grows, and never below what a version can see
final class HeaderStore {

  private static final int ROW = 0;

  private final RunStore store;
  private final long count;

  private HeaderStore(RunStore store, long count) {
    this.store = store;
    this.count = count;
  }

  static HeaderStore empty() {
    return new HeaderStore(new RunStore(BlockHeader.SIZE), 0);
  }

  /** This version and whole headers, end to end. */
  HeaderStore append(byte[] batch) {
    int added = batch.length / BlockHeader.SIZE;
    if (added == 0) {
      return this;
    }
    long newCount = count + added;
    RunStore target = store;
    if (!target.claim(count, newCount)) {
      target = store.fork(count, new long[] {count});
      if (!target.claim(count, newCount)) {
        throw new AssertionError("a fork nobody knows of cannot be claimed twice");
      }
    }
    target.reserve(ROW, newCount);
    for (int i = 0; i < added; i++) {
      long index = count + i;
      System.arraycopy(
          batch,
          i * BlockHeader.SIZE,
          target.run(ROW, index),
          target.offset(index),
          BlockHeader.SIZE);
    }
    target.commit(newCount);
    return new HeaderStore(target, newCount);
  }

  /** The version that had so many headers, of which there may be no more than here. */
  HeaderStore first(long fewer) {
    return new HeaderStore(store, fewer);
  }

  long count() {
    return count;
  }

  BlockHeader header(long index) {
    store.awaitCommit(count);
    return BlockHeader.copyOf(store.run(ROW, index), store.offset(index));
  }

  /** The hash in a header of the one before it. */
  Hash previousHash(long index) {
    store.awaitCommit(count);
    return Hash.of(
        store.run(ROW, index), store.offset(index) + BlockHeader.PREVIOUS, DoubleSha256.SIZE);
  }

  /** A field of 32 bits of a header. */
  int read(long index, int field) {
    store.awaitCommit(count);
    return BlockHeader.read(store.run(ROW, index), store.offset(index) + field);
  }
}
