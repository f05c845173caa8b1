package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.NodeId;
import org.beleg.proof.Subtree;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final MerkleTree TREE = TestTrees.tree(7);

  @Test
  void anEmptyTree_hasTheHashOfNothingForARootAndProvesNothing() {
    MerkleTree empty = MerkleTree.empty();
    assertThat(empty.size()).isZero();
    assertThat(empty.hasher()).isSameAs(HASHER);
    assertThat(empty.rootHash()).isEqualTo(HASHER.emptyRoot());
    assertThat(empty.rootHash(0)).isEqualTo(HASHER.emptyRoot());
    assertThat(empty.range(0, 0).hashes()).isEmpty();
    assertThatThrownBy(() -> empty.proveInclusion(0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> empty.proveConsistency(0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> empty.leafHash(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aTreeOfOneLeaf_isThatLeaf() {
    MerkleTree one = TestTrees.tree(1);
    assertThat(one.rootHash()).isEqualTo(one.leafHash(0));
    assertThat(one.proveInclusion(0).path()).isEmpty();
    assertThat(one.proveAll(0).path()).isEmpty();
    assertThat(one.proveConsistency(1).path()).isEmpty();
  }

  @Test
  void access_isBounded() {
    for (long bad : new long[] {-1, 7, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> TREE.leafHash(bad)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> TREE.proveInclusion(bad))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> TREE.proveAll(0, bad)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> TREE.at(bad == 7 ? 8 : bad))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> TREE.rootHash(bad == 7 ? 8 : bad))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> TREE.proveConsistency(bad == 7 ? 8 : bad))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> TREE.range(0, bad == 7 ? 8 : bad))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> TREE.proveConsistency(0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> TREE.range(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(TREE::proveAll).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nodes_areThereOnceTheyAreComplete() {
    assertThat(TREE.nodeHash(new NodeId(2, 0))).isEqualTo(TREE.rootHash(4));
    assertThat(TREE.subtreeHash(new Subtree(0, 7))).isEqualTo(TREE.rootHash());
    for (NodeId node : List.of(new NodeId(2, 1), new NodeId(0, 7), new NodeId(62, 0))) {
      assertThatThrownBy(() -> TREE.nodeHash(node)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> TREE.subtreeHash(new Subtree(0, 8)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> TREE.proveSubtree(new Subtree(4, 8)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    // a later version has the node, this one still does not
    assertThat(TREE.append(new byte[0]).nodeHash(new NodeId(2, 1))).isNotNull();
    assertThatThrownBy(() -> TREE.nodeHash(new NodeId(2, 1)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void tiles_areBounded() {
    MerkleTree tree = TestTrees.tree(300);
    assertThat(tree.tile(new TileId(0, 1, 3))).hasSize(96);
    for (TileId none : List.of(
        new TileId(0, 1, 45),
        new TileId(0, 2, 1),
        new TileId(1, 0, 2),
        new TileId(2, 0, 1),
        new TileId(8, 0, 1),
        new TileId(63, 0, 1),
        new TileId(0, (1L << 55) - 2, 256))) {
      assertThatThrownBy(() -> tree.tile(none)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    tree.tile(new TileId(0, 0, 256))[0]++;
    assertThat(tree.leafHash(0)).isEqualTo(HASHER.leafHash(TestTrees.entry(0)));
  }

  @Test
  void proveAll_sortsAndForgetsRepetitions() {
    assertThat(TREE.proveAll(5, 1, 5)).isEqualTo(TREE.proveAll(1, 5));
    long[] indexes = {5, 1};
    assertThat(TREE.proveAll(indexes).leafIndexes()).containsExactly(1, 5);
    assertThat(indexes).containsExactly(5, 1);
  }

  @Test
  void leafHashes_mustFitTheAlgorithm() {
    assertThatThrownBy(() -> TREE.appendLeafHash(Hash.of(new byte[20])))
        .isInstanceOf(IllegalArgumentException.class);
    for (int length : new int[] {1, 31, 33, 63}) {
      assertThatThrownBy(() -> TREE.appendLeafHashes(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(TREE.appendLeafHashes(new byte[0])).isSameAs(TREE);
    assertThat(TREE.appendAll(List.of())).isSameAs(TREE);
    assertThat(TREE.appendLeafHashes(new byte[0], ForkJoinPool.commonPool())).isSameAs(TREE);
  }

  @Test
  void bytes_areCopiedIn() {
    byte[] flat = TREE.leafHash(0).toByteArray();
    MerkleTree tree = MerkleTree.empty().appendLeafHashes(flat);
    Arrays.fill(flat, (byte) 0);
    assertThat(tree.leafHash(0)).isEqualTo(TREE.leafHash(0));
  }

  @Test
  void equality_isThatOfHasherSizeAndRoot() {
    MerkleTree same = TestTrees.tree(8).at(7);
    assertThat(TREE).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
    assertThat(TREE)
        .isNotEqualTo(TestTrees.tree(8))
        .isNotEqualTo(TestTrees.tree(6).append(new byte[0]))
        .isNotEqualTo(MerkleTree.of(TreeHasher.of(HashAlgorithm.SHA3_256), TestTrees.entries(7)))
        .isNotEqualTo(TREE.rootHash());
  }

  @Test
  void nulls_areRefusedAtOnce() {
    assertThatThrownBy(() -> MerkleTree.empty(nothing())).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> TREE.append(nothing())).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> TREE.appendLeafHash(nothing()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> CompactRange.empty(nothing(), 0))
        .isInstanceOf(NullPointerException.class);
    assertThat(TREE.append(new byte[0])).isEqualTo(TestTrees.tree(7).append(new byte[0]));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"
  }) // what a caller without checks may do
  private static <T> T nothing() {
    return null;
  }
}
