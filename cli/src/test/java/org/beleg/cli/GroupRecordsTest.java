package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.cli.GroupRecords.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRecordsTest {

  private static List<List<Field>> parse(String csv) throws MalformedDataException {
    return GroupRecords.parse(csv, "table");
  }

  @Test
  void parse_readsQuotedFields() throws MalformedDataException {
    List<List<Field>> records = parse("a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n,\n");
    assertThat(records).hasSize(2);
    assertThat(records.get(0))
        .containsExactly(new Field("a", "x, \"y\""), new Field("b", "two\nlines"));
    assertThat(records.get(1)).containsExactly(new Field("a", ""), new Field("b", ""));
    assertThat(records.get(0).get(0).component()).isEqualTo("a=x, \"y\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a,b\n",
        "a,a\n1,2\n",
        "a,\n1,2\n",
        "a,b\n1\n",
        "a,b\n1,2,3\n",
        "a,b\n\n",
        "A\n1\n",
        "a b\n1\n",
        "a=b\n1\n",
        "a\n\"1\n",
        "a\n\"1\"2\n",
        "\"a\n1\n"
      })
  void parse_refusesWhatIsNoTable(String csv) {
    assertThatThrownBy(() -> parse(csv))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("table");
  }

  @Test
  void parse_refusesTooMuch() {
    assertThatThrownBy(() -> parse("a\n" + "1\n".repeat(GroupRecords.MAX_RECORDS + 1)))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> parse("a\n" + "x".repeat(GroupRecords.MAX_FIELD_LENGTH + 1) + "\n"))
        .isInstanceOf(MalformedDataException.class);
    StringBuilder header = new StringBuilder("f0");
    for (int i = 1; i <= GroupRecords.MAX_FIELDS; i++) {
      header.append(",f").append(i);
    }
    assertThatThrownBy(() -> parse(header + "\n" + ",".repeat(GroupRecords.MAX_FIELDS) + "\n"))
        .isInstanceOf(MalformedDataException.class);
  }

  /** Whatever the text, there is a table or the one exception. */
  @Test
  void parse_throwsNothingElse() {
    String letters = "ab,,\"\"\n\n\r\\ \u2014\u0000";
    long seed = 20261126;
    SplittableRandom random = new SplittableRandom(seed);
    System.out.println(getClass().getSimpleName() + ": seed " + seed);
    int tables = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder csv = new StringBuilder(random.nextBoolean() ? "a,b\n" : "");
      for (int i = random.nextInt(24); i > 0; i--) {
        csv.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        tables += parse(csv.toString()).isEmpty() ? 0 : 1;
      } catch (MalformedDataException e) {
        assertThat(e.what()).isEqualTo("table");
      }
    }
    assertThat(tables).isGreaterThan(100);
  }
}
