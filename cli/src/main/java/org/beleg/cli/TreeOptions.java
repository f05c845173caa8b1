package org.beleg.cli;

import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import picocli.CommandLine.Option;

/** How a tree is hashed: the verifier's choice, as no proof may choose its own rules. */
final class TreeOptions {

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      defaultValue = "sha-256",
      description = "Hash algorithm of the tree: sha-256 (default), sha-384, sha-512, sha-512-256, "
          + "sha3-256, keccak-256, sm3, blake2b-256.")
  private HashAlgorithm algorithm;

  HashAlgorithm algorithm() {
    return algorithm;
  }

  TreeHasher hasher() {
    return TreeHasher.of(algorithm);
  }
}
