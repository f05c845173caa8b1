package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Many threads on one store, for as many seconds as {@code -Dbeleg.stress.seconds} says, 10 by default: a
 * reader must see no torn or unfinished hash, even of a version that reached it through a data race.
 */
class MerkleTreeStressTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final long SECONDS = Long.getLong("beleg.stress.seconds", 10);
  private static final int READERS = 64;
  private static final int MAX_SIZE = 3_000;

  /** The root of every size, known before the race begins. */
  private final Hash[] roots = new Hash[MAX_SIZE + 1];

  private final byte[][] entries = TestTrees.entries(MAX_SIZE).toArray(new byte[0][]);

  /** Deliberately plain: the memory model lets a reader see any version that was ever written here. */
  private MerkleTree racy = MerkleTree.empty();

  private volatile boolean done;

  MerkleTreeStressTest() {
    MerkleTree tree = MerkleTree.of(HASHER, Arrays.asList(entries));
    for (int size = 0; size <= MAX_SIZE; size++) {
      roots[size] = tree.rootHash(size);
    }
  }

  @Test
  void readers_seeNoTornHashWhileATreeGrowsAndForks()
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<Long>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      SplittableRandom random = new SplittableRandom(i);
      readers.add(threads.submit(() -> read(random)));
    }
    long versions = grow(System.nanoTime() + SECONDS * 1_000_000_000L);
    done = true;
    long checked = 0;
    for (Future<Long> reader : readers) {
      checked += reader.get();
    }
    threads.shutdown();
    System.out.printf(
        "%d readers checked %,d versions of %,d in %d s%n", READERS, checked, versions, SECONDS);
    assertThat(checked).isGreaterThan(READERS);
  }

  /** Grows trees from nothing or from an older version, one by one and in bulk, and publishes each. */
  private long grow(long deadline) {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261001);
    MerkleTree tree = MerkleTree.empty();
    long versions = 0;
    while (System.nanoTime() < deadline) {
      int size = (int) tree.size();
      if (size == MAX_SIZE) {
        // alternately a new store and a fork of the old one
        tree = random.nextBoolean() ? MerkleTree.empty() : tree.at(random.nextInt(MAX_SIZE));
      } else if (random.nextInt(20) == 0) {
        int more = Math.min(MAX_SIZE - size, random.nextInt(700));
        tree = tree.appendAll(Arrays.asList(entries).subList(size, size + more));
      } else {
        tree = tree.append(entries[size]);
      }
      racy = tree;
      versions++;
    }
    return versions;
  }

  private long read(SplittableRandom random) {
    long checked = 0;
    while (!done) {
      MerkleTree tree = racy;
      int size = (int) tree.size();
      if (size == 0) {
        Thread.onSpinWait();
        continue;
      }
      int leaf = random.nextBoolean() ? size - 1 : random.nextInt(size);
      int older = 1 + random.nextInt(size);
      Hash leafHash = HASHER.leafHash(entries[leaf]);
      require(tree.leafHash(leaf).equals(leafHash), tree, "leaf " + leaf);
      require(tree.rootHash(older).equals(roots[older]), tree, "root of " + older);
      require(
          tree.proveInclusion(leaf).check(HASHER, leafHash, roots[size]).isAccepted(),
          tree,
          "proof of " + leaf);
      require(
          tree.proveConsistency(older).check(HASHER, roots[older], roots[size]).isAccepted(),
          tree,
          "proof from " + older);
      checked++;
    }
    return checked;
  }

  private static void require(boolean holds, MerkleTree tree, String what) {
    if (!holds) {
      throw new AssertionError("torn read of " + what + " in a tree of " + tree.size());
    }
  }

  @Test
  void append_byManyThreadsToOneVersionGivesEachItsOwnTree()
      throws InterruptedException, ExecutionException {
    int count = 16;
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int size : new int[] {0, 1, 3, 4, 127, 255, 256, 257, 511, 512, 2_000}) {
      for (int round = 0; round < 20; round++) {
        MerkleTree base = MerkleTree.of(HASHER, Arrays.asList(entries).subList(0, size));
        CyclicBarrier start = new CyclicBarrier(count);
        List<Callable<MerkleTree>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          byte[] own = {(byte) i};
          tasks.add(() -> {
            int unused = start.await();
            return base.append(own).append(own);
          });
        }
        Set<Hash> different = new HashSet<>();
        List<Future<MerkleTree>> results = threads.invokeAll(tasks);
        for (int i = 0; i < count; i++) {
          MerkleTree tree = results.get(i).get();
          byte[] own = {(byte) i};
          CompactRange expected =
              base.range(0, size).append(HASHER.leafHash(own)).append(HASHER.leafHash(own));
          assertThat(tree.rootHash()).isEqualTo(expected.rootHash());
          assertThat(tree.rootHash(size)).isEqualTo(roots[size]);
          assertThat(tree.leafHash(size)).isEqualTo(HASHER.leafHash(own));
          different.add(tree.rootHash());
        }
        assertThat(different).hasSize(count);
        assertThat(base.rootHash()).isEqualTo(roots[size]);
      }
    }
    threads.shutdown();
  }
}
