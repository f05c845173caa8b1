package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.text.Utf8;
import org.beleg.sign.SignaturePolicy;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/** Checkpoints that count only if enough of several signers, with different algorithms, signed them. */
class QuorumTest {

  private static final long SEED = 20260302L;
  private static final String ORIGIN = "group.example/ledger";
  private static final TreeHasher SM3 = TreeHasher.of(HashAlgorithm.SM3);
  private static final byte[] ENTRY = {7};

  private final SigningKey sm2Key = key(SignatureScheme.SM2_SM3, 0);
  private final SigningKey edKey = key(SignatureScheme.ED25519, 1);
  private final NoteSigner insurance = NoteSigner.of("insurance.example", sm2Key);
  private final NoteSigner bank = NoteSigner.of("bank.example", edKey);
  private final NoteSigner securities =
      NoteSigner.of("securities.example", key(SignatureScheme.ML_DSA_65, 2));
  private final List<NoteSigner> group = List.of(insurance, bank, securities);
  private final List<NoteVerifier> keys =
      group.stream().map(NoteSigner::verifier).toList();
  private final NoteSigner stranger =
      NoteSigner.of("stranger.example", key(SignatureScheme.SM2_SM3, 3));

  private final MerkleTree tree =
      MerkleTree.of(SM3, List.of(new byte[] {6}, ENTRY, new byte[] {8}));
  private final String text = Checkpoint.of(SM3, ORIGIN, 3, tree.rootHash()).format();
  private final TrustPolicy anyOne = TrustPolicy.of(ORIGIN, keys).withTreeHasher(SM3);

  private static SigningKey key(SignatureScheme scheme, int number) {
    return SigningKey.generate(scheme, new SeededRandom(SEED + number));
  }

  private SignedNote signedBy(List<NoteSigner> signers) {
    SignedNote note = signers.get(0).sign(text);
    for (NoteSigner signer : signers.subList(1, signers.size())) {
      note = note.withSignatureOf(signer);
    }
    return note;
  }

  /** Every subset of signers under every threshold, and with a stranger's signature beside it. */
  @Test
  void receipt_countsExactlyIfEnoughSigned() throws MalformedDataException {
    for (int threshold = 1; threshold <= 3; threshold++) {
      TrustPolicy policy = anyOne.withQuorum(threshold);
      for (int subset = 1; subset < 8; subset++) {
        List<NoteSigner> signers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          if ((subset >> i & 1) != 0) {
            signers.add(group.get(i));
          }
        }
        boolean enough = signers.size() >= threshold;
        SignedNote note = SignedNote.parse(signedBy(signers).format());
        for (SignedNote sent : List.of(note, note.withSignatureOf(stranger))) {
          Receipt receipt = Receipt.of(tree.proveInclusion(1), sent);
          Verdict verdict = receipt.verify(ENTRY, policy);
          assertThat(verdict.isAccepted()).isEqualTo(enough);
          if (!enough) {
            assertThat(verdict.reason()).contains(Reason.QUORUM_NOT_REACHED);
          }
        }
      }
    }
  }

  @Test
  void detail_saysWhoIsMissing() {
    Verdict verdict = anyOne.withQuorum(2).verify(signedBy(List.of(bank)));
    assertThat(verdict.detail())
        .isEqualTo("2 of 3 needed, 1 valid: unsigned by insurance.example, securities.example");
    SignaturePolicy policy = SignaturePolicy.atLeast(
        2,
        List.of(
            SignaturePolicy.key("bank.example"),
            SignaturePolicy.key("insurance.example"),
            SignaturePolicy.key("securities.example")));
    assertThat(anyOne.withQuorum(policy).verify(signedBy(List.of(bank))).detail())
        .isEqualTo(
            "2 of 3 needed, 1 valid: insurance.example unsigned, securities.example unsigned");
  }

  @Test
  void downgrade_toOneSignatureOrNoneIsRefused() throws MalformedDataException {
    TrustPolicy policy = anyOne.withQuorum(2);
    String full = signedBy(List.of(insurance, bank)).format();
    assertThat(policy.verify(SignedNote.parse(full))).isEqualTo(Verdict.accepted());
    String stripped = full.substring(0, full.lastIndexOf("\u2014 bank"));
    assertThat(policy.verify(SignedNote.parse(stripped)).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
    assertThat(policy.verify(signedBy(List.of(stranger))).reason()).contains(Reason.NO_KNOWN_KEY);
  }

  @Test
  void repeatedLinesOfOneKeyCountOnce() throws MalformedDataException {
    TrustPolicy policy = anyOne.withQuorum(2);
    assertThat(policy.verify(signedBy(List.of(bank, bank, bank))).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
    // ML-DSA and SM2 can sign one text in many ways
    assertThat(policy.verify(signedBy(List.of(securities, securities))).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void invalidSignatureOfAKnownKeyCondemnsTheNote_howeverManySigned()
      throws MalformedDataException {
    String note = signedBy(group).format();
    String other = bank.sign("other\n").signatures().get(0).format();
    String forged = note.replace(bank.sign(text).signatures().get(0).format(), other);
    for (int threshold = 1; threshold <= 3; threshold++) {
      assertThat(anyOne.withQuorum(threshold).verify(SignedNote.parse(forged)).reason())
          .contains(Reason.KNOWN_KEY_SIGNATURE_INVALID);
    }
  }

  @Test
  void thirdPartyUnderTheNameOfASignerDoesNotCount() {
    NoteSigner impostor = NoteSigner.of("insurance.example", key(SignatureScheme.SM2_SM3, 9));
    assertThat(anyOne.withQuorum(2).verify(signedBy(List.of(bank, impostor))).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void oneSignerUnderTwoNamesIsNoPolicy() {
    NoteVerifier alias = NoteVerifier.of("alias.example", sm2Key.verifyingKey());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustPolicy.of(ORIGIN, List.of(insurance.verifier(), alias)))
        .withMessageContaining("one signer");
  }

  @Test
  void oneSignerUnderTwoTypesIsNoPolicy() {
    NoteVerifier witness = NoteVerifier.ofCosigner("witness.example", edKey.verifyingKey());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustPolicy.of(ORIGIN, List.of(bank.verifier(), witness)))
        .withMessageContaining("one signer");
  }

  /** There is one type for SM2: its key under the type of any other scheme is no key at all. */
  @Test
  void sm2KeyHasOneType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NoteVerifier.ofCosigner("a", sm2Key.verifyingKey()));
  }

  @Test
  void twoKeysOfOneNameAreOneSigner() {
    NoteSigner successor = NoteSigner.of("bank.example", key(SignatureScheme.SM2_SM3, 5));
    TrustPolicy policy = TrustPolicy.of(
            ORIGIN, List.of(insurance.verifier(), bank.verifier(), successor.verifier()))
        .withTreeHasher(SM3)
        .withQuorum(2);
    assertThat(policy.verify(signedBy(List.of(bank, successor))).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
    assertThat(policy.verify(signedBy(List.of(insurance, successor))))
        .isEqualTo(Verdict.accepted());
    assertThat(policy.verify(signedBy(List.of(insurance, bank)))).isEqualTo(Verdict.accepted());
    assertThatIllegalArgumentException().isThrownBy(() -> policy.withQuorum(3));
  }

  @Test
  void withQuorum_refusesThresholdsThatMeanNothing() {
    for (int threshold : new int[] {Integer.MIN_VALUE, -1, 0, 4, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException().isThrownBy(() -> anyOne.withQuorum(threshold));
    }
  }

  @Test
  void withQuorum_takesWeightedAndNestedPoliciesOverAllNames() throws MalformedDataException {
    SignaturePolicy policy = SignaturePolicy.weighted(
        3,
        Map.of(
            SignaturePolicy.key("insurance.example"),
            2,
            SignaturePolicy.key("bank.example"),
            1,
            SignaturePolicy.key("securities.example"),
            1));
    TrustPolicy trust = anyOne.withQuorum(policy);
    assertThat(trust.verify(signedBy(List.of(insurance, bank)))).isEqualTo(Verdict.accepted());
    assertThat(trust.verify(signedBy(List.of(bank, securities))).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
    TrustPolicy nested = anyOne.withQuorum(SignaturePolicy.parseExpression(
        "2 of (1 of (bank.example, securities.example), insurance.example)"));
    assertThat(nested.verify(signedBy(List.of(bank, securities))).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
    assertThat(nested.verify(signedBy(List.of(securities, insurance))))
        .isEqualTo(Verdict.accepted());
    assertThat(trust.toString()).contains("3 of (bank.example, insurance.example*2");
  }

  @Test
  void withQuorum_refusesPoliciesOverOtherNames() throws MalformedDataException {
    for (String expression : List.of(
        "2 of (bank.example, insurance.example)", // securities.example could only veto
        "2 of (bank.example, insurance.example, other.example, securities.example)")) {
      SignaturePolicy policy = SignaturePolicy.parseExpression(expression);
      assertThatIllegalArgumentException().isThrownBy(() -> anyOne.withQuorum(policy));
    }
  }

  @Test
  void policies_areValues() {
    TrustPolicy two = anyOne.withQuorum(2);
    assertThat(two)
        .isEqualTo(anyOne.withQuorum(2))
        .hasSameHashCodeAs(anyOne.withQuorum(2))
        .isNotEqualTo(anyOne)
        .isNotEqualTo(anyOne.withQuorum(3))
        .isEqualTo(TrustPolicy.of(ORIGIN, keys).withQuorum(2).withTreeHasher(SM3));
    assertThat(anyOne.withQuorum(1)).isEqualTo(anyOne);
    assertThat(two.toString())
        .contains("2 of [bank.example, insurance.example, securities.example]");
  }

  @Test
  void growth_asksBothCheckpointsForTheQuorum() {
    TrustPolicy policy = anyOne.withQuorum(2);
    SignedNote newer = signedBy(List.of(insurance, bank));
    Checkpoint before = Checkpoint.of(SM3, ORIGIN, 2, tree.rootHash(2));
    SignedNote weak = bank.sign(before.format());
    SignedNote older = weak.withSignatureOf(securities);
    assertThat(policy.verifyGrowth(older, newer, tree.proveConsistency(2)))
        .isEqualTo(Verdict.accepted());
    assertThat(policy.verifyGrowth(weak, newer, tree.proveConsistency(2)).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
  }

  /** A cosigner with ML-DSA-44 does not sign extension lines, so it cannot vouch for them. */
  @Test
  void extensionLines_countOnlyWhoSignedThem() {
    SigningKey witnessKey = key(SignatureScheme.ML_DSA_44, 6);
    NoteVerifier witness = NoteVerifier.ofCosigner("witness.example", witnessKey.verifyingKey());
    TrustPolicy policy = TrustPolicy.of(ORIGIN, List.of(bank.verifier(), witness))
        .withTreeHasher(SM3)
        .withQuorum(2);
    for (String extension : List.of("", "extension\n")) {
      String extended = text + extension;
      byte[] message = Cosignature.subtreeMessage(
          "witness.example", 5, Checkpoint.of(SM3, ORIGIN, 3, tree.rootHash()));
      NoteSignature cosignature = new NoteSignature(
          "witness.example",
          witness.keyId(),
          Bytes.concat(Longs.toByteArray(5), witnessKey.sign(message)));
      NoteSignature signature = new NoteSignature(
          "bank.example", bank.verifier().keyId(), edKey.sign(Utf8.encode(extended)));
      SignedNote note = SignedNote.of(extended, List.of(signature, cosignature));
      assertThat(policy.verify(note).isAccepted()).isEqualTo(extension.isEmpty());
      assertThat(policy.withQuorum(1).verify(note)).isEqualTo(Verdict.accepted());
    }
  }

  /** Its signature covers size and root as they are; which root is the empty tree's, the policy says. */
  @Test
  void cosignerWithMlDsa_vouchesForAnEmptyTreeOfAnyHash() {
    SigningKey witnessKey = key(SignatureScheme.ML_DSA_44, 6);
    NoteVerifier witness = NoteVerifier.ofCosigner("witness.example", witnessKey.verifyingKey());
    TrustPolicy policy =
        TrustPolicy.of(ORIGIN, List.of(bank.verifier(), witness)).withQuorum(2);
    Checkpoint empty = Checkpoint.of(SM3, ORIGIN, 0, SM3.emptyRoot());
    byte[] message = Cosignature.subtreeMessage("witness.example", 5, empty);
    NoteSignature cosignature = new NoteSignature(
        "witness.example",
        witness.keyId(),
        Bytes.concat(Longs.toByteArray(5), witnessKey.sign(message)));
    SignedNote signed = bank.sign(empty.format());
    SignedNote note =
        SignedNote.of(signed.text(), List.of(signed.signatures().get(0), cosignature));
    assertThat(policy.withTreeHasher(SM3).verify(note)).isEqualTo(Verdict.accepted());
    assertThat(policy.verify(note).reason()).contains(Reason.CHECKPOINT_MALFORMED);
  }
}
