package org.beleg.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beleg.MalformedDataException;

/** What one run of a command reads: files by their names, and standard input, once, by the name '-'. */
final class Input {

  /** More than any document of the library has: the longest receipt is 2 MiB. */
  private static final int MAX_DOCUMENT_BYTES = 4 << 20;

  private boolean standardInputTaken;

  /** Standard input, for the one reader that there can be. */
  InputStream standardInput() throws IOException {
    if (standardInputTaken) {
      throw new IOException("standard input ('-') can be read only once");
    }
    standardInputTaken = true;
    return System.in;
  }

  /** A record: all bytes of a file. */
  byte[] record(String path) throws IOException {
    return bytes(path, RecordSource.MAX_RECORD_BYTES, "a record");
  }

  /** A document of bytes, such as a chain segment. */
  byte[] segment(String path) throws IOException {
    return bytes(path, RecordSource.MAX_RECORD_BYTES, "a chain segment");
  }

  /** A document of text, in strict UTF-8. */
  String document(String path, String what) throws IOException, MalformedDataException {
    byte[] utf8 = bytes(path, MAX_DOCUMENT_BYTES, "any " + what);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedDataException(what, "whole text", "not UTF-8", e);
    }
  }

  /** The bytes of a file of any size, to be read once and closed. */
  InputStream open(String path) throws IOException {
    if (path.equals("-")) {
      return standardInput();
    }
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      throw new IOException(path + ": is a folder");
    }
    return Files.newInputStream(file);
  }

  private byte[] bytes(String path, int maxBytes, String what) throws IOException {
    try (InputStream in = open(path)) {
      return bytes(path, in, maxBytes, what);
    }
  }

  private static byte[] bytes(String path, InputStream in, int maxBytes, String what)
      throws IOException {
    byte[] bytes = in.readNBytes(maxBytes);
    if (bytes.length == maxBytes && in.read() >= 0) {
      throw new IOException(path + ": longer than " + what + " can be");
    }
    return bytes;
  }
}
