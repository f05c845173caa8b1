package org.beleg.internal.bytes;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.util.Arrays;
import org.beleg.MalformedDataException;

/**
 * Reads a binary document from left to right. Nothing is allocated before its size was compared with
 * what is there, so a document costs at most a small multiple of its own length. Asking for the end
 * ({@link #requireEnd}) is the caller's duty. For one thread.
 */
public final class ByteReader {

  private final byte[] source;
  private final String what;
  private int at;

  /** A reader of a whole array, which is not copied; {@code what} names it in exceptions. */
  public ByteReader(byte[] source, String what) {
    this.source = source;
    this.what = what;
  }

  /** The index of the next byte. */
  public int position() {
    return at;
  }

  /** How many bytes are left. */
  public int remaining() {
    return source.length - at;
  }

  /** The next byte as a number from 0 to 255. */
  public int uint8() throws MalformedDataException {
    require(1);
    return source[at++] & 0xFF;
  }

  /** The next byte as a number from 0 to 255, which stays the next. */
  public int peek() throws MalformedDataException {
    require(1);
    return source[at] & 0xFF;
  }

  /** Two bytes as an unsigned number, the least significant first. */
  public int uint16Le() throws MalformedDataException {
    require(Short.BYTES);
    at += Short.BYTES;
    return (source[at - 2] & 0xFF) | (source[at - 1] & 0xFF) << 8;
  }

  /** Four bytes, the least significant first. */
  public int int32Le() throws MalformedDataException {
    return Integer.reverseBytes(int32Be());
  }

  /** Four bytes, the most significant first. */
  public int int32Be() throws MalformedDataException {
    require(Integer.BYTES);
    at += Integer.BYTES;
    return Ints.fromBytes(source[at - 4], source[at - 3], source[at - 2], source[at - 1]);
  }

  /** Eight bytes, the least significant first. */
  public long int64Le() throws MalformedDataException {
    return Long.reverseBytes(int64Be());
  }

  /** Eight bytes, the most significant first. */
  public long int64Be() throws MalformedDataException {
    require(Long.BYTES);
    at += Long.BYTES;
    return Longs.fromBytes(
        source[at - 8],
        source[at - 7],
        source[at - 6],
        source[at - 5],
        source[at - 4],
        source[at - 3],
        source[at - 2],
        source[at - 1]);
  }

  /** A copy of the next bytes. */
  public byte[] bytes(int length) throws MalformedDataException {
    skip(length);
    return Arrays.copyOfRange(source, at - length, at);
  }

  /** Passes over bytes. */
  public void skip(int length) throws MalformedDataException {
    require(length);
    at += length;
  }

  /** A copy of bytes that were read, from one position to another. */
  public byte[] read(int begin, int end) {
    return Arrays.copyOfRange(source, begin, end);
  }

  /** Refuses whatever follows. */
  public void requireEnd() throws MalformedDataException {
    if (at < source.length) {
      throw problem(remaining() + " surplus bytes");
    }
  }

  /** An exception that names the document, the current position and this problem. */
  public MalformedDataException problem(String problem) {
    return new MalformedDataException(what, "byte " + at, problem);
  }

  private void require(int length) throws MalformedDataException {
    if (length < 0 || length > remaining()) {
      throw problem(Integer.toUnsignedString(length) + " bytes expected, " + remaining() + " left");
    }
  }
}
