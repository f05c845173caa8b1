package org.beleg.ledger.corda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever comes: a value that prints itself so, or {@link MalformedDataException}. */
class CordaFuzzTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
  private static final TransactionProfile PROFILE = TransactionProfile.corda4();
  private static final List<Hash> LEAVES = ReferenceCorda.leaves(SHA_256, 21);
  private static final CordaTree TREE = CordaTree.of(SHA_256, LEAVES);
  private static final CordaTransaction TRANSACTION = TestTransactions.transaction(SHA_256);
  private static final TearOff SHOWN =
      TRANSACTION.tearOff((group, index, component) -> (group + index) % 2 == 0);

  @FuzzTest
  void parsePartialTree(byte[] data) {
    try {
      PartialMerkleTree tree = PartialMerkleTree.parse(data);
      assertArrayEquals(data, tree.toByteArray());
      List<Hash> included = Arrays.stream(tree.leafIndexes())
          .mapToObj(i -> i < LEAVES.size() ? LEAVES.get(i) : TREE.rootHash())
          .toList();
      boolean accepted =
          tree.check(SHA_256, LEAVES.size(), included, TREE.rootHash()).isAccepted();
      boolean honest = Arrays.stream(tree.leafIndexes()).allMatch(i -> i < LEAVES.size())
          && tree.equals(TREE.prove(tree.leafIndexes()));
      assertEquals(honest, accepted);
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  @FuzzTest
  void parseTearOff(byte[] data) {
    try {
      TearOff tearOff = TearOff.parse(data);
      assertArrayEquals(data, tearOff.toByteArray());
      if (tearOff.verify(PROFILE, TRANSACTION.id()).isAccepted()) {
        for (VisibleGroup group : tearOff.visibleGroups()) {
          List<byte[]> there = TRANSACTION.components(group.number());
          for (int i = 0; i < group.size(); i++) {
            assertArrayEquals(there.get(group.index(i)), group.component(i));
          }
        }
      }
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  @Test
  void parsePartialTree_survivesSpoiltBytesOfUpToAMebibyte() {
    List<byte[]> honest = List.of(
        TREE.prove(3, 20).toByteArray(),
        TREE.prove(0, 1, 2, 3, 4, 5, 6).toByteArray(),
        CordaTree.of(SHA_256, LEAVES.subList(0, 1)).prove(0).toByteArray(),
        CordaTree.of(HashAlgorithm.SHA_512, ReferenceCorda.leaves(HashAlgorithm.SHA_512, 3))
            .prove(2)
            .toByteArray());
    HostileBytes.flood(
        TestTrees.seeded(getClass(), 20262603), honest, 40_000, this::parsePartialTree);
  }

  @Test
  void parseTearOff_survivesSpoiltBytesOfUpToAMebibyte() {
    List<byte[]> honest = List.of(
        SHOWN.toByteArray(),
        TRANSACTION.tearOff(List.of()).toByteArray(),
        TRANSACTION.tearOff((group, index, component) -> true).toByteArray(),
        TestTransactions.transaction(HashAlgorithm.SHA_512)
            .tearOff((group, index, component) -> group == 4)
            .toByteArray());
    HostileBytes.flood(TestTrees.seeded(getClass(), 20262604), honest, 40_000, this::parseTearOff);
  }
}
