package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.errorprone.annotations.Immutable;
import java.util.List;

/**
 * A node of a policy's tree: a key id, or a threshold over branches with weights. All rules of what is a
 * policy stand here, whether it is put together or read.
 *
 * @param text the canonical expression, from which all else follows; so nodes are equal iff it is
 * @param threshold the weight that the branches must reach, 0 for a key id
 * @param branches in ascending order of their text, empty for a key id
 * @param ids of all keys in this node
 * @param depth 0 for a key id, otherwise one more than the deepest branch
 */
@Immutable
record PolicyNode(
    String text,
    int threshold,
    ImmutableList<Branch> branches,
    ImmutableSortedSet<String> ids,
    int depth) {

  /** What a node below counts for. */
  @Immutable
  record Branch(PolicyNode node, int weight) {}

  static PolicyNode key(String id) {
    KeyEntry.requireId(id);
    return new PolicyNode(id, 0, ImmutableList.of(), ImmutableSortedSet.of(id), 0);
  }

  /** Refuses what cannot be reached, what is too large, and ids that occur twice. */
  static PolicyNode group(int threshold, List<Branch> unsorted) {
    long total = 0; // of at most 1,000 ints
    int keys = 0;
    int depth = 0;
    checkArgument(unsorted.size() <= SignaturePolicy.MAX_KEYS, "too many branches");
    for (Branch branch : unsorted) {
      checkArgument(branch.weight() > 0, "weight %s is not positive", branch.weight());
      total += branch.weight();
      keys += branch.node().ids().size();
      depth = Math.max(depth, branch.node().depth() + 1);
    }
    checkArgument(total <= Integer.MAX_VALUE, "weights add up to %s, 2^31 or more", total);
    checkArgument(threshold >= 1, "threshold %s is not positive", threshold);
    checkArgument(threshold <= total, "threshold %s, but all weights are %s", threshold, total);
    checkArgument(depth <= SignaturePolicy.MAX_DEPTH, "nested more than 8 deep");
    checkArgument(keys <= SignaturePolicy.MAX_KEYS, "%s keys, more than 1,000", keys);
    ImmutableSortedSet.Builder<String> ids = ImmutableSortedSet.naturalOrder();
    unsorted.forEach(branch -> ids.addAll(branch.node().ids()));
    ImmutableSortedSet<String> distinct = ids.build();
    checkArgument(distinct.size() == keys, "a key id occurs twice");
    ImmutableList<Branch> branches =
        ImmutableList.sortedCopyOf(comparing(branch -> branch.node().text()), unsorted);
    return new PolicyNode(text(threshold, branches), threshold, branches, distinct, depth);
  }

  private static String text(int threshold, List<Branch> branches) {
    StringBuilder text = new StringBuilder().append(threshold).append(" of (");
    String separator = "";
    for (Branch branch : branches) {
      text.append(separator).append(branch.node().text());
      if (branch.weight() > 1) {
        text.append('*').append(branch.weight());
      }
      separator = ", ";
    }
    return text.append(')').toString();
  }

  boolean isKey() {
    return branches.isEmpty();
  }

  int totalWeight() {
    return branches.stream().mapToInt(Branch::weight).sum();
  }
}
