package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.testing.Vectors;

/** Runs a Wycheproof file through the public API; every published verdict must come out. */
final class Wycheproof {

  private static final HexFormat HEX = HexFormat.of();

  private Wycheproof() {}

  /**
   * Verifies each test with the group's key, which is the same from SPKI, from raw bytes and from PEM.
   *
   * @param rawField where the group's {@code publicKey} has the raw key
   */
  static void run(
      String name, SignatureScheme scheme, String rawField, int expectedValid, int expectedInvalid)
      throws MalformedDataException {
    run(name, SignatureRules.of(scheme), rawField, expectedValid, expectedInvalid);
  }

  /** The same with options. */
  static void run(
      String name, SignatureRules rules, String rawField, int expectedValid, int expectedInvalid)
      throws MalformedDataException {
    JsonObject file =
        Vectors.json("signatures/wycheproof/" + name + "_test.json").getAsJsonObject();
    int valid = 0;
    int invalid = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonElement element : file.getAsJsonArray("testGroups")) {
      JsonObject group = element.getAsJsonObject();
      VerifyingKey key = key(group, rules, rawField);
      for (JsonElement test : group.getAsJsonArray("tests")) {
        check(key, test.getAsJsonObject(), wrong);
      }
      for (JsonElement test : group.getAsJsonArray("tests")) {
        switch (test.getAsJsonObject().get("result").getAsString()) {
          case "valid" -> valid++;
          case "invalid" -> invalid++;
          default -> wrong.add("neither valid nor invalid: " + test);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(valid).isEqualTo(expectedValid);
    assertThat(invalid).isEqualTo(expectedInvalid);
  }

  private static VerifyingKey key(JsonObject group, SignatureRules rules, String rawField)
      throws MalformedDataException {
    byte[] spki = HEX.parseHex(group.get("publicKeyDer").getAsString());
    String pem = group.get("publicKeyPem").getAsString();
    byte[] raw = HEX.parseHex(group.getAsJsonObject("publicKey").get(rawField).getAsString());
    List<VerifyingKey> keys =
        List.of(rules.parseSpki(spki), rules.verifyingKey(raw), rules.parsePem(pem));
    for (VerifyingKey key : keys) {
      assertThat(key).isEqualTo(keys.get(0));
      assertThat(key.toSpki()).isEqualTo(spki);
      assertThat(key.toRaw()).isEqualTo(raw);
      assertThat(key.toPem()).isEqualTo(pem);
    }
    return keys.get(0);
  }

  private static void check(VerifyingKey key, JsonObject test, List<String> wrong) {
    byte[] message = HEX.parseHex(test.get("msg").getAsString());
    byte[] signature = HEX.parseHex(test.get("sig").getAsString());
    Verdict verdict = key.verify(message, signature);
    if (verdict.isAccepted() != test.get("result").getAsString().equals("valid")) {
      wrong.add("tcId " + test.get("tcId") + " " + test.get("flags") + ": " + verdict);
    }
  }
}
