package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.errorprone.annotations.Immutable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.beleg.Verdict;
import org.beleg.hash.Hash;

/**
 * The keys that must have signed a transaction of Corda 4, and one question that binds everything: are
 * all signatures valid, and does each of these keys have its own?
 *
 * <pre>{@code
 * RequiredSigners required = RequiredSigners.of(List.of(alice, bob, notary));
 * Verdict verdict = required.verify(transactionId, signatures);
 * }</pre>
 *
 * <p>The keys come from what the verifier knows of the transaction: its commands' signers and its notary.
 * A composite key is fulfilled by the signatures of its leaves, as notary clusters sign, or by one composite
 * signature. (A node counts leaves alone: to its {@code isFulfilledBy} a list with a composite key in it
 * fulfils nothing. Whoever asks what a node accepted hands in the signatures of leaves.) Each key is asked
 * for by itself, so one signer may serve several of them.
 *
 * <p>Immutable; equal iff the keys are, in any order.
 */
@Immutable
public final class RequiredSigners {

  private final ImmutableSet<CordaKey> keys;

  private RequiredSigners(ImmutableSet<CordaKey> keys) {
    this.keys = keys;
  }

  /**
   * Asks for keys.
   *
   * @param keys at least one
   * @return the question
   * @throws IllegalArgumentException if there are none, as everything would fulfil them
   */
  public static RequiredSigners of(Collection<? extends CordaKey> keys) {
    checkArgument(!keys.isEmpty(), "no keys");
    return new RequiredSigners(ImmutableSet.copyOf(keys));
  }

  /**
   * The keys.
   *
   * @return an unmodifiable set, not empty
   */
  public Set<CordaKey> keys() {
    return keys;
  }

  /**
   * Tells whether all signatures are valid and enough, nobody being counted twice: as {@link #verify(Hash,
   * List, Fulfilment)} with {@link Fulfilment#DISTINCT_SIGNERS}.
   *
   * @param transactionId computed from the transaction, or from another source that is trusted
   * @param signatures in any order
   * @return the verdict
   */
  public Verdict verify(Hash transactionId, List<TransactionSignature> signatures) {
    return verify(transactionId, signatures, Fulfilment.DISTINCT_SIGNERS);
  }

  /**
   * Tells whether all signatures are valid and enough. As in Corda, one signature that is not valid
   * condemns the transaction, also one that nobody asked for.
   *
   * <p>Cost: one verification for each signature, after their keys were found to be enough.
   *
   * @param transactionId computed from the transaction, or from another source that is trusted
   * @param signatures in any order
   * @param rule how the signers of composite keys are counted
   * @return accepted; or rejected with a reason of {@link CordaKey#check} for the first key that is not
   *     fulfilled, or as {@link TransactionSignature#verify(Hash, Fulfilment)} for the first signature that
   *     is not valid
   */
  public Verdict verify(
      Hash transactionId, List<TransactionSignature> signatures, Fulfilment rule) {
    requireNonNull(transactionId, "transactionId");
    List<LeafKey> signers = TransactionSignature.signers(signatures);
    for (CordaKey key : keys) {
      boolean signedAsOne = signatures.stream().anyMatch(each -> each.by().equals(key));
      Verdict enough = signedAsOne ? Verdict.accepted() : key.check(signers, rule);
      if (!enough.isAccepted()) {
        return enough;
      }
    }
    return TransactionSignature.verifyAll(transactionId, signatures, rule);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequiredSigners that && keys.equals(that.keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }

  /** Names the keys. */
  @Override
  public String toString() {
    return "required signers " + keys;
  }
}
