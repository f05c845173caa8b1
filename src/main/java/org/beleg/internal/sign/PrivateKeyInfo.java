package org.beleg.internal.sign;

import java.math.BigInteger;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#8 document: PrivateKeyInfo of <a href="https://www.rfc-editor.org/rfc/rfc5208.html#section-5">RFC
 * 5208</a>, grown to OneAsymmetricKey in <a
 * href="https://www.rfc-editor.org/rfc/rfc5958.html#section-2">RFC 5958, section 2</a>.
 *
 * <p>Version 1 (written 0) has no public key, version 2 (written 1) has one. Attributes, such as the
 * friendly names that some tools write, may follow; they are checked to be DER and mean nothing here.
 */
public final class PrivateKeyInfo {

  private static final String WHAT = "private key (PKCS#8)";
  private static final int ATTRIBUTES = Der.contextConstructed(0);
  private static final int PUBLIC_KEY = Der.context(1);

  /** Real attributes nest three or four deep; the bound keeps recursion far from the stack's end. */
  private static final int MAX_ATTRIBUTE_DEPTH = 16;

  private final byte[] encoded;
  private final byte[] algorithm;
  private final DerReader document;
  private final DerReader contents;
  private final byte @Nullable [] publicKey;

  private PrivateKeyInfo(
      byte[] encoded,
      byte[] algorithm,
      DerReader document,
      DerReader contents,
      byte @Nullable [] publicKey) {
    this.encoded = encoded;
    this.algorithm = algorithm;
    this.document = document;
    this.contents = contents;
    this.publicKey = publicKey;
  }

  /** Prints a version 1 document without attributes. */
  public static byte[] format(byte[] algorithm, byte[] contents) {
    return Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(BigInteger.ZERO),
        algorithm,
        Der.element(Der.OCTET_STRING, contents));
  }

  /** Reads a document of up to {@link KeyDocuments#MAX_BYTES}, and keeps a copy. */
  public static PrivateKeyInfo parse(byte[] der) throws MalformedDataException {
    KeyDocuments.requireSize(der, WHAT);
    // read from our copy alone, so that what was checked is what is kept
    byte[] encoded = der.clone();
    DerReader document = DerReader.of(encoded, WHAT);
    DerReader fields = document.open(Der.SEQUENCE);
    document.requireEnd();
    if (fields.nextIs(Der.SEQUENCE)) {
      throw fields.problem("no version number: this is a public key, or no key at all");
    }
    boolean versionTwo = readVersion(fields);
    byte[] algorithm = KeyDocuments.readAlgorithm(fields);
    DerReader contents = fields.open(Der.OCTET_STRING);
    if (fields.nextIs(ATTRIBUTES)) {
      fields.skip(MAX_ATTRIBUTE_DEPTH);
    }
    // the version says whether it is there: a version 1 document with one fails at requireEnd
    byte[] publicKey = versionTwo ? fields.bitString(PUBLIC_KEY) : null;
    fields.requireEnd();
    return new PrivateKeyInfo(encoded, algorithm, document, contents, publicKey);
  }

  private static boolean readVersion(DerReader fields) throws MalformedDataException {
    BigInteger version = fields.unsignedInteger();
    if (version.bitLength() > 1) {
      throw fields.problem("version is neither 0 nor 1");
    }
    return version.testBit(0);
  }

  /** Tells whether the document names this AlgorithmIdentifier. */
  public boolean isFor(byte[] algorithmIdentifier) {
    return Arrays.equals(algorithm, algorithmIdentifier);
  }

  /** The document as it was read. */
  public byte[] encoded() {
    return encoded.clone();
  }

  /** Decodes the key. May be called once, as it reads the document on. */
  public SigningEngine decode(SchemeEngine scheme) throws MalformedDataException {
    SigningEngine key = scheme.readPrivateKey(contents);
    if (publicKey != null) {
      KeyDocuments.requireDerived(publicKey, key, document);
    }
    return key;
  }

  /** An exception for a document whose algorithm is not the expected one. */
  public MalformedDataException unexpectedAlgorithm(String expected) {
    return KeyDocuments.unexpectedAlgorithm(WHAT, algorithm, expected);
  }
}
