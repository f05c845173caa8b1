package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.beleg.ledger.corda.TestTransactions.ID;
import static org.beleg.ledger.corda.TestTransactions.PROFILE;
import static org.beleg.ledger.corda.TestTransactions.TRANSACTION;
import static org.beleg.ledger.corda.TestTransactions.assertRefused;
import static org.beleg.ledger.corda.TestTransactions.relabelled;
import static org.beleg.ledger.corda.TestTransactions.show;
import static org.beleg.ledger.corda.TestTransactions.text;
import static org.beleg.ledger.corda.TestTransactions.with;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.corda.PartialNode.IncludedLeaf;
import org.beleg.ledger.corda.PartialNode.Node;
import org.junit.jupiter.api.Test;

/** Tear-offs that hide what they should show, or are none. */
class TearOffCompletenessTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
  private static final Hash A = ReferenceCorda.leaves(SHA_256, 2).get(0);
  private static final Hash B = ReferenceCorda.leaves(SHA_256, 2).get(1);

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
    assertThat(both.verifyCommands(PROFILE, ID, TearOffCompletenessTest::namesK).isAccepted())
        .isTrue();
    assertRefused(
        one.verifyCommands(PROFILE, ID, TearOffCompletenessTest::namesK), Reason.COMPONENTS_HIDDEN);
    // two commands are shown, and two name the key, but not the same two
    TearOff wrong = show(TRANSACTION, pay, ComponentPosition.of(ComponentGroup.COMMANDS, 1));
    assertRefused(
        wrong.verifyCommands(PROFILE, ID, TearOffCompletenessTest::namesK),
        Reason.COMPONENTS_HIDDEN);
    assertThat(one.verifyCommands(PROFILE, ID, signers -> false).isAccepted()).isTrue();
  }

  @Test
  void verifyCommands_refusesHiddenSigners() throws MalformedDataException {
    TearOff honest = show(TRANSACTION, ComponentPosition.of(ComponentGroup.COMMANDS, 1));
    assertThat(honest.group(ComponentGroup.SIGNERS).orElseThrow().size()).isEqualTo(3);
    TearOff none = TearOff.of(
        honest.groupHashes(), honest.group(ComponentGroup.COMMANDS).stream().toList());
    assertRefused(
        none.verifyCommands(PROFILE, ID, TearOffCompletenessTest::namesK),
        Reason.COMPONENTS_HIDDEN);
    VisibleGroup some = show(TRANSACTION, ComponentPosition.of(ComponentGroup.SIGNERS, 1))
        .group(ComponentGroup.SIGNERS)
        .orElseThrow();
    assertRefused(
        with(honest, honest.groupHashes(), some)
            .verifyCommands(PROFILE, ID, TearOffCompletenessTest::namesK),
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
      assertThat(part.verifyCommands(PROFILE, unsigned.id(), TearOffCompletenessTest::namesK)
              .isAccepted())
          .isFalse();
    }
  }

  @Test
  void verifyCommands_refusesACommandWithoutSigners() {
    CordaTransaction unsigned = TRANSACTION.with(ComponentGroup.SIGNERS, List.of(text("L")));
    TearOff all = unsigned.tearOff((group, index, component) -> true);
    assertRefused(
        all.verifyCommands(PROFILE, unsigned.id(), TearOffCompletenessTest::namesK),
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
}
