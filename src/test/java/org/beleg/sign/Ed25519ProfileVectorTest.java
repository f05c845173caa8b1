package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.testing.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Published edge cases, each profile with exactly its own set of accepted signatures. */
class Ed25519ProfileVectorTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final SignatureRules ED25519 = SignatureRules.of(SignatureScheme.ED25519);

  enum Reading {
    STRICT(ED25519, 212, "XXVVVVXXXXXX"),
    STRICT_PRIME_ORDER(ED25519.withPrimeOrderKey(), 16, "XXXXXXXXXXXX"),
    ZIP215(ED25519.withProfile(Ed25519Profile.ZIP215), 826, "VVVVVVXXXVVV"),
    COFACTORLESS(ED25519.withProfile(Ed25519Profile.COFACTORLESS_CANONICAL), 172, "VVVVXXXXXXXX");

    final SignatureRules rules;
    final int cctvAccepted;
    final String speccheckRow;

    Reading(SignatureRules rules, int cctvAccepted, String speccheckRow) {
      this.rules = rules;
      this.cctvAccepted = cctvAccepted;
      this.speccheckRow = speccheckRow;
    }

    /** What the properties of a vector of CCTV mean under this reading. */
    boolean accepts(Set<String> flags) {
      return switch (this) {
        case STRICT ->
          disjoint(flags, "non_canonical_A", "low_order_A", "non_canonical_R", "reencoded_k");
        case STRICT_PRIME_ORDER ->
          disjoint(
              flags,
              "non_canonical_A",
              "low_order_A",
              "non_canonical_R",
              "reencoded_k",
              "low_order_component_A");
        case ZIP215 -> !flags.contains("reencoded_k") || flags.contains("low_order_A");
        case COFACTORLESS ->
          disjoint(flags, "non_canonical_A", "non_canonical_R", "low_order_residue");
      };
    }

    private static boolean disjoint(Set<String> flags, String... forbidden) {
      return List.of(forbidden).stream().noneMatch(flags::contains);
    }

    /** Empty if the key is refused when read, so that nothing is accepted. */
    List<VerifyingKey> key(JsonElement hex) {
      try {
        return List.of(rules.verifyingKey(HEX.parseHex(hex.getAsString())));
      } catch (MalformedDataException e) {
        return List.of();
      }
    }

    boolean judges(JsonElement key, byte[] message, JsonElement signature) {
      byte[] bytes = HEX.parseHex(signature.getAsString());
      return key(key).stream().anyMatch(k -> {
        Verdict verdict = k.verify(message, bytes);
        assertThat(k.prepared().verify(message, bytes)).isEqualTo(verdict);
        return verdict.isAccepted();
      });
    }
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void cctv_acceptsExactlyWhatTheFlagsAllow(Reading reading) {
    int tests = 0;
    int accepted = 0;
    for (JsonElement element :
        Vectors.json("signatures/cctv-ed25519/ed25519vectors.json").getAsJsonArray()) {
      JsonObject vector = element.getAsJsonObject();
      Set<String> flags = new HashSet<>();
      if (!vector.get("flags").isJsonNull()) {
        vector.getAsJsonArray("flags").forEach(flag -> flags.add(flag.getAsString()));
      }
      byte[] message = vector.get("msg").getAsString().getBytes(StandardCharsets.UTF_8);
      boolean verdict = reading.judges(vector.get("key"), message, vector.get("sig"));
      assertThat(verdict).as(vector.toString()).isEqualTo(reading.accepts(flags));
      tests++;
      accepted += verdict ? 1 : 0;
    }
    assertThat(tests).isEqualTo(914);
    assertThat(accepted).isEqualTo(reading.cctvAccepted);
  }

  @ParameterizedTest
  @EnumSource(Reading.class)
  void speccheck_givesTheRow(Reading reading) {
    StringBuilder row = new StringBuilder();
    for (JsonElement element :
        Vectors.json("signatures/ed25519-speccheck/cases.json").getAsJsonArray()) {
      JsonObject vector = element.getAsJsonObject();
      byte[] message = HEX.parseHex(vector.get("message").getAsString());
      row.append(
          reading.judges(vector.get("pub_key"), message, vector.get("signature")) ? 'V' : 'X');
    }
    assertThat(row).hasToString(reading.speccheckRow);
  }

  /** ZIP 215 alone accepts tcId 151, whose R has x = 0 and a sign. */
  @ParameterizedTest
  @EnumSource(Reading.class)
  void wycheproof_allVerdictsButTheOneOfZip215(Reading reading) {
    List<Integer> different = new ArrayList<>();
    int tests = 0;
    JsonObject file = Vectors.json("signatures/wycheproof/ed25519_test.json").getAsJsonObject();
    for (JsonElement group : file.getAsJsonArray("testGroups")) {
      JsonElement key = group.getAsJsonObject().getAsJsonObject("publicKey").get("pk");
      for (JsonElement element : group.getAsJsonObject().getAsJsonArray("tests")) {
        JsonObject test = element.getAsJsonObject();
        byte[] message = HEX.parseHex(test.get("msg").getAsString());
        boolean valid = test.get("result").getAsString().equals("valid");
        if (reading.judges(key, message, test.get("sig")) != valid) {
          different.add(test.get("tcId").getAsInt());
        }
        tests++;
      }
    }
    assertThat(tests).isEqualTo(151);
    assertThat(different).isEqualTo(reading == Reading.ZIP215 ? List.of(151) : List.of());
  }

  /** One by one and together: verdicts with reason and detail. */
  @ParameterizedTest
  @EnumSource(Reading.class)
  void cctvAndWycheproof_haveEqualVerdictsInBatches(Reading reading) {
    List<SignedMessage> items = new ArrayList<>();
    for (JsonElement element :
        Vectors.json("signatures/cctv-ed25519/ed25519vectors.json").getAsJsonArray()) {
      JsonObject vector = element.getAsJsonObject();
      byte[] message = vector.get("msg").getAsString().getBytes(StandardCharsets.UTF_8);
      byte[] signature = HEX.parseHex(vector.get("sig").getAsString());
      reading
          .key(vector.get("key"))
          .forEach(key -> items.add(SignedMessage.of(key, message, signature)));
    }
    JsonObject file = Vectors.json("signatures/wycheproof/ed25519_test.json").getAsJsonObject();
    for (JsonElement group : file.getAsJsonArray("testGroups")) {
      JsonElement key = group.getAsJsonObject().getAsJsonObject("publicKey").get("pk");
      for (JsonElement element : group.getAsJsonObject().getAsJsonArray("tests")) {
        JsonObject test = element.getAsJsonObject();
        byte[] message = HEX.parseHex(test.get("msg").getAsString());
        byte[] signature = HEX.parseHex(test.get("sig").getAsString());
        reading.key(key).forEach(read -> items.add(SignedMessage.of(read, message, signature)));
      }
    }
    List<Verdict> together = BatchVerifier.verify(items);
    assertThat(together).isEqualTo(items.stream().map(SignedMessage::verify).toList());
    assertThat(together.stream().filter(Verdict::isAccepted).count()).isGreaterThan(80);
  }
}
