package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.sign.PrivateKeyInfo;
import org.beleg.testing.Acvp;
import org.beleg.testing.Vectors;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlDsaVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @CsvSource({
    "ML_DSA_44, mldsa_44_verify_test.json, 77, 103",
    "ML_DSA_65, mldsa_65_verify_test.json, 79, 131",
    "ML_DSA_87, mldsa_87_verify_test.json.gz, 71, 170"
  })
  void wycheproof_allPublishedVerdicts(
      SignatureScheme scheme, String file, int valid, int invalid) {
    int[] counts = new int[2];
    List<String> wrong = new ArrayList<>();
    for (JsonElement element :
        json("signatures/wycheproof-mldsa/" + file).getAsJsonArray("testGroups")) {
      JsonObject group = element.getAsJsonObject();
      byte[] raw = HEX.parseHex(group.get("publicKey").getAsString());
      for (JsonElement each : group.getAsJsonArray("tests")) {
        JsonObject test = each.getAsJsonObject();
        boolean expected = test.get("result").getAsString().equals("valid");
        counts[expected ? 0 : 1]++;
        String context = test.has("ctx") ? test.get("ctx").getAsString() : "";
        if (isAccepted(scheme, raw, context, "msg", "sig", test) != expected) {
          wrong.add("tcId " + test.get("tcId") + " " + test.get("flags"));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(counts).containsExactly(valid, invalid);
  }

  /** The groups of other interfaces hash before, sign another string, or take its hash mu. */
  @Test
  void acvp_pureGroupsOfTheExternalInterfaceHaveTheirVerdicts() {
    int tests = 0;
    int accepted = 0;
    int inexpressible = 0;
    for (Acvp.Case acvp : Acvp.cases("acvp-ML-DSA-sigVer-FIPS204")) {
      JsonObject group = acvp.group();
      if (!group.get("signatureInterface").getAsString().equals("external")
          || !group.get("preHash").getAsString().equals("pure")) {
        inexpressible++;
        continue;
      }
      SignatureScheme scheme =
          SignatureScheme.valueOf(group.get("parameterSet").getAsString().replace('-', '_'));
      JsonObject test = acvp.test();
      byte[] raw = HEX.parseHex(test.get("pk").getAsString());
      String context = test.get("context").getAsString();
      boolean verdict = isAccepted(scheme, raw, context, "message", "signature", test);
      assertThat(verdict).as("tcId " + test.get("tcId")).isEqualTo(acvp.expected());
      tests++;
      accepted += verdict ? 1 : 0;
    }
    assertThat(tests).isEqualTo(45);
    assertThat(accepted).isEqualTo(9);
    assertThat(inexpressible).isEqualTo(135);
  }

  private static boolean isAccepted(
      SignatureScheme scheme,
      byte[] raw,
      String context,
      String message,
      String signature,
      JsonObject test) {
    SignatureRules rules = SignatureRules.of(scheme);
    byte[] contextBytes = HEX.parseHex(context);
    if (contextBytes.length > 255) {
      assertThatThrownBy(() -> rules.withContext(contextBytes))
          .isInstanceOf(IllegalArgumentException.class);
      return false;
    }
    byte[] messageBytes = HEX.parseHex(test.get(message).getAsString());
    byte[] signatureBytes = HEX.parseHex(test.get(signature).getAsString());
    try {
      VerifyingKey key = rules.withContext(contextBytes).verifyingKey(raw);
      boolean whole = key.verify(messageBytes, signatureBytes).isAccepted();
      boolean streamed = key.verifyStream(new ByteArrayInputStream(messageBytes), signatureBytes)
          .isAccepted();
      assertThat(streamed).isEqualTo(whole);
      return whole;
    } catch (MalformedDataException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject json(String file) {
    byte[] bytes = Vectors.bytes(file);
    if (!file.endsWith(".gz")) {
      return JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8)).getAsJsonObject();
    }
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return JsonParser.parseString(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void sign_isDeterministicAndTheSameInParts() throws IOException {
    SigningKey key = TestKeys.signing(SignatureScheme.ML_DSA_65);
    byte[] message = new byte[100_000];
    assertThat(key.sign(message))
        .isEqualTo(key.sign(message))
        .isEqualTo(key.signStream(new ByteArrayInputStream(message)));
  }

  @Test
  void context_keepsSignaturesApart() {
    SigningKey key = TestKeys.signing(SignatureScheme.ML_DSA_44);
    SigningKey inContext =
        key.withRules(SignatureRules.of(SignatureScheme.ML_DSA_44).withContext(new byte[] {1, 2}));
    byte[] message = {9};
    byte[] signature = inContext.sign(message);
    assertThat(inContext.verifyingKey().verify(message, signature).isAccepted()).isTrue();
    assertThat(key.verifyingKey().verify(message, signature).isAccepted()).isFalse();
    assertThat(inContext.verifyingKey().verify(message, key.sign(message)).isAccepted())
        .isFalse();
  }

  /** RFC 9881, section 6: the three forms of a secret. */
  @Test
  void parsePkcs8_takesSeedAndBothButNotTheExpandedKeyAlone() throws MalformedDataException {
    SignatureScheme scheme = SignatureScheme.ML_DSA_44;
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 7);
    SigningKey key = SigningKey.of(scheme, seed);
    byte[] expanded = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed)
        .getParametersWithFormat(MLDSAPrivateKeyParameters.EXPANDED_KEY)
        .getEncoded();
    assertThat(expanded).hasSize(2_560);
    byte[] seedAlone = document(scheme, Der.element(Der.context(0), seed));
    byte[] expandedAlone = document(scheme, Der.element(Der.OCTET_STRING, expanded));
    byte[] both = document(scheme, both(seed, expanded));
    assertThat(key.toPkcs8()).isEqualTo(seedAlone);
    assertThat(SigningKey.parsePkcs8(both).verifyingKey()).isEqualTo(key.verifyingKey());
    assertThat(SigningKey.parsePkcs8(both).toPkcs8()).isEqualTo(both);
    assertThatThrownBy(() -> SigningKey.parsePkcs8(expandedAlone))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("without its seed");
    expanded[expanded.length - 1] ^= 1;
    byte[] mixed = document(scheme, both(seed, expanded));
    assertThatThrownBy(() -> SigningKey.parsePkcs8(mixed))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("not the one that the seed gives");
  }

  private static byte[] both(byte[] seed, byte[] expanded) {
    return Der.element(
        Der.SEQUENCE, Der.element(Der.OCTET_STRING, seed), Der.element(Der.OCTET_STRING, expanded));
  }

  private static byte[] document(SignatureScheme scheme, byte[] contents) {
    return PrivateKeyInfo.format(scheme.algorithmIdentifier(), contents);
  }
}
