package org.beleg.internal.text;

import com.google.common.io.BaseEncoding;
import org.beleg.MalformedDataException;

/**
 * <a href="https://www.rfc-editor.org/rfc/rfc4648.html#section-4">RFC 4648, section 4</a> with padding,
 * and section 5 (base64url) without; only the canonical form: unused bits are zero, nothing but the
 * alphabet occurs.
 */
public final class StrictBase64 {

  private static final BaseEncoding ENGINE = BaseEncoding.base64();
  private static final BaseEncoding URL_ENGINE = BaseEncoding.base64Url().omitPadding();

  private StrictBase64() {}

  /** The one encoding of some bytes. */
  public static String encode(byte[] bytes) {
    return ENGINE.encode(bytes);
  }

  /**
   * Reads what {@link #encode} prints. Allocates in proportion to the text.
   *
   * @throws MalformedDataException naming {@code what} and {@code where}, if it is anything else
   */
  public static byte[] decode(String text, String what, String where)
      throws MalformedDataException {
    return decode(ENGINE, text, what, where);
  }

  /** The one encoding of some bytes in the alphabet for URLs, without padding. */
  public static String encodeUrl(byte[] bytes) {
    return URL_ENGINE.encode(bytes);
  }

  /**
   * Reads what {@link #encodeUrl} prints. Allocates in proportion to the text.
   *
   * @throws MalformedDataException naming {@code what} and {@code where}, if it is anything else
   */
  public static byte[] decodeUrl(String text, String what, String where)
      throws MalformedDataException {
    return decode(URL_ENGINE, text, what, where);
  }

  private static byte[] decode(BaseEncoding engine, String text, String what, String where)
      throws MalformedDataException {
    byte[] bytes;
    try {
      bytes = engine.decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(what, where, "not base64", e);
    }
    if (!engine.encode(bytes).equals(text)) {
      throw new MalformedDataException(what, where, "not canonical base64");
    }
    return bytes;
  }
}
