package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/** A decoded secret key. Any number of threads may use one. */
@Immutable
public interface SigningEngine {

  /** Signs a message. */
  byte[] sign(byte[] message);

  /**
   * Begins to sign a message that comes in parts. Empty if the scheme reads the message twice (Ed25519
   * derives its nonce from it before it hashes it again), so that one pass would have to keep it.
   */
  default Optional<SigningSink> start() {
    return Optional.empty();
  }

  /** The public key that belongs to the secret, in the scheme's raw encoding. */
  byte[] publicKey();

  /** What the privateKey OCTET STRING of PKCS#8 holds, in the one form that Beleg writes. */
  byte[] privateKey();
}
