package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.ledger.corda.CompositeKey.Child;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.junit.jupiter.api.Test;

/** Signatures of one and of many signers, and those that only look like them. */
class TransactionSignatureTest {

  private static final Hash ID =
      HashAlgorithm.SHA_256.hash("a transaction".getBytes(StandardCharsets.US_ASCII));
  private static final Hash OTHER_ID =
      HashAlgorithm.SHA_256.hash("another one".getBytes(StandardCharsets.US_ASCII));

  private static final List<SigningKey> SECRETS = CordaKeys.secrets(4);
  private static final List<LeafKey> KEYS =
      SECRETS.stream().map(CordaKeys::leaf).toList();

  private static void assertReason(Verdict verdict, Reason reason) {
    assertThat(verdict.reason()).as("%s", verdict).contains(reason);
  }

  // --- one signer --------------------------------------------------------------------------------

  @Test
  void verify_acceptsEveryScheme() {
    List<TransactionSignature> signatures = new ArrayList<>();
    SECRETS.forEach(secret -> signatures.add(CordaKeys.sign(secret, ID)));
    signatures.add(CordaKeys.rsa(ID));
    for (TransactionSignature signature : signatures) {
      assertThat(signature.verify(ID)).isEqualTo(Verdict.accepted());
      assertReason(signature.verify(OTHER_ID), Reason.SIGNATURE_MISMATCH);
    }
    assertThat(signatures)
        .extracting(signature -> signature.metadata().schemeNumber())
        .contains(1, 2, 3, 4);
  }

  @Test
  void verify_refusesTheSignatureOfAnotherKey() {
    for (int i = 0; i < 4; i++) {
      TransactionSignature honest = CordaKeys.sign(SECRETS.get(i), ID);
      LeafKey other = CordaKeys.leaf(
          CordaKeys.secret(CordaKeys.SCHEMES.get(i % CordaKeys.SCHEMES.size()), 50 + i));
      assertReason(
          TransactionSignature.of(other, honest.signature(), honest.metadata()).verify(ID),
          Reason.SIGNATURE_MISMATCH);
    }
  }

  @Test
  void verify_refusesMetadataOfAnotherScheme() {
    for (SigningKey secret : SECRETS) {
      LeafKey by = CordaKeys.leaf(secret);
      for (int scheme = 0; scheme <= 7; scheme++) {
        if (scheme != by.scheme().number() && scheme != CordaScheme.COMPOSITE.number()) {
          // honestly signed, with what is stated
          SignatureMetadata stated = new SignatureMetadata(4, scheme);
          byte[] signature = secret.sign(SignableData.of(ID, stated).toByteArray());
          assertReason(
              TransactionSignature.of(by, signature, stated).verify(ID), Reason.SCHEME_MISMATCH);
        }
      }
    }
  }

  /** Members of a notary cluster sign with keys of their own, and state the scheme of the cluster's. */
  @Test
  void verify_acceptsAMemberOfAClusterThatStatesTheCompositeScheme() {
    for (SigningKey secret : SECRETS) {
      LeafKey by = CordaKeys.leaf(secret);
      SignatureMetadata stated = CordaKeys.compositeMetadata();
      byte[] signature = secret.sign(SignableData.of(ID, stated).toByteArray());
      TransactionSignature member = TransactionSignature.of(by, signature, stated);
      assertThat(member.verify(ID)).isEqualTo(Verdict.accepted());
      assertThat(RequiredSigners.of(List.of(CompositeKey.atLeast(1, KEYS)))
              .verify(ID, List.of(member)))
          .isEqualTo(Verdict.accepted());
      // the number is bound: with that of the key itself the signature is another's
      SignatureMetadata own = SignatureMetadata.of(stated.platformVersion(), by.scheme());
      assertReason(
          TransactionSignature.of(by, signature, own).verify(ID), Reason.SIGNATURE_MISMATCH);
    }
  }

  @Test
  void verify_acceptsTheOtherSOfEcdsa_asCordaDoes() throws Exception {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    TransactionSignature honest =
        CordaKeys.sign(CordaKeys.secret(SignatureScheme.ECDSA_SECP256K1_SHA256, 2), ID);
    DerReader pair = DerReader.of(honest.signature(), "signature").open(Der.SEQUENCE);
    byte[] r = Der.unsignedInteger(pair.unsignedInteger());
    byte[] s = Der.unsignedInteger(order.subtract(pair.unsignedInteger()));
    byte[] turned = Der.element(Der.SEQUENCE, r, s);
    TransactionSignature other =
        TransactionSignature.of((LeafKey) honest.by(), turned, honest.metadata());
    assertThat(other.verify(ID).isAccepted()).isTrue();
    assertThat(other).isNotEqualTo(honest);
  }

  @Test
  void values_areCopiedAndCompared() {
    TransactionSignature honest = CordaKeys.sign(SECRETS.get(0), ID);
    byte[] bytes = honest.signature();
    TransactionSignature copy =
        TransactionSignature.of((LeafKey) honest.by(), bytes, honest.metadata());
    assertThat(copy).isEqualTo(honest).hasSameHashCodeAs(honest);
    bytes[0] ^= 1;
    honest.signature()[0] ^= 1;
    assertThat(copy).isEqualTo(honest);
    assertThat(copy.components()).isEmpty();
    assertThat(copy).isNotEqualTo(CordaKeys.sign(SECRETS.get(1), ID));
    assertThat(copy.toString()).contains("scheme 4").doesNotContain("\n");
  }

  // --- many signers ------------------------------------------------------------------------------

  private static TransactionSignature composite(CompositeKey by, Hash signed, int... signers) {
    List<TransactionSignature> components = new ArrayList<>();
    for (int signer : signers) {
      components.add(CordaKeys.sign(SECRETS.get(signer), signed));
    }
    return TransactionSignature.composite(by, components, CordaKeys.compositeMetadata());
  }

  @Test
  void composite_needsEnoughSignersOfTheWhole() {
    CompositeKey key = CompositeKey.atLeast(2, KEYS.subList(0, 3));
    Hash signed = CordaKeys.compositeHash(ID);
    assertThat(composite(key, signed, 0, 1).verify(ID)).isEqualTo(Verdict.accepted());
    assertThat(composite(key, signed, 2, 0).verify(ID)).isEqualTo(Verdict.accepted());
    assertThat(composite(key, signed, 0, 1, 2).verify(ID)).isEqualTo(Verdict.accepted());
    assertReason(composite(key, signed, 0).verify(ID), Reason.QUORUM_NOT_REACHED);
    assertReason(composite(key, signed).verify(ID), Reason.QUORUM_NOT_REACHED);
    assertReason(composite(key, signed, 0, 0).verify(ID), Reason.QUORUM_NOT_REACHED);
    assertReason(composite(key, signed, 0, 3).verify(ID), Reason.QUORUM_NOT_REACHED);
    assertReason(composite(key, signed, 0, 1).verify(OTHER_ID), Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void composite_refusesComponentsThatSignTheIdItself() {
    CompositeKey key = CompositeKey.atLeast(2, KEYS.subList(0, 3));
    assertReason(composite(key, ID, 0, 1).verify(ID), Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void composite_isSpoiledByOneInvalidComponent() {
    CompositeKey key = CompositeKey.atLeast(2, KEYS.subList(0, 3));
    Hash signed = CordaKeys.compositeHash(ID);
    List<TransactionSignature> components = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      components.add(CordaKeys.sign(SECRETS.get(i), signed));
    }
    components.add(CordaKeys.sign(SECRETS.get(3), OTHER_ID));
    assertReason(
        TransactionSignature.composite(key, components, CordaKeys.compositeMetadata())
            .verify(ID),
        Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void composite_countsNobodyTwiceUnlessAskedTo() {
    CompositeKey key =
        CompositeKey.of(3, List.of(new Child(KEYS.get(0), 1), new Child(KEYS.get(0), 2)));
    TransactionSignature alone = composite(key, CordaKeys.compositeHash(ID), 0);
    assertReason(alone.verify(ID), Reason.SIGNER_REPEATED);
    assertThat(alone.verify(ID, Fulfilment.AS_CORDA)).isEqualTo(Verdict.accepted());
  }

  @Test
  void composite_refusesCompositeComponents() {
    CompositeKey inner = CompositeKey.atLeast(1, KEYS.subList(0, 2));
    CompositeKey outer = CompositeKey.atLeast(1, List.of(inner, KEYS.get(2)));
    Hash signed = CordaKeys.compositeHash(ID);
    TransactionSignature nested = TransactionSignature.composite(
        outer,
        List.of(composite(inner, CordaKeys.compositeHash(signed), 0)),
        CordaKeys.compositeMetadata());
    assertReason(nested.verify(ID), Reason.SCHEME_MISMATCH);
    // its leaf signs for the outer key at once
    assertThat(composite(outer, signed, 0).verify(ID)).isEqualTo(Verdict.accepted());
  }

  @Test
  void composite_bindsItsOwnMetadata() {
    CompositeKey key = CompositeKey.atLeast(2, KEYS.subList(0, 3));
    TransactionSignature honest = composite(key, CordaKeys.compositeHash(ID), 0, 1);
    assertReason(
        TransactionSignature.composite(
                key, honest.components(), SignatureMetadata.of(14, CordaScheme.COMPOSITE))
            .verify(ID),
        Reason.SIGNATURE_MISMATCH);
    assertReason(
        TransactionSignature.composite(
                key,
                honest.components(),
                SignatureMetadata.of(13, CordaScheme.EDDSA_ED25519_SHA512))
            .verify(ID),
        Reason.SCHEME_MISMATCH);
  }

  // --- batches of a notary
  // ------------------------------------------------------------------------

  private static final List<Hash> BATCH = IntStream.range(0, 5)
      .mapToObj(i -> HashAlgorithm.SHA_256.hash(new byte[] {(byte) i}))
      .toList();

  @Test
  void batch_isSignedOverItsRoot() {
    NotaryBatch batch = NotaryBatch.of(HashAlgorithm.SHA_256, BATCH);
    for (SigningKey notary : SECRETS) {
      TransactionSignature ofRoot = CordaKeys.sign(notary, batch.rootHash());
      for (int i = 0; i < BATCH.size(); i++) {
        TransactionSignature signature = ofRoot.withBatchProof(batch.prove(i));
        assertThat(signature.verify(BATCH.get(i))).isEqualTo(Verdict.accepted());
        assertThat(signature).isNotEqualTo(ofRoot);
        assertReason(signature.verify(OTHER_ID), Reason.LEAF_MISMATCH);
        assertReason(signature.verify(BATCH.get((i + 1) % BATCH.size())), Reason.LEAF_MISMATCH);
        assertReason(ofRoot.verify(BATCH.get(i)), Reason.SIGNATURE_MISMATCH);
        assertReason(signature.verify(batch.rootHash()), Reason.LEAF_MISMATCH);
      }
    }
  }

  /** The notary of another protocol, or an attacker, puts the ids themselves into a tree. */
  @Test
  void batch_refusesTheIdInPlaceOfItsHash() {
    CordaTree tree = CordaTree.of(HashAlgorithm.SHA_256, BATCH);
    TransactionSignature signature =
        CordaKeys.sign(SECRETS.get(0), tree.rootHash()).withBatchProof(tree.prove(2));
    assertReason(signature.verify(BATCH.get(2)), Reason.LEAF_MISMATCH);
  }

  @Test
  void batch_refusesTheProofOfAnotherBatch() {
    NotaryBatch batch = NotaryBatch.of(HashAlgorithm.SHA_256, BATCH);
    NotaryBatch other = NotaryBatch.of(HashAlgorithm.SHA_256, BATCH.subList(0, 4));
    TransactionSignature ofRoot = CordaKeys.sign(SECRETS.get(0), batch.rootHash());
    assertReason(
        ofRoot.withBatchProof(other.prove(2)).verify(BATCH.get(2)), Reason.SIGNATURE_MISMATCH);
    CordaTree wider = CordaTree.of(
        HashAlgorithm.SHA_512,
        List.of(HashAlgorithm.SHA_512.hash(new byte[1]), HashAlgorithm.SHA_512.hash(new byte[2])));
    assertReason(
        ofRoot.withBatchProof(wider.prove(0)).verify(BATCH.get(2)), Reason.HASH_SIZE_WRONG);
  }

  @Test
  void batch_ofAClusterIsSignedByItsMembersTogether() {
    NotaryBatch batch = NotaryBatch.of(HashAlgorithm.SHA_256, BATCH);
    CompositeKey cluster = CompositeKey.atLeast(2, KEYS.subList(0, 3));
    TransactionSignature signature = composite(
            cluster, CordaKeys.compositeHash(batch.rootHash()), 0, 2)
        .withBatchProof(batch.prove(1));
    assertThat(signature.verify(BATCH.get(1))).isEqualTo(Verdict.accepted());
    assertReason(signature.verify(BATCH.get(2)), Reason.LEAF_MISMATCH);
    List<TransactionSignature> each = List.of(
        CordaKeys.sign(SECRETS.get(0), batch.rootHash()).withBatchProof(batch.prove(1)),
        CordaKeys.sign(SECRETS.get(1), batch.rootHash()).withBatchProof(batch.prove(1)));
    assertThat(RequiredSigners.of(List.of(cluster)).verify(BATCH.get(1), each))
        .isEqualTo(Verdict.accepted());
  }

  // --- all who must sign -------------------------------------------------------------------------

  @Test
  void requiredSigners_areAllAskedFor() {
    CompositeKey notary = CompositeKey.atLeast(2, KEYS.subList(1, 4));
    RequiredSigners required = RequiredSigners.of(List.of(KEYS.get(0), notary));
    List<TransactionSignature> signatures =
        SECRETS.stream().map(secret -> CordaKeys.sign(secret, ID)).toList();
    assertThat(required.verify(ID, signatures)).isEqualTo(Verdict.accepted());
    assertThat(required.verify(ID, signatures.subList(0, 3))).isEqualTo(Verdict.accepted());
    assertReason(required.verify(ID, signatures.subList(0, 2)), Reason.QUORUM_NOT_REACHED);
    assertReason(required.verify(ID, signatures.subList(1, 4)), Reason.QUORUM_NOT_REACHED);
    assertReason(required.verify(ID, List.of()), Reason.QUORUM_NOT_REACHED);
    assertReason(required.verify(OTHER_ID, signatures), Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void requiredSigners_takeACompositeSignatureOfTheirKeyAlone() {
    CompositeKey notary = CompositeKey.atLeast(2, KEYS.subList(1, 4));
    CompositeKey weaker = CompositeKey.atLeast(1, KEYS.subList(1, 4));
    Hash signed = CordaKeys.compositeHash(ID);
    RequiredSigners required = RequiredSigners.of(List.of(notary));
    assertThat(required.verify(ID, List.of(composite(notary, signed, 1, 2))))
        .isEqualTo(Verdict.accepted());
    assertReason(
        required.verify(ID, List.of(composite(notary, signed, 1))), Reason.QUORUM_NOT_REACHED);
    assertReason(
        required.verify(ID, List.of(composite(weaker, signed, 1, 2))), Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void requiredSigners_areSpoiledByAnyInvalidSignature() {
    RequiredSigners required = RequiredSigners.of(List.of(KEYS.get(0)));
    assertReason(
        required.verify(
            ID,
            List.of(CordaKeys.sign(SECRETS.get(0), ID), CordaKeys.sign(SECRETS.get(1), OTHER_ID))),
        Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void requiredSigners_countNobodyTwiceUnlessAskedTo() {
    CompositeKey key =
        CompositeKey.of(3, List.of(new Child(KEYS.get(0), 1), new Child(KEYS.get(0), 2)));
    RequiredSigners required = RequiredSigners.of(List.of(key));
    List<TransactionSignature> alone = List.of(CordaKeys.sign(SECRETS.get(0), ID));
    assertReason(required.verify(ID, alone), Reason.SIGNER_REPEATED);
    assertThat(required.verify(ID, alone, Fulfilment.AS_CORDA)).isEqualTo(Verdict.accepted());
    assertReason(required.verify(ID, List.of(alone.get(0), alone.get(0))), Reason.SIGNER_REPEATED);
  }

  @Test
  void requiredSigners_areAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> RequiredSigners.of(List.of()));
    assertThat(RequiredSigners.of(List.of(KEYS.get(0), KEYS.get(1))))
        .isEqualTo(RequiredSigners.of(List.of(KEYS.get(1), KEYS.get(0), KEYS.get(1))))
        .hasSameHashCodeAs(RequiredSigners.of(List.of(KEYS.get(1), KEYS.get(0))));
  }

  @Test
  void values_areEqualByContentAndPrintedInOneLine() {
    SignatureMetadata metadata = SignatureMetadata.of(4, CordaScheme.EDDSA_ED25519_SHA512);
    SignableData data = SignableData.of(ID, metadata);
    assertThat(data)
        .isEqualTo(SignableData.of(ID, metadata))
        .hasSameHashCodeAs(SignableData.of(ID, metadata));
    assertThat(data).isNotEqualTo(SignableData.of(OTHER_ID, metadata)).isNotEqualTo("a text");
    assertThat(data.signedHash()).isEqualTo(ID);
    assertThat(data.metadata()).isEqualTo(metadata);
    CompositeKey key = CompositeKey.atLeast(2, KEYS);
    RequiredSigners required = RequiredSigners.of(List.of(key));
    assertThat(required.keys()).containsExactly(key);
    assertThat(key.scheme()).isEqualTo(CordaScheme.COMPOSITE);
    TransactionSignature whole = composite(key, CordaKeys.compositeHash(ID), 0, 1);
    assertThat(whole.components()).hasSize(2);
    assertThat(whole.signature()).isEmpty();
    assertThat(whole.batchProof()).isEmpty();
    for (Object value : List.of(data, key, required, whole)) {
      assertThat(value.toString()).isNotEmpty().doesNotContain("\n");
    }
  }
}
