package org.beleg.ledger.bitcoin;

import java.util.Arrays;
import org.beleg.MalformedDataException;

/**
 * The text form of witness programs: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki">BIP 173</a> for version 0, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki">BIP 350</a> for the others.
 *
 * <p>The two differ in a constant that the checksum is compared with, so that an address of one kind is
 * none of the other.
 */
final class Bech32 {

  private static final String WHAT = "segwit address";
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int MAX_LENGTH = 90;
  private static final int CHECKSUM = 6;
  private static final int WORD_BITS = 5;

  private static final int VERSION_0_CONSTANT = 1;
  private static final int LATER_CONSTANT = 0x2bc830a3;

  private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Bech32() {}

  /** Prints a program of a version from 0 to 16, in lower case. */
  static String format(String prefix, int version, byte[] program) {
    byte[] words = new byte[1 + (Byte.SIZE * program.length + WORD_BITS - 1) / WORD_BITS];
    words[0] = (byte) version;
    int at = 1;
    int pending = 0;
    int bits = 0;
    for (byte next : program) {
      pending = (pending << Byte.SIZE | (next & 0xFF)) & 0xFFF; // at most 4 + 8 bits count
      bits += Byte.SIZE;
      while (bits >= WORD_BITS) {
        bits -= WORD_BITS;
        words[at++] = (byte) (pending >>> bits & 31);
      }
    }
    if (bits > 0) {
      words[at] = (byte) (pending << (WORD_BITS - bits) & 31);
    }
    StringBuilder text = new StringBuilder(prefix).append('1');
    for (byte word : words) {
      text.append(ALPHABET.charAt(word));
    }
    int checksum =
        polymod(prefix, Arrays.copyOf(words, words.length + CHECKSUM)) ^ constant(version);
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt(checksum >>> (WORD_BITS * i) & 31));
    }
    return text.toString();
  }

  /**
   * Reads an address of one network, in lower or in upper case; limits on versions and lengths are the
   * caller's.
   *
   * @param prefix of the network, in lower case
   * @return the version, and behind it the program
   */
  static byte[] parse(String prefix, String text) throws MalformedDataException {
    if (text.length() > MAX_LENGTH) {
      throw malformed("more than " + MAX_LENGTH + " characters");
    }
    String lower = lowerCase(text);
    int begin = prefix.length() + 1;
    if (!lower.startsWith(prefix + '1') || lower.indexOf('1', begin) >= 0) {
      throw malformed("does not begin with " + prefix + "1");
    }
    int count = lower.length() - begin;
    if (count < 1 + CHECKSUM) {
      throw malformed("too short");
    }
    byte[] words = new byte[count];
    for (int i = 0; i < count; i++) {
      int word = ALPHABET.indexOf(lower.charAt(begin + i));
      if (word < 0) {
        throw new MalformedDataException(WHAT, "character " + (begin + i), "not in the alphabet");
      }
      words[i] = (byte) word;
    }
    if (polymod(prefix, words) != constant(words[0])) {
      throw malformed("checksum is wrong");
    }
    return bytes(words, count - CHECKSUM);
  }

  private static String lowerCase(String text) throws MalformedDataException {
    boolean lower = false;
    boolean upper = false;
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      lower |= c >= 'a' && c <= 'z';
      if (c >= 'A' && c <= 'Z') { // not what a locale takes for a letter
        upper = true;
        result.setCharAt(i, (char) (c - 'A' + 'a'));
      }
    }
    if (lower && upper) {
      throw malformed("upper and lower case");
    }
    return result.toString();
  }

  /** The version as it is, and the words behind it as bytes. */
  private static byte[] bytes(byte[] words, int end) throws MalformedDataException {
    byte[] bytes = new byte[1 + WORD_BITS * (end - 1) / Byte.SIZE];
    bytes[0] = words[0];
    int at = 1;
    int pending = 0;
    int bits = 0;
    for (int i = 1; i < end; i++) {
      pending = (pending << WORD_BITS | words[i]) & 0xFFF; // at most 7 + 5 bits count
      bits += WORD_BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes[at++] = (byte) (pending >>> bits);
      }
    }
    if (bits >= WORD_BITS || (pending & ((1 << bits) - 1)) != 0) {
      throw malformed("bits behind the program");
    }
    return bytes;
  }

  private static int constant(int version) {
    return version == 0 ? VERSION_0_CONSTANT : LATER_CONSTANT;
  }

  /** The checksum of the prefix and the words, as the document's Python code computes it. */
  private static int polymod(String prefix, byte[] words) {
    int checksum = 1;
    for (int i = 0; i < prefix.length(); i++) {
      checksum = step(checksum, prefix.charAt(i) >>> WORD_BITS);
    }
    checksum = step(checksum, 0);
    for (int i = 0; i < prefix.length(); i++) {
      checksum = step(checksum, prefix.charAt(i) & 31);
    }
    for (byte word : words) {
      checksum = step(checksum, word);
    }
    return checksum;
  }

  private static int step(int checksum, int word) {
    int top = checksum >>> 25;
    int next = (checksum & 0x1ffffff) << WORD_BITS ^ word;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >>> i & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "text", problem);
  }
}
