package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/**
 * The heap that trees retain, measured by walking their objects with JOL. What all trees share with the
 * whole program, the hasher, is counted once and taken off.
 */
class MerkleTreeFootprintTest {

  private static final int HASH_SIZE = 32;

  @BeforeAll
  static void letJolReadFieldsOfHiddenAndRecordClasses() {
    System.setProperty("jol.magicFieldOffset", "true");
  }

  private static long retained(Object root) {
    long shared = GraphLayout.parseInstance(MerkleTree.empty().hasher()).totalSize();
    return GraphLayout.parseInstance(root).totalSize() - shared;
  }

  private static MerkleTree randomTree(int size) {
    SplittableRandom random = new SplittableRandom(size);
    return MerkleTree.empty().appendLeafHashes(TestTrees.randomBytes(random, size * HASH_SIZE));
  }

  @Test
  void aTreeOf2To20Leaves_takesAtMost72BytesALeaf() {
    int size = 1 << 20;
    MerkleTree tree = randomTree(size);
    double bytesPerLeaf = (double) retained(tree) / size;
    System.out.printf("tree of 2^20 leaves: %.2f bytes a leaf%n", bytesPerLeaf);
    assertThat(bytesPerLeaf).isBetween(64.0, 72.0);
  }

  @Test
  void aTreeGrownOneByOne_takesNoMoreThanOneBuiltAtOnce() {
    MerkleTree tree = MerkleTree.empty();
    for (int i = 0; i < 100_000; i++) {
      tree = tree.append(TestTrees.entry(i));
    }
    double bytesPerLeaf = (double) retained(tree) / tree.size();
    System.out.printf("tree of 100,000 leaves, one by one: %.2f bytes a leaf%n", bytesPerLeaf);
    assertThat(bytesPerLeaf).isLessThan(72.0);
  }

  @Test
  void aThousandVersionsKeptAlive_takeLessThanTwiceTheLast() {
    List<MerkleTree> versions = new ArrayList<>();
    MerkleTree tree = MerkleTree.empty();
    for (int i = 0; i < 1_000; i++) {
      for (int j = 0; j < 10; j++) {
        tree = tree.append(TestTrees.entry(10 * i + j));
      }
      versions.add(tree);
    }
    long last = retained(tree);
    double ratio = (double) retained(versions) / last;
    versions.forEach(version -> assertThat(version.rootHash()).isNotNull());
    double withRoots = (double) retained(versions) / last;
    System.out.printf(
        "1,000 versions of up to 10,000 leaves: %.3f times the last; %.3f with all roots asked%n",
        ratio, withRoots);
    assertThat(ratio).isLessThan(2.0);
    assertThat(withRoots).isLessThan(2.0);
  }

  /** A fork copies the right edge and the lists of runs, not the runs. */
  @Test
  void aForkOfALargeTree_sharesItsFullRuns() {
    MerkleTree tree = randomTree(100_000);
    MerkleTree longer = tree.append(new byte[1]);
    long alone = retained(List.of(tree, longer));
    long withFork = retained(List.of(tree, longer, tree.append(new byte[2])));
    System.out.printf("a fork of 100,000 leaves: %,d bytes%n", withFork - alone);
    assertThat(withFork - alone).isLessThan(100_000);
  }

  @Test
  void smallTrees_takeAFewHundredBytesAndThenWhatTheirHashesNeed() {
    StringBuilder figures = new StringBuilder("small trees, leaves: bytes");
    for (int size : new int[] {0, 1, 2, 3, 10, 100, 255, 256, 257, 300}) {
      long bytes = retained(TestTrees.tree(size));
      figures.append(String.format("; %d: %,d", size, bytes));
      // runs double as they fill, so at most twice the 64 bytes a leaf, and some headers a level
      int levels = Integer.SIZE - Integer.numberOfLeadingZeros(size);
      assertThat(bytes)
          .as("%d leaves", size)
          .isLessThan(256 + 100L * levels + 4L * HASH_SIZE * size);
    }
    System.out.println(figures);
  }
}
