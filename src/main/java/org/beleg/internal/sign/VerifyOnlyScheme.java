package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import org.beleg.internal.der.DerReader;

/**
 * A scheme without secret keys: one whose secret changes with each signature, so that a copy of it that
 * is used twice gives it away, or one that nobody should begin to sign with.
 */
@Immutable
abstract class VerifyOnlyScheme implements SchemeEngine {

  @Override
  public final boolean signs() {
    return false;
  }

  @Override
  public final SigningEngine signingEngine(byte[] raw) {
    throw unsupported();
  }

  @Override
  public final SigningEngine readPrivateKey(DerReader contents) {
    throw unsupported();
  }

  @Override
  public final SigningEngine generate(SecureRandom random) {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("this scheme verifies only");
  }
}
