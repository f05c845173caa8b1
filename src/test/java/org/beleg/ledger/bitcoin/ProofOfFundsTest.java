package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

/** Claims to more money than there is, and other forgeries of proofs of funds. */
class ProofOfFundsTest {

  private static final byte[] MESSAGE = "funds".getBytes(StandardCharsets.UTF_8);
  private static final long MONEY = 50_0000_0000L;
  private static final long ALL_MONEY = 2_100_000_000_000_000L;

  private final TestSigner signer = new TestSigner(5);
  private final byte[] keyScript = OutputKind.keyHash(signer.keyHash());
  private final byte[] segwitScript = OutputKind.witness(0, signer.keyHash());
  private final BitcoinAddress address =
      BitcoinAddress.of(BitcoinNetwork.MAINNET, segwitScript).orElseThrow();
  private final Transaction toSpend = MessageSignature.toSpend(address, MESSAGE);

  /** Two outputs to the key, as the old rule and as segwit has them. */
  private final Transaction source = source(MONEY);

  private Transaction source(long satoshis) {
    OutPoint point = new OutPoint(Hash.of(new byte[32]), 3);
    return Transaction.of(
        1,
        List.of(TransactionInput.of(point, new byte[0], 0, Witness.empty())),
        List.of(
            TransactionOutput.of(satoshis, keyScript),
            TransactionOutput.of(satoshis, segwitScript)),
        0);
  }

  // --- a PSBT under construction -----------------------------------------------------------------

  /** One input of it: what it spends, and the fields that say so. */
  private static final class Claim {
    final OutPoint point;
    final TransactionOutput output;
    final WireWriter fields = new WireWriter();

    Claim(OutPoint point, TransactionOutput output) {
      this.point = point;
      this.output = output;
    }

    Claim whole(Transaction transaction) {
      fields.sized(new byte[] {0}).sized(transaction.format());
      return this;
    }

    Claim alone(TransactionOutput output) {
      fields.sized(new byte[] {1});
      fields.sized(serialized(output));
      return this;
    }
  }

  private static byte[] serialized(TransactionOutput output) {
    WireWriter writer = new WireWriter();
    output.appendTo(writer);
    return writer.toByteArray();
  }

  private Claim first() {
    return new Claim(new OutPoint(toSpend.txid(), 0), toSpend.outputs().get(0));
  }

  private Claim funds(Transaction from, int index) {
    return new Claim(new OutPoint(from.txid(), index), from.outputs().get(index));
  }

  private MessageSignature proof(Claim... claims)
      throws MalformedDataException, VerificationException {
    return proof(new byte[0], claims);
  }

  private MessageSignature proof(byte[] global, Claim... claims)
      throws MalformedDataException, VerificationException {
    return MessageSignature.parse("pof" + Base64.getEncoder().encodeToString(psbt(global, claims)));
  }

  /** Signs all inputs for what they really spend. */
  private byte[] psbt(byte[] global, Claim... claims) throws VerificationException {
    List<TransactionInput> inputs = new ArrayList<>();
    List<TransactionOutput> spent = new ArrayList<>();
    for (Claim claim : claims) {
      inputs.add(TransactionInput.of(claim.point, new byte[0], 0, Witness.empty()));
      spent.add(claim.output);
    }
    Transaction unsigned =
        Transaction.of(0, inputs, List.of(TransactionOutput.of(0, new byte[] {0x6a})), 0);
    SignatureHashes hashes = SignatureHashes.of(unsigned, spent);
    WireWriter psbt = new WireWriter()
        .raw("psbt".getBytes(StandardCharsets.US_ASCII))
        .uint8(0xff)
        .sized(new byte[] {0})
        .sized(unsigned.format())
        .raw(global)
        .uint8(0);
    for (int i = 0; i < claims.length; i++) {
      psbt.raw(claims[i].fields.toByteArray());
      if (OutputKind.of(spent.get(i).scriptPubKey()) == OutputKind.P2PKH) {
        byte[] scriptSig = new WireWriter()
            .sized(signer.legacy(hashes, i, keyScript))
            .sized(signer.publicKey())
            .toByteArray();
        psbt.sized(new byte[] {7}).sized(scriptSig);
      } else {
        byte[] signature = signer.segwit(hashes, i, keyScript, SignatureHashes.ALL);
        psbt.sized(new byte[] {8})
            .sized(Witness.of(signature, signer.publicKey()).format());
      }
      psbt.uint8(0);
    }
    return psbt.uint8(0).toByteArray();
  }

  private static Reason reason(Verdict verdict) {
    return verdict.reason().orElseThrow();
  }

  // --- cases -------------------------------------------------------------------------------------

  @Test
  void honestClaims_areAcceptedAndListed() throws MalformedDataException, VerificationException {
    MessageSignature proof = proof(
        first().alone(toSpend.outputs().get(0)),
        funds(source, 0).whole(source),
        funds(source, 1).alone(source.outputs().get(1)));
    assertThat(proof.verify(address, MESSAGE)).isEqualTo(Verdict.accepted());
    assertThat(proof.claimedFunds())
        .containsExactly(
            new MessageSignature.ClaimedFunds(
                new OutPoint(source.txid(), 0), source.outputs().get(0)),
            new MessageSignature.ClaimedFunds(
                new OutPoint(source.txid(), 1), source.outputs().get(1)));
    // a transaction given once serves the inputs behind it
    assertThat(proof(first().whole(toSpend), funds(source, 0).whole(source), funds(source, 1))
            .verify(address, MESSAGE))
        .isEqualTo(Verdict.accepted());
    assertThat(proof(first().whole(toSpend)).verify(address, MESSAGE))
        .isEqualTo(Verdict.accepted());
  }

  @Test
  void oneOutputClaimedTwice_isRefused() throws MalformedDataException, VerificationException {
    MessageSignature proof = proof(
        first().whole(toSpend), funds(source, 0).whole(source), funds(source, 0).whole(source));
    assertThat(reason(proof.verify(address, MESSAGE))).isEqualTo(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void outputThatNoSignatureCommitsTo_isRefusedUnlessItsTransactionIsThere()
      throws MalformedDataException, VerificationException {
    // P2PKH: the amount is the prover's word, as the old signature hash leaves it out
    TransactionOutput inflated = TransactionOutput.of(1000 * MONEY, keyScript);
    MessageSignature proof = proof(first().whole(toSpend), funds(source, 0).alone(inflated));
    assertThat(reason(proof.verify(address, MESSAGE))).isEqualTo(Reason.SPENT_OUTPUT_MISSING);
    assertThatThrownBy(proof::claimedFunds).isInstanceOf(VerificationException.class);
  }

  @Test
  void segwitOutputOfAnotherAmount_isRefused()
      throws MalformedDataException, VerificationException {
    TransactionOutput inflated = TransactionOutput.of(1000 * MONEY, segwitScript);
    MessageSignature proof = proof(first().whole(toSpend), funds(source, 1).alone(inflated));
    assertThat(reason(proof.verify(address, MESSAGE))).isEqualTo(Reason.SIGNATURE_MISMATCH);
    // both given, and different
    MessageSignature both =
        proof(first().whole(toSpend), funds(source, 1).whole(source).alone(inflated));
    assertThat(reason(both.verify(address, MESSAGE))).isEqualTo(Reason.SPENT_OUTPUT_MISSING);
  }

  @Test
  void anotherTransactionForTheOutput_isRefused()
      throws MalformedDataException, VerificationException {
    MessageSignature proof =
        proof(first().whole(toSpend), funds(source, 0).whole(source(1000 * MONEY)));
    assertThat(reason(proof.verify(address, MESSAGE))).isEqualTo(Reason.SPENT_OUTPUT_MISSING);
    // an index behind its outputs
    Claim beyond = new Claim(new OutPoint(source.txid(), 2), source.outputs().get(1)).whole(source);
    assertThat(reason(proof(first().whole(toSpend), beyond).verify(address, MESSAGE)))
        .isEqualTo(Reason.SPENT_OUTPUT_MISSING);
  }

  @Test
  void nothingAboutAnOutput_isRefused() throws MalformedDataException, VerificationException {
    assertThat(reason(proof(first().whole(toSpend), funds(source, 0)).verify(address, MESSAGE)))
        .isEqualTo(Reason.SPENT_OUTPUT_MISSING);
    assertThat(reason(proof(first()).verify(address, MESSAGE)))
        .isEqualTo(Reason.SPENT_OUTPUT_MISSING);
    // only what came before counts
    assertThat(reason(
            proof(first().whole(toSpend), funds(source, 0), funds(source, 1).whole(source))
                .verify(address, MESSAGE)))
        .isEqualTo(Reason.SPENT_OUTPUT_MISSING);
  }

  @Test
  void moreMoneyThanThereIs_isRefused() throws MalformedDataException, VerificationException {
    for (long satoshis : new long[] {ALL_MONEY + 1, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      Transaction rich = source(satoshis);
      assertThat(reason(
              proof(first().whole(toSpend), funds(rich, 0).whole(rich)).verify(address, MESSAGE)))
          .isEqualTo(Reason.MESSAGE_TRANSACTION_WRONG);
    }
    Transaction all = source(ALL_MONEY);
    assertThat(proof(first().whole(toSpend), funds(all, 0).whole(all)).verify(address, MESSAGE))
        .isEqualTo(Verdict.accepted());
    assertThat(reason(proof(first().whole(toSpend), funds(all, 0).whole(all), funds(all, 1))
            .verify(address, MESSAGE)))
        .isEqualTo(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void firstInputOfAnotherScript_isRefused() throws MalformedDataException, VerificationException {
    // its signature is right for the output that the proof gives, which is not that of the address
    TransactionOutput own = TransactionOutput.of(1, segwitScript);
    Claim claim = new Claim(new OutPoint(toSpend.txid(), 0), own).alone(own);
    assertThat(reason(proof(claim).verify(address, MESSAGE)))
        .isEqualTo(Reason.MESSAGE_TRANSACTION_WRONG);
    byte[] other = OutputKind.witness(0, new TestSigner(6).keyHash());
    BitcoinAddress theirs = BitcoinAddress.of(BitcoinNetwork.MAINNET, other).orElseThrow();
    assertThat(reason(proof(first().whole(toSpend)).verify(theirs, MESSAGE)))
        .isEqualTo(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void funds_thatAnotherSigns_areRefused() throws MalformedDataException, VerificationException {
    byte[] other = OutputKind.witness(0, new TestSigner(6).keyHash());
    TransactionOutput foreign = TransactionOutput.of(MONEY, other);
    Claim claim = new Claim(new OutPoint(source.txid(), 1), foreign).alone(foreign);
    Verdict verdict = proof(first().whole(toSpend), claim).verify(address, MESSAGE);
    assertThat(reason(verdict)).isEqualTo(Reason.SCRIPT_FAILED);
    assertThat(verdict.detail()).startsWith("input 1");
  }

  @Test
  void messageFieldMustBeTheMessage() throws MalformedDataException, VerificationException {
    byte[] same = new WireWriter().sized(new byte[] {9}).sized(MESSAGE).toByteArray();
    byte[] other = new WireWriter().sized(new byte[] {9}).sized(new byte[] {1}).toByteArray();
    assertThat(proof(same, first().whole(toSpend)).verify(address, MESSAGE))
        .isEqualTo(Verdict.accepted());
    assertThat(reason(proof(other, first().whole(toSpend)).verify(address, MESSAGE)))
        .isEqualTo(Reason.MESSAGE_TRANSACTION_WRONG);
  }

  @Test
  void parse_refusesMapsThatAreNone() throws VerificationException {
    byte[] honest = psbt(new byte[0], first().whole(toSpend));
    List<byte[]> spoilt = new ArrayList<>();
    spoilt.add(java.util.Arrays.copyOf(honest, honest.length + 1)); // a map too many
    spoilt.add(java.util.Arrays.copyOf(honest, honest.length - 1)); // one too few
    byte[] magic = honest.clone();
    magic[4] = 0;
    spoilt.add(magic);
    byte[] version = new WireWriter()
        .sized(new byte[] {(byte) 0xfb})
        .sized(new byte[] {2, 0, 0, 0})
        .toByteArray();
    spoilt.add(psbt(version, first().whole(toSpend)));
    byte[] twice = new WireWriter().sized(new byte[] {5}).sized(new byte[0]).toByteArray();
    spoilt.add(psbt(com.google.common.primitives.Bytes.concat(twice, twice), first()));
    spoilt.add(psbt(new byte[0], first().whole(toSpend).whole(toSpend)));
    spoilt.add(new byte[] {'p', 's', 'b', 't', (byte) 0xff, 0});
    for (byte[] bytes : spoilt) {
      assertThatThrownBy(
              () -> MessageSignature.parse("pof" + Base64.getEncoder().encodeToString(bytes)))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void parse_passesOverWhatSaysNothing() throws MalformedDataException, VerificationException {
    byte[] other = new WireWriter()
        .sized(new byte[] {(byte) 0xfb})
        .sized(new byte[4])
        .sized(new byte[] {(byte) 0xfc, 1})
        .sized(new byte[] {3})
        .toByteArray();
    assertThat(proof(other, first().whole(toSpend)).verify(address, MESSAGE))
        .isEqualTo(Verdict.accepted());
  }
}
