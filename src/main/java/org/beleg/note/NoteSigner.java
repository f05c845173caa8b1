package org.beleg.note;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.internal.text.Utf8;
import org.beleg.sign.SigningKey;

/**
 * A secret key with a name, which signs notes as <a href="https://c2sp.org/signed-note">C2SP
 * signed-note</a> says.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class NoteSigner {

  private final NoteVerifier verifier;
  private final SigningKey key;

  private NoteSigner(NoteVerifier verifier, SigningKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /**
   * Names a key.
   *
   * @param keyName not empty, without spaces and plus signs; a log's should be its origin
   * @param key a key of a scheme that notes can be signed with
   * @return the signer
   * @throws IllegalArgumentException if the name breaks these rules or notes have no such signatures
   */
  public static NoteSigner of(String keyName, SigningKey key) {
    return new NoteSigner(NoteVerifier.of(keyName, key.verifyingKey()), key);
  }

  /**
   * The public side, to be given to those who verify.
   *
   * @return the named public key
   */
  public NoteVerifier verifier() {
    return verifier;
  }

  /**
   * Signs a text.
   *
   * @param text ends in a line feed; valid Unicode, no other control characters
   * @return the note with this one signature
   * @throws IllegalArgumentException if the text breaks these rules or is longer than notes may be
   */
  public SignedNote sign(String text) {
    return SignedNote.of(text, List.of(signature(text)));
  }

  NoteSignature signature(String text) {
    byte[] signed = Utf8.encode(text);
    return new NoteSignature(verifier.keyName(), verifier.keyId(), key.sign(signed));
  }

  /** The public side only. */
  @Override
  public String toString() {
    return "signer of " + verifier;
  }
}
