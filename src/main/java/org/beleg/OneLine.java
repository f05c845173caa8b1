package org.beleg;

/** Makes text that may stem from hostile data fit for one line of a log. */
final class OneLine {

  private OneLine() {}

  /**
   * Replaces whatever could break or forge a line - control and format characters (bidirectional
   * overrides among them), line and paragraph separators, lone surrogates - and cuts at {@code
   * maxLength} characters.
   */
  static String of(String text, int maxLength) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), maxLength));
    int at = 0;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (line.length() + Character.charCount(codePoint) > maxLength - 1) {
        return line.append('…').toString();
      }
      line.appendCodePoint(isPlain(codePoint) ? codePoint : '?');
      at += Character.charCount(codePoint);
    }
    return line.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
