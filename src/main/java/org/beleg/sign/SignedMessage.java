package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import org.beleg.Verdict;
import org.beleg.internal.sign.SignatureBatch;

/**
 * A message, a signature, and the key that is to have made it: what a {@link BatchVerifier} judges many
 * of. Whether the signature is valid is open.
 *
 * <p>Immutable; two are equal iff their keys and their bytes are.
 */
@Immutable
public final class SignedMessage {

  private final VerifyingKey key;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] message;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] signature;

  private SignedMessage(VerifyingKey key, byte[] ownedMessage, byte[] ownedSignature) {
    this.key = key;
    this.message = ownedMessage;
    this.signature = ownedSignature;
  }

  /**
   * Puts the three together.
   *
   * @param key the key, chosen by the verifier
   * @param message the signed bytes, of any length; copied
   * @param signature the signature, of any bytes; copied
   * @return the value
   */
  public static SignedMessage of(VerifyingKey key, byte[] message, byte[] signature) {
    return new SignedMessage(requireNonNull(key, "key"), message.clone(), signature.clone());
  }

  /**
   * The key.
   *
   * @return the key
   */
  public VerifyingKey key() {
    return key;
  }

  /**
   * The signed bytes.
   *
   * @return a new array
   */
  public byte[] message() {
    return message.clone();
  }

  /**
   * The signature.
   *
   * @return a new array
   */
  public byte[] signature() {
    return signature.clone();
  }

  /**
   * Judges this one alone, as {@link VerifyingKey#verify} does.
   *
   * @return accepted; or rejected for one of the {@code SIGNATURE_...} reasons
   */
  public Verdict verify() {
    return key.verify(message, signature);
  }

  void addTo(SignatureBatch batch) {
    batch.add(key.engine(), message, signature);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedMessage that
        && key.equals(that.key)
        && Arrays.equals(message, that.message)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * key.hashCode() + Arrays.hashCode(message)) + Arrays.hashCode(signature);
  }

  /** The key and the lengths: one line. */
  @Override
  public String toString() {
    return "message of " + message.length + " bytes, signature of " + signature.length + " bytes, "
        + key;
  }
}
