package org.beleg.internal.kernel;

/** The kernel of each construction. */
public final class Kernels {

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
}
