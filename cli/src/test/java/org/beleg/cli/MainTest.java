package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {

  @TempDir
  Path folder;

  static Stream<CommandLine> commands() {
    return commands(new CommandLine(new BelegCommand()));
  }

  private static Stream<CommandLine> commands(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(MainTest::commands));
  }

  private static Object[] words(CommandLine command, String more) {
    String name = command.getCommandSpec().qualifiedName().replaceFirst("^beleg ?", "");
    return (name + " " + more).strip().split(" ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_showsUsageWithAnExample(CommandLine command) {
    String out = Run.of(words(command, "--help")).accepted().out();
    assertThat(out).startsWith("Usage: beleg");
    assertThat(out).contains("  beleg ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void version_isOneLine(CommandLine command) {
    assertThat(Run.of(words(command, "--version")).accepted().out()).startsWith("beleg ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandThatRuns_speaksJson(CommandLine command) {
    if (command.getSubcommands().isEmpty()) {
      assertThat(command.getCommandSpec().findOption("--json")).isNotNull();
    }
  }

  @Test
  void unknownWords_areOneLine() {
    Run.of("rot").failed("rot");
    Run.of("root", "--line", "-").failed("--line");
    Run.of().failed("Missing required subcommand");
    Run.of("verify").failed("Missing required subcommand");
  }

  @Test
  void stackTrace_comesOnlyWhenAskedFor() {
    Path missing = folder.resolve("missing");
    Run.of("root", missing).failed("missing");
    Run run = Run.of("root", missing, "--stacktrace");
    assertThat(run.exitCode()).isEqualTo(Main.FAILED);
    assertThat(run.err()).contains("NoSuchFileException").contains("\tat ");
  }

  @Test
  void namesFromOutside_cannotForgeALine() {
    Run.of("root", folder.resolve("a\nb\u001b[2J")).failed("a?b?[2J");
  }
}
