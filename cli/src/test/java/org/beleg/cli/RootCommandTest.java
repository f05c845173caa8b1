package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RootCommandTest {

  @TempDir
  Path folder;

  private static String root(TreeHasher hasher, String... entries) {
    List<byte[]> bytes = new ArrayList<>();
    for (String entry : entries) {
      bytes.add(entry.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return MerkleTree.of(hasher, bytes).rootHash().toHex();
  }

  private static String root(String... entries) {
    return root(TreeHasher.sha256(), entries);
  }

  @Test
  void lines_areRecordsWithoutTheirLineFeed() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "a\n\nb\r\nlast");
    JsonObject json = Run.of("root", "--lines", file, "--json").accepted().json();
    assertThat(json.get("treeSize").getAsLong()).isEqualTo(4);
    assertThat(json.get("bytes").getAsLong()).isEqualTo(7);
    assertThat(json.get("rootHash").getAsString()).isEqualTo(root("a", "", "b\r", "last"));
  }

  @Test
  void lines_ofSeveralBuffersAreTheSameRecords() {
    String longLine = "x".repeat(200_000);
    String text = longLine + "\n" + "y\n".repeat(70_000) + longLine;
    List<String> entries = new ArrayList<>();
    entries.add(longLine);
    for (int i = 0; i < 70_000; i++) {
      entries.add("y");
    }
    entries.add(longLine);
    Run run = Run.withInput(text, "root", "--lines", "-", "--json").accepted();
    assertThat(run.json().get("rootHash").getAsString())
        .isEqualTo(root(entries.toArray(String[]::new)));
  }

  @Test
  void files_areRecordsInTheOrderGiven() throws IOException {
    Path b = Files.writeString(folder.resolve("b"), "first");
    Path a = Files.writeString(folder.resolve("a"), "second");
    assertThat(Run.of("root", b, a).accepted().out())
        .contains("tree size           2")
        .contains(root("first", "second"));
  }

  @Test
  void folder_isItsFilesSortedByPathWithoutRepositoriesBuildOutputAndLinks() throws IOException {
    Files.createDirectories(folder.resolve("b/target"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config"), "no");
    Files.writeString(folder.resolve("b/target/Main.class"), "no");
    Files.writeString(folder.resolve("b/inner"), "2");
    Files.writeString(folder.resolve("a"), "0");
    Files.writeString(folder.resolve("b.txt"), "1");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
    assertThat(
            Run.of("root", folder, "--json").accepted().json().get("rootHash").getAsString())
        .isEqualTo(root("0", "1", "2"));
  }

  @Test
  void standardInput_isOneRecord() {
    assertThat(Run.withInput("a\nb", "root", "-").accepted().out()).contains(root("a\nb"));
  }

  @Test
  void standardInput_canBeReadOnce() {
    Run.withInput("a", "root", "-", "-").failed("only once");
  }

  @Test
  void noLines_giveTheEmptyTree() {
    assertThat(Run.withInput("", "root", "--lines", "-").accepted().out())
        .contains(TreeHasher.sha256().emptyRoot().toHex());
  }

  @ParameterizedTest
  @EnumSource
  void algorithm_isFoundByAnySpellingOfItsName(HashAlgorithm algorithm) {
    String expected = root(TreeHasher.of(algorithm), "a", "b");
    for (String name :
        List.of(Names.of(algorithm), algorithm.name(), algorithm.name().toLowerCase(Locale.ROOT))) {
      JsonObject json = Run.withInput("a\nb", "root", "--lines", "-", "--algorithm", name, "--json")
          .accepted()
          .json();
      assertThat(json.get("rootHash").getAsString()).isEqualTo(expected);
      assertThat(json.get("algorithm").getAsString()).isEqualTo(Names.of(algorithm));
    }
  }

  @Test
  void unknownAlgorithm_isRefusedWithTheNamesOfAll() {
    Run.of("root", "-", "--algorithm", "md5").failed("sha-512-256, sha3-256");
  }

  @Test
  void nothingNamed_isAMistake() {
    Run.of("root").failed("Missing records");
  }

  @Test
  void missingFile_isNamed() {
    Run.of("root", folder.resolve("none")).failed("none: no such file or folder");
  }
}
