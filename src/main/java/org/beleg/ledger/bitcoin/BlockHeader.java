package org.beleg.ledger.bitcoin;

import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The header of a block: the {@value #SIZE} bytes that its id is the double SHA-256 of.
 *
 * <pre>
 *   le32 version || previous block's hash (32) || root of the transactions (32)
 *     || le32 time || le32 bits || le32 nonce
 * </pre>
 *
 * <p>Any {@value #SIZE} bytes are a header: whether its bits are a target and its hash meets it is for
 * {@link HeaderChain} to judge, and a header that stands alone proves nothing.
 *
 * <p>Source: <a href="https://developer.bitcoin.org/reference/block_chain.html#block-headers">Bitcoin
 * developer reference, block headers</a>. Immutable; any number of threads may read it.
 */
@Immutable
public final class BlockHeader {

  /** The number of bytes. */
  public static final int SIZE = 80;

  private static final int VERSION = 0;
  static final int PREVIOUS = 4;
  private static final int ROOT = 36;
  static final int TIME = 68;
  static final int BITS = 72;
  private static final int NONCE = 76;

  /** The latest time that fits. */
  static final long MAX_TIMESTAMP_SECONDS = 0xFFFFFFFFL;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] bytes;

  @SuppressWarnings("Immutable") // computed once or twice from the bytes, always the same
  private @Nullable Hash hash;

  private BlockHeader(byte[] ownedBytes) {
    this.bytes = ownedBytes;
  }

  /**
   * A header from its parts.
   *
   * @param version the version, or whatever bits miners signal in its place
   * @param previousHash the hash of the header before it, of 32 bytes; zeros for a first block
   * @param merkleRoot the root over the ids of the block's transactions, of 32 bytes
   * @param timestampSeconds the miner's clock, 0 to 2^32 - 1 seconds since 1970
   * @param bits the target in compact form, see {@link CompactTarget}
   * @param nonce the number that was searched, all 32 bits of it
   * @return the header
   * @throws IllegalArgumentException if a hash has another size, or the time is out of range
   */
  public static BlockHeader of(
      int version, Hash previousHash, Hash merkleRoot, long timestampSeconds, int bits, int nonce) {
    if (timestampSeconds < 0 || timestampSeconds > MAX_TIMESTAMP_SECONDS) {
      throw new IllegalArgumentException("time " + timestampSeconds + " does not fit 32 bits");
    }
    byte[] bytes = new byte[SIZE];
    write(version, bytes, VERSION);
    DoubleSha256.requireSize(previousHash, "previous hash").copyTo(bytes, PREVIOUS);
    DoubleSha256.requireSize(merkleRoot, "Merkle root").copyTo(bytes, ROOT);
    write((int) timestampSeconds, bytes, TIME);
    write(bits, bytes, BITS);
    write(nonce, bytes, NONCE);
    return new BlockHeader(bytes);
  }

  /**
   * Reads a header. Every array of the right length is one.
   *
   * @param bytes {@value #SIZE} bytes
   * @return the header
   * @throws MalformedDataException if there are fewer or more
   */
  public static BlockHeader parse(byte[] bytes) throws MalformedDataException {
    if (bytes.length != SIZE) {
      throw new MalformedDataException(
          "block header", "byte 0", bytes.length + " bytes, not " + SIZE);
    }
    return new BlockHeader(bytes.clone());
  }

  /** Copies a header out of a longer array. */
  static BlockHeader copyOf(byte[] source, int offset) {
    return new BlockHeader(Arrays.copyOfRange(source, offset, offset + SIZE));
  }

  /**
   * The bytes that were read. Inverse of {@link #parse}.
   *
   * @return a new array of {@value #SIZE} bytes
   */
  public byte[] format() {
    return bytes.clone();
  }

  /** Copies the {@value #SIZE} bytes. */
  void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, SIZE);
  }

  /**
   * The version, or whatever bits miners signal in its place.
   *
   * @return a number of 32 bits
   */
  public int version() {
    return read(VERSION);
  }

  /**
   * The hash of the header before this one.
   *
   * @return 32 bytes in internal order; zeros in a first block
   */
  public Hash previousHash() {
    return Hash.of(bytes, PREVIOUS, DoubleSha256.SIZE);
  }

  /**
   * The root of the Merkle tree over the ids of the block's transactions.
   *
   * @return 32 bytes in internal order
   */
  public Hash merkleRoot() {
    return Hash.of(bytes, ROOT, DoubleSha256.SIZE);
  }

  /**
   * When the miner says that it made the block.
   *
   * @return seconds since 1970, 0 to 2^32 - 1
   */
  public long timestampSeconds() {
    return Integer.toUnsignedLong(read(TIME));
  }

  /**
   * The target that the hash must not exceed, in compact form and as it stands there, valid or not.
   *
   * @return the 32 bits, see {@link CompactTarget}
   */
  public int bits() {
    return read(BITS);
  }

  /**
   * The number that was searched until the hash fell below the target.
   *
   * @return all 32 bits, to be read as unsigned
   */
  public int nonce() {
    return read(NONCE);
  }

  /**
   * The hash of this header, which is the block's id. Cost: two hashes, the first time.
   *
   * @return the double SHA-256 of the {@value #SIZE} bytes, in internal order
   */
  public Hash hash() {
    Hash known = hash;
    if (known == null) {
      known = DoubleSha256.hash(bytes);
      hash = known;
    }
    return known;
  }

  private int read(int field) {
    return read(bytes, field);
  }

  /** Four bytes of an array as a number, the least significant first. */
  static int read(byte[] source, int offset) {
    return Ints.fromBytes(
        source[offset + 3], source[offset + 2], source[offset + 1], source[offset]);
  }

  private static void write(int number, byte[] target, int offset) {
    for (int i = 0; i < Integer.BYTES; i++) {
      target[offset + i] = (byte) (number >>> (8 * i));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockHeader that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Names the block's id as nodes show it. */
  @Override
  public String toString() {
    return "block " + ReversedHex.format(hash());
  }
}
