package org.beleg.ledger.corda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.corda.core.crypto.Crypto;
import org.beleg.MalformedDataException;
import org.beleg.ledger.corda.CompositeKey.Child;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Composite keys against corda-core: encodings, and whom they count. Under {@link Fulfilment#AS_CORDA} every
 * answer is equal; under the default rule an answer differs only where a signer occurs more than once.
 */
class CompositeKeyDifferentialTest {

  private static final long SEED = 20260312L;
  private static final int CASES = Integer.getInteger("beleg.corda.keys.cases", 1_000);
  private static final int POOL = 8;
  private static final int SETS = 16;

  private final SplittableRandom random =
      TestTrees.seeded(CompositeKeyDifferentialTest.class, SEED);
  private final List<LeafKey> pool =
      CordaKeys.secrets(POOL).stream().map(CordaKeys::leaf).toList();
  private final List<PublicKey> peers =
      pool.stream().map(leaf -> Crypto.decodePublicKey(leaf.toSpki())).toList();

  /** A random tree on both sides. */
  private record Both(CordaKey ours, PublicKey theirs) {}

  private Both leaf(Deque<Integer> unused) {
    // mostly each key once, as honest keys are
    int index =
        unused.isEmpty() || random.nextInt(6) == 0 ? random.nextInt(POOL) : unused.removeFirst();
    return new Both(pool.get(index), peers.get(index));
  }

  private Both tree(int depth, Deque<Integer> unused) {
    while (true) {
      int count = 2 + random.nextInt(3);
      List<Child> children = new ArrayList<>();
      net.corda.core.crypto.CompositeKey.Builder builder =
          new net.corda.core.crypto.CompositeKey.Builder();
      int total = 0;
      for (int i = 0; i < count; i++) {
        Both child = depth > 0 && random.nextInt(3) == 0 ? tree(depth - 1, unused) : leaf(unused);
        int weight = 1 + random.nextInt(random.nextBoolean() ? 1 : 300);
        total += weight;
        children.add(new Child(child.ours(), weight));
        builder.addKey(child.theirs(), weight);
      }
      int threshold = 1 + random.nextInt(total);
      if (new HashSet<>(children).size() < children.size()) {
        assertThat(catchThrowable(() -> builder.build(threshold)))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> CompositeKey.of(threshold, children)))
            .isInstanceOf(IllegalArgumentException.class);
        continue;
      }
      return new Both(CompositeKey.of(threshold, children), builder.build(threshold));
    }
  }

  @Test
  void randomKeys_areEqualButForRepeatedSigners() throws MalformedDataException {
    int repeating = 0;
    int different = 0;
    int fulfilled = 0;
    int untried = 0;
    for (int round = 0; round < CASES; round++) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, POOL).boxed().toList());
      Collections.shuffle(order, new Random(random.nextLong()));
      Both both = tree(2, new ArrayDeque<>(order));
      CompositeKey ours = (CompositeKey) both.ours();
      net.corda.core.crypto.CompositeKey theirs =
          (net.corda.core.crypto.CompositeKey) both.theirs();
      assertThat(ours.toSpki()).isEqualTo(theirs.getEncoded());
      assertThat(CordaKey.parse(theirs.getEncoded())).isEqualTo(ours);
      assertThat(net.corda.core.crypto.CompositeKey.Companion.getInstance(ours.toSpki()))
          .isEqualTo(theirs);
      assertThat(ours.leafKeys()).hasSameSizeAs(theirs.getLeafKeys());
      boolean repeats = ours.leaves().size() > ours.leafKeys().size();
      repeating += repeats ? 1 : 0;
      for (int set = 0; set < SETS; set++) {
        int mask = random.nextInt(1 << POOL);
        List<LeafKey> signers = new ArrayList<>();
        List<PublicKey> peerSigners = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
          if ((mask >> i & 1) != 0) {
            signers.add(pool.get(i));
            peerSigners.add(peers.get(i));
          }
        }
        boolean expected = theirs.isFulfilledBy(peerSigners);
        boolean asCorda = ours.check(signers, Fulfilment.AS_CORDA).isAccepted();
        boolean strict = ours.isFulfilledBy(signers);
        assertThat(asCorda).isEqualTo(expected);
        boolean tried = choices(ours, signers) <= CompositeKey.MAX_ASSIGNMENTS;
        untried += tried ? 0 : 1;
        assertThat(strict).isEqualTo(tried && reference(ours, Set.copyOf(signers)));
        fulfilled += expected ? 1 : 0;
        if (strict != asCorda) {
          assertThat(repeats && asCorda && repeatsAmong(ours, signers)).isTrue();
          different++;
        }
      }
    }
    System.out.println("CompositeKeyDifferentialTest: " + CASES + " keys, " + repeating
        + " with repeated signers, " + (CASES * SETS) + " sets of signers, " + fulfilled
        + " fulfilled in Corda, " + different + " of these not with distinct signers ("
        + untried + " with too many choices)");
    assertThat(different).isPositive();
  }

  private static boolean repeatsAmong(CompositeKey key, List<LeafKey> signers) {
    List<LeafKey> signed = new ArrayList<>(key.leaves());
    signed.retainAll(signers);
    return new HashSet<>(signed).size() < signed.size();
  }

  private static double choices(CompositeKey key, List<LeafKey> signers) {
    return signers.stream()
        .mapToDouble(signer -> Math.max(1, Collections.frequency(key.leaves(), signer)))
        .reduce(1, (a, b) -> a * b);
  }

  // --- the default rule, written down plainly ----------------------------------------------------

  /** Whether some way to give each signer one place at most meets all thresholds. */
  private static boolean reference(CompositeKey key, Set<LeafKey> signers) {
    return assign(key, signers, 0, new HashSet<>(), new boolean[key.leaves().size()]);
  }

  private static boolean assign(
      CompositeKey key, Set<LeafKey> signers, int leaf, Set<LeafKey> used, boolean[] counted) {
    if (leaf == counted.length) {
      return fulfilled(key, counted, new int[1]);
    }
    LeafKey at = key.leaves().get(leaf);
    if (signers.contains(at) && used.add(at)) {
      counted[leaf] = true;
      if (assign(key, signers, leaf + 1, used, counted)) {
        return true;
      }
      counted[leaf] = false;
      used.remove(at);
      if (Collections.frequency(key.leaves(), at) == 1) {
        return false; // leaving out a signer who occurs once helps nobody
      }
    }
    return assign(key, signers, leaf + 1, used, counted);
  }

  private static boolean fulfilled(CordaKey key, boolean[] counted, int[] next) {
    if (key instanceof LeafKey) {
      return counted[next[0]++];
    }
    CompositeKey composite = (CompositeKey) key;
    long weight = 0;
    for (Child child : composite.children()) {
      weight += fulfilled(child.key(), counted, next) ? child.weight() : 0;
    }
    return weight >= composite.threshold();
  }

  // --- the forgeries -----------------------------------------------------------------------------

  @Test
  void corda_acceptsTheForgeriesThatAreRefusedHere() {
    net.corda.core.crypto.CompositeKey.Builder weights =
        new net.corda.core.crypto.CompositeKey.Builder();
    PublicKey oneKeyTwice =
        weights.addKey(peers.get(0), 1).addKey(peers.get(0), 2).build(3);
    assertThat(((net.corda.core.crypto.CompositeKey) oneKeyTwice).isFulfilledBy(peers.get(0)))
        .isTrue();
    assertThat(CompositeKey.of(3, List.of(new Child(pool.get(0), 1), new Child(pool.get(0), 2)))
            .isFulfilledBy(List.of(pool.get(0))))
        .isFalse();
    net.corda.core.crypto.CompositeKey.Builder branches =
        new net.corda.core.crypto.CompositeKey.Builder();
    for (int i = 1; i <= 2; i++) {
      branches.addKey(
          new net.corda.core.crypto.CompositeKey.Builder()
              .addKey(peers.get(0), 1)
              .addKey(peers.get(i), 1)
              .build(1),
          1);
    }
    net.corda.core.crypto.CompositeKey twoOfTwo =
        (net.corda.core.crypto.CompositeKey) branches.build(2);
    assertThat(twoOfTwo.isFulfilledBy(peers.get(0))).isTrue();
    assertThat(CompositeKey.atLeast(
                2,
                List.of(
                    CompositeKey.atLeast(1, List.of(pool.get(0), pool.get(1))),
                    CompositeKey.atLeast(1, List.of(pool.get(0), pool.get(2)))))
            .isFulfilledBy(List.of(pool.get(0))))
        .isFalse();
  }
}
