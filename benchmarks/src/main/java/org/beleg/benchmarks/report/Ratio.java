package org.beleg.benchmarks.report;

/**
 * Beleg's time over a peer's: below 1, Beleg needs less.
 *
 * @param ours Beleg
 * @param peer measured in the same run, on the same data
 */
record Ratio(Measurement ours, Measurement peer) {

  double value() {
    return ours.nanos() / peer.nanos();
  }

  /** Errors of a quotient add up by their relative squares; NaN if one is unknown. */
  double error() {
    return value() * Math.hypot(ours.error() / ours.nanos(), peer.error() / peer.nanos());
  }
}
