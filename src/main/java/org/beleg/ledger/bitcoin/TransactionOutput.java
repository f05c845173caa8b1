package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import org.beleg.MalformedDataException;
import org.beleg.internal.bytes.ByteReader;

/**
 * An output of a transaction: an amount, and the script that says who may spend it.
 *
 * <p>Source: <a
 * href="https://developer.bitcoin.org/reference/transactions.html#txout-a-transaction-output">Bitcoin
 * developer reference, transaction output</a>. Immutable. An output that was read shares the bytes of its
 * transaction.
 */
@Immutable
public final class TransactionOutput {

  /** The fewest bytes: an amount and an empty script. */
  static final int LEAST_SIZE = Long.BYTES + 1;

  /** As it stands in a transaction. */
  @SuppressWarnings("Immutable") // bytes that nobody writes to any more
  private final Slice slice;

  private TransactionOutput(Slice slice) {
    this.slice = slice;
  }

  /**
   * An output.
   *
   * @param satoshis the amount in the smallest unit, 10^-8 bitcoin; not judged
   * @param scriptPubKey the script; copied
   * @return the output
   */
  public static TransactionOutput of(long satoshis, byte[] scriptPubKey) {
    byte[] bytes = new WireWriter().int64(satoshis).sized(scriptPubKey).toByteArray();
    return new TransactionOutput(new Slice(bytes, 0, bytes.length));
  }

  /** The next output of a document, whose bytes it shares. */
  static TransactionOutput read(ByteReader reader, byte[] source) throws MalformedDataException {
    int begin = reader.position();
    reader.skip(Long.BYTES);
    CompactSize.skipBytes(reader);
    return new TransactionOutput(new Slice(source, begin, reader.position()));
  }

  /**
   * The amount in the smallest unit, 10^-8 bitcoin.
   *
   * @return the number as it stands there, which in a valid transaction is 0 to 21 * 10^14
   */
  public long satoshis() {
    return slice.int64(0);
  }

  /**
   * The script that says who may spend the amount.
   *
   * @return a copy of its bytes, perhaps none
   */
  public byte[] scriptPubKey() {
    return slice.toByteArray(
        Long.BYTES + CompactSize.width(slice.source()[slice.at(Long.BYTES)]), slice.size());
  }

  void appendTo(WireWriter writer) {
    slice.appendTo(writer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionOutput that && slice.equals(that.slice);
  }

  @Override
  public int hashCode() {
    return slice.hashCode();
  }

  /** Tells the amount. */
  @Override
  public String toString() {
    return satoshis() + " satoshis";
  }
}
