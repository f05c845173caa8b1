package org.beleg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  private static final long SEED = 20261122;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "1970-01-01T00:00:00Z",
        "2024-02-29T12:00:00.500Z",
        "2026-01-01T00:00:00.000001Z",
        "2026-01-01T00:00:00.000000001Z",
        "9999-12-31T23:59:59.999999999Z"
      })
  void parse_readsTheOneSpelling(String text) throws MalformedDataException {
    assertThat(Rfc3339.format(Rfc3339.parse(text, "w", "line 1"))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-01",
        "2026-01-01T00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01t00:00:00Z",
        "2026-01-01T00:00:00z",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01T01:00:00+01:00",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00.5Z",
        "2026-01-01T00:00:00.500000Z",
        "2026-01-01T00:00:00,500Z",
        "2026-01-01T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-1-1T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+2026-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "\u0662\u0660\u0662\u0666-01-01T00:00:00Z",
        " 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z "
      })
  void parse_refusesEveryOther(String text) {
    assertThatThrownBy(() -> Rfc3339.parse(text, "w", "line 1"))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageStartingWith("w, line 1: ");
  }

  @Test
  void format_refusesOtherYearsThan0000To9999() {
    Instant first = Instant.parse("0000-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
    assertThat(Rfc3339.hasText(first)).isTrue();
    assertThat(Rfc3339.hasText(last)).isTrue();
    for (Instant other :
        new Instant[] {first.minusNanos(1), last.plusNanos(1), Instant.MIN, Instant.MAX}) {
      assertThat(Rfc3339.hasText(other)).isFalse();
      assertThatIllegalArgumentException().isThrownBy(() -> Rfc3339.format(other));
    }
  }

  @Test
  void anyInstant_printsAndParsesInAnyLocale() throws MalformedDataException {
    System.out.println("Rfc3339Test seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      for (int round = 0; round < 10_000; round++) {
        long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
        int nano = random.nextInt(1_000) * new int[] {0, 1, 1_000, 1_000_000}[random.nextInt(4)];
        Instant instant = Instant.ofEpochSecond(second, nano);
        String text = Rfc3339.format(instant);
        assertThat(text)
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.(\\d{3}){1,3})?Z")
            .doesNotMatch(".*\\..*000Z");
        assertThat(Rfc3339.parse(text, "w", "here")).isEqualTo(instant);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
