package org.beleg.note;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Longs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.text.Utf8;
import org.beleg.sign.VerifyingKey;

/**
 * The signature bytes of a cosigner, {@code timestamped_signature} of <a
 * href="https://c2sp.org/tlog-cosignature">C2SP tlog-cosignature</a>: a time, and a signature of it and of
 * what was seen.
 */
final class Cosignature {

  private static final int TIME_BYTES = Long.BYTES;
  private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

  /** A name is written behind one byte for its length. */
  private static final int MAX_NAME_BYTES = 255;

  private Cosignature() {}

  /** Judges a cosignature; {@code message} tells what is signed at a time. */
  static Verdict verify(VerifyingKey key, byte[] signature, LongFunction<byte[]> message) {
    if (signature.length < TIME_BYTES) {
      return Verdict.rejected(
          Reason.SIGNATURE_LENGTH_WRONG, signature.length + " bytes have no room for the time");
    }
    long seconds = Longs.fromByteArray(signature);
    if (seconds < 0) {
      return Verdict.rejected(Reason.SIGNATURE_VALUE_OUT_OF_RANGE, "time is 2^63 or more");
    }
    // the scheme knows the exact length of what follows
    return key.verify(
        message.apply(seconds), Arrays.copyOfRange(signature, TIME_BYTES, signature.length));
  }

  /** The time of a cosignature that was verified. */
  static OptionalLong seconds(byte[] signature) {
    return signature.length < TIME_BYTES
        ? OptionalLong.empty()
        : OptionalLong.of(Longs.fromByteArray(signature));
  }

  /** Whether {@link #subtreeMessage} can say it: names have 1 to 255 bytes. */
  static boolean isSignable(String keyName, Checkpoint checkpoint) {
    return Utf8.encode(keyName).length <= MAX_NAME_BYTES
        && Utf8.encode(checkpoint.origin()).length <= MAX_NAME_BYTES;
  }

  /** The {@code cosigned_message} for a checkpoint: the subtree from 0 to its size. */
  static byte[] subtreeMessage(String keyName, long seconds, Checkpoint checkpoint) {
    return Bytes.concat(
        SUBTREE_LABEL,
        behindLength(keyName),
        Longs.toByteArray(seconds),
        behindLength(checkpoint.origin()),
        Longs.toByteArray(0),
        Longs.toByteArray(checkpoint.treeSize()),
        checkpoint.rootHash().toByteArray());
  }

  private static byte[] behindLength(String name) {
    byte[] bytes = Utf8.encode(name);
    return Bytes.concat(new byte[] {(byte) bytes.length}, bytes);
  }
}
