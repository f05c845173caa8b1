package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.testing.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RsaVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  // where "acceptable" stands the flag is MissingNull: DigestInfo without its NULL is refused here
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "rsa_signature_2048_sha256, RSA_PKCS1_SHA256, 9, 1, 249",
    "rsa_signature_3072_sha256, RSA_PKCS1_SHA256, 8, 1, 250",
    "rsa_pss_2048_sha256_mgf1_0, RSA_PSS_SHA256;salt-bytes=0, 61, 0, 42",
    "rsa_pss_2048_sha256_mgf1_32, RSA_PSS_SHA256, 63, 0, 45",
    "rsa_pss_3072_sha256_mgf1_32, RSA_PSS_SHA256, 63, 0, 45",
    "rsa_pss_4096_sha512_mgf1_64, RSA_PSS_SHA512, 132, 0, 47"
  })
  void wycheproof_allPublishedVerdicts(
      String name, String rulesText, int valid, int missingNull, int invalid)
      throws MalformedDataException {
    SignatureRules rules = SignatureRules.parse(rulesText);
    int[] counts = new int[3];
    List<String> wrong = new ArrayList<>();
    for (JsonElement element : Vectors.json("signatures/wycheproof/" + name + "_test.json")
        .getAsJsonObject()
        .getAsJsonArray("testGroups")) {
      JsonObject group = element.getAsJsonObject();
      VerifyingKey key = key(group, rules);
      for (JsonElement each : group.getAsJsonArray("tests")) {
        JsonObject test = each.getAsJsonObject();
        boolean accepted = key.verify(
                HEX.parseHex(test.get("msg").getAsString()),
                HEX.parseHex(test.get("sig").getAsString()))
            .isAccepted();
        int kind = switch (test.get("result").getAsString()) {
          case "valid" -> 0;
          case "acceptable" -> 1;
          default -> 2;
        };
        counts[kind]++;
        if (accepted != (kind == 0)) {
          wrong.add("tcId " + test.get("tcId") + " " + test.get("flags"));
        }
        if (kind == 1 && !test.get("flags").toString().equals("[\"MissingNull\"]")) {
          wrong.add("acceptable for another reason: " + test);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(counts).containsExactly(valid, missingNull, invalid);
  }

  private static VerifyingKey key(JsonObject group, SignatureRules rules)
      throws MalformedDataException {
    byte[] spki = HEX.parseHex(group.get("publicKeyDer").getAsString());
    VerifyingKey key = rules.parseSpki(spki);
    assertThat(rules.verifyingKey(key.toRaw())).isEqualTo(key);
    assertThat(rules.parsePem(group.get("publicKeyPem").getAsString())).isEqualTo(key);
    assertThat(key.toSpki()).isEqualTo(spki);
    return key;
  }
}
