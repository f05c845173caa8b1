package org.beleg.internal.der;

import java.math.BigInteger;

/** Writes DER: tag, minimal length, contents. */
public final class Der {

  /** INTEGER. */
  public static final int INTEGER = 0x02;

  /** BIT STRING. */
  public static final int BIT_STRING = 0x03;

  /** OCTET STRING. */
  public static final int OCTET_STRING = 0x04;

  /** SEQUENCE. */
  public static final int SEQUENCE = 0x30;

  private static final byte[] NO_UNUSED_BITS = {0};

  private Der() {}

  /** The tag {@code [number]} of a primitive element: an IMPLICIT string. */
  public static int context(int number) {
    return 0x80 | number;
  }

  /** The tag {@code [number]} of a constructed element: EXPLICIT, or an IMPLICIT set or sequence. */
  public static int contextConstructed(int number) {
    return 0xA0 | number;
  }

  /** An element whose contents are the parts, laid end to end. */
  public static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    int lengthOctets = length < 0x80 ? 0 : (39 - Integer.numberOfLeadingZeros(length)) / 8;
    byte[] der = new byte[Math.addExact(2 + lengthOctets, length)];
    der[0] = (byte) tag;
    der[1] = (byte) (lengthOctets == 0 ? length : 0x80 | lengthOctets);
    int at = 2;
    for (int shift = 8 * (lengthOctets - 1); shift >= 0; shift -= 8) {
      der[at++] = (byte) (length >>> shift);
    }
    for (byte[] part : parts) {
      System.arraycopy(part, 0, der, at, part.length);
      at += part.length;
    }
    return der;
  }

  /** The INTEGER of a number that is not negative. */
  public static byte[] unsignedInteger(BigInteger number) {
    if (number.signum() < 0) {
      throw new AssertionError("negative INTEGER");
    }
    return element(INTEGER, number.toByteArray());
  }

  /** A BIT STRING of whole octets, or an IMPLICIT one if the tag is another. */
  public static byte[] bitString(int tag, byte[] octets) {
    return element(tag, NO_UNUSED_BITS, octets);
  }
}
