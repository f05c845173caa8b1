package org.beleg.internal.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.beleg.MalformedDataException;

/**
 * UTF-8 without replacement characters: what cannot be converted is refused, so that text and bytes
 * stand for each other one to one. {@code String.getBytes} would write '?' for a lone surrogate.
 */
public final class Utf8 {

  private Utf8() {}

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException if the text has a surrogate without its partner
   */
  public static byte[] encode(String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text is not valid Unicode", e);
    }
  }

  /** Whether {@link #encode} has an answer. */
  public static boolean isValid(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /**
   * The text of some bytes.
   *
   * @throws MalformedDataException naming {@code what}, if the bytes are not UTF-8
   */
  public static String decode(byte[] bytes, String what) throws MalformedDataException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedDataException(what, "whole text", "not UTF-8", e);
    }
  }
}
