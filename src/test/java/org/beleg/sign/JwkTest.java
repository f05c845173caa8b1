package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.Vectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwkTest {

  private static final long SEED = 20260210L;

  /** RFC 8037, appendix A.2. */
  private static final String ED25519 =
      "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";

  /** RFC 7515, appendix A.3.1, without its secret. */
  private static final String P256 = "{\"kty\":\"EC\",\"crv\":\"P-256\","
      + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
      + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";

  /** RFC 7517, appendix A.1: the modulus that also RFC 7638 uses. */
  private static final String RSA = "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
      + "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJ"
      + "ECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW"
      + "2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQ"
      + "FH6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw\"}";

  @Test
  void parse_readsTheExamplesOfTheStandards() throws MalformedDataException {
    VerifyingKey key = VerifyingKey.parseJwk(ED25519);
    assertThat(key.scheme()).isEqualTo(SignatureScheme.ED25519);
    assertThat(HexFormat.of().formatHex(key.toRaw()))
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(VerifyingKey.parseJwk(P256).scheme()).isEqualTo(SignatureScheme.ECDSA_P256_SHA256);
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void everyScheme_roundTripsOrSaysThatItCannot(SignatureScheme scheme)
      throws MalformedDataException {
    if (!scheme.signs()) {
      return; // its keys come from elsewhere
    }
    VerifyingKey key = SigningKey.generate(scheme, new SeededRandom(SEED)).verifyingKey();
    if (!scheme.hasJwk()) {
      assertThatThrownBy(key::toJwk).isInstanceOf(UnsupportedOperationException.class);
      assertRefused(scheme, ED25519);
      return;
    }
    String jwk = key.toJwk();
    assertThat(VerifyingKey.parseJwk(jwk)).isEqualTo(key);
    assertThat(VerifyingKey.parseJwk(scheme, jwk)).isEqualTo(key);
    assertThat(VerifyingKey.parseJwk(" " + jwk.replace(":", " :\t").replace(",", "\r\n, ") + "\n"))
        .isEqualTo(key);
    assertThat(List.copyOf(JsonParser.parseString(jwk).getAsJsonObject().keySet()))
        .isSorted();
    for (SignatureScheme other : SignatureScheme.values()) {
      if (other != scheme) {
        assertRefused(other, jwk);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kid\":\"x\"",
        "\"use\":\"sig\"",
        "\"key_ops\":[\"verify\"]",
        "\"key_ops\":[ \"sign\" , \"verify\" ]",
        "\"alg\":\"EdDSA\"",
        "\"alg\":\"Ed25519\"",
        "\"x5c\":[]",
        "\"ext\":true",
        "\"exp\":-1.5e+9",
        "\"note\":\"\\u00e9\\ud83d\\ude00\\\"\\/\\\\\\b\\f\\n\\r\\t\"",
        "\"\":null"
      })
  void parse_allowsWhatDoesNotContradict(String member) throws MalformedDataException {
    assertThat(VerifyingKey.parseJwk("{" + member + "," + ED25519.substring(1)))
        .isEqualTo(VerifyingKey.parseJwk(ED25519));
    assertThat(VerifyingKey.parseJwk(
            SignatureScheme.ED25519, ED25519.replace("}", "," + member + "}")))
        .isEqualTo(VerifyingKey.parseJwk(ED25519));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"",
        "\"d\":null",
        "\"priv\":\"\"",
        "\"k\":1",
        "\"oth\":[]",
        "\"use\":\"enc\"",
        "\"use\":[\"sig\"]",
        "\"key_ops\":[]",
        "\"key_ops\":[\"sign\"]",
        "\"key_ops\":[\"verify\",\"verify\"]",
        "\"key_ops\":\"verify\"",
        "\"alg\":\"ES256\"",
        "\"alg\":\"none\"",
        "\"alg\":null",
        "\"kty\":\"OKP\"",
        "\"\\u006bty\":\"OKP\"",
        "\"a\":{}",
        "\"a\":[[]]",
        "\"a\":[1]",
        "\"a\":[\"b\",]",
        "\"a\":01",
        "\"a\":+1",
        "\"a\":1.",
        "\"a\":nul",
        "\"a\":'b'",
        "\"a\"",
        "a:\"b\"",
        "\"a\":\"\\x\"",
        "\"a\":\"\\u12g4\"",
        "\"a\":\"\\ud800\"",
        "\"a\":\"\t\"",
        "\"a\":\"b\",",
        ""
      })
  void parse_refusesContradictionsSecretsAndWhatIsNotJson(String member) {
    assertRefused(null, "{" + member + "," + ED25519.substring(1));
    assertRefused(SignatureScheme.ED25519, ED25519.replace("}", "," + member + "}"));
  }

  @Test
  void parse_refusesOtherSpellingsOfTheKey() {
    assertRefused(null, ED25519.replace("URo\"", "URp\"")); // bits that no byte has
    assertRefused(null, ED25519.replace("URo\"", "URo=\""));
    assertRefused(null, ED25519.replace("URo\"", "UR\""));
    assertRefused(null, ED25519.replace("URo\"", "URoAA\""));
    assertRefused(null, ED25519.replace("VS_7", "VS/7"));
    assertRefused(null, ED25519.replace("VS_7", "VS 7"));
    assertRefused(null, ED25519.replace("Ed25519", "X25519"));
    assertRefused(null, ED25519.replace("Ed25519", "ed25519"));
    assertRefused(null, ED25519.replace("OKP", "okp"));
    assertRefused(null, ED25519.replace("\"kty\":\"OKP\",", ""));
    assertRefused(null, ED25519.replace("\"crv\":\"Ed25519\",", ""));
    assertRefused(null, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}");
    assertRefused(null, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":5}");
    assertRefused(null, "{\"kty\":\"oct\",\"k\":\"AAAA\"}");
    assertRefused(null, "[" + ED25519 + "]");
    assertRefused(null, ED25519 + ED25519);
    assertRefused(null, "\ufeff" + ED25519);
    assertRefused(null, "");
    assertRefused(null, " ".repeat(20_000) + ED25519);
    assertRefused(null, P256.replace("5a0\"", "5a1\"")); // not canonical
    assertRefused(null, P256.replace("\"x_FE", "\"AAAA")); // not a point
    assertRefused(null, P256.replace("P-256", "secp256k1"));
  }

  @Test
  void parse_refusesEveryTruncation() {
    for (String jwk : List.of(ED25519, P256, RSA)) {
      for (int length = 0; length < jwk.length(); length++) {
        assertRefused(null, jwk.substring(0, length));
      }
    }
  }

  @Test
  void rsa_mustNameItsAlgorithmUnlessTheCallerDoes() {
    assertRefused(null, RSA);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (scheme.name().matches("RSA_(PKCS1|PSS)_SHA(256|384|512)")) {
        assertThatCode(() -> {
              VerifyingKey key = VerifyingKey.parseJwk(scheme, RSA);
              assertThat(VerifyingKey.parseJwk(key.toJwk())).isEqualTo(key);
              assertThat(key.toJwk()).contains("\"n\":\"0vx7", "\"e\":\"AQAB\"");
            })
            .doesNotThrowAnyException();
        assertRefused(scheme, RSA.replace("AQAB", "AAEAAQ"));
        assertRefused(scheme, RSA.replace("\"0vx7", "\"AAAA0vx7"));
        assertRefused(scheme, RSA.replace("AQAB", ""));
        assertRefused(scheme, RSA.replace("AQAB", "AQ"));
        assertRefused(scheme, RSA.replace("{", "{\"alg\":\"RSA-OAEP\","));
      } else {
        assertRefused(scheme, RSA);
      }
    }
  }

  /** Suite {@code signatures/wycheproof}: each JWK is the key of the SPKI beside it. */
  @Test
  void wycheproof_jwkAndSpkiAreOneKey() throws MalformedDataException {
    int compared = 0;
    for (Path file : Vectors.files("signatures/wycheproof", "_test.json")) {
      String text = new String(Vectors.bytes(file), StandardCharsets.UTF_8);
      for (JsonElement element :
          JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("testGroups")) {
        JsonObject group = element.getAsJsonObject();
        JsonElement jwk =
            group.has("publicKeyJwk") ? group.get("publicKeyJwk") : group.get("keyJwk");
        if (jwk == null || !isSupported(jwk.getAsJsonObject())) {
          continue;
        }
        VerifyingKey key = VerifyingKey.parseJwk(jwk.toString());
        assertThat(HexFormat.of().formatHex(key.toSpki()))
            .isEqualTo(group.get("publicKeyDer").getAsString());
        assertThat(VerifyingKey.parseJwk(key.toJwk())).isEqualTo(key);
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(150);
  }

  private static boolean isSupported(JsonObject jwk) {
    String crv = jwk.has("crv") ? jwk.get("crv").getAsString() : "";
    String alg = jwk.has("alg") ? jwk.get("alg").getAsString() : "";
    String scheme = switch (crv + alg) {
      case "Ed25519" -> "ED25519";
      case "P-256" -> "ECDSA_P256_SHA256";
      case "P-384" -> "ECDSA_P384_SHA384";
      case "RS256" -> "RSA_PKCS1_SHA256";
      case "PS256" -> "RSA_PSS_SHA256";
      case "PS512" -> "RSA_PSS_SHA512";
      default -> throw new AssertionError("unexpected JWK: " + jwk);
    };
    return Arrays.stream(SignatureScheme.values()).anyMatch(s -> s.name().equals(scheme));
  }

  @Test
  @SuppressWarnings("NullAway")
  void null_isTheCallersMistake() {
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parseJwk(null));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parseJwk(null, ED25519));
    assertThatNullPointerException()
        .isThrownBy(() -> VerifyingKey.parseJwk(SignatureScheme.ED25519, null));
  }

  private static void assertRefused(@Nullable SignatureScheme scheme, String jwk) {
    assertThatThrownBy(() -> {
          VerifyingKey key =
              scheme == null ? VerifyingKey.parseJwk(jwk) : VerifyingKey.parseJwk(scheme, jwk);
          throw new AssertionError("read as " + key);
        })
        .as("%s: %s", scheme, jwk)
        .isInstanceOf(MalformedDataException.class);
  }
}
