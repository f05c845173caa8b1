package org.beleg.ledger.fisco;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Map;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;

/**
 * The nodes that agree on blocks, each with its weight, as a verifier knows them: they decide that a header
 * is the chain's.
 *
 * <p>Each signs the hash of the header. A block counts if those who signed have, of the sum w of all
 * weights, at least w - floor((w - 1) / 3): more than two thirds, as the node's PBFT asks for.
 *
 * <p><b>Security.</b> The list in the header is not hashed in a way that could be trusted, see {@link
 * BlockHeader}; take the nodes from elsewhere, such as the genesis file and what was decided since. Each
 * node counts once. The node's own check of a synchronised block adds the weight for each entry of a list,
 * so that one signature, repeated, reaches any weight there. A signature that does not hold counts nothing
 * and does no harm.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class SealerSet {

  private final CryptoSuite suite;
  private final ImmutableMap<AccountKey, Long> weights;
  private final long totalWeight;

  private SealerSet(CryptoSuite suite, ImmutableMap<AccountKey, Long> weights, long totalWeight) {
    this.suite = suite;
    this.weights = weights;
    this.totalWeight = totalWeight;
  }

  /**
   * Trusts some nodes.
   *
   * @param suite of the chain
   * @param weights of the nodes, by their keys; at least one, each weight 1 or more
   * @return the set
   * @throws IllegalArgumentException if there is none, a weight is not positive, all together are 2^63 or
   *     more, a key is of another suite, or two keys are of one signer
   */
  public static SealerSet of(CryptoSuite suite, Map<AccountKey, Long> weights) {
    ImmutableMap<AccountKey, Long> copy = ImmutableMap.copyOf(weights);
    List<AccountKey> keys = copy.keySet().asList();
    long total = 0;
    for (int i = 0; i < keys.size(); i++) {
      AccountKey key = keys.get(i);
      long weight = requireNonNull(copy.get(key));
      if (weight < 1 || weight > Long.MAX_VALUE - total || key.suite() != suite) {
        throw new IllegalArgumentException(key + " with weight " + weight);
      }
      total += weight;
      if (keys.subList(0, i).stream().anyMatch(key::isSameSigner)) {
        throw new IllegalArgumentException("two keys are of one signer, one is " + key);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a set without nodes would trust nothing");
    }
    return new SealerSet(suite, copy, total);
  }

  /**
   * The weight that those who sign must have.
   *
   * @return more than two thirds of all weights
   */
  public long requiredWeight() {
    return totalWeight - (totalWeight - 1) / 3;
  }

  /**
   * Decides whether enough of the nodes signed a header. Then its hash is that of a block of the chain,
   * and what {@link Chain#verifyInclusion} takes.
   *
   * <p>Cost: one hash, and a signature check for each node of the set that signed.
   *
   * @param header with all its fields, of any source
   * @param signatures of the header, by the keys of their nodes; others than this set's are ignored
   * @return accepted, or rejected with {@link Reason#QUORUM_NOT_REACHED}
   */
  public Verdict verify(BlockHeader header, Map<AccountKey, byte[]> signatures) {
    Hash blockHash = header.hash(suite);
    long weight = 0;
    StringBuilder missing = new StringBuilder();
    for (Map.Entry<AccountKey, Long> node : weights.entrySet()) {
      byte[] signature = signatures.get(node.getKey());
      String problem = signature == null
          ? "unsigned"
          : node.getKey()
              .verifyBlock(blockHash, signature)
              .reason()
              .map(Reason::name)
              .orElse("");
      if (problem.isEmpty()) {
        weight += node.getValue();
      } else if (missing.length() <= Verdict.MAX_DETAIL_LENGTH) {
        missing.append(' ').append(node.getKey().address()).append(' ').append(problem);
      }
    }
    return weight >= requiredWeight()
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.QUORUM_NOT_REACHED,
            requiredWeight() + " of " + totalWeight + " needed, " + weight + " valid:" + missing);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealerSet that && suite == that.suite && weights.equals(that.weights);
  }

  @Override
  public int hashCode() {
    return weights.hashCode();
  }

  /** Names the nodes and their weights. */
  @Override
  public String toString() {
    return requiredWeight() + " of " + weights;
  }
}
