package org.beleg.internal.sign;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * What can be said of encoded points and scalars of Ed448 by their bytes, <a
 * href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.2">RFC 8032, section 5.2</a>.
 *
 * <p>A point is 57 bytes, little-endian: y in the low 455 bits, the sign of x on top. The curve is x^2 +
 * y^2 = 1 + d x^2 y^2. In variable time: none of this is secret.
 */
final class Ed448Points {

  static final int BYTES = 57;

  /** p = 2^448 - 2^224 - 1. */
  private static final BigInteger P =
      BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);

  private static final BigInteger MINUS_ONE = P.subtract(BigInteger.ONE);

  private static final BigInteger D = P.subtract(BigInteger.valueOf(39081));

  /** The group order L. */
  private static final BigInteger ORDER = BigInteger.TWO
      .pow(446)
      .subtract(
          new BigInteger("13818066809895115352007386748515426880336692474882178609894547503885"));

  private Ed448Points() {}

  /** The R of a signature. */
  static byte[] firstPoint(byte[] signature) {
    return Arrays.copyOf(signature, BYTES);
  }

  /** Tells whether the S of a signature is below the group order. */
  static boolean isScalarInRange(byte[] signature) {
    return number(Arrays.copyOfRange(signature, BYTES, 2 * BYTES)).compareTo(ORDER) < 0;
  }

  /** RFC 8032, section 5.2.3, steps 1 and 4: y is below p, and x = 0 is not negative. */
  static boolean isCanonical(byte[] point) {
    BigInteger y = y(point);
    boolean zeroX = y.equals(BigInteger.ONE) || y.equals(MINUS_ONE);
    return y.compareTo(P) < 0 && !(zeroX && point[BYTES - 1] < 0);
  }

  /** Tells whether a canonical point has order 1, 2 or 4: (0, 1), (0, -1), (1, 0) or (-1, 0). */
  static boolean isSmallOrder(byte[] point) {
    BigInteger y = y(point);
    return y.signum() == 0 || y.equals(BigInteger.ONE) || y.equals(MINUS_ONE);
  }

  /** The y of four times a point: equal for all points that one secret serves. */
  static BigInteger timesFour(byte[] point) {
    return twice(twice(y(point)));
  }

  /**
   * The y of twice a point, which is (y^2 - x^2) / (2 - x^2 - y^2), where x^2 is (1 - y^2) / (1 - d y^2).
   * The denominators are never 0, as the addition on this curve is complete.
   */
  private static BigInteger twice(BigInteger y) {
    BigInteger y2 = y.multiply(y).mod(P);
    BigInteger x2 = BigInteger.ONE
        .subtract(y2)
        .multiply(BigInteger.ONE.subtract(D.multiply(y2)).modInverse(P))
        .mod(P);
    return y2.subtract(x2)
        .multiply(BigInteger.TWO.subtract(x2).subtract(y2).modInverse(P))
        .mod(P);
  }

  private static BigInteger y(byte[] point) {
    byte[] bytes = point.clone();
    bytes[BYTES - 1] &= 0x7F;
    return number(bytes);
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }
}
