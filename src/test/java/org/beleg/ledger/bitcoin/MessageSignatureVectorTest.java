package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The published cases of BIP 322: 24 to accept, 36 to refuse. Private keys in the files are not used. */
class MessageSignatureVectorTest {

  private static List<JsonObject> cases(String group) {
    List<JsonObject> cases = new ArrayList<>();
    for (String file : List.of("basic", "generated")) {
      JsonObject all = Vectors.json("ledgers/bitcoin-bips/bip322-" + file + "-test-vectors.json")
          .getAsJsonObject();
      if (all.has(group)) {
        all.getAsJsonArray(group).forEach(element -> cases.add(element.getAsJsonObject()));
      }
    }
    return cases;
  }

  private static byte[] message(JsonObject test) {
    return test.get("message").getAsString().getBytes(StandardCharsets.UTF_8);
  }

  private static BitcoinAddress address(JsonObject test) throws MalformedDataException {
    String text = test.get("address").getAsString();
    BitcoinAddress address = BitcoinAddress.parse(BitcoinNetwork.MAINNET, text);
    assertThat(address.format()).isEqualTo(text);
    return address;
  }

  @Test
  void hashesOfMessagesAndTransactions() throws MalformedDataException {
    List<JsonObject> cases = cases("tx_hashes");
    for (JsonObject test : cases) {
      Transaction toSpend = MessageSignature.toSpend(address(test), message(test));
      // behind OP_0 and the length
      assertThat(Hash.of(toSpend.inputs().get(0).scriptSig(), 2, 32).toHex())
          .isEqualTo(test.get("message_hash").getAsString());
      assertThat(ReversedHex.format(toSpend.txid()))
          .isEqualTo(test.get("to_spend_tx_hash").getAsString());
      assertThat(ReversedHex.format(
              MessageSignature.toSign(toSpend, Witness.empty()).txid()))
          .isEqualTo(test.get("to_sign_tx_hash").getAsString());
    }
    assertThat(cases).hasSize(3);
  }

  @Test
  void simpleSignatures_areAccepted() throws MalformedDataException, VerificationException {
    assertThat(accept("simple", MessageSignature.Variant.SIMPLE)).isEqualTo(8);
  }

  @Test
  void fullSignatures_areAccepted() throws MalformedDataException, VerificationException {
    assertThat(accept("full", MessageSignature.Variant.FULL)).isEqualTo(10);
  }

  @Test
  void proofsOfFunds_areAccepted() throws MalformedDataException, VerificationException {
    assertThat(accept("proof_of_funds", MessageSignature.Variant.PROOF_OF_FUNDS))
        .isEqualTo(3);
  }

  private static int accept(String group, MessageSignature.Variant variant)
      throws MalformedDataException, VerificationException {
    List<JsonObject> cases = cases(group);
    for (JsonObject test : cases) {
      for (JsonElement text : test.getAsJsonArray("bip322_signatures")) {
        MessageSignature signature = MessageSignature.parse(text.getAsString());
        assertThat(signature.variant()).isEqualTo(variant);
        assertThat(signature.format()).isEqualTo(text.getAsString());
        assertThat(signature.verify(address(test), message(test)))
            .as("%s", test.get("type"))
            .isEqualTo(Verdict.accepted());
        assertThat(signature.lockTime()).isEqualTo(number(test, "lock_time"));
        assertThat(signature.sequence()).isEqualTo(number(test, "sequence"));
        assertThat(scripts(signature.claimedFunds())).isEqualTo(claimedScripts(test));
      }
    }
    return cases.size();
  }

  private static long number(JsonObject test, String name) {
    return test.has(name) ? test.get(name).getAsLong() : 0;
  }

  private static List<String> scripts(List<MessageSignature.ClaimedFunds> funds) {
    return funds.stream()
        .map(claim -> claim.output().satoshis() + ":"
            + HexFormat.of().formatHex(claim.output().scriptPubKey()))
        .toList();
  }

  private static List<String> claimedScripts(JsonObject test) {
    List<String> scripts = new ArrayList<>();
    if (test.has("additional_inputs")) {
      for (JsonElement transaction : test.getAsJsonArray("additional_inputs")) {
        for (JsonElement element : transaction.getAsJsonArray()) {
          JsonObject input = element.getAsJsonObject();
          scripts.add(
              input.get("value").getAsLong() + ":" + input.get("pk_script").getAsString());
        }
      }
    }
    return scripts;
  }

  /** What the reference says of a case, and why Beleg refuses it. */
  @Test
  void errors_areRefusedForTheRightReason() throws MalformedDataException {
    List<JsonObject> cases = cases("error");
    Map<String, Integer> reasons = new TreeMap<>();
    for (JsonObject test : cases) {
      String description = test.get("description").getAsString();
      String text = test.get("signature").getAsString();
      String error = test.get("error_substr").getAsString();
      if (!error.equals("invalid signature")) {
        assertThatThrownBy(() -> MessageSignature.parse(text))
            .as(description)
            .isInstanceOf(MalformedDataException.class);
        reasons.merge("malformed", 1, Integer::sum);
        continue;
      }
      Verdict verdict = MessageSignature.parse(text).verify(address(test), message(test));
      assertThat(verdict.isAccepted()).as(description).isFalse();
      assertThat(verdict.reason())
          .as(description)
          .isNotEqualTo(Optional.of(Reason.SCRIPT_INCONCLUSIVE));
      reasons.merge(verdict.reason().orElseThrow().name(), 1, Integer::sum);
    }
    assertThat(cases).hasSize(36);
    assertThat(reasons)
        .isEqualTo(Map.of(
            "malformed", 4,
            "MESSAGE_TRANSACTION_WRONG",
                20, // a full signature names the transaction that it spends
            "SCRIPT_FAILED", 5, // the key or script is not the one that the address hashes
            "SIGNATURE_MISMATCH", 7));
  }
}
