package org.beleg.ledger.corda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.beleg.Reason;
import org.beleg.Verdict;

/**
 * Counts who signed for a {@link CompositeKey}, for one question.
 *
 * <p>Every leaf of the tree has an index, from left to right, and a set of counted leaves decides each
 * threshold. Under Corda's rule these are all leaves whose keys signed. If that is not enough, nothing is:
 * counting fewer leaves never helps. If it is enough, and a signer is among them more than once, the signer
 * gets one of these leaves, and all choices are tried. Nothing faster is known for every tree, so the number
 * of choices is bounded.
 */
final class SignerCount {

  private final CompositeKey root;
  private final Set<LeafKey> signers;

  /** The next leaf of a walk. */
  private int leaf;

  SignerCount(CompositeKey root, Set<LeafKey> signers) {
    this.root = root;
    this.signers = signers;
  }

  Verdict verdict(Fulfilment rule) {
    boolean[] signed = new boolean[root.leaves().size()];
    for (int i = 0; i < signed.length; i++) {
      signed[i] = signers.contains(root.leaves().get(i));
    }
    if (!isFulfilled(signed)) {
      return Verdict.rejected(
          Reason.QUORUM_NOT_REACHED,
          "the leaves that signed do not meet threshold " + root.threshold());
    }
    return switch (rule) {
      case AS_CORDA -> Verdict.accepted();
      case DISTINCT_SIGNERS -> distinct(signed);
    };
  }

  private Verdict distinct(boolean[] signed) {
    List<List<Integer>> repeated = repeated(signed);
    boolean[] counted = signed.clone();
    repeated.forEach(places -> places.forEach(place -> counted[place] = false));
    if (isFulfilled(counted)) {
      return Verdict.accepted(); // without any of them, so there is nothing to choose
    }
    long choices = 1;
    for (List<Integer> places : repeated) {
      choices *= places.size();
      if (choices > CompositeKey.MAX_ASSIGNMENTS) {
        return Verdict.rejected(
            Reason.SIGNER_REPEATED,
            "signers that occur more than once could be counted in more than "
                + CompositeKey.MAX_ASSIGNMENTS + " ways");
      }
    }
    for (long choice = 0; choice < choices; choice++) {
      long rest = choice;
      for (List<Integer> places : repeated) {
        places.forEach(place -> counted[place] = false);
        counted[places.get((int) (rest % places.size()))] = true;
        rest /= places.size();
      }
      if (isFulfilled(counted)) {
        return Verdict.accepted();
      }
    }
    return Verdict.rejected(
        Reason.SIGNER_REPEATED, "enough only if a signer is counted at more than one place");
  }

  /** The leaves of each signer who has more than one of those that signed. */
  private List<List<Integer>> repeated(boolean[] signed) {
    List<List<Integer>> bySigner = new ArrayList<>();
    for (int i = 0; i < signed.length; i++) {
      if (signed[i]) {
        placesOf(root.leaves().get(i), bySigner).add(i);
      }
    }
    return bySigner.stream().filter(places -> places.size() > 1).toList();
  }

  private List<Integer> placesOf(LeafKey key, List<List<Integer>> bySigner) {
    for (List<Integer> places : bySigner) {
      if (root.leaves().get(places.get(0)).key().isSameSigner(key.key())) {
        return places;
      }
    }
    List<Integer> first = new ArrayList<>();
    bySigner.add(first);
    return first;
  }

  private boolean isFulfilled(boolean[] counted) {
    leaf = 0;
    boolean fulfilled = walk(root, counted);
    if (leaf != counted.length) {
      throw new AssertionError("bad index math: " + leaf + " of " + Arrays.toString(counted));
    }
    return fulfilled;
  }

  /** Goes through all children, also when the threshold is met, as each leaf has its index. */
  private boolean walk(CordaKey key, boolean[] counted) {
    if (!(key instanceof CompositeKey composite)) {
      return counted[leaf++];
    }
    int weight = 0; // at most the sum of all, which fits
    for (CompositeKey.Child child : composite.children()) {
      weight += walk(child.key(), counted) ? child.weight() : 0;
    }
    return weight >= composite.threshold();
  }
}
