package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/** A transaction that tests tear apart, and what they do to tear-offs. */
final class TestTransactions {

  static final TransactionProfile PROFILE = TransactionProfile.corda4();
  static final CordaTransaction TRANSACTION = transaction(HashAlgorithm.SHA_256);
  static final Hash ID = TRANSACTION.id();

  private TestTransactions() {}

  static Hash node(HashAlgorithm algorithm, Hash left, Hash right) {
    return algorithm.hash(Bytes.concat(left.toByteArray(), right.toByteArray()));
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

  static TearOff show(CordaTransaction transaction, ComponentPosition... positions) {
    return transaction.tearOff(List.of(positions));
  }

  static void assertRefused(Verdict verdict, Reason reason) {
    assertThat(verdict.reason()).as("%s", verdict).contains(reason);
  }

  /** A tear-off with other hashes of groups, or another group in place of one of its number. */
  static TearOff with(TearOff honest, List<Hash> hashes, VisibleGroup... groups)
      throws MalformedDataException {
    List<VisibleGroup> visible = new ArrayList<>(honest.visibleGroups());
    for (VisibleGroup group : groups) {
      visible.removeIf(other -> other.number() == group.number());
      visible.add(group);
    }
    return TearOff.of(hashes, visible);
  }

  static VisibleGroup relabelled(VisibleGroup group, int number) throws MalformedDataException {
    return VisibleGroup.of(number, group.components(), group.nonces(), group.tree());
  }
}
