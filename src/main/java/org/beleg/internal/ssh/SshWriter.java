package org.beleg.internal.ssh;

import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.beleg.internal.text.Utf8;

/** Writes what {@link SshReader} reads. */
public final class SshWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Bytes as they are. */
  @CanIgnoreReturnValue
  public SshWriter raw(byte[] raw) {
    bytes.writeBytes(raw);
    return this;
  }

  /** A number of 32 bits. */
  @CanIgnoreReturnValue
  public SshWriter uint32(int value) {
    return raw(Ints.toByteArray(value));
  }

  /** A string of bytes. */
  @CanIgnoreReturnValue
  public SshWriter string(byte[] string) {
    return uint32(string.length).raw(string);
  }

  /** A string that is text. */
  @CanIgnoreReturnValue
  public SshWriter text(String text) {
    return string(Utf8.encode(text));
  }

  /** A number that is not negative. */
  @CanIgnoreReturnValue
  public SshWriter number(BigInteger number) {
    return string(number.signum() == 0 ? new byte[0] : number.toByteArray());
  }

  /** All that was written. */
  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
