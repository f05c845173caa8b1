package org.beleg.note;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.internal.text.StrictBase64;

/**
 * One signature line of a note: whose it claims to be, and its bytes.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class NoteSignature {

  /** An em dash and a space. */
  static final String LINE_START = "\u2014 ";

  private final String keyName;
  private final int keyId;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] signature;

  /** Expects a valid name and at least one byte of signature. */
  NoteSignature(String keyName, int keyId, byte[] signature) {
    this.keyName = keyName;
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  /**
   * The name of the key that is said to have signed.
   *
   * @return the claimed key name
   */
  public String keyName() {
    return keyName;
  }

  /**
   * The id of the key that is said to have signed.
   *
   * @return the claimed key id, an unsigned 32-bit number
   */
  public int keyId() {
    return keyId;
  }

  /**
   * The signature, without the key id in front of it.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return signature.clone();
  }

  /** Whether a key of this name and id is meant. */
  boolean isOf(NoteVerifier verifier) {
    return keyId == verifier.keyId() && keyName.equals(verifier.keyName());
  }

  /** The line, with its line feed. */
  String format() {
    byte[] blob = Bytes.concat(Ints.toByteArray(keyId), signature);
    return LINE_START + keyName + ' ' + StrictBase64.encode(blob) + '\n';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && keyName.equals(that.keyName)
        && keyId == that.keyId
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * keyName.hashCode() + Arrays.hashCode(signature);
  }

  /** Name and key id. */
  @Override
  public String toString() {
    return keyName + '+' + String.format("%08x", keyId);
  }
}
