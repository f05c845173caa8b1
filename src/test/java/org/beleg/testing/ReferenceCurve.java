package org.beleg.testing;

import java.math.BigInteger;

/**
 * Edwards25519 as RFC 8032, section 5.1, writes it down: affine points, big integers, no tricks. Slow, and
 * the reference for everything that is not.
 */
public final class ReferenceCurve {

  /** The field's prime. */
  public static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The group order. */
  public static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** The curve's constant. */
  public static final BigInteger D = BigInteger.valueOf(-121665)
      .multiply(BigInteger.valueOf(121666).modInverse(P))
      .mod(P);

  /** The base point. */
  public static final Point BASE =
      point(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P), false);

  /** The neutral point. */
  public static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);

  /** A point of order 8, whose multiples are all points of small order. */
  public static final Point TORSION = torsion();

  private ReferenceCurve() {}

  /** An affine point. */
  public record Point(BigInteger x, BigInteger y) {

    /** The sum, by the formulas of RFC 8032, section 5.1.4, in affine form. */
    public Point plus(Point other) {
      BigInteger xx = x.multiply(other.x).mod(P);
      BigInteger yy = y.multiply(other.y).mod(P);
      BigInteger dxxyy = D.multiply(xx).multiply(yy).mod(P);
      BigInteger cross = x.multiply(other.y).add(y.multiply(other.x));
      return new Point(
          cross.multiply(BigInteger.ONE.add(dxxyy).modInverse(P)).mod(P),
          yy.add(xx).multiply(BigInteger.ONE.subtract(dxxyy).modInverse(P)).mod(P));
    }

    /** (-x, y). */
    public Point negate() {
      return new Point(x.negate().mod(P), y);
    }

    /** The multiple by a number that is not negative. */
    public Point times(BigInteger scalar) {
      Point sum = NEUTRAL;
      for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
        sum = sum.plus(sum);
        if (scalar.testBit(bit)) {
          sum = sum.plus(this);
        }
      }
      return sum;
    }

    /** 32 bytes. */
    public byte[] encode() {
      byte[] bytes = littleEndian(y, 32);
      bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
      return bytes;
    }
  }

  /** The point with a y and a sign; fails if there is none. */
  public static Point point(BigInteger y, boolean negative) {
    BigInteger yy = y.multiply(y).mod(P);
    BigInteger x = sqrt(yy.subtract(BigInteger.ONE)
        .multiply(D.multiply(yy).add(BigInteger.ONE).modInverse(P))
        .mod(P));
    return new Point(x.testBit(0) == negative ? x : x.negate().mod(P), y);
  }

  /** A point from its 32 bytes; fails if there is none. */
  public static Point decode(byte[] encoded) {
    BigInteger all = littleEndian(encoded);
    return point(all.clearBit(255), all.testBit(255));
  }

  /** A square root for p = 5 (mod 8), section 5.1.3; fails if there is none. */
  private static BigInteger sqrt(BigInteger square) {
    BigInteger root = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    if (root.multiply(root).subtract(square).mod(P).signum() != 0) {
      root = root.multiply(BigInteger.TWO.modPow(P.shiftRight(2), P)).mod(P);
    }
    if (root.multiply(root).subtract(square).mod(P).signum() != 0) {
      throw new ArithmeticException("no square: " + square);
    }
    return root;
  }

  /** [L] takes the part of prime order away, and most points have a part of order 8. */
  private static Point torsion() {
    for (int y = 2; ; y++) {
      try {
        Point candidate = point(BigInteger.valueOf(y), false).times(L);
        if (!candidate.times(BigInteger.valueOf(4)).equals(NEUTRAL)) {
          return candidate;
        }
      } catch (ArithmeticException e) {
        // this y belongs to no point
      }
    }
  }

  /** A number as bytes, the lowest first. */
  public static byte[] littleEndian(BigInteger number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  /** Bytes as a number, the lowest first. */
  public static BigInteger littleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }
}
