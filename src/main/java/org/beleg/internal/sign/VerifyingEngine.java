package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import org.beleg.Verdict;

/** A decoded public key. Any number of threads may use one. */
@Immutable
public interface VerifyingEngine {

  /** Judges a signature; throws nothing, whatever the bytes. */
  Verdict verify(byte[] message, byte[] signature);
}
