package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Bytes;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.SplittableRandom;
import net.corda.core.crypto.Crypto;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.sign.SigningKey;
import org.beleg.testing.TestTrees;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/**
 * Signatures by corda-core, judged here, and the other way round. On signatures that only a malicious holder
 * of a secret can make the two differ, and only in one direction.
 */
class CordaSignatureDifferentialTest {

  private static final long SEED = 20260313L;
  private static final int ROUNDS = 8;
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();
  private static final byte[] ED25519_SPKI = HEX.decode("302a300506032b6570032100");

  @Test
  void signaturesOfCorda_areAcceptedHere() throws Exception {
    SplittableRandom random = TestTrees.seeded(CordaSignatureDifferentialTest.class, SEED);
    for (net.corda.core.crypto.SignatureScheme scheme : List.of(
        Crypto.RSA_SHA256,
        Crypto.ECDSA_SECP256K1_SHA256,
        Crypto.ECDSA_SECP256R1_SHA256,
        Crypto.EDDSA_ED25519_SHA512)) {
      // RSA keys of Corda cannot be drawn from a seed
      KeyPair pair = scheme.equals(Crypto.RSA_SHA256)
          ? Crypto.generateKeyPair(scheme)
          : Crypto.deriveKeyPairFromEntropy(scheme, BigInteger.valueOf(random.nextLong()));
      LeafKey key = LeafKey.parse(pair.getPublic().getEncoded());
      assertThat(key.toSpki()).isEqualTo(pair.getPublic().getEncoded());
      assertThat(key.scheme().number()).isEqualTo(scheme.getSchemeNumberID());
      for (int round = 0; round < ROUNDS; round++) {
        Hash id = TestTrees.randomHash(random);
        SignatureMetadata metadata = SignatureMetadata.of(1 + random.nextInt(200), key.scheme());
        byte[] message = SignableData.of(id, metadata).toByteArray();
        byte[] signature = Crypto.doSign(pair.getPrivate(), message);
        assertThat(TransactionSignature.of(key, signature, metadata).verify(id))
            .isEqualTo(Verdict.accepted());
        byte[] spoiled = signature.clone();
        spoiled[random.nextInt(spoiled.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(key.key().verify(message, spoiled).isAccepted())
            .isEqualTo(acceptedByCorda(key.toSpki(), spoiled, message))
            .isFalse();
      }
    }
  }

  @Test
  void signaturesMadeHere_areAcceptedByCorda() {
    SplittableRandom random = TestTrees.seeded(CordaSignatureDifferentialTest.class, SEED + 1);
    for (SigningKey secret : CordaKeys.secrets(12)) {
      Hash id = TestTrees.randomHash(random);
      TransactionSignature signature = CordaKeys.sign(secret, id);
      byte[] message = SignableData.of(id, signature.metadata()).toByteArray();
      assertThat(acceptedByCorda(signature.by().toSpki(), signature.signature(), message))
          .isTrue();
    }
  }

  /** The edge cases of Ed25519, on which verifiers disagree. */
  @Test
  void ed25519_acceptsNothingThatCordaRefuses() {
    int ours = 0;
    int theirs = 0;
    for (JsonElement element :
        Vectors.json("signatures/cctv-ed25519/ed25519vectors.json").getAsJsonArray()) {
      JsonObject row = element.getAsJsonObject();
      byte[] spki = Bytes.concat(ED25519_SPKI, HEX.decode(row.get("key").getAsString()));
      byte[] signature = HEX.decode(row.get("sig").getAsString());
      byte[] message = row.get("msg").getAsString().getBytes(StandardCharsets.UTF_8);
      boolean here = acceptedHere(spki, signature, message);
      boolean there = acceptedByCorda(spki, signature, message);
      assertThat(here && !there).as("%s", row).isFalse();
      ours += here ? 1 : 0;
      theirs += there ? 1 : 0;
    }
    System.out.println("CordaSignatureDifferentialTest: of 914 edge cases of Ed25519 " + ours
        + " accepted here, " + theirs + " by Corda");
    assertThat(ours).isPositive().isLessThan(theirs);
  }

  private static boolean acceptedHere(byte[] spki, byte[] signature, byte[] message) {
    try {
      return LeafKey.parse(spki).key().verify(message, signature).isAccepted();
    } catch (MalformedDataException refused) {
      return false;
    }
  }

  private static boolean acceptedByCorda(byte[] spki, byte[] signature, byte[] message) {
    try {
      return Crypto.isValid(Crypto.decodePublicKey(spki), signature, message);
    } catch (Exception refused) { // Kotlin declares none of those that it throws
      return false;
    }
  }
}
