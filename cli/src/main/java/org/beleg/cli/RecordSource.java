package org.beleg.cli;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Records in their order, read one at a time: each file is one, or each line of each file.
 *
 * <p>A line is what stands before a line feed, or behind the last one if anything does. The line feed is no
 * part of it; a carriage return is.
 */
final class RecordSource {

  /** Takes records. */
  interface Visitor {

    /**
     * The next record.
     *
     * @param name the file's path below the folder that was named, or the path as it was named
     * @param entry all its bytes, the visitor's to keep
     */
    void record(String name, byte[] entry) throws IOException;
  }

  /** The most bytes in one record: arrays cannot hold much more. */
  static final int MAX_RECORD_BYTES = 1 << 30;

  private final Input input;
  private final List<RecordFile> files;
  private final boolean byLine;

  RecordSource(Input input, List<RecordFile> files, boolean byLine) {
    this.input = input;
    this.files = List.copyOf(files);
    this.byLine = byLine;
  }

  /** The number of bytes to be read, or -1 if standard input or a pipe is among them. */
  long totalBytes() throws IOException {
    long total = 0;
    for (RecordFile file : files) {
      if (file.isStandardInput() || !Files.isRegularFile(file.path())) {
        return -1;
      }
      total += Files.size(file.path());
    }
    return total;
  }

  /** Reads all records once, with a progress bar. */
  void forEach(String task, Visitor visitor) throws IOException {
    try (Progress progress = Progress.ofBytes(task, totalBytes())) {
      Visitor counting = (name, entry) -> {
        visitor.record(name, entry);
        progress.advance(entry.length + (byLine ? 1 : 0));
      };
      for (RecordFile file : files) {
        read(file, counting);
      }
    }
  }

  private void read(RecordFile file, Visitor visitor) throws IOException {
    if (file.isStandardInput()) {
      read(file.name(), input.standardInput(), visitor);
    } else {
      try (InputStream in = Files.newInputStream(file.path())) {
        read(file.name(), in, visitor);
      }
    }
  }

  private void read(String name, InputStream in, Visitor visitor) throws IOException {
    if (byLine) {
      new LineSplitter(name, visitor).split(in);
    } else {
      visitor.record(name, readAll(name, in));
    }
  }

  private static byte[] readAll(String name, InputStream in) throws IOException {
    byte[] entry = in.readNBytes(MAX_RECORD_BYTES);
    if (entry.length == MAX_RECORD_BYTES && in.read() >= 0) {
      throw tooLong(name);
    }
    return entry;
  }

  static IOException tooLong(String name) {
    return new EOFException(name + ": a record has more than " + MAX_RECORD_BYTES + " bytes");
  }

  /** A file with records, or standard input. */
  record RecordFile(String name, Path path) {

    private static final Path STANDARD_INPUT = Path.of("-");

    /** Standard input. */
    static RecordFile standardInput() {
      return new RecordFile("-", STANDARD_INPUT);
    }

    boolean isStandardInput() {
      return path.equals(STANDARD_INPUT);
    }
  }
}
