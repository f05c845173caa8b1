package org.beleg.internal.sign;

import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;

/**
 * A public key of LMS, <a href="https://www.rfc-editor.org/rfc/rfc8554.html#section-5.3">RFC 8554, section
 * 5.3</a>: u32 type || u32 one-time type || I[16] || T[1], where T[1] is the root of a tree over one-time
 * keys.
 *
 * <p>The two types fix the length of every signature. Codes are those of the RFC and of SP 800-208,
 * section 4: SHA-256 and SHAKE256, with 32 bytes and cut to 24.
 */
@Immutable
final class LmsKey {

  private static final String WHAT = "LMS public key";

  /** The length of I, which tells trees apart. */
  static final int IDENTIFIER_BYTES = 16;

  /** What stands in front of T[1]. */
  private static final int HEAD_BYTES = 8 + IDENTIFIER_BYTES;

  /** In groups of five heights in the LMS registry, of four widths in the LM-OTS registry. */
  private static final HashFunction[] HASHES = {
    HashFunction.SHA2_256,
    HashFunction.SHA2_256_192,
    HashFunction.SHAKE256_256,
    HashFunction.SHAKE256_192
  };

  private static final int FIRST_TYPE = 5;
  private static final int HEIGHTS = 5;
  private static final int FIRST_OTS_TYPE = 1;
  private static final int WIDTHS = 4;

  final int type;
  final int otsType;
  final HashFunction hash;

  /** h: there are 2^h one-time keys. */
  final int height;

  /** w: the bits of a digit, of which each has its chain of 2^w - 1 hashes. */
  final int digitBits;

  /** p: the number of digits, those of the checksum included. */
  final int digits;

  /** ls: how far the checksum is shifted so that its digits begin at its first bit. */
  final int checksumShift;

  @SuppressWarnings("Immutable") // a copy, which nothing writes
  final byte[] raw;

  private LmsKey(int type, int otsType, byte[] raw) {
    this.type = type;
    this.otsType = otsType;
    this.hash = HASHES[(type - FIRST_TYPE) / HEIGHTS];
    this.height = 5 + 5 * ((type - FIRST_TYPE) % HEIGHTS);
    this.digitBits = 1 << (otsType - FIRST_OTS_TYPE) % WIDTHS;
    // RFC 8554, appendix B
    int messageDigits = 8 * hash.n / digitBits;
    int largestSum = ((1 << digitBits) - 1) * messageDigits;
    int sumBits = 32 - Integer.numberOfLeadingZeros(largestSum);
    int sumDigits = (sumBits + digitBits - 1) / digitBits;
    this.digits = messageDigits + sumDigits;
    this.checksumShift = 16 - sumDigits * digitBits;
    this.raw = raw;
  }

  /** Reads a key that fills the array. */
  static LmsKey parse(byte[] raw) throws MalformedDataException {
    LmsKey key = parse(raw, 0);
    if (key.raw.length != raw.length) {
      throw malformed(raw.length + " bytes, not " + key.raw.length);
    }
    return key;
  }

  /** Reads a key out of a longer array; its own length is that of {@link #raw}. */
  static LmsKey parse(byte[] source, int at) throws MalformedDataException {
    int left = source.length - at;
    if (left < HEAD_BYTES) {
      throw malformed(left + " bytes, fewer than every type has");
    }
    int type = word(source, at);
    int otsType = word(source, at + 4);
    if (type < FIRST_TYPE || type >= FIRST_TYPE + HASHES.length * HEIGHTS) {
      throw malformed("unknown LMS type " + Integer.toUnsignedString(type));
    }
    if (otsType < FIRST_OTS_TYPE || otsType >= FIRST_OTS_TYPE + HASHES.length * WIDTHS) {
      throw malformed("unknown LM-OTS type " + Integer.toUnsignedString(otsType));
    }
    int hash = (type - FIRST_TYPE) / HEIGHTS;
    if (hash != (otsType - FIRST_OTS_TYPE) / WIDTHS) {
      // SP 800-208, section 4: one hash function for both
      throw malformed("tree and one-time keys have different hash functions");
    }
    int length = HEAD_BYTES + HASHES[hash].n;
    if (left < length) {
      throw malformed(left + " bytes, not " + length);
    }
    return new LmsKey(type, otsType, Arrays.copyOfRange(source, at, at + length));
  }

  private static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "raw key", problem);
  }

  /** u32str, RFC 8554, section 3.1.2. */
  static int word(byte[] source, int at) {
    return Ints.fromBytes(source[at], source[at + 1], source[at + 2], source[at + 3]);
  }

  /** u32 q || u32 one-time type || C || y[p] || u32 type || path[h], sections 4.5 and 5.4. */
  int signatureBytes() {
    return 4 + 4 + hash.n + digits * hash.n + 4 + height * hash.n;
  }

  /** Where a signature has its LMS type. */
  int typeOffset() {
    return 8 + hash.n + digits * hash.n;
  }

  /** Whether a byte string ends in this key's T[1]. */
  boolean hasRoot(byte[] root) {
    return Arrays.equals(root, 0, hash.n, raw, HEAD_BYTES, raw.length);
  }
}
