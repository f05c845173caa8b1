package org.beleg.internal.der;

import java.math.BigInteger;
import org.beleg.MalformedDataException;

/**
 * The two numbers of an RSA public key, in DER an RSAPublicKey of <a
 * href="https://www.rfc-editor.org/rfc/rfc8017.html#appendix-A.1.1">RFC 8017, appendix A.1.1</a>. Which
 * numbers are a key is for the scheme to say.
 */
public record RsaPublicKey(BigInteger modulus, BigInteger exponent) {

  /** Reads what {@link #format} prints; {@code what} names the document in exceptions. */
  public static RsaPublicKey parse(byte[] der, String what) throws MalformedDataException {
    DerReader document = DerReader.of(der, what);
    DerReader numbers = document.open(Der.SEQUENCE);
    document.requireEnd();
    BigInteger modulus = numbers.unsignedInteger();
    BigInteger exponent = numbers.unsignedInteger();
    numbers.requireEnd();
    return new RsaPublicKey(modulus, exponent);
  }

  /** Prints the pair. */
  public byte[] format() {
    return Der.element(Der.SEQUENCE, Der.unsignedInteger(modulus), Der.unsignedInteger(exponent));
  }
}
