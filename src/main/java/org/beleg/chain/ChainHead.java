package org.beleg.chain;

import com.google.errorprone.annotations.Immutable;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;

/**
 * What one remembers of a hash chain: its length and the link behind its last entry.
 *
 * <p>A head commits to every entry before it, their order, and the chain's context. It is the thing to
 * sign, to publish or to write down; {@link #format()} gives the text for that, which can be the text of a
 * signed note. Nothing in a head is secret.
 *
 * <p>The hash algorithm belongs to the verifier's knowledge and is therefore part of this value but not
 * of its text.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class ChainHead {

  private static final String FORMAT = "beleg/chain-head/v1";
  private static final String WHAT = "chain head";

  private final HashAlgorithm algorithm;
  private final long length;
  private final Hash hash;

  private ChainHead(HashAlgorithm algorithm, long length, Hash hash) {
    this.algorithm = algorithm;
    this.length = length;
    this.hash = hash;
  }

  /**
   * A head from its parts.
   *
   * @param algorithm the hash algorithm of the chain
   * @param length the number of entries before it, 0 or more
   * @param hash link[length]
   * @return the head
   * @throws IllegalArgumentException if the length is negative or the hash of another size
   */
  public static ChainHead of(HashAlgorithm algorithm, long length, Hash hash) {
    if (length < 0 || hash.size() != algorithm.size()) {
      throw new IllegalArgumentException(
          "no head: length " + length + ", " + hash.size() + " bytes for " + algorithm);
    }
    return new ChainHead(algorithm, length, hash);
  }

  /**
   * The hash algorithm of the chain.
   *
   * @return the algorithm
   */
  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The number of entries that this head commits to.
   *
   * @return 0 or more
   */
  public long length() {
    return length;
  }

  /**
   * The link behind the last entry.
   *
   * @return link[length]
   */
  public Hash hash() {
    return hash;
  }

  /**
   * Reads what {@link #format} prints.
   *
   * @param algorithm the hash algorithm of the chain, chosen by the reader
   * @param text the head
   * @return the head
   * @throws MalformedDataException if the text is anything else
   */
  public static ChainHead parse(HashAlgorithm algorithm, String text)
      throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long length = lines.number("length");
    byte[] hash = StrictBase64.decode(lines.next(), WHAT, lines.where());
    if (hash.length != algorithm.size()) {
      throw lines.malformed("hash has " + hash.length + " bytes, not " + algorithm.size());
    }
    if (lines.hasNext()) {
      throw lines.malformed("text goes on");
    }
    return new ChainHead(algorithm, length, Hash.of(hash));
  }

  /**
   * This head as text, format {@code beleg/chain-head/v1}: that name, {@code length}, the hash in base64,
   * each line ended by LF.
   *
   * @return the text
   */
  public String format() {
    return FORMAT + "\nlength " + length + '\n' + StrictBase64.encode(hash.toByteArray()) + '\n';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHead that
        && algorithm == that.algorithm
        && length == that.length
        && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * algorithm.hashCode() + Long.hashCode(length)) + hash.hashCode();
  }

  /** Names length and hash. */
  @Override
  public String toString() {
    return "chain of " + length + " entries, head " + hash;
  }
}
