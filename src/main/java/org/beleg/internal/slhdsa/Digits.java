package org.beleg.internal.slhdsa;

/** Bytes as numbers, the highest bits first. */
final class Digits {

  private Digits() {}

  /** base_2b, <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, algorithm 4. */
  static int[] of(byte[] source, int bitsEach, int count) {
    int[] digits = new int[count];
    int at = 0;
    int bits = 0;
    int total = 0;
    for (int i = 0; i < count; i++) {
      while (bits < bitsEach) {
        total = (total << Byte.SIZE) | (source[at++] & 0xff);
        bits += Byte.SIZE;
      }
      bits -= bitsEach;
      digits[i] = (total >>> bits) & ((1 << bitsEach) - 1);
    }
    return digits;
  }

  /** toInt, algorithm 2, of up to 8 bytes, and its lowest bits. */
  static long number(byte[] source, int offset, int length, int bits) {
    long number = 0;
    for (int i = 0; i < length; i++) {
      number = (number << Byte.SIZE) | (source[offset + i] & 0xff);
    }
    return bits == Long.SIZE ? number : number & ((1L << bits) - 1);
  }
}
