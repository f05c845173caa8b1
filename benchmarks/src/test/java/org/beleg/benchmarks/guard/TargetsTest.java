package org.beleg.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A typing error in a target would otherwise be found by a guard that reports it as missing. */
class TargetsTest {

  private static final String PREFIX = "org.beleg.benchmarks.";

  private static Stream<Work> works() {
    return Targets.ALL.stream()
        .flatMap(target -> Stream.concat(Stream.of(target.work()), target.beside().stream()));
  }

  @Test
  void targets_nameBenchmarksWithAllTheirParameters() {
    List<String> checked = new ArrayList<>();
    works().forEach(work -> {
      int dot = work.benchmark().lastIndexOf('.');
      Class<?> benchmark;
      try {
        benchmark = Class.forName(PREFIX + work.benchmark().substring(0, dot));
      } catch (ClassNotFoundException e) {
        return; // the guard calls it missing, which is a loss
      }
      Method method = Arrays.stream(benchmark.getDeclaredMethods())
          .filter(one -> one.isAnnotationPresent(Benchmark.class)
              && one.getName().equals(work.benchmark().substring(dot + 1)))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no method " + work.benchmark()));
      Set<String> params = new TreeSet<>(params(benchmark));
      Arrays.stream(method.getParameterTypes()).forEach(state -> params.addAll(params(state)));
      assertThat(work.params().keySet()).as(work.benchmark()).isEqualTo(params);
      checked.add(work.benchmark());
    });
    assertThat(checked).contains("tree.BuildBenchmark.belegThreads");
  }

  private static List<String> params(Class<?> state) {
    return Arrays.stream(state.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .map(field -> field.getName())
        .toList();
  }

  @Test
  void targets_haveNamesOfTheirOwn() {
    assertThat(Targets.ALL).extracting(Target::name).doesNotHaveDuplicates();
  }
}
