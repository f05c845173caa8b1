package org.beleg.sign;

import org.beleg.MalformedDataException;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.ssh.SshSig;

/** How a message is hashed before an {@link SshSignature} is made of it: the protocol has these two. */
public enum SshHash {

  /** SHA-256. */
  SHA_256("sha256", "SHA-256", 32),

  /** SHA-512, which ssh-keygen takes if it is not told otherwise. */
  SHA_512("sha512", "SHA-512", 64);

  private final String label;
  private final String algorithm;
  private final int bytes;

  SshHash(String label, String algorithm, int bytes) {
    this.label = label;
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  /** The hash function of a name in the protocol. */
  static SshHash labelled(String label) throws MalformedDataException {
    for (SshHash hash : values()) {
      if (hash.label.equals(label)) {
        return hash;
      }
    }
    throw SshSig.malformed("hash algorithm", label + " is neither sha256 nor sha512");
  }

  /** Its name in the protocol. */
  String label() {
    return label;
  }

  Digest digest() {
    return JdkDigest.of(algorithm);
  }

  byte[] finish(Digest digest) {
    byte[] hash = new byte[bytes];
    digest.finish(hash, 0);
    return hash;
  }
}
