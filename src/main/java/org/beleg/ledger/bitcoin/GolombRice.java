package org.beleg.ledger.bitcoin;

import java.io.ByteArrayOutputStream;
import org.beleg.MalformedDataException;

/**
 * Increasing numbers as the Golomb-Rice codes of their differences, laid end to end as bits: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0158.mediawiki#golomb-rice-coding">BIP 158</a>.
 *
 * <p>A difference is cut at bit {@value #REMAINDER_BITS}: what is above as that many ones and a zero, what
 * is below as it is, the highest bit first. Zeros fill the last byte.
 */
final class GolombRice {

  /** P of the basic filter. */
  static final int REMAINDER_BITS = 19;

  /** The least that a difference takes. */
  static final int MIN_BITS = REMAINDER_BITS + 1;

  private GolombRice() {}

  /** The codes of numbers that do not decrease. */
  static byte[] encode(long[] sorted) {
    BitWriter bits = new BitWriter();
    long previous = 0;
    for (long value : sorted) {
      bits.write(value - previous);
      previous = value;
    }
    return bits.finish();
  }

  /** Collects bits. */
  private static final class BitWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int filled;

    void write(long difference) {
      for (long ones = difference >>> REMAINDER_BITS; ones > 0; ones--) {
        bit(1);
      }
      bit(0);
      for (int at = REMAINDER_BITS - 1; at >= 0; at--) {
        bit((int) (difference >>> at) & 1);
      }
    }

    private void bit(int bit) {
      pending = pending << 1 | bit;
      if (++filled == Byte.SIZE) {
        bytes.write(pending);
        pending = 0;
        filled = 0;
      }
    }

    byte[] finish() {
      while (filled > 0) {
        bit(0);
      }
      return bytes.toByteArray();
    }
  }

  /**
   * Reads numbers one after the other, in constant memory. The bits are read once, so that all numbers
   * together take time in proportion to the bytes.
   */
  static final class Reader {
    private final byte[] source;
    private final String what;
    private final int begin;
    private long at;
    private long value;

    /** A reader of the codes from a byte of an array on. */
    Reader(byte[] source, int begin, String what) {
      this.source = source;
      this.what = what;
      this.begin = begin;
    }

    /** The next number. */
    long next() throws MalformedDataException {
      long ones = 0;
      while (bit() == 1) {
        ones++;
      }
      long difference = ones;
      for (int i = 0; i < REMAINDER_BITS; i++) {
        difference = difference << 1 | bit();
      }
      value += difference; // an array has less than 2^34 bits, so this stays far below 2^63
      return value;
    }

    private int bit() throws MalformedDataException {
      int index = begin + (int) (at >>> 3);
      if (index >= source.length) {
        throw new MalformedDataException(what, "byte " + index, "the bits end inside an item");
      }
      int bit = source[index] >>> (7 - (int) (at & 7)) & 1;
      at++;
      return bit;
    }

    /** Refuses whatever follows, but for zeros that fill the last byte. */
    void requireEnd() throws MalformedDataException {
      int end = begin + (int) ((at + 7) >>> 3);
      if (end != source.length) {
        throw new MalformedDataException(
            what, "byte " + end, source.length - end + " surplus bytes");
      }
      while ((at & 7) != 0) {
        if (bit() != 0) {
          throw new MalformedDataException(what, "last byte", "bits after the last item");
        }
      }
    }
  }
}
