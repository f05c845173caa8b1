package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small log in a temporary folder, made by the commands themselves: seven lines, key, checkpoint. */
final class Log {

  static final String ORIGIN = "log.example/a";
  static final int SIZE = 7;

  final Path folder;
  final Path records;
  final Path key;
  final Path vkey;
  final Path checkpoint;

  private Log(Path folder) {
    this.folder = folder;
    this.records = folder.resolve("records.txt");
    this.key = folder.resolve("log.key.pem");
    this.vkey = folder.resolve("log.vkey");
    this.checkpoint = folder.resolve("checkpoint");
  }

  static Log in(Path folder) throws IOException {
    Log log = new Log(folder);
    Files.writeString(log.records, "zero\none\ntwo\nthree\nfour\nfive\nsix\n");
    Run.of("keygen", "--name", ORIGIN, "--out", folder.resolve("log")).accepted();
    log.sign(log.records, log.checkpoint);
    return log;
  }

  /** Signs a checkpoint of a file's lines. */
  Path sign(Path lines, Path out) {
    Run.of("checkpoint", "sign", "--key", key, "--origin", ORIGIN, "--lines", lines, "--out", out)
        .accepted();
    return out;
  }

  /** Writes the receipt of a line. */
  Path receipt(int index) {
    Path receipt = folder.resolve(index + ".receipt");
    Run.of(
            "prove",
            "--lines",
            records,
            "--index",
            index,
            "--checkpoint",
            checkpoint,
            "--out",
            receipt)
        .accepted();
    return receipt;
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  /** The root of the first lines. */
  String root(int size) throws IOException {
    String text = String.join("\n", Files.readAllLines(records).subList(0, size));
    return Run.withInput(text, "root", "--lines", "-", "--json")
        .json()
        .get("rootHash")
        .getAsString();
  }
}
