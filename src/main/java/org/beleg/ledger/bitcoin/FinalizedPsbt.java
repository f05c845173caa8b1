package org.beleg.ledger.bitcoin;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * A transaction with all its signatures, and what each input spends: a partially signed transaction of
 * version 0 after its last step, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0174.mediawiki">BIP 174</a>.
 *
 * <p>It is a list of maps, one for the whole, one for each input and one for each output, each ended by a
 * zero. A key occurs once in its map. Keys that say nothing about the finished transaction are passed
 * over; what they hold is trusted with nothing.
 */
final class FinalizedPsbt {

  private static final String WHAT = "PSBT";
  private static final int MAGIC = 0x70736274; // "psbt"
  private static final int SEPARATOR = 0xff;

  /** The most keys of a map; a finished input has four. */
  private static final int MAX_KEYS = 1_000;

  private static final int GLOBAL_UNSIGNED_TRANSACTION = 0x00;
  private static final int GLOBAL_SIGNED_MESSAGE = 0x09;
  private static final int GLOBAL_VERSION = 0xfb;
  private static final int INPUT_NON_WITNESS_UTXO = 0x00;
  private static final int INPUT_WITNESS_UTXO = 0x01;
  private static final int INPUT_FINAL_SCRIPT_SIG = 0x07;
  private static final int INPUT_FINAL_WITNESS = 0x08;

  private final Transaction transaction;
  private final Optional<byte[]> message;
  private final List<Utxo> utxos;

  private FinalizedPsbt(Transaction transaction, Optional<byte[]> message, List<Utxo> utxos) {
    this.transaction = transaction;
    this.message = message;
    this.utxos = utxos;
  }

  /** What is said about the output that an input spends. */
  private static final class Utxo {
    private final @Nullable Transaction whole;
    private final @Nullable TransactionOutput output;

    Utxo(@Nullable Transaction whole, @Nullable TransactionOutput output) {
      this.whole = whole;
      this.output = output;
    }
  }

  /** A transaction alone, of which nothing tells what it spends. */
  static FinalizedPsbt of(Transaction signed) {
    return new FinalizedPsbt(signed, Optional.empty(), List.of());
  }

  /** Reads the maps; keeps nothing that is not there in full. */
  static FinalizedPsbt parse(byte[] bytes) throws MalformedDataException {
    ByteReader reader = new ByteReader(bytes, WHAT);
    if (reader.int32Be() != MAGIC || reader.uint8() != SEPARATOR) {
      throw reader.problem("does not begin with psbt and 0xff");
    }
    Map<Integer, byte[]> global = readMap(reader);
    byte[] version = global.getOrDefault(GLOBAL_VERSION, new byte[Integer.BYTES]);
    if (!ByteBuffer.wrap(version).equals(ByteBuffer.allocate(Integer.BYTES))) {
      throw reader.problem("not version 0");
    }
    byte[] raw = global.get(GLOBAL_UNSIGNED_TRANSACTION);
    if (raw == null) {
      throw reader.problem("no transaction");
    }
    Transaction unsigned = Transaction.parse(raw);
    if (unsigned.hasWitness()) {
      throw reader.problem("the transaction has witnesses");
    }
    List<TransactionInput> inputs = new ArrayList<>();
    List<Utxo> utxos = new ArrayList<>();
    for (TransactionInput input : unsigned.inputs()) {
      if (input.scriptSig().length > 0) {
        throw reader.problem("the transaction has scripts");
      }
      Map<Integer, byte[]> map = readMap(reader);
      byte[] scriptSig = map.getOrDefault(INPUT_FINAL_SCRIPT_SIG, new byte[0]);
      byte[] witness = map.get(INPUT_FINAL_WITNESS);
      inputs.add(TransactionInput.of(
          input.previousOutput(),
          scriptSig,
          input.sequence(),
          witness == null ? Witness.empty() : Witness.parse(witness)));
      utxos.add(
          new Utxo(whole(map.get(INPUT_NON_WITNESS_UTXO)), output(map.get(INPUT_WITNESS_UTXO))));
    }
    for (int i = 0; i < unsigned.outputs().size(); i++) {
      Map<Integer, byte[]> unused = readMap(reader); // nothing that is needed here
    }
    reader.requireEnd();
    Transaction signed;
    try {
      signed = Transaction.of(unsigned.version(), inputs, unsigned.outputs(), unsigned.lockTime());
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(WHAT, "inputs", "too large a transaction", e);
    }
    return new FinalizedPsbt(signed, Optional.ofNullable(global.get(GLOBAL_SIGNED_MESSAGE)), utxos);
  }

  private static @Nullable Transaction whole(byte @Nullable [] raw) throws MalformedDataException {
    return raw == null ? null : Transaction.parse(raw);
  }

  private static @Nullable TransactionOutput output(byte @Nullable [] raw)
      throws MalformedDataException {
    if (raw == null) {
      return null;
    }
    ByteReader reader = new ByteReader(raw, "PSBT output");
    TransactionOutput output = TransactionOutput.read(reader, raw);
    reader.requireEnd();
    return output;
  }

  /** The values of a map whose keys are a type and nothing else. */
  private static Map<Integer, byte[]> readMap(ByteReader reader) throws MalformedDataException {
    Map<Integer, byte[]> map = new HashMap<>();
    Set<ByteBuffer> keys = new HashSet<>();
    while (true) {
      int length = CompactSize.readCount(reader, 1, "bytes of a key");
      if (length == 0) {
        return map;
      }
      byte[] key = reader.bytes(length);
      byte[] value = reader.bytes(CompactSize.readCount(reader, 1, "bytes of a value"));
      if (!keys.add(ByteBuffer.wrap(key)) || keys.size() > MAX_KEYS) {
        throw reader.problem("key occurs twice, or is one of more than " + MAX_KEYS);
      }
      if (length == 1) {
        map.put(key[0] & 0xFF, value);
      }
    }
  }

  /** The transaction with its scripts and witnesses. */
  Transaction transaction() {
    return transaction;
  }

  /** The message that it is said to sign, if it says so; not to be changed. */
  Optional<byte[]> message() {
    return message;
  }

  /**
   * What the inputs spend, in their order. Cost: hashes each transaction that is given once.
   *
   * <p>The whole transaction of an output is bound by its id, which the input names. It may stand with an
   * earlier input that spends from the same one. An output alone will do where the signature commits to
   * its amount and script, which is the case for witness programs.
   *
   * @throws VerificationException with {@link Reason#SPENT_OUTPUT_MISSING}
   */
  List<TransactionOutput> spentOutputs() throws VerificationException {
    Map<Hash, Transaction> known = new HashMap<>();
    List<TransactionOutput> spent = new ArrayList<>();
    for (int i = 0; i < utxos.size(); i++) {
      Utxo utxo = utxos.get(i);
      TransactionInput input = transaction.inputs().get(i);
      OutPoint point = input.previousOutput();
      if (utxo.whole != null) {
        Hash txid = utxo.whole.txid();
        if (!txid.equals(point.txid())) {
          throw missing(i, "the transaction given is " + ReversedHex.format(txid));
        }
        known.putIfAbsent(txid, utxo.whole);
      } else if (utxo.output != null) {
        requireCommitted(i, utxo.output, input.witness());
        spent.add(utxo.output);
        continue;
      }
      Transaction whole = known.get(point.txid());
      if (whole == null || point.outputIndex() >= whole.outputs().size()) {
        throw missing(i, "nothing tells what " + point + " is");
      }
      TransactionOutput output = whole.outputs().get((int) point.outputIndex());
      if (utxo.output != null && !utxo.output.equals(output)) {
        throw missing(i, "two different outputs are given");
      }
      spent.add(output);
    }
    return spent;
  }

  private static void requireCommitted(int inputIndex, TransactionOutput output, Witness witness)
      throws VerificationException {
    byte[] script = output.scriptPubKey();
    boolean nested = OutputKind.of(script) == OutputKind.P2SH && !witness.isEmpty();
    if (OutputKind.witnessVersion(script) < 0 && !nested) {
      throw missing(inputIndex, "an output alone, which no signature commits to");
    }
  }

  private static VerificationException missing(int inputIndex, String detail) {
    return new VerificationException(
        new Verdict.Rejected(Reason.SPENT_OUTPUT_MISSING, "input " + inputIndex + ": " + detail));
  }
}
