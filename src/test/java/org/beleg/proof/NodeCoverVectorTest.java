package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beleg.testing.TestTrees;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** The intervals that a fuzzer found worth keeping, and random ones: covered exactly and minimally. */
class NodeCoverVectorTest {

  private static final Pattern INPUT =
      Pattern.compile("go test fuzz v1\nuint64\\((\\d+)\\)\nuint64\\((\\d+)\\)\n?");

  @Test
  void cover_isExactAndMinimalOnThePublishedIntervals() {
    int covered = 0;
    int refused = 0;
    String folder = "reliability/transparency-dev-merkle-fuzz/testdata/fuzz/FuzzRangeNodes";
    for (Path file : Vectors.files(folder, "")) {
      Matcher input = INPUT.matcher(new String(Vectors.bytes(file), StandardCharsets.UTF_8));
      assertThat(input.matches()).as(file.toString()).isTrue();
      long begin = Long.parseLong(input.group(1));
      long end = Long.parseLong(input.group(2));
      if (begin > end) {
        assertThatThrownBy(() -> NodeId.cover(begin, end))
            .isInstanceOf(IllegalArgumentException.class);
        refused++;
      } else {
        assertExactAndMinimal(begin, end);
        covered++;
      }
    }
    assertThat(covered).isEqualTo(18);
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void cover_isExactAndMinimalOnEverySmallInterval() {
    for (int begin = 0; begin <= 130; begin++) {
      for (int end = begin; end <= 130; end++) {
        assertExactAndMinimal(begin, end);
      }
    }
  }

  @Test
  void cover_isExactAndMinimalUpTo2To63Minus1() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260701);
    int longest = 0;
    for (int round = 0; round < 20_000; round++) {
      long a = (random.nextLong() >>> 1) >>> random.nextInt(63);
      long b = (random.nextLong() >>> 1) >>> random.nextInt(63);
      assertExactAndMinimal(Math.min(a, b), Math.max(a, b));
    }
    for (long end : new long[] {1L << 62, (1L << 62) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
      for (long begin : new long[] {0, 1, (1L << 62) - 1, 1L << 62, end - 1, end}) {
        if (begin <= end) {
          assertExactAndMinimal(begin, end);
          longest = Math.max(longest, NodeId.cover(begin, end).size());
        }
      }
    }
    assertThat(longest).isEqualTo(2 * 62);
    assertThat(NodeId.cover(1, Long.MAX_VALUE)).hasSize(2 * 62);
  }

  /** Without gap or overlap, in order; minimal, since no two nodes that touch are siblings. */
  private static void assertExactAndMinimal(long begin, long end) {
    List<NodeId> cover = NodeId.cover(begin, end);
    long at = begin;
    for (int i = 0; i < cover.size(); i++) {
      NodeId node = cover.get(i);
      if (node.begin() != at || node.end() <= at) {
        throw new AssertionError("gap or overlap in [" + begin + ", " + end + "): " + cover);
      }
      at = node.end();
      if (i > 0
          && cover.get(i - 1).level() == node.level()
          && (cover.get(i - 1).index() ^ 1) == node.index()
          && cover.get(i - 1).isLeftChild()) {
        throw new AssertionError("siblings in [" + begin + ", " + end + "): " + cover);
      }
    }
    assertThat(at).isEqualTo(end);
    assertThat(cover).isSorted();
  }
}
