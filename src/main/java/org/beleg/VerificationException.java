package org.beleg;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;

/**
 * A rejected {@link Verdict} as a checked exception, for callers that prefer to unwind.
 *
 * <p>Thrown by {@link Verdict#orThrow()} and by the few methods that compute a value from a proof
 * and have no value to give when it is malformed.
 */
public final class VerificationException extends GeneralSecurityException {

  private static final long serialVersionUID = 1L;

  private final transient Verdict.Rejected verdict;

  /**
   * Wraps a rejection.
   *
   * @param verdict what was refused and why
   */
  public VerificationException(Verdict.Rejected verdict) {
    super(requireNonNull(verdict, "verdict").cause() + ": " + verdict.detail());
    this.verdict = verdict;
  }

  /**
   * The rejection, for code that handles verdicts.
   *
   * @return the rejected verdict
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * The rule that failed.
   *
   * @return the reason of the verdict
   */
  public Reason reason() {
    return verdict.cause();
  }
}
