package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a made-up project, whose java and mvn are scripts that say how they were called. */
class LauncherTest {

  private static final Path SH = Path.of("/bin/sh");

  @TempDir
  Path folder;

  private Path home;
  private Path tools;
  private Path launcher;

  private record Ran(int exitCode, String out, String err) {}

  @BeforeEach
  void makeProject() throws IOException {
    assumeTrue(Files.isExecutable(SH), "no POSIX shell");
    home = Files.createDirectories(folder.resolve("a project"));
    for (String path : List.of("src/main", "cli/src/main", "cli/target")) {
      Files.createDirectories(home.resolve(path));
    }
    for (String file : List.of("pom.xml", "cli/pom.xml", "reactor.xml")) {
      Files.writeString(home.resolve(file), "");
    }
    launcher = home.resolve("beleg");
    Files.copy(Path.of(System.getProperty("beleg.launcher")), launcher);
    tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "find", "head", "mkdir", "mv", "cat")) {
      for (String bin : List.of("/usr/bin", "/bin")) {
        if (Files.exists(Path.of(bin, tool)) && !Files.exists(tools.resolve(tool))) {
          script(tools.resolve(tool), "exec " + Path.of(bin, tool) + " \"$@\"");
        }
      }
    }
  }

  private void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void javaAndMaven() throws IOException {
    script(tools.resolve("java"), "for word; do echo \"<$word>\"; done");
    script(tools.resolve("mvn"), "echo noise; : >'" + home + "/cli/target/beleg.jar'");
  }

  private Ran run(Map<String, String> environment, Path program, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SH.toString(), program.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Ran(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void syntax_isPosix() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(SH.toString(), "-n", launcher.toString()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void firstRun_buildsInOneLineAndLaterOnesAreSilent() throws IOException, InterruptedException {
    javaAndMaven();
    Ran first = run(Map.of(), launcher, "root", "a file");
    assertThat(first.err()).startsWith("building beleg").doesNotContain("noise");
    assertThat(first.err().lines()).hasSize(1);
    assertThat(first.out())
        .contains("<-jar>\n<" + home.toRealPath() + "/cli/target/beleg.jar>\n<root>\n<a file>\n")
        .contains("<-Dbeleg.home=" + home.toRealPath() + ">")
        .contains("<-Dbeleg.stderr.terminal=false>");
    assertThat(run(Map.of(), launcher, "root").err()).isEmpty();
  }

  @Test
  void newerSource_isBuiltAgain() throws IOException, InterruptedException {
    javaAndMaven();
    run(Map.of(), launcher);
    Path source = Files.writeString(home.resolve("src/main/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run(Map.of(), launcher).err()).contains("building");
  }

  @Test
  void failedBuild_isShownAndTriedAgain() throws IOException, InterruptedException {
    javaAndMaven();
    script(
        tools.resolve("mvn"),
        "echo what went wrong; : >'" + home + "/cli/target/beleg.jar'; exit 1");
    for (int attempt = 0; attempt < 2; attempt++) {
      Ran ran = run(Map.of(), launcher, "root");
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).contains("what went wrong").contains("the build failed");
    }
  }

  @Test
  void link_leadsToTheProject() throws IOException, InterruptedException {
    javaAndMaven();
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a project/beleg"));
    assertThat(run(Map.of(), link).out()).contains(home.toRealPath() + "/cli/target/beleg.jar");
  }

  @Test
  void javaHome_goesBeforeThePath() throws IOException, InterruptedException {
    javaAndMaven();
    script(folder.resolve("a jdk/bin/java"), "echo chosen; exit 1");
    Ran ran = run(Map.of("JAVA_HOME", folder.resolve("a jdk").toString()), launcher);
    assertThat(ran.out()).isEqualTo("chosen\n");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void options_areWords() throws IOException, InterruptedException {
    javaAndMaven();
    assertThat(run(Map.of("BELEG_JAVA_OPTS", "-Xmx1g -Da=b"), launcher).out())
        .contains("<-Xmx1g>\n<-Da=b>\n");
  }

  @Test
  void whatIsMissing_isNamed() throws IOException, InterruptedException {
    Ran noJava = run(Map.of(), launcher);
    assertThat(noJava.exitCode()).isEqualTo(2);
    assertThat(noJava.err()).contains("java not found");
    assertThat(run(Map.of("JAVA_HOME", "/none"), launcher).err()).contains("JAVA_HOME is /none");
    script(tools.resolve("java"), "exit 0");
    Ran noMaven = run(Map.of(), launcher);
    assertThat(noMaven.exitCode()).isEqualTo(2);
    assertThat(noMaven.err()).contains("mvn not found");
  }
}
