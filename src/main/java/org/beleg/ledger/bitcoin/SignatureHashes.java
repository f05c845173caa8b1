package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Objects;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/**
 * What the signatures in a transaction sign: a hash for each input, of those parts of the transaction and
 * of the outputs it spends that the signature's hash type selects.
 *
 * <table>
 *   <caption>Three rules, chosen by the script that is spent</caption>
 *   <tr><th>rule</th><th>outputs</th><th>source</th></tr>
 *   <tr><td>{@link #taprootKeyPath}, {@link #taprootScriptPath}</td><td>P2TR</td><td><a
 *       href="https://github.com/bitcoin/bips/blob/master/bip-0341.mediawiki#common-signature-message">BIP
 *       341</a>, <a
 *       href="https://github.com/bitcoin/bips/blob/master/bip-0342.mediawiki#common-signature-message-extension">342</a></td></tr>
 *   <tr><td>{@link #segwitV0}</td><td>P2WPKH, P2WSH</td><td><a
 *       href="https://github.com/bitcoin/bips/blob/master/bip-0143.mediawiki#specification">BIP
 *       143</a></td></tr>
 *   <tr><td>{@link #legacy}</td><td>all others</td><td><a
 *       href="https://developer.bitcoin.org/devguide/transactions.html#signature-hash-types">Bitcoin
 *       developer guide</a></td></tr>
 * </table>
 *
 * <p>Only the hash types that those documents define are known: ALL (1), NONE (2), SINGLE (3), each with
 * or without ANYONECANPAY (0x80), and DEFAULT (0) for taproot. The old rules let consensus take any
 * byte for one of them; no wallet makes such signatures, and nodes do not pass them on.
 *
 * <p><b>Security.</b> The outputs that are spent must come from a trusted place. The old rule commits
 * neither to their amounts nor to their scripts, BIP 143 to the amount of this input's alone, taproot to
 * all of them. With NONE or ANYONECANPAY a signature leaves outputs or inputs open to anyone.
 *
 * <p>Cost: hashes over all inputs and outputs once; then a hash of at most a few hundred bytes for each
 * input, but for the old rule, which hashes most of the transaction each time. Immutable; any number of
 * threads may use it.
 */
@Immutable
public final class SignatureHashes {

  /** Signs like {@link #ALL}, in taproot alone, where it takes no byte in the signature. */
  public static final int DEFAULT = 0;

  /** Signs all inputs and outputs. */
  public static final int ALL = 1;

  /** Signs no outputs. */
  public static final int NONE = 2;

  /** Signs the output with the index of the input. */
  public static final int SINGLE = 3;

  /** Added to another type: signs no other inputs. */
  public static final int ANYONE_CAN_PAY = 0x80;

  private static final TaggedHash TAP_SIGHASH = TaggedHash.of("TapSighash");
  private static final byte ANNEX = 0x50;
  private static final byte[] NOTHING = new byte[DoubleSha256.SIZE];
  private static final int NO_CODE_SEPARATOR = -1;

  private final Transaction transaction;

  @SuppressWarnings("Immutable") // a copied list of immutable values
  private final List<TransactionOutput> spentOutputs;

  private final Hash previousOutputs;
  private final Hash amounts;
  private final Hash scripts;
  private final Hash sequences;
  private final Hash outputs;

  private SignatureHashes(Transaction transaction, List<TransactionOutput> spentOutputs) {
    this.transaction = transaction;
    this.spentOutputs = spentOutputs;
    WireWriter points = new WireWriter();
    WireWriter numbers = new WireWriter();
    for (TransactionInput input : transaction.inputs()) {
      write(points, input.previousOutput());
      numbers.int32((int) input.sequence());
    }
    WireWriter values = new WireWriter();
    WireWriter keys = new WireWriter();
    for (TransactionOutput spent : spentOutputs) {
      values.int64(spent.satoshis());
      keys.sized(spent.scriptPubKey());
    }
    WireWriter results = new WireWriter();
    transaction.outputs().forEach(output -> output.appendTo(results));
    this.previousOutputs = sha256(points);
    this.amounts = sha256(values);
    this.scripts = sha256(keys);
    this.sequences = sha256(numbers);
    this.outputs = sha256(results);
  }

  /**
   * The hashes of one transaction.
   *
   * @param transaction with or without witnesses; a taproot input's annex is read from its witness
   * @param spentOutputs what each input spends, in the order of the inputs
   * @return the hashes
   * @throws IllegalArgumentException if there is not one output for each input
   */
  public static SignatureHashes of(Transaction transaction, List<TransactionOutput> spentOutputs) {
    if (spentOutputs.size() != transaction.inputs().size()) {
      throw new IllegalArgumentException(
          spentOutputs.size() + " spent outputs, " + transaction.inputs().size() + " inputs");
    }
    return new SignatureHashes(transaction, List.copyOf(spentOutputs));
  }

  private static Hash sha256(WireWriter writer) {
    return HashAlgorithm.SHA_256.hash(writer.toByteArray());
  }

  private static void write(WireWriter writer, OutPoint point) {
    writer.hash(point.txid()).int32((int) point.outputIndex());
  }

  // --- hash types --------------------------------------------------------------------------------

  private static boolean anyoneCanPay(int hashType) {
    return (hashType & ANYONE_CAN_PAY) != 0;
  }

  private static int outputRule(int hashType) {
    return hashType & ~ANYONE_CAN_PAY;
  }

  /** Refuses what is no type, where {@link #DEFAULT} alone may be as low as 0. */
  private static void requireHashType(int hashType, int least) throws VerificationException {
    int rule = outputRule(hashType);
    if (hashType < least || (hashType != DEFAULT && (rule < ALL || rule > SINGLE))) {
      throw refused("hash type 0x" + Integer.toHexString(hashType) + " is not defined");
    }
  }

  private static VerificationException refused(String detail) {
    return new VerificationException(new Verdict.Rejected(Reason.HASH_TYPE_INVALID, detail));
  }

  // --- taproot -----------------------------------------------------------------------------------

  /**
   * What a signature by the output key of a P2TR output signs; a message for {@link
   * org.beleg.sign.SignatureScheme#BIP340}.
   *
   * @param inputIndex from 0
   * @param hashType the 65th byte of the signature, or {@link #DEFAULT} if there is none
   * @return 32 bytes
   * @throws VerificationException with {@link Reason#HASH_TYPE_INVALID} if the type is none, or is {@link
   *     #SINGLE} and there is no such output
   * @throws IndexOutOfBoundsException if there is no such input
   */
  public Hash taprootKeyPath(int inputIndex, int hashType) throws VerificationException {
    return TAP_SIGHASH.hash(taproot(inputIndex, hashType, 0).toByteArray());
  }

  /**
   * What a signature signs that a script in a leaf of a P2TR output checks; a message for {@link
   * org.beleg.sign.SignatureScheme#BIP340}. For scripts in which no OP_CODESEPARATOR was executed.
   *
   * @param inputIndex from 0
   * @param hashType the 65th byte of the signature, or {@link #DEFAULT} if there is none
   * @param leafHash the TapLeaf hash of the script, of 32 bytes
   * @return 32 bytes
   * @throws VerificationException as {@link #taprootKeyPath}
   * @throws IndexOutOfBoundsException if there is no such input
   */
  public Hash taprootScriptPath(int inputIndex, int hashType, Hash leafHash)
      throws VerificationException {
    WireWriter message = taproot(inputIndex, hashType, 1)
        .hash(DoubleSha256.requireSize(leafHash, "leaf hash"))
        .uint8(0) // key_version
        .int32(NO_CODE_SEPARATOR);
    return TAP_SIGHASH.hash(message.toByteArray());
  }

  /** 0x00 || SigMsg(hash_type, ext_flag). */
  private WireWriter taproot(int inputIndex, int hashType, int extension)
      throws VerificationException {
    TransactionInput input = input(inputIndex);
    requireHashType(hashType, DEFAULT);
    byte[] annex = annex(input.witness());
    WireWriter message = new WireWriter(256)
        .uint8(0) // the epoch
        .uint8(hashType)
        .int32(transaction.version())
        .int32((int) transaction.lockTime());
    if (!anyoneCanPay(hashType)) {
      message.hash(previousOutputs).hash(amounts).hash(scripts).hash(sequences);
    }
    int rule = outputRule(hashType);
    if (rule == ALL || rule == DEFAULT) {
      message.hash(outputs);
    }
    message.uint8(2 * extension + (annex.length > 0 ? 1 : 0));
    if (anyoneCanPay(hashType)) {
      write(message, input.previousOutput());
      spentOutputs.get(inputIndex).appendTo(message);
      message.int32((int) input.sequence());
    } else {
      message.int32(inputIndex);
    }
    if (annex.length > 0) {
      message.hash(sha256(new WireWriter().sized(annex)));
    }
    if (rule == SINGLE) {
      message.hash(sha256(output(inputIndex)));
    }
    return message;
  }

  /** The last of at least two items, if it begins with 0x50; else empty. */
  static byte[] annex(Witness witness) {
    int count = witness.itemCount();
    byte[] last = count < 2 ? NOTHING : witness.item(count - 1);
    return last.length > 0 && last[0] == ANNEX ? last : new byte[0];
  }

  private TransactionInput input(int inputIndex) {
    List<TransactionInput> inputs = transaction.inputs();
    return inputs.get(Objects.checkIndex(inputIndex, inputs.size()));
  }

  /** The output that SINGLE selects. */
  private WireWriter output(int index) throws VerificationException {
    if (index >= transaction.outputs().size()) {
      throw refused("SINGLE, but there is no output " + index);
    }
    WireWriter writer = new WireWriter();
    transaction.outputs().get(index).appendTo(writer);
    return writer;
  }

  // --- segwit version 0 --------------------------------------------------------------------------

  /**
   * What an ECDSA signature signs that spends a P2WPKH or P2WSH output.
   *
   * <p>With SINGLE and no output of the input's index it signs no output; that is BIP 143's rule.
   *
   * @param inputIndex from 0
   * @param scriptCode the P2PKH script of the same key hash, or the witness script from behind the last
   *     OP_CODESEPARATOR that was executed
   * @param hashType the last byte of the signature
   * @return the double SHA-256, of 32 bytes
   * @throws VerificationException with {@link Reason#HASH_TYPE_INVALID} if the type is none
   * @throws IndexOutOfBoundsException if there is no such input
   */
  public Hash segwitV0(int inputIndex, byte[] scriptCode, int hashType)
      throws VerificationException {
    return sha256(segwitV0Inner(inputIndex, scriptCode, hashType));
  }

  /** The SHA-256 of the message, whose hash is what ECDSA signs: ECDSA with SHA-256 over this. */
  Hash segwitV0Inner(int inputIndex, byte[] scriptCode, int hashType) throws VerificationException {
    TransactionInput input = input(inputIndex);
    requireHashType(hashType, ALL);
    int rule = outputRule(hashType);
    boolean alone = anyoneCanPay(hashType);
    WireWriter message = new WireWriter(256).int32(transaction.version());
    message.raw(alone ? NOTHING : sha256(previousOutputs).toByteArray());
    message.raw(alone || rule != ALL ? NOTHING : sha256(sequences).toByteArray());
    write(message, input.previousOutput());
    message.sized(scriptCode);
    message.int64(spentOutputs.get(inputIndex).satoshis()).int32((int) input.sequence());
    if (rule == ALL) {
      message.hash(sha256(outputs));
    } else if (rule == SINGLE && inputIndex < transaction.outputs().size()) {
      message.hash(sha256(sha256(output(inputIndex))));
    } else {
      message.raw(NOTHING);
    }
    return sha256(message.int32((int) transaction.lockTime()).int32(hashType));
  }

  private static Hash sha256(Hash hash) {
    return HashAlgorithm.SHA_256.hash(hash.toByteArray());
  }

  // --- the old rule ------------------------------------------------------------------------------

  /**
   * What an ECDSA signature signs that spends an output of any other kind.
   *
   * <p>Cost: hashes the transaction without witnesses and other inputs' scripts.
   *
   * @param inputIndex from 0
   * @param scriptCode the script of the output, or the script that it names by its hash; without any
   *     OP_CODESEPARATOR and without the signature itself, which the oldest rules take out
   * @param hashType the last byte of the signature
   * @return the double SHA-256, of 32 bytes
   * @throws VerificationException with {@link Reason#HASH_TYPE_INVALID} if the type is none; or if it is
   *     {@link #SINGLE} and there is no such output, where consensus has all such signatures sign the
   *     number 1, which lets anyone use them again
   * @throws IndexOutOfBoundsException if there is no such input
   */
  public Hash legacy(int inputIndex, byte[] scriptCode, int hashType) throws VerificationException {
    return sha256(legacyInner(inputIndex, scriptCode, hashType));
  }

  /** The SHA-256 of the message, whose hash is what ECDSA signs: ECDSA with SHA-256 over this. */
  Hash legacyInner(int inputIndex, byte[] scriptCode, int hashType) throws VerificationException {
    List<TransactionInput> inputs = transaction.inputs();
    Objects.checkIndex(inputIndex, inputs.size());
    requireHashType(hashType, ALL);
    int rule = outputRule(hashType);
    boolean alone = anyoneCanPay(hashType);
    WireWriter message = new WireWriter(transaction.strippedSize()).int32(transaction.version());
    message.compactSize(alone ? 1 : inputs.size());
    for (int i = alone ? inputIndex : 0; i < (alone ? inputIndex + 1 : inputs.size()); i++) {
      boolean own = i == inputIndex;
      write(message, inputs.get(i).previousOutput());
      message.sized(own ? scriptCode : new byte[0]);
      message.int32(own || rule == ALL ? (int) inputs.get(i).sequence() : 0);
    }
    if (rule == ALL) {
      message.compactSize(transaction.outputs().size());
      transaction.outputs().forEach(output -> output.appendTo(message));
    } else if (rule == SINGLE) {
      byte[] selected = output(inputIndex).toByteArray();
      message.compactSize(inputIndex + 1L);
      for (int i = 0; i < inputIndex; i++) {
        message.int64(-1).sized(new byte[0]);
      }
      message.raw(selected);
    } else {
      message.compactSize(0);
    }
    return sha256(message.int32((int) transaction.lockTime()).int32(hashType));
  }

  /** The transaction and the outputs it spends. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SignatureHashes that
        && transaction.equals(that.transaction)
        && spentOutputs.equals(that.spentOutputs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(transaction, spentOutputs);
  }

  /** The transaction: one line. */
  @Override
  public String toString() {
    return "signature hashes of " + transaction;
  }
}
