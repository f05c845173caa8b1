package org.beleg.note;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.internal.text.StrictBase64;
import org.beleg.sign.VerifyingKey;

/**
 * A public key with a name: what <a href="https://c2sp.org/signed-note">C2SP signed-note</a> calls a vkey.
 *
 * <pre>
 *   log.example/a+2030c444+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea
 *   key name      key id   type and key, base64
 * </pre>
 *
 * <p>Types 0x01 (Ed25519) and 0x02 (ECDSA with P-256 and SHA-256) are read; any other is refused by name.
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
   * Names a key.
   *
   * @param keyName not empty, without spaces and plus signs; usually a URL without its scheme
   * @param key a key of a scheme that notes can be signed with
   * @return the named key
   * @throws IllegalArgumentException if the name breaks these rules or notes have no such signatures
   */
  public static NoteVerifier of(String keyName, VerifyingKey key) {
    if (!NoteText.isKeyName(keyName)) {
      throw new IllegalArgumentException(
          "key name is empty or has a space, plus or control character");
    }
    KeyType type = KeyType.of(key.scheme())
        .orElseThrow(
            () -> new IllegalArgumentException("no notes are signed with " + key.scheme()));
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
    KeyType type = typed.length == 0 ? null : KeyType.of(typed[0]).orElse(null);
    if (type == null) {
      throw new MalformedDataException(
          WHAT,
          "key",
          typed.length == 0 ? "empty" : "type " + (typed[0] & 0xff) + " is not supported");
    }
    VerifyingKey key = type.parse(Arrays.copyOfRange(typed, 1, typed.length));
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
    byte[] typed = Bytes.concat(new byte[] {type.code}, type.keyMaterial(key));
    return keyName + '+' + HEX.encode(Ints.toByteArray(keyId)) + '+' + StrictBase64.encode(typed);
  }

  /** Judges the signature bytes of a line of this key. */
  Verdict verify(byte[] noteText, byte[] signature) {
    return key.verify(noteText, signature);
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
