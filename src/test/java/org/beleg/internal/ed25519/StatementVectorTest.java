package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.beleg.testing.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Published edge cases through every way to judge: each alone, in lockstep, and in sums. What is asked is
 * the equation with cofactor, so the expected outcomes are those of ZIP 215.
 */
class StatementVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  private final Statements statements = new Statements(new Random(1), 1);

  static List<Field> fields() {
    return Statements.FIELDS;
  }

  /** All statements that there are, which are those whose key is a point and whose S is in range. */
  private final class Suite {
    final List<Statement> batch = new ArrayList<>();
    final List<Boolean> stated = new ArrayList<>();

    void add(byte[] key, byte[] message, byte[] signature) {
      boolean there = key.length == PublicPoint.BYTES
          && PublicPoint.decode(key).isPresent()
          && signature.length == Statement.SIGNATURE_BYTES
          && Statement.isScalarInRange(signature);
      if (there) {
        batch.add(statements.of(key, message, signature));
      }
      stated.add(there);
    }

    /** V or X for every vector, after all ways agreed. */
    String row(Field field) {
      List<Outcome> outcomes = batch.stream().map(one -> one.judge(true)).toList();
      assertThat(StatementBatch.judge(batch, field)).isEqualTo(outcomes);
      for (int size : new int[] {7, 16, 17, 100}) {
        for (int begin = 0; begin < batch.size(); begin += size) {
          int end = Math.min(batch.size(), begin + size);
          assertThat(StatementBatch.judge(batch.subList(begin, end), field))
              .as("from %d to %d", begin, end)
              .isEqualTo(outcomes.subList(begin, end));
        }
      }
      // those that hold, alone: a sum that is O at once
      List<Statement> holding = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        if (outcomes.get(i) == Outcome.HOLDS) {
          holding.add(batch.get(i));
        }
      }
      assertThat(StatementBatch.judge(holding, field)).containsOnly(Outcome.HOLDS);
      List<Outcome> rest = new ArrayList<>(outcomes);
      return stated.stream()
          .map(there -> there && rest.remove(0) == Outcome.HOLDS ? "V" : "X")
          .collect(Collectors.joining());
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void cctv(Field field) {
    Suite suite = new Suite();
    for (JsonElement element :
        Vectors.json("signatures/cctv-ed25519/ed25519vectors.json").getAsJsonArray()) {
      JsonObject vector = element.getAsJsonObject();
      suite.add(
          HEX.parseHex(vector.get("key").getAsString()),
          vector.get("msg").getAsString().getBytes(StandardCharsets.UTF_8),
          HEX.parseHex(vector.get("sig").getAsString()));
    }
    String row = suite.row(field);
    assertThat(row).hasSize(914);
    assertThat(row.chars().filter(verdict -> verdict == 'V').count()).isEqualTo(826);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void speccheck(Field field) {
    Suite suite = new Suite();
    for (JsonElement element :
        Vectors.json("signatures/ed25519-speccheck/cases.json").getAsJsonArray()) {
      JsonObject vector = element.getAsJsonObject();
      suite.add(
          HEX.parseHex(vector.get("pub_key").getAsString()),
          HEX.parseHex(vector.get("message").getAsString()),
          HEX.parseHex(vector.get("signature").getAsString()));
    }
    assertThat(suite.row(field)).isEqualTo("VVVVVVXXXVVV");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void wycheproof(Field field) {
    Suite suite = new Suite();
    StringBuilder expected = new StringBuilder();
    JsonObject file = Vectors.json("signatures/wycheproof/ed25519_test.json").getAsJsonObject();
    for (JsonElement group : file.getAsJsonArray("testGroups")) {
      byte[] key = HEX.parseHex(
          group.getAsJsonObject().getAsJsonObject("publicKey").get("pk").getAsString());
      for (JsonElement element : group.getAsJsonObject().getAsJsonArray("tests")) {
        JsonObject test = element.getAsJsonObject();
        suite.add(
            key,
            HEX.parseHex(test.get("msg").getAsString()),
            HEX.parseHex(test.get("sig").getAsString()));
        boolean valid = test.get("result").getAsString().equals("valid");
        // tcId 151: R has x = 0 and a sign, which ZIP 215 accepts
        expected.append(valid || test.get("tcId").getAsInt() == 151 ? 'V' : 'X');
      }
    }
    assertThat(suite.row(field)).hasSize(151).isEqualTo(expected.toString());
  }
}
