package org.beleg.internal.ssh;

import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/**
 * The pair (r, s) of an ECDSA signature as OpenSSH writes it, two numbers of <a
 * href="https://www.rfc-editor.org/rfc/rfc5656.html#section-3.1.2">RFC 5656, section 3.1.2</a>, and as the
 * schemes of {@link org.beleg.internal.sign} do. Whether they are in range is for the scheme to say.
 */
public record EcdsaNumbers(BigInteger r, BigInteger s) {

  private static final String WHAT = "ECDSA signature";

  /** Reads OpenSSH's form. */
  public static EcdsaNumbers parse(byte[] blob) throws MalformedDataException {
    SshReader fields = new SshReader(blob, WHAT);
    BigInteger r = fields.unsignedNumber();
    BigInteger s = fields.unsignedNumber();
    fields.requireEnd();
    return new EcdsaNumbers(r, s);
  }

  /** Prints OpenSSH's form. */
  public byte[] format() {
    return new SshWriter().number(r).number(s).toByteArray();
  }

  /** Reads the SEQUENCE of a signature just made. */
  public static EcdsaNumbers ofDer(byte[] der) {
    try {
      DerReader numbers = DerReader.of(der, WHAT).open(Der.SEQUENCE);
      return new EcdsaNumbers(numbers.unsignedInteger(), numbers.unsignedInteger());
    } catch (MalformedDataException e) {
      throw new AssertionError("an engine made a signature that is not DER", e);
    }
  }

  /** Prints a SEQUENCE of two INTEGERs. */
  public byte[] der() {
    return Der.element(Der.SEQUENCE, Der.unsignedInteger(r), Der.unsignedInteger(s));
  }

  /** Reads two numbers of equal width. */
  public static EcdsaNumbers ofFixed(byte[] fixed) {
    int width = fixed.length / 2;
    return new EcdsaNumbers(
        new BigInteger(1, fixed, 0, width), new BigInteger(1, fixed, width, width));
  }

  /** Whether both fit into a width. */
  public boolean fit(int width) {
    return Math.max(r.bitLength(), s.bitLength()) <= 8 * width;
  }

  /** Prints two numbers of a width into which they {@link #fit}. */
  public byte[] fixed(int width) {
    byte[] fixed = new byte[2 * width];
    put(r, fixed, width);
    put(s, fixed, 2 * width);
    return fixed;
  }

  private static void put(BigInteger number, byte[] target, int end) {
    byte[] bytes = number.toByteArray(); // may have one leading zero more than fits
    int length = Math.min(bytes.length, target.length / 2);
    System.arraycopy(bytes, bytes.length - length, target, end - length, length);
  }
}
