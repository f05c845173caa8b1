package org.beleg.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a result file.
 *
 * @param benchmark package and class below {@code org.beleg.benchmarks}, without the suffix
 * @param contender who did the work
 * @param operation what is left of the method's name, such as {@code Check}; often nothing
 * @param params JMH's parameters, and {@code kernel} if a JVM option chose it
 * @param nanos time for one operation
 * @param error half of the 99.9 % confidence interval, in the unit of {@code nanos}; NaN if unknown
 * @param allocatedBytes for one operation; NaN if not measured
 * @param bytesPerLeaf heap retained; NaN if not measured
 */
record Measurement(
    String benchmark,
    Contender contender,
    String operation,
    SortedMap<String, String> params,
    double nanos,
    double error,
    double allocatedBytes,
    double bytesPerLeaf) {

  static final String KERNEL = "kernel";
  static final String THREADS = "threads";
  static final String TREE_SIZE = "treeSize";

  /** The same, with what the names of methods say made explicit. */
  static Measurement of(
      String benchmark,
      Contender contender,
      String method,
      Map<String, String> params,
      String kernelOption,
      double[] figures) {
    SortedMap<String, String> all = new TreeMap<>(params);
    if (contender.isBeleg() && !kernelOption.isEmpty()) {
      all.putIfAbsent(KERNEL, kernelOption);
    }
    String operation = method
        .substring(contender.word().length())
        .replaceFirst("Scalar$", "")
        .replaceFirst("Threads$", "");
    return new Measurement(
        benchmark, contender, operation, all, figures[0], figures[1], figures[2], figures[3]);
  }

  /** The group of which all are compared with each other. */
  String work() {
    return operation.isEmpty() ? benchmark : benchmark + ", " + operation.toLowerCase(Locale.ROOT);
  }

  /** Whether this is the same work on the same data: no parameter that both have differs. */
  boolean comparesWith(Measurement peer) {
    return work().equals(peer.work())
        && params.entrySet().stream()
            .allMatch(param -> Objects.equals(
                peer.params.getOrDefault(param.getKey(), param.getValue()), param.getValue()));
  }

  /** A parameter that is a number, or 0. */
  long number(String param) {
    String value = params.getOrDefault(param, "");
    return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : 0;
  }

  /** Contender, kernel and threads: what makes one line of a plot. */
  String series() {
    StringBuilder series = new StringBuilder(contender.plainLabel());
    if (params.containsKey(KERNEL)) {
      series.append(", ").append(params.get(KERNEL));
    }
    if (params.containsKey(THREADS)) {
      series.append(", ").append(params.get(THREADS)).append(" threads");
    }
    return series.toString();
  }
}
