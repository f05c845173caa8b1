package org.beleg.internal.text;

import org.beleg.MalformedDataException;

/**
 * One PEM block in the strict form of <a href="https://www.rfc-editor.org/rfc/rfc7468.html#section-3">RFC
 * 7468, section 3</a>, and nothing around it.
 *
 * <pre>{@code
 * -----BEGIN PUBLIC KEY-----
 * 64 characters of base64 a line, the last one 4 to 64
 * -----END PUBLIC KEY-----
 * }</pre>
 *
 * <p>Line ends are LF, the last line has one too. Common PEM readers skip whatever surrounds a block,
 * headers inside it and further blocks after it: two of them can see different keys in one file. Here
 * each value has one spelling, which {@link #format} prints.
 */
public final class Pem {

  private static final int LINE_LENGTH = 64;
  private static final String DASHES = "-----";

  private Pem() {}

  /** Prints a block; {@code label} is what stands after BEGIN and END. */
  public static String format(String label, byte[] bytes) {
    String base64 = StrictBase64.encode(bytes);
    StringBuilder text = new StringBuilder(base64.length() + base64.length() / LINE_LENGTH + 80);
    text.append(begin(label)).append('\n');
    for (int i = 0; i < base64.length(); i += LINE_LENGTH) {
      text.append(base64, i, Math.min(i + LINE_LENGTH, base64.length())).append('\n');
    }
    return text.append(end(label)).append('\n').toString();
  }

  /**
   * Reads what {@link #format} prints of one byte or more.
   *
   * @param label the only label accepted
   * @param maxBytes the most bytes accepted, at most 2^24; a longer text is refused unread
   * @param what names the document in exceptions
   */
  public static byte[] parse(String text, String label, int maxBytes, String what)
      throws MalformedDataException {
    int maxBase64 = (maxBytes + 2) / 3 * 4;
    int maxLength = begin(label).length()
        + end(label).length()
        + maxBase64
        + (maxBase64 + LINE_LENGTH - 1) / LINE_LENGTH
        + 2;
    if (text.length() > maxLength) {
      throw new MalformedDataException(
          what, "text", text.length() + " characters, more than " + maxLength);
    }
    StringBuilder base64 = new StringBuilder(text.length());
    String begin = begin(label);
    String end = end(label);
    int number = 1;
    int at = 0;
    boolean lastSeen = false; // a line shorter than 64 characters is the last of the base64
    while (true) {
      String line = line(text, at, number, what);
      at += line.length() + 1;
      if (number == 1) {
        requireBegin(line, begin, what);
      } else if (line.startsWith(DASHES)) {
        if (!line.equals(end)) {
          throw problem(what, number, "'" + end + "' expected");
        }
        break;
      } else {
        if (lastSeen) {
          throw problem(what, number - 1, "shorter than 64 characters, but not the last");
        }
        if (line.indexOf(':') >= 0) {
          throw problem(what, number, "header line; none is accepted");
        }
        if (line.isEmpty() || line.length() > LINE_LENGTH) {
          throw problem(what, number, line.length() + " characters, not 64 of base64");
        }
        lastSeen = line.length() < LINE_LENGTH;
        base64.append(line);
      }
      number++;
    }
    if (at < text.length()) {
      throw problem(what, number + 1, "text after the block");
    }
    if (base64.isEmpty()) {
      throw problem(what, number, "block is empty");
    }
    return StrictBase64.decode(base64.toString(), what, "base64");
  }

  /** The line that starts at an index, without its LF. */
  private static String line(String text, int at, int number, String what)
      throws MalformedDataException {
    if (at == text.length()) {
      throw problem(what, number, number == 1 ? "text is empty" : "END line is missing");
    }
    int lineFeed = text.indexOf('\n', at);
    String line = text.substring(at, lineFeed < 0 ? text.length() : lineFeed);
    if (line.indexOf('\r') >= 0) {
      throw problem(what, number, "line end with CR; only LF is accepted");
    }
    if (lineFeed < 0) {
      throw problem(what, number, "final LF is missing");
    }
    return line;
  }

  /** Tells the faults apart that are easy to make: another label, text before the block. */
  private static void requireBegin(String line, String begin, String what)
      throws MalformedDataException {
    if (line.equals(begin)) {
      return;
    }
    if (line.startsWith("\ufeff")) {
      throw problem(what, 1, "byte order mark before the block");
    }
    // a line is repeated only if it is a label: any other may be part of a secret
    String found = line.startsWith(DASHES) ? "found '" + line + "'" : "found other text";
    throw problem(what, 1, "'" + begin + "' expected, " + found);
  }

  private static MalformedDataException problem(String what, int line, String problem) {
    return new MalformedDataException(what, "line " + line, problem);
  }

  private static String begin(String label) {
    return DASHES + "BEGIN " + label + DASHES;
  }

  private static String end(String label) {
    return DASHES + "END " + label + DASHES;
  }
}
