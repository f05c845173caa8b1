package org.beleg.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  private static Measurement of(
      String method, double nanos, double error, Map<String, String> params, String kernel) {
    double[] figures = {nanos, error, Double.NaN, Double.NaN};
    return Measurement.of(
        "tree.Build", Contender.of(method).orElseThrow(), method, params, kernel, figures);
  }

  private static Measurement of(String method, Map<String, String> params) {
    return of(method, 1, 0, params, "");
  }

  @Test
  void contender_isTheLongestFirstWord() {
    assertThat(Contender.of("messageDigestCheck")).contains(Contender.MESSAGE_DIGEST);
    assertThat(Contender.of("messageDigestTwice")).contains(Contender.MESSAGE_DIGEST_TWICE);
    assertThat(Contender.of("beleg")).contains(Contender.BELEG);
    assertThat(Contender.of("batch")).contains(Contender.BATCH);
    assertThat(Contender.of("belegical")).isEmpty();
    assertThat(Contender.of("somebodyElse")).isEmpty();
  }

  @Test
  void operation_isTheRestOfTheName() {
    assertThat(of("belegCheck", Map.of()).work()).isEqualTo("tree.Build, check");
    assertThat(of("beleg", Map.of()).work()).isEqualTo("tree.Build");
    assertThat(of("belegThreadsScalar", Map.of()).work()).isEqualTo("tree.Build");
    assertThat(of("belegThreads", Map.of()).work()).isEqualTo("tree.Build");
  }

  @Test
  void kernel_ofAJvmOption_makesASeries() {
    Measurement chosen = of("belegScalar", 1, 0, Map.of("threads", "2"), "scalar");
    assertThat(chosen.series()).isEqualTo("Beleg, scalar, 2 threads");
    assertThat(of("beleg", Map.of("kernel", "vector")).series()).isEqualTo("Beleg, vector");
    assertThat(of("messageDigest", 1, 0, Map.of(), "scalar").params()).isEmpty();
  }

  @Test
  void compares_ifNoSharedParameterDiffers() {
    Measurement ours = of("beleg", Map.of("treeSize", "8", "kernel", "vector", "threads", "2"));
    assertThat(ours.comparesWith(of("messageDigest", Map.of("treeSize", "8")))).isTrue();
    assertThat(ours.comparesWith(of("messageDigest", Map.of("treeSize", "16")))).isFalse();
    assertThat(ours.comparesWith(of("messageDigest", Map.of("treeSize", "8", "kernel", "scalar"))))
        .isFalse();
    assertThat(ours.comparesWith(of("messageDigestCheck", Map.of("treeSize", "8"))))
        .isFalse();
  }

  @Test
  void ratio_addsErrorsByTheirRelativeSquares() {
    Ratio ratio =
        new Ratio(of("beleg", 50, 1.5, Map.of(), ""), of("messageDigest", 100, 4, Map.of(), ""));
    assertThat(ratio.value()).isEqualTo(0.5);
    assertThat(ratio.error()).isCloseTo(0.5 * 0.05, within(1e-12)); // 3 % and 4 % make 5 %
  }

  @Test
  void ratio_ofUnknownError_hasUnknownError() {
    Ratio ratio = new Ratio(
        of("beleg", 50, Double.NaN, Map.of(), ""), of("messageDigest", 100, 4, Map.of(), ""));
    assertThat(ratio.value()).isEqualTo(0.5);
    assertThat(ratio.error()).isNaN();
  }
}
