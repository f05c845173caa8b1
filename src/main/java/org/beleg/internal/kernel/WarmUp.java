package org.beleg.internal.kernel;

/**
 * Counts the messages for which lanes would have been used, until there were enough of them to load and
 * compile the vector code for the next ones.
 *
 * <p>Until C2 has compiled it, which takes about half a second of computing, that code is a hundred times
 * slower than the scalar one; a short program should not pay for what it will not use.
 */
final class WarmUp {

  /** Who asks for the vector code wants it at once. */
  private static final boolean NONE =
      System.getProperty(KernelSelection.PROPERTY, "").equals("vector");

  private final int enough;

  /** Up to {@link #enough}; a race loses some, which is harmless. */
  private int seen;

  WarmUp(int enough) {
    this.enough = enough;
  }

  /** Whether it is over, and if not, counts some messages more. */
  boolean isOver(int messages) {
    if (NONE || seen >= enough) {
      return true;
    }
    seen += Math.min(messages, enough);
    return false;
  }
}
