package org.beleg.internal.kernel;

import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.Pool;

/** One message after the other, on the engine that the algorithm has. The oracle of all kernels. */
final class ScalarKernel implements NodeKernel {

  private final Pool<Digest> digests;
  private final int hashSize;
  private final Framing framing;

  ScalarKernel(Pool<Digest> digests, int hashSize, Framing framing) {
    this.digests = digests;
    this.hashSize = hashSize;
    this.framing = framing;
  }

  @Override
  public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    Digest digest = digests.take();
    int pairSize = 2 * hashSize;
    for (int i = 0; i < count; i++) {
      begin(digest, framing.nodePrefix());
      digest.update(src, srcOffset + i * pairSize, pairSize);
      finish(digest, dst, dstOffset + i * hashSize);
    }
    digests.give(digest);
  }

  @Override
  public void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset) {
    Digest digest = digests.take();
    for (int i = begin; i < end; i++) {
      begin(digest, framing.leafPrefix());
      digest.update(entries[i], 0, entries[i].length);
      finish(digest, dst, dstOffset + (i - begin) * hashSize);
    }
    digests.give(digest);
  }

  @Override
  public void climb(byte[] hash, int offset, byte[] path, long used, long left) {
    Digest digest = digests.take();
    for (long rest = used; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      boolean siblingIsLeft = (left >>> i & 1) != 0;
      begin(digest, framing.nodePrefix());
      if (siblingIsLeft) {
        digest.update(path, i * hashSize, hashSize);
      }
      digest.update(hash, offset, hashSize);
      if (!siblingIsLeft) {
        digest.update(path, i * hashSize, hashSize);
      }
      finish(digest, hash, offset);
    }
    digests.give(digest);
  }

  private static void begin(Digest digest, int prefix) {
    if (prefix != Framing.NONE) {
      digest.update((byte) prefix);
    }
  }

  private void finish(Digest digest, byte[] dst, int offset) {
    digest.finish(dst, offset);
    if (framing.twice()) {
      digest.update(dst, offset, hashSize);
      digest.finish(dst, offset);
    }
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
