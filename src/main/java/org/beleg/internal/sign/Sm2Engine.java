package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.Sm3Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * SM2 signatures with SM3 over sm2p256v1: GB/T 32918.2-2016 and its curve in part 5, in English <a
 * href="https://datatracker.ietf.org/doc/html/draft-shen-sm2-ecdsa-02#section-5">draft-shen-sm2-ecdsa,
 * section 5</a>.
 *
 * <p>Signed is e = SM3(Z || M), where Z hashes the user id, the curve and the public key; so two ids
 * are two rules, and a signature is bound to its key. Unlike in ECDSA, n - s in place of s makes no
 * second signature: to replace s by the smaller one breaks it.
 *
 * <p>Bouncy Castle's signer draws its nonces from a random source and hashes Z anew for each
 * signature; so its curve arithmetic is used here, and the standard's few equations are ours.
 */
@Immutable
public final class Sm2Engine implements PairAlgorithm {

  private static final int HASH_BYTES = 32;

  @SuppressWarnings("Immutable") // domain parameters: only tables are added that were computed
  private final EcCurve curve = EcCurve.sm2();

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] userId;

  Sm2Engine(byte[] userId) {
    this.userId = userId.clone();
  }

  /**
   * SM2 for one user id.
   *
   * @param userId at most 8,191 bytes, as its length in bits has two bytes
   */
  public static SchemeEngine of(PairEncoding encoding, byte[] userId) {
    Sm2Engine sm2 = new Sm2Engine(userId);
    return new PairEngine(sm2, sm2.curve, encoding, false);
  }

  @Override
  public String name() {
    return "SM2";
  }

  @Override
  public Digest digest() {
    return new Sm3Digest();
  }

  @Override
  public int hashBytes() {
    return HASH_BYTES;
  }

  /** Z of section 5.1.4.4: SM3(ENTL || ID || a || b || xG || yG || xA || yA). */
  @Override
  public byte[] prefix(ECPoint publicKey) {
    int bits = Byte.SIZE * userId.length;
    Digest digest = digest();
    digest.update((byte) (bits >>> Byte.SIZE));
    digest.update((byte) bits);
    digest.update(userId, 0, userId.length);
    for (byte[] number : curve.parameters()) {
      digest.update(number, 0, number.length);
    }
    byte[] point = publicKey.getEncoded(false);
    digest.update(point, 1, point.length - 1);
    byte[] z = new byte[HASH_BYTES];
    digest.finish(z, 0);
    return z;
  }

  /** n - 2: the secret n - 1 has no (1 + d)^-1. */
  @Override
  public BigInteger greatestSecret() {
    return curve.order().subtract(BigInteger.TWO);
  }

  /** Section 5.3.1, from step B4 on. */
  @Override
  public boolean isValid(PreparedPoint publicKey, byte[] hash, SignaturePair pair) {
    BigInteger n = curve.order();
    BigInteger t = pair.r().add(pair.s()).mod(n);
    if (t.signum() == 0) {
      return false;
    }
    // r = e + x, so x has to be r - e
    BigInteger x = pair.r().subtract(new BigInteger(1, hash)).mod(n);
    return curve.isX(publicKey.sumWithGenerator(pair.s(), t), x);
  }

  /**
   * Section 5.2.1, with the nonce of <a
   * href="https://www.rfc-editor.org/rfc/rfc6979.html#section-3.2">RFC 6979, section 3.2</a>: HMAC with
   * SM3 over the secret and e. The standard asks for a random nonce and cannot tell; what counts is
   * that nobody can predict it and that two messages never share one.
   */
  @Override
  public SignaturePair sign(ECPrivateKeyParameters secret, byte[] hash) {
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SM3Digest());
    nonces.init(curve.order(), secret.getD(), hash);
    while (true) {
      SignaturePair pair = sign(secret.getD(), hash, nonces.nextK());
      // r = 0, s = 0 and r + k = n, which makes s = -r, come with probability 2^-254
      if (pair.r().signum() != 0
          && pair.s().signum() != 0
          && !pair.r().add(pair.s()).equals(curve.order())) {
        return pair;
      }
    }
  }

  /** Section 5.2.1, steps A4 to A6, for a nonce. */
  SignaturePair sign(BigInteger d, byte[] hash, BigInteger k) {
    BigInteger n = curve.order();
    BigInteger x = curve.multiplyGenerator(k).getAffineXCoord().toBigInteger();
    BigInteger r = new BigInteger(1, hash).add(x).mod(n);
    BigInteger inverse = BigIntegers.modOddInverse(n, d.add(BigInteger.ONE));
    BigInteger s = k.subtract(r.multiply(d)).multiply(inverse).mod(n);
    return new SignaturePair(r, s);
  }
}
