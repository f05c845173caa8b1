package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import org.beleg.internal.digest.Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * What tells ECDSA and SM2 apart: both hash a message to a number, and both make a pair (r, s) of it.
 * All around it is {@link PairEngine}.
 */
@Immutable
interface PairAlgorithm {

  /** Its name, for people. */
  String name();

  /** A new computation of the hash. */
  Digest digest();

  /** The size of the hash. */
  int hashBytes();

  /** What is hashed in front of every message under a key. */
  byte[] prefix(ECPoint publicKey);

  /** The greatest secret scalar; the least is 1. */
  BigInteger greatestSecret();

  /** Judges a pair whose numbers are in [1, n - 1]. May throw what Bouncy Castle's arithmetic throws. */
  boolean isValid(PreparedPoint publicKey, byte[] hash, SignaturePair pair);

  /** Makes the one pair that belongs to a secret and a hash: without a random source. */
  SignaturePair sign(ECPrivateKeyParameters secret, byte[] hash);
}
