package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

class SignatureHashesTest {

  private static final byte[] CODE = {0x51};
  private static final Hash LEAF = Hash.of(new byte[32]);

  private final SplittableRandom random = TestTrees.seeded(getClass(), 20261204);

  private Transaction transaction(int inputs, int outputs) {
    List<TransactionInput> in = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      in.add(TransactionInput.of(
          new OutPoint(TestTrees.randomHash(random), i), new byte[0], i, Witness.empty()));
    }
    List<TransactionOutput> out = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      out.add(TransactionOutput.of(i, CODE));
    }
    return Transaction.of(2, in, out, 0);
  }

  private static List<TransactionOutput> spent(int count) {
    List<TransactionOutput> spent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spent.add(TransactionOutput.of(i, CODE));
    }
    return spent;
  }

  private static void refused(HashOf hash) {
    assertThatThrownBy(hash::compute)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.HASH_TYPE_INVALID));
  }

  private interface HashOf {
    Hash compute() throws VerificationException;
  }

  @Test
  void hashTypes_thatAreNotDefinedAreRefused() throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(transaction(1, 1), spent(1));
    Set<Integer> defined = Set.of(1, 2, 3, 0x81, 0x82, 0x83);
    Set<Hash> all = new HashSet<>();
    for (int type = -1; type <= 0x200; type++) {
      int hashType = type;
      if (defined.contains(type)) {
        all.add(hashes.legacy(0, CODE, type));
        all.add(hashes.segwitV0(0, CODE, type));
        all.add(hashes.taprootKeyPath(0, type));
        all.add(hashes.taprootScriptPath(0, type, LEAF));
      } else {
        refused(() -> hashes.legacy(0, CODE, hashType));
        refused(() -> hashes.segwitV0(0, CODE, hashType));
        if (type != SignatureHashes.DEFAULT) {
          refused(() -> hashes.taprootKeyPath(0, hashType));
          refused(() -> hashes.taprootScriptPath(0, hashType, LEAF));
        }
      }
    }
    all.add(hashes.taprootKeyPath(0, SignatureHashes.DEFAULT));
    all.add(hashes.taprootScriptPath(0, SignatureHashes.DEFAULT, LEAF));
    assertThat(all).as("no two rules or types sign the same").hasSize(4 * 6 + 2);
  }

  /** With the oldest rule such a signature signs the number 1, and serves for every transaction. */
  @Test
  void single_withoutAnOutputIsRefusedWhereItWouldSignNothing() throws VerificationException {
    SignatureHashes hashes = SignatureHashes.of(transaction(2, 1), spent(2));
    for (int type : new int[] {0x03, 0x83}) {
      refused(() -> hashes.legacy(1, CODE, type));
      refused(() -> hashes.taprootKeyPath(1, type));
      assertThat(hashes.segwitV0(1, CODE, type)).isNotEqualTo(hashes.segwitV0(0, CODE, type));
    }
  }

  @Test
  void amountsOfOtherInputs_areSignedInTaprootAlone() throws VerificationException {
    Transaction transaction = transaction(2, 1);
    SignatureHashes hashes = SignatureHashes.of(transaction, spent(2));
    List<TransactionOutput> other = spent(2);
    other.set(1, TransactionOutput.of(1_000_000, CODE));
    SignatureHashes others = SignatureHashes.of(transaction, other);
    assertThat(others).isNotEqualTo(hashes);
    assertThat(others.legacy(0, CODE, 1)).isEqualTo(hashes.legacy(0, CODE, 1));
    assertThat(others.segwitV0(0, CODE, 1)).isEqualTo(hashes.segwitV0(0, CODE, 1));
    assertThat(others.taprootKeyPath(0, 1)).isNotEqualTo(hashes.taprootKeyPath(0, 1));
    assertThat(others.taprootKeyPath(0, 0x81)).isEqualTo(hashes.taprootKeyPath(0, 0x81));
    assertThat(others.segwitV0(1, CODE, 1)).isNotEqualTo(hashes.segwitV0(1, CODE, 1));
  }

  @Test
  void callersMistakes() {
    Transaction transaction = transaction(2, 1);
    assertThatThrownBy(() -> SignatureHashes.of(transaction, spent(1)))
        .isInstanceOf(IllegalArgumentException.class);
    SignatureHashes hashes = SignatureHashes.of(transaction, spent(2));
    assertThat(hashes).isEqualTo(SignatureHashes.of(transaction, spent(2)));
    assertThat(hashes).hasSameHashCodeAs(SignatureHashes.of(transaction, spent(2)));
    assertThat(hashes.toString()).startsWith("signature hashes of");
    for (int index : new int[] {-1, 2}) {
      assertThatThrownBy(() -> hashes.legacy(index, CODE, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> hashes.segwitV0(index, CODE, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> hashes.taprootKeyPath(index, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> hashes.taprootScriptPath(0, 1, Hash.of(new byte[20])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
