package org.beleg.internal.sign;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;

/** What documents of public and private keys have in common: limits, labels, the algorithm's name. */
public final class KeyDocuments {

  /** The most bytes of a DER document; an RSA private key of 8,192 bits has about 4,700. */
  public static final int MAX_BYTES = 16 * 1024;

  /** PEM label of an SPKI, RFC 7468, section 13. */
  public static final String PUBLIC_LABEL = "PUBLIC KEY";

  /** PEM label of a PKCS#8 document, RFC 7468, section 10. */
  public static final String PRIVATE_LABEL = "PRIVATE KEY";

  private static final int MAX_SHOWN_BYTES = 32;

  private KeyDocuments() {}

  /** Refuses a document that is too large, before anything in it is looked at. */
  static void requireSize(byte[] der, String what) throws MalformedDataException {
    requireSize(der, MAX_BYTES, what);
  }

  /** The same, with another limit. */
  static void requireSize(byte[] der, int maxBytes, String what) throws MalformedDataException {
    if (der.length > maxBytes) {
      throw new MalformedDataException(
          what, "document", der.length + " bytes, more than " + maxBytes);
    }
  }

  /** An AlgorithmIdentifier as it stands, to be compared as bytes. */
  static byte[] readAlgorithm(DerReader fields) throws MalformedDataException {
    if (!fields.nextIs(Der.SEQUENCE)) {
      throw fields.problem("SEQUENCE of an AlgorithmIdentifier expected");
    }
    return fields.element();
  }

  static MalformedDataException unexpectedAlgorithm(
      String what, byte[] algorithm, String expected) {
    int shown = Math.min(algorithm.length, MAX_SHOWN_BYTES);
    String hex = BaseEncoding.base16().lowerCase().encode(algorithm, 0, shown);
    return new MalformedDataException(
        what,
        "AlgorithmIdentifier",
        hex + (shown < algorithm.length ? "..." : "") + " is not that of " + expected);
  }

  /** The identity of a signer where nothing but the raw key tells it: its family and digits. */
  static String identity(String family, byte[] raw) {
    return family + " " + BaseEncoding.base16().lowerCase().encode(raw);
  }

  /** Refuses a public key that travels with a secret it does not belong to. */
  static void requireDerived(byte[] attached, SigningEngine key, DerReader place)
      throws MalformedDataException {
    if (!Arrays.equals(attached, key.publicKey())) {
      throw place.problem("attached public key does not belong to the private key");
    }
  }
}
