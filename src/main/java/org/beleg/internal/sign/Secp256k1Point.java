package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A point of secp256k1 or infinity, for equations over public numbers that are no signature scheme: sums
 * of keys, tweaks, commitments.
 *
 * <p><b>For public data only.</b> Times depend on the numbers; no secret scalar may come here. What
 * signs has doors of its own, see {@link EcCurve#multiplyGenerator}.
 */
@Immutable
public final class Secp256k1Point {

  /** The size of a compressed point: a byte for the parity of y, and x. */
  public static final int COMPRESSED_BYTES = 33;

  /** The size of a coordinate. */
  public static final int FIELD_BYTES = 32;

  private static final byte EVEN = 0x02;
  private static final byte ODD = 0x03;

  private static final EcCurve CURVE = EcCurve.secp256k1();
  private static final Secp256k1Point INFINITY =
      new Secp256k1Point(CURVE.generator().getCurve().getInfinity());
  private static final Secp256k1Point GENERATOR = new Secp256k1Point(CURVE.generator());

  @SuppressWarnings("Immutable") // normalised; only tables are added to it that were computed
  private final ECPoint point;

  private Secp256k1Point(ECPoint point) {
    this.point = point.normalize();
  }

  /** The group order n. */
  public static BigInteger order() {
    return CURVE.order();
  }

  /** A number in [0, n) as 32 bytes, big-endian. */
  public static byte[] toBytes(BigInteger number) {
    byte[] bytes = new byte[FIELD_BYTES];
    EcCurve.write(number, bytes, 0, FIELD_BYTES);
    return bytes;
  }

  /** The neutral point. */
  public static Secp256k1Point infinity() {
    return INFINITY;
  }

  /** The generator G. */
  public static Secp256k1Point generator() {
    return GENERATOR;
  }

  /**
   * Decodes a compressed point: 02 or 03, then an x below the field's prime to which a y belongs.
   *
   * @throws MalformedDataException naming {@code what} and {@code where}, if it is anything else
   */
  public static Secp256k1Point parse(byte[] compressed, String what, String where)
      throws MalformedDataException {
    if (compressed.length != COMPRESSED_BYTES) {
      throw new MalformedDataException(
          what, where, compressed.length + " bytes, not " + COMPRESSED_BYTES);
    }
    if (compressed[0] != EVEN && compressed[0] != ODD) {
      throw new MalformedDataException(what, where, "not a compressed point (02 or 03)");
    }
    byte[] x = Arrays.copyOfRange(compressed, 1, COMPRESSED_BYTES);
    Secp256k1Point even = liftX(x, what, where);
    return compressed[0] == EVEN ? even : even.negate();
  }

  /**
   * The point with this x of 32 bytes and an even y, lift_x of BIP 340.
   *
   * @throws MalformedDataException naming {@code what} and {@code where}, if there is none
   */
  public static Secp256k1Point liftX(byte[] x, String what, String where)
      throws MalformedDataException {
    if (x.length != FIELD_BYTES) {
      throw new MalformedDataException(what, where, x.length + " bytes, not " + FIELD_BYTES);
    }
    if (new BigInteger(1, x).compareTo(CURVE.prime()) >= 0) {
      throw new MalformedDataException(what, where, "x is not below the field's prime");
    }
    try {
      return new Secp256k1Point(CURVE.evenPoint(x, what));
    } catch (MalformedDataException e) {
      throw new MalformedDataException(what, where, "not the x of a point of the curve", e);
    }
  }

  /** The sum, whatever the two points are. */
  public Secp256k1Point plus(Secp256k1Point other) {
    return new Secp256k1Point(point.add(other.point));
  }

  /** The multiple by a number in [0, n). */
  public Secp256k1Point times(BigInteger number) {
    return new Secp256k1Point(point.multiply(number));
  }

  /** [u]G + [v]P for this P, and for numbers in [0, n). Cheaper than its parts. */
  public Secp256k1Point sumWithGenerator(BigInteger u, BigInteger v) {
    return isInfinity()
        ? GENERATOR.times(u)
        : new Secp256k1Point(ECAlgorithms.sumOfTwoMultiplies(CURVE.generator(), u, point, v));
  }

  /** The opposite point. */
  public Secp256k1Point negate() {
    return new Secp256k1Point(point.negate());
  }

  /** Tells whether this is the neutral point. */
  public boolean isInfinity() {
    return point.isInfinity();
  }

  /** Tells whether y is even; infinity has none. */
  public boolean hasEvenY() {
    return !point.getAffineYCoord().testBitZero();
  }

  /** x as 32 bytes, a new array; infinity has none. */
  public byte[] x() {
    return point.getAffineXCoord().getEncoded();
  }

  /** 33 bytes, a new array: inverse of {@link #parse}; infinity has none. */
  public byte[] toCompressed() {
    return point.getEncoded(true);
  }

  /** 04, x and y, a new array: the form of the keys of ECDSA; infinity has none. */
  public byte[] toUncompressed() {
    return point.getEncoded(false);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secp256k1Point that && point.equals(that.point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }
}
