package org.beleg.proof;

import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.jspecify.annotations.Nullable;

/**
 * The checks that every proof shares and that come before any hashing. Each returns a rejection, or
 * null to go on: a hot path has no use for objects that say "so far so good".
 */
final class Shape {

  private Shape() {}

  /** Refuses a hash of another size than the verifier's algorithm has. */
  static @Nullable Verdict wrongSize(TreeHasher hasher, Hash hash, String name) {
    return hash.size() == hasher.hashSize()
        ? null
        : Verdict.rejected(
            Reason.HASH_SIZE_WRONG,
            name + " has " + hash.size() + " bytes, " + hasher.algorithm() + " has "
                + hasher.hashSize());
  }

  /** Refuses a list with hashes of another size than the verifier's algorithm has. */
  static @Nullable Verdict wrongSize(TreeHasher hasher, HashList hashes, String name) {
    return hashes.isEmpty() || hashes.hashSize() == hasher.hashSize()
        ? null
        : Verdict.rejected(
            Reason.HASH_SIZE_WRONG,
            name + " has hashes of " + hashes.hashSize() + " bytes, " + hasher.algorithm() + " has "
                + hasher.hashSize());
  }

  /** Refuses a path that does not have exactly the number of hashes that the positions call for. */
  static @Nullable Verdict wrongLength(HashList path, int expected) {
    return path.size() == expected
        ? null
        : Verdict.rejected(
            Reason.PATH_LENGTH_WRONG, "path has " + path.size() + " hashes, not " + expected);
  }

  /** The end of every check of a leaf: accepts the computed root iff it is the trusted one. */
  static Verdict compare(Hash rootHash, byte[] computed, int offset) {
    return rootHash.matches(computed, offset)
        ? Verdict.accepted()
        : mismatch(Reason.ROOT_MISMATCH, rootHash, computed, offset);
  }

  /** Says that a computed hash is not the trusted one. */
  static Verdict mismatch(Reason reason, Hash trusted, byte[] computed, int offset) {
    return Verdict.rejected(
        reason, "expected " + trusted + ", computed " + Hash.of(computed, offset, trusted.size()));
  }
}
