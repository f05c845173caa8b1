package org.beleg.ledger.fabric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.protobuf.ProtoWriter;
import org.beleg.internal.sign.KeyDocuments;
import org.beleg.internal.text.Pem;
import org.beleg.internal.text.Utf8;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * One orderer that a verifier trusts to sign blocks: its organisation, its certificate, the key in it, and
 * perhaps its number.
 *
 * <p>Fabric names a signer by the bytes of its organisation and its certificate, so these are compared, and
 * the certificate is read for nothing but its key. Whether it was issued by the right authority, and for
 * which time, is for whoever trusts it.
 *
 * <p>The channel's configuration lists the certificates of the orderers of a Byzantine fault tolerant
 * service. Of a service that only tolerates crashes it lists those for TLS alone, and whoever is of an
 * orderer's organisation may sign; take such an orderer's certificate from its operator. It must be the one
 * that the orderer presents: Fabric rewrites a certificate whose issuer signed with a high s.
 *
 * <p>Keys are of P-256, with SHA-256 and the low s alone, as Fabric's cryptography asks for. Immutable; equal
 * iff all parts are.
 */
@Immutable
public final class Consenter {

  /** The largest number that a consenter has. */
  public static final long MAX_ID = 0xFFFF_FFFFL;

  private static final SignatureRules RULES =
      SignatureRules.of(SignatureScheme.ECDSA_P256_SHA256).withLowS();
  private static final String WHAT = "certificate";
  private static final int VERSION = Der.contextConstructed(0);
  private static final int MSP_ID = 1;
  private static final int ID_BYTES = 2;

  private final long id;
  private final String mspId;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] certificatePem;

  @SuppressWarnings("Immutable") // never handed out, never written
  private final byte[] serializedIdentity;

  private final VerifyingKey key;

  private Consenter(long id, String mspId, byte[] ownedCertificatePem, VerifyingKey key) {
    this.id = id;
    this.mspId = mspId;
    this.certificatePem = ownedCertificatePem;
    this.serializedIdentity = new ProtoWriter()
        .bytes(MSP_ID, Utf8.encode(mspId))
        .bytes(ID_BYTES, ownedCertificatePem)
        .toByteArray();
    this.key = key;
  }

  /**
   * An orderer that is named by its identity alone, as in a service that only tolerates crashes.
   *
   * @param mspId the name of its organisation, not empty
   * @param certificatePem its certificate, as the orderer presents it: one PEM block labelled {@code
   *     CERTIFICATE}, of at most 16 KiB (16,384 bytes) of DER
   * @return the orderer
   * @throws MalformedDataException if this is no certificate of a key of P-256
   * @throws IllegalArgumentException if the name is empty or not valid Unicode
   */
  public static Consenter of(String mspId, byte[] certificatePem) throws MalformedDataException {
    return of(0, mspId, certificatePem.clone());
  }

  /**
   * An orderer that has a number, too, as in a Byzantine fault tolerant service.
   *
   * @param id its number, in [1, {@value #MAX_ID}]
   * @param mspId the name of its organisation, not empty
   * @param certificatePem as for {@link #of(String, byte[])}
   * @return the orderer
   * @throws MalformedDataException if this is no certificate of a key of P-256
   * @throws IllegalArgumentException if the number is out of range, or the name empty or not valid Unicode
   */
  public static Consenter numbered(long id, String mspId, byte[] certificatePem)
      throws MalformedDataException {
    checkArgument(id >= 1 && id <= MAX_ID, "number %s of a consenter", id);
    return of(id, mspId, certificatePem.clone());
  }

  private static Consenter of(long id, String mspId, byte[] ownedCertificatePem)
      throws MalformedDataException {
    checkArgument(!mspId.isEmpty(), "the name of an organisation is empty");
    String pem = new String(ownedCertificatePem, StandardCharsets.ISO_8859_1);
    byte[] der = Pem.parse(pem, "CERTIFICATE", KeyDocuments.MAX_BYTES, WHAT);
    return new Consenter(id, mspId, ownedCertificatePem, RULES.parseSpki(publicKey(der)));
  }

  /**
   * The SubjectPublicKeyInfo of a certificate, <a
   * href="https://www.rfc-editor.org/rfc/rfc5280.html#section-4.1">RFC 5280, section 4.1</a>.
   */
  private static byte[] publicKey(byte[] der) throws MalformedDataException {
    DerReader document = DerReader.of(der, WHAT);
    DerReader certificate = document.open(Der.SEQUENCE);
    document.requireEnd();
    DerReader fields = certificate.open(Der.SEQUENCE);
    if (fields.nextIs(VERSION)) {
      skip(fields, VERSION);
    }
    skip(fields, Der.INTEGER); // serial number
    skip(fields, Der.SEQUENCE); // algorithm of the signature
    skip(fields, Der.SEQUENCE); // issuer
    skip(fields, Der.SEQUENCE); // validity
    skip(fields, Der.SEQUENCE); // subject
    return fields.element();
  }

  private static void skip(DerReader fields, int tag) throws MalformedDataException {
    fields.open(tag);
  }

  /**
   * The number.
   *
   * @return 1 to {@value #MAX_ID}; 0 if there is none
   */
  public long id() {
    return id;
  }

  /**
   * The name of the organisation.
   *
   * @return the name, not empty
   */
  public String mspId() {
    return mspId;
  }

  /**
   * The certificate as it was given.
   *
   * @return a new array, one PEM block
   */
  public byte[] certificatePem() {
    return certificatePem.clone();
  }

  /**
   * The key of the certificate, under the rules of Fabric.
   *
   * @return the key
   */
  public VerifyingKey key() {
    return key;
  }

  /**
   * How the orderer names itself in what it signs: a message {@code msp.SerializedIdentity}.
   *
   * @return a new array
   */
  public byte[] serializedIdentity() {
    return serializedIdentity.clone();
  }

  boolean isNamedBy(byte[] creator) {
    return Arrays.equals(serializedIdentity, creator);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Consenter that
        && id == that.id
        && mspId.equals(that.mspId)
        && Arrays.equals(certificatePem, that.certificatePem);
  }

  @Override
  public int hashCode() {
    return 31 * mspId.hashCode() + Arrays.hashCode(certificatePem);
  }

  /** The organisation, the number and the key: one line. */
  @Override
  public String toString() {
    return "consenter " + (id == 0 ? "" : id + " ") + "of " + mspId + ", " + key;
  }
}
