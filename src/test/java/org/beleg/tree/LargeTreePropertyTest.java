package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beleg.testing.ReferenceTree.hashes;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.Subtree;
import org.beleg.testing.ReferenceTree;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trees of up to 2^20 leaves against the reference, and the parallel builder against the plain one. */
class LargeTreePropertyTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();

  private final ReferenceTree reference = ReferenceTree.sha256();
  private final ForkJoinPool pool = new ForkJoinPool(4);

  @AfterEach
  void endThreads() {
    pool.shutdown();
  }

  @Test
  void randomSizesUpTo2To14_haveTheRootsAndProofsOfTheReference() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260201);
    for (int round = 0; round < 40; round++) {
      assertAgrees(random, 1 + random.nextInt(1 << random.nextInt(1, 15)), 2);
    }
  }

  @Test
  void sizesUpTo2To20_haveTheRootsAndProofsOfTheReference() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260202);
    assertAgrees(random, 1 << 20, 0);
    assertAgrees(random, (1 << 18) + random.nextInt(1 << 18), 1);
  }

  private void assertAgrees(SplittableRandom random, int size, int proofs) {
    List<byte[]> entries = TestTrees.entries(size);
    MerkleTree tree = MerkleTree.of(HASHER, entries);
    Hash root = Hash.of(reference.mth(entries));
    assertThat(tree.rootHash()).as("root of %d leaves", size).isEqualTo(root);
    for (int i = 0; i < proofs; i++) {
      int leaf = random.nextInt(size);
      assertThat(tree.proveInclusion(leaf).path())
          .as("leaf %d of %d", leaf, size)
          .isEqualTo(hashes(reference.path(leaf, entries)));
      int old = 1 + random.nextInt(size);
      assertThat(tree.proveConsistency(old).path())
          .as("size %d to %d", old, size)
          .isEqualTo(hashes(reference.proof(old, entries)));
      int level = random.nextInt(Integer.SIZE - Integer.numberOfLeadingZeros(size));
      int begin = random.nextInt(1 + ((size - 1) >>> level)) << level;
      int end = Math.min(size, begin + 1 + random.nextInt(1 << level));
      Subtree subtree = new Subtree(begin, end);
      assertThat(tree.subtreeHash(subtree))
          .isEqualTo(Hash.of(reference.mth(entries.subList(begin, end))));
      assertThat(tree.proveSubtree(subtree).path())
          .as("%s of %d", subtree, size)
          .isEqualTo(hashes(reference.subtreeProof(begin, end, entries)));
    }
  }

  @Test
  void appendLeafHashesOnAPool_isTheSameTreeBitForBit() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260203);
    int block = 1 << 12;
    int[] pieces = {1, 3 * block, block - 2, 2 * block + 1, 5 * block, 7, 2 * block, 70_000};
    MerkleTree plain = MerkleTree.empty();
    MerkleTree parallel = MerkleTree.empty();
    for (int piece : pieces) {
      byte[] flat = TestTrees.randomBytes(random, piece * HASHER.hashSize());
      plain = plain.appendLeafHashes(flat);
      parallel = parallel.appendLeafHashes(flat, pool);
      assertSameNodes(parallel, plain);
    }
  }

  @Test
  void appendLeafHashesOnAPool_isTheSameTreeAfterAForkAndFromNothing() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260204);
    byte[] flat = TestTrees.randomBytes(random, 40_000 * HASHER.hashSize());
    MerkleTree base = MerkleTree.empty().appendLeafHashes(flat, pool);
    assertSameNodes(base, MerkleTree.empty().appendLeafHashes(flat));
    for (int size : new int[] {0, 1, 255, 4095, 4096, 4097, 12_288, 39_999}) {
      byte[] more = TestTrees.randomBytes(random, 20_000 * HASHER.hashSize());
      byte[] whole = Arrays.copyOf(flat, size * HASHER.hashSize() + more.length);
      System.arraycopy(more, 0, whole, size * HASHER.hashSize(), more.length);
      assertSameNodes(
          base.at(size).appendLeafHashes(more, pool), MerkleTree.empty().appendLeafHashes(whole));
    }
    assertSameNodes(base, MerkleTree.empty().appendLeafHashes(flat));
  }

  /** Tiles hold every eighth level; with the sizes used here the levels between show in proofs. */
  private static void assertSameNodes(MerkleTree actual, MerkleTree expected) {
    assertThat(actual).isEqualTo(expected);
    for (TileId tile : TileId.tilesOf(expected.size())) {
      assertThat(actual.tile(tile)).as(tile.path()).isEqualTo(expected.tile(tile));
    }
    for (long leaf = 0; leaf < expected.size(); leaf += 97) {
      assertThat(actual.proveInclusion(leaf)).isEqualTo(expected.proveInclusion(leaf));
    }
  }
}
