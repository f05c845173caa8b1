package org.beleg.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@code RESULTS.md} and its plots. */
public final class Report {

  private Report() {}

  /**
   * Reads result files and writes the page.
   *
   * @param args the folder of the benchmarks, then result files; without any, all in its {@code results}
   */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path home = Path.of(args[0]);
    List<Path> files = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      files.add(Path.of(args[i]));
    }
    if (files.isEmpty()) {
      files.addAll(allResults(home.resolve("results")));
    }
    if (files.isEmpty()) {
      System.err.println("no result files; ./benchmarks/run writes them");
      System.exit(1);
    }
    write(home, files);
  }

  static void write(Path home, List<Path> files) throws IOException {
    Markdown page = new Markdown();
    for (Path path : files) {
      ResultFile file = ResultFile.read(path);
      page.add(file, Plots.draw(home, file));
    }
    Files.writeString(home.resolve("RESULTS.md"), page.text());
  }

  private static List<Path> allResults(Path results) throws IOException {
    if (!Files.isDirectory(results)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(results)) {
      // names begin with the date: the newest first
      return all.filter(path -> path.toString().endsWith(".json"))
          .sorted((left, right) -> right.compareTo(left))
          .toList();
    }
  }
}
