package org.beleg.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final String NAME = "2026-01-31-zen4-avx512-jdk25";

  @TempDir
  private Path home;

  @BeforeAll
  static void drawWithoutAScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  private static JmhJson sample() {
    return new JmhJson()
        .add("hash.HashPairsBenchmark.beleg", 204_800, 1, "kernel", "vector", "pairs", "4096")
        .add(
            "hash.HashPairsBenchmark.messageDigest",
            409_600,
            1,
            "kernel",
            "vector",
            "pairs",
            "4096")
        .add("hash.HashPairsBenchmark.beleg", 413_000, 1, "kernel", "scalar", "pairs", "4096")
        .add(
            "hash.HashPairsBenchmark.messageDigest",
            409_601,
            1,
            "kernel",
            "scalar",
            "pairs",
            "4096")
        .add("tree.BuildBenchmark.beleg", 52e6, 1e6, "treeSize", "1048576")
        .run(
            "tree.BuildBenchmark.belegScalar",
            100e6,
            1e6,
            "avgt",
            "-Dorg.beleg.kernel=scalar",
            "treeSize",
            "1048576")
        .add("tree.BuildBenchmark.belegThreads", 28e6, 1e6, "treeSize", "1048576", "threads", "2")
        .add("tree.BuildBenchmark.messageDigest", 104e6, 1e6, "treeSize", "1048576")
        .add("proof.InclusionProofBenchmark.belegProve", 800, 3, "treeSize", "1048576")
        .add("proof.BatchInclusionBenchmark.batch", 500, 3)
        .add("proof.BatchInclusionBenchmark.oneByOne", 1000, 3)
        .run("tree.FootprintBenchmark.beleg", 1, Double.NaN, "ss", "", "treeSize", "65536")
        .with("bytesPerLeaf", 64.5)
        .run("tree.FootprintBenchmark.corda", 1, Double.NaN, "ss", "", "treeSize", "65536")
        .with("bytesPerLeaf", 258);
  }

  private String report(JmhJson json) throws IOException {
    Report.write(home, List.of(json.write(home.resolve("results"), NAME)));
    return Files.readString(home.resolve("RESULTS.md"));
  }

  @Test
  void kernelsAndThreads_areRowsOfTheirOwn() throws IOException {
    assertThat(report(sample()))
        .contains("| vector | 4096 | `MessageDigest` loop | **0.50** |")
        .contains("| scalar | 4096 | `MessageDigest` loop | **1.01** |")
        .contains("|  |  | 2^20 | `MessageDigest` loop | **0.50** | 0.01 | 52.0 ms | 104 ms |")
        .contains("|  | 2 | 2^20 | `MessageDigest` loop | **0.27** |")
        .contains("| scalar |  | 2^20 | `MessageDigest` loop | **0.96** |");
  }

  @Test
  void belegIsComparedWithItself_whereThatIsThePoint() throws IOException {
    assertThat(report(sample())).contains("| one proof at a time | **0.50** |");
  }

  @Test
  void heap_isReportedPerLeaf() throws IOException {
    assertThat(report(sample())).contains("| 2^16 | Corda | **0.25** | 64.5 | 258 |");
  }

  @Test
  void workWithoutPeer_isReportedWithoutRatio() throws IOException {
    assertThat(report(sample())).contains("| 2^20 | nothing | - | - | 800 ns | - | 1.23 kB | - |");
  }

  @Test
  void theSameInput_givesTheSameBytes() throws IOException {
    report(sample());
    Map<String, String> first = contents();
    report(sample());
    assertThat(contents()).isEqualTo(first).hasSizeGreaterThan(4);
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(home.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void plots_existForWhatWasMeasured() throws IOException {
    report(sample());
    Path plots = home.resolve("results/plots");
    for (String plot : List.of("build", "prove", "footprint", "throughput")) {
      assertThat(plots.resolve(NAME + "-" + plot + ".svg")).content().contains("<svg");
    }
    assertThat(plots.resolve(NAME + "-check.svg")).doesNotExist();
  }

  @Test
  void nothingMeasured_isAReport() throws IOException {
    assertThat(report(new JmhJson())).contains("## " + NAME).doesNotContain("###", "![");
  }

  @Test
  void peersAlone_areNoComparison() throws IOException {
    assertThat(report(new JmhJson()
            .add("tree.BuildPeersBenchmark.corda", 1e6, 1, "treeSize", "1024")
            .run("tree.FootprintBenchmark.corda", 1, 1, "ss", "", "treeSize", "1024")
            .with("bytesPerLeaf", 258)))
        .doesNotContain("###");
  }

  @Test
  void unknownBenchmarks_areLeftOut() throws IOException {
    JmhJson strange = sample()
        .add("tree.BuildBenchmark.somebodyElse", 1, 1, "treeSize", "1048576")
        .add("tree.BuildBenchmark.unheardOf", 1, 1);
    assertThat(report(strange)).isEqualTo(report(sample()));
  }

  @Test
  void header_describesTheMachine() throws IOException {
    Machine machine = new Machine("AMD Zen 4", "AVX-512", "yes", "8", "25.0.3, Some VM", "abc");
    Path results = Files.createDirectories(home.resolve("results"));
    Files.writeString(results.resolve(NAME + ".properties"), machine.format());
    assertThat(report(sample())).contains(machine.sentence());
  }

  @Test
  void withoutHeader_theJdkIsWhatJmhSaw() throws IOException {
    assertThat(report(sample()))
        .contains("unknown, vectors: unknown")
        .contains("JDK 25.0.3, Some VM");
  }

  @Test
  void allocation_isReadFromOlderVersionsOfJmh() throws IOException {
    JmhJson old = new JmhJson().add("tree.AppendBenchmark.beleg", 200, 1, "leafBytes", "32");
    String file = Files.readString(old.write(home, "new")).replace("gc.alloc", "\u00b7gc.alloc");
    Path path = Files.writeString(home.resolve("old.json"), file);
    assertThat(ResultFile.read(path).measurements().get(0).allocatedBytes()).isEqualTo(1234);
  }

  @Test
  void anythingElse_isNoResultFile() throws IOException {
    for (String text : List.of("", "{}", "[", "not JSON")) {
      Path file = Files.writeString(home.resolve("broken.json"), text);
      assertThatThrownBy(() -> ResultFile.read(file)).isInstanceOf(IOException.class);
    }
  }
}
