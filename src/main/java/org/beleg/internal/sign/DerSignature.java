package org.beleg.internal.sign;

import java.math.BigInteger;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/**
 * The pair (r, s) of ECDSA and SM2 as DER: Ecdsa-Sig-Value of <a
 * href="https://www.rfc-editor.org/rfc/rfc3279.html#section-2.2.3">RFC 3279, section 2.2.3</a>, a
 * SEQUENCE of two INTEGERs.
 *
 * <p>Lenient readers of this structure made signatures malleable again and again: BER lengths, padded
 * or negative integers, bytes after the end. This one takes a single spelling. Whether the numbers are
 * in range is for the scheme to say.
 */
record DerSignature(BigInteger r, BigInteger s) {

  /** Reads what {@link #format} prints. Cost: linear in the input, a few objects. */
  static DerSignature parse(byte[] der) throws MalformedDataException {
    DerReader document = DerReader.of(der, "signature");
    DerReader numbers = document.open(Der.SEQUENCE);
    document.requireEnd();
    BigInteger r = numbers.unsignedInteger();
    BigInteger s = numbers.unsignedInteger();
    numbers.requireEnd();
    return new DerSignature(r, s);
  }

  /** Prints the pair. */
  byte[] format() {
    return Der.element(Der.SEQUENCE, Der.unsignedInteger(r), Der.unsignedInteger(s));
  }
}
