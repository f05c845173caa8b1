package org.beleg.benchmarks.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.beleg.benchmarks.Checks;

/**
 * One run: what JMH wrote, and the header beside it.
 *
 * @param name the file's name without its ending
 * @param machine where it ran
 * @param effort forks, iterations and their length
 * @param isShort whether the run was too short to mean anything
 * @param measurements what was measured; nothing that the report does not know
 */
record ResultFile(
    String name, Machine machine, String effort, boolean isShort, List<Measurement> measurements) {

  private static final String PREFIX = "org.beleg.benchmarks.";
  private static final String KERNEL_OPTION = "-D" + Checks.KERNEL + "=";
  private static final Map<String, Double> NANOS =
      Map.of("ns/op", 1.0, "us/op", 1e3, "ms/op", 1e6, "s/op", 1e9);
  private static final int FEWEST_SAMPLES = 5;

  static ResultFile read(Path json) throws IOException {
    String name = json.getFileName().toString().replaceFirst("\\.json$", "");
    JsonArray runs;
    try {
      runs =
          JsonParser.parseString(Files.readString(json, StandardCharsets.UTF_8)).getAsJsonArray();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(json + " is no result file of JMH", e);
    }
    List<Measurement> measurements = new ArrayList<>();
    String jdk = "unknown";
    String effort = "nothing measured";
    boolean isShort = true;
    for (JsonElement element : runs) {
      JsonObject run = element.getAsJsonObject();
      Optional<Measurement> measurement = measurement(run);
      if (measurement.isPresent()) {
        measurements.add(measurement.get());
      }
      if (run.get("mode").getAsString().equals("avgt")) {
        int forks = run.get("forks").getAsInt();
        int iterations = run.get("measurementIterations").getAsInt();
        jdk = run.get("jdkVersion").getAsString() + ", " + run.get("vmName").getAsString();
        effort = forks + " forks of " + iterations + " x "
            + run.get("measurementTime").getAsString() + ", warmed up by "
            + run.get("warmupIterations").getAsInt() + " x "
            + run.get("warmupTime").getAsString();
        isShort = forks * iterations < FEWEST_SAMPLES;
      }
    }
    Path header = json.resolveSibling(name + ".properties");
    return new ResultFile(
        name, Machine.read(header, jdk), effort, isShort, List.copyOf(measurements));
  }

  private static Optional<Measurement> measurement(JsonObject run) {
    String full = run.get("benchmark").getAsString();
    int dot = full.lastIndexOf('.');
    String method = full.substring(dot + 1);
    Optional<Contender> contender = Contender.of(method);
    JsonObject metric = run.getAsJsonObject("primaryMetric");
    Double unit = NANOS.get(metric.get("scoreUnit").getAsString());
    if (!full.startsWith(PREFIX) || contender.isEmpty() || unit == null) {
      return Optional.empty();
    }
    JsonObject more = run.getAsJsonObject("secondaryMetrics");
    double[] figures = {
      metric.get("score").getAsDouble() * unit,
      metric.get("scoreError").getAsDouble() * unit,
      secondary(more, "gc.alloc.rate.norm"),
      secondary(more, "bytesPerLeaf")
    };
    String benchmark = full.substring(PREFIX.length(), dot).replaceFirst("Benchmark$", "");
    return Optional.of(Measurement.of(
        benchmark, contender.get(), method, params(run), kernelOption(run), figures));
  }

  /** JMH before 1.36 put a dot before the names of what profilers measured. */
  private static double secondary(JsonObject metrics, String name) {
    for (String key : List.of(name, "\u00b7" + name)) {
      if (metrics != null && metrics.has(key)) {
        return metrics.getAsJsonObject(key).get("score").getAsDouble();
      }
    }
    return Double.NaN;
  }

  private static Map<String, String> params(JsonObject run) {
    Map<String, String> params = new HashMap<>();
    if (run.has("params")) {
      run.getAsJsonObject("params")
          .entrySet()
          .forEach(param -> params.put(param.getKey(), param.getValue().getAsString()));
    }
    return params;
  }

  private static String kernelOption(JsonObject run) {
    String kernel = "";
    for (JsonElement option : run.getAsJsonArray("jvmArgs")) {
      if (option.getAsString().startsWith(KERNEL_OPTION)) {
        kernel = option.getAsString().substring(KERNEL_OPTION.length());
      }
    }
    return kernel;
  }
}
