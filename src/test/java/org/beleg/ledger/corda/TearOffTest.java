package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;

/** Transactions, their salts, and what is shown of them. */
class TearOffTest {

  private static byte[] text(String text) {
    return TestTransactions.text(text);
  }

  /** A record of an application of its own: one group, a field in each component, hashed with SM3. */
  @Test
  void tearOff_showsSomeFieldsOfARecord() throws MalformedDataException {
    CordaTransaction policy = CordaTransaction.empty(
            HashAlgorithm.SM3, PrivacySalt.generate(new SeededRandom(1)))
        .with(
            ComponentGroup.OUTPUTS,
            List.of(text("number=17"), text("holder=Li Na"), text("premium=1200"), text("risk=B")));
    TearOff shown = policy.tearOff(List.of(
        ComponentPosition.of(ComponentGroup.OUTPUTS, 0),
        ComponentPosition.of(ComponentGroup.OUTPUTS, 2)));
    byte[] sent = shown.toByteArray();

    TransactionProfile profile = TransactionProfile.of(HashAlgorithm.SM3, 2);
    TearOff received = TearOff.parse(sent);
    assertThat(received.verify(profile, policy.id()).isAccepted()).isTrue();
    VisibleGroup fields = received.group(ComponentGroup.OUTPUTS).orElseThrow();
    assertThat(fields.index(0)).isZero();
    assertThat(fields.index(1)).isEqualTo(2);
    assertThat(fields.component(1)).isEqualTo(text("premium=1200"));
    assertThat(fields.components()).containsExactly(text("number=17"), text("premium=1200"));
    assertThat(new String(sent, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Li Na")
        .doesNotContain("risk");
    assertThat(received.impliedId(HashAlgorithm.SM3)).isEqualTo(policy.id());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> received.impliedId(HashAlgorithm.SHA_512));
    assertThat(profile.fewestGroups()).isEqualTo(2);
    assertThat(profile)
        .isEqualTo(TransactionProfile.of(HashAlgorithm.SM3, 2))
        .hasSameHashCodeAs(TransactionProfile.of(HashAlgorithm.SM3, 2))
        .isNotEqualTo(TransactionProfile.of(HashAlgorithm.SM3, 3))
        .hasToString("SM3, 2 groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransactionProfile.of(HashAlgorithm.SM3, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TransactionProfile.of(HashAlgorithm.SM3, 256));
  }

  @Test
  void tearOff_isCopiedInAndOut() throws MalformedDataException {
    byte[] component = text("out");
    CordaTransaction transaction = TestTransactions.transaction(HashAlgorithm.SHA_256)
        .with(ComponentGroup.OUTPUTS, List.of(component));
    Hash id = transaction.id();
    component[0]++;
    transaction.components(1).get(0)[0]++;
    TearOff shown = transaction.tearOff((group, index, bytes) -> {
      bytes[0]++;
      return true;
    });
    shown.group(1).orElseThrow().component(0)[0]++;
    shown.group(1).orElseThrow().components().get(0)[0]++;
    assertThat(transaction.id()).isEqualTo(id);
    assertThat(shown.verify(TransactionProfile.corda4(), id).isAccepted()).isTrue();
    byte[] own = text("own");
    VisibleGroup group = shown.group(1).orElseThrow();
    VisibleGroup copy = VisibleGroup.of(1, List.of(own), group.nonces(), group.tree());
    own[0]++;
    assertThat(copy.component(0)).isEqualTo(text("own"));
  }

  @Test
  void tearOff_ofACommandShowsAllSigners() {
    CordaTransaction transaction = TestTransactions.transaction(HashAlgorithm.SHA_256);
    TearOff shown = transaction.tearOff(List.of(ComponentPosition.of(ComponentGroup.COMMANDS, 1)));
    assertThat(shown.visibleGroups()).extracting(VisibleGroup::number).containsExactly(2, 6);
    assertThat(shown.group(ComponentGroup.SIGNERS).orElseThrow().size()).isEqualTo(3);
    TearOff outputs = transaction.tearOff(List.of(ComponentPosition.of(ComponentGroup.OUTPUTS, 1)));
    assertThat(outputs.visibleGroups()).extracting(VisibleGroup::number).containsExactly(1);
  }

  @Test
  void tearOff_refusesPositionsThatDoNotExist() {
    CordaTransaction transaction = TestTransactions.transaction(HashAlgorithm.SHA_256);
    for (int[] position : new int[][] {{0, 3}, {3, 0}, {7, 0}, {999, 0}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(
              () -> transaction.tearOff(List.of(new ComponentPosition(position[0], position[1]))));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ComponentPosition(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ComponentPosition(0, -1));
  }

  @Test
  void transaction_withoutComponentsHasNoId() {
    CordaTransaction empty =
        CordaTransaction.empty(HashAlgorithm.SHA_256, PrivacySalt.generate(new SeededRandom(2)));
    assertThat(empty.groupCount()).isZero();
    assertThat(empty.groupHashes()).isEmpty();
    assertThatIllegalStateException().isThrownBy(empty::id);
    assertThatIllegalStateException().isThrownBy(() -> empty.tearOff(List.of()));
  }

  @Test
  void transaction_refusesEmptyGroupsAndComponents() {
    CordaTransaction transaction = TestTransactions.transaction(HashAlgorithm.SHA_256);
    assertThatIllegalArgumentException().isThrownBy(() -> transaction.with(0, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction.with(0, List.of(new byte[0])));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction.with(-1, List.of(new byte[1])));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> transaction.with(255, List.of(new byte[1])));
  }

  @Test
  void with_replacesAGroupAndLeavesTheOldValueAlone() {
    CordaTransaction old = TestTransactions.transaction(HashAlgorithm.SHA_256);
    Hash id = old.id();
    CordaTransaction changed = old.with(ComponentGroup.NOTARY, List.of(text("another")));
    assertThat(old.id()).isEqualTo(id).isNotEqualTo(changed.id());
    assertThat(changed.with(ComponentGroup.NOTARY, old.components(4))).isEqualTo(old);
    assertThat(changed).isNotEqualTo(old);
    assertThat(old)
        .isEqualTo(TestTransactions.transaction(HashAlgorithm.SHA_256))
        .hasSameHashCodeAs(TestTransactions.transaction(HashAlgorithm.SHA_256))
        .isNotEqualTo(TestTransactions.transaction(HashAlgorithm.SM3))
        .hasToString("transaction with components in groups [0, 1, 2, 4, 6]");
    assertThat(old.components(3)).isEmpty();
  }

  @Test
  void salt_isAtLeast32BytesNotAllZeroAndDoesNotPrintItself() {
    assertThatIllegalArgumentException().isThrownBy(() -> PrivacySalt.of(new byte[32]));
    assertThatIllegalArgumentException().isThrownBy(() -> PrivacySalt.of(new byte[31]));
    byte[] bytes = new byte[64];
    Arrays.fill(bytes, (byte) 0xAB);
    PrivacySalt salt = PrivacySalt.of(bytes);
    assertThat(salt).hasToString("privacy salt of 64 bytes");
    bytes[0] = 0;
    salt.toByteArray()[1] = 0;
    assertThat(salt.toByteArray()).containsOnly((byte) 0xAB);
    assertThat(PrivacySalt.generate()).isNotEqualTo(PrivacySalt.generate());
    assertThat(PrivacySalt.of(salt.toByteArray())).isEqualTo(salt).hasSameHashCodeAs(salt);
  }

  @Test
  void groups_haveTheNumbersOfCorda() {
    for (ComponentGroup group : ComponentGroup.values()) {
      assertThat(ComponentGroup.ofNumber(group.number())).contains(group);
    }
    assertThat(ComponentGroup.SIGNERS.number()).isEqualTo(6);
    assertThat(ComponentGroup.ofNumber(-1)).isEmpty();
    assertThat(ComponentGroup.ofNumber(10)).isEmpty();
  }

  @Test
  void tearOff_isEqualByContent() {
    CordaTransaction transaction = TestTransactions.transaction(HashAlgorithm.SHA_256);
    TearOff one = transaction.tearOff((group, index, component) -> group == 0);
    TearOff same = transaction.tearOff((group, index, component) -> group == 0);
    assertThat(one)
        .isEqualTo(same)
        .hasSameHashCodeAs(same)
        .isNotEqualTo(transaction.tearOff((group, index, component) -> group == 1))
        .hasToString("tear-off of 7 groups, showing [3 components of group 0]");
  }
}
