package org.beleg.benchmarks.report;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What figures were measured on, in terms general enough to publish: a family of processors, not a host.
 *
 * @param cpu the family
 * @param vectors the widest vector instructions
 * @param sha whether the processor has instructions for SHA-256, which the JDK's digest then uses
 * @param cores as many as the JVM sees
 * @param jdk version and name of the JVM
 * @param revision the commit that was measured
 */
public record Machine(
    String cpu, String vectors, String sha, String cores, String jdk, String revision) {

  private static final String UNKNOWN = "unknown";

  /**
   * Prints the part of a result file's name that tells machine and JDK, or writes a header to stand beside
   * a result file.
   *
   * @param args nothing; or the header's file and the revision
   */
  public static void main(String[] args) throws IOException {
    Cpu cpu = Cpu.ofThisMachine();
    if (args.length == 0) {
      System.out.println(cpu.slug() + "-jdk" + Runtime.version().feature());
      return;
    }
    Machine here = new Machine(
        cpu.family(),
        cpu.vectors(),
        cpu.sha() ? "yes" : "no",
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"),
        args[1]);
    Files.writeString(Path.of(args[0]), here.format());
  }

  /** Reads the header; a run without one is described by what JMH itself wrote. */
  static Machine read(Path header, String jdk) throws IOException {
    Properties entries = new Properties();
    if (Files.exists(header)) {
      entries.load(new StringReader(Files.readString(header, StandardCharsets.UTF_8)));
    }
    return new Machine(
        entries.getProperty("cpu", UNKNOWN),
        entries.getProperty("vectors", UNKNOWN),
        entries.getProperty("sha", UNKNOWN),
        entries.getProperty("cores", UNKNOWN),
        entries.getProperty("jdk", jdk),
        entries.getProperty("revision", UNKNOWN));
  }

  /** One line for each fact, readable by {@link Properties}, which would add the time of day. */
  String format() {
    return "cpu=" + cpu
        + "\nvectors=" + vectors
        + "\nsha=" + sha
        + "\ncores=" + cores
        + "\njdk=" + jdk
        + "\nrevision=" + revision
        + "\n";
  }

  /** One sentence. */
  String sentence() {
    return cpu + ", vectors: " + vectors + ", SHA-256 instructions: " + sha + ", " + cores
        + " cores, JDK " + jdk + ", revision " + revision + ".";
  }
}
