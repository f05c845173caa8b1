package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an attacker might send as a proof of funds, each by its name. */
class ProofOfFundsTest {

  private static final byte[] MESSAGE = "Beleg".getBytes(StandardCharsets.UTF_8);
  private static final List<TransactionOutput> RETURN =
      List.of(TransactionOutput.of(0, new byte[] {0x6a}));

  private static final int UNSIGNED_TRANSACTION = 0x00;
  private static final int SIGNED_MESSAGE = 0x09;
  private static final int WHOLE = 0x00;
  private static final int OUTPUT = 0x01;
  private static final int SCRIPT_SIG = 0x07;
  private static final int WITNESS = 0x08;

  private final TestSigner signer = new TestSigner(1);
  private final byte[] segwit = OutputKind.witness(0, signer.keyHash());
  private final byte[] legacy = OutputKind.keyHash(signer.keyHash());
  private final BitcoinAddress address =
      BitcoinAddress.of(BitcoinNetwork.MAINNET, segwit).orElseThrow();
  private final OutPoint first =
      new OutPoint(MessageSignature.toSpend(address, MESSAGE).txid(), 0);
  private final TransactionOutput firstOutput = TransactionOutput.of(0, segwit);

  /** Has money for this signer, in its second output by the old rules. */
  private final Transaction funding = Transaction.of(
      2,
      List.of(input(new OutPoint(first.txid(), 5))),
      List.of(TransactionOutput.of(70, segwit), TransactionOutput.of(80, legacy)),
      0);

  private static TransactionInput input(OutPoint point) {
    return TransactionInput.of(point, new byte[0], 0, Witness.empty());
  }

  /** Writes a PSBT. */
  static final class Psbt {
    private final WireWriter writer = new WireWriter().int32(0x74627370).uint8(0xff);

    Psbt put(int type, byte[] value) {
      writer.compactSize(1).uint8(type).sized(value);
      return this;
    }

    Psbt raw(byte[] key, byte[] value) {
      writer.sized(key).sized(value);
      return this;
    }

    Psbt end() {
      writer.uint8(0);
      return this;
    }

    byte[] toByteArray() {
      return writer.toByteArray();
    }

    MessageSignature read() throws MalformedDataException {
      return MessageSignature.parse(
          "pof" + Base64.getEncoder().encodeToString(writer.toByteArray()));
    }
  }

  private static byte[] bytes(TransactionOutput output) {
    WireWriter writer = new WireWriter();
    output.appendTo(writer);
    return writer.toByteArray();
  }

  private byte[] witness(SignatureHashes hashes, int index) throws VerificationException {
    return Witness.of(
            signer.segwit(hashes, index, OutputKind.keyHash(signer.keyHash()), SignatureHashes.ALL),
            signer.publicKey())
        .format();
  }

  private Transaction unsigned(OutPoint second) {
    return Transaction.of(0, List.of(input(first), input(second)), RETURN, 0);
  }

  /** The global map and that of the first input. */
  private Psbt begun(Transaction unsigned, TransactionOutput second) throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput, second));
    return new Psbt()
        .put(UNSIGNED_TRANSACTION, unsigned.format())
        .put(SIGNED_MESSAGE, MESSAGE)
        .end()
        .put(OUTPUT, bytes(firstOutput))
        .put(WITNESS, witness(hashes, 0))
        .end();
  }

  /** All of it, where the second input spends the second output of the funding. */
  private Psbt legacyProof(Transaction shown) throws VerificationException {
    Transaction unsigned = unsigned(new OutPoint(funding.txid(), 1));
    SignatureHashes hashes =
        SignatureHashes.of(unsigned, List.of(firstOutput, TransactionOutput.of(80, legacy)));
    byte[] scriptSig = new WireWriter()
        .sized(signer.legacy(hashes, 1, legacy))
        .sized(signer.publicKey())
        .toByteArray();
    return begun(unsigned, TransactionOutput.of(80, legacy))
        .put(SCRIPT_SIG, scriptSig)
        .put(WHOLE, shown.format())
        .end()
        .end();
  }

  /** A proof that is accepted. */
  static byte[] honest() throws VerificationException {
    ProofOfFundsTest test = new ProofOfFundsTest();
    return test.legacyProof(test.funding).toByteArray();
  }

  @Test
  void verify_acceptsWholeTransactionsAndOutputsOfWitnessPrograms()
      throws MalformedDataException, VerificationException {
    MessageSignature signature = legacyProof(funding).read();
    assertThat(signature.verify(address, MESSAGE)).isEqualTo(Verdict.accepted());
    assertThat(signature.claimedFunds())
        .containsExactly(new MessageSignature.ClaimedFunds(
            new OutPoint(funding.txid(), 1), TransactionOutput.of(80, legacy)));

    TransactionOutput output = TransactionOutput.of(70, segwit);
    Transaction unsigned = unsigned(new OutPoint(funding.txid(), 0));
    SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput, output));
    MessageSignature bare = begun(unsigned, output)
        .put(WITNESS, witness(hashes, 1))
        .put(OUTPUT, bytes(output))
        .end()
        .end()
        .read();
    assertThat(bare.verify(address, MESSAGE)).isEqualTo(Verdict.accepted());
  }

  @Test
  void verify_refusesAnotherAmountThanTheSignedOne()
      throws MalformedDataException, VerificationException {
    TransactionOutput output = TransactionOutput.of(70, segwit);
    TransactionOutput richer = TransactionOutput.of(71, segwit);
    Transaction unsigned = unsigned(new OutPoint(funding.txid(), 0));
    SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput, output));
    MessageSignature forged = begun(unsigned, output)
        .put(WITNESS, witness(hashes, 1))
        .put(OUTPUT, bytes(richer))
        .end()
        .end()
        .read();
    assertThat(forged.verify(address, MESSAGE).reason()).contains(Reason.SIGNATURE_MISMATCH);
    MessageSignature twice = begun(unsigned, output)
        .put(WITNESS, witness(hashes, 1))
        .put(OUTPUT, bytes(richer))
        .put(WHOLE, funding.format())
        .end()
        .end()
        .read();
    assertThat(twice.verify(address, MESSAGE).reason()).contains(Reason.SPENT_OUTPUT_MISSING);
  }

  @Test
  void verify_refusesATransactionOfAnotherId()
      throws MalformedDataException, VerificationException {
    Transaction richer = Transaction.of(
        2,
        funding.inputs(),
        List.of(TransactionOutput.of(70, segwit), TransactionOutput.of(81, legacy)),
        0);
    assertThat(legacyProof(richer).read().verify(address, MESSAGE).reason())
        .contains(Reason.SPENT_OUTPUT_MISSING);
  }

  @Test
  void verify_refusesAnOutputAloneWhereTheSignatureDoesNotCommitToIt()
      throws MalformedDataException, VerificationException {
    TransactionOutput richer = TransactionOutput.of(8000, legacy);
    Transaction unsigned = unsigned(new OutPoint(funding.txid(), 1));
    SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput, richer));
    byte[] scriptSig = new WireWriter()
        .sized(signer.legacy(hashes, 1, legacy))
        .sized(signer.publicKey())
        .toByteArray();
    MessageSignature forged = begun(unsigned, richer)
        .put(SCRIPT_SIG, scriptSig)
        .put(OUTPUT, bytes(richer))
        .end()
        .end()
        .read();
    assertThat(forged.verify(address, MESSAGE).reason()).contains(Reason.SPENT_OUTPUT_MISSING);
    assertThatThrownBy(forged::claimedFunds).isInstanceOf(VerificationException.class);
  }

  @Test
  void verify_refusesFundsThatNothingTells() throws MalformedDataException, VerificationException {
    for (long index : new long[] {1, 2, 0xFFFF_FFFFL}) {
      Transaction unsigned = unsigned(new OutPoint(funding.txid(), index));
      Psbt begun = begun(unsigned, TransactionOutput.of(80, legacy));
      if (index > 1) {
        begun.put(WHOLE, funding.format()); // which does not have that output
      }
      MessageSignature silent = begun.end().end().read();
      assertThat(silent.verify(address, MESSAGE).reason()).contains(Reason.SPENT_OUTPUT_MISSING);
    }
  }

  @Test
  void verify_refusesOutputsThatAreSpentTwice()
      throws MalformedDataException, VerificationException {
    Transaction unsigned = unsigned(first);
    SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput, firstOutput));
    MessageSignature twice = begun(unsigned, firstOutput)
        .put(WITNESS, witness(hashes, 1))
        .put(OUTPUT, bytes(firstOutput))
        .end()
        .end()
        .read();
    assertThat(twice.verify(address, MESSAGE).reason()).contains(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void verify_refusesAnotherStatedMessage() throws MalformedDataException, VerificationException {
    MessageSignature signature = legacyProof(funding).read();
    byte[] other = "beleg".getBytes(StandardCharsets.UTF_8);
    assertThat(signature.verify(address, other).reason())
        .contains(Reason.MESSAGE_TRANSACTION_WRONG);
    Transaction unsigned = Transaction.of(0, List.of(input(first)), RETURN, 0);
    SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput));
    MessageSignature stating = new Psbt()
        .put(UNSIGNED_TRANSACTION, unsigned.format())
        .put(SIGNED_MESSAGE, other)
        .end()
        .put(OUTPUT, bytes(firstOutput))
        .put(WITNESS, witness(hashes, 0))
        .end()
        .end()
        .read();
    assertThat(stating.verify(address, MESSAGE).reason())
        .contains(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void verify_refusesMoreMoneyThanThereIs() throws MalformedDataException, VerificationException {
    for (long satoshis : new long[] {-1, 2_100_000_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE}) {
      TransactionOutput output = TransactionOutput.of(satoshis, segwit);
      Transaction unsigned = unsigned(new OutPoint(funding.txid(), 0));
      SignatureHashes hashes = SignatureHashes.of(unsigned, List.of(firstOutput, output));
      MessageSignature rich = begun(unsigned, output)
          .put(WITNESS, witness(hashes, 1))
          .put(OUTPUT, bytes(output))
          .end()
          .end()
          .read();
      assertThat(rich.verify(address, MESSAGE).reason()).contains(Reason.MESSAGE_TRANSACTION_WRONG);
    }
  }

  @Test
  void parse_refusesKeysThatOccurTwice() {
    byte[] unsigned = unsigned(new OutPoint(funding.txid(), 0)).format();
    Psbt twice = new Psbt()
        .put(UNSIGNED_TRANSACTION, unsigned)
        .raw(new byte[] {0x42, 1}, new byte[0])
        .raw(new byte[] {0x42, 1}, new byte[1])
        .end()
        .end()
        .end()
        .end();
    assertThatThrownBy(twice::read)
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("twice");
  }

  @Test
  @Timeout(30)
  void parse_isNotSlowedDownByKeysOfOneHashCode() throws MalformedDataException {
    Psbt psbt = new Psbt()
        .put(UNSIGNED_TRANSACTION, unsigned(new OutPoint(funding.txid(), 0)).format());
    CollidingBytes.strings(200_000).forEach(key -> psbt.raw(key, new byte[0]));
    MessageSignature signature = psbt.end().end().end().end().read();
    assertThat(signature.variant()).isEqualTo(MessageSignature.Variant.PROOF_OF_FUNDS);
    assertThat(signature.verify(address, MESSAGE).isAccepted()).isFalse();
  }
}
