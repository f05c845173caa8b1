package org.beleg.internal.sign;

import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/**
 * How the pair (r, s) of ECDSA and SM2 is written. A key has one encoding: who guesses between two
 * accepts two spellings of one signature.
 *
 * <p>Whether the numbers are in range is for the scheme to say.
 */
public enum PairEncoding {

  /**
   * Ecdsa-Sig-Value of <a href="https://www.rfc-editor.org/rfc/rfc3279.html#section-2.2.3">RFC 3279,
   * section 2.2.3</a>, a SEQUENCE of two INTEGERs.
   *
   * <p>Lenient readers of this structure made signatures malleable again and again: BER lengths,
   * padded or negative integers, bytes after the end. This one takes a single spelling.
   */
  DER(Reason.SIGNATURE_ENCODING_INVALID) {
    @Override
    SignaturePair parse(byte[] signature, int scalarBytes) throws MalformedDataException {
      DerReader document = DerReader.of(signature, "signature");
      DerReader numbers = document.open(Der.SEQUENCE);
      document.requireEnd();
      BigInteger r = numbers.unsignedInteger();
      BigInteger s = numbers.unsignedInteger();
      numbers.requireEnd();
      return new SignaturePair(r, s);
    }

    @Override
    byte[] format(SignaturePair pair, int scalarBytes) {
      return Der.element(
          Der.SEQUENCE, Der.unsignedInteger(pair.r()), Der.unsignedInteger(pair.s()));
    }
  },

  /**
   * IEEE P1363: r and s, big-endian, each with as many bytes as the order has, laid end to end. Shorter
   * and longer forms are refused, also those that split evenly.
   */
  P1363(Reason.SIGNATURE_LENGTH_WRONG) {
    @Override
    SignaturePair parse(byte[] signature, int scalarBytes) throws MalformedDataException {
      if (signature.length != 2 * scalarBytes) {
        throw new MalformedDataException(
            "signature", "P1363", signature.length + " bytes, not " + 2 * scalarBytes);
      }
      return new SignaturePair(
          new BigInteger(1, signature, 0, scalarBytes),
          new BigInteger(1, signature, scalarBytes, scalarBytes));
    }

    @Override
    byte[] format(SignaturePair pair, int scalarBytes) {
      byte[] signature = new byte[2 * scalarBytes];
      EcCurve.write(pair.r(), signature, 0, scalarBytes);
      EcCurve.write(pair.s(), signature, scalarBytes, scalarBytes);
      return signature;
    }
  };

  private final Reason reason;

  PairEncoding(Reason reason) {
    this.reason = reason;
  }

  /** Why a signature that {@link #parse} refuses is rejected. */
  Reason reason() {
    return reason;
  }

  /**
   * Reads what {@link #format} prints and nothing else. Cost: linear in the input, a few objects.
   *
   * @param scalarBytes the size of numbers below the order
   */
  abstract SignaturePair parse(byte[] signature, int scalarBytes) throws MalformedDataException;

  /** Prints a pair whose numbers are below the order. */
  abstract byte[] format(SignaturePair pair, int scalarBytes);
}
