package org.beleg.internal.text;

import org.beleg.MalformedDataException;

/** Non-negative numbers in ASCII digits: no sign, no leading zero, below 2^63. */
public final class Decimal {

  private static final int MAX_DIGITS = 19; // of 2^63 - 1

  private Decimal() {}

  /**
   * Reads what {@link Long#toString} prints of a number that is not negative.
   *
   * @throws MalformedDataException naming {@code what} and {@code where}, if it is anything else
   */
  public static long parse(String digits, String what, String where) throws MalformedDataException {
    if (digits.isEmpty()) {
      throw new MalformedDataException(what, where, "number is missing");
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        throw new MalformedDataException(what, where, "not a decimal number");
      }
    }
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      throw new MalformedDataException(what, where, "number has a leading zero");
    }
    if (digits.length() > MAX_DIGITS) {
      throw new MalformedDataException(what, where, "number is 2^63 or more");
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new MalformedDataException(what, where, "number is 2^63 or more", e);
    }
  }
}
