package org.beleg.ledger.bitcoin;

import java.math.BigInteger;
import org.beleg.MalformedDataException;

/**
 * Headers by height: those of a chain and, behind them, a batch that is being judged. Rules look back
 * through it without caring where a header lies.
 */
final class HeaderHistory {

  private final HeaderStore store;
  private final long begin;
  private final byte[] batch;

  /** The store's headers stand at {@code begin} and above, the batch's behind them, end to end. */
  HeaderHistory(HeaderStore store, long begin, byte[] batch) {
    this.store = store;
    this.begin = begin;
    this.batch = batch;
  }

  /** The height of the first header. */
  long begin() {
    return begin;
  }

  int bits(long height) {
    return read(height, BlockHeader.BITS);
  }

  long time(long height) {
    return Integer.toUnsignedLong(read(height, BlockHeader.TIME));
  }

  /** The work of the headers at heights in {@code [from, to)}. Targets hardly change: one division each. */
  BigInteger work(long from, long to) {
    BigInteger sum = BigInteger.ZERO;
    long same = 0;
    for (long height = from; height < to; height++) {
      same++;
      if (height == to - 1 || bits(height + 1) != bits(height)) {
        sum = sum.add(target(bits(height)).work().multiply(BigInteger.valueOf(same)));
        same = 0;
      }
    }
    return sum;
  }

  /** The target of a header that was checked, or that was computed for one. */
  static CompactTarget target(int bits) {
    try {
      return CompactTarget.parse(bits);
    } catch (MalformedDataException e) {
      throw new AssertionError("an accepted header has no target", e);
    }
  }

  private int read(long height, int field) {
    long index = height - begin;
    return index < store.count()
        ? store.read(index, field)
        : BlockHeader.read(batch, (int) (index - store.count()) * BlockHeader.SIZE + field);
  }
}
