package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;

/**
 * An RSA secret of two primes: RSAPrivateKey of <a
 * href="https://www.rfc-editor.org/rfc/rfc8017.html#appendix-A.1.2">RFC 8017, appendix A.1.2</a>.
 *
 * <p>Its eight numbers say the same thing several times. All must agree: with one wrong number of the
 * Chinese remainders, a single signature gives a prime away.
 */
@Immutable
final class RsaPrivateKey {

  private static final String WHAT = "RSA private key";

  private static final int NEW_MODULUS_BITS = 3_072;
  private static final BigInteger NEW_EXPONENT = BigInteger.valueOf(65_537);

  /** A composite passes for a prime with probability 2^-128 at most; 3,072 bits are worth as much. */
  private static final int CERTAINTY = 128;

  private final RsaPublicKey publicKey;

  @SuppressWarnings("Immutable") // numbers, which nothing destroys
  private final RSAPrivateCrtKeyParameters key;

  private RsaPrivateKey(RsaPublicKey publicKey, RSAPrivateCrtKeyParameters key) {
    this.publicKey = publicKey;
    this.key = key;
  }

  /** Reads a secret, and checks everything but that its primes are more than probable ones. */
  static RsaPrivateKey parse(DerReader document) throws MalformedDataException {
    DerReader numbers = document.open(Der.SEQUENCE);
    document.requireEnd();
    if (numbers.unsignedInteger().signum() != 0) {
      throw numbers.problem("version is not 0: an RSA key of more than two primes, or no RSA key");
    }
    BigInteger n = numbers.unsignedInteger();
    BigInteger e = numbers.unsignedInteger();
    BigInteger d = numbers.unsignedInteger();
    BigInteger p = numbers.unsignedInteger();
    BigInteger q = numbers.unsignedInteger();
    BigInteger dP = numbers.unsignedInteger();
    BigInteger dQ = numbers.unsignedInteger();
    BigInteger qInv = numbers.unsignedInteger();
    numbers.requireEnd();

    RsaPublicKey publicKey = RsaPublicKey.of(n, e);
    // p and q are odd, as n is; their sizes are bounded before anything is multiplied or divided
    if (p.bitLength() < 2
        || q.bitLength() < 2
        || p.bitLength() + q.bitLength() > n.bitLength() + 1
        || p.equals(q)
        || !p.multiply(q).equals(n)) {
      throw malformed("modulus is not the product of two different factors");
    }
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    if (d.compareTo(n) >= 0 || !isInverse(e, d, p1) || !isInverse(e, d, q1)) {
      throw malformed("private exponent does not belong to the public one");
    }
    if (!dP.equals(d.mod(p1))
        || !dQ.equals(d.mod(q1))
        || qInv.compareTo(p) >= 0
        || !isInverse(q, qInv, p)) {
      throw malformed("numbers for the Chinese remainders do not belong to the key");
    }
    // base 2 to the power e * d, which composite factors do not lead back to 2
    if (!isFermatPseudoprime(p) || !isFermatPseudoprime(q)) {
      throw malformed("a factor of the modulus is not prime");
    }
    return new RsaPrivateKey(
        publicKey, new RSAPrivateCrtKeyParameters(n, e, d, p, q, dP, dQ, qInv, true));
  }

  private static boolean isInverse(BigInteger a, BigInteger b, BigInteger modulus) {
    return a.multiply(b).mod(modulus).equals(BigInteger.ONE.mod(modulus));
  }

  private static boolean isFermatPseudoprime(BigInteger number) {
    BigInteger power = BigInteger.TWO.modPow(number.subtract(BigInteger.ONE), number);
    return power.equals(BigInteger.ONE);
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "raw key", problem);
  }

  /** Draws a key of 3,072 bits with e = 65537: FIPS 186-5, appendix A.1.3. */
  static RsaPrivateKey generate(SecureRandom random) {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(NEW_EXPONENT, random, NEW_MODULUS_BITS, CERTAINTY));
    RSAPrivateCrtKeyParameters key =
        (RSAPrivateCrtKeyParameters) generator.generateKeyPair().getPrivate();
    try {
      return new RsaPrivateKey(RsaPublicKey.of(key.getModulus(), key.getPublicExponent()), key);
    } catch (MalformedDataException e) {
      throw new AssertionError("a generated RSA key breaks the rules", e);
    }
  }

  RsaPublicKey publicKey() {
    return publicKey;
  }

  /** Prints what {@link #parse} reads. */
  byte[] format() {
    return Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(BigInteger.ZERO),
        Der.unsignedInteger(key.getModulus()),
        Der.unsignedInteger(key.getPublicExponent()),
        Der.unsignedInteger(key.getExponent()),
        Der.unsignedInteger(key.getP()),
        Der.unsignedInteger(key.getQ()),
        Der.unsignedInteger(key.getDP()),
        Der.unsignedInteger(key.getDQ()),
        Der.unsignedInteger(key.getQInv()));
  }

  /** RSASP1, RFC 8017, section 5.2.1, blinded against timing, its result checked against faults. */
  byte[] seal(byte[] block, SecureRandom random) {
    RSABlindedEngine engine = new RSABlindedEngine();
    engine.init(true, new ParametersWithRandom(key, random));
    byte[] sealed = engine.processBlock(block, 0, block.length);
    return RsaPublicKey.fixed(new BigInteger(1, sealed), publicKey.modulusBytes());
  }
}
