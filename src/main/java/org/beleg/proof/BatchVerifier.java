package org.beleg.proof;

import java.util.List;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;

/**
 * Checks many proofs against one root at once.
 *
 * <p>The hashes of one path depend on each other, so a single proof cannot be checked faster than one
 * hash after the other. Those of different proofs do not: here all proofs climb in step, and what they
 * hash in one step is one batch, which a machine with wide vectors hashes side by side. On others this
 * takes as long as checking one after the other.
 *
 * <p>Advantages over a {@link MultiProof}: the proofs may come from anyone, each has a verdict of its
 * own, and a bad one costs no other anything. Disadvantage: hashes that paths share are computed again
 * for each.
 */
public final class BatchVerifier {

  /** Proofs that climb in step: several times the lanes, and their paths still fit the first cache. */
  private static final int CHUNK = 64;

  private BatchVerifier() {}

  /**
   * Checks inclusion proofs, each as {@link InclusionProof#check} does.
   *
   * <p><b>Security.</b> As there, a root does not bind the size of its tree: compare each proof's {@link
   * InclusionProof#treeSize()} with the size that came with the root.
   *
   * <p>Cost: as for the single checks, but in batches; about 32 kB beside the verdicts, however many
   * proofs there are.
   *
   * @param hasher how the tree is hashed, chosen by the verifier
   * @param proofs the proofs
   * @param leafHashes hashes of the entries, computed by the verifier, in the order of the proofs
   * @param rootHash the trusted root
   * @return for each proof the verdict that its own check would give, in their order
   * @throws IllegalArgumentException if there are not as many leaf hashes as proofs
   */
  public static List<Verdict> checkInclusion(
      TreeHasher hasher, List<InclusionProof> proofs, List<Hash> leafHashes, Hash rootHash) {
    InclusionProof[] all = proofs.toArray(new InclusionProof[0]);
    Hash[] leaves = leafHashes.toArray(new Hash[0]);
    if (all.length != leaves.length) {
      throw new IllegalArgumentException(
          leaves.length + " leaf hashes for " + all.length + " proofs");
    }
    Verdict[] verdicts = new Verdict[all.length];
    Climbers climbers = new Climbers(hasher, rootHash, Math.min(CHUNK, all.length));
    for (int begin = 0; begin < all.length; begin += CHUNK) {
      int end = Math.min(all.length, begin + CHUNK);
      for (int i = begin; i < end; i++) {
        Verdict refusal = all[i].refusal(hasher, leaves[i], rootHash);
        if (refusal != null) {
          verdicts[i] = refusal;
        } else {
          climbers.add(i, all[i], leaves[i]);
        }
      }
      climbers.climb(verdicts);
    }
    return List.of(verdicts);
  }

  /** The proofs of one chunk that are still on their way; those that arrive make room. */
  private static final class Climbers {
    private final TreeHasher hasher;
    private final int hashSize;
    private final Hash rootHash;

    private int count;
    private final int[] items;
    private final HashList[] paths;
    private final long[] leftSiblings;

    /** Where each climber is, end to end. */
    private final byte[] hashes;

    /** The children of the next step's nodes. */
    private final byte[] pairs;

    Climbers(TreeHasher hasher, Hash rootHash, int capacity) {
      this.hasher = hasher;
      this.hashSize = hasher.hashSize();
      this.rootHash = rootHash;
      this.items = new int[capacity];
      this.paths = new HashList[capacity];
      this.leftSiblings = new long[capacity];
      this.hashes = new byte[capacity * hashSize];
      this.pairs = new byte[capacity * 2 * hashSize];
    }

    void add(int item, InclusionProof proof, Hash leafHash) {
      items[count] = item;
      paths[count] = proof.hashes();
      leftSiblings[count] = proof.ascent().leftSiblings();
      leafHash.copyTo(hashes, count * hashSize);
      count++;
    }

    /** Takes all climbers to their roots. */
    void climb(Verdict[] verdicts) {
      for (int step = 0; count > 0; step++) {
        int left = 0;
        for (int i = 0; i < count; i++) {
          if (paths[i].size() == step) {
            verdicts[items[i]] = Shape.compare(rootHash, hashes, i * hashSize);
          } else {
            pair(i, left, step);
            left++;
          }
        }
        hasher.nodeHashes(pairs, 0, hashes, 0, left);
        count = left;
      }
    }

    /** Moves a climber to its new place, and its hash beside the sibling. */
    private void pair(int from, int to, int step) {
      items[to] = items[from];
      paths[to] = paths[from];
      leftSiblings[to] = leftSiblings[from];
      int sibling = (leftSiblings[to] >>> step & 1) != 0 ? 0 : hashSize;
      int pair = to * 2 * hashSize;
      paths[to].copyTo(step, pairs, pair + sibling);
      System.arraycopy(hashes, from * hashSize, pairs, pair + hashSize - sibling, hashSize);
    }
  }
}
