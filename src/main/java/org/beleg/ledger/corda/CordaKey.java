package org.beleg.ledger.corda;

import com.google.errorprone.annotations.Immutable;
import java.util.Collection;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;

/**
 * Whose signature a transaction of Corda 4 asks for: one signer, a {@link LeafKey}, or some of several, a
 * {@link CompositeKey}.
 *
 * <p>Corda treats both as public keys and writes both as a SubjectPublicKeyInfo. They are apart here, since
 * only a leaf key has a secret.
 */
@Immutable
public sealed interface CordaKey permits LeafKey, CompositeKey {

  /**
   * Reads a key of either kind. Inverse of {@link #toSpki()}.
   *
   * <p>Cost: that of {@link LeafKey#parse} for each leaf; memory of at most {@value
   * CompositeKey#MAX_DEPTH} times the document.
   *
   * @param spki a SubjectPublicKeyInfo in DER, at most {@value CompositeKey#MAX_BYTES} bytes
   * @return the key
   * @throws MalformedDataException if this is not the DER that {@link #toSpki()} would print of a key that
   *     {@link CordaScheme} has rules for, or of a {@link CompositeKey} of such
   */
  static CordaKey parse(byte[] spki) throws MalformedDataException {
    return CompositeKeyReader.read(spki);
  }

  /**
   * The key as Corda encodes it.
   *
   * @return a new array, a SubjectPublicKeyInfo in DER
   */
  byte[] toSpki();

  /**
   * The scheme that a signature of this key names in its metadata.
   *
   * @return the scheme
   */
  CordaScheme scheme();

  /**
   * All signers that occur in this key.
   *
   * @return an unmodifiable set, of one key if this is one
   */
  Set<LeafKey> leafKeys();

  /**
   * Tells whether signers are enough, nobody being counted twice: {@link #check} under {@link
   * Fulfilment#DISTINCT_SIGNERS}.
   *
   * @param signers who signed, in any order; those that do not occur in this key do no harm
   * @return whether they are enough
   */
  default boolean isFulfilledBy(Collection<LeafKey> signers) {
    return check(signers, Fulfilment.DISTINCT_SIGNERS).isAccepted();
  }

  /**
   * Tells whether signers are enough. That they signed is the caller's to know: {@link
   * TransactionSignature} and {@link RequiredSigners} verify signatures.
   *
   * <p>Cost: one pass over the leaves; under {@link Fulfilment#DISTINCT_SIGNERS} also a comparison of each
   * two leaves that signed, and at most {@value CompositeKey#MAX_ASSIGNMENTS} passes if some are of one
   * signer.
   *
   * @param signers who signed, in any order
   * @param rule how signers are counted
   * @return accepted; or rejected with {@link org.beleg.Reason#QUORUM_NOT_REACHED} if they are too few, or
   *     {@link org.beleg.Reason#SIGNER_REPEATED} if they are enough only where one counts twice
   */
  Verdict check(Collection<LeafKey> signers, Fulfilment rule);
}
