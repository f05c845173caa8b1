package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.InclusionProof;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

  private static final String NOTE = ExampleLog.NOTE;

  @Test
  void verify_acceptsAReceiptOfOtherSoftware() throws MalformedDataException {
    Receipt receipt = Receipt.parse(ExampleLog.RECEIPT);
    assertThat(receipt.verify(ExampleLog.ENTRY_3, ExampleLog.policy()))
        .isEqualTo(Verdict.accepted());
    assertThat(receipt.format()).isEqualTo(ExampleLog.RECEIPT);
    assertThat(receipt.proof().leafIndex()).isEqualTo(3);
    assertThat(receipt.checkpoint().treeSize()).isEqualTo(5);
    assertThat(receipt.checkpointNote().format()).isEqualTo(NOTE);
    assertThat(receipt.extra()).isEmpty();
  }

  @Test
  void of_makesTheSameReceipt() throws MalformedDataException {
    MerkleTree tree = ExampleLog.tree();
    SignedNote note = SignedNote.parse(NOTE);
    Receipt receipt = Receipt.of(tree.proveInclusion(3), note);
    assertThat(receipt.format()).isEqualTo(ExampleLog.RECEIPT);
    assertThat(receipt)
        .isEqualTo(Receipt.parse(ExampleLog.RECEIPT.getBytes(StandardCharsets.UTF_8)));
    assertThat(receipt).hasSameHashCodeAs(Receipt.parse(ExampleLog.RECEIPT));
    assertThat(receipt.toString()).contains("leaf 3 of 5");
    // Ed25519 is deterministic, so the signature is the published one, too
    SignedNote signed = ExampleLog.signer()
        .sign(Checkpoint.of(ExampleLog.ORIGIN, 5, tree.rootHash()).format());
    assertThat(signed.signatures().get(0)).isEqualTo(note.signatures().get(0));
  }

  @Test
  void verify_refusesAnotherEntry() throws MalformedDataException {
    assertRefused(Receipt.parse(ExampleLog.RECEIPT), new byte[] {4}, Reason.ROOT_MISMATCH);
    assertRefused(Receipt.parse(ExampleLog.RECEIPT), new byte[0], Reason.ROOT_MISMATCH);
    assertRefused(Receipt.parse(ExampleLog.RECEIPT), new byte[] {3, 0}, Reason.ROOT_MISMATCH);
  }

  @Test
  void verify_refusesAnInnerNodeShownAsEntry() throws MalformedDataException {
    MerkleTree tree = ExampleLog.tree();
    byte[] children = new byte[64];
    tree.leafHash(2).copyTo(children, 0);
    tree.leafHash(3).copyTo(children, 32);
    List<Hash> shorter = tree.proveInclusion(3).path().subList(1, 3);
    Receipt forged = Receipt.of(InclusionProof.of(1, 5, shorter), SignedNote.parse(NOTE));
    assertRefused(forged, children, Reason.PATH_LENGTH_WRONG);
  }

  @Test
  void verify_swapsOfOneStageForAValidForeignOneAreRefused() throws MalformedDataException {
    MerkleTree other = ExampleLog.tree().append(new byte[] {5});
    SignedNote note = SignedNote.parse(NOTE);
    // a valid proof of another entry
    assertRefused(
        Receipt.of(ExampleLog.tree().proveInclusion(2), note),
        ExampleLog.ENTRY_3,
        Reason.ROOT_MISMATCH);
    // a checkpoint of another tree, validly signed by the same log
    SignedNote later = ExampleLog.signer()
        .sign(Checkpoint.of(ExampleLog.ORIGIN, 6, other.rootHash()).format());
    Receipt wrongTree = Receipt.parse(ExampleLog.RECEIPT.replace(NOTE, later.format()));
    assertThat(wrongTree.verify(ExampleLog.ENTRY_3, ExampleLog.policy()).isAccepted())
        .isFalse();
    // the right checkpoint, signed by a stranger under the log's name
    NoteSigner stranger =
        NoteSigner.of(ExampleLog.ORIGIN, SigningKey.generate(SignatureScheme.ED25519));
    Receipt strange = Receipt.parse(
        ExampleLog.RECEIPT.replace(NOTE, stranger.sign(ExampleLog.CHECKPOINT).format()));
    assertRefused(strange, ExampleLog.ENTRY_3, Reason.NO_KNOWN_KEY);
    // a checkpoint of another origin, signed by the trusted key
    SignedNote foreign = ExampleLog.signer()
        .sign(Checkpoint.of("log.example/b", 5, ExampleLog.tree().rootHash()).format());
    assertRefused(
        Receipt.of(ExampleLog.tree().proveInclusion(3), foreign),
        ExampleLog.ENTRY_3,
        Reason.ORIGIN_MISMATCH);
    // the trusted signature on another text of the same log
    Receipt transplanted = Receipt.parse(ExampleLog.RECEIPT.replace(
        NOTE, later.text() + NOTE.substring(ExampleLog.CHECKPOINT.length())));
    assertRefused(transplanted, ExampleLog.ENTRY_3, Reason.KNOWN_KEY_SIGNATURE_INVALID);
  }

  @Test
  void verify_refusesEveryChangedCharacterOfTheReceipt() throws MalformedDataException {
    String receipt = ExampleLog.RECEIPT;
    int witnessLine = receipt.indexOf("— w.example");
    TrustPolicy policy = ExampleLog.policy();
    for (int i = 0; i < witnessLine; i++) {
      for (char changed : new char[] {(char) (receipt.charAt(i) ^ 1), 'A', '0', ' ', '\n'}) {
        if (changed != receipt.charAt(i)) {
          String forged = receipt.substring(0, i) + changed + receipt.substring(i + 1);
          assertThat(accepts(forged, policy))
              .as("character %d as %s", i, changed)
              .isFalse();
        }
      }
      String shortened = receipt.substring(0, i) + receipt.substring(i + 1);
      assertThat(accepts(shortened, policy)).as("without character %d", i).isFalse();
    }
  }

  @Test
  void verify_bindsTheTreeSizeToTheSignature() throws MalformedDataException {
    // leaf 1 of 2 has the path of leaf 2 of 3: a bare proof can be relabelled, a receipt cannot
    MerkleTree two = ExampleLog.tree().at(2);
    InclusionProof honest = two.proveInclusion(1);
    InclusionProof relabelled = InclusionProof.of(2, 3, honest.path());
    TreeHasher hasher = TreeHasher.sha256();
    assertThat(relabelled.check(hasher, two.leafHash(1), two.rootHash()).isAccepted())
        .isTrue();
    SignedNote note = ExampleLog.signer()
        .sign(Checkpoint.of(ExampleLog.ORIGIN, 2, two.rootHash()).format());
    assertThatThrownBy(() -> Receipt.of(relabelled, note))
        .isInstanceOf(MalformedDataException.class);
    Receipt index2 = Receipt.parse(Receipt.of(honest, note).format().replace("index 1", "index 2"));
    assertRefused(index2, new byte[] {1}, Reason.LEAF_INDEX_OUT_OF_RANGE);
  }

  @Test
  void receipts_workOverOtherHashAlgorithms() throws MalformedDataException {
    TreeHasher sm3 = TreeHasher.of(HashAlgorithm.SM3);
    MerkleTree tree = MerkleTree.of(sm3, List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}));
    SignedNote note = ExampleLog.signer()
        .sign(Checkpoint.of(sm3, ExampleLog.ORIGIN, 3, tree.rootHash()).format());
    Receipt receipt = Receipt.parse(Receipt.of(tree.proveInclusion(2), note).format());
    TrustPolicy policy = ExampleLog.policy().withTreeHasher(sm3);
    assertThat(receipt.verify(new byte[] {3}, policy).isAccepted()).isTrue();
    assertRefused(receipt, new byte[] {3}, Reason.ROOT_MISMATCH); // under a policy for SHA-256
  }

  @Test
  void extra_isCarriedAndMeansNothing() throws MalformedDataException {
    Receipt receipt = Receipt.parse(ExampleLog.RECEIPT).withExtra(new byte[] {1, 2, 3});
    assertThat(receipt.format()).contains("\nextra AQID\nindex 3\n");
    Receipt parsed = Receipt.parse(receipt.format());
    assertThat(parsed.extra()).hasValueSatisfying(x -> assertThat(x).containsExactly(1, 2, 3));
    assertThat(parsed).isEqualTo(receipt).isNotEqualTo(Receipt.parse(ExampleLog.RECEIPT));
    assertThat(parsed.verify(ExampleLog.ENTRY_3, ExampleLog.policy()).isAccepted())
        .isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> receipt.withExtra(new byte[0]));
    byte[] tooMuch = new byte[SignedNote.MAX_LENGTH / 2 + 1];
    assertThatIllegalArgumentException().isThrownBy(() -> receipt.withExtra(tooMuch));
    byte[] most = new byte[SignedNote.MAX_LENGTH / 2];
    assertThat(Receipt.parse(receipt.withExtra(most).format()).extra()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v2\nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex\n\n",
        "c2sp.org/tlog-proof@v1\nindex 03\n\n",
        "c2sp.org/tlog-proof@v1\nindex -1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n\n",
        "c2sp.org/tlog-proof@v1\nindex 3 \n\n",
        "c2sp.org/tlog-proof@v1\nindex 3\nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\nindex 3\nextra AQID\n\n",
        "c2sp.org/tlog-proof@v1\nextra \nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\nextra AQID\nextra AQID\nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\nother 1\nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\nindex 3\nAAAA\n\n",
        "c2sp.org/tlog-proof@v1\r\nindex 3\n\n",
        " c2sp.org/tlog-proof@v1\nindex 3\n\n",
        "c2sp.org/tlog-proof@v1\nindex 3\n"
      })
  void parse_refusesTheHeader(String header) {
    assertThatThrownBy(() -> Receipt.parse(header + NOTE))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void parse_refusesAPathLongerThanAnyTreeIsHigh() {
    String line = "uFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8=\n";
    String receipt = "c2sp.org/tlog-proof@v1\nindex 3\n" + line.repeat(64) + "\n" + NOTE;
    assertThatThrownBy(() -> Receipt.parse(receipt)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void of_refusesWhatHasNoPlaceInAReceipt() throws MalformedDataException {
    SignedNote note = SignedNote.parse(NOTE);
    List<Hash> path = ExampleLog.tree().proveInclusion(3).path();
    Hash wide = Hash.of(new byte[48]);
    for (InclusionProof proof : List.of(
        InclusionProof.of(3, 6, path),
        InclusionProof.of(-1, 5, path),
        InclusionProof.of(3, 5, Collections.nCopies(3, wide)),
        InclusionProof.of(3, 5, Collections.nCopies(64, path.get(0))))) {
      assertThatThrownBy(() -> Receipt.of(proof, note)).isInstanceOf(MalformedDataException.class);
    }
    SignedNote noCheckpoint = ExampleLog.signer().sign("hello\n");
    assertThatThrownBy(() -> Receipt.of(InclusionProof.of(3, 5, path), noCheckpoint))
        .isInstanceOf(MalformedDataException.class);
    SignedNote empty = ExampleLog.signer()
        .sign(Checkpoint.of("o", 0, TreeHasher.sha256().emptyRoot()).format());
    assertThatThrownBy(() -> Receipt.of(InclusionProof.of(0, 0, List.of()), empty))
        .isInstanceOf(MalformedDataException.class);
  }

  private static boolean accepts(String receipt, TrustPolicy policy) {
    try {
      return Receipt.parse(receipt).verify(ExampleLog.ENTRY_3, policy).isAccepted();
    } catch (MalformedDataException refused) {
      return false;
    }
  }

  private static void assertRefused(Receipt receipt, byte[] entry, Reason reason)
      throws MalformedDataException {
    assertThat(receipt.verify(entry, ExampleLog.policy()).reason()).contains(reason);
  }
}
