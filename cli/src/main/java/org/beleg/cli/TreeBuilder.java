package org.beleg.cli;

import java.util.ArrayList;
import java.util.List;
import org.beleg.hash.TreeHasher;
import org.beleg.tree.MerkleTree;

/** Grows a tree record by record, in batches that bound both the calls and the memory. */
final class TreeBuilder {

  private static final int BATCH_ENTRIES = 256;
  private static final long BATCH_BYTES = 4 << 20;

  private final List<byte[]> batch = new ArrayList<>(BATCH_ENTRIES);
  private long batchBytes;
  private long totalBytes;
  private MerkleTree tree;

  TreeBuilder(TreeHasher hasher) {
    this.tree = MerkleTree.empty(hasher);
  }

  void add(byte[] entry) {
    batch.add(entry);
    batchBytes += entry.length;
    if (batch.size() == BATCH_ENTRIES || batchBytes >= BATCH_BYTES) {
      flush();
    }
  }

  private void flush() {
    tree = tree.appendAll(batch);
    totalBytes += batchBytes;
    batchBytes = 0;
    batch.clear();
  }

  /** The tree of all records so far. */
  MerkleTree tree() {
    flush();
    return tree;
  }

  /** The number of bytes of all records in {@link #tree()}. */
  long totalBytes() {
    return totalBytes;
  }
}
