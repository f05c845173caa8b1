package org.beleg.note;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.sign.VerifyingKey;

/**
 * The tree head signature of <a href="https://www.rfc-editor.org/rfc/rfc6962.html#section-3.5">RFC 6962,
 * section 3.5</a>, in a note as {@code RFC6962NoteSignature} of <a
 * href="https://c2sp.org/static-ct-api">C2SP static-ct-api</a>: a time in milliseconds, and a
 * DigitallySigned of TLS.
 */
final class TreeHeadSignature {

  private static final int TIME_BYTES = Long.BYTES;

  /** SHA-256 and ECDSA, RFC 5246, section 7.4.1.4.1; then a length of two bytes. */
  private static final byte[] ALGORITHM = {4, 3};

  private static final int HEAD_BYTES = TIME_BYTES + 4;

  /** Version 1, and SignatureType tree_hash. */
  private static final byte[] TREE_HASH = {0, 1};

  private TreeHeadSignature() {}

  static Verdict verify(VerifyingKey key, String text, byte[] signature) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(text);
    } catch (MalformedDataException e) {
      return Verdict.rejected(Reason.CHECKPOINT_MALFORMED, "text: " + e.getMessage());
    }
    // they would not be signed
    if (!checkpoint.extensions().isEmpty()) {
      return Verdict.rejected(
          Reason.CHECKPOINT_MALFORMED, "extension lines under a tree head signature");
    }
    if (signature.length < HEAD_BYTES) {
      return Verdict.rejected(
          Reason.SIGNATURE_LENGTH_WRONG, signature.length + " bytes, less than " + HEAD_BYTES);
    }
    if (!Arrays.equals(signature, TIME_BYTES, TIME_BYTES + 2, ALGORITHM, 0, 2)) {
      return Verdict.rejected(
          Reason.SIGNATURE_ENCODING_INVALID, "algorithm is not SHA-256 with ECDSA");
    }
    int length =
        Ints.fromBytes((byte) 0, (byte) 0, signature[TIME_BYTES + 2], signature[TIME_BYTES + 3]);
    if (length != signature.length - HEAD_BYTES) {
      return Verdict.rejected(
          Reason.SIGNATURE_LENGTH_WRONG,
          (signature.length - HEAD_BYTES) + " bytes, not " + length + " as stated");
    }
    byte[] signed = Bytes.concat(
        TREE_HASH,
        Arrays.copyOf(signature, TIME_BYTES),
        Longs.toByteArray(checkpoint.treeSize()),
        checkpoint.rootHash().toByteArray());
    return key.verify(signed, Arrays.copyOfRange(signature, HEAD_BYTES, signature.length));
  }
}
