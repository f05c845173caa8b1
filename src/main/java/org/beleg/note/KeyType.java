package org.beleg.note;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.text.Utf8;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * The signature types of <a href="https://c2sp.org/signed-note">C2SP signed-note</a>, section "Signature
 * types", that Beleg verifies: what a vkey of the type holds, what its key id is, and what bytes are signed.
 */
enum KeyType {

  /** Type 0x01: Ed25519 over the note text; the key as 32 raw bytes. */
  ED25519(0x01, SignatureScheme.ED25519, Role.SIGNER),

  /**
   * Type 0x02: ECDSA with P-256 and SHA-256 over the note text; the key as SPKI. Its key id does not
   * bind the name. The type's other two curves have no agreed hash function and are not offered.
   */
  ECDSA(0x02, SignatureScheme.ECDSA_P256_SHA256, Role.SIGNER) {
    @Override
    byte[] keyMaterial(VerifyingKey key) {
      return key.toSpki();
    }

    @Override
    VerifyingKey parse(byte[] keyMaterial) throws MalformedDataException {
      return VerifyingKey.parseSpki(scheme, keyMaterial);
    }

    @Override
    int keyId(String keyName, VerifyingKey key) {
      return first4(key.toSpki());
    }
  },

  /**
   * Type 0x04: Ed25519 cosignature, <a href="https://c2sp.org/tlog-cosignature">C2SP
   * tlog-cosignature</a>: over a header, the time and the whole note text. Does not bind the name.
   */
  ED25519_COSIGNATURE(0x04, SignatureScheme.ED25519, Role.COSIGNER) {
    @Override
    Verdict verify(String keyName, VerifyingKey key, String text, byte[] signature) {
      return Cosignature.verify(
          key, signature, seconds -> Utf8.encode("cosignature/v1\ntime " + seconds + "\n" + text));
    }
  },

  /**
   * Type 0x05: the STH of <a href="https://www.rfc-editor.org/rfc/rfc6962.html#section-3.5">RFC 6962,
   * section 3.5</a>, as <a href="https://c2sp.org/static-ct-api">C2SP static-ct-api</a> puts it into a
   * note. Signs size and root, not the origin.
   */
  RFC6962_STH(0x05, SignatureScheme.ECDSA_P256_SHA256, Role.LOG) {
    @Override
    byte[] keyMaterial(VerifyingKey key) {
      return key.toSpki();
    }

    @Override
    VerifyingKey parse(byte[] keyMaterial) throws MalformedDataException {
      return VerifyingKey.parseSpki(scheme, keyMaterial);
    }

    @Override
    int keyId(String keyName, VerifyingKey key) {
      byte[] logId = HashAlgorithm.SHA_256.hash(key.toSpki()).toByteArray();
      return namedId(keyName, Bytes.concat(prefix, logId));
    }

    @Override
    Verdict verify(String keyName, VerifyingKey key, String text, byte[] signature) {
      return TreeHeadSignature.verify(key, text, signature);
    }
  },

  /**
   * Type 0x06: ML-DSA-44 cosignature, <a href="https://c2sp.org/tlog-cosignature">C2SP
   * tlog-cosignature</a>: over name, time, origin, size and root, but no extension lines.
   */
  ML_DSA_44_COSIGNATURE(0x06, SignatureScheme.ML_DSA_44, Role.COSIGNER) {
    @Override
    Verdict verify(String keyName, VerifyingKey key, String text, byte[] signature) {
      Checkpoint checkpoint;
      try {
        checkpoint = Checkpoint.parseForAnyTree(text);
      } catch (MalformedDataException e) {
        return Verdict.rejected(Reason.CHECKPOINT_MALFORMED, "text: " + e.getMessage());
      }
      return Cosignature.isSignable(keyName, checkpoint)
          ? Cosignature.verify(
              key, signature, seconds -> Cosignature.subtreeMessage(keyName, seconds, checkpoint))
          : Verdict.rejected(
              Reason.CHECKPOINT_MALFORMED, "key name or origin has more than 255 bytes");
    }

    @Override
    boolean signsExtensions() {
      return false;
    }
  },

  /**
   * Type 0xff, for what has no number: RSA with PKCS#1 v1.5 and SHA-256 over the note text, the key as
   * SPKI, as Rekor v2 names it.
   */
  RSA_PKCS1("PKIX-RSA-PKCS#1v1.5", SignatureScheme.RSA_PKCS1_SHA256) {
    @Override
    byte[] keyMaterial(VerifyingKey key) {
      return key.toSpki();
    }

    @Override
    VerifyingKey parse(byte[] keyMaterial) throws MalformedDataException {
      return VerifyingKey.parseSpki(scheme, keyMaterial);
    }
  },

  /** Type 0xff: SM2 with SM3 over the note text, signatures in DER; the key as a point of 65 bytes. */
  SM2("beleg/note/sm2-sm3/v1\n", SignatureScheme.SM2_SM3),

  /** Type 0xff: ML-DSA-65 with an empty context over the note text; the key as 1952 raw bytes. */
  ML_DSA_65("beleg/note/ml-dsa-65/v1\n", SignatureScheme.ML_DSA_65);

  /** What a key is for; one key may have several roles, under several types. */
  enum Role {
    /** Signs notes of any text. */
    SIGNER,
    /** Says that it saw a checkpoint. */
    COSIGNER,
    /** Signs its own tree heads. */
    LOG
  }

  final Role role;
  final SignatureScheme scheme;

  /** The type's number and, if that is 0xff, its identifier: none begins with another. */
  @SuppressWarnings("ImmutableEnumChecker") // never handed out, never written
  final byte[] prefix;

  KeyType(int code, SignatureScheme scheme, Role role) {
    this.role = role;
    this.scheme = scheme;
    this.prefix = new byte[] {(byte) code};
  }

  KeyType(String identifier, SignatureScheme scheme) {
    this.role = Role.SIGNER;
    this.scheme = scheme;
    this.prefix =
        Bytes.concat(new byte[] {(byte) 0xff}, identifier.getBytes(StandardCharsets.US_ASCII));
  }

  /** What stands behind the key id in a vkey: number, identifier if there is one, and the key. */
  byte[] typedKey(VerifyingKey key) {
    return Bytes.concat(prefix, keyMaterial(key));
  }

  /** The key of a {@link #typedKey} of this type. */
  VerifyingKey parseTyped(byte[] typedKey) throws MalformedDataException {
    return parse(Arrays.copyOfRange(typedKey, prefix.length, typedKey.length));
  }

  /** The bytes of a key in a vkey. */
  byte[] keyMaterial(VerifyingKey key) {
    return key.toRaw();
  }

  /** Reads {@link #keyMaterial}. */
  VerifyingKey parse(byte[] keyMaterial) throws MalformedDataException {
    return VerifyingKey.of(scheme, keyMaterial);
  }

  /** The unsigned 32-bit key id, in an int. */
  int keyId(String keyName, VerifyingKey key) {
    return namedId(keyName, typedKey(key));
  }

  /** Judges the signature bytes of a line. */
  Verdict verify(String keyName, VerifyingKey key, String text, byte[] signature) {
    return key.verify(Utf8.encode(text), signature);
  }

  /** Whether a signature covers the lines behind a checkpoint's third. */
  boolean signsExtensions() {
    return true;
  }

  /** The type that {@link #typedKey} begins with. */
  static Optional<KeyType> of(byte[] typedKey) {
    return Arrays.stream(values())
        .filter(type -> type.prefix.length <= typedKey.length
            && Arrays.equals(type.prefix, 0, type.prefix.length, typedKey, 0, type.prefix.length))
        .findFirst();
  }

  /** The type for signatures under a scheme by a key with a role. */
  static Optional<KeyType> of(SignatureScheme scheme, Role role) {
    return Arrays.stream(values())
        .filter(type -> type.scheme == scheme && type.role == role)
        .findFirst();
  }

  private static int namedId(String keyName, byte[] typed) {
    return first4(Bytes.concat(Utf8.encode(keyName), new byte[] {'\n'}, typed));
  }

  private static int first4(byte[] message) {
    return Ints.fromByteArray(HashAlgorithm.SHA_256.hash(message).toByteArray());
  }
}
