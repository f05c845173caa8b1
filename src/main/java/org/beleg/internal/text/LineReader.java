package org.beleg.internal.text;

import org.beleg.MalformedDataException;

/**
 * Walks through text whose every line ends in LF, and knows where it is for error messages. Reads no
 * more than the lines asked for, so a format's own limits apply before the work is done.
 */
public final class LineReader {

  private final String text;
  private final String what;
  private int at;
  private int lineNumber;

  /**
   * Starts before the first line.
   *
   * @param text the whole text
   * @param what the format, for error messages
   */
  public LineReader(String text, String what) {
    this.text = text;
    this.what = what;
  }

  /** Whether any text is left. */
  public boolean hasNext() {
    return at < text.length();
  }

  /** The next line without its LF. */
  public String next() throws MalformedDataException {
    lineNumber++;
    if (!hasNext()) {
      throw malformed("line is missing");
    }
    int end = text.indexOf('\n', at);
    if (end < 0) {
      throw malformed("line does not end in a line feed");
    }
    String line = text.substring(at, end);
    at = end + 1;
    return line;
  }

  /** Takes a line that must be equal to this one. */
  public void expect(String line) throws MalformedDataException {
    if (!next().equals(line)) {
      throw malformed("line is not \"" + line + '"');
    }
  }

  /** The value of a line that consists of a name, one space and the value. */
  public String value(String name) throws MalformedDataException {
    String line = next();
    if (!line.startsWith(name + ' ')) {
      throw malformed("line does not begin with \"" + name + " \"");
    }
    return line.substring(name.length() + 1);
  }

  /** The number in a line that consists of a name, one space and the number. */
  public long number(String name) throws MalformedDataException {
    String digits = value(name);
    return Decimal.parse(digits, what, where());
  }

  /** Whether the next line begins so; does not take it. */
  public boolean nextBeginsWith(String start) {
    return text.startsWith(start, at);
  }

  /** All text behind the lines taken so far. */
  public String rest() {
    return text.substring(at);
  }

  /** The number that a whole line is. */
  public long number() throws MalformedDataException {
    String line = next();
    return Decimal.parse(line, what, where());
  }

  /** The line taken last, for error messages. */
  public String where() {
    return "line " + lineNumber;
  }

  /** A failure in the line taken last. */
  public MalformedDataException malformed(String problem) {
    return new MalformedDataException(what, where(), problem);
  }
}
