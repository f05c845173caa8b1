package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.util.function.Supplier;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA over a named curve and a hash function, <a href="https://doi.org/10.6028/NIST.FIPS.186-5">FIPS
 * 186-5, section 6</a>.
 *
 * <p>Signing is deterministic, <a href="https://www.rfc-editor.org/rfc/rfc6979.html#section-3.2">RFC
 * 6979, section 3.2</a>: no random source can repeat a nonce and so give the key away. The pairs of
 * curve and hash are those whose hash is no weaker than the curve; FIPS 186-5 asks for that, and a
 * weaker one would be what an attacker goes for.
 */
@Immutable
public final class EcdsaEngine implements PairAlgorithm {

  @SuppressWarnings("Immutable") // domain parameters: only tables are added that were computed
  private final EcCurve curve;

  private final String hash;
  private final int hashBytes;

  @SuppressWarnings("Immutable") // makes a new digest each time
  private final Supplier<org.bouncycastle.crypto.Digest> nonceDigests;

  /**
   * A pair of curve and hash. The hash function comes twice: for messages the JDK's, which is the
   * fastest, and for the nonce, where Bouncy Castle's calculator wants its own type.
   */
  private EcdsaEngine(
      EcCurve curve,
      String hash,
      int hashBytes,
      Supplier<org.bouncycastle.crypto.Digest> nonceDigests) {
    this.curve = curve;
    this.hash = hash;
    this.hashBytes = hashBytes;
    this.nonceDigests = nonceDigests;
  }

  /** P-256 with SHA-256. */
  public static SchemeEngine p256Sha256(PairEncoding encoding, boolean lowS) {
    return engine(sha256(EcCurve.p256()), encoding, lowS);
  }

  /** P-256 with SHA-384. */
  public static SchemeEngine p256Sha384(PairEncoding encoding, boolean lowS) {
    return engine(sha384(EcCurve.p256()), encoding, lowS);
  }

  /** P-256 with SHA-512. */
  public static SchemeEngine p256Sha512(PairEncoding encoding, boolean lowS) {
    return engine(sha512(EcCurve.p256()), encoding, lowS);
  }

  /** P-384 with SHA-384. */
  public static SchemeEngine p384Sha384(PairEncoding encoding, boolean lowS) {
    return engine(sha384(EcCurve.p384()), encoding, lowS);
  }

  /** P-384 with SHA-512. */
  public static SchemeEngine p384Sha512(PairEncoding encoding, boolean lowS) {
    return engine(sha512(EcCurve.p384()), encoding, lowS);
  }

  /** P-521 with SHA-512. */
  public static SchemeEngine p521Sha512(PairEncoding encoding, boolean lowS) {
    return engine(sha512(EcCurve.p521()), encoding, lowS);
  }

  /** secp256k1 with SHA-256. */
  public static SchemeEngine secp256k1Sha256(PairEncoding encoding, boolean lowS) {
    return engine(sha256(EcCurve.secp256k1()), encoding, lowS);
  }

  private static EcdsaEngine sha256(EcCurve curve) {
    return new EcdsaEngine(curve, "SHA-256", 32, SHA256Digest::new);
  }

  private static EcdsaEngine sha384(EcCurve curve) {
    return new EcdsaEngine(curve, "SHA-384", 48, SHA384Digest::new);
  }

  private static EcdsaEngine sha512(EcCurve curve) {
    return new EcdsaEngine(curve, "SHA-512", 64, SHA512Digest::new);
  }

  private static SchemeEngine engine(EcdsaEngine ecdsa, PairEncoding encoding, boolean lowS) {
    return new PairEngine(ecdsa, ecdsa.curve, encoding, lowS);
  }

  @Override
  public String name() {
    return "ECDSA";
  }

  @Override
  public Digest digest() {
    return JdkDigest.of(hash);
  }

  @Override
  public int hashBytes() {
    return hashBytes;
  }

  @Override
  public byte[] prefix(ECPoint publicKey) {
    return new byte[0];
  }

  @Override
  public BigInteger greatestSecret() {
    return curve.order().subtract(BigInteger.ONE);
  }

  /** FIPS 186-5, section 6.4.2, from step 3 on. */
  @Override
  public boolean isValid(PreparedPoint publicKey, byte[] hash, SignaturePair pair) {
    BigInteger n = curve.order();
    BigInteger inverse = BigIntegers.modOddInverseVar(n, pair.s());
    BigInteger u = leftmostBits(hash, n).multiply(inverse).mod(n);
    BigInteger v = pair.r().multiply(inverse).mod(n);
    return curve.isX(publicKey.sumWithGenerator(u, v), pair.r());
  }

  /** As many bits of the hash as the order has, from the left. */
  private static BigInteger leftmostBits(byte[] hash, BigInteger n) {
    int surplus = Math.max(0, Byte.SIZE * hash.length - n.bitLength());
    return new BigInteger(1, hash).shiftRight(surplus);
  }

  @Override
  public SignaturePair sign(ECPrivateKeyParameters secret, byte[] hash) {
    // a new calculator each time, as it keeps state between two nonces
    ECDSASigner engine = new ECDSASigner(new HMacDSAKCalculator(nonceDigests.get()));
    engine.init(true, secret);
    BigInteger[] pair = engine.generateSignature(hash);
    return new SignaturePair(pair[0], pair[1]);
  }
}
