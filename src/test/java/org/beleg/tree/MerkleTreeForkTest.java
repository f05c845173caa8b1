package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.ReferenceTree;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Versions that share one store: whoever appends to one changes no other. */
class MerkleTreeForkTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();

  private final ReferenceTree reference = ReferenceTree.sha256();

  /** A version and the entries it must have. */
  private record Version(MerkleTree tree, List<byte[]> entries) {

    Version append(byte[] entry) {
      List<byte[]> longer = new ArrayList<>(entries);
      longer.add(entry);
      return new Version(tree.append(entry), longer);
    }

    Version appendAll(List<byte[]> more) {
      List<byte[]> longer = new ArrayList<>(entries);
      longer.addAll(more);
      return new Version(tree.appendAll(more), longer);
    }

    Version at(int size) {
      return new Version(tree.at(size), entries.subList(0, size));
    }
  }

  private static Version version(int size) {
    return new Version(TestTrees.tree(size), TestTrees.entries(size));
  }

  private void assertIntact(Version version) {
    List<byte[]> entries = version.entries;
    MerkleTree tree = version.tree;
    assertThat(tree.size()).isEqualTo(entries.size());
    assertThat(tree.rootHash()).isEqualTo(Hash.of(reference.mth(entries)));
    for (int i = 0; i < entries.size(); i++) {
      assertThat(tree.leafHash(i)).isEqualTo(HASHER.leafHash(entries.get(i)));
    }
    if (!entries.isEmpty()) {
      int last = entries.size() - 1;
      assertThat(tree.proveInclusion(last).path())
          .isEqualTo(ReferenceTree.hashes(reference.path(last, entries)));
      assertThat(tree.proveConsistency(1 + last / 2).path())
          .isEqualTo(ReferenceTree.hashes(reference.proof(1 + last / 2, entries)));
    }
  }

  @Test
  void append_twiceToOneVersionGivesTwoTreesAndKeepsTheOldOne() {
    for (int size : new int[] {0, 1, 2, 3, 4, 7, 8, 127, 128, 255, 256, 257, 511, 512, 513}) {
      Version old = version(size);
      Version first = old.append(new byte[] {1});
      Version second = old.append(new byte[] {2});
      Version third = old.append(new byte[] {3});
      for (Version each : List.of(old, first, second, third)) {
        assertIntact(each);
      }
      assertIntact(first.append(new byte[] {4}));
      assertIntact(second.append(new byte[] {5}));
      for (Version each : List.of(old, first, second, third)) {
        assertIntact(each);
      }
    }
  }

  @Test
  void append_worksOnEveryOlderVersionOfAGrowingTree() {
    List<Version> versions = new ArrayList<>(List.of(version(0)));
    for (int i = 0; i < 300; i++) {
      versions.add(versions.get(i).append(TestTrees.entry(i)));
    }
    List<Version> forks = new ArrayList<>();
    for (Version version : versions) {
      forks.add(version.append(new byte[] {9}));
    }
    for (int i = 0; i < versions.size(); i += 7) {
      assertIntact(versions.get(i));
      assertIntact(forks.get(i));
    }
    assertIntact(versions.get(300));
  }

  @Test
  void at_isAVersionLikeAnyOther() {
    Version base = version(600);
    for (int size : new int[] {0, 1, 3, 255, 256, 257, 511, 512, 599, 600}) {
      assertIntact(base.at(size));
      Version fork = base.at(size).append(new byte[] {1});
      assertIntact(fork);
      assertIntact(fork.appendAll(TestTrees.entries(300)));
      assertIntact(fork.at(size));
      assertIntact(fork.at(size).append(new byte[] {2}));
    }
    assertIntact(base);
    assertThat(base.tree.at(600)).isSameAs(base.tree);
  }

  @Test
  void forks_ofForksInAnyOrderAgreeWithTheReference() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260901);
    List<Version> versions = new ArrayList<>(List.of(version(0), version(250)));
    for (int round = 0; round < 2_000; round++) {
      Version from = versions.get(random.nextInt(versions.size()));
      Version next = switch (random.nextInt(4)) {
        case 0 -> from.at(random.nextInt(from.entries.size() + 1));
        case 1 -> from.appendAll(TestTrees.entries(random.nextInt(300)));
        default -> from.append(TestTrees.randomBytes(random, 8));
      };
      if (next.entries.size() < 1_000) {
        versions.add(next);
      }
    }
    int largest =
        versions.stream().mapToInt(version -> version.entries.size()).max().orElse(0);
    System.out.println(versions.size() + " versions of up to " + largest + " leaves");
    for (int i = 0; i < versions.size(); i += 5) {
      assertIntact(versions.get(i));
    }
  }

  @Test
  void aForkAfterBulkAppend_sharesNoByteThatCouldChange() {
    byte[] flat = TestTrees.flat(TestTrees.leafHashes(TestTrees.tree(5_000)));
    MerkleTree bulk = MerkleTree.empty().appendLeafHashes(flat);
    Hash root = bulk.rootHash();
    for (int size : new int[] {1, 255, 256, 4_095, 4_096, 4_097, 4_999}) {
      Version fork =
          new Version(bulk.at(size), TestTrees.entries(5_000)).at(size).append(new byte[] {1});
      assertIntact(fork.appendAll(TestTrees.entries(600)));
      assertThat(MerkleTree.empty().appendLeafHashes(TestTrees.flat(TestTrees.leafHashes(bulk))))
          .isEqualTo(bulk);
    }
    assertThat(bulk.rootHash()).isEqualTo(root);
  }

  @Test
  void anAppendThatFails_leavesEveryVersionAsItWas() {
    Version old = version(300);
    List<byte[]> poisoned = new ArrayList<>(TestTrees.entries(10));
    poisoned.set(5, null);
    assertThatThrownBy(() -> old.tree.appendAll(poisoned)).isInstanceOf(NullPointerException.class);
    assertIntact(old);
    assertIntact(old.append(new byte[] {1}));
    assertIntact(old.append(new byte[] {2}));
  }
}
