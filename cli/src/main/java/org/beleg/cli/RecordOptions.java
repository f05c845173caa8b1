package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.beleg.cli.RecordSource.RecordFile;
import org.beleg.hash.TreeHasher;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which records a tree is built of, and how: shared by the commands that build one. */
final class RecordOptions {

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "0..*",
      description = {
        "Files with records, '-' for standard input, or folders.",
        "A folder stands for its files, sorted by path; .git, target and links are left out."
      })
  private List<String> paths = List.of();

  @Option(
      names = "--lines",
      description = "Each line is a record, without its line feed. Otherwise each file is one.")
  private boolean lines;

  @Mixin
  private TreeOptions treeOptions;

  boolean isEmpty() {
    return paths.isEmpty();
  }

  TreeHasher hasher() {
    return treeOptions.hasher();
  }

  RecordSource source(Task task) throws IOException {
    if (paths.isEmpty()) {
      throw task.usage("Missing records: name files, folders, or '-' for standard input");
    }
    List<RecordFile> files = new ArrayList<>();
    for (String path : paths) {
      files.addAll(expand(path));
    }
    return new RecordSource(task.input(), files, lines);
  }

  private static List<RecordFile> expand(String path) throws IOException {
    if (path.equals("-")) {
      return List.of(RecordFile.standardInput());
    }
    Path file = Path.of(path);
    // "./-" is how one names a file called "-", and must not become standard input again
    return Files.isDirectory(file) ? RecordFolder.list(file) : List.of(new RecordFile(path, file));
  }

  /** Reads all records into a tree. */
  TreeBuilder build(Task task) throws IOException {
    TreeBuilder builder = new TreeBuilder(hasher());
    source(task).forEach("hashing", (name, entry) -> builder.add(entry));
    return builder;
  }
}
