package org.beleg.internal.ssh;

import com.google.common.primitives.Ints;
import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.Utf8;

/**
 * Reads the fields of <a href="https://www.rfc-editor.org/rfc/rfc4251.html#section-5">RFC 4251, section
 * 5</a> from left to right. Nothing is allocated before a length was compared with what is there. To ask
 * for the end is the caller's duty. For one thread.
 */
public final class SshReader {

  private final byte[] source;
  private final String what;
  private int at;

  /** A reader of a whole array, which is not copied; {@code what} names it in exceptions. */
  public SshReader(byte[] source, String what) {
    this.source = source;
    this.what = what;
  }

  /** Takes bytes that must be equal to these. */
  public void expect(byte[] bytes) throws MalformedDataException {
    if (source.length - at < bytes.length
        || !Arrays.equals(source, at, at + bytes.length, bytes, 0, bytes.length)) {
      throw problem("not '" + Utf8.decode(bytes, what) + "'");
    }
    at += bytes.length;
  }

  /** A number of 32 bits, as they are. */
  public int uint32() throws MalformedDataException {
    if (source.length - at < Integer.BYTES) {
      throw problem("the data end inside a number or length");
    }
    int value = Ints.fromBytes(source[at], source[at + 1], source[at + 2], source[at + 3]);
    at += Integer.BYTES;
    return value;
  }

  /** A string of bytes. */
  public byte[] string() throws MalformedDataException {
    int length = uint32();
    if (length < 0 || length > source.length - at) {
      throw problem("length " + Integer.toUnsignedString(length) + " exceeds the "
          + (source.length - at) + " bytes that are left");
    }
    at += length;
    return Arrays.copyOfRange(source, at - length, at);
  }

  /** A string that is text. */
  public String text() throws MalformedDataException {
    return Utf8.decode(string(), what);
  }

  /** An mpint that is not negative, in the fewest bytes. */
  public BigInteger unsignedNumber() throws MalformedDataException {
    byte[] bytes = string();
    if (bytes.length == 0) {
      return BigInteger.ZERO;
    }
    if (bytes[0] < 0) {
      throw problem("number is negative");
    }
    if (bytes[0] == 0 && (bytes.length == 1 || bytes[1] >= 0)) {
      throw problem("number has a superfluous leading zero");
    }
    return new BigInteger(bytes);
  }

  /** Whether any byte is left. */
  public boolean hasNext() {
    return at < source.length;
  }

  /** One byte, of which there must be one. */
  public byte next() {
    return source[at++];
  }

  /** Refuses whatever follows. */
  public void requireEnd() throws MalformedDataException {
    if (at < source.length) {
      throw problem((source.length - at) + " surplus bytes");
    }
  }

  /** An exception that names the document, the current position and this problem. */
  public MalformedDataException problem(String problem) {
    return new MalformedDataException(what, "byte " + at, problem);
  }
}
