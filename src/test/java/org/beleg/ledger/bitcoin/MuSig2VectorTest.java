package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/**
 * The published cases of BIP 327, {@value #ALL} in all. Each case is looked at; what is left out of one
 * needs a secret key or a secret nonce, which Beleg has no MuSig2 arithmetic for: to make nonces
 * ({@value #NONCE_GENERATION} cases), to sign deterministically ({@value #DETERMINISTIC}), and two errors of
 * the signer alone. What those cases say about public values is checked all the same.
 */
class MuSig2VectorTest {

  private static final int ALL = 56;
  private static final int NONCE_GENERATION = 4;
  private static final int DETERMINISTIC = 9;

  private static final HexFormat HEX = HexFormat.of();

  /** A file, the lists of values in it, and how many of its cases were looked at. */
  private static final class Suite {
    final JsonObject all;
    int cases;

    Suite(String name) {
      this.all =
          Vectors.json("ledgers/bitcoin-bips/bip327-" + name + "_vectors.json").getAsJsonObject();
    }

    List<JsonObject> cases(String name) {
      List<JsonObject> list = new ArrayList<>();
      all.getAsJsonArray(name).forEach(element -> list.add(element.getAsJsonObject()));
      cases += list.size();
      return list;
    }

    byte[] one(String name) {
      return hex(all.get(name));
    }

    List<byte[]> list(String name) {
      List<byte[]> list = new ArrayList<>();
      all.getAsJsonArray(name).forEach(element -> list.add(hex(element)));
      return list;
    }

    /** The values of a list that a case selects by their indexes. */
    List<byte[]> pick(String name, JsonObject test, String indexes) {
      List<byte[]> values = list(name);
      List<byte[]> picked = new ArrayList<>();
      test.getAsJsonArray(indexes).forEach(index -> picked.add(values.get(index.getAsInt())));
      return picked;
    }

    MuSig2Key key(JsonObject test) throws MalformedDataException {
      MuSig2Key key = MuSig2Key.of(pick("pubkeys", test, "key_indices"));
      return test.has("tweak_indices")
          ? tweak(key, pick("tweaks", test, "tweak_indices"), test.getAsJsonArray("is_xonly"))
          : key;
    }

    List<MuSig2Nonce> nonces(JsonObject test, String indexes) throws MalformedDataException {
      List<MuSig2Nonce> nonces = new ArrayList<>();
      for (byte[] nonce : pick("pnonces", test, indexes)) {
        nonces.add(MuSig2Nonce.parse(nonce));
        assertThat(nonces.get(nonces.size() - 1).format()).isEqualTo(nonce);
      }
      return nonces;
    }
  }

  private static MuSig2Key tweak(MuSig2Key key, List<byte[]> tweaks, JsonArray xOnly)
      throws MalformedDataException {
    MuSig2Key tweaked = key;
    for (int i = 0; i < tweaks.size(); i++) {
      tweaked = xOnly.get(i).getAsBoolean()
          ? tweaked.withXOnlyTweak(tweaks.get(i))
          : tweaked.withPlainTweak(tweaks.get(i));
    }
    return tweaked;
  }

  private static byte[] hex(JsonElement element) {
    return HEX.parseHex(element.getAsString());
  }

  private static int number(JsonObject test, String name) {
    return test.get(name).getAsInt();
  }

  @Test
  void keySort() {
    Suite suite = new Suite("key_sort");
    assertThat(MuSig2Key.sorted(suite.list("pubkeys")))
        .usingElementComparator(java.util.Arrays::compare)
        .containsExactlyElementsOf(suite.list("sorted_pubkeys"))
        .hasSize(6);
  }

  @Test
  void keyAggregation() throws MalformedDataException {
    Suite suite = new Suite("key_agg");
    for (JsonObject test : suite.cases("valid_test_cases")) {
      assertThat(suite.key(test).verifyingKey().toRaw()).isEqualTo(hex(test.get("expected")));
    }
    for (JsonObject test : suite.cases("error_test_cases")) {
      JsonObject error = test.getAsJsonObject("error");
      assertThatThrownBy(() -> suite.key(test))
          .as("%s", test)
          .isInstanceOfSatisfying(MalformedDataException.class, e -> {
            if (error.has("signer")) {
              assertThat(e.where()).isEqualTo("signer " + number(error, "signer"));
            } else {
              assertThat(e.what()).isEqualTo("MuSig2 tweak");
            }
          });
    }
    assertThat(suite.cases).isEqualTo(9);
  }

  @Test
  void nonceAggregation() throws MalformedDataException {
    Suite suite = new Suite("nonce_agg");
    for (JsonObject test : suite.cases("valid_test_cases")) {
      byte[] expected = hex(test.get("expected"));
      assertThat(MuSig2AggregateNonce.of(suite.nonces(test, "pnonce_indices")).format())
          .isEqualTo(expected);
      assertThat(MuSig2AggregateNonce.parse(expected).format()).isEqualTo(expected);
    }
    for (JsonObject test : suite.cases("error_test_cases")) {
      int culprit = number(test.getAsJsonObject("error"), "signer");
      List<byte[]> nonces = suite.pick("pnonces", test, "pnonce_indices");
      for (int i = 0; i < nonces.size(); i++) {
        byte[] nonce = nonces.get(i);
        if (i == culprit) {
          assertThatThrownBy(() -> MuSig2Nonce.parse(nonce))
              .isInstanceOf(MalformedDataException.class);
        } else {
          assertThat(MuSig2Nonce.parse(nonce).format()).isEqualTo(nonce);
        }
      }
    }
    assertThat(suite.cases).isEqualTo(5);
  }

  @Test
  void partialSignatures() throws MalformedDataException {
    Suite suite = new Suite("sign_verify");
    for (JsonObject test : suite.cases("valid_test_cases")) {
      // what the document's signer makes is what the verifier accepts
      int signer = number(test, "signer_index");
      List<MuSig2Nonce> nonces = suite.nonces(test, "nonce_indices");
      MuSig2AggregateNonce sum = MuSig2AggregateNonce.of(nonces);
      assertThat(sum.format())
          .isEqualTo(suite.list("aggnonces").get(number(test, "aggnonce_index")));
      MuSig2Session session =
          MuSig2Session.of(suite.key(test), sum, suite.list("msgs").get(number(test, "msg_index")));
      byte[] partial = hex(test.get("expected"));
      for (int i = 0; i < nonces.size(); i++) {
        assertThat(session.verifyPartial(i, nonces.get(i), partial).isAccepted())
            .isEqualTo(i == signer);
      }
    }
    int signerAlone = 0;
    for (JsonObject test : suite.cases("sign_error_test_cases")) {
      JsonObject error = test.getAsJsonObject("error");
      byte[] sum = suite.list("aggnonces").get(number(test, "aggnonce_index"));
      if (error.get("type").getAsString().equals("value")) {
        // a signer without a place among the keys, or a secret nonce that was used: no public value
        // is wrong
        assertThat(suite.key(test).signerCount()).isPositive();
        assertThat(MuSig2AggregateNonce.parse(sum).format()).isEqualTo(sum);
        signerAlone++;
      } else if (error.get("contrib").getAsString().equals("pubkey")) {
        assertThatThrownBy(() -> suite.key(test))
            .isInstanceOf(MalformedDataException.class)
            .hasMessageContaining("signer " + number(error, "signer"));
      } else {
        assertThatThrownBy(() -> MuSig2AggregateNonce.parse(sum))
            .isInstanceOf(MalformedDataException.class);
      }
    }
    assertThat(signerAlone).isEqualTo(2);
    for (JsonObject test : suite.cases("verify_fail_test_cases")) {
      int signer = number(test, "signer_index");
      List<MuSig2Nonce> nonces = suite.nonces(test, "nonce_indices");
      MuSig2Session session = MuSig2Session.of(
          suite.key(test),
          MuSig2AggregateNonce.of(nonces),
          suite.list("msgs").get(number(test, "msg_index")));
      assertThat(session
              .verifyPartial(signer, nonces.get(signer), hex(test.get("sig")))
              .reason())
          .contains(
              test.get("comment").getAsString().contains("exceeds")
                  ? Reason.SIGNATURE_VALUE_OUT_OF_RANGE
                  : Reason.SIGNATURE_MISMATCH);
    }
    for (JsonObject test : suite.cases("verify_error_test_cases")) {
      JsonObject error = test.getAsJsonObject("error");
      if (error.get("contrib").getAsString().equals("pubkey")) {
        assertThatThrownBy(() -> suite.key(test))
            .isInstanceOf(MalformedDataException.class)
            .hasMessageContaining("signer " + number(error, "signer"));
      } else {
        assertThatThrownBy(() -> suite.nonces(test, "nonce_indices"))
            .isInstanceOf(MalformedDataException.class);
      }
    }
    assertThat(suite.cases).isEqualTo(17);
  }

  @Test
  void tweakedKeys() throws MalformedDataException {
    Suite suite = new Suite("tweak");
    for (JsonObject test : suite.cases("valid_test_cases")) {
      int signer = number(test, "signer_index");
      List<MuSig2Nonce> nonces = suite.nonces(test, "nonce_indices");
      MuSig2AggregateNonce sum = MuSig2AggregateNonce.of(nonces);
      assertThat(sum.format()).isEqualTo(suite.one("aggnonce"));
      MuSig2Session session = MuSig2Session.of(suite.key(test), sum, suite.one("msg"));
      assertThat(session.verifyPartial(signer, nonces.get(signer), hex(test.get("expected"))))
          .as("%s", test.get("comment"))
          .isEqualTo(Verdict.accepted());
    }
    for (JsonObject test : suite.cases("error_test_cases")) {
      assertThatThrownBy(() -> suite.key(test))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("not below the group order");
    }
    assertThat(suite.cases).isEqualTo(6);
  }

  @Test
  void aggregateSignatures() throws MalformedDataException, VerificationException {
    Suite suite = new Suite("sig_agg");
    for (JsonObject test : suite.cases("valid_test_cases")) {
      byte[] message = suite.one("msg");
      List<MuSig2Nonce> nonces = suite.nonces(test, "nonce_indices");
      MuSig2AggregateNonce sum = MuSig2AggregateNonce.of(nonces);
      assertThat(sum.format()).isEqualTo(hex(test.get("aggnonce")));
      MuSig2Key key = suite.key(test);
      MuSig2Session session = MuSig2Session.of(key, sum, message);
      List<byte[]> partials = suite.pick("psigs", test, "psig_indices");
      for (int i = 0; i < partials.size(); i++) {
        assertThat(session.verifyPartial(i, nonces.get(i), partials.get(i)).isAccepted())
            .isTrue();
      }
      byte[] signature = session.aggregate(partials);
      assertThat(signature).isEqualTo(hex(test.get("expected")));
      VerifyingKey plain =
          VerifyingKey.of(SignatureScheme.BIP340, key.verifyingKey().toRaw());
      assertThat(plain.verify(message, signature)).isEqualTo(Verdict.accepted());
    }
    for (JsonObject test : suite.cases("error_test_cases")) {
      MuSig2Session session = MuSig2Session.of(
          suite.key(test), MuSig2AggregateNonce.parse(hex(test.get("aggnonce"))), suite.one("msg"));
      assertThatThrownBy(() -> session.aggregate(suite.pick("psigs", test, "psig_indices")))
          .isInstanceOfSatisfying(VerificationException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
            assertThat(e)
                .hasMessageContaining("signer " + number(test.getAsJsonObject("error"), "signer"));
          });
    }
    assertThat(suite.cases).isEqualTo(5);
  }

  /** Not run: makes secret nonces. The public nonces that it makes are well formed. */
  @Test
  void nonceGeneration_isNotOffered() throws MalformedDataException {
    Suite suite = new Suite("nonce_gen");
    for (JsonObject test : suite.cases("test_cases")) {
      byte[] nonce = hex(test.get("expected_pubnonce"));
      assertThat(MuSig2Nonce.parse(nonce).format()).isEqualTo(nonce);
    }
    assertThat(suite.cases).isEqualTo(NONCE_GENERATION);
  }

  /** Not run: signs. The nonces and partial signatures that it makes verify. */
  @Test
  void deterministicSigning_isNotOffered() throws MalformedDataException {
    Suite suite = new Suite("det_sign");
    for (JsonObject test : suite.cases("valid_test_cases")) {
      MuSig2Key key = tweak(
          MuSig2Key.of(suite.pick("pubkeys", test, "key_indices")),
          tweaks(test),
          test.getAsJsonArray("is_xonly"));
      JsonArray expected = test.getAsJsonArray("expected");
      MuSig2Nonce own = MuSig2Nonce.parse(hex(expected.get(0)));
      MuSig2AggregateNonce sum =
          MuSig2AggregateNonce.of(List.of(own, MuSig2Nonce.parse(hex(test.get("aggothernonce")))));
      MuSig2Session session =
          MuSig2Session.of(key, sum, suite.list("msgs").get(number(test, "msg_index")));
      assertThat(session.verifyPartial(number(test, "signer_index"), own, hex(expected.get(1))))
          .isEqualTo(Verdict.accepted());
    }
    for (JsonObject test : suite.cases("error_test_cases")) {
      assertThat(test.getAsJsonObject("error").has("type")).isTrue();
    }
    assertThat(suite.cases).isEqualTo(DETERMINISTIC);
  }

  private static List<byte[]> tweaks(JsonObject test) {
    List<byte[]> tweaks = new ArrayList<>();
    test.getAsJsonArray("tweaks").forEach(element -> tweaks.add(hex(element)));
    return tweaks;
  }

  @Test
  void everyCaseIsAccountedFor() {
    int all = 1; // the list to sort
    for (String name : List.of(
        "key_agg", "nonce_agg", "sign_verify", "tweak", "sig_agg", "nonce_gen", "det_sign")) {
      Suite suite = new Suite(name);
      for (String key : suite.all.keySet()) {
        if (key.endsWith("test_cases")) {
          all += suite.cases(key).size();
        }
      }
    }
    assertThat(all).isEqualTo(ALL);
  }
}
