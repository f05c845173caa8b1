package org.beleg.internal.sign;

import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA over secp256k1 with signatures that give the public key away: <a
 * href="https://www.secg.org/sec1-v2.pdf">SEC 1 (version 2.0), section 4.1.6</a>, as libsecp256k1's
 * recovery module writes them: r || s || v, 65 bytes.
 *
 * <p>v is 0 to 3: bit 0 tells whether the y of the nonce's point is odd, bit 1 whether its x is r + n. As
 * there, a high s is taken, so that who sees a signature can make a second one, with n - s and the other
 * bit 0. What is signed is a hash, not a message.
 */
public final class EcdsaRecovery {

  /** The size of a signature. */
  public static final int SIGNATURE_BYTES = 65;

  /** The size of a hash, and of r and s. */
  public static final int NUMBER_BYTES = 32;

  private EcdsaRecovery() {}

  /**
   * The only key for which this is a signature of the hash, as 0x04, x, y.
   *
   * @param hash of {@link #NUMBER_BYTES} bytes
   * @throws VerificationException if no key is
   */
  public static byte[] recover(byte[] hash, byte[] signature) throws VerificationException {
    if (signature.length != SIGNATURE_BYTES) {
      throw refused(
          Reason.SIGNATURE_LENGTH_WRONG, signature.length + " bytes, not " + SIGNATURE_BYTES);
    }
    EcCurve curve = EcCurve.secp256k1();
    BigInteger n = curve.order();
    BigInteger r = new BigInteger(1, signature, 0, NUMBER_BYTES);
    BigInteger s = new BigInteger(1, signature, NUMBER_BYTES, NUMBER_BYTES);
    int v = signature[2 * NUMBER_BYTES] & 0xFF;
    if (!curve.isInRange(r) || !curve.isInRange(s) || v > 3) {
      throw refused(Reason.SIGNATURE_VALUE_OUT_OF_RANGE, "r or s not in [1, n - 1], or v = " + v);
    }
    ECPoint nonce = point(curve, v < 2 ? r : r.add(n), (v & 1) != 0);
    BigInteger inverse = BigIntegers.modOddInverseVar(n, r);
    BigInteger e = new BigInteger(1, hash);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(
        curve.generator(),
        e.negate().multiply(inverse).mod(n),
        nonce,
        s.multiply(inverse).mod(n));
    if (key.isInfinity()) {
      throw refused(Reason.SIGNATURE_MISMATCH, "no key has this signature");
    }
    return key.getEncoded(false);
  }

  private static ECPoint point(EcCurve curve, BigInteger x, boolean odd)
      throws VerificationException {
    if (x.compareTo(curve.prime()) >= 0) {
      throw refused(Reason.SIGNATURE_POINT_INVALID, "r + n is not below the field's prime");
    }
    try {
      ECPoint even = curve.evenPoint(BigIntegers.asUnsignedByteArray(NUMBER_BYTES, x), "signature");
      return odd ? even.negate() : even;
    } catch (MalformedDataException e) {
      throw refused(Reason.SIGNATURE_POINT_INVALID, "r is not the x of a point");
    }
  }

  private static VerificationException refused(Reason reason, String detail) {
    return new VerificationException(new Verdict.Rejected(reason, detail));
  }
}
