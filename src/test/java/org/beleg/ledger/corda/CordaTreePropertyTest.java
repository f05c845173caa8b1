package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trees and partial trees against {@link ReferenceCorda}. */
class CordaTreePropertyTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;

  @ParameterizedTest
  @EnumSource(HashAlgorithm.class)
  void root_isThatOfTheReference(HashAlgorithm algorithm) {
    ReferenceCorda reference = new ReferenceCorda(algorithm);
    List<Hash> leaves = ReferenceCorda.leaves(algorithm, 70);
    for (int count = 1; count <= leaves.size(); count++) {
      List<Hash> some = leaves.subList(0, count);
      CordaTree tree = CordaTree.of(algorithm, some);
      assertThat(tree.rootHash()).as("%s leaves", count).isEqualTo(reference.root(some));
      assertThat(tree.leafCount()).isEqualTo(count);
      assertThat(tree.leafHash(count - 1)).isEqualTo(some.get(count - 1));
    }
  }

  @Test
  void prove_ofEverySetOfUpToSixteenLeavesVerifiesAndPrints() throws MalformedDataException {
    List<Hash> leaves = ReferenceCorda.leaves(SHA_256, 16);
    for (int count = 1; count <= leaves.size(); count++) {
      CordaTree tree = CordaTree.of(SHA_256, leaves.subList(0, count));
      Hash root = tree.rootHash();
      for (int set = 1; set < 1 << count; set++) {
        int[] indexes = members(set);
        List<Hash> included = Arrays.stream(indexes).mapToObj(leaves::get).toList();
        PartialMerkleTree partial = tree.prove(indexes);
        if (!Arrays.equals(partial.leafIndexes(), indexes)
            || !partial.check(SHA_256, count, included, root).isAccepted()
            || !PartialMerkleTree.parse(partial.toByteArray()).equals(partial)
            || !PartialMerkleTree.ofNodes(partial.toNodes()).equals(partial)) {
          throw new AssertionError(count + " leaves, " + Arrays.toString(indexes));
        }
      }
    }
  }

  private static int[] members(int set) {
    return IntStream.range(0, Integer.SIZE).filter(i -> (set >> i & 1) != 0).toArray();
  }

  @Test
  void nodes_ofEverySetOfUpToNineLeavesAreThoseOfTheReference() {
    for (HashAlgorithm algorithm : List.of(SHA_256, HashAlgorithm.SM3, HashAlgorithm.SHA_384)) {
      ReferenceCorda reference = new ReferenceCorda(algorithm);
      List<Hash> leaves = ReferenceCorda.leaves(algorithm, 9);
      for (int count = 1; count <= leaves.size(); count++) {
        List<Hash> some = leaves.subList(0, count);
        CordaTree tree = CordaTree.of(algorithm, some);
        for (int set = 1; set < 1 << count; set++) {
          int[] indexes = members(set);
          Set<Integer> chosen = Arrays.stream(indexes).boxed().collect(Collectors.toSet());
          assertThat(ReferenceCorda.print(tree.prove(indexes).toNodes()))
              .as("%s, %s leaves, %s", algorithm, count, chosen)
              .isEqualTo(reference.partial(some, chosen));
        }
      }
    }
  }

  @Test
  void check_acceptsNoOtherLeavesRootOrCount() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20262601);
    for (int round = 0; round < 300; round++) {
      int count = 1 + random.nextInt(100);
      List<Hash> leaves =
          IntStream.range(0, count).mapToObj(i -> TestTrees.randomHash(random)).toList();
      CordaTree tree = CordaTree.of(SHA_256, leaves);
      int[] indexes = random.ints(1 + random.nextInt(8), 0, count).toArray();
      PartialMerkleTree partial = tree.prove(indexes);
      List<Hash> included =
          Arrays.stream(partial.leafIndexes()).mapToObj(leaves::get).toList();
      for (int claimed = 1; claimed <= 2 * count; claimed++) {
        boolean sameLevels = new ReferenceCorda(SHA_256).padded(leaves).size()
            == Integer.highestOneBit(Math.max(1, 2 * claimed - 1));
        boolean inside = Arrays.stream(indexes).max().orElseThrow() < claimed;
        assertThat(partial.check(SHA_256, claimed, included, tree.rootHash()).isAccepted())
            .as("%s leaves, %s claimed", count, claimed)
            .isEqualTo(sameLevels && inside);
      }
      int at = random.nextInt(included.size());
      List<Hash> other = new java.util.ArrayList<>(included);
      other.set(at, TestTrees.randomHash(random));
      assertThat(partial.check(SHA_256, count, other, tree.rootHash()).isAccepted())
          .isFalse();
    }
  }

  @Test
  void tree_refusesWhatIsNoListOfLeaves() {
    assertThatIllegalArgumentException().isThrownBy(() -> CordaTree.of(SHA_256, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CordaTree.of(SHA_256, ReferenceCorda.leaves(HashAlgorithm.SHA_384, 2)));
    CordaTree tree = CordaTree.of(SHA_256, ReferenceCorda.leaves(SHA_256, 5));
    assertThatIllegalArgumentException().isThrownBy(tree::prove);
    for (int index : new int[] {-1, 5, 6, 7}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> tree.prove(0, index));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> tree.leafHash(index));
    }
    assertThat(tree.prove(3, 1, 3)).isEqualTo(tree.prove(1, 3));
  }

  @Test
  void values_areEqualByContent() throws MalformedDataException {
    List<Hash> leaves = ReferenceCorda.leaves(SHA_256, 3);
    CordaTree tree = CordaTree.of(SHA_256, leaves);
    assertThat(tree)
        .isEqualTo(CordaTree.of(SHA_256, leaves))
        .hasSameHashCodeAs(CordaTree.of(SHA_256, leaves))
        .isNotEqualTo(CordaTree.of(SHA_256, leaves.subList(0, 2)))
        .hasToString("Corda tree of 3 leaves with SHA_256, root " + tree.rootHash());
    PartialMerkleTree partial = tree.prove(1);
    assertThat(partial)
        .isEqualTo(tree.prove(1))
        .hasSameHashCodeAs(tree.prove(1))
        .isNotEqualTo(tree.prove(2))
        .hasToString("partial tree of height 2 with 1 leaves");
    assertThat(partial.hashes()).hasSize(3).contains(leaves.get(1));
    assertThat(partial.toNodes())
        .isEqualTo(tree.prove(1).toNodes())
        .hasSameHashCodeAs(tree.prove(1).toNodes())
        .isNotEqualTo(tree.prove(2).toNodes())
        .hasToString("node of height 2");
    NotaryBatch batch = NotaryBatch.of(SHA_256, leaves);
    assertThat(batch)
        .isEqualTo(NotaryBatch.of(SHA_256, leaves))
        .hasSameHashCodeAs(NotaryBatch.of(SHA_256, leaves))
        .isNotEqualTo(NotaryBatch.of(SHA_256, leaves.subList(0, 1)))
        .hasToString("batch of 3 transactions, root " + batch.rootHash());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NotaryBatch.of(HashAlgorithm.SHA_512, leaves));
  }
}
