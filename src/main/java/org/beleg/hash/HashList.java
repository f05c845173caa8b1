package org.beleg.hash;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.Immutable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable list of hashes of one size, kept as flat bytes.
 *
 * <p>This is what proofs and compact ranges hold: 32 bytes for a hash of SHA-256 where a list of
 * objects would take about 72. {@link #get} makes the {@link Hash} when asked; {@link #copyTo} and
 * {@link #matches} do not even do that. Equality, hash code and order are those of any {@link List}.
 */
@Immutable
@SuppressWarnings("Immutable") // AbstractList counts modifications, of which there are none
public final class HashList extends AbstractList<Hash> implements RandomAccess {

  private static final HashList EMPTY = new HashList(new byte[0], 0, 0);

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] flat;

  private final int hashSize;
  private final int count;

  private HashList(byte[] ownedFlat, int hashSize, int count) {
    this.flat = ownedFlat;
    this.hashSize = hashSize;
    this.count = count;
  }

  /**
   * Copies hashes.
   *
   * @param hashes all of one size
   * @return the same hashes
   * @throws IllegalArgumentException if sizes differ
   */
  public static HashList copyOf(List<Hash> hashes) {
    if (hashes instanceof HashList already) {
      return already;
    }
    Hash[] snapshot = hashes.toArray(new Hash[0]);
    if (snapshot.length == 0) {
      return EMPTY;
    }
    int hashSize = snapshot[0].size();
    byte[] flat = new byte[Math.multiplyExact(hashSize, snapshot.length)];
    for (int i = 0; i < snapshot.length; i++) {
      if (snapshot[i].size() != hashSize) {
        throw new IllegalArgumentException(
            "hash " + i + " has " + snapshot[i].size() + " bytes, the first has " + hashSize);
      }
      snapshot[i].copyTo(flat, i * hashSize);
    }
    return new HashList(flat, hashSize, snapshot.length);
  }

  /**
   * Copies hashes that lie end to end.
   *
   * @param flat a multiple of {@code hashSize} bytes
   * @param hashSize {@value Hash#MIN_SIZE} to {@value Hash#MAX_SIZE}
   * @return the hashes
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public static HashList ofFlat(byte[] flat, int hashSize) {
    if (hashSize < Hash.MIN_SIZE || hashSize > Hash.MAX_SIZE || flat.length % hashSize != 0) {
      throw new IllegalArgumentException(flat.length + " bytes are no hashes of " + hashSize);
    }
    return flat.length == 0 ? EMPTY : new HashList(flat.clone(), hashSize, flat.length / hashSize);
  }

  /**
   * Collects a known number of hashes without copying them twice.
   *
   * @param hashSize {@value Hash#MIN_SIZE} to {@value Hash#MAX_SIZE}
   * @param count how many will be added
   * @return a builder without hashes
   * @throws IllegalArgumentException if the size is outside these bounds or the count negative
   */
  public static Builder builder(int hashSize, int count) {
    if (hashSize < Hash.MIN_SIZE || hashSize > Hash.MAX_SIZE || count < 0) {
      throw new IllegalArgumentException(count + " hashes of " + hashSize + " bytes");
    }
    return new Builder(hashSize, count);
  }

  /** Collects hashes one by one. For one thread; of use once. */
  public static final class Builder {

    /** The list's own array, once built; null from then on, so that nobody else can write to it. */
    private byte @Nullable [] flat;

    private final int hashSize;
    private int used;

    private Builder(int hashSize, int count) {
      this.flat = new byte[Math.multiplyExact(hashSize, count)];
      this.hashSize = hashSize;
    }

    /**
     * Copies the next hash.
     *
     * @param source holds the hash
     * @param offset index of its first byte
     * @return this
     * @throws IllegalStateException if all were added
     * @throws IndexOutOfBoundsException if the hash is not inside its array
     */
    @CanIgnoreReturnValue
    public Builder add(byte[] source, int offset) {
      if (flat == null || used == flat.length) {
        throw new IllegalStateException("all hashes were added");
      }
      System.arraycopy(source, offset, flat, used, hashSize);
      used += hashSize;
      return this;
    }

    /**
     * The list of all hashes added.
     *
     * @return as many hashes as were announced
     * @throws IllegalStateException if some are missing, or the list was built before
     */
    public HashList build() {
      byte[] complete = flat;
      if (complete == null || used < complete.length) {
        throw new IllegalStateException("hashes are missing, or the list is built");
      }
      flat = null;
      return complete.length == 0
          ? EMPTY
          : new HashList(complete, hashSize, complete.length / hashSize);
    }
  }

  /**
   * The size of each hash in bytes; 0 if there is none.
   *
   * @return 0, or {@value Hash#MIN_SIZE} to {@value Hash#MAX_SIZE}
   */
  public int hashSize() {
    return hashSize;
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Hash get(int index) {
    return Hash.of(flat, Objects.checkIndex(index, count) * hashSize, hashSize);
  }

  /**
   * Copies one hash into an array. Allocates nothing.
   *
   * @param index which hash
   * @param target receives {@link #hashSize()} bytes
   * @param offset index of the first byte written
   * @throws IndexOutOfBoundsException if there is no such hash, or it does not fit
   */
  public void copyTo(int index, byte[] target, int offset) {
    System.arraycopy(flat, Objects.checkIndex(index, count) * hashSize, target, offset, hashSize);
  }

  /**
   * Tells whether an array holds one of the hashes at a place. Allocates nothing.
   *
   * @param index which hash
   * @param source an array
   * @param offset index of the first byte compared
   * @return true iff all bytes of the hash are there
   * @throws IndexOutOfBoundsException if there is no such hash
   */
  public boolean matches(int index, byte[] source, int offset) {
    int begin = Objects.checkIndex(index, count) * hashSize;
    return offset >= 0
        && offset <= source.length - hashSize
        && Arrays.equals(flat, begin, begin + hashSize, source, offset, offset + hashSize);
  }

  /** The hashes themselves, for this package to read. */
  byte[] flat() {
    return flat;
  }

  /**
   * A copy of all hashes, end to end.
   *
   * @return a new array of {@code size() * hashSize()} bytes
   */
  public byte[] toFlatByteArray() {
    return flat.clone();
  }
}
