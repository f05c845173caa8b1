package org.beleg.internal.kernel;

import org.beleg.internal.digest.DigestPool;

/** Chooses the kernel of a construction. */
public final class Kernels {

  private static final byte RFC6962_LEAF = 0x00;
  private static final byte RFC6962_NODE = 0x01;

  private Kernels() {}

  /** The kernel for the prefixes of RFC 6962, section 2.1. */
  public static NodeKernel rfc6962(DigestPool digests, int hashSize) {
    return new ScalarKernel(digests, hashSize, RFC6962_LEAF, RFC6962_NODE);
  }
}
