package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.digest.Digest;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * Ed25519, Ed25519ctx and Ed25519ph, <a
 * href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section 5.1</a>.
 *
 * <p>Public keys and signatures are judged by {@link org.beleg.internal.ed25519}, under the reading of
 * the RFC that an {@link Ed25519Acceptance} states; so verification loads nothing of Bouncy Castle.
 * Secrets are Bouncy Castle's affair alone, whose arithmetic takes care of timing.
 */
@Immutable
public final class Ed25519Engine implements SchemeEngine {

  private static final int SECRET_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  private final Ed25519Variant variant;
  private final Ed25519Acceptance acceptance;

  private Ed25519Engine(Ed25519Variant variant, Ed25519Acceptance acceptance) {
    this.variant = variant;
    this.acceptance = acceptance;
  }

  /** Ed25519 itself. */
  public static SchemeEngine pure(Ed25519Acceptance acceptance) {
    return new Ed25519Engine(Ed25519Variant.pure(), acceptance);
  }

  /** Ed25519ctx with a context of up to 255 bytes. */
  public static SchemeEngine ctx(Ed25519Acceptance acceptance, byte[] context) {
    return new Ed25519Engine(Ed25519Variant.ctx(context), acceptance);
  }

  /** Ed25519ph with a context of up to 255 bytes. */
  public static SchemeEngine ph(Ed25519Acceptance acceptance, byte[] context) {
    return new Ed25519Engine(Ed25519Variant.ph(context), acceptance);
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    return Ed25519PublicKey.of(variant, acceptance, raw);
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != SECRET_BYTES) {
      throw new MalformedDataException(
          "Ed25519 private key", "raw key", raw.length + " bytes, not " + SECRET_BYTES);
    }
    return new PrivateKey(variant, new Ed25519PrivateKeyParameters(raw));
  }

  /** Reads a CurvePrivateKey, RFC 8410, section 7: an OCTET STRING of the 32-byte seed. */
  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    byte[] seed = contents.octets(Der.OCTET_STRING);
    contents.requireEnd();
    return signingEngine(seed);
  }

  /** Every seed is a key: hashing and clamping make a scalar of it, RFC 8032, section 5.1.5. */
  @Override
  public SigningEngine generate(SecureRandom random) {
    byte[] seed = new byte[SECRET_BYTES];
    random.nextBytes(seed);
    return new PrivateKey(variant, new Ed25519PrivateKeyParameters(seed));
  }

  /** The seed. Bouncy Castle hashes it anew for each signature. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final Ed25519Variant variant;

    @SuppressWarnings("Immutable") // caches its public key, whose value never changes
    private final Ed25519PrivateKeyParameters key;

    private PrivateKey(Ed25519Variant variant, Ed25519PrivateKeyParameters key) {
      this.variant = variant;
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      if (variant.hashesFirst()) {
        SigningSink sink = new PrehashSink(this);
        sink.update(message, 0, message.length);
        return sink.finish();
      }
      return signHashed(message);
    }

    @Override
    public Optional<SigningSink> start() {
      return variant.hashesFirst() ? Optional.of(new PrehashSink(this)) : Optional.empty();
    }

    /** Signs a message, or for Ed25519ph the hash of one. */
    private byte[] signHashed(byte[] message) {
      byte[] signature = new byte[SIGNATURE_BYTES];
      byte[] context = variant.isPure() ? null : variant.context();
      key.sign(variant.algorithm(), context, message, 0, message.length, signature, 0);
      return signature;
    }

    @Override
    public byte[] publicKey() {
      return key.generatePublicKey().getEncoded();
    }

    @Override
    public byte[] privateKey() {
      return Der.element(Der.OCTET_STRING, key.getEncoded());
    }
  }

  /** Ed25519ph reads the message once: its hash is what is signed. */
  private static final class PrehashSink implements SigningSink {
    private final PrivateKey key;
    private final Digest sha512 = Ed25519Variant.newDigest();

    PrehashSink(PrivateKey key) {
      this.key = key;
    }

    @Override
    public void update(byte[] source, int offset, int length) {
      sha512.update(source, offset, length);
    }

    @Override
    public byte[] finish() {
      byte[] hash = new byte[Ed25519Variant.HASH_BYTES];
      sha512.finish(hash, 0);
      return key.signHashed(hash);
    }
  }
}
