package org.beleg.internal.kernel;

import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.DigestPool;

/** One message after the other, on the engine that the algorithm has. The oracle of all kernels. */
final class ScalarKernel implements NodeKernel {

  private final DigestPool digests;
  private final int hashSize;
  private final byte leafPrefix;
  private final byte nodePrefix;

  ScalarKernel(DigestPool digests, int hashSize, byte leafPrefix, byte nodePrefix) {
    this.digests = digests;
    this.hashSize = hashSize;
    this.leafPrefix = leafPrefix;
    this.nodePrefix = nodePrefix;
  }

  @Override
  public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    Digest digest = digests.take();
    for (int i = 0; i < count; i++) {
      digest.update(nodePrefix);
      digest.update(src, srcOffset + i * 2 * hashSize, 2 * hashSize);
      digest.finish(dst, dstOffset + i * hashSize);
    }
    digests.give(digest);
  }

  @Override
  public void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset) {
    Digest digest = digests.take();
    for (int i = begin; i < end; i++) {
      digest.update(leafPrefix);
      digest.update(entries[i], 0, entries[i].length);
      digest.finish(dst, dstOffset + (i - begin) * hashSize);
    }
    digests.give(digest);
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public String name() {
    return "scalar";
  }
}
