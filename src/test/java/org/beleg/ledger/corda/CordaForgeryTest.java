package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
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
  private static final TransactionProfile PROFILE = TransactionProfile.corda4();
  private static final Hash ZERO = Hash.of(new byte[32]);

  private static final List<Hash> LEAVES = ReferenceCorda.leaves(SHA_256, 4);
  private static final Hash A = LEAVES.get(0);
  private static final Hash B = LEAVES.get(1);
  private static final Hash C = LEAVES.get(2);
  private static final Hash D = LEAVES.get(3);

  static Hash node(HashAlgorithm algorithm, Hash left, Hash right) {
    return algorithm.hash(Bytes.concat(left.toByteArray(), right.toByteArray()));
  }

  private static Hash node(Hash left, Hash right) {
    return node(SHA_256, left, right);
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Groups 0, 1, 2, 4, 6 as a notary meets them; one command, signed for by key K. */
  static CordaTransaction transaction(HashAlgorithm algorithm) {
    byte[] salt = new byte[32];
    salt[31] = 1;
    return CordaTransaction.empty(algorithm, PrivacySalt.of(salt))
        .with(ComponentGroup.INPUTS, List.of(text("in 0"), text("in 1"), text("in 2")))
        .with(ComponentGroup.OUTPUTS, List.of(text("out 0"), text("out 1")))
        .with(ComponentGroup.COMMANDS, List.of(text("pay"), text("exit"), text("audit")))
        .with(ComponentGroup.NOTARY, List.of(text("notary")))
        .with(ComponentGroup.SIGNERS, List.of(text("K"), text("L"), text("K,L")));
  }

  private static final CordaTransaction TRANSACTION = transaction(SHA_256);
  private static final Hash ID = TRANSACTION.id();

  private static TearOff show(CordaTransaction transaction, ComponentPosition... positions) {
    return transaction.tearOff(List.of(positions));
  }

  private static void assertRefused(Verdict verdict, Reason reason) {
    assertThat(verdict.reason()).as("%s", verdict).contains(reason);
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

  // --- tear-offs ---------------------------------------------------------------------------------

  /** A tear-off with other hashes of groups, or another group in place of one of its number. */
  private static TearOff with(TearOff honest, List<Hash> hashes, VisibleGroup... groups)
      throws MalformedDataException {
    List<VisibleGroup> visible = new ArrayList<>(honest.visibleGroups());
    for (VisibleGroup group : groups) {
      visible.removeIf(other -> other.number() == group.number());
      visible.add(group);
    }
    return TearOff.of(hashes, visible);
  }

  private static VisibleGroup relabelled(VisibleGroup group, int number)
      throws MalformedDataException {
    return VisibleGroup.of(number, group.components(), group.nonces(), group.tree());
  }

  @Test
  void verify_refusesAChangedComponentAndAChangedNonce() throws MalformedDataException {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1));
    assertThat(honest.verify(PROFILE, ID).isAccepted()).isTrue();
    VisibleGroup group = honest.group(ComponentGroup.INPUTS).orElseThrow();
    VisibleGroup other = VisibleGroup.of(0, List.of(text("in 9")), group.nonces(), group.tree());
    assertRefused(
        with(honest, honest.groupHashes(), other).verify(PROFILE, ID), Reason.LEAF_MISMATCH);
    VisibleGroup nonce = VisibleGroup.of(0, group.components(), List.of(A), group.tree());
    assertRefused(
        with(honest, honest.groupHashes(), nonce).verify(PROFILE, ID), Reason.LEAF_MISMATCH);
  }

  @Test
  void verify_refusesTheComponentsOfOneGroupAsThoseOfAnother() throws MalformedDataException {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1));
    VisibleGroup moved = relabelled(honest.group(ComponentGroup.INPUTS).orElseThrow(), 1);
    TearOff forged = TearOff.of(honest.groupHashes(), List.of(moved));
    assertRefused(forged.verify(PROFILE, ID), Reason.GROUP_HASH_MISMATCH);
  }

  @Test
  void verify_refusesAnotherIdAndAnotherAlgorithm() {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1));
    assertRefused(honest.verify(PROFILE, A), Reason.ROOT_MISMATCH);
    assertRefused(
        honest.verify(TransactionProfile.corda4(HashAlgorithm.SM3), ID), Reason.ROOT_MISMATCH);
    assertRefused(
        honest.verify(TransactionProfile.corda4(HashAlgorithm.SHA_512), ID),
        Reason.HASH_SIZE_WRONG);
    assertRefused(honest.verify(PROFILE, Hash.of(new byte[48])), Reason.HASH_SIZE_WRONG);
  }

  @Test
  void verify_refusesAChangedHashOfAnyGroup() throws MalformedDataException {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1));
    for (int group = 0; group < honest.groupCount(); group++) {
      List<Hash> hashes = new ArrayList<>(honest.groupHashes());
      hashes.set(group, A);
      assertRefused(with(honest, hashes).verify(PROFILE, ID), Reason.ROOT_MISMATCH);
    }
  }

  @Test
  void verify_refusesAnAppendedPaddingGroup() throws MalformedDataException {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1));
    List<Hash> hashes = new ArrayList<>(honest.groupHashes());
    assertThat(hashes).hasSize(7);
    hashes.add(ZERO); // the same id
    assertThat(with(honest, hashes).impliedId(SHA_256)).isEqualTo(ID);
    assertRefused(with(honest, hashes).verify(PROFILE, ID), Reason.GROUP_COUNT_WRONG);
    assertRefused(
        with(honest, hashes).verify(TransactionProfile.of(SHA_256, 8), ID), Reason.PADDING_AS_LEAF);
    TransactionProfile fourteen = TransactionProfile.of(SHA_256, 14);
    CordaTransaction larger = TRANSACTION.with(12, List.of(text("thirteen groups")));
    List<Hash> more = new ArrayList<>(larger.groupHashes());
    more.add(ZERO);
    TearOff padded = TearOff.of(more, List.of());
    for (TransactionProfile profile : List.of(PROFILE, fourteen)) {
      assertRefused(padded.verifyAbsent(profile, larger.id(), 13), Reason.PADDING_AS_LEAF);
    }
  }

  /** The number of groups is not bound by the id: parents of two groups can be told as groups. */
  @Test
  void verify_refusesParentsOfGroupsAsGroups() throws MalformedDataException {
    CordaTransaction single = TRANSACTION.with(ComponentGroup.COMMANDS, List.of(text("pay")));
    List<Hash> hashes = single.groupHashes();
    List<Hash> parents = List.of(
        node(hashes.get(0), hashes.get(1)),
        node(hashes.get(2), hashes.get(3)),
        node(hashes.get(4), hashes.get(5)),
        node(hashes.get(6), ZERO));
    // the one command of the transaction is the hash of its group, and is told as an output
    VisibleGroup command = show(single, ComponentPosition.of(ComponentGroup.COMMANDS, 0))
        .group(ComponentGroup.COMMANDS)
        .orElseThrow();
    PartialMerkleTree below = PartialMerkleTree.ofNodes(
        Node.of(new IncludedLeaf(hashes.get(2)), new Leaf(hashes.get(3))));
    TearOff forged = TearOff.of(
        parents, List.of(VisibleGroup.of(1, command.components(), command.nonces(), below)));

    assertThat(forged.impliedId(SHA_256)).isEqualTo(single.id());
    assertRefused(forged.verify(PROFILE, single.id()), Reason.GROUP_COUNT_WRONG);
    assertRefused(
        forged.verify(TransactionProfile.of(SHA_256, 7), single.id()), Reason.GROUP_COUNT_WRONG);
    assertRefused(
        forged.verifyAbsent(PROFILE, single.id(), ComponentGroup.NOTARY.number()),
        Reason.GROUP_COUNT_WRONG);
    // what the verifier asks for is what it gets: the true number must come from elsewhere
    assertThat(forged.verify(TransactionProfile.of(SHA_256, 4), single.id()).isAccepted())
        .isTrue();
  }

  /** From 9 groups on, the parents are as many as a transaction may have groups. */
  @Test
  void verify_refusesParentsOfGroupsAsGroupsWhereTheirNumberIsPlausible()
      throws MalformedDataException {
    for (int count = 9; count <= 14; count++) {
      CordaTransaction larger = TRANSACTION.with(count - 1, List.of(text("new")));
      List<Hash> hashes = new ArrayList<>(larger.groupHashes());
      hashes.addAll(Collections.nCopies(16 - count, ZERO));
      List<Hash> parents = new ArrayList<>();
      for (int i = 0; i < 16; i += 2) {
        parents.add(node(hashes.get(i), hashes.get(i + 1)));
      }
      TearOff forged = TearOff.of(parents, List.of());
      assertThat(forged.impliedId(SHA_256)).isEqualTo(larger.id());
      assertRefused(forged.verifyAbsent(PROFILE, larger.id(), count - 1), Reason.GROUP_COUNT_WRONG);
      assertRefused(
          forged.verifyAbsent(TransactionProfile.of(SHA_256, 8), larger.id(), count - 1),
          Reason.PADDING_AS_LEAF);
    }
  }

  /** A node ignores groups that it does not know, so whoever writes a transaction can add any number. */
  @Test
  void verify_refusesUnknownGroupsUnderTheNumbersOfKnownOnes() throws MalformedDataException {
    TearOff forged = unknownReferences();
    Hash id = forged.impliedId(SHA_256);
    assertRefused(forged.verify(PROFILE, id), Reason.GROUP_COUNT_WRONG);
    // what the verifier asks for is what it gets
    assertThat(forged.verify(TransactionProfile.of(SHA_256, 8), id).isAccepted())
        .isTrue();
  }

  /** Of sixteen groups, told as eight: group 14, which no node reads, in place of the references. */
  static TearOff unknownReferences() throws MalformedDataException {
    CordaTransaction padded = TRANSACTION;
    for (int group = 7; group < 16; group++) {
      padded = padded.with(group, List.of(text("unknown " + group)));
    }
    List<Hash> hashes = padded.groupHashes();
    VisibleGroup unknown =
        padded.tearOff((group, index, component) -> group == 14).group(14).orElseThrow();
    PartialMerkleTree below = PartialMerkleTree.ofNodes(
        Node.of(new IncludedLeaf(hashes.get(14)), new Leaf(hashes.get(15))));
    TearOff forged = TearOff.of(
        nodes(padded, 3),
        List.of(VisibleGroup.of(
            ComponentGroup.REFERENCES.number(), unknown.components(), unknown.nonces(), below)));
    assertThat(forged.impliedId(SHA_256)).isEqualTo(padded.id());
    return forged;
  }

  /** Every number of groups that a transaction can have, told as every other one. */
  @Test
  void verify_refusesEveryOtherNumberOfGroups() throws MalformedDataException {
    CordaTransaction transaction = TRANSACTION;
    for (int count = 7; count <= 40; count++) {
      transaction = transaction.with(count - 1, List.of(text("group " + count)));
      int accepted = 0;
      for (int told = 1; told <= 64; told++) {
        int level = 32 - Integer.numberOfLeadingZeros(told - 1);
        List<Hash> nodes = new ArrayList<>(nodes(transaction, level));
        if (nodes.size() < told) {
          continue; // who could tell what is below a group's hash?
        }
        TearOff relabelled = TearOff.of(nodes.subList(0, told), List.of());
        boolean verifies =
            relabelled.verifyAbsent(PROFILE, transaction.id(), 100).isAccepted();
        assertThat(verifies && told != count)
            .as("%s groups told as %s", count, told)
            .isFalse();
        accepted += verifies ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(PROFILE.allows(count) ? 1 : 0);
    }
    for (int count = -1; count <= 256; count++) {
      assertThat(PROFILE.allows(count)).isEqualTo(count == 7 || (count >= 9 && count <= 14));
      assertThat(TransactionProfile.of(SHA_256, 8).allows(count)).isEqualTo(count == 8);
    }
  }

  /** The nodes of the tree over the groups' hashes on the level of 2^level nodes, padding included. */
  private static List<Hash> nodes(CordaTransaction transaction, int level) {
    List<Hash> nodes = new ArrayList<>(transaction.groupHashes());
    while (Integer.bitCount(nodes.size()) > 1) {
      nodes.add(ZERO);
    }
    while (nodes.size() > 1 << level) {
      List<Hash> above = new ArrayList<>();
      for (int i = 0; i < nodes.size(); i += 2) {
        above.add(node(nodes.get(i), nodes.get(i + 1)));
      }
      nodes = above;
    }
    return nodes;
  }

  @Test
  void verify_refusesToAcceptWhereNothingIsShown() {
    TearOff blind = TRANSACTION.tearOff(List.of());
    assertRefused(blind.verify(PROFILE, ID), Reason.NOTHING_VISIBLE);
    assertRefused(blind.verify(PROFILE, A), Reason.ROOT_MISMATCH);
    // although its hashes do prove that there are no attachments
    assertThat(blind.verifyAbsent(PROFILE, ID, 3).isAccepted()).isTrue();
  }

  @Test
  void verifyAllVisible_refusesHiddenComponents() {
    TearOff part = TRANSACTION.tearOff((group, index, component) -> index != 1);
    assertThat(part.verify(PROFILE, ID).isAccepted()).isTrue();
    assertRefused(part.verifyAllVisible(PROFILE, ID, 0), Reason.COMPONENTS_HIDDEN);
    assertRefused(part.verifyAllVisible(PROFILE, ID, 1), Reason.COMPONENTS_HIDDEN);
    assertThat(part.verifyAllVisible(PROFILE, ID, 4).isAccepted()).isTrue(); // has only one
    assertRefused(
        show(TRANSACTION, ComponentPosition.of(ComponentGroup.OUTPUTS, 0))
            .verifyAllVisible(PROFILE, ID, 0),
        Reason.COMPONENTS_HIDDEN);
    TearOff inputs = TRANSACTION.tearOff((group, index, component) -> group == 0);
    assertThat(inputs.verifyAllVisible(PROFILE, ID, 0).isAccepted()).isTrue();
    assertThat(inputs.verifyAllVisible(PROFILE, ID, 3).isAccepted()).isTrue(); // absent
    assertRefused(inputs.verifyAllVisible(PROFILE, A, 0), Reason.ROOT_MISMATCH);
  }

  /** Whoever hides the last input claims a smaller group; the partial tree would still verify. */
  @Test
  void verifyAllVisible_refusesATreeThatIsToldSmaller() throws MalformedDataException {
    CordaTransaction two =
        TRANSACTION.with(ComponentGroup.INPUTS, List.of(text("in 0"), text("in 1")));
    TearOff first = show(two, ComponentPosition.of(ComponentGroup.INPUTS, 0));
    VisibleGroup group = first.group(ComponentGroup.INPUTS).orElseThrow();
    PartialMerkleTree alone = PartialMerkleTree.ofNodes(
        new IncludedLeaf(((IncludedLeaf) ((Node) group.tree().toNodes()).left()).hash()));
    TearOff forged = with(
        first, first.groupHashes(), VisibleGroup.of(0, group.components(), group.nonces(), alone));
    assertRefused(forged.verify(PROFILE, two.id()), Reason.GROUP_HASH_MISMATCH);
    assertRefused(forged.verifyAllVisible(PROFILE, two.id(), 0), Reason.GROUP_HASH_MISMATCH);
  }

  @Test
  void verifyAbsent_refusesAGroupThatIsThere() throws MalformedDataException {
    TearOff blind = TRANSACTION.tearOff(List.of());
    for (int group = 0; group < 9; group++) {
      boolean absent = !TRANSACTION.groups().contains(group);
      Verdict verdict = blind.verifyAbsent(PROFILE, ID, group);
      assertThat(verdict.isAccepted()).as("group %s: %s", group, verdict).isEqualTo(absent);
      assertThat(verdict.reason().orElse(Reason.GROUP_PRESENT)).isEqualTo(Reason.GROUP_PRESENT);
    }
    List<Hash> hashes = new ArrayList<>(blind.groupHashes());
    hashes.set(0, new ReferenceCorda(SHA_256).filled(0xFF));
    assertRefused(TearOff.of(hashes, List.of()).verifyAbsent(PROFILE, ID, 0), Reason.ROOT_MISMATCH);
  }

  @Test
  void verifyCommands_refusesAHiddenCommandOfTheKey() {
    ComponentPosition pay = ComponentPosition.of(ComponentGroup.COMMANDS, 0);
    ComponentPosition audit = ComponentPosition.of(ComponentGroup.COMMANDS, 2);
    TearOff both = show(TRANSACTION, pay, audit);
    TearOff one = show(TRANSACTION, pay);
    assertThat(both.verifyCommands(PROFILE, ID, CordaForgeryTest::namesK).isAccepted())
        .isTrue();
    assertRefused(
        one.verifyCommands(PROFILE, ID, CordaForgeryTest::namesK), Reason.COMPONENTS_HIDDEN);
    // two commands are shown, and two name the key, but not the same two
    TearOff wrong = show(TRANSACTION, pay, ComponentPosition.of(ComponentGroup.COMMANDS, 1));
    assertRefused(
        wrong.verifyCommands(PROFILE, ID, CordaForgeryTest::namesK), Reason.COMPONENTS_HIDDEN);
    assertThat(one.verifyCommands(PROFILE, ID, signers -> false).isAccepted()).isTrue();
  }

  @Test
  void verifyCommands_refusesHiddenSigners() throws MalformedDataException {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.COMMANDS, 1));
    assertThat(honest.group(ComponentGroup.SIGNERS).orElseThrow().size()).isEqualTo(3);
    TearOff none = TearOff.of(
        honest.groupHashes(), honest.group(ComponentGroup.COMMANDS).stream().toList());
    assertRefused(
        none.verifyCommands(PROFILE, ID, CordaForgeryTest::namesK), Reason.COMPONENTS_HIDDEN);
    VisibleGroup some = show(TRANSACTION, ComponentPosition.of(ComponentGroup.SIGNERS, 1))
        .group(ComponentGroup.SIGNERS)
        .orElseThrow();
    assertRefused(
        with(honest, honest.groupHashes(), some)
            .verifyCommands(PROFILE, ID, CordaForgeryTest::namesK),
        Reason.COMPONENTS_HIDDEN);
  }

  @Test
  void verifyCommands_refusesHiddenCommandsOfATransactionWithoutSigners() {
    CordaTransaction unsigned = CordaTransaction.empty(HashAlgorithm.SHA_256, TRANSACTION.salt())
        .with(ComponentGroup.OUTPUTS, List.of(text("O")))
        .with(ComponentGroup.COMMANDS, List.of(text("C")))
        .with(ComponentGroup.PARAMETERS, List.of(text("P")));
    for (int shown :
        new int[] {ComponentGroup.OUTPUTS.number(), ComponentGroup.COMMANDS.number()}) {
      TearOff part = unsigned.tearOff((group, index, component) -> group == shown);
      assertThat(part.verify(PROFILE, unsigned.id()).isAccepted()).isTrue();
      assertThat(part.verifyCommands(PROFILE, unsigned.id(), CordaForgeryTest::namesK)
              .isAccepted())
          .isFalse();
    }
  }

  @Test
  void verifyCommands_refusesACommandWithoutSigners() {
    CordaTransaction unsigned = TRANSACTION.with(ComponentGroup.SIGNERS, List.of(text("L")));
    TearOff all = unsigned.tearOff((group, index, component) -> true);
    assertRefused(
        all.verifyCommands(PROFILE, unsigned.id(), CordaForgeryTest::namesK),
        Reason.LEAF_INDEX_OUT_OF_RANGE);
  }

  private static boolean namesK(byte[] signers) {
    return new String(signers, StandardCharsets.UTF_8).contains("K");
  }

  /** Nonce and component are hashed as one, so a short nonce would swallow the component's beginning. */
  @Test
  void visibleGroup_refusesANonceOfAnotherSize() {
    VisibleGroup group = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1))
        .group(ComponentGroup.INPUTS)
        .orElseThrow();
    byte[] nonce = group.nonces().get(0).toByteArray();
    byte[] component = group.component(0);
    Hash longer = Hash.of(Bytes.concat(nonce, new byte[] {component[0]}));
    byte[] shorter = java.util.Arrays.copyOfRange(component, 1, component.length);
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> VisibleGroup.of(0, List.of(shorter), List.of(longer), group.tree()))
        .withMessageContaining("a nonce of 33 bytes");
  }

  @Test
  void visibleGroup_refusesCountsThatDiffer() {
    VisibleGroup group = show(TRANSACTION, ComponentPosition.of(ComponentGroup.INPUTS, 1))
        .group(ComponentGroup.INPUTS)
        .orElseThrow();
    byte[] component = group.component(0);
    List<Hash> nonces = group.nonces();
    assertNoGroup(0, List.of(), nonces, group.tree());
    assertNoGroup(0, List.of(component, component), List.of(A, B), group.tree());
    assertNoGroup(0, List.of(component), List.of(A, B), group.tree());
    assertNoGroup(0, List.of(new byte[0]), nonces, group.tree());
    assertNoGroup(-1, List.of(component), nonces, group.tree());
    assertNoGroup(255, List.of(component), nonces, group.tree());
  }

  private static void assertNoGroup(
      int number, List<byte[]> components, List<Hash> nonces, PartialMerkleTree tree) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> VisibleGroup.of(number, components, nonces, tree));
  }

  @Test
  void tearOff_refusesRepeatedGroupsAndGroupsWithoutAHash() throws MalformedDataException {
    TearOff honest = TRANSACTION.tearOff((group, index, component) -> group <= 1);
    VisibleGroup inputs = honest.visibleGroups().get(0);
    VisibleGroup outputs = honest.visibleGroups().get(1);
    List<Hash> hashes = honest.groupHashes();
    assertNoTearOff(hashes, List.of(inputs, inputs));
    assertNoTearOff(hashes, List.of(outputs, inputs));
    assertNoTearOff(hashes, List.of(relabelled(inputs, 7)));
    assertNoTearOff(List.of(), List.of());
    assertNoTearOff(Collections.nCopies(256, A), List.of());
    assertNoTearOff(List.of(A, Hash.of(new byte[48])), List.of());
    assertNoTearOff(Collections.nCopies(7, Hash.of(new byte[48])), List.of(inputs));
  }

  private static void assertNoTearOff(List<Hash> hashes, List<VisibleGroup> visible) {
    assertThatExceptionOfType(MalformedDataException.class)
        .isThrownBy(() -> TearOff.of(hashes, visible));
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
