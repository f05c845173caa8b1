package org.beleg.internal.ed25519;

/** What becomes of a {@link Statement}. */
public enum Outcome {
  /** Its equation holds. */
  HOLDS,
  /** It does not. */
  FAILS,
  /** There is none, as R is not on the curve. */
  NO_POINT
}
