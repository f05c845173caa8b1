package org.beleg.internal.kernel;

/**
 * The way to the vector code. Its only implementation is loaded by name, after it is known that the
 * module {@code jdk.incubator.vector} is there; nothing else links to it.
 */
interface LaneProvider {

  /** How many messages it hashes side by side. */
  int lanes();

  /** A kernel that gives batches too small for its lanes to another one. */
  NodeKernel kernel(LaneFunction function, Framing framing, NodeKernel scalar);

  /** Short hashes that give what is too few for the lanes to the scalar ones. */
  ShortHashes shortHashes(LaneFunction function, byte[] prefix, int n, ScalarShortHashes scalar);
}
