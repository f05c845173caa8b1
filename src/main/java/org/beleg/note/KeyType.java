package org.beleg.note;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.text.Utf8;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * The signature types of <a href="https://c2sp.org/signed-note">C2SP signed-note</a>, section "Signature
 * types", that Beleg signs and verifies: what a vkey of the type holds, and what its key id is.
 */
enum KeyType {

  /** Type 0x01: Ed25519 over the note text; the key as 32 raw bytes. */
  ED25519(0x01, SignatureScheme.ED25519) {
    @Override
    byte[] keyMaterial(VerifyingKey key) {
      return key.toRaw();
    }

    @Override
    VerifyingKey parse(byte[] keyMaterial) throws MalformedDataException {
      return VerifyingKey.of(scheme, keyMaterial);
    }

    @Override
    int keyId(String keyName, VerifyingKey key) {
      return first4(Bytes.concat(Utf8.encode(keyName), new byte[] {'\n', code}, key.toRaw()));
    }
  },

  /**
   * Type 0x02: ECDSA with P-256 and SHA-256 over the note text; the key as SPKI. Its key id does not
   * bind the name. The type's other two curves have no agreed hash function and are not offered.
   */
  ECDSA(0x02, SignatureScheme.ECDSA_P256_SHA256) {
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
  };

  final byte code;
  final SignatureScheme scheme;

  KeyType(int code, SignatureScheme scheme) {
    this.code = (byte) code;
    this.scheme = scheme;
  }

  /** The bytes behind the type's code in a vkey. */
  abstract byte[] keyMaterial(VerifyingKey key);

  /** Reads {@link #keyMaterial}. */
  abstract VerifyingKey parse(byte[] keyMaterial) throws MalformedDataException;

  /** The unsigned 32-bit key id, in an int. */
  abstract int keyId(String keyName, VerifyingKey key);

  /** The type with a code. */
  static Optional<KeyType> of(byte code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** The type for plain note signatures under a scheme. */
  static Optional<KeyType> of(SignatureScheme scheme) {
    return Arrays.stream(values()).filter(type -> type.scheme == scheme).findFirst();
  }

  private static int first4(byte[] message) {
    return Ints.fromByteArray(HashAlgorithm.SHA_256.hash(message).toByteArray());
  }
}
