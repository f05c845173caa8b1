package org.beleg.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;

/** Reads a JSON array of strings, and nothing else. */
final class JsonStrings {

  private JsonStrings() {}

  static List<String> parse(String json) throws MalformedDataException {
    List<String> strings = new ArrayList<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement array = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT || !array.isJsonArray()) {
        throw new MalformedDataException("proof", "whole text", "not one JSON array");
      }
      for (JsonElement element : array.getAsJsonArray()) {
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
          throw new MalformedDataException("proof", "element " + strings.size(), "not a string");
        }
        strings.add(element.getAsString());
      }
    } catch (IOException | JsonParseException e) {
      // both are how the parser says that this is no JSON; nothing here reads a file
      throw new MalformedDataException("proof", "whole text", Failures.describe(e), e);
    }
    return strings;
  }
}
