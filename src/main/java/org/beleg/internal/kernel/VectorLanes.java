package org.beleg.internal.kernel;

/** The kernels on {@code jdk.incubator.vector}. See {@link KernelSelection} for who loads this class. */
final class VectorLanes implements LaneProvider {

  private final LaneCompression sha256 = new Sha256Lanes();
  private final LaneCompression sm3 = new Sm3Lanes();

  @Override
  public int lanes() {
    return LaneCompression.LANES;
  }

  @Override
  public NodeKernel kernel(LaneFunction function, Framing framing, NodeKernel scalar) {
    return new LaneKernel(compression(function), function.pays(lanes()), framing, scalar);
  }

  @Override
  public ShortHashes shortHashes(
      LaneFunction function, byte[] prefix, int n, ScalarShortHashes scalar) {
    return new LaneShortHashes(
        compression(function), 2 * function.pays(lanes()), prefix, n, scalar);
  }

  private LaneCompression compression(LaneFunction function) {
    return switch (function) {
      case SHA_256 -> sha256;
      case SM3 -> sm3;
    };
  }
}
