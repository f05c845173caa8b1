package org.beleg.internal.kernel;

import java.util.function.Supplier;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.Pool;

/**
 * One message after the other, on the engine that the algorithm has. The oracle of all kernels.
 *
 * <p>Short messages are put together first and given to the engine in one piece: each call of an engine
 * costs, and the JDK's compresses a whole block where it lies, but copies one that comes in pieces.
 */
final class ScalarKernel implements NodeKernel {

  private final int hashSize;
  private final Framing framing;
  private final Pool<Scratch> scratches;

  ScalarKernel(Supplier<Digest> maker, int hashSize, Framing framing) {
    this.hashSize = hashSize;
    this.framing = framing;
    this.scratches = new Pool<>(() -> new Scratch(maker.get(), new byte[1 + 2 * hashSize]));
  }

  /** What one call needs: an engine, and room for a node with its prefix. */
  private static final class Scratch {
    final Digest digest;
    final byte[] message;

    Scratch(Digest digest, byte[] message) {
      this.digest = digest;
      this.message = message;
    }
  }

  @Override
  public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    Scratch scratch = scratches.take();
    byte[] message = scratch.message;
    int begin = putPrefix(framing.nodePrefix(), message);
    int pairSize = 2 * hashSize;
    for (int i = 0; i < count; i++) {
      System.arraycopy(src, srcOffset + i * pairSize, message, begin, pairSize);
      scratch.digest.update(message, 0, begin + pairSize);
      finish(scratch.digest, dst, dstOffset + i * hashSize);
    }
    scratches.give(scratch);
  }

  @Override
  public void hashLeaf(byte[] entry, byte[] dst, int dstOffset) {
    Scratch scratch = scratches.take();
    hashLeaf(scratch, putPrefix(framing.leafPrefix(), scratch.message), entry, dst, dstOffset);
    scratches.give(scratch);
  }

  @Override
  public void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset) {
    Scratch scratch = scratches.take();
    int prefixLength = putPrefix(framing.leafPrefix(), scratch.message);
    for (int i = begin; i < end; i++) {
      hashLeaf(scratch, prefixLength, entries[i], dst, dstOffset + (i - begin) * hashSize);
    }
    scratches.give(scratch);
  }

  private void hashLeaf(
      Scratch scratch, int prefixLength, byte[] entry, byte[] dst, int dstOffset) {
    byte[] message = scratch.message;
    if (entry.length <= message.length - prefixLength) {
      System.arraycopy(entry, 0, message, prefixLength, entry.length);
      scratch.digest.update(message, 0, prefixLength + entry.length);
    } else {
      scratch.digest.update(message, 0, prefixLength);
      scratch.digest.update(entry, 0, entry.length);
    }
    finish(scratch.digest, dst, dstOffset);
  }

  @Override
  public void climb(byte[] hash, int offset, byte[] path, long used, long left) {
    Scratch scratch = scratches.take();
    byte[] message = scratch.message;
    int leftChild = putPrefix(framing.nodePrefix(), message);
    int rightChild = leftChild + hashSize;
    for (long rest = used; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      boolean siblingIsLeft = (left >>> i & 1) != 0;
      System.arraycopy(
          path, i * hashSize, message, siblingIsLeft ? leftChild : rightChild, hashSize);
      System.arraycopy(hash, offset, message, siblingIsLeft ? rightChild : leftChild, hashSize);
      scratch.digest.update(message, 0, rightChild + hashSize);
      finish(scratch.digest, hash, offset);
    }
    scratches.give(scratch);
  }

  /** Begins a message, and returns where it goes on. */
  private static int putPrefix(int prefix, byte[] message) {
    message[0] = (byte) prefix; // without a prefix it is overwritten at once
    return Framing.length(prefix);
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
