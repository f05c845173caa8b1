package org.beleg.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.beleg.benchmarks.guard.Target.Bound;
import org.beleg.benchmarks.guard.Target.Times;
import org.beleg.benchmarks.guard.Target.Verdict;
import org.junit.jupiter.api.Test;

class TargetTest {

  private static final Work OURS = Work.of("tree.X.beleg", "kernel", Work.KERNEL);
  private static final Work PEER = Work.of("tree.X.peer");
  private static final Target HALF = new Target(
      "half", OURS, Optional.of(PEER), Bound.atMost(0.5), Optional.of(Bound.atMost(1.05)));

  private static Times times(Map<Work, Double> nanos) {
    return work -> nanos.containsKey(work)
        ? OptionalDouble.of(nanos.get(work) / work.units())
        : OptionalDouble.empty();
  }

  @Test
  void upperBound_isLostBehindItsTolerance() {
    Bound bound = Bound.atMost(0.5);
    assertThat(bound.judge(0.1)).isEqualTo(Verdict.MET);
    assertThat(bound.judge(0.5)).isEqualTo(Verdict.MET);
    assertThat(bound.judge(0.57)).isEqualTo(Verdict.CLOSE);
    assertThat(bound.judge(0.58)).isEqualTo(Verdict.LOST);
  }

  @Test
  void lowerBound_isLostBehindItsTolerance() {
    Bound bound = Bound.atLeast(7);
    assertThat(bound.judge(20)).isEqualTo(Verdict.MET);
    assertThat(bound.judge(7)).isEqualTo(Verdict.MET);
    assertThat(bound.judge(6.1)).isEqualTo(Verdict.CLOSE);
    assertThat(bound.judge(6.0)).isEqualTo(Verdict.LOST);
  }

  @Test
  void target_dependsOnWhetherVectorsCanRun() {
    Times equal = times(Map.of(OURS, 100.0, PEER, 100.0));
    assertThat(HALF.judge(equal, true)).isEqualTo(Verdict.LOST);
    assertThat(HALF.judge(equal, false)).isEqualTo(Verdict.MET);
  }

  @Test
  void whatWasNotMeasured_isMissing() {
    assertThat(HALF.judge(times(Map.of(OURS, 1.0)), true)).isEqualTo(Verdict.MISSING);
    assertThat(HALF.judge(times(Map.of(PEER, 1.0)), true)).isEqualTo(Verdict.MISSING);
    assertThat(Verdict.MISSING.isLoss()).isTrue();
  }

  @Test
  void whatWasNotPromised_isNoLoss() {
    Target vectorsOnly =
        new Target("x", OURS, Optional.of(PEER), Bound.atLeast(7), Optional.empty());
    assertThat(vectorsOnly.judge(times(Map.of()), false)).isEqualTo(Verdict.NOT_ASKED);
    assertThat(Verdict.NOT_ASKED.isLoss()).isFalse();
  }

  @Test
  void withoutPeer_theRatioIsInMicroseconds() {
    Target prove =
        new Target("prove", OURS, Optional.empty(), Bound.atMost(1), Optional.of(Bound.atMost(1)));
    assertThat(prove.ratio(times(Map.of(OURS, 800.0)))).hasValue(0.8);
  }

  @Test
  void ratio_isPerUnit() {
    Work large = OURS.per(4);
    Work small = PEER.per(2);
    Target scaling =
        new Target("x", large, Optional.of(small), Bound.atMost(1.25), Optional.empty());
    assertThat(scaling.ratio(times(Map.of(large, 44.0, small, 20.0)))).hasValue(1.1);
  }

  @Test
  void table_tellsWhetherOneIsLost() {
    Times met = times(Map.of(OURS, 40.0, PEER, 100.0));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(Guard.print(out, List.of(HALF), met, true)).isFalse();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("half +\\| <= 0.5 +\\| +0.40 \\| met");
    assertThat(Guard.print(out, List.of(HALF), times(Map.of()), true)).isTrue();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("half +\\| <= 0.5 +\\| +- \\| missing");
  }

  @Test
  void kernelUnderGuard_isTheOneThatCanRun() {
    assertThat(OURS.key(true).params()).containsEntry("kernel", "vector");
    assertThat(OURS.per(9).key(false)).isEqualTo(Work.of("tree.X.beleg", "kernel", "scalar"));
  }

  @Test
  void median_isTheMiddle() {
    assertThat(Runs.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Runs.median(List.of(9.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }
}
