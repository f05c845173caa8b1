package org.beleg.internal.sign;

/** Takes a message in parts, in constant memory, and signs it. For one thread. */
public interface SigningSink {

  /** Takes the next bytes; keeps no reference to the array. */
  void update(byte[] source, int offset, int length);

  /** Signs all that was taken. To be called once, as the last. */
  byte[] finish();
}
