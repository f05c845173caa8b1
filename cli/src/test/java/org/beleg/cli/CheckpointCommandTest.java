package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointCommandTest {

  @TempDir
  Path folder;

  private Log log;

  @BeforeEach
  void makeLog() throws IOException {
    log = Log.in(folder);
  }

  @Test
  void sign_takesRecordsOrSizeAndRoot() throws IOException {
    String note = Run.of(
            "checkpoint",
            "sign",
            "--key",
            log.key,
            "--origin",
            Log.ORIGIN,
            "--size",
            7,
            "--root",
            log.root(7))
        .accepted()
        .out();
    assertThat(note).isEqualTo(Files.readString(log.checkpoint));
  }

  @Test
  void sign_readsTheKeyFromStandardInput() throws IOException {
    Run run = Run.withInput(
        Files.readString(log.key),
        "checkpoint",
        "sign",
        "--key",
        "-",
        "--origin",
        Log.ORIGIN,
        "--lines",
        log.records,
        "--json");
    JsonObject json = run.accepted().json();
    assertThat(json.get("checkpoint").getAsString()).isEqualTo(Files.readString(log.checkpoint));
    assertThat(json.get("vkey").getAsString())
        .isEqualTo(Files.readString(log.vkey).strip());
    assertThat(json.get("treeSize").getAsLong()).isEqualTo(7);
    assertThat(json.get("rootHash").getAsString()).isEqualTo(log.root(7));
    assertThat(json.get("origin").getAsString()).isEqualTo(Log.ORIGIN);
  }

  @Test
  void sign_mayUseAnotherKeyName() {
    Run run = Run.of(
        "checkpoint",
        "sign",
        "--key",
        log.key,
        "--origin",
        Log.ORIGIN,
        "--name",
        "witness",
        "--lines",
        log.records);
    assertThat(run.accepted().out()).contains("\n\u2014 witness ");
  }

  @Test
  void sign_refusesWhatNoTreeIs() {
    String zeros = "00".repeat(32);
    Object[] start = {"checkpoint", "sign", "--key", log.key, "--origin", Log.ORIGIN};
    Run.of(with(start, "--size", 0, "--root", zeros)).failed("no tree of size 0");
    Run.of(with(start, "--size", -1, "--root", zeros)).failed("");
    Run.of(with(start, "--size", 1, "--root", "00".repeat(48))).failed("no tree of size 1");
    Run.of(with(start, "--size", 1)).failed("both --size and --root");
    Run.of(with(start)).failed("Name records");
    Run.of(with(start, "--size", 1, "--root", zeros, log.records)).failed("Name records");
    Run.of("checkpoint", "sign", "--key", log.vkey, "--origin", "a", log.records)
        .failed("private key");
  }

  private static Object[] with(Object[] start, Object... more) {
    Object[] all = new Object[start.length + more.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(more, 0, all, start.length, more.length);
    return all;
  }

  @Test
  void show_judgesNothingWithoutAKey() throws IOException {
    String out = Run.of("checkpoint", "show", log.checkpoint).accepted().out();
    assertThat(out).contains(Log.ORIGIN).contains(log.root(7)).contains("claim of nobody");
  }

  @Test
  void show_judgesByAKey() throws IOException {
    JsonObject json = Run.of("checkpoint", "show", log.checkpoint, "--vkey", log.vkey, "--json")
        .accepted()
        .json();
    assertThat(json.get("accepted").getAsBoolean()).isTrue();
    assertThat(json.get("origin").getAsString()).isEqualTo(Log.ORIGIN);
    assertThat(json.get("treeSize").getAsLong()).isEqualTo(7);
    assertThat(json.getAsJsonArray("signatures")).hasSize(1);
    assertThat(json.getAsJsonArray("extensions")).isEmpty();
    String forged = Files.readString(log.checkpoint).replaceFirst("\n7\n", "\n8\n");
    Run.withInput(forged, "checkpoint", "show", "-", "--vkey", log.vkey)
        .refused("KNOWN_KEY_SIGNATURE_INVALID");
  }
}
