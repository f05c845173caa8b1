package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.internal.jwk.Jwk;
import org.beleg.internal.sign.KeyDocuments;
import org.beleg.internal.sign.SubjectPublicKeyInfo;
import org.beleg.internal.sign.VerifyingEngine;
import org.beleg.internal.sign.VerifyingSink;
import org.beleg.internal.ssh.SshPublicKey;
import org.beleg.internal.text.Pem;
import org.beleg.internal.text.StrictBase64;
import org.jspecify.annotations.Nullable;

/**
 * A public key under fixed {@link SignatureRules}: it says whether signatures are the key holder's.
 *
 * <p>A key is decoded and checked once, when it is made: a point off its curve, a weak key, another
 * encoding than the scheme's do not become a value. What remains for {@link #verify} is the signature.
 *
 * <p>Two keys are equal iff their rules and their raw bytes are. Immutable; any number of threads may
 * use one key, without locks.
 *
 * <p><b>Security.</b> A valid signature shows that the holder of the secret signed these bytes, at some
 * time, for some purpose. It is the message that must say which: bind a context (log origin, protocol,
 * role) into it, or use one key for each role. Whether the key itself is to be trusted is decided by
 * whoever hands it to this class.
 */
@Immutable
public final class VerifyingKey {

  private final SignatureRules rules;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] raw;

  private final VerifyingEngine engine;

  @SuppressWarnings("Immutable") // equal whoever computes it; a harmless race
  private @Nullable String identity;

  private VerifyingKey(SignatureRules rules, byte[] ownedRaw) throws MalformedDataException {
    this(rules, ownedRaw, rules.engine().verifyingEngine(ownedRaw.clone()));
  }

  private VerifyingKey(SignatureRules rules, byte[] ownedRaw, VerifyingEngine engine) {
    this.rules = rules;
    this.raw = ownedRaw;
    this.engine = engine;
  }

  /**
   * Reads a key in its scheme's own encoding. Inverse of {@link #toRaw()}.
   *
   * <p>Cost: about one decoding of a point.
   *
   * @param scheme the rules
   * @param raw the key as {@link SignatureScheme} describes it, such as 32 bytes for Ed25519
   * @return the key
   * @throws MalformedDataException if the scheme does not allow this key
   */
  public static VerifyingKey of(SignatureScheme scheme, byte[] raw) throws MalformedDataException {
    return withRules(SignatureRules.of(scheme), raw);
  }

  static VerifyingKey withRules(SignatureRules rules, byte[] raw) throws MalformedDataException {
    requireNonNull(rules, "rules");
    return new VerifyingKey(rules, raw.clone());
  }

  /**
   * Reads a SubjectPublicKeyInfo, <a
   * href="https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1.2.7">RFC 5280, section 4.1.2.7</a>, in
   * DER. Inverse of {@link #toSpki()}.
   *
   * <p>The algorithm is the document's choice here: the key has the first scheme that the document's
   * AlgorithmIdentifier, compared byte for byte, belongs to. Where one scheme is expected, say so with
   * {@link #parseSpki(SignatureScheme, byte[])}.
   *
   * <p>Cost: one pass over at most 16 KiB, and that of {@link #of}.
   *
   * @param der the document, at most 16 KiB (16,384 bytes)
   * @return the key
   * @throws MalformedDataException if this is not the DER that {@link #toSpki()} would print of a key
   *     that a scheme allows
   */
  public static VerifyingKey parseSpki(byte[] der) throws MalformedDataException {
    return PublicKeys.parseSpki(der);
  }

  /**
   * Reads a SubjectPublicKeyInfo that must hold a key of one scheme.
   *
   * @param scheme the only scheme accepted
   * @param der the document, at most 16 KiB (16,384 bytes)
   * @return the key
   * @throws MalformedDataException if this is not the DER that {@link #toSpki()} would print of a key of
   *     this scheme
   */
  public static VerifyingKey parseSpki(SignatureScheme scheme, byte[] der)
      throws MalformedDataException {
    return PublicKeys.parseSpki(SignatureRules.of(scheme), der);
  }

  /**
   * Reads one PEM block labelled {@code PUBLIC KEY} that holds a SubjectPublicKeyInfo. Inverse of {@link
   * #toPem()}.
   *
   * <p>The form is the strict one of <a
   * href="https://www.rfc-editor.org/rfc/rfc7468.html#section-3">RFC 7468, section 3</a>: lines of 64
   * characters but the last, LF line ends, one of them at the end, nothing before or after the block. As
   * in {@link #parseSpki(byte[])} the document chooses the scheme.
   *
   * @param pem the text
   * @return the key
   * @throws MalformedDataException if this is not what {@link #toPem()} would print of a key that a
   *     scheme allows; the message names the line
   */
  public static VerifyingKey parsePem(String pem) throws MalformedDataException {
    return PublicKeys.parseSpki(PublicKeys.decodePem(pem));
  }

  /**
   * Reads one PEM block that must hold a key of one scheme.
   *
   * @param scheme the only scheme accepted
   * @param pem the text, in the form of {@link #parsePem(String)}
   * @return the key
   * @throws MalformedDataException if this is not what {@link #toPem()} would print of a key of this
   *     scheme; the message names the line
   */
  public static VerifyingKey parsePem(SignatureScheme scheme, String pem)
      throws MalformedDataException {
    return PublicKeys.parseSpki(SignatureRules.of(scheme), PublicKeys.decodePem(pem));
  }

  /**
   * Reads a public JSON Web Key, <a href="https://www.rfc-editor.org/rfc/rfc7517.html#section-4">RFC 7517,
   * section 4</a>, of a kind that {@link SignatureScheme#hasJwk()}. Inverse of {@link #toJwk()}.
   *
   * <p>{@code kty}, {@code crv} and {@code alg} choose the scheme; only RSA and ML-DSA keys need the last.
   * {@code use} and {@code key_ops}, if there, must allow to verify; unknown members mean nothing. The
   * rules are the defaults: for ECDSA signatures of JOSE choose {@link SignatureEncoding#P1363}.
   *
   * @param json one object, at most 16,384 characters
   * @return the key
   * @throws MalformedDataException if this is no JSON, a private key, or no key that a scheme allows
   */
  public static VerifyingKey parseJwk(String json) throws MalformedDataException {
    return PublicKeys.parseJwk(json);
  }

  /**
   * Reads a public JSON Web Key that must be one of a scheme; RSA keys may come without {@code alg}.
   *
   * @param scheme the only scheme accepted
   * @param json as for {@link #parseJwk(String)}
   * @return the key
   * @throws MalformedDataException as {@link #parseJwk(String)}, or if the key is of another scheme
   */
  public static VerifyingKey parseJwk(SignatureScheme scheme, String json)
      throws MalformedDataException {
    return PublicKeys.parseJwk(scheme, json);
  }

  /**
   * Reads a line of OpenSSH: type, base64 and perhaps a comment. Inverse of {@link #toOpenSsh()}.
   *
   * @param line at most 16,384 characters, perhaps ended by LF
   * @return the key
   * @throws MalformedDataException if this is anything else, no scheme allows the key, or its type is
   *     {@code ssh-rsa}, which names no hash function
   */
  public static VerifyingKey parseOpenSsh(String line) throws MalformedDataException {
    return PublicKeys.parseOpenSsh(line);
  }

  /**
   * Reads a public key as OpenSSH writes it, which must be one of a scheme.
   *
   * @param scheme the only scheme accepted
   * @param line as for {@link #parseOpenSsh(String)}
   * @return the key
   * @throws MalformedDataException if the line is anything else, or the scheme does not allow the key
   */
  public static VerifyingKey parseOpenSsh(SignatureScheme scheme, String line)
      throws MalformedDataException {
    return PublicKeys.parseOpenSsh(scheme, line);
  }

  /**
   * The algorithm of this key.
   *
   * @return the scheme
   */
  public SignatureScheme scheme() {
    return rules.scheme();
  }

  /**
   * All that this key judges by.
   *
   * @return the rules
   */
  public SignatureRules rules() {
    return rules;
  }

  /**
   * The same key under other rules.
   *
   * @param other rules of the same scheme, such as {@code key.rules().withContext(context)}
   * @return the key
   * @throws MalformedDataException if the other rules do not allow this key
   * @throws IllegalArgumentException if they are of another scheme
   */
  public VerifyingKey withRules(SignatureRules other) throws MalformedDataException {
    checkArgument(
        other.scheme() == scheme(), "rules of %s for a key of %s", other.scheme(), scheme());
    return new VerifyingKey(other, raw);
  }

  /**
   * This key with tables, for whoever keeps it to verify many signatures: an audit log is one signer's.
   * It is equal to this key and gives the same verdicts.
   *
   * <p>Advantages: an Ed25519 key then verifies single signatures in about half of the time; a key of
   * ECDSA, SM2 or BIP340 does so from the first on, see {@link #verify}. Disadvantages: to make the tables
   * takes the time of about three verifications, and they take 31 kB for Ed25519, 16 KiB for curves of 256
   * bits and 35 KiB for P-521, for as long as the key is kept. Keys of other schemes have no tables, and
   * those that have them already no more to make: they return themselves. {@link #withRules} makes a key
   * without tables.
   *
   * @return an equal key
   */
  public VerifyingKey prepared() {
    return engine.prepared().map(other -> new VerifyingKey(rules, raw, other)).orElse(this);
  }

  /**
   * The key in its scheme's own encoding.
   *
   * @return a new array, for {@link #of}
   */
  public byte[] toRaw() {
    return raw.clone();
  }

  /**
   * The key as a SubjectPublicKeyInfo in DER.
   *
   * @return a new array, for {@link #parseSpki(byte[])}
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasSpki()}
   */
  public byte[] toSpki() {
    if (!scheme().hasSpki()) {
      throw new UnsupportedOperationException("no standard defines an SPKI for " + scheme());
    }
    return SubjectPublicKeyInfo.format(scheme().algorithmIdentifier(), raw);
  }

  /**
   * The key as one PEM block labelled {@code PUBLIC KEY}.
   *
   * @return text in ASCII, ending in LF, for {@link #parsePem(String)}
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasSpki()}
   */
  public String toPem() {
    return Pem.format(KeyDocuments.PUBLIC_LABEL, toSpki());
  }

  /**
   * The key as a JSON Web Key with the members that {@link #parseJwk(String)} needs, sorted by name and
   * without spaces.
   *
   * @return one line of ASCII
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasJwk()}
   */
  public String toJwk() {
    return Jwk.format(scheme().name(), raw);
  }

  /**
   * The key as OpenSSH writes it, without a comment. The scheme of an RSA key is not in it.
   *
   * @return one line of ASCII without its line feed, for {@link #parseOpenSsh(String)}
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasOpenSsh()}
   */
  public String toOpenSsh() {
    return SshPublicKey.of(scheme().name(), raw).line();
  }

  /**
   * Tells whether a signature is this key's signature of a message.
   *
   * <p>Lengths, encodings and ranges are checked before anything is computed. The arrays are read, not
   * kept; changing them while this method runs makes the verdict meaningless.
   *
   * <p>Cost: one hash of the message and one verification, about 0.1 ms for the elliptic curves of 256
   * bits; no copy of the message. A key of ECDSA, SM2 or BIP340 that verifies its fourth signature makes a
   * table, which takes the time of about three verifications and 16 KiB (35 KiB for P-521), and makes all
   * later ones faster.
   *
   * @param message the signed bytes, of any length
   * @param signature the signature, of any bytes
   * @return accepted; or rejected for one of the {@code SIGNATURE_...} reasons
   */
  public Verdict verify(byte[] message, byte[] signature) {
    requireNonNull(message, "message");
    requireNonNull(signature, "signature");
    return engine.verify(message, signature);
  }

  /**
   * Tells whether a signature is this key's signature of a message that is read from a stream: one pass,
   * constant memory. The signature comes first, as some schemes hash it in front of the message.
   *
   * @param message read to its end, not closed
   * @param signature the signature, of any bytes
   * @return the verdict of {@link #verify(byte[], byte[])} on the whole message
   * @throws IOException if reading fails; then there is no verdict
   * @throws UnsupportedOperationException as {@link #messageVerifier}
   */
  public Verdict verifyStream(InputStream message, byte[] signature) throws IOException {
    VerifyingSink sink = sink(signature);
    ChannelBuffer.drain(message, sink::update);
    return sink.finish();
  }

  /**
   * Begins to judge a signature of a message that will be written in parts, in constant memory.
   *
   * @param signature the signature, of any bytes
   * @return a channel for the message
   * @throws UnsupportedOperationException if this scheme has to keep the whole message; its
   *     documentation says so
   */
  public MessageVerifier messageVerifier(byte[] signature) {
    return new MessageVerifier(sink(signature));
  }

  private VerifyingSink sink(byte[] signature) {
    return engine
        .start(signature.clone())
        .orElseThrow(() ->
            new UnsupportedOperationException(scheme() + " cannot be verified in constant memory"));
  }

  /**
   * Tells whether one secret serves both keys: the same point, modulus or hash tree, also under another
   * scheme, with other options, or with its sign turned. Who counts signers must count by this, as {@link
   * #equals} tells the keys of one holder under two rules apart.
   *
   * @param other a key of any scheme
   * @return whether a signer of one is a signer of the other
   */
  public boolean isSameSigner(VerifyingKey other) {
    return identity().equals(other.identity());
  }

  /** What {@link #isSameSigner} compares, for use as a key of maps. */
  String identity() {
    String known = identity;
    if (known == null) {
      known = engine.identity();
      identity = known;
    }
    return known;
  }

  VerifyingEngine engine() {
    return engine;
  }

  /**
   * The SHA-256 of {@link #toSpki()} as 64 lower-case hexadecimal digits, as other tools print it; where
   * a scheme has no SPKI, of the text {@code <scheme>:<raw key in base64>}. Options of the rules do not
   * change it.
   *
   * @return the fingerprint
   */
  public String fingerprint() {
    return PublicKeys.fingerprint(this);
  }

  /**
   * The canonical text of this key: {@link SignatureRules#format()}, a colon, and the raw key in base64.
   * It names all that the key is, for every scheme; key documents of other formats leave out the rules.
   *
   * @return one line of ASCII without spaces, for {@link #parse}
   */
  public String format() {
    return rules.format() + ":" + StrictBase64.encode(raw);
  }

  /**
   * Reads what {@link #format()} prints, and nothing else. Whoever parses a key lets the text choose the
   * rules: do so with texts from a trusted place.
   *
   * @param text the text
   * @return the key
   * @throws MalformedDataException if this is anything else
   */
  public static VerifyingKey parse(String text) throws MalformedDataException {
    return PublicKeys.parseText(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that
        && rules.equals(that.rules)
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return 31 * rules.hashCode() + Arrays.hashCode(raw);
  }

  /** The rules and the {@link #fingerprint()}: one line. */
  @Override
  public String toString() {
    return rules + " public key, SHA-256 " + fingerprint();
  }
}
