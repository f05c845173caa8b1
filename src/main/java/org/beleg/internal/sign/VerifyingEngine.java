package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;
import org.beleg.Verdict;

/** A decoded public key. Any number of threads may use one. */
@Immutable
public interface VerifyingEngine {

  /** Judges a signature; throws nothing, whatever the bytes. */
  Verdict verify(byte[] message, byte[] signature);

  /**
   * Begins to judge a signature of a message that comes in parts, with the verdict that {@link #verify}
   * would give. Empty if that would take memory in proportion to the message.
   */
  default Optional<VerifyingSink> start(byte[] signature) {
    return Optional.empty();
  }

  /** The same key with tables, for the same verdicts. Empty if it has none to make, or none more. */
  default Optional<VerifyingEngine> prepared() {
    return Optional.empty();
  }

  /**
   * Equal texts for public keys that one secret serves, whatever the scheme: a point and its negative,
   * one modulus with two exponents. One line, beginning with the family of keys. Who counts signers
   * counts these.
   */
  String identity();
}
