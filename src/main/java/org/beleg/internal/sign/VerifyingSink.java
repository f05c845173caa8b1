package org.beleg.internal.sign;

import java.util.function.BooleanSupplier;
import org.beleg.Reason;
import org.beleg.Verdict;

/** Takes a message in parts, in constant memory, and judges one signature of it. For one thread. */
public interface VerifyingSink {

  /** Takes the next bytes; keeps no reference to the array. */
  void update(byte[] source, int offset, int length);

  /** Judges the signature of all that was taken. To be called once, as the last. */
  Verdict finish();

  /** What takes a part of a message. */
  @FunctionalInterface
  interface Part {
    /** Takes the next bytes. */
    void update(byte[] source, int offset, int length);
  }

  /**
   * A computation that either holds in the end or shows a signature of something else; {@code key} names
   * the kind of key.
   */
  static VerifyingSink of(Part part, BooleanSupplier holds, String key) {
    return new VerifyingSink() {
      @Override
      public void update(byte[] source, int offset, int length) {
        part.update(source, offset, length);
      }

      @Override
      public Verdict finish() {
        return holds.getAsBoolean()
            ? Verdict.accepted()
            : Verdict.rejected(
                Reason.SIGNATURE_MISMATCH, "not this " + key + " key's signature of this message");
      }
    };
  }

  /** Takes any message for a signature that is refused whatever the message is. */
  static VerifyingSink refusing(Verdict verdict) {
    return new VerifyingSink() {
      @Override
      public void update(byte[] source, int offset, int length) {}

      @Override
      public Verdict finish() {
        return verdict;
      }
    };
  }
}
