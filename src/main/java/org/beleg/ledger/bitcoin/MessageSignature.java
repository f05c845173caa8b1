package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.text.StrictBase64;

/**
 * Shows that whoever can spend from an address agreed to a message: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0322.mediawiki">BIP 322</a>, generic signed
 * messages.
 *
 * <p>The message is put into a transaction that cannot exist, {@code to_spend}, with an output to the
 * address; the signature is all that it takes to spend that output in a second one, {@code to_sign}. So any
 * script can sign, with the means that it spends coins with.
 *
 * <table>
 *   <caption>Variants, told apart by three letters before the base64</caption>
 *   <tr><th>prefix</th><th>what follows</th></tr>
 *   <tr><td>{@code smp}, or none</td><td>the witness of {@code to_sign}</td></tr>
 *   <tr><td>{@code ful}</td><td>{@code to_sign}, which may have lock times</td></tr>
 *   <tr><td>{@code pof}</td><td>{@code to_sign} as a finalized PSBT, with further inputs: {@linkplain
 *       #claimedFunds() proof of funds}</td></tr>
 * </table>
 *
 * <p><b>Security.</b> {@link #verify} gives the document's three answers: accepted is its <i>valid at time
 * T and age S</i>, where the caller has to look at {@link #lockTime()} and {@link #sequence()};
 * rejected with {@link Reason#SCRIPT_INCONCLUSIVE} is <i>inconclusive</i>; rejected with any other reason
 * is <i>invalid</i>. Understood are scripts of the operations that miniscript compiles to, which takes in
 * all P2PKH, P2WPKH, multisig and taproot outputs of today's wallets. A signature does not expire, does not
 * show that there are coins, and may have been made on another's behalf.
 *
 * <p>The older format with a recovered key ("Bitcoin Signed Message") is not read. Immutable; any number of
 * threads may use it.
 */
@Immutable
public final class MessageSignature {

  /** The most characters that are read: room for the transactions that a proof of funds spends from. */
  public static final int MAX_LENGTH = 1 << 22;

  /** The most weight of {@code to_sign}: that of a transaction that nodes pass on. */
  public static final int MAX_WEIGHT = 400_000;

  private static final String WHAT = "message signature";
  private static final int PREFIX_LENGTH = 3;

  private static final TaggedHash MESSAGE_HASH = TaggedHash.of("BIP0322-signed-message");
  private static final byte[] OP_RETURN = {0x6a};
  private static final long MAX_SATOSHIS = 21_000_000L * 100_000_000L;

  /** The forms of a signature. */
  public enum Variant {
    /** The witness alone. */
    SIMPLE("smp"),
    /** The transaction. */
    FULL("ful"),
    /** The transaction with further inputs, and what these spend. */
    PROOF_OF_FUNDS("pof");

    private final String prefix;

    Variant(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * An output that the signer claims to be able to spend.
   *
   * @param outPoint names the output
   * @param output what the signer says that it is
   */
  public record ClaimedFunds(OutPoint outPoint, TransactionOutput output) {}

  private final String text;
  private final Variant variant;

  /** The witness of a simple signature, else empty. */
  private final Witness witness;

  /** Of all but simple signatures. */
  @SuppressWarnings("Immutable") // a copied list of at most one value that is never written to
  private final List<FinalizedPsbt> signed;

  private MessageSignature(
      String text, Variant variant, Witness witness, List<FinalizedPsbt> signed) {
    this.text = text;
    this.variant = variant;
    this.witness = witness;
    this.signed = signed;
  }

  /**
   * Reads a signature. Cost: a small multiple of its length.
   *
   * @param text a prefix, or none for a simple signature, and base64 in its canonical form
   * @return the signature
   * @throws MalformedDataException if the text is anything else, or longer than {@value #MAX_LENGTH}
   */
  public static MessageSignature parse(String text) throws MalformedDataException {
    if (text.length() > MAX_LENGTH) {
      throw malformed("more than " + MAX_LENGTH + " characters");
    }
    Variant variant = Variant.SIMPLE;
    boolean prefixed = false;
    for (Variant candidate : Variant.values()) {
      if (text.startsWith(candidate.prefix)) {
        variant = candidate;
        prefixed = true;
      }
    }
    byte[] bytes =
        StrictBase64.decode(prefixed ? text.substring(PREFIX_LENGTH) : text, WHAT, "base64");
    return switch (variant) {
      case SIMPLE -> new MessageSignature(text, variant, Witness.parse(bytes), List.of());
      case FULL ->
        new MessageSignature(
            text, variant, Witness.empty(), List.of(FinalizedPsbt.of(Transaction.parse(bytes))));
      case PROOF_OF_FUNDS ->
        new MessageSignature(text, variant, Witness.empty(), List.of(FinalizedPsbt.parse(bytes)));
    };
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "text", problem);
  }

  /**
   * The text that was read. Inverse of {@link #parse}.
   *
   * @return one word of ASCII
   */
  public String format() {
    return text;
  }

  /**
   * The form of the signature.
   *
   * @return the variant
   */
  public Variant variant() {
    return variant;
  }

  /**
   * T: the lock time of {@code to_sign}, before which the address cannot spend that way. A height if below
   * 500,000,000, else seconds since 1970.
   *
   * @return 0 if there is none
   */
  public long lockTime() {
    return signed.isEmpty() ? 0 : signed.get(0).transaction().lockTime();
  }

  /**
   * S: the sequence of the first input of {@code to_sign}, which may ask for an age of coins before they can
   * be spent that way, <a
   * href="https://github.com/bitcoin/bips/blob/master/bip-0068.mediawiki">BIP 68</a>.
   *
   * @return 0 to 2^32 - 1
   */
  public long sequence() {
    return signed.isEmpty() ? 0 : signed.get(0).transaction().inputs().get(0).sequence();
  }

  /**
   * The outputs besides the address that an accepted signature shows control over.
   *
   * <p><b>Security.</b> That they exist, are unspent, and have these amounts and scripts is for a caller to
   * find out who knows the chain. The list need not be all that the signer has.
   *
   * @return the inputs from the second on, an unmodifiable list; empty but for proofs of funds
   * @throws VerificationException with {@link Reason#SPENT_OUTPUT_MISSING} if they are not all given;
   *     then {@link #verify} rejects
   */
  public List<ClaimedFunds> claimedFunds() throws VerificationException {
    if (variant != Variant.PROOF_OF_FUNDS) {
      return List.of();
    }
    FinalizedPsbt psbt = signed.get(0);
    List<TransactionOutput> outputs = psbt.spentOutputs();
    List<TransactionInput> inputs = psbt.transaction().inputs();
    List<ClaimedFunds> funds = new ArrayList<>();
    for (int i = 1; i < inputs.size(); i++) {
      funds.add(new ClaimedFunds(inputs.get(i).previousOutput(), outputs.get(i)));
    }
    return List.copyOf(funds);
  }

  /**
   * The transaction that the signature spends from: the message, and an output to the address.
   *
   * @param address whose agreement is asked for
   * @param message any bytes; those of texts are in UTF-8
   * @return {@code to_spend}, which spends nothing and so cannot exist
   */
  public static Transaction toSpend(BitcoinAddress address, byte[] message) {
    byte[] scriptSig = new WireWriter()
        .uint8(0)
        .sized(MESSAGE_HASH.hash(message).toByteArray())
        .toByteArray();
    return Transaction.of(
        0,
        List.of(TransactionInput.of(OutPoint.NONE, scriptSig, 0, Witness.empty())),
        List.of(TransactionOutput.of(0, address.scriptPubKey())),
        0);
  }

  /** The transaction that a simple signature is the witness of. */
  static Transaction toSign(Transaction toSpend, Witness witness) {
    OutPoint point = new OutPoint(toSpend.txid(), 0);
    return Transaction.of(
        0,
        List.of(TransactionInput.of(point, new byte[0], 0, witness)),
        List.of(TransactionOutput.of(0, OP_RETURN)),
        0);
  }

  /**
   * Judges the signature: the document's verification process.
   *
   * <p>Cost: that of verifying one transaction: one signature for one key, and some 30,000 for the worst
   * that fits into {@link #MAX_WEIGHT}.
   *
   * @param address whose agreement is asked for, from the verifier's side
   * @param message the message as the verifier knows it; texts in UTF-8
   * @return accepted; or rejected with {@link Reason#SCRIPT_INCONCLUSIVE} if nothing can be said, with
   *     {@link Reason#MESSAGE_TRANSACTION_WRONG}, {@link Reason#SPENT_OUTPUT_MISSING}, {@link
   *     Reason#SCRIPT_FAILED}, {@link Reason#HASH_TYPE_INVALID}, one of the {@code SIGNATURE_...} or of the
   *     {@code TAPROOT_...} reasons
   */
  public Verdict verify(BitcoinAddress address, byte[] message) {
    Transaction toSpend = toSpend(address, message);
    try {
      if (variant == Variant.SIMPLE) {
        return check(simple(toSpend), toSpend.outputs());
      }
      FinalizedPsbt psbt = signed.get(0);
      requireForm(psbt.transaction(), toSpend.txid());
      if (psbt.message().isPresent() && !Arrays.equals(psbt.message().get(), message)) {
        throw wrong("it says that it signs another message");
      }
      return check(psbt.transaction(), spentOutputs(psbt, toSpend));
    } catch (VerificationException e) {
      return e.verdict();
    }
  }

  private Transaction simple(Transaction toSpend) throws VerificationException {
    if (witness.format().length > MAX_WEIGHT) {
      throw wrong("witness of " + witness.format().length + " bytes");
    }
    return toSign(toSpend, witness);
  }

  private void requireForm(Transaction transaction, Hash toSpend) throws VerificationException {
    if (transaction.weight() > MAX_WEIGHT) {
      throw wrong("its weight is " + transaction.weight());
    }
    List<TransactionInput> inputs = transaction.inputs();
    if (variant == Variant.FULL && inputs.size() > 1) {
      throw wrong(inputs.size() + " inputs, of which nothing tells what they spend");
    }
    Set<OutPoint> points = new HashSet<>();
    for (TransactionInput input : inputs) {
      OutPoint point = input.previousOutput();
      if (point.equals(OutPoint.NONE) || !points.add(point)) {
        throw wrong("an input spends nothing, or what another one spends: " + point);
      }
    }
    if (!inputs.get(0).previousOutput().equals(new OutPoint(toSpend, 0))) {
      throw wrong("its first input does not spend what the message and the address lead to");
    }
    List<TransactionOutput> outputs = transaction.outputs();
    if (outputs.size() != 1
        || outputs.get(0).satoshis() != 0
        || !Arrays.equals(outputs.get(0).scriptPubKey(), OP_RETURN)) {
      throw wrong("its outputs are not one of 0 satoshis to OP_RETURN");
    }
  }

  private List<TransactionOutput> spentOutputs(FinalizedPsbt psbt, Transaction toSpend)
      throws VerificationException {
    if (variant == Variant.FULL) {
      return toSpend.outputs();
    }
    List<TransactionOutput> spent = psbt.spentOutputs();
    if (!spent.get(0).equals(toSpend.outputs().get(0))) {
      throw wrong("it gives another output for its first input");
    }
    long sum = 0;
    for (TransactionOutput output : spent) {
      long satoshis = output.satoshis();
      if (satoshis < 0 || satoshis > MAX_SATOSHIS - sum) {
        throw wrong("more money than there is");
      }
      sum += satoshis;
    }
    return spent;
  }

  private static VerificationException wrong(String detail) {
    return SpendContext.refused(Reason.MESSAGE_TRANSACTION_WRONG, "to_sign: " + detail);
  }

  private static Verdict check(Transaction transaction, List<TransactionOutput> spent) {
    SpendCheck check = new SpendCheck(transaction, spent);
    for (int i = 0; i < spent.size(); i++) {
      Verdict verdict = check.check(i);
      if (!verdict.isAccepted()) {
        return verdict;
      }
    }
    int version = transaction.version();
    return version == 0 || version == 2
        ? Verdict.accepted()
        : Verdict.rejected(Reason.SCRIPT_INCONCLUSIVE, "to_sign has version " + version);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageSignature that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The variant and the length: one line. */
  @Override
  public String toString() {
    return variant + " message signature of " + text.length() + " characters";
  }
}
