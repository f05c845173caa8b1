package org.beleg.benchmarks.guard;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A ratio of two times that shall not get worse.
 *
 * @param name what is done, for readers
 * @param work what is timed
 * @param beside what its time is divided by; without it, a microsecond
 * @param bound the ratio to reach where the vector kernel can run
 * @param scalarBound the ratio to reach elsewhere; empty if nothing was promised there
 */
record Target(
    String name, Work work, Optional<Work> beside, Bound bound, Optional<Bound> scalarBound) {

  /** So much worse than its bound a ratio may be before it counts as lost: machines are noisy. */
  static final double TOLERANCE = 0.15;

  private static final double NANOS_PER_MICRO = 1e3;

  /** What a ratio came to. */
  enum Verdict {
    MET("met"),
    CLOSE("within 15 %"),
    LOST("LOST"),
    MISSING("missing"),
    NOT_ASKED("no target here");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    boolean isLoss() {
      return this == LOST || this == MISSING;
    }
  }

  /**
   * A limit of a ratio.
   *
   * @param isUpper whether less is better
   */
  record Bound(double value, boolean isUpper) {

    static Bound atMost(double value) {
      return new Bound(value, true);
    }

    static Bound atLeast(double value) {
      return new Bound(value, false);
    }

    Verdict judge(double ratio) {
      double excess = isUpper ? ratio / value : value / ratio;
      return excess <= 1 ? Verdict.MET : excess <= 1 + TOLERANCE ? Verdict.CLOSE : Verdict.LOST;
    }

    @Override
    public String toString() {
      return (isUpper ? "<= " : ">= ") + value;
    }
  }

  /** What is asked of this kind of machine. */
  Optional<Bound> bound(boolean vectors) {
    return vectors ? Optional.of(bound) : scalarBound;
  }

  /** The ratio, or nothing if something was not measured. */
  OptionalDouble ratio(Times times) {
    OptionalDouble ours = times.of(work);
    OptionalDouble peer =
        beside.isPresent() ? times.of(beside.get()) : OptionalDouble.of(NANOS_PER_MICRO);
    return ours.isPresent() && peer.isPresent()
        ? OptionalDouble.of(ours.getAsDouble() / peer.getAsDouble())
        : OptionalDouble.empty();
  }

  Verdict judge(Times times, boolean vectors) {
    Optional<Bound> asked = bound(vectors);
    if (asked.isEmpty()) {
      return Verdict.NOT_ASKED;
    }
    OptionalDouble ratio = ratio(times);
    return ratio.isPresent() ? asked.get().judge(ratio.getAsDouble()) : Verdict.MISSING;
  }

  /** Nanoseconds of what was measured. */
  @FunctionalInterface
  interface Times {
    /** For one unit of the work, or nothing. */
    OptionalDouble of(Work work);
  }
}
