package org.beleg.benchmarks.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs benchmarks just long enough. All are run once, then all once more, so that what disturbs the machine
 * for a while does not hit one side of a ratio alone; the median of all iterations counts.
 */
final class Runs implements Target.Times {

  private static final String PREFIX = "org.beleg.benchmarks.";

  private static final TimeValue ITERATION = TimeValue.milliseconds(200);
  private static final int ITERATIONS = 4;
  private static final int ROUNDS = 2;

  private final boolean vectors;
  private final Map<Work, List<Double>> samples = new LinkedHashMap<>();

  Runs(boolean vectors) {
    this.vectors = vectors;
  }

  /** Runs what some targets need, each benchmark once a round. */
  void measure(Collection<Target> targets) {
    for (Target target : targets) {
      samples.put(target.work().key(vectors), new ArrayList<>());
      target.beside().ifPresent(work -> samples.put(work.key(vectors), new ArrayList<>()));
    }
    Map<Work, String> missing = new HashMap<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Work work : samples.keySet()) {
        if (!missing.containsKey(work)) {
          System.err.println(
              "round " + round + " of " + ROUNDS + ": " + work.benchmark() + " " + work.params());
          try {
            samples.get(work).addAll(run(work));
          } catch (RunnerException e) {
            missing.put(work, e instanceof NoBenchmarksException ? "no such benchmark" : reason(e));
            System.err.println("  missing: " + missing.get(work));
          }
        }
      }
    }
  }

  /** The message of what went wrong in the forked JVM, which JMH hangs on as suppressed. */
  private static String reason(Throwable e) {
    if (e.getCause() != null) {
      return reason(e.getCause());
    }
    return e.getSuppressed().length > 0 ? reason(e.getSuppressed()[0]) : e.toString();
  }

  private static List<Double> run(Work work) throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("^" + (PREFIX + work.benchmark()).replace(".", "\\.") + "$")
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true)
        .forks(1)
        .warmupIterations(1)
        .warmupTime(TimeValue.seconds(work.warmUpSeconds()))
        .measurementIterations(ITERATIONS)
        .measurementTime(ITERATION);
    work.params().forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    List<Double> nanos = new ArrayList<>();
    for (RunResult result : results) {
      requireSameParams(work, result.getParams());
      result.getBenchmarkResults().forEach(fork -> {
        for (IterationResult iteration : fork.getIterationResults()) {
          nanos.add(iteration.getPrimaryResult().getScore());
        }
      });
    }
    if (results.size() != 1) {
      throw new RunnerException(results.size() + " results: a parameter is not in the targets");
    }
    return nanos;
  }

  /** JMH ignores parameters that a benchmark does not have, and would measure something else. */
  private static void requireSameParams(Work work, BenchmarkParams params) throws RunnerException {
    for (String name : work.params().keySet()) {
      if (!params.getParamsKeys().contains(name)) {
        throw new RunnerException("it has no parameter " + name);
      }
    }
    if (params.getMode() != Mode.AverageTime || params.getTimeUnit() != TimeUnit.NANOSECONDS) {
      throw new RunnerException("it is not timed in nanoseconds");
    }
  }

  @Override
  public OptionalDouble of(Work work) {
    List<Double> all = samples.getOrDefault(work.key(vectors), List.of());
    return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(all) / work.units());
  }

  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
  }
}
