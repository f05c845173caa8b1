package org.beleg.internal.sign;

import java.util.Arrays;
import java.util.Optional;
import org.beleg.Reason;
import org.beleg.Verdict;

/**
 * One signature of LMS on its way to a verdict: <a
 * href="https://www.rfc-editor.org/rfc/rfc8554.html#section-5.4.2">RFC 8554</a>, algorithms 4b and 6a.
 *
 * <p>Cost: the hash of the message, then at most p (2^w - 1) + h + 2 short hashes, that is 8,700 for w = 8.
 */
final class LmsVerification {

  // what keeps one use of the hash apart from another, section 3.1.3
  private static final int D_PBLK = 0x8080;
  private static final int D_MESG = 0x8181;
  private static final int D_LEAF = 0x8282;
  private static final int D_INTR = 0x8383;

  /** I || u32 || u16 stands in front of all that is hashed; in chains one more byte. */
  private static final int WORD_AT = LmsKey.IDENTIFIER_BYTES;

  private static final int SHORT_AT = WORD_AT + 4;
  private static final int PREFIX_BYTES = SHORT_AT + 2;

  private static final byte[] NO_PREFIX = {};

  private final LmsKey key;
  private final byte[] signature;
  private final int begin;
  private final int q;
  private final HashFunction.Hasher hasher;

  /** A prefix, then room for the counter of a chain and one hash, or for two hashes. */
  private final byte[] block;

  private LmsVerification(LmsKey key, byte[] signature, int begin) {
    this.key = key;
    this.signature = signature;
    this.begin = begin;
    this.q = LmsKey.word(signature, begin);
    this.hasher = key.hash.newHasher();
    this.block = new byte[PREFIX_BYTES + 2 * key.hash.n];
    System.arraycopy(key.raw, 8, block, 0, LmsKey.IDENTIFIER_BYTES);
    prefix(q, D_MESG);
    hasher.update(block, 0, PREFIX_BYTES);
    hasher.update(signature, begin + 8, key.hash.n); // C
  }

  /** What is wrong with a signature of the right length, whatever the message is. */
  static Optional<Verdict> problem(LmsKey key, byte[] signature, int begin) {
    if (LmsKey.word(signature, begin + 4) != key.otsType
        || LmsKey.word(signature, begin + key.typeOffset()) != key.type) {
      return Optional.of(Verdict.rejected(
          Reason.SIGNATURE_ENCODING_INVALID, "LMS signature is of another type than its key"));
    }
    if (LmsKey.word(signature, begin) >>> key.height != 0) {
      return Optional.of(Verdict.rejected(
          Reason.SIGNATURE_VALUE_OUT_OF_RANGE, "LMS signature counts beyond the keys of its tree"));
    }
    return Optional.empty();
  }

  /** Begins; the array must not change before the end. Requires that there is no problem. */
  static LmsVerification start(LmsKey key, byte[] signature, int begin) {
    return new LmsVerification(key, signature, begin);
  }

  void update(byte[] source, int offset, int length) {
    hasher.update(source, offset, length);
  }

  /** Tells whether the signature leads to the key's root. */
  boolean finish() {
    byte[] node = leaf(oneTimeKey(Arrays.copyOf(hasher.finish(), key.hash.n + 2)));
    int n = key.hash.n;
    int path = begin + key.typeOffset() + 4;
    for (int number = (1 << key.height) | q; number > 1; number >>>= 1, path += n) {
      boolean right = (number & 1) != 0;
      prefix(number >>> 1, D_INTR);
      System.arraycopy(node, 0, block, PREFIX_BYTES + (right ? n : 0), n);
      System.arraycopy(signature, path, block, PREFIX_BYTES + (right ? 0 : n), n);
      hasher.update(block, 0, PREFIX_BYTES + 2 * n);
      node = hasher.finish();
    }
    return key.hasRoot(node);
  }

  private byte[] leaf(byte[] oneTimeKey) {
    prefix((1 << key.height) | q, D_LEAF);
    hasher.update(block, 0, PREFIX_BYTES);
    hasher.update(oneTimeKey);
    return hasher.finish();
  }

  /** Algorithm 4b: the ends of all chains, side by side, hashed. Takes Q with room for its checksum. */
  private byte[] oneTimeKey(byte[] message) {
    int n = key.hash.n;
    int last = (1 << key.digitBits) - 1;
    int checksum = checksum(message, last);
    message[n] = (byte) (checksum >>> 8);
    message[n + 1] = (byte) checksum;

    int y = begin + 8 + n;
    byte[] ends = Arrays.copyOfRange(signature, y, y + key.digits * n);
    byte[] heads = new byte[key.digits * (PREFIX_BYTES + 1)];
    for (int i = 0; i < key.digits; i++) {
      prefix(q, i);
      block[PREFIX_BYTES] = (byte) digit(message, i);
      System.arraycopy(block, 0, heads, i * (PREFIX_BYTES + 1), PREFIX_BYTES + 1);
    }
    key.hash
        .shortHashes(NO_PREFIX, key.digits * last / 2)
        .chains(heads, PREFIX_BYTES + 1, last, ends, 0, key.digits);
    prefix(q, D_PBLK);
    hasher.update(block, 0, PREFIX_BYTES);
    hasher.update(ends);
    return hasher.finish();
  }

  /** Section 4.4: makes sure that no digit can grow without another one shrinking. */
  private int checksum(byte[] message, int last) {
    int sum = 0;
    for (int i = 0; i < 8 * key.hash.n / key.digitBits; i++) {
      sum += last - digit(message, i);
    }
    return sum << key.checksumShift;
  }

  /** coef, section 3.1.3. */
  private int digit(byte[] message, int index) {
    int bit = index * key.digitBits;
    int shift = 8 - key.digitBits - bit % 8;
    return ((message[bit / 8] & 0xff) >>> shift) & ((1 << key.digitBits) - 1);
  }

  private void prefix(int word, int half) {
    for (int i = 0; i < 4; i++) {
      block[WORD_AT + i] = (byte) (word >>> (24 - 8 * i));
    }
    block[SHORT_AT] = (byte) (half >>> 8);
    block[SHORT_AT + 1] = (byte) half;
  }
}
