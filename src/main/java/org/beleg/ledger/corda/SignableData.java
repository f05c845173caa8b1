package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;
import static org.beleg.internal.amqp.Amqp.binary;
import static org.beleg.internal.amqp.Amqp.bool;
import static org.beleg.internal.amqp.Amqp.described;
import static org.beleg.internal.amqp.Amqp.emptyMap;
import static org.beleg.internal.amqp.Amqp.int32;
import static org.beleg.internal.amqp.Amqp.list;
import static org.beleg.internal.amqp.Amqp.nothing;
import static org.beleg.internal.amqp.Amqp.string;
import static org.beleg.internal.amqp.Amqp.symbol;
import static org.beleg.internal.amqp.Amqp.ulong;

import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/**
 * The message of a signature of Corda 4: a hash and the signer's metadata, serialized as Corda does.
 *
 * <p>Corda signs no plain concatenation but an object, and its serialization describes itself: an envelope
 * holds the values, the schema of their four classes, and an empty table of transformations. So most of the
 * bytes are the same for everybody, and all of them must be right: 999, or 1,002 where the platform version
 * is above 127 and takes four bytes more for one.
 *
 * <p>The form is AMQP 1.0 with the descriptors of <a
 * href="https://docs.r3.com/en/platform/corda/4.11/community/wire-format.html">Corda's wire format</a>. A
 * class is named by a fingerprint over its properties, 16 bytes in base64 behind {@code net.corda:}; those
 * here are facts of the released platform, the same since Corda 4.0.
 *
 * <p>Only transactions whose ids are of SHA-256 are covered, which is all unless a network turned on
 * another algorithm. Immutable; equal iff hash and metadata are.
 */
@Immutable
public final class SignableData {

  private static final byte[] MAGIC = "corda".getBytes(StandardCharsets.US_ASCII);

  /** Version 1.0 of the format, and the section that holds data up to the end. */
  private static final byte[] VERSION_AND_SECTION = {1, 0, 0};

  // descriptors of the wire format: 0xC562 is R3's number of private enterprises
  private static final byte[] ENVELOPE = wireFormat(1);
  private static final byte[] SCHEMA = wireFormat(2);
  private static final byte[] OBJECT_DESCRIPTOR = wireFormat(3);
  private static final byte[] FIELD = wireFormat(4);
  private static final byte[] COMPOSITE_TYPE = wireFormat(5);
  private static final byte[] TRANSFORMS = wireFormat(9);

  private static final byte[] SIGNABLE_DATA = fingerprint("MYA9jrnNdlQaaX06oEsmxA==");
  private static final byte[] SIGNATURE_METADATA = fingerprint("IzFt8cRKytsJq3vQ+yjsGg==");
  private static final byte[] SECURE_HASH = fingerprint("b79PeMBLsHxu2A23yDYRaA==");
  private static final byte[] SHA_256 = fingerprint("7YZSUU3tC6YvtX33Klo9Jg==");

  private static final String PACKAGE = "net.corda.core.crypto.";

  /** What the envelope says of its classes: those that the values have, and their superclass. */
  private static final byte[] CLASSES = described(
      SCHEMA,
      list(list(
          type(
              "SignableData",
              SIGNABLE_DATA,
              object("signatureMetadata", PACKAGE + "SignatureMetadata"),
              object("txId", PACKAGE + "SecureHash")),
          type(
              "SignatureMetadata",
              SIGNATURE_METADATA,
              number("platformVersion"),
              number("schemeNumberID")),
          type(
              "SecureHash",
              SECURE_HASH,
              object("bytes", "binary"),
              number("offset"),
              number("size")),
          type("SecureHash$SHA256", SHA_256, object("bytes", "binary")))));

  private static final byte[] NO_TRANSFORMS = described(TRANSFORMS, emptyMap());

  private final Hash signedHash;
  private final SignatureMetadata metadata;

  private SignableData(Hash signedHash, SignatureMetadata metadata) {
    this.signedHash = signedHash;
    this.metadata = metadata;
  }

  /**
   * Puts a message together.
   *
   * @param signedHash a transaction's id, or the root of a notary's batch; 32 bytes, of SHA-256
   * @param metadata the signer's
   * @return the message
   * @throws IllegalArgumentException if the hash has another size
   */
  public static SignableData of(Hash signedHash, SignatureMetadata metadata) {
    checkArgument(
        signedHash.size() == HashAlgorithm.SHA_256.size(),
        "a hash of SHA-256 has 32 bytes, not %s",
        signedHash.size());
    return new SignableData(signedHash, requireNonNull(metadata, "metadata"));
  }

  /**
   * The hash.
   *
   * @return 32 bytes
   */
  public Hash signedHash() {
    return signedHash;
  }

  /**
   * The metadata.
   *
   * @return the numbers that are signed with the hash
   */
  public SignatureMetadata metadata() {
    return metadata;
  }

  /**
   * The bytes that a signer passes to its signature algorithm, which hashes them.
   *
   * @return a new array of 999 bytes, or 1,002 if the platform version is above 127
   */
  public byte[] toByteArray() {
    byte[] values = described(
        SIGNABLE_DATA,
        list(
            described(
                SIGNATURE_METADATA,
                list(int32(metadata.platformVersion()), int32(metadata.schemeNumber()))),
            described(SHA_256, list(binary(signedHash.toByteArray())))));
    return Bytes.concat(
        MAGIC, VERSION_AND_SECTION, described(ENVELOPE, list(values, CLASSES, NO_TRANSFORMS)));
  }

  // --- the schema --------------------------------------------------------------------------------

  private static byte[] wireFormat(int descriptor) {
    return ulong(0xC562L << 48 | descriptor);
  }

  private static byte[] fingerprint(String base64) {
    return symbol("net.corda:" + base64);
  }

  /** A class: name, no label, no interfaces, its fingerprint without a code, its properties. */
  private static byte[] type(String name, byte[] fingerprint, byte[]... fields) {
    return described(
        COMPOSITE_TYPE,
        list(
            string(PACKAGE + name),
            nothing(),
            list(),
            described(OBJECT_DESCRIPTOR, list(fingerprint, nothing())),
            list(fields)));
  }

  private static byte[] object(String name, String type) {
    return field(name, type, nothing());
  }

  private static byte[] number(String name) {
    return field(name, "int", string("0"));
  }

  /** A property: name, type, nothing it requires, its default, no label; mandatory, not repeated. */
  private static byte[] field(String name, String type, byte[] byDefault) {
    return described(
        FIELD,
        list(string(name), string(type), list(), byDefault, nothing(), bool(true), bool(false)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignableData that
        && signedHash.equals(that.signedHash)
        && metadata.equals(that.metadata);
  }

  @Override
  public int hashCode() {
    return 31 * signedHash.hashCode() + metadata.hashCode();
  }

  /** The hash and the metadata: one line. */
  @Override
  public String toString() {
    return signedHash + ", platform " + metadata.platformVersion() + ", scheme "
        + metadata.schemeNumber();
  }
}
