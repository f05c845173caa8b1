package org.beleg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's Java compiles against the library as a user has it, and prints what its comments say. Each
 * block becomes a program of its own, run in a JVM of its own.
 */
class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PRINTED =
      Pattern.compile("System\\.out\\.println\\(.*\\);\\s*// (.*)");

  /** What a reader would put around the README's lines. */
  private static final String PROGRAM = """
      import static java.nio.charset.StandardCharsets.UTF_8;
      import java.time.Instant;
      import java.util.*;
      import org.beleg.chain.*;
      import org.beleg.hash.*;
      import org.beleg.ledger.corda.*;
      import org.beleg.note.*;
      import org.beleg.proof.*;
      import org.beleg.sign.*;
      import org.beleg.tree.*;
      public class Example {
        static List<byte[]> entries(int count) {
          List<byte[]> entries = new ArrayList<>();
          for (int i = 0; i < count; i++) entries.add(("entry " + i).getBytes(UTF_8));
          return entries;
        }
        public static void main(String[] args) throws Exception {
          CODE
        }
      }
      """;

  @TestFactory
  Stream<DynamicTest> everyJavaBlock_printsWhatItsCommentsSay(@TempDir Path folder)
      throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(Path.of("README.md")));
    List<String> programs = blocks.results().map(found -> found.group(1)).toList();
    assertThat(programs).hasSizeGreaterThanOrEqualTo(4);
    return programs.stream()
        .map(code ->
            DynamicTest.dynamicTest(code.lines().findFirst().orElse(""), () -> run(code, folder)));
  }

  private static void run(String code, Path folder) throws IOException, InterruptedException {
    List<String> expected =
        PRINTED.matcher(code).results().map(found -> found.group(1).strip()).toList();
    assertThat(expected).isNotEmpty();
    Path home = Files.createTempDirectory(folder, "readme");
    Path source = Files.writeString(home.resolve("Example.java"), PROGRAM.replace("CODE", code));
    // the java command compiles a source file that it is given, and runs it
    String java = ProcessHandle.current().info().command().orElseThrow();
    Process process = new ProcessBuilder(java, "-cp", classPath(), source.toString())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output.lines().toList()).isEqualTo(expected);
  }

  /** The library and what it depends on, wherever the build keeps them. */
  private static String classPath() {
    List<Path> places = new ArrayList<>();
    for (Class<?> type : List.of(
        Verdict.class,
        com.google.common.io.BaseEncoding.class,
        org.bouncycastle.crypto.Signer.class)) {
      places.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()));
    }
    return places.stream()
        .map(Path::toString)
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }
}
