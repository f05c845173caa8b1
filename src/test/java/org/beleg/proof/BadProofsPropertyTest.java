package org.beleg.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/**
 * Ten million generated bad proofs, none of which may verify.
 *
 * <p>Most forgeries fail by their shape, before anything is hashed, and say little about the hashing; so
 * a good part is made with the right shape. Honest proofs under other labels are judged by the rule that
 * they verify iff both labels have the same lefts and rights, in both directions.
 */
class BadProofsPropertyTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final int INCLUSION_PROOFS = 7_000_000;
  private static final int CONSISTENCY_PROOFS = 3_500_000;

  /** What is answered only after hashing. */
  private static final Set<Reason> HASHED = EnumSet.of(
      Reason.ROOT_MISMATCH,
      Reason.ROOTS_DIFFER_AT_EQUAL_SIZE,
      Reason.OLD_ROOT_MISMATCH,
      Reason.NEW_ROOT_MISMATCH);

  /** An honest proof: leaf first of second, or old size first to new size second. */
  private record Honest(long first, long second, Hash from, Hash to, List<Hash> path) {}

  private final MerkleTree tree = TestTrees.tree(5_000);
  private final List<Hash> strays = new ArrayList<>();

  private long refused;
  private long refusedAfterHashing;
  private long legitimate;

  @Test
  void noneOfSevenMillionInclusionProofs_verifies() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260501);
    List<Honest> honest = honestInclusions(random);
    while (refused < INCLUSION_PROOFS) {
      Honest proof = honest.get(random.nextInt(honest.size()));
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> relabelled(random, proof);
        case 3 -> inclusion(other(random, proof.first), proof.second, proof, spoil(random, proof));
        case 4 -> inclusion(proof.first, proof.second, proof, spoil(random, proof));
        case 5 -> inclusion(proof.first, proof.second, proof, anotherLength(random, proof));
        case 6 -> otherEnds(random, proof);
        default -> stranger(random);
      }
    }
    report("inclusion");
    assertThat(refusedAfterHashing).isGreaterThan(1_000_000);
    assertThat(legitimate).isGreaterThan(0);
  }

  @Test
  void noneOfThreeMillionConsistencyProofs_verifies() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20260502);
    List<Honest> honest = honestConsistencies(random);
    while (refused < CONSISTENCY_PROOFS) {
      Honest proof = honest.get(random.nextInt(honest.size()));
      Hash from = proof.from;
      Hash to = proof.to;
      switch (random.nextInt(6)) {
        // with the new size right, no other old size may verify
        case 0, 1 -> consistency(other(random, proof.first), proof.second, from, to, proof.path);
        case 2 -> consistency(proof.first, proof.second, from, to, spoil(random, proof));
        case 3 -> consistency(proof.first, proof.second, from, to, anotherLength(random, proof));
        case 4 -> consistency(proof.first, proof.second, to, from, proof.path);
        default -> {
          Hash flipped = Mutations.flipBit(random.nextBoolean() ? from : to, random.nextInt(256));
          boolean old = random.nextBoolean();
          consistency(
              proof.first, proof.second, old ? flipped : from, old ? to : flipped, proof.path);
        }
      }
    }
    report("consistency");
    assertThat(refusedAfterHashing).isGreaterThan(1_000_000);
  }

  private List<Honest> honestInclusions(SplittableRandom random) {
    List<Honest> honest = new ArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      int size = 2 + random.nextInt(round < 2_000 ? 64 : 4_999);
      int leaf = random.nextInt(size);
      MerkleTree version = tree.at(size);
      honest.add(new Honest(
          leaf,
          size,
          version.leafHash(leaf),
          version.rootHash(),
          version.proveInclusion(leaf).path()));
    }
    makeStrays(random);
    return honest;
  }

  private List<Honest> honestConsistencies(SplittableRandom random) {
    List<Honest> honest = new ArrayList<>();
    for (int round = 0; round < 3_000; round++) {
      int size = 2 + random.nextInt(round < 2_000 ? 64 : 4_999);
      int old = 1 + random.nextInt(size - 1);
      honest.add(new Honest(
          old,
          size,
          tree.rootHash(old),
          tree.rootHash(size),
          tree.at(size).proveConsistency(old).path()));
    }
    makeStrays(random);
    return honest;
  }

  private void makeStrays(SplittableRandom random) {
    for (int i = 0; i < 64; i++) {
      strays.add(TestTrees.randomHash(random));
    }
  }

  private Hash stray(SplittableRandom random) {
    return strays.get(random.nextInt(strays.size()));
  }

  /** An honest path under another index, another size or both. */
  private void relabelled(SplittableRandom random, Honest proof) {
    boolean changeSize = random.nextBoolean();
    long size = changeSize ? other(random, proof.second) : proof.second;
    long index = changeSize && random.nextBoolean() ? proof.first : other(random, proof.first);
    boolean inRange = 0 <= index && index < size;
    boolean same =
        inRange && leftsAndRights(index, size) == leftsAndRights(proof.first, proof.second);
    Verdict verdict =
        InclusionProof.of(index, size, proof.path).check(HASHER, proof.from, proof.to);
    if (verdict.isAccepted() != same) {
      throw new AssertionError(proof + " as " + index + " of " + size + ": " + verdict);
    }
    if (same) {
      legitimate++;
    } else {
      count(verdict);
    }
  }

  /** The turns from the root down as bits behind a leading one, by the recursion of RFC 6962. */
  private static long leftsAndRights(long index, long size) {
    long turns = 1;
    while (size > 1) {
      long k = Long.highestOneBit(size - 1);
      turns = turns << 1 | (index < k ? 0 : 1);
      size = index < k ? k : size - k;
      index = index < k ? index : index - k;
    }
    return turns;
  }

  private void otherEnds(SplittableRandom random, Honest proof) {
    InclusionProof honest = InclusionProof.of(proof.first, proof.second, proof.path);
    int bit = random.nextInt(256);
    count(
        random.nextBoolean()
            ? honest.check(HASHER, Mutations.flipBit(proof.from, bit), proof.to)
            : honest.check(HASHER, proof.from, Mutations.flipBit(proof.to, bit)));
  }

  /** Random numbers of any magnitude and a random path, often of the right length. */
  private void stranger(SplittableRandom random) {
    long size = random.nextLong() >>> random.nextInt(64);
    long index = random.nextLong() >>> random.nextInt(64);
    if (random.nextBoolean() && size > 0) {
      index = Long.remainderUnsigned(index, size);
    }
    int length = 0 <= index && index < size
        ? ProofLayout.ofInclusion(index, size).length()
        : random.nextInt(65);
    if (length > 12) {
      length = random.nextInt(13); // refused by its length; hashing 60 levels shows no more than 12
    }
    List<Hash> path = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      path.add(stray(random));
    }
    int leaf = random.nextInt(strays.size());
    Hash root =
        strays.get((leaf + 1) % strays.size()); // the only leaf is its own root, so not that
    count(InclusionProof.of(index, size, path).check(HASHER, strays.get(leaf), root));
  }

  private void inclusion(long index, long size, Honest proof, List<Hash> path) {
    count(InclusionProof.of(index, size, path).check(HASHER, proof.from, proof.to));
  }

  private void consistency(long oldSize, long newSize, Hash from, Hash to, List<Hash> path) {
    count(ConsistencyProof.of(oldSize, newSize, path).check(HASHER, from, to));
  }

  /** A number near or far from another one, but never the same. */
  private static long other(SplittableRandom random, long number) {
    long other = switch (random.nextInt(6)) {
      case 0 -> number + 1 + random.nextInt(8);
      case 1 -> number - 1 - random.nextInt(8);
      case 2 -> number ^ 1L << random.nextInt(64);
      case 3 -> number ^ 1L << random.nextInt(7);
      case 4 -> random.nextInt(64);
      default -> 2 * number;
    };
    return other == number ? number + 1 : other;
  }

  private List<Hash> spoil(SplittableRandom random, Honest proof) {
    if (proof.path.isEmpty()) {
      return List.of(stray(random));
    }
    List<Hash> path = new ArrayList<>(proof.path);
    int at = random.nextInt(path.size());
    Hash hash = path.get(at);
    path.set(
        at, random.nextBoolean() ? stray(random) : Mutations.flipBit(hash, random.nextInt(256)));
    return path;
  }

  private List<Hash> anotherLength(SplittableRandom random, Honest proof) {
    List<Hash> path = new ArrayList<>(proof.path);
    if (path.isEmpty() || random.nextBoolean()) {
      path.add(random.nextInt(path.size() + 1), stray(random));
    } else {
      path.remove(random.nextInt(path.size()));
    }
    return path;
  }

  private void count(Verdict verdict) {
    if (verdict.isAccepted()) {
      throw new AssertionError("bad proof " + refused + " was accepted");
    }
    refused++;
    if (HASHED.contains(verdict.reason().orElseThrow())) {
      refusedAfterHashing++;
    }
  }

  private void report(String kind) {
    System.out.printf(
        "%s: %,d bad proofs refused, %,d of them (%d %%) after hashing; %,d legitimate relabelings%n",
        kind, refused, refusedAfterHashing, 100 * refusedAfterHashing / refused, legitimate);
  }
}
