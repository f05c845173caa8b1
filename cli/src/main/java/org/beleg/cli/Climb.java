package org.beleg.cli;

import java.util.ArrayList;
import java.util.List;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.InclusionProof;
import org.beleg.proof.ProofLayout;
import org.jspecify.annotations.Nullable;

/**
 * The walk of an inclusion proof from a leaf to the root, step by step, for people to follow.
 *
 * <p>Explains and never judges: what is accepted is {@link InclusionProof#check}'s alone to say.
 */
final class Climb {

  /**
   * One level.
   *
   * @param sibling the hash that the proof gives
   * @param siblingBegin the first leaf below it
   * @param siblingEnd the leaf after the last one below it
   * @param begin the first leaf below the node whose hash was known before this step
   * @param end the leaf after the last one below that node
   * @param known the hash known before this step; null if no entry was given
   * @param result the hash of both; null if no entry was given
   */
  record Step(
      Hash sibling,
      long siblingBegin,
      long siblingEnd,
      long begin,
      long end,
      @Nullable Hash known,
      @Nullable Hash result) {

    boolean siblingIsLeft() {
      return siblingBegin < begin;
    }

    /** The leaves below the result. */
    String range() {
      return interval(Math.min(begin, siblingBegin), Math.max(end, siblingEnd));
    }
  }

  private Climb() {}

  /** The leaves from begin to before end, as mathematicians write it. */
  static String interval(long begin, long end) {
    return "[" + begin + ", " + end + ")";
  }

  /**
   * The steps of a proof whose number of hashes is right.
   *
   * @param leafHash the entry's, or null if there is no entry to start from
   */
  static List<Step> steps(InclusionProof proof, TreeHasher hasher, @Nullable Hash leafHash) {
    List<Step> steps = new ArrayList<>();
    ProofLayout layout = ProofLayout.ofInclusion(proof.leafIndex(), proof.treeSize());
    layout.forEach(new ProofLayout.Visitor() {
      private long begin = proof.leafIndex();
      private long end = proof.leafIndex() + 1;
      private @Nullable Hash known = leafHash;

      @Override
      public void subtree(long siblingBegin, long siblingEnd) {
        Hash sibling = proof.path().get(steps.size());
        boolean left = siblingBegin < begin;
        Hash result = null;
        if (known != null) {
          result = left ? hasher.nodeHash(sibling, known) : hasher.nodeHash(known, sibling);
        }
        steps.add(new Step(sibling, siblingBegin, siblingEnd, begin, end, known, result));
        begin = Math.min(begin, siblingBegin);
        end = Math.max(end, siblingEnd);
        known = result;
      }
    });
    return steps;
  }

  /** Whether a proof has a leaf, a size and a number of hashes that fit together. */
  static boolean isWellShaped(InclusionProof proof, TreeHasher hasher) {
    return proof.leafIndex() >= 0
        && proof.leafIndex() < proof.treeSize()
        && proof.path().stream().allMatch(hash -> hash.size() == hasher.hashSize())
        && proof.path().size()
            == ProofLayout.ofInclusion(proof.leafIndex(), proof.treeSize()).length();
  }
}
