package org.beleg.ledger.bitcoin;

import java.util.Arrays;
import org.beleg.VerificationException;

/**
 * Numbers on the stack of scripts: little-endian, the highest bit of the last byte being the sign, zero
 * being empty; only the shortest form.
 */
final class ScriptNumber {

  /** The most bytes of an operand of arithmetic. */
  static final int OPERAND_BYTES = 4;

  /** The most bytes of a lock time. */
  static final int LOCK_TIME_BYTES = 5;

  private static final int SIGN = 0x80;

  private ScriptNumber() {}

  /** Reads a number of at most so many bytes. */
  static long parse(byte[] element, int maxBytes) throws VerificationException {
    int length = element.length;
    if (length > maxBytes) {
      throw ScriptCode.failed("number of " + length + " bytes");
    }
    if (length == 0) {
      return 0;
    }
    int last = element[length - 1] & 0xFF;
    // the last byte may hold nothing but the sign only if the one before needs its highest bit
    if ((last & ~SIGN) == 0 && (length == 1 || (element[length - 2] & SIGN) == 0)) {
      throw ScriptCode.failed("number is not in its shortest form");
    }
    long magnitude = last & ~SIGN;
    for (int i = length - 2; i >= 0; i--) {
      magnitude = magnitude << Byte.SIZE | (element[i] & 0xFF);
    }
    return (last & SIGN) != 0 ? -magnitude : magnitude;
  }

  /** The shortest form of a number of at most 56 bits. */
  static byte[] format(long number) {
    byte[] bytes = new byte[Long.BYTES];
    int length = 0;
    for (long rest = Math.abs(number); rest > 0; rest >>>= Byte.SIZE) {
      bytes[length++] = (byte) rest;
    }
    if (length > 0 && (bytes[length - 1] & SIGN) != 0) {
      length++;
    }
    if (number < 0) {
      bytes[length - 1] |= (byte) SIGN;
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Anything but zero, of whatever length and sign, is true. */
  static boolean isTrue(byte[] element) {
    for (int i = 0; i < element.length; i++) {
      if (element[i] != 0 && !(i == element.length - 1 && (element[i] & 0xFF) == SIGN)) {
        return true;
      }
    }
    return false;
  }
}
