package org.beleg.benchmarks.guard;

import java.util.Map;
import java.util.TreeMap;

/**
 * A benchmark to run.
 *
 * @param benchmark package, class and method below {@code org.beleg.benchmarks}
 * @param params all parameters that it has
 * @param units what its time is divided by, such as the number of leaves
 * @param warmUpSeconds until C2 has compiled it
 */
record Work(String benchmark, Map<String, String> params, long units, int warmUpSeconds) {

  /** Stands for the kernel under guard: the vector kernel where there can be one. */
  static final String KERNEL = "<kernel>";

  Work {
    params = Map.copyOf(params);
  }

  /** Parameters as names and values in turn. */
  static Work of(String benchmark, String... namesAndValues) {
    Map<String, String> params = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      params.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Work(benchmark, params, 1, 1);
  }

  /** The same benchmark, counted by another unit. */
  Work per(long newUnits) {
    return new Work(benchmark, params, newUnits, warmUpSeconds);
  }

  /** The same benchmark, which uses lanes only after a while and then has them compiled. */
  Work warmingUpFor(int seconds) {
    return new Work(benchmark, params, units, seconds);
  }

  /** The same benchmark on a kernel, and per operation: what a run is found by. */
  Work key(boolean vectors) {
    Map<String, String> replaced = new TreeMap<>(params);
    replaced.replaceAll(
        (name, value) -> value.equals(KERNEL) ? vectors ? "vector" : "scalar" : value);
    return new Work(benchmark, replaced, 1, warmUpSeconds);
  }
}
