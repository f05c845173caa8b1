package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

/** What an attacker might send as a signed message, each by its name. */
class MessageSignatureTest {

  private static final byte[] MESSAGE = "Beleg".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER_MESSAGE = "beleg".getBytes(StandardCharsets.UTF_8);
  private static final byte[] RETURN = {0x6a};
  private static final List<TransactionOutput> OUTPUTS = List.of(TransactionOutput.of(0, RETURN));

  private final TestSigner signer = new TestSigner(1);
  private final BitcoinAddress segwit = address(OutputKind.witness(0, signer.keyHash()));
  private final BitcoinAddress legacy = address(OutputKind.keyHash(signer.keyHash()));
  private final BitcoinAddress taproot = address(OutputKind.witness(1, signer.xOnly()));

  private static BitcoinAddress address(byte[] script) {
    return BitcoinAddress.of(BitcoinNetwork.MAINNET, script).orElseThrow();
  }

  private static MessageSignature simple(Witness witness) throws MalformedDataException {
    return MessageSignature.parse("smp" + Base64.getEncoder().encodeToString(witness.format()));
  }

  private static MessageSignature full(Transaction transaction) throws MalformedDataException {
    return MessageSignature.parse("ful" + Base64.getEncoder().encodeToString(transaction.format()));
  }

  private static TransactionInput input(BitcoinAddress address, long sequence) {
    return TransactionInput.of(
        new OutPoint(MessageSignature.toSpend(address, MESSAGE).txid(), 0),
        new byte[0],
        sequence,
        Witness.empty());
  }

  /** With the witness that spends the first input, to the segwit address. */
  private MessageSignature signed(
      int version, List<TransactionInput> inputs, List<TransactionOutput> outputs, long lockTime)
      throws MalformedDataException, VerificationException {
    Transaction unsigned = Transaction.of(version, inputs, outputs, lockTime);
    List<TransactionOutput> spent = new java.util.ArrayList<>();
    inputs.forEach(ignored -> spent.add(TransactionOutput.of(0, segwit.scriptPubKey())));
    byte[] signature = signer.segwit(
        SignatureHashes.of(unsigned, spent),
        0,
        OutputKind.keyHash(signer.keyHash()),
        SignatureHashes.ALL);
    List<TransactionInput> own = new java.util.ArrayList<>(inputs);
    own.set(0, inputs.get(0).withWitness(Witness.of(signature, signer.publicKey())));
    return full(Transaction.of(version, own, outputs, lockTime));
  }

  private SignatureHashes hashes(BitcoinAddress address) {
    Transaction toSpend = MessageSignature.toSpend(address, MESSAGE);
    return SignatureHashes.of(MessageSignature.toSign(toSpend, Witness.empty()), toSpend.outputs());
  }

  private Witness segwitWitness(int hashType, boolean highS) throws VerificationException {
    Hash inner = hashes(segwit).segwitV0Inner(0, OutputKind.keyHash(signer.keyHash()), hashType);
    return Witness.of(signer.ecdsa(inner, hashType, highS), signer.publicKey());
  }

  @Test
  void verify_refusesAnotherMessageAddressAndSigner()
      throws MalformedDataException, VerificationException {
    MessageSignature signature = simple(segwitWitness(SignatureHashes.ALL, false));
    assertThat(signature.verify(segwit, MESSAGE)).isEqualTo(Verdict.accepted());
    assertThat(signature.verify(segwit, OTHER_MESSAGE).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(signature.verify(taproot, MESSAGE).isAccepted()).isFalse();
    assertThat(signature.verify(legacy, MESSAGE).reason()).contains(Reason.SCRIPT_FAILED);
    BitcoinAddress other = address(OutputKind.witness(0, new TestSigner(2).keyHash()));
    assertThat(signature.verify(other, MESSAGE).reason()).contains(Reason.SCRIPT_FAILED);
    assertThat(signature.variant()).isEqualTo(MessageSignature.Variant.SIMPLE);
    assertThat(signature.claimedFunds()).isEmpty();
    assertThat(signature.lockTime() + signature.sequence()).isZero();
    // an address of another network has the same script, and so the same signers
    BitcoinAddress test =
        BitcoinAddress.of(BitcoinNetwork.SIGNET, segwit.scriptPubKey()).orElseThrow();
    assertThat(signature.verify(test, MESSAGE)).isEqualTo(Verdict.accepted());
  }

  @Test
  void verify_refusesEveryHashTypeButAll() throws MalformedDataException, VerificationException {
    for (int type : new int[] {2, 3, 0x81, 0x82, 0x83}) {
      assertThat(simple(segwitWitness(type, false)).verify(segwit, MESSAGE).reason())
          .contains(Reason.HASH_TYPE_INVALID);
    }
    for (int type : new int[] {0, 1, 2, 3, 0x81}) {
      byte[] signature = Arrays.copyOf(signer.schnorr(hashes(taproot).taprootKeyPath(0, type)), 65);
      signature[64] = (byte) type;
      Verdict verdict = simple(Witness.of(signature)).verify(taproot, MESSAGE);
      assertThat(verdict.isAccepted()).isEqualTo(type == SignatureHashes.ALL);
      if (type != SignatureHashes.ALL) {
        assertThat(verdict.reason()).contains(Reason.HASH_TYPE_INVALID);
      }
    }
    byte[] shorter = signer.schnorr(hashes(taproot).taprootKeyPath(0, SignatureHashes.DEFAULT));
    assertThat(simple(Witness.of(shorter)).verify(taproot, MESSAGE)).isEqualTo(Verdict.accepted());
    assertThat(simple(Witness.of(Arrays.copyOf(shorter, 63)))
            .verify(taproot, MESSAGE)
            .reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
    assertThat(simple(Witness.of(shorter, shorter)).verify(taproot, MESSAGE).reason())
        .contains(Reason.SCRIPT_FAILED);
    assertThat(simple(Witness.empty()).verify(taproot, MESSAGE).reason())
        .contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void verify_acceptsAnAnnexThatIsSignedAndNoOther()
      throws MalformedDataException, VerificationException {
    byte[] annex = {0x50, 1, 2};
    Transaction toSpend = MessageSignature.toSpend(taproot, MESSAGE);
    Transaction annexed = MessageSignature.toSign(toSpend, Witness.of(new byte[64], annex));
    byte[] signature = signer.schnorr(
        SignatureHashes.of(annexed, toSpend.outputs()).taprootKeyPath(0, SignatureHashes.DEFAULT));
    assertThat(simple(Witness.of(signature, annex)).verify(taproot, MESSAGE))
        .isEqualTo(Verdict.accepted());
    annex[2]++;
    assertThat(simple(Witness.of(signature, annex)).verify(taproot, MESSAGE).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(simple(Witness.of(signature)).verify(taproot, MESSAGE).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void verify_refusesTheHighS() throws MalformedDataException, VerificationException {
    assertThat(simple(segwitWitness(SignatureHashes.ALL, true))
            .verify(segwit, MESSAGE)
            .reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
  }

  @Test
  void verify_refusesSignaturesThatAreNoDer() throws MalformedDataException, VerificationException {
    Witness honest = segwitWitness(SignatureHashes.ALL, false);
    byte[] signature = honest.item(0);
    byte[] padded = Arrays.copyOf(signature, signature.length + 1);
    padded[signature.length] = SignatureHashes.ALL;
    assertThat(
            simple(Witness.of(padded, honest.item(1))).verify(segwit, MESSAGE).reason())
        .contains(Reason.SIGNATURE_ENCODING_INVALID);
    assertThat(simple(Witness.of(new byte[] {1}, honest.item(1)))
            .verify(segwit, MESSAGE)
            .reason())
        .contains(Reason.SIGNATURE_ENCODING_INVALID);
    assertThat(simple(Witness.of(new byte[0], honest.item(1)))
            .verify(segwit, MESSAGE)
            .reason())
        .contains(Reason.SCRIPT_FAILED);
  }

  @Test
  void full_reportsLockTimes() throws MalformedDataException, VerificationException {
    MessageSignature signature = signed(2, List.of(input(segwit, 77)), OUTPUTS, 800_000);
    assertThat(signature.verify(segwit, MESSAGE)).isEqualTo(Verdict.accepted());
    assertThat(signature.lockTime()).isEqualTo(800_000);
    assertThat(signature.sequence()).isEqualTo(77);
    assertThat(signature.variant()).isEqualTo(MessageSignature.Variant.FULL);
    assertThat(signature.claimedFunds()).isEmpty();
    assertThat(signature.toString()).startsWith("FULL");
  }

  @Test
  void full_refusesOtherFormsOfTheTransaction()
      throws MalformedDataException, VerificationException {
    TransactionInput input = input(segwit, 0);
    OutPoint point = input.previousOutput();
    TransactionInput second =
        TransactionInput.of(new OutPoint(point.txid(), 1), new byte[0], 0, Witness.empty());
    TransactionOutput more = TransactionOutput.of(1, RETURN);
    TransactionOutput other = TransactionOutput.of(0, new byte[] {0x6a, 0x51});
    for (MessageSignature wrong : List.of(
        signed(0, List.of(second), OUTPUTS, 0),
        signed(0, List.of(input, second), OUTPUTS, 0),
        signed(0, List.of(input, input), OUTPUTS, 0),
        signed(0, List.of(second, input), OUTPUTS, 0),
        signed(0, List.of(input), List.of(more), 0),
        signed(0, List.of(input), List.of(other), 0),
        signed(0, List.of(input), List.of(OUTPUTS.get(0), OUTPUTS.get(0)), 0))) {
      assertThat(wrong.verify(segwit, MESSAGE).reason()).contains(Reason.MESSAGE_TRANSACTION_WRONG);
    }
    TransactionInput nothing = TransactionInput.of(OutPoint.NONE, new byte[0], 0, Witness.empty());
    assertThat(signed(0, List.of(input, nothing), OUTPUTS, 0)
            .verify(segwit, MESSAGE)
            .reason())
        .contains(Reason.MESSAGE_TRANSACTION_WRONG);
    byte[] heavy = new byte[MessageSignature.MAX_WEIGHT];
    Transaction tooHeavy =
        Transaction.of(0, List.of(input.withWitness(Witness.of(heavy))), OUTPUTS, 0);
    assertThat(full(tooHeavy).verify(segwit, MESSAGE).reason())
        .contains(Reason.MESSAGE_TRANSACTION_WRONG);
    assertThat(simple(Witness.of(heavy)).verify(segwit, MESSAGE).reason())
        .contains(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void full_ofAnUnknownVersionIsInconclusive()
      throws MalformedDataException, VerificationException {
    for (int version : new int[] {-1, 0, 1, 2, 3}) {
      Verdict verdict =
          signed(version, List.of(input(segwit, 0)), OUTPUTS, 0).verify(segwit, MESSAGE);
      assertThat(verdict.isAccepted()).isEqualTo(version == 0 || version == 2);
      if (!verdict.isAccepted()) {
        assertThat(verdict.reason()).contains(Reason.SCRIPT_INCONCLUSIVE);
      }
    }
  }

  @Test
  void full_refusesScriptsAndWitnessesInTheWrongPlace()
      throws MalformedDataException, VerificationException {
    OutPoint point = new OutPoint(MessageSignature.toSpend(legacy, MESSAGE).txid(), 0);
    Transaction unsigned = Transaction.of(
        0, List.of(TransactionInput.of(point, new byte[0], 0, Witness.empty())), OUTPUTS, 0);
    SignatureHashes hashes =
        SignatureHashes.of(unsigned, List.of(TransactionOutput.of(0, legacy.scriptPubKey())));
    byte[] scriptSig = new WireWriter()
        .sized(signer.legacy(hashes, 0, legacy.scriptPubKey()))
        .sized(signer.publicKey())
        .toByteArray();
    assertThat(full(spending(point, scriptSig, Witness.empty())).verify(legacy, MESSAGE))
        .isEqualTo(Verdict.accepted());
    assertThat(full(spending(point, scriptSig, Witness.of(new byte[1])))
            .verify(legacy, MESSAGE)
            .reason())
        .contains(Reason.SCRIPT_FAILED);
    byte[] below = new WireWriter().uint8(0x51).raw(scriptSig).toByteArray();
    assertThat(full(spending(point, below, Witness.empty()))
            .verify(legacy, MESSAGE)
            .reason())
        .contains(Reason.SCRIPT_FAILED);
    byte[] doing = new WireWriter().uint8(0x51).uint8(0x75).raw(scriptSig).toByteArray();
    assertThat(full(spending(point, doing, Witness.empty()))
            .verify(legacy, MESSAGE)
            .reason())
        .contains(Reason.SCRIPT_INCONCLUSIVE);
    OutPoint segwitPoint = input(segwit, 0).previousOutput();
    assertThat(full(spending(
                segwitPoint, new byte[] {0x51}, segwitWitness(SignatureHashes.ALL, false)))
            .verify(segwit, MESSAGE)
            .reason())
        .contains(Reason.SCRIPT_FAILED);
  }

  private static Transaction spending(OutPoint point, byte[] scriptSig, Witness witness) {
    return Transaction.of(
        0, List.of(TransactionInput.of(point, scriptSig, 0, witness)), OUTPUTS, 0);
  }

  @Test
  void parse_refusesWhatItWouldNotPrint() throws MalformedDataException, VerificationException {
    String honest = simple(segwitWitness(SignatureHashes.ALL, false)).format();
    String base64 = honest.substring(3);
    assertThat(MessageSignature.parse(base64).verify(segwit, MESSAGE))
        .isEqualTo(Verdict.accepted());
    assertThat(MessageSignature.parse(base64)).isNotEqualTo(MessageSignature.parse(honest));
    assertThat(MessageSignature.parse(honest))
        .isEqualTo(MessageSignature.parse(honest))
        .hasSameHashCodeAs(MessageSignature.parse(honest));
    for (String text : List.of(
        "",
        "smp",
        "SMP" + base64,
        "smp " + base64,
        honest + "\n",
        honest + "=",
        "smpsmp" + base64,
        "ful" + base64,
        "pof" + base64,
        "smpAB==", // unused bits
        "smp" + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xfd, 1, 0, 0}))) {
      assertThatThrownBy(() -> MessageSignature.parse(text))
          .as(text)
          .isInstanceOf(MalformedDataException.class);
    }
    assertThatThrownBy(() -> MessageSignature.parse("A".repeat(MessageSignature.MAX_LENGTH + 1)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("more than");
  }
}
