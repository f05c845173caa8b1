package org.beleg.internal.kernel;

import java.util.function.Supplier;
import org.beleg.internal.digest.Digest;

/** The kernel of each construction. */
public final class Kernels {

  private Kernels() {}

  /** For the prefixes of RFC 6962, section 2.1, over a function that lanes do not know. */
  public static NodeKernel rfc6962(Supplier<Digest> maker, int hashSize) {
    return new ScalarKernel(maker, hashSize, Framing.RFC_6962);
  }

  /** For the prefixes of RFC 6962, section 2.1. */
  public static NodeKernel rfc6962(LaneFunction function) {
    return new BatchKernel(function, Framing.RFC_6962);
  }

  /** For the bare hash of an entry, and of two children. */
  public static NodeKernel bare(LaneFunction function) {
    return new BatchKernel(function, Framing.BARE);
  }

  /** For the hash of the hash of an entry, and of two children, as in Bitcoin. */
  public static NodeKernel bareTwice(LaneFunction function) {
    return new BatchKernel(function, Framing.BARE_TWICE);
  }
}
