package org.beleg.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The conformance data in the folder named by {@code -Dbeleg.vectors}. Without that folder a test that
 * asks for it is skipped with the reason, or fails if {@code -Dbeleg.vectors.required=true}.
 */
public final class Vectors {

  private static final Path ROOT =
      Path.of(System.getProperty("beleg.vectors", "../shared/vectors")).toAbsolutePath();

  private Vectors() {}

  /** A file or folder of the data, such as {@code transparency/signed-notes/notes.json}. */
  public static Path path(String relative) {
    Path path = ROOT.resolve(relative);
    if (!Files.exists(path)) {
      String message = "no test vectors: " + relative + " is not under -Dbeleg.vectors=" + ROOT;
      if (Boolean.getBoolean("beleg.vectors.required")) {
        fail(message);
      }
      abort(message);
    }
    return path;
  }

  /** The bytes of a file. */
  public static byte[] bytes(String relative) {
    return bytes(path(relative));
  }

  /** The bytes of a file. */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file as UTF-8 text. */
  public static String text(String relative) {
    return new String(bytes(relative), StandardCharsets.UTF_8);
  }

  /** A file as JSON. */
  public static JsonElement json(String relative) {
    return JsonParser.parseString(text(relative));
  }

  /** All regular files below a folder whose names end as given, in order of their paths. */
  public static List<Path> files(String relative, String suffix) {
    try (Stream<Path> walk = Files.walk(path(relative))) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
