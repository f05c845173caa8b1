package org.beleg.ledger.bitcoin;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.UnsignedBytes;
import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * The keys of several signers as one key of BIP340, whose signatures all of them must make together: key
 * aggregation and tweaking of <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0327.mediawiki">BIP 327</a> (MuSig2).
 *
 * <p>A verifier of the final signature needs nothing but {@link #verifyingKey()}. Who wants to know that
 * the key is the one of certain signers aggregates their keys again and compares. The order of the
 * keys matters; {@linkplain #sorted sort} them first where it should not.
 *
 * <p><b>Security.</b> The coefficients make it safe to aggregate keys that others chose after seeing
 * ours. A key may occur twice. All signers sign or none: this is no threshold.
 *
 * <p>Beleg has the public side of BIP 327 only, as nonces and partial signatures need arithmetic on secrets
 * that neither the JDK nor Bouncy Castle offers. Immutable; any number of threads may read it.
 */
@Immutable
public final class MuSig2Key {

  /** The size of a signer's public key: a compressed point. */
  public static final int PUBLIC_KEY_BYTES = Secp256k1Point.COMPRESSED_BYTES;

  private static final String SIGNER_KEY = "MuSig2 public key";
  private static final String TWEAK = "MuSig2 tweak";
  private static final int TWEAK_BYTES = 32;

  private static final TaggedHash KEY_LIST = TaggedHash.of("KeyAgg list");
  private static final TaggedHash COEFFICIENT = TaggedHash.of("KeyAgg coefficient");

  private final Signers signers;

  /** Q, never infinity. */
  private final Secp256k1Point point;

  /** gacc: 1 or n - 1. */
  private final BigInteger sign;

  /** tacc: what the tweaks add up to. */
  private final BigInteger tweak;

  private MuSig2Key(Signers signers, Secp256k1Point point, BigInteger sign, BigInteger tweak) {
    this.signers = signers;
    this.point = point;
    this.sign = sign;
    this.tweak = tweak;
  }

  /**
   * Aggregates keys: KeyAgg.
   *
   * <p>Cost: a square root and a multiplication of a point for each key.
   *
   * @param publicKeys of the signers, each {@value #PUBLIC_KEY_BYTES} bytes, in an order that all signers
   *     know; copied
   * @return the key
   * @throws MalformedDataException naming the signer whose key is no point of the curve
   * @throws IllegalArgumentException if there are none
   */
  public static MuSig2Key of(List<byte[]> publicKeys) throws MalformedDataException {
    Signers signers = new Signers(publicKeys);
    Secp256k1Point sum = Secp256k1Point.infinity();
    for (int i = 0; i < signers.count(); i++) {
      sum = sum.plus(signers.point(i).times(signers.coefficient(i)));
    }
    if (sum.isInfinity()) {
      throw new MalformedDataException(SIGNER_KEY, "aggregate", "the keys cancel each other");
    }
    return new MuSig2Key(signers, sum, BigInteger.ONE, BigInteger.ZERO);
  }

  /**
   * Sorts keys by their bytes, so that the same signers always have the same aggregate: KeySort.
   *
   * @param publicKeys of the signers
   * @return copies of the keys, the smallest first
   */
  public static List<byte[]> sorted(List<byte[]> publicKeys) {
    List<byte[]> sorted = new ArrayList<>(publicKeys.size());
    publicKeys.forEach(key -> sorted.add(key.clone()));
    sorted.sort(UnsignedBytes.lexicographicalComparator());
    return sorted;
  }

  /**
   * Adds a multiple of the generator to the key as it is: ApplyTweak in plain mode, as BIP 32 derives
   * keys.
   *
   * @param tweak 32 bytes, below the group order
   * @return the tweaked key
   * @throws MalformedDataException if the tweak is anything else, or the result is no key
   */
  public MuSig2Key withPlainTweak(byte[] tweak) throws MalformedDataException {
    return tweaked(tweak, false);
  }

  /**
   * Adds a multiple of the generator to the key with its y made even: ApplyTweak in x-only mode, as
   * taproot commits to scripts.
   *
   * @param tweak 32 bytes, below the group order
   * @return the tweaked key
   * @throws MalformedDataException if the tweak is anything else, or the result is no key
   */
  public MuSig2Key withXOnlyTweak(byte[] tweak) throws MalformedDataException {
    return tweaked(tweak, true);
  }

  private MuSig2Key tweaked(byte[] bytes, boolean xOnly) throws MalformedDataException {
    if (bytes.length != TWEAK_BYTES) {
      throw new MalformedDataException(
          TWEAK, "length", bytes.length + " bytes, not " + TWEAK_BYTES);
    }
    BigInteger n = Secp256k1Point.order();
    BigInteger t = new BigInteger(1, bytes);
    if (t.compareTo(n) >= 0) {
      throw new MalformedDataException(TWEAK, "value", "not below the group order");
    }
    BigInteger g = xOnly && !point.hasEvenY() ? n.subtract(BigInteger.ONE) : BigInteger.ONE;
    Secp256k1Point turned = g.equals(BigInteger.ONE) ? point : point.negate();
    Secp256k1Point sum = turned.plus(Secp256k1Point.generator().times(t));
    if (sum.isInfinity()) {
      throw new MalformedDataException(TWEAK, "value", "cancels the key");
    }
    return new MuSig2Key(
        signers, sum, g.multiply(sign).mod(n), g.multiply(tweak).add(t).mod(n));
  }

  /**
   * The number of signers.
   *
   * @return at least 1
   */
  public int signerCount() {
    return signers.count();
  }

  /**
   * A signer's own key.
   *
   * @param signer from 0 on, in the order of aggregation
   * @return a new array of {@value #PUBLIC_KEY_BYTES} bytes
   * @throws IndexOutOfBoundsException if there is no such signer
   */
  public byte[] publicKey(int signer) {
    return signers.key(signer).clone();
  }

  /**
   * The aggregate, tweaks included, as a compressed point: GetPlainPubkey.
   *
   * @return a new array of {@value #PUBLIC_KEY_BYTES} bytes
   */
  public byte[] toCompressed() {
    return point.toCompressed();
  }

  /**
   * The aggregate, tweaks included, as the key that signatures verify under: GetXonlyPubkey.
   *
   * @return a key of {@link SignatureScheme#BIP340}
   */
  public VerifyingKey verifyingKey() {
    try {
      return VerifyingKey.of(SignatureScheme.BIP340, point.x());
    } catch (MalformedDataException e) {
      throw new AssertionError("x of a point that was computed", e);
    }
  }

  Secp256k1Point point() {
    return point;
  }

  /** g of the document: 1 or n - 1, whichever makes the y of the aggregate even. */
  private BigInteger evenness() {
    return point.hasEvenY() ? BigInteger.ONE : Secp256k1Point.order().subtract(BigInteger.ONE);
  }

  /** What a signer's own point counts in the equation of signatures: a * g * gacc. */
  BigInteger factor(int signer) {
    return signers
        .coefficient(signer)
        .multiply(evenness())
        .multiply(sign)
        .mod(Secp256k1Point.order());
  }

  Secp256k1Point signerPoint(int signer) {
    return signers.point(signer);
  }

  /** What the tweaks add to the secret that nobody has: g * tacc. */
  BigInteger tweakTerm() {
    return evenness().multiply(tweak).mod(Secp256k1Point.order());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MuSig2Key that
        && signers.equals(that.signers)
        && point.equals(that.point)
        && sign.equals(that.sign)
        && tweak.equals(that.tweak);
  }

  @Override
  public int hashCode() {
    return 31 * signers.hashCode() + point.hashCode();
  }

  /** The number of signers and the x-only key: one line. */
  @Override
  public String toString() {
    return "MuSig2 key of " + signerCount() + " signers: "
        + BaseEncoding.base16().lowerCase().encode(point.x());
  }

  /** The keys before aggregation. */
  @Immutable
  private static final class Signers {

    @SuppressWarnings("Immutable") // private copies, never handed out, never written
    private final byte[][] keys;

    @SuppressWarnings("Immutable") // never written after construction
    private final Secp256k1Point[] points;

    /** The second distinct key, whose coefficient is 1; zeros if there is none. */
    @SuppressWarnings("Immutable") // never handed out, never written
    private final byte[] second;

    /** L, the hash of all keys. */
    private final Hash listHash;

    Signers(List<byte[]> publicKeys) throws MalformedDataException {
      int count = publicKeys.size();
      if (count == 0) {
        throw new IllegalArgumentException("no keys to aggregate");
      }
      this.keys = new byte[count][];
      this.points = new Secp256k1Point[count];
      byte[] secondKey = new byte[PUBLIC_KEY_BYTES];
      for (int i = count - 1; i >= 0; i--) {
        keys[i] = publicKeys.get(i).clone();
      }
      for (int i = count - 1; i >= 0; i--) {
        points[i] = Secp256k1Point.parse(keys[i], SIGNER_KEY, "signer " + i);
        secondKey = Arrays.equals(keys[i], keys[0]) ? secondKey : keys[i];
      }
      this.second = secondKey;
      this.listHash = KEY_LIST.hash(keys);
    }

    int count() {
      return keys.length;
    }

    byte[] key(int signer) {
      return keys[signer];
    }

    Secp256k1Point point(int signer) {
      return points[signer];
    }

    /** KeyAggCoeff. */
    BigInteger coefficient(int signer) {
      return Arrays.equals(keys[signer], second)
          ? BigInteger.ONE
          : MuSig2Session.number(COEFFICIENT, listHash.toByteArray(), keys[signer]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Signers that && Arrays.deepEquals(keys, that.keys);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(keys);
    }
  }
}
