package org.beleg.note;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.OptionalLong;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.internal.text.StrictBase64;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.VerifyingKey;

/**
 * A public key with a name: what <a href="https://c2sp.org/signed-note">C2SP signed-note</a> calls a vkey.
 *
 * <pre>
 *   log.example/a+2030c444+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea
 *   key name      key id   type and key, base64
 * </pre>
 *
 * <p>These types are read; any other is refused by name:
 *
 * <table>
 *   <caption>Types of keys</caption>
 *   <tr><th>type</th><th>key</th><th>signs</th></tr>
 *   <tr><td>0x01</td><td>Ed25519</td><td>the note text</td></tr>
 *   <tr><td>0x02</td><td>ECDSA with P-256 and SHA-256</td><td>the note text</td></tr>
 *   <tr><td>0x04</td><td>Ed25519, of a cosigner</td><td>a time and the note text</td></tr>
 *   <tr><td>0x05</td><td>ECDSA with P-256 and SHA-256, of a log of certificates</td><td>a time, size and
 *       root hash, not the origin; the checkpoint has no extension lines</td></tr>
 *   <tr><td>0x06</td><td>ML-DSA-44, of a cosigner</td><td>the cosigner's name, a time, origin, size and
 *       root hash, no extension lines</td></tr>
 *   <tr><td>0xff</td><td>RSA with PKCS#1 v1.5 and SHA-256, named
 *       {@code PKIX-RSA-PKCS#1v1.5}</td><td>the note text</td></tr>
 *   <tr><td>0xff</td><td>SM2 with SM3, named {@code beleg/note/sm2-sm3/v1} and a line feed; the key is its
 *       point, 65 bytes from 0x04 on</td><td>the note text, in DER, with the default user id</td></tr>
 *   <tr><td>0xff</td><td>ML-DSA-65, named {@code beleg/note/ml-dsa-65/v1} and a line feed</td><td>the note
 *       text, with an empty context</td></tr>
 * </table>
 *
 * <p><b>Security.</b> The key id is a short hash that says which key to try, not whom to trust. Take vkeys
 * only from a source you trust, such as your own configuration.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class NoteVerifier {

  private static final String WHAT = "vkey";
  private static final int MAX_LENGTH = 16_384;
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  private final String keyName;
  private final KeyType type;
  private final VerifyingKey key;
  private final int keyId;

  private NoteVerifier(String keyName, KeyType type, VerifyingKey key) {
    this.keyName = keyName;
    this.type = type;
    this.key = key;
    this.keyId = type.keyId(keyName, key);
  }

  /**
   * Names a key that signs texts.
   *
   * @param keyName not empty, without spaces and plus signs; usually a URL without its scheme
   * @param key a key of a scheme that notes can be signed with, with the scheme's default rules
   * @return the named key
   * @throws IllegalArgumentException if the name breaks these rules or notes have no such signatures
   */
  public static NoteVerifier of(String keyName, VerifyingKey key) {
    return of(keyName, key, KeyType.Role.SIGNER);
  }

  /**
   * Names the key of a cosigner, such as a witness, which signs checkpoints together with the time at
   * which it saw them: <a href="https://c2sp.org/tlog-cosignature">C2SP tlog-cosignature</a>.
   *
   * @param keyName not empty, without spaces and plus signs; usually a URL without its scheme
   * @param key an Ed25519 or ML-DSA-44 key that signs for no other role, as an Ed25519 cosignature does
   *     not bind the name
   * @return the named key
   * @throws IllegalArgumentException if the name breaks these rules or cosigners have no such keys
   */
  public static NoteVerifier ofCosigner(String keyName, VerifyingKey key) {
    return of(keyName, key, KeyType.Role.COSIGNER);
  }

  private static NoteVerifier of(String keyName, VerifyingKey key, KeyType.Role role) {
    if (!NoteText.isKeyName(keyName)) {
      throw new IllegalArgumentException(
          "key name is empty or has a space, plus or control character");
    }
    KeyType type = KeyType.of(key.scheme(), role)
        .orElseThrow(
            () -> new IllegalArgumentException("no notes are signed with " + key.scheme()));
    if (!key.rules().equals(SignatureRules.of(key.scheme()))) {
      // a vkey has no place for options, so another reader of it would judge by other rules
      throw new IllegalArgumentException("notes know no options of a scheme: " + key.rules());
    }
    return new NoteVerifier(keyName, type, key);
  }

  /**
   * Reads a vkey. Recomputes the key id and accepts only what {@link #format} prints.
   *
   * @param vkey one vkey, without line feed
   * @return the named key
   * @throws MalformedDataException if the text is anything else, its type is not supported, or the key
   *     breaks the rules of its scheme
   */
  public static NoteVerifier parse(String vkey) throws MalformedDataException {
    int first = vkey.indexOf('+');
    int second = vkey.indexOf('+', first + 1);
    if (first < 0 || second < 0 || vkey.length() > MAX_LENGTH) {
      throw new MalformedDataException(WHAT, "whole text", "not <name>+<key id>+<key>");
    }
    String keyName = vkey.substring(0, first);
    if (!NoteText.isKeyName(keyName)) {
      throw new MalformedDataException(WHAT, "key name", "empty, or a space or control character");
    }
    byte[] typed = StrictBase64.decode(vkey.substring(second + 1), WHAT, "key");
    KeyType type = KeyType.of(typed)
        .orElseThrow(() -> new MalformedDataException(
            WHAT,
            "key",
            typed.length == 0 ? "empty" : "type " + (typed[0] & 0xff) + " is not supported"));
    VerifyingKey key = type.parseTyped(typed);
    NoteVerifier verifier = new NoteVerifier(keyName, type, key);
    if (!verifier.format().equals(vkey)) {
      throw new MalformedDataException(
          WHAT, "key id", "not " + HEX.encode(Ints.toByteArray(verifier.keyId)));
    }
    return verifier;
  }

  /**
   * The name under which the key signs.
   *
   * @return a name without spaces and plus signs
   */
  public String keyName() {
    return keyName;
  }

  /**
   * The number that signature lines carry beside the name.
   *
   * @return an unsigned 32-bit number
   */
  public int keyId() {
    return keyId;
  }

  /**
   * The key itself.
   *
   * @return the public key and its rules
   */
  public VerifyingKey key() {
    return key;
  }

  /**
   * This key as a vkey.
   *
   * @return name, key id in hexadecimal digits, type and key in base64, joined by plus signs
   */
  public String format() {
    return keyName
        + '+'
        + HEX.encode(Ints.toByteArray(keyId))
        + '+'
        + StrictBase64.encode(type.typedKey(key));
  }

  /**
   * When a cosigner says that it saw a checkpoint; 0 if it does not say.
   *
   * @param signature a line of this key, of a note that was verified
   * @return seconds since 1970, not negative in a valid line; empty if this is no cosigner's key
   * @throws IllegalArgumentException if the line is another key's
   */
  public OptionalLong cosignedSeconds(NoteSignature signature) {
    if (!signature.isOf(this)) {
      throw new IllegalArgumentException("line of " + signature + ", not of " + keyName);
    }
    return type.role == KeyType.Role.COSIGNER
        ? Cosignature.seconds(signature.toByteArray())
        : OptionalLong.empty();
  }

  /** Judges the signature bytes of a line of this key. */
  Verdict verify(String noteText, byte[] signature) {
    return type.verify(keyName, key, noteText, signature);
  }

  /** Whether a signature of this key covers the lines behind a checkpoint's third. */
  boolean signsExtensions() {
    return type.signsExtensions();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteVerifier that
        && keyName.equals(that.keyName)
        && type == that.type
        && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return 31 * keyName.hashCode() + keyId;
  }

  /** {@link #format()}. */
  @Override
  public String toString() {
    return format();
  }
}
