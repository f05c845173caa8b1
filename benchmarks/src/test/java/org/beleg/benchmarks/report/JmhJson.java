package org.beleg.benchmarks.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A result file as JMH writes it, of made-up figures. */
final class JmhJson {

  private final JsonArray runs = new JsonArray();

  /** Adds a benchmark; parameters are names and values in turn. */
  JmhJson add(String benchmark, double nanos, double error, String... params) {
    return run(benchmark, nanos, error, "avgt", "", params);
  }

  /** Adds a benchmark of another mode, or with another option of its JVM. */
  JmhJson run(
      String benchmark, double nanos, double error, String mode, String option, String... params) {
    JsonObject run = new JsonObject();
    run.addProperty("jmhVersion", "1.37");
    run.addProperty("benchmark", "org.beleg.benchmarks." + benchmark);
    run.addProperty("mode", mode);
    run.addProperty("forks", 2);
    run.addProperty("jdkVersion", "25.0.3");
    run.addProperty("vmName", "Some VM");
    run.addProperty("warmupIterations", 5);
    run.addProperty("warmupTime", "1 s");
    run.addProperty("measurementIterations", 5);
    run.addProperty("measurementTime", "1 s");
    JsonArray options = new JsonArray();
    options.add("--add-modules=jdk.incubator.vector");
    options.add(option);
    run.add("jvmArgs", options);
    JsonObject all = new JsonObject();
    for (int i = 0; i < params.length; i += 2) {
      all.addProperty(params[i], params[i + 1]);
    }
    if (params.length > 0) {
      run.add("params", all);
    }
    run.add("primaryMetric", metric(nanos, error, "ns/op"));
    JsonObject more = new JsonObject();
    more.add("gc.alloc.rate.norm", metric(1234, 1, "B/op"));
    run.add("secondaryMetrics", more);
    runs.add(run);
    return this;
  }

  /** Gives the benchmark that was added last another secondary figure. */
  JmhJson with(String name, double score) {
    runs.get(runs.size() - 1)
        .getAsJsonObject()
        .getAsJsonObject("secondaryMetrics")
        .add(name, metric(score, Double.NaN, "#"));
    return this;
  }

  private static JsonObject metric(double score, double error, String unit) {
    JsonObject metric = new JsonObject();
    metric.addProperty("score", score);
    if (Double.isNaN(error)) {
      metric.addProperty("scoreError", "NaN"); // as JMH does
    } else {
      metric.addProperty("scoreError", error);
    }
    metric.addProperty("scoreUnit", unit);
    return metric;
  }

  Path write(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name + ".json"), runs.toString());
  }
}
