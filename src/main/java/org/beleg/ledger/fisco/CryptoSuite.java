package org.beleg.ledger.fisco;

import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.NodeKernel;

/**
 * The algorithms of a chain, fixed when it is founded ({@code sm_crypto} of its genesis file): one hash
 * function for transactions, headers and trees, and one kind of keys. Chosen by the verifier, never read
 * from data.
 *
 * <p>Safe for any number of threads.
 */
public enum CryptoSuite {

  /** keccak256 and ECDSA over secp256k1. */
  KECCAK_SECP256K1(HashAlgorithm.KECCAK_256, HashEngine.KECCAK_256),

  /** China's national algorithms: SM3 and SM2 over sm2p256v1 with the user id 1234567812345678. */
  SM3_SM2(HashAlgorithm.SM3, HashEngine.SM3);

  /** The size of every hash. */
  static final int HASH_BYTES = 32;

  private final HashAlgorithm hashAlgorithm;

  @SuppressWarnings("ImmutableEnumChecker") // a pure function
  private final NodeKernel kernel;

  CryptoSuite(HashAlgorithm hashAlgorithm, HashEngine engine) {
    this.hashAlgorithm = hashAlgorithm;
    this.kernel = Kernels.bare(engine);
  }

  /**
   * The hash function.
   *
   * @return one with hashes of 32 bytes
   */
  public HashAlgorithm hashAlgorithm() {
    return hashAlgorithm;
  }

  Hash hash(byte[] message) {
    return hashAlgorithm.hash(message);
  }

  /** Hashes nodes: K(left || right), and K(node) where there is no sibling. */
  NodeKernel kernel() {
    return kernel;
  }
}
