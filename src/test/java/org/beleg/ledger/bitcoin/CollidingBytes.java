package org.beleg.ledger.bitcoin;

import java.util.ArrayList;
import java.util.List;

/**
 * Different byte strings whose buffers have one hash code, a polynomial to the base 31. Whoever keeps what a
 * stranger sent in a table by such codes pays with the square of its number.
 */
final class CollidingBytes {

  private static final int CHOICES = 9;

  private CollidingBytes() {}

  /** So many strings of 12 bytes. A pair (a, b) counts a + 31b, and so as much as (a - 31, b + 1). */
  static List<byte[]> strings(int count) {
    List<byte[]> strings = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      byte[] string = new byte[12];
      int rest = number;
      for (int at = 0; at < string.length; at += 2) {
        int choice = rest % CHOICES;
        rest /= CHOICES;
        string[at] = (byte) (124 - 31 * choice);
        string[at + 1] = (byte) choice;
      }
      strings.add(string);
    }
    return strings;
  }
}
