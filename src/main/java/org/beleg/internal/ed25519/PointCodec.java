package org.beleg.internal.ed25519;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;

/**
 * Points as 32 bytes, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1.2">RFC 8032,
 * sections 5.1.2 and 5.1.3</a>: y in the low 255 bits, little-endian, the sign of x on top.
 *
 * <p>Which encodings are canonical is a question to the bytes, answered by {@link #isCanonical}; {@link
 * PointDecoder} takes the others, too, as ZIP 215 wants.
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

  // scratch space
  private final long[] s = new long[3 * SIZE];
  private static final int X = 0;
  private static final int Y = SIZE;
  private static final int INVERSE = 2 * SIZE;
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

  /** The canonical bytes of an extended point. Cost: one inversion. */
  byte[] encode(long[] p, int po) {
    FIELD.invert(s, INVERSE, p, po + 2 * SIZE, powers);
    FIELD.multiply(s, X, p, po, s, INVERSE);
    FIELD.multiply(s, Y, p, po + SIZE, s, INVERSE);
    byte[] bytes = new byte[POINT_BYTES];
    FIELD.encode(bytes, 0, s, Y);
    if (FIELD.isNegative(s, X)) {
      bytes[POINT_BYTES - 1] |= (byte) 0x80;
    }
    return bytes;
  }

  /** Tells whether an extended point is the neutral one, (0, 1): X = 0 and Y = Z. */
  boolean isNeutral(long[] p, int po) {
    FIELD.subtract(s, Y, p, po + SIZE, p, po + 2 * SIZE);
    return FIELD.isZero(p, po) && FIELD.isZero(s, Y);
  }

  private static byte[] hex(String digits) {
    return BaseEncoding.base16().lowerCase().decode(digits);
  }
}
