package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.internal.bytes.ByteReader;

/**
 * An input of a transaction: which output it spends, and what it shows for that.
 *
 * <p>Source: <a
 * href="https://developer.bitcoin.org/reference/transactions.html#txin-a-transaction-input-non-coinbase">Bitcoin
 * developer reference, transaction input</a>. Immutable. An input that was read shares the bytes of its
 * transaction.
 */
@Immutable
public final class TransactionInput {

  /** The fewest bytes: an outpoint, an empty script and the sequence number. */
  static final int LEAST_SIZE = OutPoint.SIZE + 1 + Integer.BYTES;

  private static final long UINT32_MAX = 0xFFFF_FFFFL;

  /** All but the witness, as it stands in a transaction. */
  @SuppressWarnings("Immutable") // bytes that nobody writes to any more
  private final Slice slice;

  private final Witness witness;

  private TransactionInput(Slice slice, Witness witness) {
    this.slice = slice;
    this.witness = witness;
  }

  /**
   * An input.
   *
   * @param previousOutput the output that it spends
   * @param scriptSig the script that goes with it, perhaps empty; copied
   * @param sequence 0 to 2^32 - 1
   * @param witness perhaps {@linkplain Witness#empty() empty}
   * @return the input
   * @throws IllegalArgumentException if the sequence number is out of range
   */
  public static TransactionInput of(
      OutPoint previousOutput, byte[] scriptSig, long sequence, Witness witness) {
    if (sequence < 0 || sequence > UINT32_MAX) {
      throw new IllegalArgumentException("sequence " + sequence + " does not fit 32 bits");
    }
    byte[] bytes = new WireWriter()
        .hash(previousOutput.txid())
        .int32((int) previousOutput.outputIndex())
        .sized(scriptSig)
        .int32((int) sequence)
        .toByteArray();
    return new TransactionInput(new Slice(bytes, 0, bytes.length), witness);
  }

  /** The next input of a document, whose bytes it shares; still without its witness. */
  static TransactionInput read(ByteReader reader, byte[] source) throws MalformedDataException {
    int begin = reader.position();
    reader.skip(OutPoint.SIZE);
    CompactSize.skipBytes(reader);
    reader.skip(Integer.BYTES);
    return new TransactionInput(new Slice(source, begin, reader.position()), Witness.empty());
  }

  /**
   * This input with another witness.
   *
   * @param replacement perhaps {@linkplain Witness#empty() empty}
   * @return the input
   */
  public TransactionInput withWitness(Witness replacement) {
    return new TransactionInput(slice, replacement);
  }

  /**
   * The output that this input spends.
   *
   * @return {@link OutPoint#NONE} in a coinbase transaction
   */
  public OutPoint previousOutput() {
    return new OutPoint(
        Hash.of(slice.source(), slice.at(0), DoubleSha256.SIZE), slice.uint32(DoubleSha256.SIZE));
  }

  /**
   * The script that goes with the output's own.
   *
   * @return a copy of its bytes, perhaps none
   */
  public byte[] scriptSig() {
    int prefix = CompactSize.width(slice.source()[slice.at(OutPoint.SIZE)]);
    return slice.toByteArray(OutPoint.SIZE + prefix, slice.size() - Integer.BYTES);
  }

  /**
   * The sequence number.
   *
   * @return 0 to 2^32 - 1
   */
  public long sequence() {
    return slice.uint32(slice.size() - Integer.BYTES);
  }

  /**
   * What this input shows apart from its script.
   *
   * @return the witness, perhaps empty
   */
  public Witness witness() {
    return witness;
  }

  /** Writes all but the witness. */
  void appendTo(WireWriter writer) {
    slice.appendTo(writer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionInput that
        && slice.equals(that.slice)
        && witness.equals(that.witness);
  }

  @Override
  public int hashCode() {
    return 31 * slice.hashCode() + witness.hashCode();
  }

  /** Names what is spent. */
  @Override
  public String toString() {
    return "spends " + previousOutput();
  }
}
