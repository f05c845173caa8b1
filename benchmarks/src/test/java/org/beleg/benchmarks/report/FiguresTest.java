package org.beleg.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void time_hasThreeDigitsAndAUnit() {
    assertThat(Figures.time(0.5)).isEqualTo("0.500 ns");
    assertThat(Figures.time(98.76)).isEqualTo("98.8 ns");
    assertThat(Figures.time(999.4)).isEqualTo("999 ns");
    assertThat(Figures.time(999.6)).isEqualTo("1.00 us");
    assertThat(Figures.time(52_430_000)).isEqualTo("52.4 ms");
    assertThat(Figures.time(1.5e13)).isEqualTo("15000 s");
    assertThat(Figures.time(Double.NaN)).isEqualTo("-");
  }

  @Test
  void bytes_ofAlmostNothing_areNothing() {
    assertThat(Figures.bytes(0.0003)).isEqualTo("0 B");
    assertThat(Figures.bytes(136)).isEqualTo("136 B");
    assertThat(Figures.bytes(67_200_000)).isEqualTo("67.2 MB");
    assertThat(Figures.bytes(Double.NaN)).isEqualTo("-");
  }

  @Test
  void ratio_keepsWhatCounts() {
    assertThat(Figures.ratio(0.4951)).isEqualTo("0.50");
    assertThat(Figures.ratio(0.004583)).isEqualTo("0.0046");
    assertThat(Figures.ratio(9.994)).isEqualTo("9.99");
    assertThat(Figures.ratio(123.4)).isEqualTo("123");
    assertThat(Figures.ratio(0)).isEqualTo("0.00");
    assertThat(Figures.ratio(Double.NaN)).isEqualTo("-");
    assertThat(Figures.ratio(Double.POSITIVE_INFINITY)).isEqualTo("-");
  }

  @Test
  void error_hasTheDecimalsOfItsRatio() {
    assertThat(Figures.error(0.5, 0.0112)).isEqualTo("0.01");
    assertThat(Figures.error(0.0046, 0.00012)).isEqualTo("0.0001");
    assertThat(Figures.error(123, 4.6)).isEqualTo("5");
    assertThat(Figures.error(0.5, Double.NaN)).isEqualTo("-");
  }

  @Test
  void treeSizes_areWrittenAsPowers() {
    assertThat(Figures.param("treeSize", "1048576")).isEqualTo("2^20");
    assertThat(Figures.param("treeSize", "1048575")).isEqualTo("2^20 - 1");
    assertThat(Figures.param("treeSize", "1024")).isEqualTo("2^10");
    assertThat(Figures.param("treeSize", "1023")).isEqualTo("2^10 - 1");
    assertThat(Figures.param("treeSize", "512")).isEqualTo("512");
    assertThat(Figures.param("treeSize", "1000")).isEqualTo("1000");
    assertThat(Figures.param("leafBytes", "1024")).isEqualTo("1024");
  }
}
