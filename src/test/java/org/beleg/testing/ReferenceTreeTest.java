package org.beleg.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

/** The judge is judged by published numbers before it judges anyone. */
class ReferenceTreeTest {

  /** RFC 9162, section 2.1.5, has a tree of seven leaves with these proofs, by the names of its nodes. */
  private static final List<byte[]> SEVEN = TestTrees.entries(7);

  private final ReferenceTree reference = ReferenceTree.sha256();

  private byte[] node(int begin, int end) {
    return reference.mth(SEVEN.subList(begin, end));
  }

  @Test
  void mth_ofNoEntriesIsTheHashOfNothing() {
    // FIPS 180-4, SHA-256 of the empty message
    assertThat(Hash.of(reference.mth(List.of())))
        .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void path_isThatOfTheExampleInRfc9162() {
    byte[] c = node(2, 3);
    assertThat(reference.path(0, SEVEN)).containsExactly(node(1, 2), node(2, 4), node(4, 7));
    assertThat(reference.path(3, SEVEN)).containsExactly(c, node(0, 2), node(4, 7));
    assertThat(reference.path(4, SEVEN)).containsExactly(node(5, 6), node(6, 7), node(0, 4));
    assertThat(reference.path(6, SEVEN)).containsExactly(node(4, 6), node(0, 4));
  }

  @Test
  void proof_isThatOfTheExampleInRfc9162() {
    assertThat(reference.proof(3, SEVEN))
        .containsExactly(node(2, 3), node(3, 4), node(0, 2), node(4, 7));
    assertThat(reference.proof(4, SEVEN)).containsExactly(node(4, 7));
    assertThat(reference.proof(6, SEVEN)).containsExactly(node(4, 6), node(6, 7), node(0, 4));
    assertThat(reference.proof(7, SEVEN)).isEmpty();
  }

  @Test
  void subtreeProof_isThatOfTheExamplesInTheDraft() {
    List<byte[]> d = TestTrees.entries(14);
    assertThat(reference.subtreeProof(4, 8, d))
        .containsExactly(reference.mth(d.subList(0, 4)), reference.mth(d.subList(8, 14)));
    assertThat(reference.subtreeProof(8, 13, d))
        .containsExactly(
            reference.mth(d.subList(12, 13)),
            reference.mth(d.subList(13, 14)),
            reference.mth(d.subList(8, 12)),
            reference.mth(d.subList(0, 8)));
  }
}
