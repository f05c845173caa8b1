package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Random transactions against {@link ReferenceCorda}, and what is shown of them against what is there. */
class TearOffPropertyTest {

  private static final HashAlgorithm[] ALGORITHMS = HashAlgorithm.values();

  @Test
  void tearOff_ofAnyPartVerifiesAndAnswersTruly() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262602);
    for (int round = 0; round < 250; round++) {
      HashAlgorithm algorithm = ALGORITHMS[random.nextInt(ALGORITHMS.length)];
      byte[] salt = TestTrees.randomBytes(random, 32 + random.nextInt(40));
      Map<Integer, List<byte[]>> groups = groups(random);
      CordaTransaction transaction = transaction(algorithm, salt, groups);
      Hash id = transaction.id();
      assertThat(id).isEqualTo(new ReferenceCorda(algorithm).id(salt, groups));
      TransactionProfile profile = TransactionProfile.of(algorithm, transaction.groupCount());

      int share = random.nextInt(1, 5);
      TearOff shown = transaction.tearOff((group, index, component) -> random.nextInt(4) < share);
      TearOff read = TearOff.parse(shown.toByteArray());
      assertThat(read).isEqualTo(shown);
      assertThat(read.verify(profile, id).isAccepted())
          .isEqualTo(!shown.visibleGroups().isEmpty());
      for (int group = 0; group < 12; group++) {
        List<byte[]> there = groups.getOrDefault(group, List.of());
        int seen = read.group(group).map(VisibleGroup::size).orElse(0);
        assertThat(read.verifyAllVisible(profile, id, group).isAccepted())
            .isEqualTo(seen == there.size());
        assertThat(read.verifyAbsent(profile, id, group).isAccepted()).isEqualTo(there.isEmpty());
      }
      for (VisibleGroup group : read.visibleGroups()) {
        for (int i = 0; i < group.size(); i++) {
          assertThat(group.component(i))
              .isEqualTo(groups.getOrDefault(group.number(), List.of()).get(group.index(i)));
        }
      }
    }
  }

  private static Map<Integer, List<byte[]>> groups(SplittableRandom random) {
    Map<Integer, List<byte[]>> groups = new HashMap<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      List<byte[]> components = new ArrayList<>();
      for (int j = random.nextInt(6); j >= 0; j--) {
        components.add(TestTrees.randomBytes(random, 1 + random.nextInt(90)));
      }
      groups.put(random.nextInt(12), components);
    }
    return groups;
  }

  private static CordaTransaction transaction(
      HashAlgorithm algorithm, byte[] salt, Map<Integer, List<byte[]>> groups) {
    CordaTransaction transaction = CordaTransaction.empty(algorithm, PrivacySalt.of(salt));
    for (Map.Entry<Integer, List<byte[]>> group : groups.entrySet()) {
      transaction = transaction.with(group.getKey(), group.getValue());
    }
    return transaction;
  }

  /** The encoding has no bit that may be another one: whatever is accepted is what was sent. */
  @Test
  void verify_acceptsNoTearOffWithAChangedBit() {
    for (HashAlgorithm algorithm : List.of(HashAlgorithm.SHA_256, HashAlgorithm.SM3)) {
      CordaTransaction transaction = TestTransactions.transaction(algorithm);
      TransactionProfile profile = TransactionProfile.corda4(algorithm);
      byte[] honest = transaction
          .tearOff((group, index, component) -> group == 2 || (group == 0 && index == 1))
          .toByteArray();
      for (int bit = 0; bit < 8 * honest.length; bit++) {
        byte[] changed = honest.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        boolean accepted;
        try {
          accepted = TearOff.parse(changed).verify(profile, transaction.id()).isAccepted();
        } catch (MalformedDataException e) {
          accepted = false;
        }
        assertThat(accepted).as("bit %s of %s", bit, Arrays.toString(changed)).isFalse();
      }
    }
  }
}
