package org.beleg.sign;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.sign.PolicyNode.Branch;
import org.jspecify.annotations.Nullable;

/** One evaluation of a policy: looks at each key once at most, and remembers why it does not count. */
final class PolicyEvaluation {

  private static final String COUNTS = "";
  private static final String UNSIGNED = "unsigned";

  /** Why the key of an id does not count, or {@link #COUNTS}. */
  private final Function<String, String> judge;

  private final Map<String, String> problems = new HashMap<>();

  private PolicyEvaluation(Function<String, String> judge) {
    this.judge = judge;
  }

  /** Judges signatures; asks no more of them than it needs. */
  static Verdict verify(
      PolicyNode root, KeySet keys, byte[] message, Map<String, byte[]> signatures, Instant asOf) {
    Map<String, String> idsBySigner = new HashMap<>();
    for (String id : root.ids()) {
      Optional<KeyEntry> entry = keys.entry(id);
      String other = entry.isEmpty() ? null : idsBySigner.put(entry.get().key().identity(), id);
      if (other != null) {
        return Verdict.rejected(
            Reason.SIGNER_REPEATED, "keys " + other + " and " + id + " are of one signer");
      }
    }
    return new PolicyEvaluation(id -> problem(id, keys, message, signatures.get(id), asOf))
        .verdict(root);
  }

  /** Judges who signed, where others judged the signatures. */
  static Verdict check(PolicyNode root, Set<String> signers) {
    return new PolicyEvaluation(id -> signers.contains(id) ? COUNTS : UNSIGNED).verdict(root);
  }

  private Verdict verdict(PolicyNode root) {
    return holds(root)
        ? Verdict.accepted()
        : Verdict.rejected(Reason.QUORUM_NOT_REACHED, report(root));
  }

  /**
   * Counts until the threshold is reached, so that no signature is verified without need. Sound because no
   * key is in two branches: what counts in one cannot count in another.
   */
  private boolean holds(PolicyNode node) {
    if (node.isKey()) {
      return problem(node.text()).equals(COUNTS);
    }
    int weight = 0;
    for (Branch branch : node.branches()) {
      if (holds(branch.node())) {
        weight += branch.weight();
      }
      if (weight >= node.threshold()) {
        return true;
      }
    }
    return false;
  }

  private String problem(String id) {
    return problems.computeIfAbsent(id, judge);
  }

  private static String problem(
      String id, KeySet keys, byte[] message, byte @Nullable [] signature, Instant asOf) {
    if (signature == null) {
      return keys.entry(id).isPresent() ? UNSIGNED : Reason.KEY_UNKNOWN.name();
    }
    return keys.verify(id, message, signature, asOf).reason().map(Reason::name).orElse(COUNTS);
  }

  /** What a policy that does not hold lacks: {@code 2 of 3 needed, 1 valid: bob KEY_REVOKED}. */
  private String report(PolicyNode root) {
    StringBuilder report = new StringBuilder();
    if (root.isKey()) {
      return report.append(root.text()).append(' ').append(problem(root.text())).toString();
    }
    append(report, root);
    return report.toString();
  }

  private void append(StringBuilder report, PolicyNode group) {
    int valid = 0;
    for (Branch branch : group.branches()) {
      valid += holds(branch.node()) ? branch.weight() : 0;
    }
    report.append(group.threshold()).append(" of ").append(group.totalWeight());
    report.append(" needed, ").append(valid).append(" valid: ");
    // what was wrong comes before what is merely absent, as the line is short
    String separator = "";
    for (boolean absent : new boolean[] {false, true}) {
      for (Branch branch : group.branches()) {
        PolicyNode node = branch.node();
        if (isFull(report) || holds(node) || isAbsent(node) != absent) {
          continue;
        }
        report.append(separator);
        separator = ", ";
        if (node.isKey()) {
          report.append(node.text()).append(' ').append(problem(node.text()));
        } else {
          append(report.append('('), node);
          report.append(')');
        }
      }
    }
  }

  private static boolean isFull(StringBuilder report) {
    return report.length() > Verdict.MAX_DETAIL_LENGTH;
  }

  private boolean isAbsent(PolicyNode node) {
    return node.isKey() && problem(node.text()).equals(UNSIGNED);
  }
}
