package org.beleg.ledger.bitcoin;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.Secp256k1Point;

/**
 * The sum of all signers' nonces for one signature of MuSig2, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0327.mediawiki#nonce-aggregation">BIP 327</a>.
 *
 * <p>Unlike a {@link MuSig2Nonce} it may have a half that is the point at infinity, written as zeros: who
 * is last can choose a nonce that cancels the others. A session copes with that, so that the one who did
 * it is found out by the partial signature. Immutable.
 */
@Immutable
public final class MuSig2AggregateNonce {

  /** The size: two compressed points, or zeros in their place. */
  public static final int SIZE = MuSig2Nonce.SIZE;

  private static final String WHAT = "MuSig2 aggregate nonce";
  private static final byte[] ZEROS = new byte[Secp256k1Point.COMPRESSED_BYTES];

  private final Secp256k1Point first;
  private final Secp256k1Point second;

  private MuSig2AggregateNonce(Secp256k1Point first, Secp256k1Point second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Adds up nonces: NonceAgg.
   *
   * @param nonces of all signers, in any order
   * @return the sum
   * @throws IllegalArgumentException if there are none
   */
  public static MuSig2AggregateNonce of(List<MuSig2Nonce> nonces) {
    if (nonces.isEmpty()) {
      throw new IllegalArgumentException("no nonces to aggregate");
    }
    Secp256k1Point first = Secp256k1Point.infinity();
    Secp256k1Point second = Secp256k1Point.infinity();
    for (MuSig2Nonce nonce : nonces) {
      first = first.plus(nonce.first());
      second = second.plus(nonce.second());
    }
    return new MuSig2AggregateNonce(first, second);
  }

  /**
   * Reads an aggregate nonce. Inverse of {@link #format()}.
   *
   * @param bytes {@value #SIZE} bytes
   * @return the nonce
   * @throws MalformedDataException if one of the halves is neither a compressed point nor zeros
   */
  public static MuSig2AggregateNonce parse(byte[] bytes) throws MalformedDataException {
    if (bytes.length != SIZE) {
      throw new MalformedDataException(WHAT, "length", bytes.length + " bytes, not " + SIZE);
    }
    return new MuSig2AggregateNonce(
        half(Arrays.copyOf(bytes, ZEROS.length), "first half"),
        half(Arrays.copyOfRange(bytes, ZEROS.length, SIZE), "second half"));
  }

  /** cpoint_ext. */
  private static Secp256k1Point half(byte[] bytes, String where) throws MalformedDataException {
    return Arrays.equals(bytes, ZEROS)
        ? Secp256k1Point.infinity()
        : Secp256k1Point.parse(bytes, WHAT, where);
  }

  /**
   * The two halves. Inverse of {@link #parse}.
   *
   * @return a new array of {@value #SIZE} bytes
   */
  public byte[] format() {
    return Bytes.concat(half(first), half(second));
  }

  /** cbytes_ext. */
  private static byte[] half(Secp256k1Point point) {
    return point.isInfinity() ? ZEROS : point.toCompressed();
  }

  Secp256k1Point first() {
    return first;
  }

  Secp256k1Point second() {
    return second;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MuSig2AggregateNonce that
        && first.equals(that.first)
        && second.equals(that.second);
  }

  @Override
  public int hashCode() {
    return 31 * first.hashCode() + second.hashCode();
  }

  /** {@link #format()} in hexadecimal digits. */
  @Override
  public String toString() {
    return BaseEncoding.base16().lowerCase().encode(format());
  }
}
