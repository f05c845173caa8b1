package org.beleg.ledger.fabric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.internal.protobuf.ProtoReader;
import org.beleg.internal.protobuf.ProtoWriter;

/**
 * One orderer's signature on a block of Hyperledger Fabric, and the header that says who it is from.
 *
 * <p>A <em>signature header</em> holds the signer's identity and a nonce. Since Fabric 3 the orderers of a
 * Byzantine fault tolerant service put the number of a consenter in its place, in an <em>identifier
 * header</em>. Either is part of what is signed; exactly one is there.
 *
 * <p>Immutable; two are equal iff their bytes are.
 */
@Immutable
public final class BlockSignature {

  private static final String WHAT = "block signature";
  private static final int SIGNATURE_HEADER = 1;
  private static final int SIGNATURE = 2;
  private static final int IDENTIFIER_HEADER = 3;

  /** In both kinds of header: who signed, and a nonce. */
  private static final int SIGNER = 1;

  private static final int NONCE = 2;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] creator;

  private final long identifier;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] header;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] signature;

  private BlockSignature(byte[] creator, long identifier, byte[] header, byte[] signature) {
    this.creator = creator;
    this.identifier = identifier;
    this.header = header;
    this.signature = signature;
  }

  /**
   * A signature whose signer is named by its identity.
   *
   * @param signatureHeader a message {@code common.SignatureHeader} with a creator
   * @param signature of any bytes but not empty, copied
   * @return the signature
   * @throws MalformedDataException if the header is none, or the signature is empty
   */
  public static BlockSignature ofIdentity(byte[] signatureHeader, byte[] signature)
      throws MalformedDataException {
    ProtoReader fields = new ProtoReader(signatureHeader, "signature header");
    byte[] creator = fields.bytes(SIGNER);
    if (creator.length == 0) {
      throw fields.problem("no creator");
    }
    fields.bytes(NONCE);
    fields.requireEnd();
    return new BlockSignature(
        creator, 0, signatureHeader.clone(), requireSignature(signature.clone()));
  }

  /**
   * A signature whose signer is named by the number of a consenter.
   *
   * @param identifierHeader a message {@code common.IdentifierHeader} with an identifier
   * @param signature of any bytes but not empty, copied
   * @return the signature
   * @throws MalformedDataException if the header is none, or the signature is empty
   */
  public static BlockSignature ofIdentifier(byte[] identifierHeader, byte[] signature)
      throws MalformedDataException {
    ProtoReader fields = new ProtoReader(identifierHeader, "identifier header");
    long identifier = fields.number(SIGNER);
    if (identifier <= 0 || identifier > Consenter.MAX_ID) {
      throw fields.problem("no identifier of 32 bits");
    }
    fields.bytes(NONCE);
    fields.requireEnd();
    return new BlockSignature(
        new byte[0], identifier, identifierHeader.clone(), requireSignature(signature.clone()));
  }

  private static byte[] requireSignature(byte[] signature) throws MalformedDataException {
    if (signature.length == 0) {
      throw new MalformedDataException(WHAT, "signature", "empty");
    }
    return signature;
  }

  /** Reads a message {@code common.MetadataSignature}. */
  static BlockSignature parse(byte[] bytes) throws MalformedDataException {
    ProtoReader fields = new ProtoReader(bytes, WHAT);
    byte[] signatureHeader = fields.bytes(SIGNATURE_HEADER);
    byte[] signature = fields.bytes(SIGNATURE);
    byte[] identifierHeader = fields.bytes(IDENTIFIER_HEADER);
    fields.requireEnd();
    if ((signatureHeader.length == 0) == (identifierHeader.length == 0)) {
      throw fields.problem("not one header that names the signer");
    }
    return signatureHeader.length > 0
        ? ofIdentity(signatureHeader, signature)
        : ofIdentifier(identifierHeader, signature);
  }

  byte[] toByteArray() {
    return new ProtoWriter()
        .bytes(SIGNATURE_HEADER, identifier == 0 ? header : new byte[0])
        .bytes(SIGNATURE, signature)
        .bytes(IDENTIFIER_HEADER, identifier == 0 ? new byte[0] : header)
        .toByteArray();
  }

  /**
   * A signature header, for who signs.
   *
   * @param consenter the signer
   * @param nonce of any bytes
   * @return a message {@code common.SignatureHeader}
   */
  public static byte[] signatureHeader(Consenter consenter, byte[] nonce) {
    return new ProtoWriter()
        .bytes(SIGNER, consenter.serializedIdentity())
        .bytes(NONCE, nonce)
        .toByteArray();
  }

  /**
   * An identifier header, for who signs.
   *
   * @param consenter the signer, with a number
   * @param nonce of any bytes
   * @return a message {@code common.IdentifierHeader}
   * @throws IllegalArgumentException if the consenter has no number
   */
  public static byte[] identifierHeader(Consenter consenter, byte[] nonce) {
    checkArgument(consenter.id() > 0, "the consenter has no number");
    return new ProtoWriter().number(SIGNER, consenter.id()).bytes(NONCE, nonce).toByteArray();
  }

  /**
   * The serialized identity that this signature claims to be of.
   *
   * @return a new array; empty if a number is claimed instead
   */
  public Optional<byte[]> creator() {
    return identifier == 0 ? Optional.of(creator.clone()) : Optional.empty();
  }

  /**
   * The number of the consenter that this signature claims to be of.
   *
   * @return 1 to 2^32 - 1; empty if an identity is claimed instead
   */
  public Optional<Long> identifier() {
    return identifier == 0 ? Optional.empty() : Optional.of(identifier);
  }

  /**
   * The header that is part of what is signed.
   *
   * @return a new array, of whichever kind
   */
  public byte[] header() {
    return header.clone();
  }

  /**
   * The signature.
   *
   * @return a new array
   */
  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockSignature that
        && identifier == that.identifier
        && Arrays.equals(header, that.header)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(header) + Arrays.hashCode(signature);
  }

  /** The claimed signer: one line. */
  @Override
  public String toString() {
    return identifier == 0
        ? "signature of an identity of " + creator.length + " bytes"
        : "signature of consenter " + identifier;
  }
}
