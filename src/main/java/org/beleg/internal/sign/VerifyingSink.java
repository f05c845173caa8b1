package org.beleg.internal.sign;

import org.beleg.Verdict;

/** Takes a message in parts, in constant memory, and judges one signature of it. For one thread. */
public interface VerifyingSink {

  /** Takes the next bytes; keeps no reference to the array. */
  void update(byte[] source, int offset, int length);

  /** Judges the signature of all that was taken. To be called once, as the last. */
  Verdict finish();

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
