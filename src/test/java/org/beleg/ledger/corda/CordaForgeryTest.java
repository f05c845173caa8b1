package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.beleg.ledger.corda.TestTransactions.ID;
import static org.beleg.ledger.corda.TestTransactions.PROFILE;
import static org.beleg.ledger.corda.TestTransactions.TRANSACTION;
import static org.beleg.ledger.corda.TestTransactions.assertRefused;
import static org.beleg.ledger.corda.TestTransactions.text;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.corda.PartialNode.IncludedLeaf;
import org.beleg.ledger.corda.PartialNode.Leaf;
import org.beleg.ledger.corda.PartialNode.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What must be refused. {@link CordaDifferentialTest} shows that corda-core accepts the first three and some
 * more.
 */
class CordaForgeryTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
  private static final Hash ZERO = Hash.of(new byte[32]);

  private static final List<Hash> LEAVES = ReferenceCorda.leaves(SHA_256, 4);
  private static final Hash A = LEAVES.get(0);
  private static final Hash B = LEAVES.get(1);
  private static final Hash C = LEAVES.get(2);
  private static final Hash D = LEAVES.get(3);

  private static Hash node(Hash left, Hash right) {
    return TestTransactions.node(SHA_256, left, right);
  }

  // --- partial trees -----------------------------------------------------------------------------

  @Test
  void check_refusesAnInnerNodeAsALeaf() throws MalformedDataException {
    Hash root = CordaTree.of(SHA_256, LEAVES).rootHash();
    PartialMerkleTree forged =
        PartialMerkleTree.ofNodes(Node.of(new IncludedLeaf(node(A, B)), new Leaf(node(C, D))));
    assertRefused(forged.check(SHA_256, 4, List.of(node(A, B)), root), Reason.TREE_SHAPE_WRONG);
    assertRefused(forged.check(SHA_256, 3, List.of(node(A, B)), root), Reason.TREE_SHAPE_WRONG);
  }

  @Test
  void check_refusesTheRootAsALeaf() throws MalformedDataException {
    Hash root = CordaTree.of(SHA_256, LEAVES).rootHash();
    PartialMerkleTree forged = PartialMerkleTree.ofNodes(new IncludedLeaf(root));
    assertRefused(forged.check(SHA_256, 4, List.of(root), root), Reason.TREE_SHAPE_WRONG);
  }

  @Test
  void ofNodes_refusesLeavesOnSeveralLevels() throws MalformedDataException {
    PartialNode high =
        Node.of(new IncludedLeaf(node(A, B)), Node.of(new IncludedLeaf(C), new Leaf(D)));
    assertMalformed(high);
    // pruned leaves below the included ones
    assertMalformed(Node.of(new IncludedLeaf(node(A, B)), Node.of(new Leaf(C), new Leaf(D))));
  }

  @Test
  void ofNodes_refusesWhatIsNotPrunedAndWhatIncludesNothing() throws MalformedDataException {
    assertMalformed(
        Node.of(Node.of(new IncludedLeaf(A), new Leaf(B)), Node.of(new Leaf(C), new Leaf(D))));
    assertMalformed(new Leaf(A));
    assertMalformed(Node.of(new Leaf(A), new Leaf(B)));
    assertMalformed(Node.of(new IncludedLeaf(A), new Leaf(Hash.of(new byte[48]))));
  }

  private static void assertMalformed(PartialNode root) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> PartialMerkleTree.ofNodes(root));
  }

  @Test
  void node_refusesDepthWithoutEnd() {
    MalformedDataException refusal = catchThrowableOfType(MalformedDataException.class, () -> {
      PartialNode deep = new IncludedLeaf(A);
      for (int i = 0; i < 1_000_000; i++) {
        deep = Node.of(deep, new Leaf(B));
      }
    });
    assertThat(refusal).hasMessageContaining("more levels than any tree has");
  }

  @Test
  void node_refusesToUnfoldToVeryManyHashes() {
    MalformedDataException refusal = catchThrowableOfType(MalformedDataException.class, () -> {
      PartialNode shared = new IncludedLeaf(A);
      for (int level = 0; level < PartialNode.MAX_HEIGHT; level++) {
        shared = Node.of(shared, shared);
      }
    });
    assertThat(refusal).hasMessageContaining("too many hashes");
  }

  @Test
  void tree_refusesPaddingAsALeaf() {
    CordaTree three = CordaTree.of(SHA_256, List.of(A, B, C));
    assertThat(node(node(A, B), node(C, ZERO))).isEqualTo(three.rootHash());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CordaTree.of(SHA_256, List.of(A, B, C, ZERO)))
        .withMessageContaining("padding");
  }

  @Test
  void check_refusesPaddingAsALeaf() throws MalformedDataException {
    Hash root = CordaTree.of(SHA_256, List.of(A, B, C)).rootHash();
    PartialMerkleTree forged = PartialMerkleTree.ofNodes(
        Node.of(new Leaf(node(A, B)), Node.of(new Leaf(C), new IncludedLeaf(ZERO))));
    assertRefused(forged.check(SHA_256, 4, List.of(ZERO), root), Reason.PADDING_AS_LEAF);
    assertRefused(forged.check(SHA_256, 3, List.of(ZERO), root), Reason.LEAF_INDEX_OUT_OF_RANGE);
  }

  @Test
  void check_refusesAnotherLeafBesideTwoEqualOnes() {
    PartialMerkleTree twoEqual = CordaTree.of(SHA_256, List.of(A, A)).prove(0, 1);
    Hash root = CordaTree.of(SHA_256, List.of(A, A)).rootHash();
    assertRefused(twoEqual.check(SHA_256, 2, List.of(A, B), root), Reason.LEAF_MISMATCH);
    assertRefused(twoEqual.check(SHA_256, 2, List.of(B, A), root), Reason.LEAF_MISMATCH);
    assertRefused(twoEqual.check(SHA_256, 2, List.of(A), root), Reason.LEAF_COUNT_WRONG);
    assertRefused(twoEqual.check(SHA_256, 2, List.of(A, A, A), root), Reason.LEAF_COUNT_WRONG);
    assertThat(twoEqual.check(SHA_256, 2, List.of(A, A), root).isAccepted()).isTrue();
  }

  @Test
  void prove_tellsEqualLeavesApart() {
    CordaTree tree = CordaTree.of(SHA_256, List.of(A, B, A));
    assertThat(tree.prove(0)).isNotEqualTo(tree.prove(2));
    for (int index : new int[] {0, 2}) {
      PartialMerkleTree one = tree.prove(index);
      assertThat(one.leafIndexes()).containsExactly(index);
      assertThat(one.check(SHA_256, 3, List.of(A), tree.rootHash()).isAccepted())
          .isTrue();
    }
  }

  @Test
  void check_refusesLeavesInAnotherOrder() {
    CordaTree tree = CordaTree.of(SHA_256, LEAVES);
    PartialMerkleTree partial = tree.prove(1, 3);
    assertRefused(partial.check(SHA_256, 4, List.of(D, B), tree.rootHash()), Reason.LEAF_MISMATCH);
  }

  @Test
  void check_refusesAnotherAlgorithmCountAndRoot() {
    CordaTree tree = CordaTree.of(SHA_256, LEAVES);
    PartialMerkleTree partial = tree.prove(1);
    Hash root = tree.rootHash();
    assertRefused(partial.check(HashAlgorithm.SM3, 4, List.of(B), root), Reason.ROOT_MISMATCH);
    assertRefused(
        partial.check(HashAlgorithm.SHA_512, 4, List.of(B), root), Reason.HASH_SIZE_WRONG);
    assertRefused(partial.check(SHA_256, 5, List.of(B), root), Reason.TREE_SHAPE_WRONG);
    assertRefused(partial.check(SHA_256, 2, List.of(B), root), Reason.TREE_SHAPE_WRONG);
    assertRefused(
        partial.check(SHA_256, Integer.MAX_VALUE, List.of(B), root), Reason.TREE_SHAPE_WRONG);
    assertRefused(partial.check(SHA_256, 4, List.of(B), A), Reason.ROOT_MISMATCH);
    Hash longHash = Hash.of(new byte[64]);
    assertRefused(partial.check(SHA_256, 4, List.of(longHash), root), Reason.HASH_SIZE_WRONG);
    assertRefused(partial.check(SHA_256, 4, List.of(B), longHash), Reason.HASH_SIZE_WRONG);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> partial.check(SHA_256, 0, List.of(B), root).isAccepted());
  }

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void singleLeaf_isItsOwnRootWithSha256Alone(HashAlgorithm algorithm) {
    List<Hash> one = ReferenceCorda.leaves(algorithm, 1);
    CordaTree tree = CordaTree.of(algorithm, one);
    assertThat(tree.rootHash().equals(one.get(0))).isEqualTo(algorithm == SHA_256);
    assertThat(tree.prove(0).check(algorithm, 1, one, tree.rootHash()).isAccepted())
        .isTrue();
  }

  @Test
  void check_refusesASingleLeafWithoutPaddingUnlessTheAlgorithmIsSha256()
      throws MalformedDataException {
    Hash leaf = HashAlgorithm.SM3.hash(text("leaf"));
    PartialMerkleTree forged = PartialMerkleTree.ofNodes(new IncludedLeaf(leaf));
    assertRefused(forged.check(HashAlgorithm.SM3, 1, List.of(leaf), leaf), Reason.TREE_SHAPE_WRONG);
  }

  // --- ids and batches ---------------------------------------------------------------------------

  /** The double step of the nonce is in no document; without it the id is another one. */
  @Test
  void id_isNotTheOneOfTheDocumentedNonce() {
    ReferenceCorda reference = new ReferenceCorda(SHA_256);
    CordaTransaction transaction = CordaVectorTest.transaction();
    List<Hash> hashes = new ArrayList<>(transaction.groupHashes());
    for (int group : transaction.groups()) {
      List<Hash> leaves = new ArrayList<>();
      for (byte[] component : transaction.components(group)) {
        byte[] path = new byte[] {0, 0, 0, (byte) group, 0, 0, 0, (byte) leaves.size()};
        Hash once = SHA_256.hash(Bytes.concat(transaction.salt().toByteArray(), path));
        leaves.add(reference.leaf(SHA_256.hash(once.toByteArray()), component));
      }
      hashes.set(group, reference.root(leaves));
    }
    assertThat(reference.root(hashes).toHex()).startsWith("40b8172c");
    assertThat(transaction.id().toHex()).startsWith("6b30c517");
  }

  @Test
  void impliedRoot_refusesABatchOfIdsThatAreNotHashed() throws VerificationException {
    NotaryBatch batch = NotaryBatch.of(SHA_256, LEAVES);
    PartialMerkleTree proof = batch.prove(2);
    assertThat(NotaryBatch.impliedRoot(SHA_256, proof, C)).isEqualTo(batch.rootHash());
    PartialMerkleTree unhashed = CordaTree.of(SHA_256, LEAVES).prove(2);
    assertThat(batchRefusal(SHA_256, unhashed, C)).isEqualTo(Reason.LEAF_MISMATCH);
    assertThat(batchRefusal(SHA_256, proof, D)).isEqualTo(Reason.LEAF_MISMATCH);
    assertThat(batchRefusal(HashAlgorithm.SM3, proof, C)).isEqualTo(Reason.LEAF_MISMATCH);
    assertThat(batchRefusal(HashAlgorithm.SHA_384, proof, C)).isEqualTo(Reason.HASH_SIZE_WRONG);
    assertThat(batchRefusal(SHA_256, proof, Hash.of(new byte[48])))
        .isEqualTo(Reason.HASH_SIZE_WRONG);
  }

  /** A pruned leaf vouches for nothing. */
  @Test
  void impliedRoot_refusesALeafThatIsNotIncluded() throws MalformedDataException {
    Hash leaf = SHA_256.hash(A.toByteArray());
    PartialMerkleTree other =
        PartialMerkleTree.ofNodes(Node.of(new Leaf(leaf), new IncludedLeaf(B)));
    assertThat(batchRefusal(SHA_256, other, A)).isEqualTo(Reason.LEAF_MISMATCH);
  }

  /** The root of a batch as a transaction: its id would have to be the hash of two leaves. */
  @Test
  void impliedRoot_refusesABatchAsALeafOfAnother() throws MalformedDataException {
    NotaryBatch inner = NotaryBatch.of(SHA_256, List.of(A, B));
    PartialMerkleTree forged =
        PartialMerkleTree.ofNodes(Node.of(new IncludedLeaf(inner.rootHash()), new Leaf(C)));
    assertThat(batchRefusal(SHA_256, forged, A)).isEqualTo(Reason.LEAF_MISMATCH);
    assertThat(batchRefusal(SHA_256, forged, inner.rootHash())).isEqualTo(Reason.LEAF_MISMATCH);
  }

  /**
   * What no verifier can refuse, since a batch and a transaction are signed in the same bytes: the root of a
   * batch passes as an id. All that can be shown under it is a component that is a bare hash.
   */
  @Test
  void rootOfABatch_passesAsAnIdUnderWhichOnlyBareHashesCanBeShown() throws MalformedDataException {
    List<Hash> hashes = TRANSACTION.groupHashes();
    Hash left = CordaTree.of(SHA_256, hashes.subList(0, 4)).rootHash();
    Hash right = node(node(hashes.get(4), hashes.get(5)), node(hashes.get(6), ZERO));
    assertThat(node(left, right)).isEqualTo(ID);
    List<Hash> ids = new ArrayList<>(ReferenceCorda.leaves(SHA_256, 7));
    ids.set(0, ID);
    List<Hash> rehashed = ids.stream().map(id -> SHA_256.hash(id.toByteArray())).toList();
    TearOff odd = TearOff.of(
        rehashed,
        List.of(VisibleGroup.of(
            0,
            List.of(right.toByteArray()),
            List.of(left),
            PartialMerkleTree.ofNodes(new IncludedLeaf(rehashed.get(0))))));
    assertThat(odd.verify(PROFILE, NotaryBatch.of(SHA_256, ids).rootHash()).isAccepted())
        .isTrue();
  }

  private static Reason batchRefusal(HashAlgorithm algorithm, PartialMerkleTree proof, Hash id) {
    VerificationException refusal = catchThrowableOfType(
        VerificationException.class, () -> NotaryBatch.impliedRoot(algorithm, proof, id));
    return refusal.verdict().reason().orElseThrow();
  }
}
