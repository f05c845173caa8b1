package org.beleg.internal.kernel;

/**
 * Hashes batches of tree nodes and leaves under one construction: one algorithm, one prefix for
 * leaves, one for inner nodes. A pure function for any number of threads; callers check the bounds.
 */
public interface NodeKernel {

  /**
   * {@code dst[i] = H(nodePrefix || src[2i] || src[2i+1])} for {@code i < count}; hashes laid end to
   * end. {@code dst} may be {@code src} if {@code dstOffset <= srcOffset}.
   */
  void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count);

  /** {@code dst = H(leafPrefix || entry)}. */
  void hashLeaf(byte[] entry, byte[] dst, int dstOffset);

  /**
   * {@code dst[i - begin] = H(leafPrefix || entries[i])} for {@code begin <= i < end}; hashes laid
   * end to end.
   */
  void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset);

  /**
   * Climbs from one hash to an ancestor of it, in place: for every bit {@code i} set in {@code used},
   * from the lowest on, {@code hash = H(nodePrefix || path[i] || hash)} if bit {@code i} of {@code
   * left} is set, else {@code H(nodePrefix || hash || path[i])}. Each step needs the one before, so
   * nothing here can be hashed side by side.
   */
  void climb(byte[] hash, int offset, byte[] path, long used, long left);

  /** How many messages this kernel hashes side by side. */
  int lanes();

  /** A short name for logs and benchmarks. */
  String name();
}
