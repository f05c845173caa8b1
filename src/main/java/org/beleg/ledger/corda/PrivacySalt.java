package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The secret of a transaction, from which the nonces of all its components follow.
 *
 * <p><b>Security.</b> Whoever knows the salt can try out what a component that is not shown might be, and
 * fields with few possible values are found at once. A tear-off holds the nonces of what it shows and never
 * the salt. Draw a new one for each transaction.
 *
 * <p>Immutable. It does not print itself.
 */
@Immutable
public final class PrivacySalt {

  /** The fewest bytes that Corda allows. */
  public static final int MIN_SIZE = 32;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte[] bytes;

  private PrivacySalt(byte[] ownedBytes) {
    this.bytes = ownedBytes;
  }

  /**
   * Copies a salt.
   *
   * @param bytes at least {@value #MIN_SIZE}, not all of them zero
   * @return the salt
   * @throws IllegalArgumentException if they are too few or all zero
   */
  public static PrivacySalt of(byte[] bytes) {
    checkArgument(bytes.length >= MIN_SIZE, "a salt of %s bytes", bytes.length);
    byte[] copy = bytes.clone();
    checkArgument(!CordaHashing.isZero(copy, 0, copy.length), "a salt of zero bytes");
    return new PrivacySalt(copy);
  }

  /**
   * Draws a new salt of {@value #MIN_SIZE} bytes from the platform's {@link SecureRandom}.
   *
   * @return the salt
   */
  public static PrivacySalt generate() {
    return generate(new SecureRandom());
  }

  /**
   * Draws a new salt of {@value #MIN_SIZE} bytes.
   *
   * @param random the source; whoever can predict it knows the salt
   * @return the salt
   * @throws IllegalArgumentException if the source gives nothing but zero bytes
   */
  public static PrivacySalt generate(SecureRandom random) {
    byte[] bytes = new byte[MIN_SIZE];
    random.nextBytes(bytes);
    return of(bytes);
  }

  /** The bytes themselves, for this package to read. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * A copy of the bytes.
   *
   * @return a new array of at least {@value #MIN_SIZE} bytes
   */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrivacySalt that
        && org.bouncycastle.util.Arrays.constantTimeAreEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Only the size. */
  @Override
  public String toString() {
    return "privacy salt of " + bytes.length + " bytes";
  }
}
