package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.internal.sign.KeyDocuments;
import org.beleg.internal.sign.SubjectPublicKeyInfo;
import org.beleg.internal.sign.VerifyingEngine;
import org.beleg.internal.text.Pem;

/**
 * A public key under one {@link SignatureScheme}: it says whether signatures are the key holder's.
 *
 * <p>A key is decoded and checked once, when it is made: a point off its curve, a weak key, another
 * encoding than the scheme's do not become a value. What remains for {@link #verify} is the signature.
 *
 * <p>Two keys are equal iff their schemes and their raw bytes are. Immutable; any number of threads may
 * use one key, without locks.
 *
 * <p><b>Security.</b> A valid signature shows that the holder of the secret signed these bytes, at some
 * time, for some purpose. It is the message that must say which: bind a context (log origin, protocol,
 * role) into it, or use one key for each role. Whether the key itself is to be trusted is decided by
 * whoever hands it to this class.
 */
@Immutable
public final class VerifyingKey {

  private final SignatureScheme scheme;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] raw;

  private final VerifyingEngine engine;

  private VerifyingKey(SignatureScheme scheme, byte[] ownedRaw) throws MalformedDataException {
    this.scheme = scheme;
    this.raw = ownedRaw;
    this.engine = scheme.engine().verifyingEngine(ownedRaw.clone());
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
    requireNonNull(scheme, "scheme");
    return new VerifyingKey(scheme, raw.clone());
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
    SubjectPublicKeyInfo document = SubjectPublicKeyInfo.parse(der);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (document.isFor(scheme.algorithmIdentifier())) {
        return new VerifyingKey(scheme, document.key());
      }
    }
    throw document.unexpectedAlgorithm("any scheme");
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
    requireNonNull(scheme, "scheme");
    SubjectPublicKeyInfo document = SubjectPublicKeyInfo.parse(der);
    if (!document.isFor(scheme.algorithmIdentifier())) {
      throw document.unexpectedAlgorithm(scheme.name());
    }
    return new VerifyingKey(scheme, document.key());
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
    return parseSpki(decodePem(pem));
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
    requireNonNull(scheme, "scheme");
    return parseSpki(scheme, decodePem(pem));
  }

  private static byte[] decodePem(String pem) throws MalformedDataException {
    return Pem.parse(pem, KeyDocuments.PUBLIC_LABEL, KeyDocuments.MAX_BYTES, "public key (PEM)");
  }

  /**
   * The rules of this key.
   *
   * @return the scheme
   */
  public SignatureScheme scheme() {
    return scheme;
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
   */
  public byte[] toSpki() {
    return SubjectPublicKeyInfo.format(scheme.algorithmIdentifier(), raw);
  }

  /**
   * The key as one PEM block labelled {@code PUBLIC KEY}.
   *
   * @return text in ASCII, ending in LF, for {@link #parsePem(String)}
   */
  public String toPem() {
    return Pem.format(KeyDocuments.PUBLIC_LABEL, toSpki());
  }

  /**
   * Tells whether a signature is this key's signature of a message.
   *
   * <p>Lengths, encodings and ranges are checked before anything is computed. The arrays are read, not
   * kept; changing them while this method runs makes the verdict meaningless.
   *
   * <p>Cost: one hash of the message and one verification, about 0.1 ms for the elliptic curves here;
   * no copy of the message.
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

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifyingKey that
        && scheme == that.scheme
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return 31 * scheme.hashCode() + Arrays.hashCode(raw);
  }

  /** The scheme and the SHA-256 of {@link #toSpki()}: one line of fixed length. */
  @Override
  public String toString() {
    byte[] spki = toSpki();
    byte[] fingerprint = new byte[32];
    Digest sha256 = JdkDigest.of("SHA-256");
    sha256.update(spki, 0, spki.length);
    sha256.finish(fingerprint, 0);
    return scheme + " public key, SPKI SHA-256 "
        + BaseEncoding.base16().lowerCase().encode(fingerprint);
  }
}
