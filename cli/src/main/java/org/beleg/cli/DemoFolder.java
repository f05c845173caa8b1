package org.beleg.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder that the demo writes. It bears a mark, so that a later demo knows its own work and replaces
 * it, and never anybody else's.
 */
final class DemoFolder {

  private static final String MARK = ".beleg-demo";
  private static final String RECEIPTS = "receipts";
  private static final String TEAR_OFFS = "tear-offs";
  private static final List<String> DOCUMENTS = List.of(
      "checkpoint",
      "checkpoint.earlier",
      "consistency-proof",
      "log.vkey",
      "log.pub.pem",
      "chain-head",
      "chain-head.earlier",
      "chain-segment",
      "sample-record",
      "insurance.vkey",
      "bank.vkey",
      "securities.vkey");

  private final Path path;

  private DemoFolder(Path path) {
    this.path = path;
  }

  /**
   * Takes possession of a folder: a new one, an empty one, or an earlier demo's, whose files it removes.
   *
   * @param force whether a folder with other files may be written to; none of them is removed, those
   *     with the names of the demo's documents are overwritten
   */
  static DemoFolder claim(Path path, boolean force) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new NotDirectoryException(path.toString());
    }
    DemoFolder folder = new DemoFolder(path);
    if (isDemo(path)) {
      folder.clear();
    } else if (Files.exists(path) && !isEmpty(path) && !force) {
      throw new IOException(path + ": not empty and not written by a demo; use --out or --force");
    }
    Files.createDirectories(path.resolve(RECEIPTS));
    Files.writeString(
        path.resolve(MARK), "Written by 'beleg demo', which replaces it each time.\n");
    return folder;
  }

  /** Whether a demo wrote this folder. */
  static boolean isDemo(Path path) {
    return Files.exists(path.resolve(MARK));
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      return !entries.iterator().hasNext();
    }
  }

  private void clear() throws IOException {
    for (String document : DOCUMENTS) {
      Files.deleteIfExists(path.resolve(document));
    }
    clear(RECEIPTS, ".receipt");
    clear(TEAR_OFFS, ".tear-off");
  }

  private void clear(String subfolder, String suffix) throws IOException {
    Path files = path.resolve(subfolder);
    if (Files.isDirectory(files)) {
      try (DirectoryStream<Path> old = Files.newDirectoryStream(files, "*" + suffix)) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
    }
  }

  Path path() {
    return path;
  }

  /** Where a document of the demo lies. */
  Path document(String name) {
    if (!DOCUMENTS.contains(name)) {
      throw new AssertionError("the next demo would not remove " + name);
    }
    return path.resolve(name);
  }

  void write(String name, String text) throws IOException {
    Files.writeString(document(name), text);
  }

  void write(String name, byte[] bytes) throws IOException {
    Files.write(document(name), bytes);
  }

  /** Writes a receipt; returns where. */
  Path writeReceipt(String name, String receipt) throws IOException {
    return Files.writeString(receipt(name), receipt);
  }

  /** Where a receipt lies. */
  Path receipt(String name) {
    return path.resolve(RECEIPTS).resolve(name + ".receipt");
  }

  /** Writes a tear-off. */
  void writeTearOff(String name, byte[] tearOff) throws IOException {
    Files.createDirectories(path.resolve(TEAR_OFFS));
    Files.write(tearOff(name), tearOff);
  }

  /** Where a tear-off lies. */
  Path tearOff(String name) {
    return path.resolve(TEAR_OFFS).resolve(name + ".tear-off");
  }
}
