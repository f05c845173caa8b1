package org.beleg.internal.ed25519;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;

/**
 * Points as 32 bytes, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1.2">RFC 8032,
 * sections 5.1.2 and 5.1.3</a>: y in the low 255 bits, little-endian, the sign of x on top.
 *
 * <p>Which encodings are canonical is a question to the bytes, answered by {@link #isCanonical}; {@link
 * #decode} takes the others, too, as ZIP 215 wants.
 *
 * <p>Has scratch space, so one object is for one computation in one thread.
 */
final class PointCodec {

  static final int POINT_BYTES = 32;

  private static final FiveLimbs FIELD = FiveLimbs.FIELD;
  private static final int SIZE = FiveLimbs.SIZE;

  /** p = 2^255 - 19, RFC 8032, section 5.1; little-endian like all below. */
  private static final byte[] P =
      hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /** The y of the points with x = 0: (0, 1) of order 1 and (0, -1) of order 2. */
  private static final byte[] ONE =
      hex("0100000000000000000000000000000000000000000000000000000000000000");

  private static final byte[] MINUS_ONE =
      hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /** 2^((p - 1) / 4), a square root of -1. */
  private static final long[] ROOT_OF_MINUS_ONE =
      FIELD.constant(hex("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b"));

  private static final long[] D = FIELD.constant(Edwards.D);

  // scratch space
  private final long[] s = new long[4 * SIZE];
  private static final int U = 0;
  private static final int V = SIZE;
  private static final int V3 = 2 * SIZE;
  private static final int CHECK = 3 * SIZE;
  private final long[] powers = new long[3 * SIZE];

  /**
   * RFC 8032, section 5.1.3, steps 1 and 4: y is below p, and x = 0 has no sign. Says nothing about
   * whether there is such an x.
   */
  static boolean isCanonical(byte[] source, int offset) {
    byte[] y = Arrays.copyOfRange(source, offset, offset + POINT_BYTES);
    boolean negative = y[POINT_BYTES - 1] < 0;
    y[POINT_BYTES - 1] &= 0x7F;
    boolean zeroX = Arrays.equals(y, ONE) || Arrays.equals(y, MINUS_ONE);
    return Scalars.isBelow(y, 0, P) && !(zeroX && negative);
  }

  /**
   * Finds x and y. The root of u / v is found without an inversion, as x = u v^3 (u v^7)^((p - 5) / 8),
   * RFC 8032, section 5.1.3, step 2. Cost: one such power, which is nearly all of it.
   *
   * @param xy gets x and y, both reduced
   * @return whether they are there: false if no point has this y
   */
  boolean decode(long[] xy, int xo, byte[] source, int offset) {
    int yo = xo + SIZE;
    FIELD.decode(xy, yo, source, offset);
    FIELD.square(s, U, xy, yo, 1);
    FIELD.multiply(s, V, s, U, D, 0);
    FIELD.set(s, CHECK, 1);
    FIELD.subtract(s, U, s, U, s, CHECK); // u = y^2 - 1
    FIELD.add(s, V, s, V, s, CHECK); // v = d y^2 + 1
    FIELD.square(s, V3, s, V, 1);
    FIELD.multiply(s, V3, s, V3, s, V);
    FIELD.square(s, CHECK, s, V3, 1);
    FIELD.multiply(s, CHECK, s, CHECK, s, V);
    FIELD.multiply(s, CHECK, s, CHECK, s, U); // u v^7
    FIELD.powerForSquareRoot(xy, xo, s, CHECK, powers);
    FIELD.multiply(xy, xo, xy, xo, s, V3);
    FIELD.multiply(xy, xo, xy, xo, s, U);
    // step 3: now v x^2 is u, or -u, or neither
    FIELD.square(s, CHECK, xy, xo, 1);
    FIELD.multiply(s, CHECK, s, CHECK, s, V);
    FIELD.subtract(s, V3, s, CHECK, s, U);
    if (!FIELD.isZero(s, V3)) {
      FIELD.add(s, V3, s, CHECK, s, U);
      if (!FIELD.isZero(s, V3)) {
        return false;
      }
      FIELD.multiply(xy, xo, xy, xo, ROOT_OF_MINUS_ONE, 0);
    }
    // step 4, where -0 is 0: for whom that is no point, isCanonical has refused it
    if (FIELD.isNegative(xy, xo) != (source[offset + POINT_BYTES - 1] < 0)) {
      FIELD.set(s, CHECK, 0);
      FIELD.subtract(xy, xo, s, CHECK, xy, xo);
    }
    return true;
  }

  /** The canonical bytes of an extended point. Cost: one inversion. */
  byte[] encode(long[] p, int po) {
    FIELD.invert(s, U, p, po + 2 * SIZE, powers);
    FIELD.multiply(s, V, p, po, s, U);
    FIELD.multiply(s, V3, p, po + SIZE, s, U);
    byte[] bytes = new byte[POINT_BYTES];
    FIELD.encode(bytes, 0, s, V3);
    if (FIELD.isNegative(s, V)) {
      bytes[POINT_BYTES - 1] |= (byte) 0x80;
    }
    return bytes;
  }

  /** Tells whether an extended point is the neutral one, (0, 1): X = 0 and Y = Z. */
  boolean isNeutral(long[] p, int po) {
    FIELD.subtract(s, U, p, po + SIZE, p, po + 2 * SIZE);
    return FIELD.isZero(p, po) && FIELD.isZero(s, U);
  }

  private static byte[] hex(String digits) {
    return BaseEncoding.base16().lowerCase().decode(digits);
  }
}
