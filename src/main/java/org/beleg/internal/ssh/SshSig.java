package org.beleg.internal.ssh;

import java.nio.charset.StandardCharsets;
import org.beleg.MalformedDataException;
import org.beleg.internal.text.Pem;

/**
 * The fields of <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">OpenSSH's
 * PROTOCOL.sshsig</a>, and the bytes that are signed.
 */
public final class SshSig {

  private static final String WHAT = "SSH signature";
  private static final String LABEL = "SSH SIGNATURE";
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  /** ssh-keygen breaks its lines later than PEM does. */
  private static final int LINE_LENGTH = 70;

  /** A key and a signature of RSA with 8,192 bits have about 2,100; the rest is for the namespace. */
  private static final int MAX_BYTES = 16 * 1024;

  private static final byte[] RESERVED = {};

  private final SshPublicKey publicKey;
  private final String namespace;
  private final String hashAlgorithm;
  private final String signatureAlgorithm;
  private final byte[] signature;

  /** Takes fields that were checked, or that are ours. */
  public SshSig(
      SshPublicKey publicKey,
      String namespace,
      String hashAlgorithm,
      String signatureAlgorithm,
      byte[] signature) {
    this.publicKey = publicKey;
    this.namespace = namespace;
    this.hashAlgorithm = hashAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
    this.signature = signature.clone();
  }

  /** Reads what {@link #format} prints. */
  public static SshSig parse(String armored) throws MalformedDataException {
    SshReader fields = new SshReader(Pem.parse(armored, LABEL, LINE_LENGTH, MAX_BYTES, WHAT), WHAT);
    fields.expect(MAGIC);
    int version = fields.uint32();
    if (version != VERSION) {
      throw fields.problem("version " + Integer.toUnsignedString(version) + " is not 1");
    }
    SshPublicKey publicKey = SshPublicKey.parseBlob(fields.string());
    String namespace = fields.text();
    if (!isNamespace(namespace)) {
      throw fields.problem("namespace is empty or has a NUL character");
    }
    // ignored by the protocol, and not signed: anybody could alter it
    if (fields.string().length > 0) {
      throw fields.problem("reserved field is not empty");
    }
    String hashAlgorithm = fields.text();
    SshReader signature = new SshReader(fields.string(), WHAT + " blob");
    fields.requireEnd();
    String signatureAlgorithm = signature.text();
    byte[] bytes = signature.string();
    signature.requireEnd();
    return new SshSig(publicKey, namespace, hashAlgorithm, signatureAlgorithm, bytes);
  }

  /** Not empty; OpenSSH reads it as a C string. */
  public static boolean isNamespace(String namespace) {
    return !namespace.isEmpty() && namespace.indexOf('\0') < 0;
  }

  /** What is signed in place of a message with this hash. */
  public static byte[] signedData(String namespace, String hashAlgorithm, byte[] hash) {
    return new SshWriter()
        .raw(MAGIC)
        .text(namespace)
        .string(RESERVED)
        .text(hashAlgorithm)
        .string(hash)
        .toByteArray();
  }

  /** The text as ssh-keygen writes it. */
  public String format() {
    byte[] blob = new SshWriter().text(signatureAlgorithm).string(signature).toByteArray();
    byte[] fields = new SshWriter()
        .raw(MAGIC)
        .uint32(VERSION)
        .string(publicKey.blob())
        .text(namespace)
        .string(RESERVED)
        .text(hashAlgorithm)
        .string(blob)
        .toByteArray();
    return Pem.format(LABEL, LINE_LENGTH, fields);
  }

  /** The key that is said to have signed. */
  public SshPublicKey publicKey() {
    return publicKey;
  }

  /** What the signature is said to be for. */
  public String namespace() {
    return namespace;
  }

  /** The name of the hash function. */
  public String hashAlgorithm() {
    return hashAlgorithm;
  }

  /** The name of the signature's algorithm. */
  public String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  /** The signature in the encoding of its algorithm. */
  public byte[] signature() {
    return signature.clone();
  }

  /** An exception about a field. */
  public static MalformedDataException malformed(String field, String problem) {
    return new MalformedDataException(WHAT, field, problem);
  }
}
