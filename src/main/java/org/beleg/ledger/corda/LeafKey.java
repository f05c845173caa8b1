package org.beleg.ledger.corda;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.Immutable;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.VerifyingKey;

/**
 * The public key of one signer of Corda 4.
 *
 * <p>It is judged by the rules of its {@link CordaScheme} and no others, so two leaf keys are equal iff
 * their encodings are. Immutable.
 *
 * @param key the key, under the rules of a scheme of Corda
 */
@Immutable
public record LeafKey(VerifyingKey key) implements CordaKey {

  /**
   * Takes a key that has the rules of a scheme of Corda already; {@link #of} takes others.
   *
   * @param key the key
   * @throws IllegalArgumentException if its rules are not those of a {@link CordaScheme}
   */
  public LeafKey {
    requireNonNull(key, "key");
    checkArgument(
        CordaScheme.of(key.scheme()).flatMap(CordaScheme::rules).equals(Optional.of(key.rules())),
        "%s are not the rules of Corda",
        key.rules());
  }

  /**
   * A key of any scheme whose documents are those of a scheme of Corda, to be judged by Corda's rules from
   * now on.
   *
   * @param key a key of Ed25519, P-256, secp256k1 or RSA, under any rules
   * @return the key
   * @throws MalformedDataException if Corda's rules do not allow it
   * @throws UnsupportedOperationException if it is of a scheme that has no documents
   */
  public static LeafKey of(VerifyingKey key) throws MalformedDataException {
    return parse(key.toSpki());
  }

  /**
   * Reads a key. Inverse of {@link #toSpki()}.
   *
   * <p>Cost: two decodings of a point, and for Ed25519 a multiplication that shows its order.
   *
   * @param spki a SubjectPublicKeyInfo in DER, at most 16 KiB (16,384 bytes)
   * @return the key
   * @throws MalformedDataException if this is anything else, or the key of no scheme that {@link
   *     CordaScheme} has rules for
   */
  public static LeafKey parse(byte[] spki) throws MalformedDataException {
    SignatureScheme named = VerifyingKey.parseSpki(spki).scheme();
    // a document of an RSA key names no padding
    SignatureScheme meant =
        named == SignatureScheme.RSA_PSS_SHA256 ? SignatureScheme.RSA_PKCS1_SHA256 : named;
    SignatureRules rules = CordaScheme.of(meant)
        .flatMap(CordaScheme::rules)
        .orElseThrow(() -> new MalformedDataException(
            "Corda key", "AlgorithmIdentifier", named + " is no scheme of Corda 4"));
    return new LeafKey(rules.parseSpki(spki));
  }

  @Override
  public byte[] toSpki() {
    return key.toSpki();
  }

  @Override
  public CordaScheme scheme() {
    return CordaScheme.of(key.scheme()).orElseThrow();
  }

  @Override
  public Set<LeafKey> leafKeys() {
    return Set.of(this);
  }

  @Override
  public Verdict check(Collection<LeafKey> signers, Fulfilment rule) {
    requireNonNull(rule, "rule");
    return signers.contains(this)
        ? Verdict.accepted()
        : Verdict.rejected(Reason.QUORUM_NOT_REACHED, "key " + key.fingerprint() + " did not sign");
  }
}
