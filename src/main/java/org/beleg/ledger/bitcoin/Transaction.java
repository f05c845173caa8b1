package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;

/**
 * A Bitcoin transaction: inputs, outputs, and perhaps a witness for each input.
 *
 * <p>It has two ids. {@link #txid()} is the hash of everything but the witnesses, and what inputs and the
 * root in a block's header refer to. {@link #wtxid()} is the hash of everything. They are equal iff there
 * is no witness.
 *
 * <p>What is read is the structure: numbers in their shortest form, at least one input and one output, at
 * most {@value #MAX_WEIGHT} units of {@linkplain #weight() weight}, the form of BIP 144 iff an input has a
 * witness, nothing behind the end. So a transaction prints back to the bytes that were read. Amounts,
 * scripts and signatures are not judged.
 *
 * <p>Sources: <a
 * href="https://developer.bitcoin.org/reference/transactions.html#raw-transaction-format">Bitcoin developer
 * reference, raw transaction format</a>; <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0144.mediawiki#serialization">BIP 144</a>; <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#transaction-id">BIP 141</a>.
 *
 * <p>Cost: the bytes, once, and about 60 bytes for each input and 40 for each output. Immutable; any
 * number of threads may read it.
 */
@Immutable
public final class Transaction {

  /** The most weight that a block and so a transaction can have; and so the most bytes. */
  public static final int MAX_WEIGHT = 4_000_000;

  /** How many units of weight a byte outside the witnesses has. */
  static final int WEIGHT_FACTOR = 4;

  /** The fewest bytes: one input and one output, both without script. */
  static final int LEAST_SIZE = Integer.BYTES
      + 1
      + TransactionInput.LEAST_SIZE
      + 1
      + TransactionOutput.LEAST_SIZE
      + Integer.BYTES;

  private static final String WHAT = "Bitcoin transaction";

  /** Where a number of inputs would be, which is never 0. */
  private static final int MARKER = 0;

  private static final int FLAG = 1;
  private static final int MARKER_AND_FLAG_SIZE = 2;
  private static final long UINT32_MAX = 0xFFFF_FFFFL;

  @SuppressWarnings("Immutable") // bytes that nobody writes to any more
  private final Slice slice;

  @SuppressWarnings("Immutable") // made by List.of
  private final List<TransactionInput> inputs;

  @SuppressWarnings("Immutable") // made by List.of
  private final List<TransactionOutput> outputs;

  /** How many bytes there are in front of the witnesses. */
  private final int sizeBeforeWitnesses;

  private final boolean hasWitness;

  private Transaction(
      Slice slice,
      List<TransactionInput> inputs,
      List<TransactionOutput> outputs,
      int sizeBeforeWitnesses,
      boolean hasWitness) {
    this.slice = slice;
    this.inputs = inputs;
    this.outputs = outputs;
    this.sizeBeforeWitnesses = sizeBeforeWitnesses;
    this.hasWitness = hasWitness;
  }

  /**
   * A transaction of these parts.
   *
   * @param version the version, 32 bits
   * @param inputs at least one, each with its witness; copied
   * @param outputs at least one; copied
   * @param lockTime 0 to 2^32 - 1
   * @return the transaction
   * @throws IllegalArgumentException if there is no input or no output, the lock time is out of range, or
   *     the weight is more than {@value #MAX_WEIGHT}
   */
  public static Transaction of(
      int version, List<TransactionInput> inputs, List<TransactionOutput> outputs, long lockTime) {
    if (lockTime < 0 || lockTime > UINT32_MAX) {
      throw new IllegalArgumentException("lock time " + lockTime + " does not fit 32 bits");
    }
    List<TransactionInput> in = List.copyOf(inputs);
    List<TransactionOutput> out = List.copyOf(outputs);
    boolean hasWitness = in.stream().anyMatch(input -> !input.witness().isEmpty());
    WireWriter writer = new WireWriter().int32(version);
    if (hasWitness) {
      writer.uint8(MARKER).uint8(FLAG);
    }
    writer.compactSize(in.size());
    in.forEach(input -> input.appendTo(writer));
    writer.compactSize(out.size());
    out.forEach(output -> output.appendTo(writer));
    if (hasWitness) {
      in.forEach(input -> input.witness().appendTo(writer));
    }
    writer.int32((int) lockTime);
    try {
      requireSize(writer.size());
      return own(writer.toByteArray());
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("no transaction: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a transaction in either form. Cost: one pass; allocates a small multiple of what is there.
   *
   * @param raw the bytes that nodes send and show as hexadecimal digits
   * @return the transaction
   * @throws MalformedDataException if they are anything else
   */
  public static Transaction parse(byte[] raw) throws MalformedDataException {
    requireSize(raw.length);
    return own(raw.clone());
  }

  private static void requireSize(int size) throws MalformedDataException {
    if (size > MAX_WEIGHT) {
      throw new MalformedDataException(WHAT, "byte 0", size + " bytes, at most " + MAX_WEIGHT);
    }
  }

  private static Transaction own(byte[] bytes) throws MalformedDataException {
    ByteReader reader = new ByteReader(bytes, WHAT);
    Transaction transaction = read(reader, bytes);
    reader.requireEnd();
    return transaction;
  }

  /** The next transaction of a document, whose bytes it shares. */
  static Transaction read(ByteReader reader, byte[] source) throws MalformedDataException {
    int begin = reader.position();
    reader.skip(Integer.BYTES);
    boolean hasWitness = reader.peek() == MARKER;
    if (hasWitness) {
      reader.skip(1);
      if (reader.uint8() != FLAG) {
        throw reader.problem("no inputs, or an unknown form");
      }
    }
    TransactionInput[] inputs =
        new TransactionInput[readCount(reader, begin, TransactionInput.LEAST_SIZE, "inputs")];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = TransactionInput.read(reader, source);
    }
    TransactionOutput[] outputs =
        new TransactionOutput[readCount(reader, begin, TransactionOutput.LEAST_SIZE, "outputs")];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = TransactionOutput.read(reader, source);
    }
    if (inputs.length == 0 || outputs.length == 0) {
      throw reader.problem(inputs.length + " inputs and " + outputs.length + " outputs");
    }
    int sizeBeforeWitnesses = reader.position() - begin;
    if (hasWitness) {
      readWitnesses(reader, source, inputs);
    }
    reader.skip(Integer.BYTES);
    Transaction transaction = new Transaction(
        new Slice(source, begin, reader.position()),
        List.of(inputs),
        List.of(outputs),
        sizeBeforeWitnesses,
        hasWitness);
    if (transaction.weight() > MAX_WEIGHT) {
      throw reader.problem("weight " + transaction.weight() + ", at most " + MAX_WEIGHT);
    }
    return transaction;
  }

  /** The number of inputs or outputs, each of which weighs something. */
  private static int readCount(ByteReader reader, int begin, int leastSize, String things)
      throws MalformedDataException {
    int count = CompactSize.readCount(reader, leastSize, things);
    long size = reader.position() - begin + (long) count * leastSize;
    if (WEIGHT_FACTOR * size > MAX_WEIGHT) {
      throw reader.problem(count + " " + things + " weigh more than " + MAX_WEIGHT);
    }
    return count;
  }

  private static void readWitnesses(ByteReader reader, byte[] source, TransactionInput[] inputs)
      throws MalformedDataException {
    boolean any = false;
    for (int i = 0; i < inputs.length; i++) {
      Witness witness = Witness.read(reader, source);
      if (!witness.isEmpty()) {
        any = true;
        inputs[i] = inputs[i].withWitness(witness);
      }
    }
    if (!any) {
      throw reader.problem("the form with witnesses, but no witness");
    }
  }

  /**
   * All bytes, with the witnesses. Inverse of {@link #parse}.
   *
   * @return a new array of {@link #size()} bytes
   */
  public byte[] format() {
    return slice.toByteArray();
  }

  /**
   * This transaction without its witnesses: another value with the same {@link #txid()}.
   *
   * @return the transaction whose two ids are equal; this one if there is no witness
   */
  public Transaction withoutWitness() {
    if (!hasWitness) {
      return this;
    }
    try {
      return own(strippedBytes());
    } catch (MalformedDataException e) {
      throw new AssertionError("a transaction without its witnesses is one", e);
    }
  }

  /** The bytes that the id is the hash of; not to be changed. */
  byte[] strippedBytes() {
    if (!hasWitness) {
      return format();
    }
    byte[] source = slice.source();
    return new WireWriter(strippedSize())
        .raw(source, slice.at(0), slice.at(Integer.BYTES))
        .raw(source, slice.at(Integer.BYTES + MARKER_AND_FLAG_SIZE), slice.at(sizeBeforeWitnesses))
        .raw(source, slice.at(slice.size() - Integer.BYTES), slice.at(slice.size()))
        .toByteArray();
  }

  /**
   * The id: the hash of everything but the witnesses. Cost: two hashes, each time.
   *
   * @return 32 bytes in internal order
   */
  public Hash txid() {
    return DoubleSha256.hash(strippedBytes());
  }

  /**
   * The hash of everything. Cost: two hashes, each time.
   *
   * @return 32 bytes in internal order; {@link #txid()} if there is no witness
   */
  public Hash wtxid() {
    return DoubleSha256.hash(format());
  }

  /**
   * The version.
   *
   * @return all 32 bits
   */
  public int version() {
    return slice.int32(0);
  }

  /**
   * The inputs, each with its witness.
   *
   * @return an unmodifiable list, not empty
   */
  public List<TransactionInput> inputs() {
    return inputs;
  }

  /**
   * The outputs.
   *
   * @return an unmodifiable list, not empty
   */
  public List<TransactionOutput> outputs() {
    return outputs;
  }

  /**
   * The lock time.
   *
   * @return 0 to 2^32 - 1
   */
  public long lockTime() {
    return slice.uint32(slice.size() - Integer.BYTES);
  }

  /**
   * Whether any input has a witness.
   *
   * @return true iff the two ids differ
   */
  public boolean hasWitness() {
    return hasWitness;
  }

  /**
   * Whether this is the transaction of its block that spends nothing: one input, of {@link
   * OutPoint#NONE}.
   *
   * @return true iff it is
   */
  public boolean isCoinbase() {
    return inputs.size() == 1 && inputs.get(0).previousOutput().equals(OutPoint.NONE);
  }

  /**
   * The number of all bytes.
   *
   * @return 60 to {@value #MAX_WEIGHT}
   */
  public int size() {
    return slice.size();
  }

  /**
   * The number of bytes without the witnesses.
   *
   * @return 60 to a quarter of {@value #MAX_WEIGHT}
   */
  public int strippedSize() {
    return hasWitness ? sizeBeforeWitnesses - MARKER_AND_FLAG_SIZE + Integer.BYTES : slice.size();
  }

  /**
   * The weight: four units for each byte outside the witnesses, one for each in them.
   *
   * @return at most {@value #MAX_WEIGHT}
   */
  public int weight() {
    return (WEIGHT_FACTOR - 1) * strippedSize() + size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that && slice.equals(that.slice);
  }

  @Override
  public int hashCode() {
    return slice.hashCode();
  }

  /** Names the id as nodes show it. */
  @Override
  public String toString() {
    return "transaction " + ReversedHex.format(txid());
  }
}
