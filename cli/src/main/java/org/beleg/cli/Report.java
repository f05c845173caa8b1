package org.beleg.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.beleg.Reason;
import org.beleg.Verdict;

/**
 * What a command answers: lines for people as it goes, or one JSON object for programs at its end.
 *
 * <p>A command states each fact once and both forms have it. Text of files and names that reach a line is
 * cleaned first, so that no record can move the cursor or forge a line.
 */
final class Report {

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private static final String INDENT = "  ";
  private static final int LABEL_WIDTH = 20;

  private final PrintWriter out;
  private final boolean json;
  private final JsonObject object = new JsonObject();

  Report(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Whether a program reads this, which wants no prose. */
  boolean isJson() {
    return json;
  }

  /** A heading, for people only. */
  void section(String title) {
    line("");
    line(title);
  }

  /** A line, for people only. */
  void line(String text) {
    if (!json) {
      out.println(oneLine(text));
    }
  }

  /** A label and what stands beside it, for people only. */
  void note(String label, String text) {
    line(INDENT + pad(label) + text);
  }

  /** A document, byte for byte, for people only. */
  void document(String text) {
    if (!json) {
      out.print(text);
    }
  }

  /** A text fact. */
  void fact(String key, String label, String value) {
    field(key, value);
    note(label, value);
  }

  /** A number. */
  void fact(String key, String label, long value) {
    field(key, value);
    note(label, Long.toString(value));
  }

  /** A text fact, for programs only. */
  void field(String key, String value) {
    field(key, new JsonPrimitive(value));
  }

  /** A number, for programs only. */
  void field(String key, long value) {
    field(key, new JsonPrimitive(value));
  }

  /** Several numbers, for programs only. */
  void field(String key, List<Long> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    field(key, array);
  }

  /** A fact, for programs only. */
  void field(String key, JsonElement value) {
    object.add(key, value);
  }

  /** A judgement: {@code accepted}, {@code reason} (null if accepted) and {@code detail}. */
  void verdict(Verdict verdict) {
    addTo(object, verdict);
    note("verdict", verdict.isAccepted() ? "ACCEPTED" : "REFUSED");
    verdict.reason().ifPresent(reason -> {
      note("reason", reason.name());
      note("detail", verdict.detail());
    });
  }

  /** Writes a judgement into a part of the JSON object. */
  static void addTo(JsonObject object, Verdict verdict) {
    Optional<Reason> reason = verdict.reason();
    object.addProperty("accepted", verdict.isAccepted());
    object.add(
        "reason", reason.isPresent() ? new JsonPrimitive(reason.get().name()) : JsonNull.INSTANCE);
    object.addProperty("detail", verdict.detail());
  }

  /** Prints the JSON object, if that is wanted. */
  void finish() {
    if (json) {
      out.println(GSON.toJson(object));
    }
    out.flush();
  }

  private static String pad(String label) {
    return label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length()));
  }

  /** Replaces control and format characters, line separators and lone surrogates. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(isPlain(c) ? c : '?'));
    return line.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
