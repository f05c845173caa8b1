package org.beleg.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeHasherTest {

  // entries 00, 01, 02, 03, 04: RFC 6962 trees as other implementations compute them
  private static final Hash LEAF_0 =
      Hash.parseHex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
  private static final Hash LEAF_2 =
      Hash.parseHex("fcf0a6c700dd13e274b6fba8deea8dd9b26e4eedde3495717cac8408c9c5177f");
  private static final Hash LEAF_3 =
      Hash.parseHex("583c7dfb7b3055d99465544032a571e10a134b1b6f769422bbb71fd7fa167a5d");
  private static final Hash LEAF_4 =
      Hash.parseHex("4f35212d12f9ad2036492c95f1fe79baf4ec7bd9bef3dffa7579f2293ff546a4");
  private static final Hash ROOT_2 =
      Hash.parseHex("a20bf9a7cc2dc8a08f5f415a71b19f6ac427bab54d24eec868b5d3103449953a");
  private static final Hash ROOT_3 =
      Hash.parseHex("3b6cccd7e3e023ff393006f030315ee7ad9eb111b022b41fba7e5b7a3973f688");
  private static final Hash ROOT_4 =
      Hash.parseHex("9bcd51240af4005168f033121ba85be5a6ed4f0e6a5fac262066729b8fbfdecb");
  private static final Hash ROOT_5 =
      Hash.parseHex("b855b42d6c30f5b087e05266783fbd6e394f7b926013ccaa67700a8b0c5a596f");

  @Test
  void aTreeOfFiveBytes_hasItsKnownHashesAndProofs() {
    TreeHasher hasher = TreeHasher.sha256();
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      entries.add(new byte[] {(byte) i});
    }
    MerkleTree tree = MerkleTree.of(hasher, entries);
    assertThat(hasher.leafHash(entries.get(0))).isEqualTo(LEAF_0);
    assertThat(hasher.nodeHash(ROOT_2, LEAF_2)).isEqualTo(ROOT_3);
    assertThat(TestTrees.leafHashes(tree)).contains(LEAF_0, LEAF_2, LEAF_3, LEAF_4);
    assertThat(List.of(tree.rootHash(2), tree.rootHash(3), tree.rootHash(4), tree.rootHash(5)))
        .containsExactly(ROOT_2, ROOT_3, ROOT_4, ROOT_5);
    assertThat(tree.proveInclusion(3).path()).containsExactly(LEAF_2, ROOT_2, LEAF_4);
    assertThat(tree.proveInclusion(4).path()).containsExactly(ROOT_4);
    assertThat(tree.proveConsistency(3).path()).containsExactly(LEAF_2, LEAF_3, ROOT_2, LEAF_4);
    assertThat(tree.proveConsistency(4).path()).containsExactly(LEAF_4);
  }

  @ParameterizedTest
  @EnumSource
  void everyRule_isAPrefixAndTheAlgorithm(HashAlgorithm algorithm) {
    TreeHasher hasher = TreeHasher.of(algorithm);
    byte[] entry = {1, 2, 3};
    Hash leaf = hasher.leafHash(entry);
    assertThat(hasher).isSameAs(TreeHasher.of(algorithm));
    assertThat(hasher.algorithm()).isEqualTo(algorithm);
    assertThat(hasher.hashSize()).isEqualTo(algorithm.size());
    assertThat(hasher.emptyRoot()).isEqualTo(algorithm.hash(new byte[0]));
    assertThat(leaf).isEqualTo(algorithm.hash(new byte[] {0, 1, 2, 3}));
    byte[] bytes = leaf.toByteArray();
    assertThat(hasher.nodeHash(leaf, hasher.emptyRoot()))
        .isEqualTo(algorithm.hash(
            Bytes.concat(new byte[] {1}, bytes, hasher.emptyRoot().toByteArray())));
  }

  /** F2: 64 bytes that are two hashes make another leaf than node. */
  @Test
  void aLeafOfTwoHashes_isNoNode() {
    TreeHasher hasher = TreeHasher.sha256();
    byte[] pair = Bytes.concat(LEAF_0.toByteArray(), LEAF_2.toByteArray());
    assertThat(hasher.leafHash(pair)).isNotEqualTo(hasher.nodeHash(LEAF_0, LEAF_2));
  }

  @ParameterizedTest
  @EnumSource
  void bulkForms_areTheSingleOnesManyTimes(HashAlgorithm algorithm) {
    TreeHasher hasher = TreeHasher.of(algorithm);
    SplittableRandom random = TestTrees.seeded(getClass(), 20261101);
    int size = hasher.hashSize();
    for (int count : new int[] {0, 1, 2, 3, 15, 16, 17, 33}) {
      byte[][] entries = new byte[count + 3][];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = TestTrees.randomBytes(random, random.nextInt(200));
      }
      byte[] leaves = new byte[count * size + 9];
      hasher.leafHashes(entries, 2, 2 + count, leaves, 5);
      byte[] alone = new byte[size + 4];
      byte[] children = TestTrees.randomBytes(random, 2 * count * size + 9);
      byte[] nodes = new byte[count * size + 9];
      hasher.nodeHashes(children, 7, nodes, 3, count);
      byte[] inPlace = children.clone();
      hasher.nodeHashes(inPlace, 7, inPlace, 7, count);
      byte[] shifted = children.clone();
      hasher.nodeHashes(shifted, 7, shifted, 0, count);
      for (int i = 0; i < count; i++) {
        assertThat(Hash.of(leaves, 5 + i * size, size)).isEqualTo(hasher.leafHash(entries[i + 2]));
        hasher.leafHash(entries[i + 2], alone, 3);
        assertThat(Hash.of(alone, 3, size)).isEqualTo(hasher.leafHash(entries[i + 2]));
        Hash node = hasher.nodeHash(
            Hash.of(children, 7 + 2 * i * size, size),
            Hash.of(children, 7 + (2 * i + 1) * size, size));
        assertThat(Hash.of(nodes, 3 + i * size, size)).isEqualTo(node);
        assertThat(Hash.of(inPlace, 7 + i * size, size)).isEqualTo(node);
        assertThat(Hash.of(shifted, i * size, size)).isEqualTo(node);
      }
      assertThat(nodes).startsWith(0, 0, 0).endsWith(0, 0, 0, 0, 0, 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bulkForms_checkTheirBoundsBeforeTheyTouchAnything(HashAlgorithm algorithm) {
    TreeHasher hasher = TreeHasher.of(algorithm);
    byte[] children = TestTrees.randomBytes(new SplittableRandom(7), 256);
    byte[] before = children.clone();
    byte[] target = new byte[64];
    // {childrenOffset, targetOffset, count}; count * size wraps an int for the larger ones
    int[][] outside = {
      {0, 0, -1}, {0, 0, Integer.MIN_VALUE}, {0, 0, 5}, {0, 0, 1 << 25}, {0, 0, 1 << 26},
      {0, 0, 1 << 30}, {0, 0, Integer.MAX_VALUE}, {-1, 0, 1}, {0, -1, 1}, {256, 0, 1},
      {0, 64, 1}, {Integer.MAX_VALUE, 0, 1}, {0, Integer.MAX_VALUE, 1}, {257, 0, 0}, {0, 65, 0}
    };
    for (int[] bad : outside) {
      assertThatThrownBy(() -> hasher.nodeHashes(children, bad[0], target, bad[1], bad[2]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    byte[][] entries = {{1}, {2}, {3}, {4}, {5}};
    int[][] noLeaves = {
      {-1, 1, 0},
      {0, 6, 0},
      {3, 2, 0},
      {0, 5, 0},
      {0, 1, -1},
      {0, 1, 64},
      {0, 0, 65},
      {Integer.MIN_VALUE, Integer.MAX_VALUE, 0}
    };
    for (int[] bad : noLeaves) {
      assertThatThrownBy(() -> hasher.leafHashes(entries, bad[0], bad[1], target, bad[2]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    for (int bad : new int[] {-1, 33, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> hasher.leafHash(new byte[1], target, bad))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(target).containsOnly(0);
    assertThat(children).isEqualTo(before);
    hasher.nodeHashes(children, 256, target, 64, 0);
    hasher.leafHashes(entries, 5, 5, target, 64);
  }

  @Test
  void aFailureInABatch_spoilsNoLaterHash() {
    byte[][] entries = {{1}, null, {3}};
    TreeHasher hasher = TreeHasher.sha256();
    assertThatThrownBy(() -> hasher.leafHashes(entries, 0, 3, new byte[96], 0))
        .isInstanceOf(NullPointerException.class);
    assertThat(hasher.leafHash(new byte[] {0})).isEqualTo(LEAF_0);
  }

  @Test
  void nodeHash_refusesChildrenOfAnotherSize() {
    Hash other = Hash.of(new byte[20]);
    TreeHasher hasher = TreeHasher.sha256();
    assertThatThrownBy(() -> hasher.nodeHash(other, LEAF_0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hasher.nodeHash(LEAF_0, other))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
