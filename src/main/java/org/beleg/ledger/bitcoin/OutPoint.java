package org.beleg.ledger.bitcoin;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import org.beleg.hash.Hash;

/**
 * Names an output of a transaction: the transaction's id and the output's index in it.
 *
 * <p>Source: <a href="https://developer.bitcoin.org/reference/transactions.html#outpoint">Bitcoin
 * developer reference, outpoint</a>. Immutable.
 *
 * @param txid the id of the transaction, of 32 bytes in internal order
 * @param outputIndex from 0, at most 2^32 - 1
 */
@Immutable
public record OutPoint(Hash txid, long outputIndex) {

  /** The number of bytes: an id and 32 bits. */
  static final int SIZE = DoubleSha256.SIZE + Integer.BYTES;

  private static final long UINT32_MAX = 0xFFFF_FFFFL;

  /** What stands in the only input of a coinbase transaction, which spends nothing. */
  public static final OutPoint NONE =
      new OutPoint(Hash.of(new byte[DoubleSha256.SIZE]), UINT32_MAX);

  /**
   * Checks the ranges.
   *
   * @param txid the id of the transaction, of 32 bytes in internal order
   * @param outputIndex from 0, at most 2^32 - 1
   * @throws IllegalArgumentException if the id has another size or the index is out of range
   */
  public OutPoint {
    txid = DoubleSha256.requireSize(requireNonNull(txid, "txid"), "transaction id");
    if (outputIndex < 0 || outputIndex > UINT32_MAX) {
      throw new IllegalArgumentException("output index " + outputIndex + " does not fit 32 bits");
    }
  }

  /** The id as nodes show it, a colon and the index. */
  @Override
  public String toString() {
    return ReversedHex.format(txid) + ':' + outputIndex;
  }
}
