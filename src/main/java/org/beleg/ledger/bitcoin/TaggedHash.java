package org.beleg.ledger.bitcoin;

import java.nio.charset.StandardCharsets;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;

/** SHA-256 with the hash of a tag twice in front, BIP 340. */
final class TaggedHash {

  private TaggedHash() {}

  /** The hash of the parts, end to end. */
  static byte[] hash(String tag, byte[]... parts) {
    Digest digest = JdkDigest.of("SHA-256");
    byte[] name = tag.getBytes(StandardCharsets.US_ASCII);
    byte[] hash = new byte[DoubleSha256.SIZE];
    digest.update(name, 0, name.length);
    digest.finish(hash, 0);
    digest.update(hash, 0, hash.length);
    digest.update(hash, 0, hash.length);
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    digest.finish(hash, 0);
    return hash;
  }
}
