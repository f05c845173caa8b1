package org.beleg.internal.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Sends single messages to the scalar kernel and batches to the best one that this JVM has.
 *
 * <p>The choice is made when there was enough work in batches, so that a program which checks one
 * receipt or seals a thousand records does not load the vector code.
 */
final class BatchKernel implements NodeKernel {

  /** Fewer messages never fill half of the lanes that a chosen kernel has. */
  private static final int SMALLEST_BATCH = KernelSelection.FEWEST_LANES / 2;

  private final LaneFunction function;
  private final Framing framing;
  private final NodeKernel scalar;

  /** This many messages take the scalar kernel a few milliseconds. */
  private final WarmUp warmUp = new WarmUp(1 << 15);

  /** Null until it is needed; a race makes two that are alike. */
  private @Nullable NodeKernel chosen;

  BatchKernel(LaneFunction function, Framing framing) {
    this.function = function;
    this.framing = framing;
    this.scalar = new ScalarKernel(function.maker(), LaneFunction.HASH_SIZE, framing);
  }

  private NodeKernel chosen() {
    NodeKernel kernel = chosen;
    if (kernel == null) {
      LaneProvider provider = KernelSelection.forThisJvm().provider();
      kernel = provider == null ? scalar : provider.kernel(function, framing, scalar);
      chosen = kernel;
    }
    return kernel;
  }

  private NodeKernel kernelFor(int count) {
    return count >= SMALLEST_BATCH && warmUp.isOver(count) ? chosen() : scalar;
  }

  @Override
  public void hashPairs(byte[] src, int srcOffset, byte[] dst, int dstOffset, int count) {
    kernelFor(count).hashPairs(src, srcOffset, dst, dstOffset, count);
  }

  @Override
  public void hashLeaf(byte[] entry, byte[] dst, int dstOffset) {
    scalar.hashLeaf(entry, dst, dstOffset);
  }

  @Override
  public void hashLeaves(byte[][] entries, int begin, int end, byte[] dst, int dstOffset) {
    kernelFor(end - begin).hashLeaves(entries, begin, end, dst, dstOffset);
  }

  @Override
  public void climb(byte[] hash, int offset, byte[] path, long used, long left) {
    scalar.climb(hash, offset, path, used, left);
  }

  @Override
  public int lanes() {
    return chosen().lanes();
  }

  @Override
  public String name() {
    return chosen().name();
  }
}
