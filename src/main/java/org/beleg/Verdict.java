package org.beleg;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/**
 * The answer of a verifier: accepted, or rejected for one {@link Reason}.
 *
 * <p>There is no third answer. Bytes that cannot be read at all never become a value to verify (see
 * {@link MalformedDataException}), and a failure inside a cryptographic engine is a rejection.
 *
 * <pre>{@code
 * Verdict verdict = receipt.verify(entry, policy);
 * if (!verdict.isAccepted()) {
 *   log.warn("refused: {}", verdict);      // one line, bounded, nothing secret
 * }
 * }</pre>
 *
 * <p>Verdicts are immutable values; equal reasons and details make equal verdicts.
 */
@Immutable
public sealed interface Verdict {

  /**
   * Tells whether every rule held.
   *
   * @return true iff this is {@link Accepted}
   */
  boolean isAccepted();

  /**
   * The rule that failed, empty iff {@link #isAccepted()}.
   *
   * @return the first rule found broken
   */
  Optional<Reason> reason();

  /**
   * One line for a log: what was found and what was expected. At most {@value #MAX_DETAIL_LENGTH}
   * characters, without control characters, never secret; empty if accepted. Its wording may change
   * between releases.
   *
   * @return the line
   */
  String detail();

  /**
   * Returns normally iff accepted.
   *
   * @throws VerificationException carrying this verdict, iff rejected
   */
  void orThrow() throws VerificationException;

  /** The most characters a {@link #detail()} has. */
  int MAX_DETAIL_LENGTH = 300;

  /**
   * The positive answer; always the same object.
   *
   * @return the accepted verdict
   */
  static Verdict accepted() {
    return Accepted.INSTANCE;
  }

  /**
   * A negative answer.
   *
   * @param reason the rule that failed
   * @param detail what was found and expected; cut and cleaned so that it fits one line of a log
   * @return the rejected verdict
   */
  static Verdict rejected(Reason reason, String detail) {
    return new Rejected(reason, detail);
  }

  /** Every rule held. */
  enum Accepted implements Verdict {
    /** The only one. */
    INSTANCE;

    @Override
    public boolean isAccepted() {
      return true;
    }

    @Override
    public Optional<Reason> reason() {
      return Optional.empty();
    }

    @Override
    public String detail() {
      return "";
    }

    @Override
    public void orThrow() {
      // nothing to report
    }

    @Override
    public String toString() {
      return "accepted";
    }
  }

  /**
   * One rule did not hold.
   *
   * @param cause the rule
   * @param detail one line for a log
   */
  record Rejected(Reason cause, String detail) implements Verdict {

    /**
     * Cleans and cuts the detail.
     *
     * @param cause the rule
     * @param detail any text
     */
    public Rejected {
      requireNonNull(cause, "cause");
      detail = OneLine.of(detail, MAX_DETAIL_LENGTH);
    }

    @Override
    public boolean isAccepted() {
      return false;
    }

    @Override
    public Optional<Reason> reason() {
      return Optional.of(cause);
    }

    @Override
    public void orThrow() throws VerificationException {
      throw new VerificationException(this);
    }

    @Override
    public String toString() {
      return "rejected: " + cause + " (" + detail + ")";
    }
  }
}
