package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The hashes and signatures that BIP 341 prints. */
class SignatureHashesVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  /** What is not looked at is secret: the keys before and after their tweak. */
  @Test
  void bip341_everyHashAndEverySignature() throws MalformedDataException, VerificationException {
    JsonObject all = Vectors.json("ledgers/bitcoin-bips/bip341-wallet-test-vectors.json")
        .getAsJsonObject()
        .getAsJsonArray("keyPathSpending")
        .get(0)
        .getAsJsonObject();
    JsonObject given = all.getAsJsonObject("given");
    Transaction unsigned = Transaction.parse(hex(given.get("rawUnsignedTx")));
    Transaction signed =
        Transaction.parse(hex(all.getAsJsonObject("auxiliary").get("fullySignedTx")));
    List<TransactionOutput> spent = new ArrayList<>();
    for (JsonElement element : given.getAsJsonArray("utxosSpent")) {
      JsonObject output = element.getAsJsonObject();
      spent.add(TransactionOutput.of(
          output.get("amountSats").getAsLong(), hex(output.get("scriptPubKey"))));
    }
    SignatureHashes unsignedHashes = SignatureHashes.of(unsigned, spent);
    SignatureHashes signedHashes = SignatureHashes.of(signed, spent);
    int inputs = 0;
    for (JsonElement element : all.getAsJsonArray("inputSpending")) {
      JsonObject input = element.getAsJsonObject();
      int index = input.getAsJsonObject("given").get("txinIndex").getAsInt();
      int hashType = input.getAsJsonObject("given").get("hashType").getAsInt();
      byte[] hash = hex(input.getAsJsonObject("intermediary").get("sigHash"));
      assertThat(unsignedHashes.taprootKeyPath(index, hashType).toByteArray()).isEqualTo(hash);
      assertThat(signedHashes.taprootKeyPath(index, hashType).toByteArray()).isEqualTo(hash);
      byte[] signature =
          hex(input.getAsJsonObject("expected").getAsJsonArray("witness").get(0));
      assertThat(signed.inputs().get(index).witness().item(0)).isEqualTo(signature);
      assertThat(signature.length).isEqualTo(hashType == SignatureHashes.DEFAULT ? 64 : 65);
      byte[] outputKey = Arrays.copyOfRange(spent.get(index).scriptPubKey(), 2, 34);
      assertThat(VerifyingKey.of(SignatureScheme.BIP340, outputKey)
              .verify(hash, Arrays.copyOf(signature, 64)))
          .isEqualTo(Verdict.accepted());
      inputs++;
    }
    assertThat(inputs).isEqualTo(7);
    assertThat(signed.inputs()).hasSize(9);
    // the other two, a P2PKH and a P2WPKH output, which the same transaction spends
    assertThat(ecdsa(
            key(scriptSigItem(signed.inputs().get(2).scriptSig(), 1)),
            signedHashes.legacyInner(2, spent.get(2).scriptPubKey(), SignatureHashes.ALL),
            scriptSigItem(signed.inputs().get(2).scriptSig(), 0)))
        .isEqualTo(Verdict.accepted());
    Witness witness = signed.inputs().get(5).witness();
    byte[] program = spent.get(5).scriptPubKey();
    byte[] scriptCode = HEX.parseHex("76a914" + HEX.formatHex(program, 2, program.length) + "88ac");
    assertThat(ecdsa(
            key(witness.item(1)),
            signedHashes.segwitV0Inner(5, scriptCode, SignatureHashes.ALL),
            witness.item(0)))
        .isEqualTo(Verdict.accepted());
  }

  private static byte[] scriptSigItem(byte[] scriptSig, int index) {
    int at = 0;
    for (int i = 0; i < index; i++) {
      at += 1 + scriptSig[at];
    }
    return Arrays.copyOfRange(scriptSig, at + 1, at + 1 + scriptSig[at]);
  }

  private static VerifyingKey key(byte[] compressed) throws MalformedDataException {
    byte[] raw = Secp256k1Point.parse(compressed, "key", "test").toUncompressed();
    return SignatureRules.of(SignatureScheme.ECDSA_SECP256K1_SHA256).withLowS().verifyingKey(raw);
  }

  private static Verdict ecdsa(
      VerifyingKey key, org.beleg.hash.Hash inner, byte[] signatureAndType) {
    return key.verify(
        inner.toByteArray(), Arrays.copyOf(signatureAndType, signatureAndType.length - 1));
  }

  private static byte[] hex(JsonElement element) {
    return HEX.parseHex(element.getAsString());
  }
}
