package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.NodeId;
import org.beleg.testing.ReferenceTree;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Compact ranges against the recursive reference, however they were put together. */
class CompactRangePropertyTest {

  private static final int MAX_SIZE = 130;
  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final List<byte[]> ENTRIES = TestTrees.entries(MAX_SIZE);
  private static final MerkleTree TREE = TestTrees.tree(MAX_SIZE);

  private final ReferenceTree reference = ReferenceTree.sha256();

  private static CompactRange appended(int begin, int end) {
    CompactRange range = CompactRange.empty(HASHER, begin);
    for (int i = begin; i < end; i++) {
      range = range.append(TREE.leafHash(i));
    }
    return range;
  }

  @Test
  void range_holdsTheReferenceHashOfEachNodeOfItsCover() {
    for (int begin = 0; begin <= MAX_SIZE; begin++) {
      for (int end = begin; end <= MAX_SIZE; end++) {
        List<Hash> expected = new ArrayList<>();
        for (NodeId node : NodeId.cover(begin, end)) {
          expected.add(nodeHash(node));
        }
        CompactRange range = TREE.range(begin, end);
        assertThat(range.hashes()).isEqualTo(expected);
        assertThat(range.begin()).isEqualTo(begin);
        assertThat(range.end()).isEqualTo(end);
      }
    }
  }

  private Hash nodeHash(NodeId node) {
    return Hash.of(reference.mth(ENTRIES.subList((int) node.begin(), (int) node.end())));
  }

  @Test
  void rootHash_isThatOfTheReferenceForEverySize() {
    for (int size = 0; size <= MAX_SIZE; size++) {
      assertThat(TREE.range(0, size).rootHash())
          .isEqualTo(Hash.of(reference.mth(ENTRIES.subList(0, size))));
    }
  }

  @Test
  void append_leadsFromAnyBeginToTheRangeOfTheTree() {
    for (int begin = 0; begin <= MAX_SIZE; begin++) {
      CompactRange range = CompactRange.empty(HASHER, begin);
      assertThat(range).isEqualTo(TREE.range(begin, begin));
      for (int end = begin; end < MAX_SIZE; end++) {
        range = range.append(TREE.leafHash(end));
        assertThat(range).isEqualTo(TREE.range(begin, end + 1));
      }
    }
  }

  @Test
  void merge_isAssociative() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260301);
    for (int round = 0; round < 2_000; round++) {
      int begin = random.nextInt(MAX_SIZE);
      List<CompactRange> parts = new ArrayList<>();
      int at = begin;
      for (int i = 0; i < 1 + random.nextInt(8); i++) {
        int next = Math.min(MAX_SIZE, at + random.nextInt(40));
        parts.add(round % 50 == 0 ? appended(at, next) : TREE.range(at, next));
        at = next;
      }
      while (parts.size() > 1) {
        int left = random.nextInt(parts.size() - 1);
        parts.set(left, parts.get(left).merge(parts.remove(left + 1)));
      }
      assertThat(parts.get(0)).isEqualTo(TREE.range(begin, at));
      assertThat(parts.get(0)).hasSameHashCodeAs(TREE.range(begin, at));
    }
  }

  @Test
  void everyRange_survivesItsEncoding() throws MalformedDataException {
    for (int begin = 0; begin <= MAX_SIZE; begin += 3) {
      for (int end = begin; end <= MAX_SIZE; end++) {
        CompactRange range = TREE.range(begin, end);
        assertThat(CompactRange.parse(HASHER, range.toByteArray())).isEqualTo(range);
        assertThat(CompactRange.of(HASHER, begin, end, range.hashes())).isEqualTo(range);
      }
    }
  }
}
