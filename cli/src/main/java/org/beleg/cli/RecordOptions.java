package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.beleg.cli.RecordSource.RecordFile;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
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

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      defaultValue = "sha-256",
      description = "Hash algorithm of the tree: sha-256 (default), sha-384, sha-512, sha-512-256, "
          + "sha3-256, keccak-256, sm3, blake2b-256.")
  private HashAlgorithm algorithm;

  boolean isEmpty() {
    return paths.isEmpty();
  }

  TreeHasher hasher() {
    return TreeHasher.of(algorithm);
  }

  RecordSource source(Task task) throws IOException {
    if (paths.isEmpty()) {
      throw task.usage("Missing records: name files, folders, or '-' for standard input");
    }
    List<RecordFile> files = new ArrayList<>();
    for (String path : paths) {
      files.addAll(expand(path));
    }
    if (files.stream().filter(RecordFile::isStandardInput).count() > 1) {
      throw task.usage("Standard input can be read once");
    }
    return new RecordSource(files, lines);
  }

  private static List<RecordFile> expand(String path) throws IOException {
    if (path.equals("-")) {
      return List.of(RecordFile.standardInput());
    }
    Path file = Path.of(path);
    // "./-" is how one names a file called "-", and must not become standard input again
    return Files.isDirectory(file)
        ? RecordFolder.list(file, file)
        : List.of(new RecordFile(path, file));
  }

  /** Reads all records into a tree. */
  TreeBuilder build(Task task) throws IOException {
    TreeBuilder builder = new TreeBuilder(hasher());
    source(task).forEach("hashing", (name, entry) -> builder.add(entry));
    return builder;
  }
}
