package org.beleg.ledger.bitcoin;

import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;

/** How the checks of this package say no, and how their callers hear it. */
final class Refusal {

  private Refusal() {}

  /** Rules that are checked one after another, the first broken one ending the matter. */
  @FunctionalInterface
  interface Rules {
    void require() throws VerificationException;
  }

  /** A broken rule. */
  static VerificationException of(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }

  /** Accepted, or the first broken rule. */
  static Verdict verdict(Rules rules) {
    try {
      rules.require();
      return Verdict.accepted();
    } catch (VerificationException e) {
      return e.verdict();
    }
  }
}
