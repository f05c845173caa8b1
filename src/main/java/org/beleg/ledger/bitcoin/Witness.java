package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.beleg.MalformedDataException;
import org.beleg.internal.bytes.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * What an input shows apart from its script, such as signatures: a stack of items, perhaps empty.
 *
 * <p>A transaction's id does not depend on it, so a proof about the id says nothing about a witness; the
 * other id, {@link Transaction#wtxid()}, does.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0144.mediawiki#serialization">BIP 144</a>.
 * Immutable.
 */
@Immutable
public final class Witness {

  private static final Witness EMPTY = of();

  @SuppressWarnings("Immutable") // bytes that nobody writes to any more
  private final Slice slice;

  private final int itemCount;

  /**
   * Where the length of each item begins in the source of the slice, and where the last item ends; made
   * when an item is asked for, since an item can be a byte, and what is only hashed needs none of this.
   */
  @SuppressWarnings("Immutable") // computed once or twice from the bytes, always the same
  private int @Nullable [] itemAt;

  private Witness(Slice slice, int itemCount) {
    this.slice = slice;
    this.itemCount = itemCount;
  }

  /**
   * The witness without items.
   *
   * @return always the same
   */
  public static Witness empty() {
    return EMPTY;
  }

  /**
   * A witness of these items.
   *
   * @param items from the bottom of the stack; copied
   * @return the witness
   */
  public static Witness of(byte[]... items) {
    return of(List.of(items));
  }

  /**
   * A witness of these items.
   *
   * @param items from the bottom of the stack; copied
   * @return the witness
   */
  public static Witness of(List<byte[]> items) {
    WireWriter writer = new WireWriter().compactSize(items.size());
    items.forEach(writer::sized);
    try {
      return parse(writer.toByteArray());
    } catch (MalformedDataException e) {
      throw new AssertionError("a witness is written as it is read", e);
    }
  }

  /**
   * Reads a witness as it stands in a transaction.
   *
   * @param bytes the number of items, then each item behind its length
   * @return the witness
   * @throws MalformedDataException if the bytes are anything else, or a number has a shorter form
   */
  public static Witness parse(byte[] bytes) throws MalformedDataException {
    byte[] own = bytes.clone();
    ByteReader reader = new ByteReader(own, "witness");
    Witness witness = read(reader, own);
    reader.requireEnd();
    return witness;
  }

  /** The next witness of a document, whose bytes it shares. */
  static Witness read(ByteReader reader, byte[] source) throws MalformedDataException {
    int begin = reader.position();
    int itemCount = CompactSize.readCount(reader, 1, "witness items");
    for (int i = 0; i < itemCount; i++) {
      CompactSize.skipBytes(reader);
    }
    return new Witness(new Slice(source, begin, reader.position()), itemCount);
  }

  /**
   * The bytes that stand in a transaction. Inverse of {@link #parse}.
   *
   * @return a new array
   */
  public byte[] format() {
    return slice.toByteArray();
  }

  /**
   * The number of items.
   *
   * @return 0 or more
   */
  public int itemCount() {
    return itemCount;
  }

  /**
   * Whether there is no item.
   *
   * @return true iff {@link #itemCount()} is 0
   */
  public boolean isEmpty() {
    return itemCount == 0;
  }

  /**
   * An item. Cost: one pass over the witness, the first time.
   *
   * @param index from 0, the bottom of the stack
   * @return a copy of its bytes
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public byte[] item(int index) {
    int at = itemAt()[Objects.checkIndex(index, itemCount)];
    byte[] source = slice.source();
    return Arrays.copyOfRange(source, at + CompactSize.width(source[at]), itemAt()[index + 1]);
  }

  private int[] itemAt() {
    int[] known = itemAt;
    if (known == null) {
      known = new int[itemCount + 1];
      byte[] source = slice.source();
      int at = slice.at(CompactSize.width(itemCount));
      for (int i = 0; i < itemCount; i++) {
        known[i] = at;
        at += CompactSize.width(source[at]) + CompactSize.valueAt(source, at);
      }
      known[itemCount] = at;
      itemAt = known;
    }
    return known;
  }

  void appendTo(WireWriter writer) {
    slice.appendTo(writer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Witness that && slice.equals(that.slice);
  }

  @Override
  public int hashCode() {
    return slice.hashCode();
  }

  /** Tells the number of items. */
  @Override
  public String toString() {
    return itemCount() + " witness items";
  }
}
