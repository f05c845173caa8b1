package org.beleg.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads a suite of NIST's ACVP: a prompt and the expected verdicts, joined by tcId. */
public final class Acvp {

  private Acvp() {}

  /** One test, with the fields of its group at hand. */
  public record Case(JsonObject group, JsonObject test, boolean expected) {}

  /** All tests of a suite, in the order of its file. */
  public static List<Case> cases(String suite) {
    Map<Integer, Boolean> expected = new HashMap<>();
    for (JsonElement group : groups("signatures/" + suite + "/expectedResults.json.gz")) {
      for (JsonElement test : group.getAsJsonObject().getAsJsonArray("tests")) {
        JsonObject result = test.getAsJsonObject();
        expected.put(result.get("tcId").getAsInt(), result.get("testPassed").getAsBoolean());
      }
    }
    List<Case> cases = new ArrayList<>();
    for (JsonElement group : groups("signatures/" + suite + "/prompt.json.gz")) {
      for (JsonElement test : group.getAsJsonObject().getAsJsonArray("tests")) {
        JsonObject prompt = test.getAsJsonObject();
        Boolean verdict = expected.get(prompt.get("tcId").getAsInt());
        if (verdict == null) {
          throw new AssertionError("no expected verdict: " + prompt);
        }
        cases.add(new Case(group.getAsJsonObject(), prompt, verdict));
      }
    }
    return cases;
  }

  private static Iterable<JsonElement> groups(String file) {
    try (GZIPInputStream unzipped =
        new GZIPInputStream(new ByteArrayInputStream(Vectors.bytes(file)))) {
      String json = new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
      return JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("testGroups");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
