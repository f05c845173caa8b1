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

  /** Characters of base64 in a line: RFC 7468, section 3. */
  private static final int LINE_LENGTH = 64;

  private static final String DASHES = "-----";

  private Pem() {}

  /** Prints a block; {@code label} is what stands after BEGIN and END. */
  public static String format(String label, byte[] bytes) {
    return format(label, LINE_LENGTH, bytes);
  }

  /** Prints a block with lines of another length. */
  public static String format(String label, int lineLength, byte[] bytes) {
    String base64 = StrictBase64.encode(bytes);
    StringBuilder text = new StringBuilder(base64.length() + base64.length() / lineLength + 80);
    text.append(begin(label)).append('\n');
    for (int i = 0; i < base64.length(); i += lineLength) {
      text.append(base64, i, Math.min(i + lineLength, base64.length())).append('\n');
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
    return parse(text, label, LINE_LENGTH, maxBytes, what);
  }

  /** Reads a block with lines of another length. */
  public static byte[] parse(String text, String label, int lineLength, int maxBytes, String what)
      throws MalformedDataException {
    requireLength(text, label, lineLength, maxBytes, what);
    requireBegin(line(text, 0, 1, what), begin(label), what);
    StringBuilder base64 = new StringBuilder(text.length());
    int at = begin(label).length() + 1;
    int number = 2;
    String line = line(text, at, number, what);
    while (!line.startsWith(DASHES)) {
      // only the last line may be short, so what came before this one has whole lines
      if (base64.length() % lineLength != 0) {
        throw problem(
            what, number - 1, "shorter than " + lineLength + " characters, but not the last");
      }
      requireBody(line, lineLength, number, what);
      base64.append(line);
      at += line.length() + 1;
      number++;
      line = line(text, at, number, what);
    }
    if (!line.equals(end(label))) {
      throw problem(what, number, "'" + end(label) + "' expected");
    }
    if (at + line.length() + 1 < text.length()) {
      throw problem(what, number + 1, "text after the block");
    }
    if (base64.isEmpty()) {
      throw problem(what, number, "block is empty");
    }
    return StrictBase64.decode(base64.toString(), what, "base64");
  }

  /** Bounds all work by the longest text that can hold {@code maxBytes}. */
  private static void requireLength(
      String text, String label, int lineLength, int maxBytes, String what)
      throws MalformedDataException {
    int base64 = (maxBytes + 2) / 3 * 4;
    int lineFeeds = (base64 + lineLength - 1) / lineLength + 2;
    int longest = begin(label).length() + base64 + lineFeeds + end(label).length();
    if (text.length() > longest) {
      throw new MalformedDataException(
          what, "text", text.length() + " characters, more than " + longest);
    }
  }

  private static void requireBody(String line, int lineLength, int number, String what)
      throws MalformedDataException {
    // RFC 1421 put headers here; a colon is in no base64 alphabet
    if (line.indexOf(':') >= 0) {
      throw problem(what, number, "header line; none is accepted");
    }
    if (line.isEmpty() || line.length() > lineLength) {
      throw problem(what, number, line.length() + " characters, not " + lineLength + " of base64");
    }
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
