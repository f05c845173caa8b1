package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.sign.KeyDocuments;
import org.beleg.internal.sign.PrivateKeyInfo;
import org.beleg.internal.sign.SchemeEngine;
import org.beleg.internal.sign.SigningEngine;
import org.beleg.internal.sign.SigningSink;
import org.beleg.internal.ssh.SshPrivateKey;
import org.beleg.internal.text.Pem;

/**
 * A secret key under fixed {@link SignatureRules}: it signs.
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
    SignatureRules rules = SignatureRules.of(scheme);
    requireNonNull(random, "random"); // some engines would take another source instead
    return of(rules, signingEngine(rules).generate(random));
  }

  private static SchemeEngine signingEngine(SignatureRules rules) {
    SchemeEngine engine = rules.engine();
    if (!engine.signs()) {
      throw new UnsupportedOperationException(rules.scheme() + " verifies only");
    }
    return engine;
  }

  /**
   * Reads a key in its scheme's own encoding.
   *
   * @param scheme the rules
   * @param raw the secret as {@link SignatureScheme} describes it: the seed of 32 bytes for Ed25519; for
   *     the other curves the scalar, big-endian, with as many bytes as the order has
   * @return the key
   * @throws MalformedDataException if the scheme does not allow this key
   */
  public static SigningKey of(SignatureScheme scheme, byte[] raw) throws MalformedDataException {
    SignatureRules rules = SignatureRules.of(scheme);
    return of(rules, signingEngine(rules).signingEngine(raw.clone()));
  }

  private static SigningKey of(SignatureRules rules, SigningEngine engine) {
    byte[] algorithm = rules.scheme().algorithmIdentifier();
    byte[] pkcs8 = rules.scheme().hasSpki()
        ? PrivateKeyInfo.format(algorithm, engine.privateKey())
        : new byte[0];
    return new SigningKey(engine, derive(rules, engine), pkcs8);
  }

  private static VerifyingKey derive(SignatureRules rules, SigningEngine engine) {
    try {
      return VerifyingKey.withRules(rules, engine.publicKey());
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
      if (document.isFor(scheme.algorithmIdentifier()) && scheme.signs()) {
        return decode(scheme.rules(), document);
      }
    }
    throw document.unexpectedAlgorithm("any scheme that signs");
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
    return decode(scheme.rules(), document);
  }

  private static SigningKey decode(SignatureRules rules, PrivateKeyInfo document)
      throws MalformedDataException {
    if (!rules.scheme().signs()) {
      throw document.unexpectedAlgorithm("any scheme that signs");
    }
    SigningEngine engine = document.decode(rules.engine());
    return new SigningKey(engine, derive(rules, engine), document.encoded());
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
   * Reads a private key as ssh-keygen writes it: one block labelled {@code OPENSSH PRIVATE KEY}, of
   * Ed25519 or ECDSA, without a passphrase.
   *
   * @param text the file: lines of 70 characters but the last, LF line ends, one of them at the end
   * @return the key, under the defaults of the scheme that its type names
   * @throws MalformedDataException if this is anything else, such as an encrypted key, or its public key
   *     is not the derived one; nothing of the secret is in the message
   */
  public static SigningKey parseOpenSsh(String text) throws MalformedDataException {
    SshPrivateKey document = SshPrivateKey.parse(text);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (document.publicKey().isFor(scheme.name())) {
        SigningKey key = of(scheme, document.secret());
        if (!Arrays.equals(key.engine.publicKey(), document.publicKey().raw(scheme.name()))) {
          throw SshPrivateKey.malformed("public key does not belong to the secret");
        }
        return key;
      }
    }
    throw document.publicKey().unexpected("any scheme");
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
   * The same secret under other rules.
   *
   * @param rules rules of the same scheme, such as {@code SignatureRules.of(scheme).withContext(context)}
   * @return the key; its {@link #verifyingKey()} has these rules, too
   * @throws IllegalArgumentException if they are of another scheme
   */
  public SigningKey withRules(SignatureRules rules) {
    checkArgument(
        rules.scheme() == scheme(), "rules of %s for a key of %s", rules.scheme(), scheme());
    if (rules.equals(verifyingKey.rules())) {
      return this;
    }
    try {
      return decode(rules, PrivateKeyInfo.parse(pkcs8));
    } catch (MalformedDataException e) {
      throw new AssertionError("a key that was read before is refused under other rules", e);
    }
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
   * Signs a message. Ed25519, ECDSA, SM2 and BIP340 are deterministic here: the same key and message
   * give the same signature.
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
   * Signs a message that is read from a stream: one pass, constant memory.
   *
   * @param message read to its end, not closed
   * @return a new array
   * @throws IOException if reading fails; then nothing is signed
   * @throws UnsupportedOperationException as {@link #messageSigner}
   */
  public byte[] signStream(InputStream message) throws IOException {
    SigningSink sink = sink();
    ChannelBuffer.drain(message, sink::update);
    return sink.finish();
  }

  /**
   * Begins to sign a message that will be written in parts, in constant memory.
   *
   * @return a channel for the message
   * @throws UnsupportedOperationException if the scheme reads the message twice. Ed25519 and BIP340 do,
   *     to derive a nonce: a second pass over a file that changed in between would give the secret away, so
   *     use a pre-hashing variant for what does not fit into memory
   */
  public MessageSigner messageSigner() {
    return new MessageSigner(sink());
  }

  private SigningSink sink() {
    return engine
        .start()
        .orElseThrow(() -> new UnsupportedOperationException(
            scheme() + " reads a message twice, so it cannot be signed in constant memory"));
  }

  /**
   * The secret as an unencrypted PKCS#8 document in DER: exactly the bytes it was read from, if it was.
   *
   * <p>Otherwise version 1 without attributes, as OpenSSL writes it: for Ed25519 the seed alone (<a
   * href="https://www.rfc-editor.org/rfc/rfc8410.html#section-7">RFC 8410, section 7</a>), for ECDSA
   * and SM2 an ECPrivateKey with its public key and without parameters (<a
   * href="https://www.rfc-editor.org/rfc/rfc5915.html#section-3">RFC 5915, section 3</a>).
   *
   * @return a new array, for {@link #parsePkcs8}
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasSpki()}
   */
  public byte[] toPkcs8() {
    if (pkcs8.length == 0) {
      throw new UnsupportedOperationException("no standard defines PKCS#8 for " + scheme());
    }
    return pkcs8.clone();
  }

  /**
   * The secret as one unencrypted PEM block labelled {@code PRIVATE KEY}, around {@link #toPkcs8()}.
   *
   * @return text in ASCII, ending in LF, for {@link #parsePem}
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasSpki()}
   */
  public String toPem() {
    return Pem.format(KeyDocuments.PRIVATE_LABEL, toPkcs8());
  }

  /** The scheme and the fingerprint of the public key; nothing of the secret. */
  @Override
  public String toString() {
    return "signing key of " + verifyingKey;
  }
}
