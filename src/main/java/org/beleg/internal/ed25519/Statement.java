package org.beleg.internal.ed25519;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * What a signature (R, S) of a key A states: [S]B = R + [k]A, where k is the hash over R, A and the
 * message. <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1.7">RFC 8032, section
 * 5.1.7</a>.
 *
 * <p>The one door through which numbers come into this package. Each of them is public.
 */
@Immutable
public final class Statement {

  /** Bytes of a signature: R and S. */
  public static final int SIGNATURE_BYTES = 64;

  /** Bytes of the hash: SHA-512. */
  public static final int HASH_BYTES = 64;

  private static final int SIZE = FiveLimbs.SIZE;

  private final PublicPoint key;

  @SuppressWarnings("Immutable") // private copies, never written
  private final byte[] signature;

  @SuppressWarnings("Immutable")
  private final byte[] hash;

  @SuppressWarnings("Immutable")
  private final long[] r;

  private Statement(PublicPoint key, byte[] signature, byte[] hash, long[] r) {
    this.key = key;
    this.signature = signature;
    this.hash = hash;
    this.r = r;
  }

  /** Tells whether S of a signature of 64 bytes is below the group order L. */
  public static boolean isScalarInRange(byte[] signature) {
    return Scalars.isBelow(signature, PublicPoint.BYTES, Scalars.ORDER);
  }

  /**
   * Decodes R, in any encoding.
   *
   * @param signature 64 bytes with S below L
   * @param hash 64 bytes, SHA-512 over what the variant of Ed25519 says
   * @return the statement; empty if R is not on the curve
   */
  public static Optional<Statement> of(PublicPoint key, byte[] signature, byte[] hash) {
    long[] r = new long[2 * SIZE];
    return new PointCodec().decode(r, 0, signature, 0)
        ? Optional.of(new Statement(key, signature.clone(), hash.clone(), r))
        : Optional.empty();
  }

  /**
   * Tells whether the equation holds.
   *
   * @param withCofactor whether as [8][S]B = [8]R + [8][k]A
   */
  public boolean holds(boolean withCofactor) {
    Edwards curve = new Edwards(FiveLimbs.FIELD);
    MultiScalar sum = new MultiScalar(curve, 1);
    sum.setBase(s());
    sum.add(key.multiples(), 0, PublicPoint.WIDTH, k(), true);
    long[] p = new long[4 * SIZE];
    sum.sum(p); // [S]B - [k]A
    long[] affine = new long[3 * SIZE];
    curve.toAffine(affine, 0, r, 0, SIZE);
    curve.addAffine(p, 0, affine, 0, true, false);
    if (withCofactor) {
      curve.clearCofactor(p, 0);
    }
    return new PointCodec().isNeutral(p, 0);
  }

  PublicPoint key() {
    return key;
  }

  /** The bytes of R and S; not to be written. */
  byte[] signature() {
    return signature;
  }

  /** The hash that k is; not to be written. */
  byte[] hash() {
    return hash;
  }

  /** x and y of R; not to be written. */
  long[] r() {
    return r;
  }

  long[] s() {
    return Scalars.decode(signature, PublicPoint.BYTES, PublicPoint.BYTES);
  }

  /** k modulo L. */
  long[] k() {
    return Scalars.decode(hash, 0, HASH_BYTES);
  }
}
