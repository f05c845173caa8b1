package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;

/** A decoded secret key. Any number of threads may use one. */
@Immutable
public interface SigningEngine {

  /** Signs a message. */
  byte[] sign(byte[] message);

  /** The public key that belongs to the secret, in the scheme's raw encoding. */
  byte[] publicKey();

  /** What the privateKey OCTET STRING of PKCS#8 holds, in the one form that Beleg writes. */
  byte[] privateKey();
}
