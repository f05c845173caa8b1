package org.beleg.ledger.bitcoin;

import org.beleg.MalformedDataException;
import org.beleg.internal.bytes.ByteReader;

/**
 * The variable-length number of Bitcoin's formats: one byte up to 252, else a byte 253, 254 or 255 before
 * 2, 4 or 8 bytes, the least significant first. Only the shortest of them is read.
 *
 * <p>Source: <a
 * href="https://developer.bitcoin.org/reference/transactions.html#compactsize-unsigned-integers">Bitcoin
 * developer reference, compactSize unsigned integers</a>.
 */
final class CompactSize {

  private static final int TWO_BYTES = 0xFD;
  private static final int FOUR_BYTES = 0xFE;

  private CompactSize() {}

  /** The next number, of 0 to 2^63 - 1. */
  static long read(ByteReader reader) throws MalformedDataException {
    int first = reader.uint8();
    if (first < TWO_BYTES) {
      return first;
    }
    long value = first == TWO_BYTES
        ? reader.uint16Le()
        : first == FOUR_BYTES ? Integer.toUnsignedLong(reader.int32Le()) : reader.int64Le();
    if (value < 0) {
      throw reader.problem("a compact size of 2^63 or more");
    }
    if (width(value) != width((byte) first)) {
      throw reader.problem("compact size " + value + " has a shorter form");
    }
    return value;
  }

  /**
   * The number of things that follow, which is compared with the bytes that are left.
   *
   * @param leastSize the fewest bytes that one of them has
   */
  static int readCount(ByteReader reader, int leastSize, String things)
      throws MalformedDataException {
    long count = read(reader);
    if (count > reader.remaining() / leastSize) {
      throw reader.problem(count + " " + things + " in " + reader.remaining() + " bytes");
    }
    return (int) count;
  }

  /** Passes over bytes behind their number. */
  static void skipBytes(ByteReader reader) throws MalformedDataException {
    reader.skip(readCount(reader, 1, "bytes"));
  }

  /** How many bytes a number takes. */
  static int width(long value) {
    if (value < TWO_BYTES) {
      return 1;
    }
    return value <= 0xFFFF ? 3 : value <= 0xFFFF_FFFFL ? 5 : 9;
  }

  /** How many bytes the number takes that begins with this one. */
  static int width(byte first) {
    int value = first & 0xFF;
    return value < TWO_BYTES ? 1 : value == TWO_BYTES ? 3 : value == FOUR_BYTES ? 5 : 9;
  }

  /** The number at an index, where it was read before and is no larger than the array. */
  static int valueAt(byte[] source, int at) {
    int width = width(source[at]);
    if (width == 1) {
      return source[at] & 0xFF;
    }
    int value = 0;
    for (int i = width - 1; i > 0; i--) {
      value = value << Byte.SIZE | (source[at + i] & 0xFF);
    }
    return value;
  }
}
