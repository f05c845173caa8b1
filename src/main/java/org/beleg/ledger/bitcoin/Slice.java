package org.beleg.ledger.bitcoin;

import com.google.common.primitives.Ints;
import java.util.Arrays;

/**
 * Part of an array that nobody writes to any more: what the values that are read from one document share
 * of its bytes.
 */
final class Slice {

  private final byte[] source;
  private final int begin;
  private final int end;

  Slice(byte[] source, int begin, int end) {
    this.source = source;
    this.begin = begin;
    this.end = end;
  }

  int size() {
    return end - begin;
  }

  byte[] source() {
    return source;
  }

  /** The index in the source of a byte of this part. */
  int at(int offset) {
    return begin + offset;
  }

  byte[] toByteArray() {
    return Arrays.copyOfRange(source, begin, end);
  }

  /** A copy of the bytes from one offset in this part to another. */
  byte[] toByteArray(int from, int to) {
    return Arrays.copyOfRange(source, begin + from, begin + to);
  }

  /** The 32 bits at an offset, the least significant byte first. */
  int int32(int offset) {
    int at = begin + offset;
    return Ints.fromBytes(source[at + 3], source[at + 2], source[at + 1], source[at]);
  }

  /** The 32 bits at an offset as an unsigned number. */
  long uint32(int offset) {
    return Integer.toUnsignedLong(int32(offset));
  }

  /** The 64 bits at an offset, the least significant byte first. */
  long int64(int offset) {
    return (long) int32(offset + Integer.BYTES) << Integer.SIZE | uint32(offset);
  }

  void appendTo(WireWriter writer) {
    writer.raw(source, begin, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice that
        && Arrays.equals(source, begin, end, that.source, that.begin, that.end);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = begin; i < end; i++) {
      hash = 31 * hash + source[i];
    }
    return hash;
  }
}
