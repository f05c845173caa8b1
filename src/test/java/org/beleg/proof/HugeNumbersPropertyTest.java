package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Positions up to 2^63 - 1, against the recursion of the specifications on numbers alone: which hashes a
 * proof has, and what they add up to.
 */
class HugeNumbersPropertyTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final long MAX = Long.MAX_VALUE;

  /** Random numbers of every magnitude, and the edges. */
  private static long number(SplittableRandom random, long bound) {
    long number = switch (random.nextInt(5)) {
      case 0 -> 1L << random.nextInt(63);
      case 1 -> (1L << random.nextInt(63)) - 1;
      case 2 -> MAX - random.nextInt(4);
      default -> random.nextLong() >>> 1 >>> random.nextInt(63);
    };
    return number % bound;
  }

  /** The interval of leaves below a hash. */
  private record Interval(long begin, long end) {}

  private static List<Interval> visited(ProofLayout layout) {
    List<Interval> visited = new ArrayList<>();
    layout.forEach((begin, end) -> visited.add(new Interval(begin, end)));
    assertThat(layout.length()).isEqualTo(visited.size());
    return visited;
  }

  /**
   * SUBTREE_SUBPROOF of the subtree [s, e) in the tree over [b, n), with the given hashes for the proof's,
   * the last of them first: what the subtree's hash and the root are. PATH and PROOF are cases of it.
   */
  private static final class Recursion {
    private final List<Interval> layout = new ArrayList<>();
    private final Hash known;
    private final List<Hash> path;
    private int unused;
    private Hash subtreeHash;

    Recursion(Hash known, List<Hash> path) {
      this.known = known;
      this.path = path;
      this.unused = path.size();
      this.subtreeHash = known;
    }

    private Hash take() {
      return path.isEmpty() ? known : path.get(--unused);
    }

    Hash root(long s, long e, long b, long n, boolean isKnown) {
      if (s == b && e == n) {
        if (!isKnown) {
          layout.add(new Interval(b, n));
        }
        subtreeHash = isKnown ? known : take();
        return subtreeHash;
      }
      long middle = b + Long.highestOneBit(n - b - 1);
      Hash root;
      if (e <= middle) {
        Hash right = take();
        root = HASHER.nodeHash(root(s, e, b, middle, isKnown), right);
        layout.add(new Interval(middle, n));
      } else {
        Hash left = take();
        boolean inside = middle <= s;
        root = HASHER.nodeHash(left, root(Math.max(s, middle), e, middle, n, inside && isKnown));
        layout.add(new Interval(b, middle));
        if (!inside) {
          subtreeHash = HASHER.nodeHash(left, subtreeHash);
        }
      }
      return root;
    }
  }

  private static List<Interval> expected(long begin, long end, long treeSize) {
    Recursion recursion = new Recursion(HASHER.emptyRoot(), List.of());
    assertThat(recursion.root(begin, end, 0, treeSize, true)).isNotNull();
    return recursion.layout;
  }

  private static List<Hash> randomPath(SplittableRandom random, int length) {
    List<Hash> path = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      path.add(TestTrees.randomHash(random));
    }
    return path;
  }

  @Test
  void layouts_nameTheHashesOfTheRecursion() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261401);
    int longest = 0;
    for (int round = 0; round < 20_000; round++) {
      long size = 1 + number(random, MAX);
      long leaf = number(random, size);
      long old = 1 + number(random, size);
      assertThat(visited(ProofLayout.ofInclusion(leaf, size)))
          .isEqualTo(expected(leaf, leaf + 1, size));
      List<Interval> consistency = visited(ProofLayout.ofConsistency(old, size));
      assertThat(consistency).isEqualTo(expected(0, old, size));
      longest = Math.max(longest, consistency.size());
      int level = random.nextInt(63);
      long begin = leaf >>> level << level;
      long end = begin + 1 + number(random, Math.min(size - begin, 1L << level));
      assertThat(visited(ProofLayout.ofSubtree(new Subtree(begin, end), size)))
          .isEqualTo(expected(begin, end, size));
    }
    System.out.println("longest consistency proof: " + longest + " hashes");
    assertThat(longest).isLessThanOrEqualTo(64);
    assertThat(ProofLayout.ofInclusion(0, MAX).length()).isEqualTo(63);
    assertThat(ProofLayout.ofConsistency(MAX / 2 - 1, MAX).length()).isEqualTo(63);
  }

  @Test
  void check_acceptsHonestProofsOfAnySize() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261402);
    for (int round = 0; round < 3_000; round++) {
      long size = round % 3 == 0 ? MAX - random.nextInt(3) : 1 + number(random, MAX);
      long leaf = number(random, size);
      int level = random.nextInt(63);
      long begin = random.nextBoolean() ? 0 : leaf >>> level << level;
      long end = begin == 0
          ? 1 + number(random, size)
          : begin + 1 + number(random, Math.min(size - begin, 1L << level));
      Hash known = TestTrees.randomHash(random);
      List<Hash> path = randomPath(
          random, ProofLayout.ofSubtree(new Subtree(begin, end), size).length());
      Recursion recursion = new Recursion(known, path);
      Hash root = path.isEmpty() ? known : recursion.root(begin, end, 0, size, true);
      Hash subtreeHash = path.isEmpty() ? known : recursion.subtreeHash;
      SubtreeProof subtree = SubtreeProof.of(begin, end, size, path);
      assertThat(subtree.check(HASHER, subtreeHash, root).isAccepted())
          .as(subtree.toString())
          .isTrue();
      if (begin == 0) {
        assertThat(ConsistencyProof.of(end, size, path)
                .check(HASHER, subtreeHash, root)
                .isAccepted())
            .isTrue();
      }
      if (!path.isEmpty()) {
        List<Hash> spoilt = new ArrayList<>(path);
        int at = random.nextInt(path.size());
        spoilt.set(at, Mutations.flipBit(path.get(at), random.nextInt(256)));
        assertThat(SubtreeProof.of(begin, end, size, spoilt)
                .check(HASHER, subtreeHash, root)
                .isAccepted())
            .isFalse();
      }
    }
  }

  @Test
  void inclusion_of63HashesVerifiesAndNoOtherDoes() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261403);
    for (long leaf : new long[] {0, 1, MAX / 2 - 1, MAX / 4, (1L << 62) - 1}) {
      Hash leafHash = TestTrees.randomHash(random);
      List<Hash> path = randomPath(random, 63);
      Hash root = new Recursion(leafHash, path).root(leaf, leaf + 1, 0, MAX, true);
      assertThat(
              InclusionProof.of(leaf, MAX, path).check(HASHER, leafHash, root).isAccepted())
          .isTrue();
      Mutations.eachBit(
          path,
          spoilt -> assertThat(InclusionProof.of(leaf, MAX, spoilt)
                  .check(HASHER, leafHash, root)
                  .reason())
              .contains(Reason.ROOT_MISMATCH));
      for (long other : new long[] {leaf ^ 1, leaf + 2, leaf ^ 1L << 40, leaf ^ 1L << 62, MAX}) {
        assertThat(InclusionProof.of(other, MAX, path)
                .check(HASHER, leafHash, root)
                .isAccepted())
            .isFalse();
      }
    }
  }

  @Test
  void multiProof_reaches2To63Minus1() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261404);
    for (int round = 0; round < 500; round++) {
      long size = round == 0 ? MAX : 1 + number(random, MAX);
      long[] indexes = new long[1 + random.nextInt(6)];
      for (int i = 0; i < indexes.length; i++) {
        indexes[i] = number(random, size);
      }
      indexes = Arrays.stream(indexes).sorted().distinct().toArray();
      List<Interval> layout = visited(ProofLayout.ofMulti(size, indexes));
      List<Hash> leaves = randomPath(random, indexes.length);
      List<Hash> path = randomPath(random, layout.size());
      List<Interval> expected = new ArrayList<>();
      Hash root = fold(0, size, indexes, new ArrayList<>(leaves), new ArrayList<>(path), expected);
      assertThat(layout).isEqualTo(expected);
      MultiProof proof = MultiProof.of(size, indexes, path);
      assertThat(proof.check(HASHER, leaves, root).isAccepted()).isTrue();
      leaves.set(0, Mutations.flipBit(leaves.get(0), 0));
      assertThat(proof.check(HASHER, leaves, root).isAccepted()).isFalse();
    }
  }

  private static Hash fold(
      long begin,
      long end,
      long[] indexes,
      List<Hash> leaves,
      List<Hash> path,
      List<Interval> layout) {
    if (Arrays.stream(indexes).noneMatch(index -> begin <= index && index < end)) {
      layout.add(new Interval(begin, end));
      return path.remove(0);
    }
    if (end - begin == 1) {
      return leaves.remove(0);
    }
    long middle = begin + Long.highestOneBit(end - begin - 1);
    Hash left = fold(begin, middle, indexes, leaves, path, layout);
    return HASHER.nodeHash(left, fold(middle, end, indexes, leaves, path, layout));
  }

  @Test
  void subtrees_areThoseOfTheDraftForAnyNumbers() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261405);
    for (int round = 0; round < 50_000; round++) {
      long begin = number(random, MAX);
      long end = random.nextBoolean() ? number(random, MAX) : begin + random.nextInt(70);
      if (random.nextInt(10) == 0) {
        begin = random.nextLong();
        end = random.nextLong();
      }
      assertThat(Subtree.isValid(begin, end))
          .as("[%d, %d)", begin, end)
          .isEqualTo(isValid(BigInteger.valueOf(begin), BigInteger.valueOf(end)));
      if (0 <= begin && begin < end) {
        assertCovers(begin, end);
      }
    }
  }

  /** {@code 0 <= start < end}, and start is a multiple of BIT_CEIL(end - start). */
  private static boolean isValid(BigInteger begin, BigInteger end) {
    if (begin.signum() < 0 || begin.compareTo(end) >= 0) {
      return false;
    }
    BigInteger bitCeil =
        BigInteger.ONE.shiftLeft(end.subtract(begin).subtract(BigInteger.ONE).bitLength());
    return begin.mod(bitCeil).signum() == 0;
  }

  /** The properties that the draft promises of its procedure for arbitrary intervals. */
  private static void assertCovers(long begin, long end) {
    List<Subtree> covering = Subtree.covering(begin, end);
    Subtree left = covering.get(0);
    Subtree right = covering.get(covering.size() - 1);
    assertThat(covering).hasSize(end - begin == 1 ? 1 : 2);
    assertThat(right.end()).isEqualTo(end);
    assertThat(left.begin()).isLessThanOrEqualTo(begin);
    assertThat(left.isPerfect()).isTrue();
    BigInteger twice = BigInteger.valueOf(end - begin).shiftLeft(1);
    assertThat(BigInteger.valueOf(left.size())).isLessThan(twice);
    assertThat(right.size()).isLessThanOrEqualTo(end - begin);
    if (covering.size() == 2) {
      assertThat(left.end()).isEqualTo(right.begin());
    }
  }
}
