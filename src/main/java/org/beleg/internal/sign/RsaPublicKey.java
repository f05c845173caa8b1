package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/**
 * An RSA modulus n and public exponent e: RSAPublicKey of <a
 * href="https://www.rfc-editor.org/rfc/rfc8017.html#appendix-A.1.1">RFC 8017, appendix A.1.1</a>.
 *
 * <p>Keys that engines take and should not: e = 1 verifies what anybody writes, an even e or n is no RSA,
 * a short n is factored, and a long n or e makes one verification a denial of service. The bounds keep a
 * verification below 50 ms, also before it is compiled.
 */
@Immutable
final class RsaPublicKey {

  private static final String WHAT = "RSA public key";

  /** NIST SP 800-131A revision 2, section 3: fewer bits are disallowed. */
  static final int MIN_MODULUS_BITS = 2_048;

  static final int MAX_MODULUS_BITS = 8_192;

  /** FIPS 186-5, section 5.1, bounds e by 2^256; keys with e = 3 are in use, so its lower one is not. */
  static final int MAX_EXPONENT_BITS = 256;

  private static final BigInteger THREE = BigInteger.valueOf(3);

  private final BigInteger modulus;
  private final BigInteger exponent;

  private RsaPublicKey(BigInteger modulus, BigInteger exponent) {
    this.modulus = modulus;
    this.exponent = exponent;
  }

  /** Reads what {@link #format} prints. */
  static RsaPublicKey parse(byte[] der) throws MalformedDataException {
    KeyDocuments.requireSize(der, WHAT);
    DerReader document = DerReader.of(der, WHAT);
    DerReader numbers = document.open(Der.SEQUENCE);
    document.requireEnd();
    BigInteger modulus = numbers.unsignedInteger();
    BigInteger exponent = numbers.unsignedInteger();
    numbers.requireEnd();
    return of(modulus, exponent);
  }

  /** A key of two numbers, if the rules allow it. */
  static RsaPublicKey of(BigInteger modulus, BigInteger exponent) throws MalformedDataException {
    int bits = modulus.bitLength();
    if (bits < MIN_MODULUS_BITS || bits > MAX_MODULUS_BITS) {
      throw malformed("modulus has " + bits + " bits, outside [2048, 8192]");
    }
    if (!modulus.testBit(0)) {
      throw malformed("modulus is even");
    }
    if (exponent.compareTo(THREE) < 0 || !exponent.testBit(0)) {
      throw malformed("public exponent is even or below 3");
    }
    if (exponent.bitLength() > MAX_EXPONENT_BITS) {
      throw malformed("public exponent has " + exponent.bitLength() + " bits, more than 256");
    }
    return new RsaPublicKey(modulus, exponent);
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "raw key", problem);
  }

  /** Prints the key. */
  byte[] format() {
    return Der.element(Der.SEQUENCE, Der.unsignedInteger(modulus), Der.unsignedInteger(exponent));
  }

  BigInteger modulus() {
    return modulus;
  }

  BigInteger exponent() {
    return exponent;
  }

  /** The length of n, and of every signature, in bytes. */
  int modulusBytes() {
    return (modulus.bitLength() + 7) / 8;
  }

  /** RSAVP1, RFC 8017, section 5.2.2: s^e mod n, in as many bytes as n has. Requires s below n. */
  byte[] open(BigInteger s) {
    return fixed(s.modPow(exponent, modulus), modulusBytes());
  }

  /** I2OSP, RFC 8017, section 4.1: big-endian in exactly this many bytes, which must suffice. */
  static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray(); // may begin with a zero of the sign
    int digits = Math.min(bytes.length, length);
    byte[] padded = new byte[length];
    System.arraycopy(bytes, bytes.length - digits, padded, length - digits, digits);
    return padded;
  }
}
