package org.beleg.internal.ed25519;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key as a point of the curve, decoded once.
 *
 * <p>Keeps 1.4 kB of multiples from its first use in a verification on, or 31 kB if it is prepared.
 */
@Immutable
public final class PublicPoint {

  /** Bytes of an encoded point. */
  public static final int BYTES = PointCodec.POINT_BYTES;

  /** Digits of the multiples of a key. */
  static final int WIDTH = 5;

  private static final int SIZE = FiveLimbs.SIZE;

  /** L - 1, so that a sum of scalars below L tells whether [L]P = O. */
  static final long[] MINUS_ONE = minusOne();

  @SuppressWarnings("Immutable") // private copy, never written
  private final byte[] encoded;

  @SuppressWarnings("Immutable") // x and y, never written
  private final long[] xy;

  @SuppressWarnings("Immutable") // equal whoever computes it; a harmless race
  private @Nullable Multiples multiples;

  /** Final, so that a thread that sees it sees what is in it. */
  private static final class Multiples {
    final long[] table;

    Multiples(long[] table) {
      this.table = table;
    }
  }

  @SuppressWarnings("Immutable") // never written
  private final @Nullable SplitMultiples splitMultiples;

  private PublicPoint(byte[] encoded, long[] xy, @Nullable SplitMultiples splitMultiples) {
    this.encoded = encoded;
    this.xy = xy;
    this.splitMultiples = splitMultiples;
  }

  /**
   * Decodes a point in any encoding.
   *
   * @param source 32 bytes
   * @return the point; empty if none has this y
   */
  public static Optional<PublicPoint> decode(byte[] source) {
    byte[] encoded = source.clone();
    long[] xy = new long[2 * SIZE];
    return new PointDecoder(FiveLimbs.FIELD).decode(xy, encoded)[0]
        ? Optional.of(new PublicPoint(encoded, xy, null))
        : Optional.empty();
  }

  /** The same point with the tables of {@link SplitMultiples}, 31 kB. */
  public PublicPoint prepared() {
    return new PublicPoint(encoded, xy, new SplitMultiples(xy));
  }

  /** Whether it has those tables. */
  public boolean isPrepared() {
    return splitMultiples != null;
  }

  /**
   * Tells whether 32 bytes are the one encoding that a point may have: y below p, and no sign where x is
   * 0. Whether there is such a point, only {@link #decode} knows.
   */
  public static boolean isCanonical(byte[] source, int offset) {
    return PointCodec.isCanonical(source, offset);
  }

  /** Tells whether the order divides 8, so that one signature fits many messages. */
  public boolean isSmallOrder() {
    return new PointCodec().isNeutral(timesCofactor(new Edwards(FiveLimbs.FIELD)), 0);
  }

  /** Tells whether the order divides L. Cost: one multiplication of a point. */
  public boolean isInPrimeOrderGroup() {
    Edwards curve = new Edwards(FiveLimbs.FIELD);
    MultiScalar product = MultiScalar.of(curve, 1);
    product.add(multiples(), 0, WIDTH, MINUS_ONE, false);
    long[] p = new long[4 * SIZE];
    product.sum(p);
    curve.addCached(p, 0, multiples(), 0, false, false);
    return new PointCodec().isNeutral(p, 0);
  }

  /**
   * [8]P, canonically encoded and without its sign: equal for all points that one secret serves under an
   * equation with cofactor, which are P, -P, and both plus any point of small order.
   */
  public byte[] signerId() {
    byte[] bytes = new PointCodec().encode(timesCofactor(new Edwards(FiveLimbs.FIELD)), 0);
    bytes[BYTES - 1] &= 0x7F;
    return bytes;
  }

  private long[] timesCofactor(Edwards curve) {
    long[] p = new long[4 * SIZE];
    curve.setAffine(p, 0, xy, 0, SIZE);
    curve.clearCofactor(p, 0);
    return p;
  }

  /** The odd multiples for digits of {@link #WIDTH}; not to be written. */
  long[] multiples() {
    Multiples known = multiples;
    if (known == null) {
      long[] table = new long[OddMultiples.size(WIDTH)];
      OddMultiples.compute(new Edwards(FiveLimbs.FIELD), table, 0, WIDTH, xy, 0);
      known = new Multiples(table);
      multiples = known;
    }
    return known.table;
  }

  /** The tables of a prepared point, or null. */
  @Nullable SplitMultiples splitMultiples() {
    return splitMultiples;
  }

  /** x and y in five limbs; not to be written. */
  long[] xy() {
    return xy;
  }

  /** The bytes it was decoded from; not to be written. */
  byte[] encoded() {
    return encoded;
  }

  private static long[] minusOne() {
    byte[] number = Scalars.ORDER.clone();
    number[0]--;
    return Scalars.decode(number, 0, number.length);
  }

  /** Equal are points that were decoded from the same bytes. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicPoint that && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encoded);
  }
}
