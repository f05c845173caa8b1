package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.ConsistencyProof;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {

  private final MerkleTree tree = ExampleLog.tree();

  @Test
  void of_refusesConfigurationMistakes() throws MalformedDataException {
    NoteVerifier key = NoteVerifier.parse(ExampleLog.VKEY);
    NoteVerifier alias = NoteVerifier.of("other", key.key());
    List<List<NoteVerifier>> mistakes = List.of(List.of(), List.of(key, key), List.of(key, alias));
    for (List<NoteVerifier> keys : mistakes) {
      assertThatIllegalArgumentException().isThrownBy(() -> TrustPolicy.of("o", keys));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> TrustPolicy.of("", List.of(key)));
    TrustPolicy policy = TrustPolicy.of("o", List.of(key));
    TreeHasher sha512 = TreeHasher.of(HashAlgorithm.SHA_512);
    assertThatIllegalArgumentException().isThrownBy(() -> policy.withTreeHasher(sha512));
  }

  @Test
  void policies_areValues() throws MalformedDataException {
    NoteVerifier key = NoteVerifier.parse(ExampleLog.VKEY);
    TrustPolicy policy = TrustPolicy.of("o", List.of(key));
    assertThat(policy)
        .isEqualTo(TrustPolicy.of("o", new ArrayList<>(List.of(key))))
        .hasSameHashCodeAs(TrustPolicy.of("o", List.of(key)))
        .isNotEqualTo(policy.withTreeHasher(TreeHasher.of(HashAlgorithm.SM3)));
    assertThat(policy.toString()).contains("o", ExampleLog.VKEY);
    assertThat(policy.logKeys()).containsExactly(key);
  }

  @Test
  void open_givesTheCheckpointOfTheTrustedLog() throws Exception {
    SignedNote note = SignedNote.parse(ExampleLog.NOTE);
    assertThat(ExampleLog.policy().verify(note)).isEqualTo(Verdict.accepted());
    assertThat(ExampleLog.policy().open(note))
        .isEqualTo(Checkpoint.of(ExampleLog.ORIGIN, 5, tree.rootHash()));
  }

  @Test
  void open_refusesWhatIsNotTheTrustedLogsCheckpoint() throws MalformedDataException {
    NoteSigner stranger =
        NoteSigner.of(ExampleLog.ORIGIN, SigningKey.generate(SignatureScheme.ED25519));
    assertRefused(ExampleLog.signer().sign("no checkpoint\n"), Reason.CHECKPOINT_MALFORMED);
    assertRefused(sign("log.example/b", tree), Reason.ORIGIN_MISMATCH);
    assertRefused(stranger.sign(ExampleLog.CHECKPOINT), Reason.NO_KNOWN_KEY);
    SignedNote transplanted =
        SignedNote.parse(ExampleLog.NOTE.replace("log.example/a\n5\n", "log.example/a\n6\n"));
    assertRefused(transplanted, Reason.KNOWN_KEY_SIGNATURE_INVALID);
  }

  private static void assertRefused(SignedNote note, Reason reason) throws MalformedDataException {
    TrustPolicy policy = ExampleLog.policy();
    assertThat(policy.verify(note).reason()).contains(reason);
    assertThatThrownBy(() -> policy.open(note))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void verifyGrowth_bindsBothCheckpointsAndTheProof() throws MalformedDataException {
    SignedNote older = sign(ExampleLog.ORIGIN, tree.at(3));
    SignedNote newer = sign(ExampleLog.ORIGIN, tree);
    ConsistencyProof proof = tree.proveConsistency(3);
    TrustPolicy policy = ExampleLog.policy();
    assertThat(policy.verifyGrowth(older, newer, proof)).isEqualTo(Verdict.accepted());
    assertThat(policy.verifyGrowth(newer, older, proof).reason())
        .contains(Reason.TREE_SIZE_MISMATCH);
    assertThat(policy.verifyGrowth(older, newer, tree.proveConsistency(4)).reason())
        .contains(Reason.TREE_SIZE_MISMATCH);
    assertThat(policy.verifyGrowth(older, newer, tree.at(4).proveConsistency(3)).reason())
        .contains(Reason.TREE_SIZE_MISMATCH);
    MerkleTree rewritten =
        tree.at(2).append(new byte[] {9}).append(new byte[] {3}).append(new byte[] {4});
    assertThat(policy
            .verifyGrowth(older, sign(ExampleLog.ORIGIN, rewritten), rewritten.proveConsistency(3))
            .reason())
        .contains(Reason.OLD_ROOT_MISMATCH);
    assertThat(policy.verifyGrowth(sign("other", tree.at(3)), newer, proof).reason())
        .contains(Reason.ORIGIN_MISMATCH);
    assertThat(policy.verifyGrowth(older, sign("other", tree), proof).reason())
        .contains(Reason.ORIGIN_MISMATCH);
  }

  @Test
  void verifyGrowth_fromTheEmptyTreeIsRefused() throws MalformedDataException {
    SignedNote empty = sign(ExampleLog.ORIGIN, tree.at(0));
    SignedNote newer = sign(ExampleLog.ORIGIN, tree);
    ConsistencyProof proof = ConsistencyProof.of(0, 5, List.of());
    assertThat(ExampleLog.policy().verifyGrowth(empty, newer, proof).reason())
        .contains(Reason.OLD_SIZE_ZERO);
  }

  private static SignedNote sign(String origin, MerkleTree tree) throws MalformedDataException {
    Checkpoint checkpoint = Checkpoint.of(origin, tree.size(), tree.rootHash());
    return ExampleLog.signer().sign(checkpoint.format());
  }
}
