package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.beleg.hash.Hash;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.NodeKernel;

/** The hash of Bitcoin: SHA-256 of the SHA-256. */
final class DoubleSha256 {

  /** The number of bytes of every hash. */
  static final int SIZE = ReversedHex.HASH_SIZE;

  /** Hashes pairs for trees, and many messages side by side. */
  static final NodeKernel KERNEL = Kernels.bareTwice(HashEngine.SHA_256);

  private DoubleSha256() {}

  /** The hash of a whole message. */
  static Hash hash(byte[] message) {
    byte[] hash = new byte[SIZE];
    KERNEL.hashLeaf(message, hash, 0);
    return Hash.of(hash);
  }

  /** Refuses the caller's hashes that are none of Bitcoin's. */
  @CanIgnoreReturnValue
  static Hash requireSize(Hash hash, String name) {
    if (hash.size() != SIZE) {
      throw new IllegalArgumentException(name + " has " + hash.size() + " bytes, not " + SIZE);
    }
    return hash;
  }
}
