package org.beleg.note;

import com.google.common.collect.ImmutableSortedSet;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.sign.SignaturePolicy;
import org.jspecify.annotations.Nullable;

/**
 * Whose signatures together make a checkpoint count: some number of names, or a policy over them.
 *
 * <p>A name counts once, whichever of its keys signed, so that a signer who changes keys does not become
 * two. Nothing here judges signatures.
 */
@Immutable
final class Quorum {

  private final int threshold;
  private final ImmutableSortedSet<String> names;

  /** In place of the threshold, if there is one. */
  private final @Nullable SignaturePolicy policy;

  private Quorum(
      int threshold, ImmutableSortedSet<String> names, @Nullable SignaturePolicy policy) {
    this.threshold = threshold;
    this.names = names;
    this.policy = policy;
  }

  /**
   * Asks for some of the names of keys.
   *
   * @throws IllegalArgumentException if the threshold is below 1 or above the number of names
   */
  static Quorum of(int threshold, List<NoteVerifier> keys) {
    ImmutableSortedSet<String> names = names(keys);
    if (threshold < 1 || threshold > names.size()) {
      throw new IllegalArgumentException(
          "a quorum of " + threshold + " out of " + names.size() + " key names");
    }
    return new Quorum(threshold, names, null);
  }

  /**
   * Asks for what a policy says.
   *
   * @throws IllegalArgumentException if the policy's ids are not exactly the keys' names: others could
   *     never sign, and keys without a say could only veto
   */
  static Quorum of(SignaturePolicy policy, List<NoteVerifier> keys) {
    ImmutableSortedSet<String> names = names(keys);
    if (!policy.keyIds().equals(names)) {
      throw new IllegalArgumentException(
          "the policy is over " + policy.keyIds() + ", the keys are named " + names);
    }
    return new Quorum(0, names, policy);
  }

  private static ImmutableSortedSet<String> names(List<NoteVerifier> keys) {
    return keys.stream()
        .map(NoteVerifier::keyName)
        .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
  }

  /** Judges the names of those who signed, all of them known. */
  Verdict check(Set<String> signers) {
    if (policy != null) {
      return policy.check(signers);
    }
    if (signers.size() >= threshold) {
      return Verdict.accepted();
    }
    StringBuilder missing = new StringBuilder();
    for (String name : names) {
      if (!signers.contains(name) && missing.length() <= Verdict.MAX_DETAIL_LENGTH) {
        missing.append(missing.isEmpty() ? "" : ", ").append(name);
      }
    }
    return Verdict.rejected(
        Reason.QUORUM_NOT_REACHED,
        threshold + " of " + names.size() + " needed, " + signers.size() + " valid: unsigned by "
            + missing);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quorum that
        && threshold == that.threshold
        && names.equals(that.names)
        && Objects.equals(policy, that.policy);
  }

  @Override
  public int hashCode() {
    return 31 * threshold + Objects.hashCode(policy);
  }

  /** {@code 2 of [a, b, c]}, or the policy's expression. */
  @Override
  public String toString() {
    return policy == null ? threshold + " of " + names : policy.toString();
  }
}
