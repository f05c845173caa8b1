package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.ssh.EcdsaNumbers;
import org.beleg.internal.ssh.SshPublicKey;
import org.beleg.internal.ssh.SshSig;

/**
 * A signature as {@code ssh-keygen -Y sign} makes it, also found in Git commits: <a
 * href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">PROTOCOL.sshsig</a>.
 *
 * <pre>{@code
 * VerifyingKey key = VerifyingKey.parseOpenSsh(line);            // what the verifier trusts
 * SshSignature signature = SshSignature.parse(armored);          // what anybody sent
 * Verdict verdict = signature.verify(key, "file", message);
 * }</pre>
 *
 * <p>It carries the signer's public key and a namespace that says what it is for: {@code file}, {@code
 * git}, or a name with a domain such as {@code release@example.com}. The namespace is signed, so that a
 * signature for one purpose is none for another. Both are claims; the caller states which key and which
 * namespace are trusted.
 *
 * <p>Keys are those that have {@link VerifyingKey#toOpenSsh()}. RSA signatures are made with SHA-256 or
 * SHA-512, and the key says with which: a key under {@code RSA_PKCS1_SHA512} takes no {@code rsa-sha2-256}.
 * Signatures of security keys ({@code sk-...}) and certificates are refused by name.
 *
 * <p>Beleg is stricter than OpenSSH in one thing: the reserved field, which OpenSSH ignores and does not
 * sign, must be empty. A message is hashed first, so it may be of any size; memory is constant when it is
 * read from a stream. Immutable and safe for any number of threads.
 */
@Immutable
public final class SshSignature {

  private final VerifyingKey claimedKey;
  private final String namespace;
  private final SshHash hash;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] signature;

  private SshSignature(
      VerifyingKey claimedKey, String namespace, SshHash hash, byte[] ownedSignature) {
    this.claimedKey = claimedKey;
    this.namespace = namespace;
    this.hash = hash;
    this.signature = ownedSignature;
  }

  /**
   * Reads what ssh-keygen writes: one block between {@code -----BEGIN SSH SIGNATURE-----} and {@code
   * -----END SSH SIGNATURE-----}, lines of 70 characters but the last, LF line ends, one of them at the
   * end. Judges nothing.
   *
   * <p>Cost: one pass over at most 16 KiB (16,384 bytes), and the decoding of one public key.
   *
   * @param armored the text
   * @return the signature
   * @throws MalformedDataException if this is not what {@link #format()} would print, or its key, hash
   *     function or algorithm is none that a scheme here allows
   */
  public static SshSignature parse(String armored) throws MalformedDataException {
    SshSig fields = SshSig.parse(armored);
    for (SignatureScheme scheme : SignatureScheme.values()) {
      String name = scheme.name();
      if (fields.publicKey().isFor(name)
          && SshPublicKey.signatureAlgorithm(name).equals(fields.signatureAlgorithm())) {
        VerifyingKey key = VerifyingKey.of(scheme, fields.publicKey().raw(name));
        SshHash hash = SshHash.labelled(fields.hashAlgorithm());
        return new SshSignature(key, fields.namespace(), hash, fields.signature());
      }
    }
    throw SshSig.malformed(
        "signature algorithm",
        fields.signatureAlgorithm() + " is not supported with a key of type "
            + fields.publicKey().type());
  }

  /**
   * Signs a message. The same key, namespace, hash and message give the same signature if the key's
   * scheme is deterministic.
   *
   * @param key a key of a scheme that OpenSSH has
   * @param namespace what the signature is for: not empty, valid Unicode without NUL characters
   * @param hash how the message is hashed
   * @param message the bytes to sign
   * @return the signature
   * @throws IllegalArgumentException if the namespace breaks these rules
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasOpenSsh()}
   */
  public static SshSignature sign(SigningKey key, String namespace, SshHash hash, byte[] message) {
    Digest digest = hash.digest();
    digest.update(message, 0, message.length);
    return sign(key, namespace, hash, digest);
  }

  /**
   * Signs a message that is read from a stream: one pass, constant memory.
   *
   * @param key a key of a scheme that OpenSSH has
   * @param namespace what the signature is for: not empty, valid Unicode without NUL characters
   * @param hash how the message is hashed
   * @param message read to its end, not closed
   * @return the signature
   * @throws IOException if reading fails; then nothing is signed
   * @throws IllegalArgumentException if the namespace breaks these rules
   * @throws UnsupportedOperationException unless {@link SignatureScheme#hasOpenSsh()}
   */
  public static SshSignature signStream(
      SigningKey key, String namespace, SshHash hash, InputStream message) throws IOException {
    return sign(key, namespace, hash, digest(hash, message));
  }

  private static SshSignature sign(SigningKey key, String namespace, SshHash hash, Digest digest) {
    requireNamespace(namespace);
    VerifyingKey publicKey = key.verifyingKey();
    if (!publicKey.scheme().hasOpenSsh()) {
      throw new UnsupportedOperationException("OpenSSH has no keys for " + publicKey.scheme());
    }
    byte[] made = key.sign(SshSig.signedData(namespace, hash.label(), hash.finish(digest)));
    byte[] signature = publicKey
        .rules()
        .encoding()
        .map(encoding -> switch (encoding) {
          case DER -> EcdsaNumbers.ofDer(made);
          case P1363 -> EcdsaNumbers.ofFixed(made);
        })
        .map(EcdsaNumbers::format)
        .orElse(made);
    // options of the rules do not travel
    VerifyingKey claimed = key.withRules(SignatureRules.of(key.scheme())).verifyingKey();
    return new SshSignature(claimed, namespace, hash, signature);
  }

  /**
   * Judges this signature.
   *
   * @param key the key that the caller trusts; its rules hold for the signature in it
   * @param expectedNamespace what the caller takes the signature to be for, not empty
   * @param message the signed bytes
   * @return accepted; or rejected with {@link Reason#KEY_MISMATCH}, {@link Reason#NAMESPACE_MISMATCH} or
   *     a reason of {@link VerifyingKey#verify}
   * @throws IllegalArgumentException if the expected namespace could be none
   */
  public Verdict verify(VerifyingKey key, String expectedNamespace, byte[] message) {
    Digest digest = hash.digest();
    digest.update(message, 0, message.length);
    return verify(key, expectedNamespace, digest);
  }

  /**
   * Judges this signature of a message that is read from a stream: one pass, constant memory.
   *
   * @param key the key that the caller trusts; its rules hold for the signature in it
   * @param expectedNamespace what the caller takes the signature to be for, not empty
   * @param message read to its end, not closed
   * @return the verdict of {@link #verify} on the whole message
   * @throws IOException if reading fails; then there is no verdict
   * @throws IllegalArgumentException if the expected namespace could be none
   */
  public Verdict verifyStream(VerifyingKey key, String expectedNamespace, InputStream message)
      throws IOException {
    return verify(key, expectedNamespace, digest(hash, message));
  }

  private Verdict verify(VerifyingKey key, String expectedNamespace, Digest digest) {
    requireNamespace(expectedNamespace);
    if (key.scheme() != claimedKey.scheme() || !Arrays.equals(key.toRaw(), claimedKey.toRaw())) {
      return Verdict.rejected(Reason.KEY_MISMATCH, "made by " + claimedKey + ", not by " + key);
    }
    if (!namespace.equals(expectedNamespace)) {
      return Verdict.rejected(
          Reason.NAMESPACE_MISMATCH, "made for " + namespace + ", not for " + expectedNamespace);
    }
    byte[] signed = SshSig.signedData(namespace, hash.label(), hash.finish(digest));
    Optional<SignatureEncoding> encoding = key.rules().encoding();
    return encoding.isEmpty()
        ? key.verify(signed, signature)
        : verifyNumbers(key, encoding.get(), signed);
  }

  private Verdict verifyNumbers(VerifyingKey key, SignatureEncoding encoding, byte[] signed) {
    EcdsaNumbers numbers;
    try {
      numbers = EcdsaNumbers.parse(signature);
    } catch (MalformedDataException e) {
      return Verdict.rejected(
          Reason.SIGNATURE_ENCODING_INVALID, "not two numbers: " + e.getMessage());
    }
    int width = key.toRaw().length / 2; // of a coordinate: the raw key is a point behind one byte
    if (!numbers.fit(width)) {
      return Verdict.rejected(
          Reason.SIGNATURE_VALUE_OUT_OF_RANGE, "r or s has more than " + width + " bytes");
    }
    return key.verify(
        signed,
        switch (encoding) {
          case DER -> numbers.der();
          case P1363 -> numbers.fixed(width);
        });
  }

  private static Digest digest(SshHash hash, InputStream message) throws IOException {
    Digest digest = hash.digest();
    ChannelBuffer.drain(message, digest::update);
    return digest;
  }

  private static void requireNamespace(String namespace) {
    checkArgument(
        SshSig.isNamespace(namespace), "a namespace is not empty and has no NUL characters");
  }

  /**
   * The key that the signature names. It says whom to ask about, not whom to trust.
   *
   * @return the claimed key, under the defaults of its scheme
   */
  public VerifyingKey claimedKey() {
    return claimedKey;
  }

  /**
   * What the signature says it is for.
   *
   * @return the claimed namespace, not empty
   */
  public String namespace() {
    return namespace;
  }

  /**
   * How the message is hashed.
   *
   * @return the hash function
   */
  public SshHash hash() {
    return hash;
  }

  /**
   * The signature as ssh-keygen writes it.
   *
   * @return text in ASCII, ending in LF, for {@link #parse}
   */
  public String format() {
    String scheme = claimedKey.scheme().name();
    return new SshSig(
            SshPublicKey.of(scheme, claimedKey.toRaw()),
            namespace,
            hash.label(),
            SshPublicKey.signatureAlgorithm(scheme),
            signature)
        .format();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshSignature that
        && claimedKey.equals(that.claimedKey)
        && namespace.equals(that.namespace)
        && hash == that.hash
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * namespace.hashCode() + Arrays.hashCode(signature);
  }

  /** The claimed key and namespace: one line, of which the signature vouches for nothing. */
  @Override
  public String toString() {
    return "SSH signature for " + namespace + ", claimed to be by " + claimedKey;
  }
}
