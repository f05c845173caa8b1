package org.beleg.hash;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.UnsignedBytes;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Objects;

/**
 * The output of a hash function: {@value #MIN_SIZE} to {@value #MAX_SIZE} bytes, copied in and out.
 *
 * <p>Two hashes are equal iff their bytes are. They order like their bytes, read as unsigned, from
 * the first on. The comparison takes variable time: a hash of public records is no secret.
 *
 * <p>Cost: 16 bytes for the object and 16 plus the hash for its bytes, on a 64-bit JVM. Trees and
 * proofs do not keep objects of this class; they make them when asked.
 */
@Immutable
public final class Hash implements Comparable<Hash> {

  /** The smallest size in bytes, that of SHA-1 and RIPEMD-160. */
  public static final int MIN_SIZE = 20;

  /** The largest size in bytes, that of SHA-512. */
  public static final int MAX_SIZE = 64;

  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] bytes;

  private Hash(byte[] ownedBytes) {
    this.bytes = ownedBytes;
  }

  /**
   * Copies all of an array.
   *
   * @param bytes {@value #MIN_SIZE} to {@value #MAX_SIZE} bytes
   * @return the hash
   * @throws IllegalArgumentException if the size is outside these bounds
   */
  public static Hash of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /**
   * Copies part of an array.
   *
   * @param source holds the hash
   * @param offset index of its first byte
   * @param length {@value #MIN_SIZE} to {@value #MAX_SIZE} bytes
   * @return the hash
   * @throws IllegalArgumentException if the length is outside these bounds
   * @throws IndexOutOfBoundsException if the part is not inside the array
   */
  public static Hash of(byte[] source, int offset, int length) {
    if (length < MIN_SIZE || length > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a hash has " + MIN_SIZE + " to " + MAX_SIZE + " bytes, not " + length);
    }
    int begin = Objects.checkFromIndexSize(offset, length, source.length);
    return new Hash(Arrays.copyOfRange(source, begin, begin + length));
  }

  /**
   * Reads hexadecimal digits of either case, two a byte, without prefix or separators. Inverse of
   * {@link #toHex()} but for the case.
   *
   * @param hex 40 to 128 digits
   * @return the hash
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash parseHex(String hex) {
    if (hex.length() > 2 * MAX_SIZE) {
      throw new IllegalArgumentException("a hash has at most " + 2 * MAX_SIZE + " digits");
    }
    return of(BaseEncoding.base16().ignoreCase().decode(hex));
  }

  /**
   * The number of bytes.
   *
   * @return {@value #MIN_SIZE} to {@value #MAX_SIZE}
   */
  public int size() {
    return bytes.length;
  }

  /**
   * A copy of the bytes.
   *
   * @return a new array of {@link #size()} bytes
   */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * Copies the bytes into an array.
   *
   * @param target receives {@link #size()} bytes
   * @param offset index of the first byte written
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /**
   * Tells whether an array holds these bytes at a place. Allocates nothing.
   *
   * @param source an array
   * @param offset index of the first byte compared
   * @return true iff {@link #size()} bytes follow from there and all are equal
   */
  public boolean matches(byte[] source, int offset) {
    int size = bytes.length;
    return offset >= 0
        && offset <= source.length - size
        && Arrays.equals(bytes, 0, size, source, offset, offset + size);
  }

  /**
   * Lower-case hexadecimal digits, two a byte.
   *
   * @return 40 to 128 digits
   */
  public String toHex() {
    return HEX.encode(bytes);
  }

  @Override
  public int compareTo(Hash other) {
    return UnsignedBytes.lexicographicalComparator().compare(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** {@link #toHex()}. */
  @Override
  public String toString() {
    return toHex();
  }
}
