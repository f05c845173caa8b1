package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beleg.ledger.corda.TestTransactions.ID;
import static org.beleg.ledger.corda.TestTransactions.PROFILE;
import static org.beleg.ledger.corda.TestTransactions.TRANSACTION;
import static org.beleg.ledger.corda.TestTransactions.assertRefused;
import static org.beleg.ledger.corda.TestTransactions.relabelled;
import static org.beleg.ledger.corda.TestTransactions.show;
import static org.beleg.ledger.corda.TestTransactions.text;
import static org.beleg.ledger.corda.TestTransactions.with;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.corda.PartialNode.IncludedLeaf;
import org.beleg.ledger.corda.PartialNode.Leaf;
import org.beleg.ledger.corda.PartialNode.Node;
import org.junit.jupiter.api.Test;

/**
 * Tear-offs that show what is not in the transaction, or not there. {@link CordaDifferentialTest} shows which
 * of them corda-core accepts.
 */
class TearOffForgeryTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
  private static final Hash ZERO = Hash.of(new byte[32]);
  private static final Hash A = ReferenceCorda.leaves(SHA_256, 4).get(0);

  private static Hash node(Hash left, Hash right) {
    return TestTransactions.node(SHA_256, left, right);
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
}
