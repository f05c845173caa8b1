package org.beleg;

import static java.util.Objects.requireNonNull;

/**
 * Bytes or text that are not what they claim to be: the answer of every {@code parse} to hostile or
 * damaged input.
 *
 * <p>Beleg's parsers accept exactly what Beleg would print: a value that was read formats back to
 * the same bytes, so there is one spelling of each value and nothing unread hides inside it.
 */
public final class MalformedDataException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final int MAX_LENGTH = 300;

  /** What was being read, such as "checkpoint". */
  private final String what;

  /** The place of the fault inside it, such as "line 2". */
  private final String where;

  /**
   * Names the fault.
   *
   * @param what what was being read, such as "checkpoint"
   * @param where the place of the fault, such as "line 2" or "byte 17"
   * @param problem the rule that it breaks, such as "size has a leading zero"
   */
  public MalformedDataException(String what, String where, String problem) {
    super(OneLine.of(what + ", " + where + ": " + requireNonNull(problem, "problem"), MAX_LENGTH));
    this.what = OneLine.of(what, MAX_LENGTH);
    this.where = OneLine.of(where, MAX_LENGTH);
  }

  /**
   * Names the fault and the failure behind it.
   *
   * @param what what was being read
   * @param where the place of the fault
   * @param problem the rule that it breaks
   * @param cause the failure of the engine that found it
   */
  public MalformedDataException(String what, String where, String problem, Throwable cause) {
    this(what, where, problem);
    initCause(cause);
  }

  /**
   * What was being read.
   *
   * @return a format or a kind of value, such as "signed note"
   */
  public String what() {
    return what;
  }

  /**
   * Where it went wrong.
   *
   * @return a place, such as "line 2" or "byte 17"
   */
  public String where() {
    return where;
  }
}
