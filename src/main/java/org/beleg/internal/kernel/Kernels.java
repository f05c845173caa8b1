package org.beleg.internal.kernel;

import org.beleg.internal.digest.Digest;

/** The kernel of each construction. */
public final class Kernels {

  /**
   * Signatures come one by one, and nobody knows how many there will be: so the scalar code computes for
   * about as long as it takes to compile the vector code, 0.2 seconds. That is a thousand signatures of
   * SLH-DSA-SHA2-128s. The one behind them takes 0.1 seconds, and 300 later all is compiled.
   */
  private static final WarmUp SHORT_HASHES = new WarmUp(1 << 21);

  private Kernels() {}

  /** For the prefixes of RFC 6962, section 2.1. */
  public static NodeKernel rfc6962(HashEngine engine) {
    return engine.kernel(Framing.RFC_6962);
  }

  /** For the bare hash of an entry, and of two children. */
  public static NodeKernel bare(HashEngine engine) {
    return engine.kernel(Framing.BARE);
  }

  /** For the hash of the hash of an entry, and of two children, as in Bitcoin. */
  public static NodeKernel bareTwice(HashEngine engine) {
    return engine.kernel(Framing.BARE_TWICE);
  }

  /**
   * Short hashes of a function that can be computed in lanes, if this JVM does that.
   *
   * @param expected about how many of them there will be
   */
  public static ShortHashes shortHashes(LaneFunction function, byte[] prefix, int n, int expected) {
    ScalarShortHashes scalar =
        new ScalarShortHashes(function.maker().get().after(prefix), LaneFunction.HASH_SIZE, n);
    if (!SHORT_HASHES.isOver(expected)) {
      return scalar;
    }
    LaneProvider provider = KernelSelection.forThisJvm().provider();
    return provider == null ? scalar : provider.shortHashes(function, prefix, n, scalar);
  }

  /**
   * Short hashes of any function.
   *
   * @param digest a new computation, which is taken over
   * @param digestBytes the length of its hashes, at least n
   */
  public static ShortHashes shortHashes(Digest digest, int digestBytes, byte[] prefix, int n) {
    return new ScalarShortHashes(digest.after(prefix), digestBytes, n);
  }
}
