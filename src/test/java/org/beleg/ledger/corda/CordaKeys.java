package org.beleg.ledger.corda;

import static org.junit.jupiter.api.Assertions.fail;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;

/** Signers of Corda's schemes, for tests. */
final class CordaKeys {

  /** The schemes that this library signs with; {@link #rsa} makes signatures of the other one. */
  static final List<SignatureScheme> SCHEMES = List.of(
      SignatureScheme.ED25519,
      SignatureScheme.ECDSA_P256_SHA256,
      SignatureScheme.ECDSA_SECP256K1_SHA256);

  private static final int PLATFORM = 13;

  private CordaKeys() {}

  /** The i-th key of a scheme, always the same. */
  static SigningKey secret(SignatureScheme scheme, int i) {
    return SigningKey.generate(scheme, new SeededRandom(31L * i + scheme.name().hashCode()));
  }

  static LeafKey leaf(SigningKey secret) {
    try {
      return LeafKey.of(secret.verifyingKey());
    } catch (MalformedDataException e) {
      return fail(e);
    }
  }

  /** The i-th Ed25519 key. */
  static LeafKey leaf(int i) {
    return leaf(secret(SignatureScheme.ED25519, i));
  }

  /** Keys of all schemes in turn. */
  static List<SigningKey> secrets(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> secret(SCHEMES.get(i % SCHEMES.size()), i))
        .toList();
  }

  static TransactionSignature sign(SigningKey secret, Hash id) {
    LeafKey by = leaf(secret);
    SignatureMetadata metadata = SignatureMetadata.of(PLATFORM, by.scheme());
    return TransactionSignature.of(
        by, secret.sign(SignableData.of(id, metadata).toByteArray()), metadata);
  }

  /** What the components of a composite signature sign. */
  static Hash compositeHash(Hash id) {
    return HashAlgorithm.SHA_256.hash(SignableData.of(id, compositeMetadata()).toByteArray());
  }

  static SignatureMetadata compositeMetadata() {
    return SignatureMetadata.of(PLATFORM, CordaScheme.COMPOSITE);
  }

  /** A signature by the JDK with a new key of 2,048 bits. */
  static TransactionSignature rsa(Hash id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
      generator.initialize(2048, new SeededRandom(7));
      KeyPair pair = generator.generateKeyPair();
      SignatureMetadata metadata = SignatureMetadata.of(PLATFORM, CordaScheme.RSA_SHA256);
      Signature engine = Signature.getInstance("SHA256withRSA", "SunRsaSign");
      engine.initSign(pair.getPrivate());
      engine.update(SignableData.of(id, metadata).toByteArray());
      LeafKey by = LeafKey.parse(pair.getPublic().getEncoded());
      return TransactionSignature.of(by, engine.sign(), metadata);
    } catch (GeneralSecurityException | MalformedDataException e) {
      return fail(e);
    }
  }
}
