package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever text comes as a signature: {@link MalformedDataException} or a verdict, and never an acceptance
 * for an address whose keys nobody has. Runs in a heap of 64 MiB.
 */
class MessageSignatureFuzzTest {

  private static final byte[] MESSAGE = "fuzz".getBytes(StandardCharsets.US_ASCII);

  private static final List<BitcoinAddress> ADDRESSES = List.of(
      address(OutputKind.keyHash(new byte[20])),
      address(OutputKind.scriptHash(new byte[20])),
      address(OutputKind.witness(0, new byte[20])),
      address(OutputKind.witness(0, new byte[32])),
      address(OutputKind.witness(1, new byte[32])),
      address(OutputKind.witness(2, new byte[32])));

  private static BitcoinAddress address(byte[] script) {
    return BitcoinAddress.of(BitcoinNetwork.MAINNET, script).orElseThrow();
  }

  @FuzzTest
  void verify(byte[] data) {
    check(new String(data, StandardCharsets.ISO_8859_1));
    for (String prefix : List.of("smp", "ful", "pof")) {
      check(prefix + Base64.getEncoder().encodeToString(data));
    }
  }

  private static void check(String text) {
    MessageSignature signature;
    try {
      signature = MessageSignature.parse(text);
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
      return;
    }
    assertEquals(text, signature.format());
    try {
      assertThat(signature.claimedFunds()).isNotNull();
    } catch (VerificationException expected) {
      assertFalse(expected.verdict().isAccepted());
    }
    BitcoinAddress address = ADDRESSES.get(text.length() % ADDRESSES.size());
    Verdict verdict = signature.verify(address, MESSAGE);
    assertFalse(verdict.isAccepted());
  }

  private static List<JsonObject> honest() {
    List<JsonObject> honest = new ArrayList<>();
    JsonObject all =
        Vectors.json("ledgers/bitcoin-bips/bip322-generated-test-vectors.json").getAsJsonObject();
    for (String group : List.of("simple", "full", "proof_of_funds")) {
      all.getAsJsonArray(group).forEach(test -> honest.add(test.getAsJsonObject()));
    }
    return honest;
  }

  @Test
  void verify_survivesSpoiltBytesOfUpToAMebibyte() {
    List<byte[]> bytes = new ArrayList<>();
    List<JsonObject> honest = honest();
    for (int i = 0; i < honest.size(); i += 6) { // each variant, as the largest inputs take time
      JsonElement text = honest.get(i).getAsJsonArray("bip322_signatures").get(0);
      bytes.add(Base64.getDecoder().decode(text.getAsString().substring(3)));
    }
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261205), bytes, 300, this::verify);
  }

  /** Under its own address and message, each spoilt byte of a signature is found. */
  @Test
  void spoiltSignatures_areRefused() throws MalformedDataException {
    for (JsonObject test : honest()) {
      String text = test.getAsJsonArray("bip322_signatures").get(0).getAsString();
      BitcoinAddress address =
          BitcoinAddress.parse(BitcoinNetwork.MAINNET, test.get("address").getAsString());
      byte[] message = test.get("message").getAsString().getBytes(StandardCharsets.UTF_8);
      byte[] bytes = Base64.getDecoder().decode(text.substring(3));
      for (int at = 0; at < bytes.length; at += 23) {
        bytes[at] ^= 1;
        String spoilt = text.substring(0, 3) + Base64.getEncoder().encodeToString(bytes);
        assertFalse(accepts(spoilt, address, message), spoilt);
        bytes[at] ^= 1;
      }
    }
  }

  private static boolean accepts(String text, BitcoinAddress address, byte[] message) {
    try {
      return MessageSignature.parse(text).verify(address, message).isAccepted();
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
