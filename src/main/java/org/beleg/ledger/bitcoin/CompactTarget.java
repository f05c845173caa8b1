package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;

/**
 * The number that a header's hash must not exceed, in the 32 bits that headers have for it ("nBits").
 *
 * <p>The first byte e is a length, the rest a number m of 23 bits and a sign: the target is
 * floor(m * 256^(e-3)). Sign, zero and more than 256 bits can be written that way and are no targets.
 * So can one target in several ways: {@link #parse} keeps the bits as they are, and {@link #of} makes the
 * canonical ones, which are the only ones that the rules of {@link HeaderChain} ever expect.
 *
 * <p>Source: <a href="https://developer.bitcoin.org/reference/block_chain.html#target-nbits">Bitcoin
 * developer reference, target nBits</a>. Two are equal iff their bits are. Immutable.
 */
@Immutable
public final class CompactTarget {

  private static final int SIGN = 0x800000;
  private static final int MANTISSA = 0x7FFFFF;
  private static final int MANTISSA_BYTES = 3;
  private static final BigInteger TWO_256 = BigInteger.ONE.shiftLeft(256);
  private static final String WHAT = "compact target";

  private final int bits;
  private final BigInteger target;

  /** The target as 32 bytes, the least significant first, as hashes are compared with it. */
  @SuppressWarnings("Immutable") // never handed out, never written after construction
  private final byte[] littleEndian;

  private CompactTarget(int bits, BigInteger target) {
    this.bits = bits;
    this.target = target;
    this.littleEndian = new byte[DoubleSha256.SIZE];
    byte[] bigEndian = target.toByteArray(); // with a zero in front if it has 256 bits
    for (int i = 0; i < Math.min(bigEndian.length, littleEndian.length); i++) {
      littleEndian[i] = bigEndian[bigEndian.length - 1 - i];
    }
  }

  /**
   * Decodes the bits of a header.
   *
   * @param bits the 32 bits as a number, such as {@code 0x1d00ffff}
   * @return the target
   * @throws MalformedDataException if they are negative, zero, or of more than 256 bits
   */
  public static CompactTarget parse(int bits) throws MalformedDataException {
    int length = bits >>> 24;
    BigInteger mantissa = BigInteger.valueOf(bits & MANTISSA);
    BigInteger target = length >= MANTISSA_BYTES
        ? mantissa.shiftLeft(Byte.SIZE * (length - MANTISSA_BYTES))
        : mantissa.shiftRight(Byte.SIZE * (MANTISSA_BYTES - length));
    if (target.signum() == 0) {
      throw malformed(bits, "is zero");
    }
    if ((bits & SIGN) != 0) {
      throw malformed(bits, "is negative");
    }
    if (target.compareTo(TWO_256) >= 0) {
      throw malformed(bits, "has more than 256 bits");
    }
    return new CompactTarget(bits, target);
  }

  private static MalformedDataException malformed(int bits, String problem) {
    return new MalformedDataException(WHAT, String.format("%08x", bits), problem);
  }

  /**
   * The largest target that can be written and is not above this number: the number's first two or three
   * bytes, and zeros.
   *
   * @param target {@code 1 <= target < 2^256}
   * @return the target in its canonical bits
   * @throws IllegalArgumentException if the number is out of range
   */
  public static CompactTarget of(BigInteger target) {
    if (target.signum() <= 0 || target.compareTo(TWO_256) >= 0) {
      throw new IllegalArgumentException("a target is in [1, 2^256)");
    }
    // one bit more than the number has, as the first one is the sign
    int length = target.bitLength() / Byte.SIZE + 1;
    int dropped = Byte.SIZE * (length - MANTISSA_BYTES);
    BigInteger mantissa = target.shiftRight(dropped); // to the left, if it is negative
    return new CompactTarget(length << 24 | mantissa.intValueExact(), mantissa.shiftLeft(dropped));
  }

  /**
   * The 32 bits as they stand in a header.
   *
   * @return the bits
   */
  public int bits() {
    return bits;
  }

  /**
   * The target itself.
   *
   * @return a number in [1, 2^256)
   */
  public BigInteger target() {
    return target;
  }

  /**
   * How many hashes it takes on average to find one that meets this target: floor(2^256 / (target + 1)).
   *
   * @return a number in [1, 2^255]
   */
  public BigInteger work() {
    return TWO_256.divide(target.add(BigInteger.ONE));
  }

  /**
   * Tells whether a hash, read as a little-endian number, is at most this target.
   *
   * @param hash of 32 bytes, in internal order
   * @return true iff it is
   * @throws IllegalArgumentException if the hash has another size
   */
  public boolean isMetBy(Hash hash) {
    return isMetBy(DoubleSha256.requireSize(hash, "hash").toByteArray(), 0);
  }

  /** The same for 32 bytes of an array. */
  boolean isMetBy(byte[] hashes, int offset) {
    for (int i = littleEndian.length - 1; i >= 0; i--) {
      int difference = (hashes[offset + i] & 0xFF) - (littleEndian[i] & 0xFF);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactTarget that && bits == that.bits;
  }

  @Override
  public int hashCode() {
    return bits;
  }

  /** The bits in hexadecimal. */
  @Override
  public String toString() {
    return String.format("%08x", bits);
  }
}
