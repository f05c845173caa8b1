package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.KeyDocuments;
import org.beleg.internal.sign.PrivateKeyInfo;
import org.beleg.internal.sign.SigningEngine;
import org.beleg.internal.text.Pem;

/**
 * A secret key under one {@link SignatureScheme}: it signs.
 *
 * <p>The public key is always derived from the secret and never a parameter: to sign with a foreign
 * public key gives an Ed25519 secret away. A public key that a document carries along must be the
 * derived one.
 *
 * <p>Immutable; any number of threads may use one key. Keys compare by identity, as comparing secrets by
 * their bytes would take a time that tells about them; compare {@link #verifyingKey()} instead.
 *
 * <p><b>Security.</b> The secret stays in the heap until the garbage collector reuses its place, as Java
 * offers no reliable way to wipe it, and Bouncy Castle's arithmetic is written against timing attacks
 * but not proven so. Keep keys that matter in hardware. {@link #toPkcs8()} and {@link #toPem()} print
 * the secret unencrypted; {@link #toString()} and all exceptions keep silent about it.
 */
@Immutable
public final class SigningKey {

  private final SigningEngine engine;
  private final VerifyingKey verifyingKey;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] pkcs8;

  private SigningKey(SigningEngine engine, VerifyingKey verifyingKey, byte[] ownedPkcs8) {
    this.engine = engine;
    this.verifyingKey = verifyingKey;
    this.pkcs8 = ownedPkcs8;
  }

  /**
   * Draws a new key from the platform's {@link SecureRandom}.
   *
   * @param scheme the rules
   * @return the key
   */
  public static SigningKey generate(SignatureScheme scheme) {
    return generate(scheme, new SecureRandom());
  }

  /**
   * Draws a new key.
   *
   * @param scheme the rules
   * @param random the source; whoever can predict it knows the key
   * @return the key
   * @throws IllegalStateException if the source is broken so badly that no key comes of it
   */
  public static SigningKey generate(SignatureScheme scheme, SecureRandom random) {
    requireNonNull(random, "random");
    return of(scheme, scheme.engine().generate(random));
  }

  /**
   * Reads a key in its scheme's own encoding.
   *
   * @param scheme the rules
   * @param raw the secret as {@link SignatureScheme} describes it: the seed of 32 bytes for Ed25519, the
   *     scalar of 32 bytes, big-endian, for P-256
   * @return the key
   * @throws MalformedDataException if the scheme does not allow this key
   */
  public static SigningKey of(SignatureScheme scheme, byte[] raw) throws MalformedDataException {
    requireNonNull(scheme, "scheme");
    return of(scheme, scheme.engine().signingEngine(raw.clone()));
  }

  private static SigningKey of(SignatureScheme scheme, SigningEngine engine) {
    byte[] pkcs8 = PrivateKeyInfo.format(scheme.algorithmIdentifier(), engine.privateKey());
    return new SigningKey(engine, derive(scheme, engine), pkcs8);
  }

  private static VerifyingKey derive(SignatureScheme scheme, SigningEngine engine) {
    try {
      return VerifyingKey.of(scheme, engine.publicKey());
    } catch (MalformedDataException e) {
      throw new AssertionError("a derived public key breaks the rules of its scheme", e);
    }
  }

  /**
   * Reads an unencrypted PKCS#8 document, <a
   * href="https://www.rfc-editor.org/rfc/rfc5958.html#section-2">RFC 5958, section 2</a>, in DER.
   *
   * <p>Its AlgorithmIdentifier chooses the scheme as in {@link VerifyingKey#parseSpki(byte[])}. Version 1
   * has no public key; version 2 has one, which must be the derived one, as must a public key inside an
   * ECPrivateKey. Attributes may follow and mean nothing. The key keeps these bytes: {@link #toPkcs8()}
   * gives them back.
   *
   * @param der the document, at most 16 KiB (16,384 bytes)
   * @return the key
   * @throws MalformedDataException if this is not DER, not PKCS#8, or not a key that a scheme allows
   */
  public static SigningKey parsePkcs8(byte[] der) throws MalformedDataException {
    PrivateKeyInfo document = PrivateKeyInfo.parse(der);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (document.isFor(scheme.algorithmIdentifier())) {
        return decode(scheme, document);
      }
    }
    throw document.unexpectedAlgorithm("any scheme");
  }

  /**
   * Reads an unencrypted PKCS#8 document that must hold a key of one scheme.
   *
   * @param scheme the only scheme accepted
   * @param der the document, at most 16 KiB (16,384 bytes)
   * @return the key
   * @throws MalformedDataException if this is not DER, not PKCS#8, or not a key of this scheme
   */
  public static SigningKey parsePkcs8(SignatureScheme scheme, byte[] der)
      throws MalformedDataException {
    requireNonNull(scheme, "scheme");
    PrivateKeyInfo document = PrivateKeyInfo.parse(der);
    if (!document.isFor(scheme.algorithmIdentifier())) {
      throw document.unexpectedAlgorithm(scheme.name());
    }
    return decode(scheme, document);
  }

  private static SigningKey decode(SignatureScheme scheme, PrivateKeyInfo document)
      throws MalformedDataException {
    SigningEngine engine = document.decode(scheme.engine());
    return new SigningKey(engine, derive(scheme, engine), document.encoded());
  }

  /**
   * Reads one PEM block labelled {@code PRIVATE KEY} that holds an unencrypted PKCS#8 document. The form
   * is that of {@link VerifyingKey#parsePem(String)}.
   *
   * @param pem the text
   * @return the key
   * @throws MalformedDataException if this is anything else; the message names the line
   */
  public static SigningKey parsePem(String pem) throws MalformedDataException {
    return parsePkcs8(decodePem(pem));
  }

  /**
   * Reads one PEM block that must hold a key of one scheme.
   *
   * @param scheme the only scheme accepted
   * @param pem the text, in the form of {@link #parsePem(String)}
   * @return the key
   * @throws MalformedDataException if this is anything else; the message names the line
   */
  public static SigningKey parsePem(SignatureScheme scheme, String pem)
      throws MalformedDataException {
    requireNonNull(scheme, "scheme");
    return parsePkcs8(scheme, decodePem(pem));
  }

  private static byte[] decodePem(String pem) throws MalformedDataException {
    return Pem.parse(pem, KeyDocuments.PRIVATE_LABEL, KeyDocuments.MAX_BYTES, "private key (PEM)");
  }

  /**
   * The rules of this key.
   *
   * @return the scheme
   */
  public SignatureScheme scheme() {
    return verifyingKey.scheme();
  }

  /**
   * The public key that belongs to this secret.
   *
   * @return the derived key, always the same object
   */
  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  /**
   * Signs a message. Ed25519 and ECDSA are deterministic here: the same key and message give the same
   * signature.
   *
   * <p>Cost: one or two hashes of the message and one multiplication of a point, well below 0.2 ms for
   * a short message.
   *
   * @param message the bytes to sign, of any length
   * @return a new array, which {@link VerifyingKey#verify} of {@link #verifyingKey()} accepts
   */
  public byte[] sign(byte[] message) {
    return engine.sign(requireNonNull(message, "message"));
  }

  /**
   * The secret as an unencrypted PKCS#8 document in DER: exactly the bytes it was read from, if it was.
   *
   * <p>Otherwise version 1 without attributes, as OpenSSL writes it: for Ed25519 the seed alone (<a
   * href="https://www.rfc-editor.org/rfc/rfc8410.html#section-7">RFC 8410, section 7</a>), for P-256 an
   * ECPrivateKey with its public key and without parameters (<a
   * href="https://www.rfc-editor.org/rfc/rfc5915.html#section-3">RFC 5915, section 3</a>).
   *
   * @return a new array, for {@link #parsePkcs8}
   */
  public byte[] toPkcs8() {
    return pkcs8.clone();
  }

  /**
   * The secret as one unencrypted PEM block labelled {@code PRIVATE KEY}, around {@link #toPkcs8()}.
   *
   * @return text in ASCII, ending in LF, for {@link #parsePem}
   */
  public String toPem() {
    return Pem.format(KeyDocuments.PRIVATE_LABEL, pkcs8);
  }

  /** The scheme and the fingerprint of the public key; nothing of the secret. */
  @Override
  public String toString() {
    return "signing key of " + verifyingKey;
  }
}
