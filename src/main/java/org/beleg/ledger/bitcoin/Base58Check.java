package org.beleg.ledger.bitcoin;

import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.MalformedDataException;

/**
 * The text form of the hashes of keys and scripts: bytes and the first four of their double SHA-256 as a
 * number to the base 58, a digit 1 in front for each zero byte in front. <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0013.mediawiki">BIP 13</a> and before.
 */
final class Base58Check {

  private static final String WHAT = "base58 address";
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
  private static final int CHECKSUM = 4;

  private Base58Check() {}

  /** Prints bytes. Takes time in the square of their number, which is small. */
  static String format(byte[] payload) {
    byte[] bytes = Arrays.copyOf(payload, payload.length + CHECKSUM);
    byte[] hash = DoubleSha256.hash(payload).toByteArray();
    System.arraycopy(hash, 0, bytes, payload.length, CHECKSUM);
    StringBuilder reversed = new StringBuilder();
    for (BigInteger rest = new BigInteger(1, bytes); rest.signum() > 0; rest = rest.divide(BASE)) {
      reversed.append(ALPHABET.charAt(rest.mod(BASE).intValue()));
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      reversed.append(ALPHABET.charAt(0));
    }
    return reversed.reverse().toString();
  }

  /** Reads so many bytes. */
  static byte[] parse(String text, int length) throws MalformedDataException {
    if (text.length() > 2 * (length + CHECKSUM)) { // before any arithmetic; 1.37 digits take a byte
      throw malformed("more characters than " + length + " bytes take");
    }
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = ALPHABET.indexOf(text.charAt(i));
      if (digit < 0) {
        throw new MalformedDataException(WHAT, "character " + i, "not in the alphabet");
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    int size = length + CHECKSUM;
    if (number.bitLength() > Byte.SIZE * size) {
      throw malformed("not " + length + " bytes");
    }
    byte[] bytes = new byte[size];
    byte[] magnitude = number.toByteArray(); // with a sign bit, which may be a byte more
    int used = Math.min(magnitude.length, size);
    System.arraycopy(magnitude, magnitude.length - used, bytes, size - used, used);
    byte[] payload = Arrays.copyOf(bytes, length);
    if (!format(payload).equals(text)) {
      throw malformed("checksum or number of zeros in front is wrong");
    }
    return payload;
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "text", problem);
  }
}
