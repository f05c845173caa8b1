package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes as a signed message or as a script: a verdict, or {@link MalformedDataException} before
 * there is anything to judge.
 */
class MessageSignatureFuzzTest {

  private static final byte[] MESSAGE = "Beleg".getBytes(StandardCharsets.UTF_8);
  private static final int MOST_OF_A_SCRIPT = 100_000;

  private static final TestSigner SIGNER = new TestSigner(1);
  private static final BitcoinAddress SEGWIT = address(OutputKind.witness(0, SIGNER.keyHash()));
  private static final BitcoinAddress TAPROOT = address(OutputKind.witness(1, SIGNER.xOnly()));
  private static final BitcoinAddress TRUE =
      address(OutputKind.witness(0, ScriptMachine.sha256(new byte[] {0x51})));
  private static final TestSpends SPENDS = new TestSpends();

  private static BitcoinAddress address(byte[] script) {
    return BitcoinAddress.of(BitcoinNetwork.MAINNET, script).orElseThrow();
  }

  private static Witness segwitWitness() throws VerificationException {
    Transaction toSpend = MessageSignature.toSpend(SEGWIT, MESSAGE);
    SignatureHashes hashes =
        SignatureHashes.of(MessageSignature.toSign(toSpend, Witness.empty()), toSpend.outputs());
    return Witness.of(
        SIGNER.segwit(hashes, 0, OutputKind.keyHash(SIGNER.keyHash()), SignatureHashes.ALL),
        SIGNER.publicKey());
  }

  @FuzzTest
  void message(byte[] data) {
    for (String prefix : List.of("smp", "ful", "pof")) {
      String text = prefix + Base64.getEncoder().encodeToString(data);
      try {
        MessageSignature read = MessageSignature.parse(text);
        assertEquals(text, read.format());
        if (read.verify(SEGWIT, MESSAGE).isAccepted() && prefix.equals("smp")) {
          assertThat(data).isEqualTo(segwitWitness().format());
        }
        assertFalse(read.verify(TAPROOT, MESSAGE).isAccepted());
        assertThat(read.verify(TRUE, data)).isNotNull();
        assertThat(read.claimedFunds().size() + read.lockTime() + read.sequence())
            .isNotNegative();
      } catch (MalformedDataException expected) {
        assertFalse(expected.where().isEmpty());
      } catch (VerificationException expected) {
        assertThat(expected.reason()).isIn(Reason.SPENT_OUTPUT_MISSING, Reason.SIGNATURE_MISMATCH);
      }
    }
  }

  @FuzzTest
  void script(byte[] data) {
    byte[] script = Arrays.copyOf(data, Math.min(data.length, MOST_OF_A_SCRIPT));
    for (TestSpends.Rules rules : TestSpends.Rules.values()) {
      assertThat(SPENDS.run(rules, script, TestSpends.EMPTY, TestSpends.ONE, TestSpends.ONE))
          .isNotNull();
    }
  }

  @Test
  void message_survivesSpoiltBytesOfUpToAMebibyte() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261128);
    Witness witness = segwitWitness();
    Transaction toSign =
        MessageSignature.toSign(MessageSignature.toSpend(SEGWIT, MESSAGE), witness);
    List<byte[]> honest = List.of(witness.format(), toSign.format(), ProofOfFundsTest.honest());
    HostileBytes.flood(random, honest, 1_000, this::message);
  }

  @Test
  void script_survivesSpoiltBytes() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261129);
    byte[] key = SIGNER.publicKey();
    List<byte[]> honest = List.of(
        TestSpends.script(0x51, key, 0x51, ScriptCode.OP_CHECKMULTISIG),
        TestSpends.script(SIGNER.xOnly(), ScriptCode.OP_CHECKSIG, key, ScriptCode.OP_CHECKSIGADD),
        TestSpends.script(
            ScriptCode.OP_IF,
            key,
            ScriptCode.OP_ELSE,
            0x52,
            ScriptCode.OP_DUP,
            ScriptCode.OP_CHECKSEQUENCEVERIFY,
            ScriptCode.OP_DROP,
            ScriptCode.OP_ADD,
            ScriptCode.OP_ENDIF,
            ScriptCode.OP_HASH160,
            new byte[20],
            ScriptCode.OP_EQUALVERIFY),
        everyOperation());
    HostileBytes.flood(random, honest, 1_000, this::script);
  }

  private static byte[] everyOperation() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return all;
  }

  /** The most keys that a text can hold, none of which says anything. */
  @Test
  void parse_keepsItsPromiseOfMemory() throws MalformedDataException {
    Transaction unsigned =
        MessageSignature.toSign(MessageSignature.toSpend(SEGWIT, MESSAGE), Witness.empty());
    WireWriter writer = new WireWriter(MessageSignature.MAX_LENGTH);
    writer.raw(new ProofOfFundsTest.Psbt().put(0, unsigned.format()).toByteArray());
    for (int number = 0; writer.size() < MessageSignature.MAX_LENGTH / 4 * 3 - 16; number++) {
      writer.uint8(3).uint8(number).uint8(number >> 8).uint8(number >> 16).uint8(0);
    }
    byte[] bytes = writer.uint8(0).uint8(0).uint8(0).toByteArray();
    MessageSignature read =
        MessageSignature.parse("pof" + Base64.getEncoder().encodeToString(bytes));
    assertThat(read.variant()).isEqualTo(MessageSignature.Variant.PROOF_OF_FUNDS);
  }
}
