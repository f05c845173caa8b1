package org.beleg.internal.sign;

import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.digest.Pool;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519, Ed25519ctx or Ed25519ph: what is hashed with the message, <a
 * href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section 5.1</a>.
 */
@Immutable
final class Ed25519Variant {

  static final int HASH_BYTES = 64;

  /** Begins dom2, RFC 8032, section 2. */
  private static final String DOM2 = "SigEd25519 no Ed25519 collisions";

  /** One-shot verifications take a digest from here; streams make their own. */
  private static final Pool<Digest> SHA512 = new Pool<>(Ed25519Variant::newDigest);

  /** Bouncy Castle's number of the variant, a constant that loads nothing. */
  private final int algorithm;

  private final boolean hashesFirst;

  @SuppressWarnings("Immutable") // private copies, never written
  private final byte[] context;

  @SuppressWarnings("Immutable")
  private final byte[] prefix;

  private Ed25519Variant(int algorithm, boolean hashesFirst, byte[] context, byte[] prefix) {
    this.algorithm = algorithm;
    this.hashesFirst = hashesFirst;
    this.context = context;
    this.prefix = prefix;
  }

  /** Ed25519 itself: no prefix at all, also not an empty context. */
  static Ed25519Variant pure() {
    return new Ed25519Variant(Ed25519.Algorithm.Ed25519, false, new byte[0], new byte[0]);
  }

  /** Ed25519ctx. */
  static Ed25519Variant ctx(byte[] context) {
    return new Ed25519Variant(
        Ed25519.Algorithm.Ed25519ctx, false, context.clone(), dom2(0, context));
  }

  /** Ed25519ph: SHA-512 of the message stands for the message. */
  static Ed25519Variant ph(byte[] context) {
    return new Ed25519Variant(Ed25519.Algorithm.Ed25519ph, true, context.clone(), dom2(1, context));
  }

  private static byte[] dom2(int flag, byte[] context) {
    return Bytes.concat(
        DOM2.getBytes(StandardCharsets.US_ASCII),
        new byte[] {(byte) flag, (byte) context.length},
        context);
  }

  static Digest newDigest() {
    return JdkDigest.of("SHA-512");
  }

  int algorithm() {
    return algorithm;
  }

  boolean isPure() {
    return prefix.length == 0;
  }

  boolean hashesFirst() {
    return hashesFirst;
  }

  /** The context, empty for pure Ed25519; not to be written. */
  byte[] context() {
    return context;
  }

  /** SHA-512(prefix, R, A, M), or of the hash of M. */
  byte[] hash(byte[] signature, byte[] publicKey, byte[] message) {
    Digest sha512 = SHA512.take();
    byte[] hash = new byte[HASH_BYTES];
    if (hashesFirst) {
      sha512.update(message, 0, message.length);
      sha512.finish(hash, 0);
      begin(sha512, signature, publicKey);
      sha512.update(hash, 0, HASH_BYTES);
    } else {
      begin(sha512, signature, publicKey);
      sha512.update(message, 0, message.length);
    }
    sha512.finish(hash, 0);
    SHA512.give(sha512);
    return hash;
  }

  /** Feeds what stands in front of the message. */
  void begin(Digest sha512, byte[] signature, byte[] publicKey) {
    sha512.update(prefix, 0, prefix.length);
    sha512.update(signature, 0, publicKey.length);
    sha512.update(publicKey, 0, publicKey.length);
  }
}
