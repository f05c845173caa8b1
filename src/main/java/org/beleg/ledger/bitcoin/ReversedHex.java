package org.beleg.ledger.bitcoin;

import com.google.common.io.BaseEncoding;
import org.beleg.hash.Hash;

/**
 * How Bitcoin shows the hashes of blocks and transactions: as hexadecimal digits, the last byte first.
 *
 * <p>A hash that is read as a little-endian number prints that way, which is why the ids of blocks begin
 * with zeros. Everywhere else in this package the bytes are in the order in which they were hashed.
 */
public final class ReversedHex {

  /** The number of bytes of every hash of Bitcoin. */
  static final int HASH_SIZE = 32;

  private ReversedHex() {}

  /**
   * Reads the id of a block or a transaction as a node or an explorer shows it.
   *
   * @param hex 64 digits of either case
   * @return the hash, in internal order
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash parse(String hex) {
    if (hex.length() != 2 * HASH_SIZE) {
      throw new IllegalArgumentException("a hash of Bitcoin has " + 2 * HASH_SIZE + " digits");
    }
    return Hash.of(reversed(BaseEncoding.base16().ignoreCase().decode(hex)));
  }

  /**
   * The id of a block or a transaction as a node or an explorer shows it. Inverse of {@link #parse}.
   *
   * @param hash in internal order, of 32 bytes
   * @return 64 lower-case digits
   * @throws IllegalArgumentException if the hash has another size
   */
  public static String format(Hash hash) {
    if (hash.size() != HASH_SIZE) {
      throw new IllegalArgumentException("a hash of Bitcoin has " + HASH_SIZE + " bytes");
    }
    return BaseEncoding.base16().lowerCase().encode(reversed(hash.toByteArray()));
  }

  private static byte[] reversed(byte[] owned) {
    for (int low = 0, high = owned.length - 1; low < high; low++, high--) {
      byte swapped = owned[low];
      owned[low] = owned[high];
      owned[high] = swapped;
    }
    return owned;
  }
}
