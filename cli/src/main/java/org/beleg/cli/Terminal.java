package org.beleg.cli;

/**
 * Who looks at the output. The launcher finds out, as Java cannot ask for one stream alone; without it
 * nobody is assumed to look.
 */
final class Terminal {

  private Terminal() {}

  /** Whether standard error is a terminal, so that a progress bar is welcome. */
  static boolean showsErrors() {
    return Boolean.getBoolean("beleg.stderr.terminal");
  }
}
