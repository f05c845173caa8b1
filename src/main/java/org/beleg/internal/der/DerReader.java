package org.beleg.internal.der;

import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.MalformedDataException;

/**
 * Reads DER from left to right, and only DER: a length in more octets than it needs, an indefinite
 * length, a padded or negative INTEGER, unused bits in a BIT STRING are all refused.
 *
 * <p>A reader is a window {@code [at, end)} on an array that it does not copy, so positions in messages
 * count from the start of the whole document. {@link #open} narrows the window; nothing is allocated in
 * proportion to a length before that length was compared with what is there. Reading to the end of each
 * window ({@link #requireEnd}) is the caller's duty: only then is the encoding the only one of its value.
 *
 * <p>Source: ITU-T X.690 (02/2021), sections 8 and 10. One octet of tag suffices for all keys and
 * signatures, so tag numbers above 30 are refused. For one thread.
 */
public final class DerReader {

  private static final int MULTI_OCTET_TAG = 0x1F;
  private static final int CONSTRUCTED = 0x20;
  private static final int LONG_LENGTH = 0x80;

  private final byte[] source;
  private final String what;
  private final int end;
  private int at;

  private DerReader(byte[] source, int begin, int end, String what) {
    this.source = source;
    this.at = begin;
    this.end = end;
    this.what = what;
  }

  /** A reader of a whole array; {@code what} names the document in exceptions. */
  public static DerReader of(byte[] der, String what) {
    return new DerReader(der, 0, der.length, what);
  }

  /** Tells whether the next element is there and has this tag. */
  public boolean nextIs(int tag) {
    return at < end && (source[at] & 0xFF) == tag;
  }

  /** Passes over an element of this tag and returns a reader of its contents. */
  public DerReader open(int tag) throws MalformedDataException {
    if (at == end) {
      throw problem(name(tag) + " expected, but the data end");
    }
    if (!nextIs(tag)) {
      throw problem(name(tag) + " expected, found " + name(source[at] & 0xFF));
    }
    return openAny();
  }

  /** The contents of an element of this tag. */
  public byte[] octets(int tag) throws MalformedDataException {
    DerReader contents = open(tag);
    return Arrays.copyOfRange(source, contents.at, contents.end);
  }

  /** The contents of a BIT STRING, or of an IMPLICIT one with another tag, of whole octets. */
  public byte[] bitString(int tag) throws MalformedDataException {
    DerReader contents = open(tag);
    if (contents.at == contents.end) {
      throw contents.problem("bit string lacks its count of unused bits");
    }
    if (source[contents.at] != 0) {
      throw contents.problem("bit string has unused bits");
    }
    return Arrays.copyOfRange(source, contents.at + 1, contents.end);
  }

  /** What is left of this window, for contents that are not DER themselves. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(source, at, end);
    at = end;
    return rest;
  }

  /** The value of an INTEGER that is not negative. */
  public BigInteger unsignedInteger() throws MalformedDataException {
    DerReader contents = open(Der.INTEGER);
    int size = contents.end - contents.at;
    if (size == 0) {
      throw contents.problem("INTEGER is empty");
    }
    if (source[contents.at] < 0) {
      throw contents.problem("INTEGER is negative");
    }
    if (size > 1 && source[contents.at] == 0 && source[contents.at + 1] >= 0) {
      throw contents.problem("INTEGER has a superfluous leading zero");
    }
    return new BigInteger(source, contents.at, size);
  }

  /** The next element as a whole, its tag and length included; its contents are not looked at. */
  public byte[] element() throws MalformedDataException {
    int begin = at;
    openAny();
    return Arrays.copyOfRange(source, begin, at);
  }

  /**
   * Passes over one element whose meaning does not matter, checking tags and lengths of all that is
   * nested in it.
   *
   * @param depth how many levels may be nested; the bound on recursion
   */
  public void skip(int depth) throws MalformedDataException {
    boolean constructed = at < end && (source[at] & CONSTRUCTED) != 0;
    DerReader contents = openAny();
    if (!constructed) {
      return;
    }
    if (depth == 0) {
      throw contents.problem("nested too deeply");
    }
    while (contents.at < contents.end) {
      contents.skip(depth - 1);
    }
  }

  /** Refuses whatever follows the last element of this window. */
  public void requireEnd() throws MalformedDataException {
    if (at < end) {
      throw problem((end - at) + " surplus bytes");
    }
  }

  /** An exception that names the document, the current position and this problem. */
  public MalformedDataException problem(String problem) {
    return new MalformedDataException(what, "byte " + at, problem);
  }

  private DerReader openAny() throws MalformedDataException {
    if (end - at < 2) {
      throw problem("an element needs a tag and a length, but the data end");
    }
    if ((source[at] & MULTI_OCTET_TAG) == MULTI_OCTET_TAG) {
      throw problem("tag has more than one octet");
    }
    int begin = at + 2;
    int first = source[at + 1] & 0xFF;
    int length = first;
    if (first >= LONG_LENGTH) {
      int lengthOctets = first - LONG_LENGTH;
      length = longLength(lengthOctets);
      begin += lengthOctets;
    }
    // begin <= end holds here, so the difference cannot be negative, and nothing is added to length
    if (length > end - begin) {
      throw problem("length " + length + " exceeds the " + (end - begin) + " bytes that are left");
    }
    at = begin + length;
    return new DerReader(source, begin, at, what);
  }

  /** X.690, section 8.1.3.5, in the form that section 10.1 leaves: definite, in the fewest octets. */
  private int longLength(int lengthOctets) throws MalformedDataException {
    if (lengthOctets == 0) {
      throw problem("indefinite length");
    }
    if (lengthOctets > Integer.BYTES) {
      throw problem("length has " + lengthOctets + " octets");
    }
    if (lengthOctets > end - at - 2) {
      throw problem("the data end inside a length");
    }
    long length = 0;
    for (int i = 0; i < lengthOctets; i++) {
      length = length << 8 | (source[at + 2 + i] & 0xFF);
    }
    if (length < LONG_LENGTH || length >>> (8 * (lengthOctets - 1)) == 0) {
      throw problem("length is not in the fewest octets");
    }
    return (int) Math.min(length, Integer.MAX_VALUE); // either way more than any array has
  }

  private static String name(int tag) {
    return switch (tag) {
      case Der.INTEGER -> "INTEGER";
      case Der.BIT_STRING -> "BIT STRING";
      case Der.OCTET_STRING -> "OCTET STRING";
      case Der.SEQUENCE -> "SEQUENCE";
      default -> String.format("tag 0x%02x", tag);
    };
  }
}
