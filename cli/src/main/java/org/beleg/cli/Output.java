package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a document goes: to a file, or to standard output. */
final class Output {

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the result to this file; default is standard output.")
  private @Nullable String path;

  /** Whether people see the document itself, so that nothing else may stand beside it. */
  boolean isStandardOutput() {
    return path == null || path.equals("-");
  }

  /** Hands a document over; in JSON it is the text field {@code key}. */
  void write(Report report, String key, String document) throws IOException {
    report.field(key, document);
    if (path == null || path.equals("-")) {
      report.document(document);
    } else {
      Files.writeString(Path.of(path), document);
      report.fact("file", "written to", path);
    }
  }
}
