package org.beleg.internal.sign;

import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Arrays;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;

/**
 * What an RSA signature hides: the hash of the message, padded to the length of the modulus. Both
 * paddings are checked as a whole, every byte of them: verifiers that skipped some bytes were forged.
 */
@Immutable
abstract class RsaPadding {

  private final String hashName;
  private final int hashBytes;

  private RsaPadding(String hashName, int hashBytes) {
    this.hashName = hashName;
    this.hashBytes = hashBytes;
  }

  /** EMSA-PKCS1-v1_5; the hash's name is the JDK's, its DigestInfo without the hash in hex digits. */
  static RsaPadding pkcs1(String hashName, int hashBytes, String digestInfo) {
    return new Pkcs1(hashName, hashBytes, BaseEncoding.base16().lowerCase().decode(digestInfo));
  }

  /** EMSA-PSS with MGF1 over the same hash. */
  static RsaPadding pss(String hashName, int hashBytes, int saltBytes) {
    return new Pss(hashName, hashBytes, saltBytes);
  }

  /** A computation of the hash of messages. */
  final Digest newDigest() {
    return JdkDigest.of(hashName);
  }

  final byte[] finish(Digest digest) {
    byte[] hash = new byte[hashBytes];
    digest.finish(hash, 0);
    return hash;
  }

  final int hashBytes() {
    return hashBytes;
  }

  /**
   * Tells whether an opened signature is a padding of this hash.
   *
   * @param block as many bytes as the modulus has
   * @param modulusBits the exact length of the modulus
   */
  abstract boolean matches(byte[] block, int modulusBits, byte[] hash);

  /** Pads a hash to the length of the modulus in bytes. */
  abstract byte[] pad(byte[] hash, int modulusBits, SecureRandom random);

  /**
   * <a href="https://www.rfc-editor.org/rfc/rfc8017.html#section-9.2">RFC 8017, section 9.2</a>: 00 01 FF
   * ... FF 00, then DigestInfo. There is one such block for a hash, so it is made anew and compared, as
   * section 8.2.2 does; nothing of the signer's is parsed. DigestInfo has its NULL: the appendix asks
   * verifiers to take it without as well, but PKCS #1 signers all write it.
   */
  private static final class Pkcs1 extends RsaPadding {

    @SuppressWarnings("Immutable") // private, never written
    private final byte[] digestInfo;

    private Pkcs1(String hashName, int hashBytes, byte[] digestInfo) {
      super(hashName, hashBytes);
      this.digestInfo = digestInfo;
    }

    @Override
    boolean matches(byte[] block, int modulusBits, byte[] hash) {
      return Arrays.equals(block, block(block.length, hash));
    }

    private byte[] block(int length, byte[] hash) {
      byte[] block = new byte[length];
      int hashAt = length - hash.length;
      int infoAt = hashAt - digestInfo.length;
      Arrays.fill(block, 2, infoAt - 1, (byte) 0xff);
      block[1] = 1;
      System.arraycopy(digestInfo, 0, block, infoAt, digestInfo.length);
      System.arraycopy(hash, 0, block, hashAt, hash.length);
      return block;
    }

    @Override
    byte[] pad(byte[] hash, int modulusBits, SecureRandom random) {
      throw new UnsupportedOperationException("PKCS #1 v1.5 is verified only");
    }
  }

  /**
   * <a href="https://www.rfc-editor.org/rfc/rfc8017.html#section-9.1">RFC 8017, section 9.1</a>: EM =
   * maskedDB || H || bc, where H hashes the message's hash with the salt, and DB = 00 ... 00 01 || salt
   * is masked by MGF1(H). It has one bit less than the modulus, thus one byte less if that has 8k + 1.
   */
  private static final class Pss extends RsaPadding {

    private static final int ZEROS = 8;
    private static final byte TRAILER = (byte) 0xbc;

    private final int saltBytes;

    private Pss(String hashName, int hashBytes, int saltBytes) {
      super(hashName, hashBytes);
      this.saltBytes = saltBytes;
    }

    @Override
    boolean matches(byte[] block, int modulusBits, byte[] hash) {
      int begin = begin(block.length, modulusBits);
      int hAt = block.length - 1 - hashBytes();
      // the byte in front of EM if there is one, and the bits of its first byte that are not in use
      if ((begin == 1 && block[0] != 0)
          || (block[begin] & unusedBits(modulusBits)) != 0
          || block[block.length - 1] != TRAILER) {
        return false;
      }
      byte[] h = Arrays.copyOfRange(block, hAt, hAt + hashBytes());
      byte[] db = Arrays.copyOfRange(block, begin, hAt);
      mask(db, h);
      db[0] &= (byte) ~unusedBits(modulusBits);
      int saltAt = db.length - saltBytes;
      for (int i = 0; i < saltAt; i++) {
        if (db[i] != (i < saltAt - 1 ? 0 : 1)) {
          return false;
        }
      }
      return Arrays.equals(h, saltedHash(hash, db, saltAt));
    }

    @Override
    byte[] pad(byte[] hash, int modulusBits, SecureRandom random) {
      byte[] block = new byte[(modulusBits + 7) / 8];
      int begin = begin(block.length, modulusBits);
      byte[] db = new byte[block.length - begin - hashBytes() - 1];
      int saltAt = db.length - saltBytes;
      byte[] salt = new byte[saltBytes];
      random.nextBytes(salt);
      System.arraycopy(salt, 0, db, saltAt, saltBytes);
      db[saltAt - 1] = 1;
      byte[] h = saltedHash(hash, db, saltAt);
      mask(db, h);
      db[0] &= (byte) ~unusedBits(modulusBits);
      System.arraycopy(db, 0, block, begin, db.length);
      System.arraycopy(h, 0, block, begin + db.length, h.length);
      block[block.length - 1] = TRAILER;
      return block;
    }

    /** Where EM begins in a block of the modulus's length. */
    private static int begin(int blockBytes, int modulusBits) {
      return blockBytes - (modulusBits - 1 + 7) / 8;
    }

    /** The high bits of the first byte of EM that lie beyond modulusBits - 1. */
    private static int unusedBits(int modulusBits) {
      int used = (modulusBits - 1) % 8;
      return used == 0 ? 0 : (0xff << used) & 0xff;
    }

    private byte[] saltedHash(byte[] hash, byte[] db, int saltAt) {
      Digest digest = newDigest();
      digest.update(new byte[ZEROS], 0, ZEROS);
      digest.update(hash, 0, hash.length);
      digest.update(db, saltAt, saltBytes);
      return finish(digest);
    }

    /** MGF1, RFC 8017, appendix B.2.1, over the data in place. */
    private void mask(byte[] data, byte[] seed) {
      Digest digest = newDigest();
      for (int counter = 0, at = 0; at < data.length; counter++) {
        digest.update(seed, 0, seed.length);
        for (int shift = 24; shift >= 0; shift -= 8) {
          digest.update((byte) (counter >>> shift));
        }
        byte[] block = finish(digest);
        for (int i = 0; i < block.length && at < data.length; i++) {
          data[at++] ^= block[i];
        }
      }
    }
  }
}
