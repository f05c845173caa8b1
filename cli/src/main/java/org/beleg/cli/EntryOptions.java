package org.beleg.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The record that a proof is about: the bytes themselves, never a hash that somebody else computed. */
final class EntryOptions {

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "The record: all bytes of this file, '-' for standard input.")
  private @Nullable String file;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "The record as text, such as one line of a log, without a line feed.")
  private @Nullable String text;

  boolean isPresent() {
    return file != null || text != null;
  }

  /** The record, if one is named. */
  Optional<byte[]> find(Task task) throws IOException {
    if (file != null && text != null) {
      throw task.usage("--record and --text exclude each other");
    }
    if (file != null) {
      return Optional.of(task.input().record(file));
    }
    return Optional.ofNullable(text).map(line -> line.getBytes(StandardCharsets.UTF_8));
  }

  /** The record, which must be named. */
  byte[] require(Task task) throws IOException {
    return find(task).orElseThrow(() -> task.usage("Missing record: use --record or --text"));
  }
}
