package org.beleg.internal.ssh;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.Pem;

/**
 * An unencrypted private key as ssh-keygen writes it: <a
 * href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key">OpenSSH's PROTOCOL.key</a>.
 * Exceptions show nothing of the secret.
 */
public final class SshPrivateKey {

  private static final String WHAT = "private key (OpenSSH)";
  private static final String LABEL = "OPENSSH PRIVATE KEY";
  private static final int LINE_LENGTH = 70;
  private static final int MAX_BYTES = 16 * 1024;
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  /** Without a cipher the secret is padded as for blocks of 8 bytes. */
  private static final int BLOCK_BYTES = 8;

  private static final int SEED_BYTES = 32;

  private final SshPublicKey publicKey;
  private final byte[] secret;

  private SshPrivateKey(SshPublicKey publicKey, byte[] secret) {
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /** Reads one block with one key, as ssh-keygen writes it with an empty passphrase. */
  public static SshPrivateKey parse(String armored) throws MalformedDataException {
    SshReader fields = new SshReader(Pem.parse(armored, LABEL, LINE_LENGTH, MAX_BYTES, WHAT), WHAT);
    fields.expect(MAGIC);
    String cipher = fields.text();
    String kdf = fields.text();
    if (!cipher.equals("none") || !kdf.equals("none") || fields.string().length > 0) {
      throw fields.problem("encrypted; only keys without a passphrase are read");
    }
    if (fields.uint32() != 1) {
      throw fields.problem("not one key");
    }
    SshPublicKey publicKey = SshPublicKey.parseBlob(fields.string());
    byte[] secretPart = fields.string();
    fields.requireEnd();
    return new SshPrivateKey(publicKey, readSecret(publicKey, secretPart));
  }

  private static byte[] readSecret(SshPublicKey publicKey, byte[] part)
      throws MalformedDataException {
    SshReader fields = new SshReader(part, WHAT + ", secret part");
    int check = fields.uint32();
    if (check != fields.uint32()) {
      throw fields.problem("check numbers differ");
    }
    byte[] type = fields.string();
    if (!Arrays.equals(type, publicKey.type().getBytes(StandardCharsets.US_ASCII))) {
      throw fields.problem("type is not that of the public key");
    }
    // the fields of the public key are repeated, then the secret follows
    byte[] secret;
    if (publicKey.type().equals("ssh-ed25519")) {
      byte[] point = fields.string();
      byte[] pair = fields.string();
      if (pair.length != SEED_BYTES + point.length
          || !Arrays.equals(pair, SEED_BYTES, pair.length, point, 0, point.length)) {
        throw fields.problem("secret does not end in the public key");
      }
      requireRepeated(publicKey, new SshWriter().string(type).string(point), fields);
      secret = Arrays.copyOf(pair, SEED_BYTES);
    } else if (publicKey.type().startsWith("ecdsa-sha2-")) {
      byte[] curve = fields.string();
      byte[] point = fields.string();
      requireRepeated(publicKey, new SshWriter().string(type).string(curve).string(point), fields);
      secret = padded(fields, point.length / 2);
    } else {
      throw fields.problem("keys of type " + publicKey.type() + " are not read");
    }
    fields.string(); // the comment
    for (int i = 1; fields.hasNext(); i++) {
      if (i >= BLOCK_BYTES || fields.next() != i) {
        throw fields.problem("padding is not 1, 2, 3 up to a multiple of 8 bytes");
      }
    }
    if (part.length % BLOCK_BYTES != 0) {
      throw fields.problem("length is no multiple of 8 bytes");
    }
    return secret;
  }

  private static void requireRepeated(SshPublicKey publicKey, SshWriter repeated, SshReader place)
      throws MalformedDataException {
    if (!Arrays.equals(publicKey.blob(), repeated.toByteArray())) {
      throw place.problem("public key is not the one in front");
    }
  }

  /** A scalar as wide as a coordinate of its curve. */
  private static byte[] padded(SshReader fields, int width) throws MalformedDataException {
    BigInteger scalar = fields.unsignedNumber();
    if (scalar.bitLength() > 8 * width) {
      throw fields.problem("secret number is too large for its curve");
    }
    byte[] bytes = scalar.toByteArray(); // may have a leading zero, or fewer bytes
    byte[] padded = new byte[width];
    int length = Math.min(bytes.length, width);
    System.arraycopy(bytes, bytes.length - length, padded, width - length, length);
    return padded;
  }

  /** The public key that the file states, to be compared with the derived one. */
  public SshPublicKey publicKey() {
    return publicKey;
  }

  /** The secret in its scheme's own encoding. */
  public byte[] secret() {
    return secret.clone();
  }

  /** An exception about the key as a whole. */
  public static MalformedDataException malformed(String problem) {
    return new MalformedDataException(WHAT, "key", problem);
  }
}
