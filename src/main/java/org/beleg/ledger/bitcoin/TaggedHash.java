package org.beleg.ledger.bitcoin;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import org.beleg.hash.Hash;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.Pool;
import org.beleg.internal.kernel.HashEngine;

/**
 * A hash function for one purpose: SHA-256(SHA-256(tag) || SHA-256(tag) || message), so that what was hashed
 * for another purpose never has the same hash.
 *
 * <p>Source: <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0340.mediawiki#design">BIP 340, tagged hashes</a>.
 * Immutable; any number of threads may use it.
 */
@Immutable
public final class TaggedHash {

  private static final Pool<Digest> DIGESTS = HashEngine.SHA_256.pool();

  private final String tag;

  /** The hash of the tag, twice: one block of SHA-256. */
  @SuppressWarnings("Immutable") // never handed out, never written after construction
  private final byte[] prefix;

  private TaggedHash(String tag, byte[] ownedPrefix) {
    this.tag = tag;
    this.prefix = ownedPrefix;
  }

  /**
   * The hash function of a purpose.
   *
   * @param tag names it, such as {@code TapLeaf}
   * @return the function
   */
  public static TaggedHash of(String tag) {
    byte[] name = tag.getBytes(StandardCharsets.UTF_8);
    byte[] prefix = new byte[2 * DoubleSha256.SIZE];
    Digest digest = DIGESTS.take();
    digest.update(name, 0, name.length);
    digest.finish(prefix, 0);
    DIGESTS.give(digest);
    System.arraycopy(prefix, 0, prefix, DoubleSha256.SIZE, DoubleSha256.SIZE);
    return new TaggedHash(tag, prefix);
  }

  /**
   * Hashes a message. Cost: one block of SHA-256 and the message's.
   *
   * @param parts the message, cut anywhere; the cuts do not matter to the hash
   * @return 32 bytes
   */
  public Hash hash(byte[]... parts) {
    byte[] hash = new byte[DoubleSha256.SIZE];
    Digest digest = DIGESTS.take();
    digest.update(prefix, 0, prefix.length);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    digest.finish(hash, 0);
    DIGESTS.give(digest);
    return Hash.of(hash);
  }

  /** Names the tag. */
  @Override
  public String toString() {
    return "tagged hash " + tag;
  }
}
