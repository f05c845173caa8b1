package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.DerReader;

/**
 * Makes the keys of one signature scheme. Arrays that are passed in are not kept, arrays that come out
 * belong to the caller.
 */
@Immutable
public interface SchemeEngine {

  /**
   * Decodes a public key and refuses every one that the scheme's rules exclude.
   *
   * @param raw the scheme's own encoding, which is also what the BIT STRING of an SPKI holds
   */
  VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException;

  /** Tells whether there are secret keys; the three methods below are only called if so. */
  default boolean signs() {
    return true;
  }

  /** Decodes a secret key in the scheme's own encoding, and derives its public key. */
  SigningEngine signingEngine(byte[] raw) throws MalformedDataException;

  /**
   * Reads what the privateKey OCTET STRING of PKCS#8 holds, to its end. A public key in it must be the
   * derived one.
   */
  SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException;

  /** Draws a new secret key. */
  SigningEngine generate(SecureRandom random);
}
