package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  @TempDir
  Path folder;

  private Path source() throws IOException {
    Path source = folder.resolve("in put");
    Path deep = Files.createDirectories(source.resolve("deep"));
    for (int i = 0; i < 11; i++) {
      Files.writeString(deep.resolve("record " + i), "content " + i);
    }
    Files.writeString(source.resolve("empty"), "");
    return source;
  }

  private List<String> receipts(Path out) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(out.resolve("receipts"))) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  @Test
  void folder_isSealedAndForgedInVain() throws IOException {
    Path out = folder.resolve("out put");
    String text = Run.of("demo", source(), "--out", out).accepted().out();
    assertThat(text)
        .contains("12, one per file")
        .contains("all 11 forgeries were refused")
        .contains("ROOT_MISMATCH", "KNOWN_KEY_SIGNATURE_INVALID", "NO_KNOWN_KEY")
        .contains("ORIGIN_MISMATCH", "OLD_ROOT_MISMATCH", "CHAIN_LINK_BROKEN")
        .contains("private key is not written");
    assertThat(receipts(out)).hasSize(12).contains("00-record_0.receipt", "11-empty.receipt");
    assertThat(out.resolve("checkpoint")).exists();
    assertThat(out.resolve("log.pub.pem")).content().startsWith("-----BEGIN PUBLIC KEY-----");
  }

  @Test
  void hints_areCommandsThatWork() throws IOException {
    Path out = folder.resolve("out put");
    String text = Run.of("demo", source(), "--out", out).accepted().out();
    List<String> hints =
        text.lines().filter(line -> line.startsWith("  beleg ")).toList();
    assertThat(hints).hasSize(4);
    for (String hint : hints) {
      Run.of((Object[]) words(hint.strip().substring("beleg ".length()))).accepted();
    }
  }

  /** Splits as a shell does, which knows single quotes. */
  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (char c : (line + ' ').toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return words.toArray(String[]::new);
  }

  @Test
  void json_holdsEveryCheck() throws IOException {
    Path out = folder.resolve("out");
    JsonObject json =
        Run.of("demo", source(), "--out", out, "--json").accepted().json();
    assertThat(json.get("valid").getAsBoolean()).isTrue();
    assertThat(json.get("records").getAsLong()).isEqualTo(12);
    assertThat(json.get("receipts").getAsLong()).isEqualTo(12);
    assertThat(json.get("folder").getAsString()).isEqualTo(out.toString());
    assertThat(json.get("sampleReceipt").getAsString()).endsWith(".receipt");
    for (String key : List.of("rootHash", "chainHead", "vkey", "origin", "seconds", "bytes")) {
      assertThat(json.has(key)).as(key).isTrue();
    }
    for (JsonElement element : json.getAsJsonArray("checks")) {
      JsonObject check = element.getAsJsonObject();
      assertThat(check.get("accepted")).as(check.toString()).isEqualTo(check.get("genuine"));
    }
  }

  @Test
  void fileOfLines_andCappedReceipts() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines"), "x\n".repeat(20) + "y\n".repeat(30));
    Path out = folder.resolve("out");
    String text =
        Run.of("demo", lines, "--out", out, "--receipts", 10).accepted().out();
    assertThat(text).contains("50, one per line").contains("40; more with --receipts 50");
    assertThat(receipts(out)).hasSize(10).contains("09.receipt");
    assertThat(out.resolve("sample-record")).hasContent("x");
  }

  @Test
  void awkwardRecords_areForgedInVainToo() throws IOException {
    Path out = folder.resolve("out");
    for (String text :
        List.of("x\n", "\n", "\n\n\n", "x\nx\n", "x\nx\nx\n", "0\n1\n", "1\n0\n1\n")) {
      Path lines = Files.writeString(folder.resolve("lines"), text);
      assertThat(Run.of("demo", lines, "--out", out).accepted().out()).contains("were refused");
    }
  }

  @Test
  void anotherDemo_replacesTheFirst() throws IOException {
    Path out = folder.resolve("out");
    Path many = Files.writeString(folder.resolve("many"), "a\nb\nc\n");
    Path few = Files.writeString(folder.resolve("few"), "a\n");
    Run.of("demo", many, "--out", out).accepted();
    Run.of("demo", few, "--out", out).accepted();
    assertThat(receipts(out)).containsExactly("0.receipt");
  }

  @Test
  void foreignFolder_isLeftAlone() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path mine = Files.writeString(out.resolve("mine"), "mine");
    Run refused = Run.of("demo", source(), "--out", out, "--json");
    refused.failed("not written by a demo");
    assertThat(out.resolve("receipts")).doesNotExist();
    Run.of("demo", source(), "--out", out, "--force").accepted();
    assertThat(mine).hasContent("mine");
    Run.of("demo", source(), "--out", mine, "--json").failed("mine: not a folder");
  }

  @Test
  void outputFolder_isNoRecord() throws IOException {
    Path source = source();
    Path out = source.resolve("beleg-demo");
    Object[] args = {"demo", source, "--out", out, "--json"};
    JsonElement root = Run.of(args).accepted().json().get("rootHash");
    assertThat(Run.of(args).accepted().json().get("rootHash")).isEqualTo(root);
    Run elsewhere = Run.of("demo", source, "--out", folder.resolve("elsewhere"), "--json");
    assertThat(elsewhere.accepted().json().get("rootHash")).isEqualTo(root);
  }

  @Test
  void nothingToSeal_isAFailure() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Run.of("demo", empty, "--out", folder.resolve("out"), "--json").failed("no records");
    Run.of("demo", folder.resolve("none"), "--json").failed("none: no such file");
    Run.of("demo", empty, "--receipts", 0).failed("at least 1");
  }
}
