package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import org.beleg.hash.Hash;

/** Writes Bitcoin's formats: little-endian numbers, and bytes behind their number. For one thread. */
final class WireWriter {

  private final ByteArrayOutputStream bytes;

  WireWriter() {
    this(32);
  }

  /** A writer that has room for so many bytes without growing. */
  WireWriter(int expectedSize) {
    this.bytes = new ByteArrayOutputStream(expectedSize);
  }

  @CanIgnoreReturnValue
  WireWriter uint8(int value) {
    bytes.write(value);
    return this;
  }

  @CanIgnoreReturnValue
  WireWriter int32(int value) {
    return littleEndian(value, Integer.BYTES);
  }

  @CanIgnoreReturnValue
  WireWriter int64(long value) {
    return littleEndian(value, Long.BYTES);
  }

  /** The shortest {@link CompactSize} of a number that is not negative. */
  @CanIgnoreReturnValue
  WireWriter compactSize(long value) {
    int width = CompactSize.width(value);
    if (width == 1) {
      return uint8((int) value);
    }
    return uint8(width == 3 ? 0xFD : width == 5 ? 0xFE : 0xFF).littleEndian(value, width - 1);
  }

  @CanIgnoreReturnValue
  WireWriter raw(byte[] source) {
    bytes.writeBytes(source);
    return this;
  }

  /** The bytes from one index to another. */
  @CanIgnoreReturnValue
  WireWriter raw(byte[] source, int begin, int end) {
    bytes.write(source, begin, end - begin);
    return this;
  }

  /** Bytes behind their number. */
  @CanIgnoreReturnValue
  WireWriter sized(byte[] source) {
    return compactSize(source.length).raw(source);
  }

  @CanIgnoreReturnValue
  WireWriter hash(Hash hash) {
    return raw(hash.toByteArray());
  }

  /** How many bytes were written. */
  int size() {
    return bytes.size();
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  @CanIgnoreReturnValue
  private WireWriter littleEndian(long value, int width) {
    for (int i = 0; i < width; i++) {
      bytes.write((int) (value >>> (Byte.SIZE * i)));
    }
    return this;
  }
}
