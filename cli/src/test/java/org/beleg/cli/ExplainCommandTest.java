package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir
  Path folder;

  private Log log;
  private Path receipt;

  @BeforeEach
  void makeLog() throws IOException {
    log = Log.in(folder);
    receipt = log.receipt(4);
  }

  @Test
  void steps_nameTheLeavesBelowEachHash() {
    String out = Run.of("explain", receipt).accepted().out();
    assertThat(out)
        .contains("in 3 steps")
        .contains("right neighbour, records [5, 6)")
        .contains("right neighbour, records [6, 7)")
        .contains("left neighbour, records [0, 4)")
        .contains("[0, 7)")
        .contains("(needs the record)")
        .contains("What is not proven");
  }

  @Test
  void record_isFollowedToTheRoot() throws IOException {
    JsonObject json = Run.of(
            "explain",
            receipt,
            "--text",
            "four",
            "--vkey",
            log.vkey,
            "--origin",
            Log.ORIGIN,
            "--json")
        .accepted()
        .json();
    JsonArray steps = json.getAsJsonArray("steps");
    assertThat(steps).hasSize(3);
    JsonObject last = steps.get(2).getAsJsonObject();
    assertThat(last.get("result").getAsString())
        .isEqualTo(log.root(7))
        .isEqualTo(json.get("rootHash").getAsString());
    assertThat(last.get("siblingSide").getAsString()).isEqualTo("left");
    assertThat(last.get("siblingBegin").getAsLong()).isZero();
    assertThat(last.get("siblingEnd").getAsLong()).isEqualTo(4);
    assertThat(json.get("judged").getAsString()).isEqualTo("receipt");
    assertThat(json.get("accepted").getAsBoolean()).isTrue();
  }

  @Test
  void everyLeaf_isFollowedToTheRoot() throws IOException {
    int index = 0;
    for (String line : Files.readAllLines(log.records)) {
      String out =
          Run.of("explain", log.receipt(index++), "--text", line).accepted().out();
      assertThat(out).contains("They are equal").contains("ACCEPTED");
    }
  }

  @Test
  void anotherRecord_isRefused() {
    assertThat(
            Run.of("explain", receipt, "--text", "for").refused("ROOT_MISMATCH").out())
        .contains("They differ");
    Run.of("explain", receipt, "--text", "for", "--vkey", log.vkey, "--origin", Log.ORIGIN)
        .refused("ROOT_MISMATCH");
  }

  @Test
  void pathThatDoesNotFit_isSaidSo() throws IOException {
    Path moved = log.file("moved", Files.readString(receipt).replace("index 4", "index 6"));
    assertThat(Run.of("explain", moved, "--text", "four")
            .refused("PATH_LENGTH_WRONG")
            .out())
        .contains("does not fit");
    Path outside = log.file("outside", Files.readString(receipt).replace("index 4", "index 99"));
    Run.of("explain", outside, "--text", "four").refused("LEAF_INDEX_OUT_OF_RANGE");
  }

  @Test
  void keyAndOrigin_belongTogether() {
    Run.of("explain", receipt, "--vkey", log.vkey).failed("belong together");
  }
}
