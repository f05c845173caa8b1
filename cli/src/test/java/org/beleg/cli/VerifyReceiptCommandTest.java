package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReceiptCommandTest {

  @TempDir
  Path folder;

  private Log log;
  private Path receipt;

  @BeforeEach
  void makeLog() throws IOException {
    log = Log.in(folder);
    receipt = log.receipt(4);
  }

  private Run verify(Object file, String text, Object vkey, String origin, Object... more) {
    List<Object> args = new ArrayList<>(
        List.of("verify", "receipt", file, "--text", text, "--vkey", vkey, "--origin", origin));
    args.addAll(List.of(more));
    return Run.of(args.toArray());
  }

  private Path altered(int line, String text) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(receipt));
    lines.set(line, text);
    return log.file("altered", String.join("\n", lines) + "\n");
  }

  @Test
  void genuine_isAccepted() throws IOException {
    assertThat(verify(receipt, "four", log.vkey, Log.ORIGIN).accepted().out())
        .contains("ACCEPTED")
        .contains("record 4 of the 7 that log.example/a signed");
    String vkey = Files.readString(log.vkey).strip();
    verify(receipt, "four", vkey, Log.ORIGIN).accepted();
  }

  @Test
  void json_holdsTheVerdict() {
    JsonObject json =
        verify(receipt, "four", log.vkey, Log.ORIGIN, "--json").accepted().json();
    assertThat(json.get("accepted").getAsBoolean()).isTrue();
    assertThat(json.get("reason").isJsonNull()).isTrue();
    assertThat(json.get("detail").getAsString()).isEmpty();
    assertThat(json.get("origin").getAsString()).isEqualTo(Log.ORIGIN);
    assertThat(json.get("leafIndex").getAsLong()).isEqualTo(4);
    assertThat(json.get("treeSize").getAsLong()).isEqualTo(7);

    Run refused = verify(receipt, "for", log.vkey, Log.ORIGIN, "--json");
    assertThat(refused.exitCode()).isEqualTo(Main.REFUSED);
    assertThat(refused.json().get("accepted").getAsBoolean()).isFalse();
    assertThat(refused.json().get("reason").getAsString()).isEqualTo("ROOT_MISMATCH");
    assertThat(refused.json().get("detail").getAsString()).startsWith("expected ");
  }

  @Test
  void standardInput_holdsTheReceiptOrTheRecord() throws IOException {
    String text = Files.readString(receipt);
    Run.withInput(
            text,
            "verify",
            "receipt",
            "-",
            "--text",
            "four",
            "--vkey",
            log.vkey,
            "--origin",
            Log.ORIGIN)
        .accepted();
    Run.withInput(
            "four",
            "verify",
            "receipt",
            receipt,
            "--record",
            "-",
            "--vkey",
            log.vkey,
            "--origin",
            Log.ORIGIN)
        .accepted();
    Run.withInput(
            text,
            "verify",
            "receipt",
            "-",
            "--record",
            "-",
            "--vkey",
            log.vkey,
            "--origin",
            Log.ORIGIN)
        .failed("only once");
  }

  @Test
  void anotherRecord_isRefused() {
    verify(receipt, "five", log.vkey, Log.ORIGIN).refused("ROOT_MISMATCH");
    verify(receipt, "four\n", log.vkey, Log.ORIGIN).refused("ROOT_MISMATCH");
  }

  @Test
  void anotherOrigin_isRefused() {
    verify(receipt, "four", log.vkey, "log.example/b").refused("ORIGIN_MISMATCH");
  }

  @Test
  void anotherKey_isRefused() {
    Run.of("keygen", "--name", Log.ORIGIN, "--out", folder.resolve("other")).accepted();
    verify(receipt, "four", folder.resolve("other.vkey"), Log.ORIGIN).refused("NO_KNOWN_KEY");
  }

  @Test
  void anotherAlgorithm_isRefused() {
    verify(receipt, "four", log.vkey, Log.ORIGIN, "--algorithm", "sm3").refused("ROOT_MISMATCH");
    verify(receipt, "four", log.vkey, Log.ORIGIN, "--algorithm", "sha-512").failed("32 bytes");
  }

  @Test
  void alteredParts_areRefused() throws IOException {
    // four is followed by path hashes of [5], [6] and [0, 4)
    String path = Files.readAllLines(receipt).get(2);
    verify(
            altered(2, (path.charAt(0) == 'A' ? 'B' : 'A') + path.substring(1)),
            "four",
            log.vkey,
            Log.ORIGIN)
        .refused("ROOT_MISMATCH");
    verify(altered(1, "index 5"), "four", log.vkey, Log.ORIGIN).refused("ROOT_MISMATCH");
    verify(altered(1, "index 6"), "four", log.vkey, Log.ORIGIN).refused("PATH_LENGTH_WRONG");
    verify(altered(1, "index 7"), "four", log.vkey, Log.ORIGIN).refused("LEAF_INDEX_OUT_OF_RANGE");
    verify(altered(7, "8"), "four", log.vkey, Log.ORIGIN).refused("KNOWN_KEY_SIGNATURE_INVALID");
  }

  @Test
  void malformed_isNoVerdict() throws IOException {
    verify(altered(1, "index 04"), "four", log.vkey, Log.ORIGIN).failed("line 2");
    verify(altered(0, "c2sp.org/tlog-proof@v2"), "four", log.vkey, Log.ORIGIN).failed("line 1");
  }

  @Test
  void trust_hasNoDefault() {
    Run.of("verify", "receipt", receipt, "--text", "four", "--origin", Log.ORIGIN)
        .failed("Missing key");
    Run.of("verify", "receipt", receipt, "--text", "four", "--vkey", log.vkey)
        .failed("Missing origin");
    Run.of("verify", "receipt", receipt, "--vkey", log.vkey, "--origin", Log.ORIGIN)
        .failed("Missing record");
    verify(receipt, "four", "none+00000000+AAAA", Log.ORIGIN).failed("vkey");
    verify(receipt, "four", folder.resolve("none"), Log.ORIGIN).failed("no such file");
  }
}
