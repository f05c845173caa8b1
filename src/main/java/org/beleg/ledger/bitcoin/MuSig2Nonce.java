package org.beleg.ledger.bitcoin;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.Secp256k1Point;

/**
 * A signer's public nonce for one signature of MuSig2: two points, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0327.mediawiki#nonce-generation">BIP 327</a>.
 *
 * <p>Nonces of all signers are {@linkplain MuSig2AggregateNonce#of added up}. Immutable.
 */
@Immutable
public final class MuSig2Nonce {

  /** The size: two compressed points. */
  public static final int SIZE = 2 * Secp256k1Point.COMPRESSED_BYTES;

  private static final String WHAT = "MuSig2 public nonce";

  private final Secp256k1Point first;
  private final Secp256k1Point second;

  private MuSig2Nonce(Secp256k1Point first, Secp256k1Point second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Reads a public nonce. Inverse of {@link #format()}.
   *
   * @param bytes {@value #SIZE} bytes
   * @return the nonce
   * @throws MalformedDataException if the bytes are anything but two compressed points
   */
  public static MuSig2Nonce parse(byte[] bytes) throws MalformedDataException {
    if (bytes.length != SIZE) {
      throw new MalformedDataException(WHAT, "length", bytes.length + " bytes, not " + SIZE);
    }
    int middle = Secp256k1Point.COMPRESSED_BYTES;
    return new MuSig2Nonce(
        Secp256k1Point.parse(Arrays.copyOf(bytes, middle), WHAT, "first half"),
        Secp256k1Point.parse(Arrays.copyOfRange(bytes, middle, SIZE), WHAT, "second half"));
  }

  /**
   * The two points. Inverse of {@link #parse}.
   *
   * @return a new array of {@value #SIZE} bytes
   */
  public byte[] format() {
    return Bytes.concat(first.toCompressed(), second.toCompressed());
  }

  Secp256k1Point first() {
    return first;
  }

  Secp256k1Point second() {
    return second;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MuSig2Nonce that
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
