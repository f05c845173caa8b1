package org.beleg.internal.text;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.beleg.MalformedDataException;

/**
 * Instants as <a href="https://www.rfc-editor.org/rfc/rfc3339.html#section-5.6">RFC 3339, section 5.6</a>
 * writes them, in one spelling: UTC as {@code Z}, capital letters, and a fraction of a second only where
 * it is not zero, with 3, 6 or 9 digits, the fewest that hold it. That is what {@link Instant#toString()}
 * prints of the years 0000 to 9999.
 *
 * <pre>
 *   2026-01-01T00:00:00Z
 *   2026-01-01T00:00:00.000000001Z
 * </pre>
 */
public final class Rfc3339 {

  private static final Instant BEGIN = Instant.ofEpochSecond(-62_167_219_200L); // year 0000
  private static final Instant END = Instant.ofEpochSecond(253_402_300_800L); // year 10000
  private static final int MAX_LENGTH = 30;

  private Rfc3339() {}

  /** Whether the instant is in the years 0000 to 9999, the only ones that have a spelling. */
  public static boolean hasText(Instant instant) {
    return !instant.isBefore(BEGIN) && instant.isBefore(END);
  }

  /**
   * The one spelling of an instant.
   *
   * @throws IllegalArgumentException unless {@link #hasText}
   */
  public static String format(Instant instant) {
    if (!hasText(instant)) {
      throw new IllegalArgumentException(instant + " is not in the years 0000 to 9999");
    }
    return instant.toString();
  }

  /**
   * Reads what {@link #format} prints.
   *
   * @throws MalformedDataException naming {@code what} and {@code where}, if it is anything else
   */
  public static Instant parse(String text, String what, String where)
      throws MalformedDataException {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedDataException(what, where, "instant is too long");
    }
    Instant instant;
    try {
      instant = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new MalformedDataException(what, where, "not an instant of RFC 3339 in UTC", e);
    }
    // offsets, leap seconds, 24:00, lower case and surplus digits are read above, but not printed
    if (!hasText(instant) || !instant.toString().equals(text)) {
      throw new MalformedDataException(what, where, "not the canonical spelling of an instant");
    }
    return instant;
  }
}
