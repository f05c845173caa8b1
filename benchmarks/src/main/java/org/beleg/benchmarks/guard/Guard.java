package org.beleg.benchmarks.guard;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.beleg.benchmarks.guard.Target.Bound;
import org.beleg.benchmarks.guard.Target.Verdict;

/** Measures the targets, prints how far each was reached, and fails if one was lost. */
public final class Guard {

  private static final String REPORT_ONLY = "--report-only";
  private static final String ROW = "%-66s | %-8s | %7s | %s%n";

  /** The first JDK on which C2 compiles the vector kernel to what it is meant to be. */
  private static final int FIRST_VECTOR_JDK = 21;

  private Guard() {}

  /**
   * Runs about ten seconds for each target.
   *
   * @param args perhaps {@code --report-only} to succeed whatever the ratios are, and then perhaps a regular
   *     expression that is found in the names of the targets to measure
   */
  public static void main(String[] args) {
    boolean reportOnly = args.length > 0 && args[0].equals(REPORT_ONLY);
    int first = reportOnly ? 1 : 0;
    if (args.length > first + 1 || (args.length > first && args[first].startsWith("-"))) {
      System.err.println("usage: ./benchmarks/guard [" + REPORT_ONLY + "] [REGEX]");
      System.exit(2);
    }
    Pattern wanted = Pattern.compile(args.length > first ? args[first] : "");
    List<Target> targets = Targets.ALL.stream()
        .filter(target -> wanted.matcher(target.name()).find())
        .toList();
    boolean vectors = vectorsCanRun();
    Runs runs = new Runs(vectors);
    runs.measure(
        targets.stream().filter(target -> target.bound(vectors).isPresent()).toList());
    boolean lost = print(System.out, targets, runs, vectors);
    System.exit(lost && !reportOnly ? 1 : 0);
  }

  private static boolean vectorsCanRun() {
    return Runtime.version().feature() >= FIRST_VECTOR_JDK
        && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** Prints a line for each target; whether one is lost. */
  static boolean print(PrintStream out, List<Target> targets, Target.Times times, boolean vectors) {
    out.println("JDK " + Runtime.version().feature() + ", "
        + (vectors ? "targets of the vector kernel" : "targets without the vector kernel"));
    out.printf(Locale.ROOT, ROW, "work", "target", "ratio", "verdict");
    boolean lost = false;
    for (Target target : targets) {
      Verdict verdict = target.judge(times, vectors);
      OptionalDouble ratio = target.ratio(times);
      out.printf(
          Locale.ROOT,
          ROW,
          target.name(),
          target.bound(vectors).map(Bound::toString).orElse("-"),
          ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "-",
          verdict.label());
      lost |= verdict.isLoss();
    }
    return lost;
  }
}
