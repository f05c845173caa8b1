package org.beleg.internal.sign;

import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/**
 * SubjectPublicKeyInfo, <a href="https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1.2.7">RFC 5280,
 * section 4.1.2.7</a>: an AlgorithmIdentifier and a BIT STRING.
 *
 * <p>The AlgorithmIdentifier stays DER and is compared as bytes with the ones that schemes state. So
 * explicit curve parameters, unknown curves, a NULL where nothing belongs and every other spelling are
 * no special cases: they are not on the list.
 */
public final class SubjectPublicKeyInfo {

  private static final String WHAT = "public key (SPKI)";

  private final byte[] algorithm;
  private final byte[] key;

  private SubjectPublicKeyInfo(byte[] algorithm, byte[] key) {
    this.algorithm = algorithm;
    this.key = key;
  }

  /** Prints the document of a raw key. */
  public static byte[] format(byte[] algorithm, byte[] key) {
    return Der.element(Der.SEQUENCE, algorithm, Der.bitString(Der.BIT_STRING, key));
  }

  /** Reads what {@link #format} prints, up to {@link KeyDocuments#MAX_BYTES}. */
  public static SubjectPublicKeyInfo parse(byte[] der) throws MalformedDataException {
    return parse(der, KeyDocuments.MAX_BYTES);
  }

  /** Reads what {@link #format} prints, up to a limit of the caller's. */
  public static SubjectPublicKeyInfo parse(byte[] der, int maxBytes) throws MalformedDataException {
    KeyDocuments.requireSize(der, maxBytes, WHAT);
    DerReader document = DerReader.of(der, WHAT);
    DerReader fields = document.open(Der.SEQUENCE);
    document.requireEnd();
    if (fields.nextIs(Der.INTEGER)) {
      throw fields.problem("a version number: this is a private key, or no key at all");
    }
    byte[] algorithm = KeyDocuments.readAlgorithm(fields);
    byte[] key = fields.bitString(Der.BIT_STRING);
    fields.requireEnd();
    return new SubjectPublicKeyInfo(algorithm, key);
  }

  /** Tells whether the document names this AlgorithmIdentifier. */
  public boolean isFor(byte[] algorithmIdentifier) {
    return Arrays.equals(algorithm, algorithmIdentifier);
  }

  /** The contents of the BIT STRING. */
  public byte[] key() {
    return key.clone();
  }

  /** An exception for a document whose algorithm is not the expected one. */
  public MalformedDataException unexpectedAlgorithm(String expected) {
    return KeyDocuments.unexpectedAlgorithm(WHAT, algorithm, expected);
  }
}
