package org.beleg.internal.ed25519;

import com.google.errorprone.annotations.Immutable;

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

  private Statement(PublicPoint key, byte[] signature, byte[] hash) {
    this.key = key;
    this.signature = signature;
    this.hash = hash;
  }

  /** Tells whether S of a signature of 64 bytes is below the group order L. */
  public static boolean isScalarInRange(byte[] signature) {
    return Scalars.isBelow(signature, PublicPoint.BYTES, Scalars.ORDER);
  }

  /**
   * Takes what was signed, by whom it is said to be, and the signature.
   *
   * @param signature 64 bytes with S below L and R in any encoding
   * @param hash 64 bytes, SHA-512 over what the variant of Ed25519 says
   */
  public static Statement of(PublicPoint key, byte[] signature, byte[] hash) {
    return new Statement(key, signature.clone(), hash.clone());
  }

  /**
   * Decodes R and tells whether the equation holds.
   *
   * @param withCofactor whether as [8][S]B = [8]R + [8][k]A
   */
  public Outcome judge(boolean withCofactor) {
    long[] r = new long[PointDecoder.XY];
    if (!new PointDecoder(FiveLimbs.FIELD).decode(r, signature)[0]) {
      return Outcome.NO_POINT;
    }
    return holds(r, 0, withCofactor) ? Outcome.HOLDS : Outcome.FAILS;
  }

  /** Tells whether the equation holds for R, decoded. */
  boolean holds(long[] r, int ro, boolean withCofactor) {
    Edwards curve = new Edwards(FiveLimbs.FIELD);
    SplitMultiples prepared = key.splitMultiples();
    MultiScalar sum;
    if (prepared != null) {
      sum = MultiScalar.ofPrepared(curve, 1);
      sum.addPrepared(BaseMultiples.split(), s(), false);
      sum.addPrepared(prepared, k(), true);
    } else {
      sum = MultiScalar.of(curve, 1);
      sum.addBase(s());
      sum.add(key.multiples(), 0, PublicPoint.WIDTH, k(), true);
    }
    long[] p = new long[4 * SIZE];
    sum.sum(p); // [S]B - [k]A
    long[] affine = new long[3 * SIZE];
    curve.toAffine(affine, 0, r, ro, ro + SIZE);
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

  long[] s() {
    return Scalars.decode(signature, PublicPoint.BYTES, PublicPoint.BYTES);
  }

  /** k modulo L. */
  long[] k() {
    return Scalars.decode(hash, 0, HASH_BYTES);
  }
}
