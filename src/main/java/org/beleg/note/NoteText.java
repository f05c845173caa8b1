package org.beleg.note;

import org.beleg.internal.text.Utf8;

/**
 * Which text may be signed, and which names may sign it: <a href="https://c2sp.org/signed-note">C2SP
 * signed-note</a>, section "Format".
 */
final class NoteText {

  private NoteText() {}

  /** Valid Unicode without control characters below U+0020 but for line feeds. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 0x20 && text.charAt(i) != '\n') {
        return false;
      }
    }
    return Utf8.isValid(text);
  }

  /** A line of its own: not empty, plain, no line feed. */
  static boolean isLine(String line) {
    return !line.isEmpty() && line.indexOf('\n') < 0 && isPlain(line);
  }

  /** Not empty, no Unicode space, no plus sign, otherwise plain. */
  static boolean isKeyName(String name) {
    return isLine(name) && name.codePoints().noneMatch(c -> c == '+' || isSpace(c));
  }

  /** Unicode's property White_Space; Java has it only in parts. */
  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85; // NEL, a control character to Java
  }
}
