package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Mutations;
import org.junit.jupiter.api.Test;

/** Every branch of every small tree, against the rules written down recursively, under every label. */
class MerkleBranchPropertyTest {

  private static final int MOST = 20;

  @Test
  void tree_hasTheRootAndBranchesOfTheRule() throws VerificationException {
    for (int count = 1; count <= 300; count++) {
      List<Hash> ids = TestBlocks.ids(count);
      TransactionTree tree = TransactionTree.of(ids);
      assertThat(tree.transactionCount()).isEqualTo(count);
      assertThat(tree.rootHash()).isEqualTo(TestBlocks.root(ids));
      for (int i = 0; i < count && count <= MOST; i++) {
        assertThat(tree.id(i)).isEqualTo(ids.get(i));
        assertThat(tree.branch(i).path()).isEqualTo(TestBlocks.path(ids, i));
      }
    }
  }

  /**
   * An honest branch passes under its own index alone, and under those numbers of transactions that
   * repeat the same hashes of it: a root does not tell these apart.
   */
  @Test
  void check_acceptsTheLabelsOfEqualShapeAlone() throws VerificationException {
    for (int count = 1; count <= MOST; count++) {
      TransactionTree tree = TransactionTree.of(TestBlocks.ids(count));
      for (int i = 0; i < count; i++) {
        for (int claimedCount = 1; claimedCount <= MOST + 2; claimedCount++) {
          for (int claimed = 0; claimed < claimedCount; claimed++) {
            Verdict verdict = MerkleBranch.of(claimed, tree.branch(i).path())
                .check(tree.id(i), claimedCount, tree.rootHash());
            boolean alike = claimed == i && TestBlocks.hasShape(i, count, claimedCount);
            assertThat(verdict.isAccepted())
                .as("%s of %s as %s of %s", i, count, claimed, claimedCount)
                .isEqualTo(alike);
          }
        }
      }
    }
  }

  /** Without a number of transactions, but with their depth, an index passes under itself alone. */
  @Test
  void impliedRoot_knowsTheIndexByTheDepth() throws VerificationException {
    for (int count = 1; count <= MOST; count++) {
      TransactionTree tree = TransactionTree.of(TestBlocks.ids(count));
      for (int i = 0; i < count; i++) {
        for (int depth : new int[] {0, 1, 2, 3, 4, 5, 6, 14, 15, 16}) {
          for (int claimed = 0; claimed < MOST + 2; claimed++) {
            assertThat(isAccepted(MerkleBranch.of(claimed, tree.branch(i).path()), depth, tree, i))
                .as("%s of %s as %s at depth %s", i, count, claimed, depth)
                .isEqualTo(claimed == i && depth == TestBlocks.depth(count));
          }
        }
      }
    }
  }

  private static boolean isAccepted(MerkleBranch branch, int depth, TransactionTree tree, int i) {
    return Refusal.verdict(
            () -> branch.requireRoot(tree.id(i), TransactionCounts.ofDepth(depth), tree.rootHash()))
        .isAccepted();
  }

  @Test
  void check_refusesEveryInnerNodeAsLeaf() throws VerificationException {
    for (int count = 2; count <= MOST; count++) {
      List<Hash> ids = TestBlocks.ids(count);
      TransactionTree tree = TransactionTree.of(ids);
      for (int level = 1; level <= TestBlocks.depth(count); level++) {
        for (int index = 0; index < TestBlocks.width(count, level); index++) {
          Hash inner = TestBlocks.node(ids, level, index);
          List<Hash> path = TestBlocks.path(ids, index << level);
          MerkleBranch shorter = MerkleBranch.of(index, path.subList(level, path.size()));
          assertThat(shorter.check(inner, count, tree.rootHash()).reason())
              .contains(Reason.PATH_LENGTH_WRONG);
          assertThat(MerkleBranch.of(index, path)
                  .check(inner, count, tree.rootHash())
                  .isAccepted())
              .isFalse();
        }
      }
    }
  }

  @Test
  void check_refusesEveryChangedHash() throws VerificationException {
    for (int count : new int[] {1, 2, 3, 5, 6, 7}) {
      TransactionTree tree = TransactionTree.of(TestBlocks.ids(count));
      Hash root = tree.rootHash();
      for (int i = 0; i < count; i++) {
        int leafIndex = i;
        List<Hash> path = tree.branch(i).path();
        Hash id = tree.id(i);
        Mutations.eachBit(
            path,
            mutant -> assertThat(
                    MerkleBranch.of(leafIndex, mutant).check(id, count, root).isAccepted())
                .isFalse());
        Mutations.eachStep(
            path,
            List.of(id, root, TestBlocks.hash()),
            mutant -> assertThat(
                    MerkleBranch.of(leafIndex, mutant).check(id, count, root).isAccepted())
                .isFalse());
        Mutations.eachBit(
            id,
            mutant -> assertThat(
                    tree.branch(leafIndex).check(mutant, count, root).isAccepted())
                .isFalse());
        Mutations.eachBit(
            root,
            mutant -> assertThat(tree.branch(leafIndex).check(id, count, mutant).isAccepted())
                .isFalse());
      }
    }
  }
}
