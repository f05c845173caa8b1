package org.beleg.ledger.corda;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;

/**
 * A signature on a transaction of Corda 4: who signed, the signature, and the metadata that was signed with
 * the id.
 *
 * <pre>{@code
 * TransactionSignature signature = TransactionSignature.of(
 *     LeafKey.parse(spki), bytes, SignatureMetadata.of(platformVersion, CordaScheme.EDDSA_ED25519_SHA512));
 * Verdict verdict = signature.verify(transactionId);
 * }</pre>
 *
 * <p>It is verified against the id that the caller computed from the transaction. What it says about itself
 * selects nothing: the scheme is the key's, and metadata that name another are refused. The one exception is
 * Corda's own: the members of a notary cluster sign with their leaf keys and state the composite scheme. If it
 * brings a partial tree of a {@link NotaryBatch}, the hash of the id must be one of its leaves.
 *
 * <p><b>Security.</b> A valid signature says that this key signed. Whether it had to, and whether all others
 * did, is for {@link RequiredSigners}. A signature does not say which network or contract it is for; the
 * id does.
 *
 * <p>Immutable; two are equal iff all their parts are.
 */
@Immutable
public final class TransactionSignature {

  private static final int HASH_SIZE = HashAlgorithm.SHA_256.size();

  private final CordaKey by;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written
  private final byte[] signature;

  private final ImmutableList<TransactionSignature> components;
  private final SignatureMetadata metadata;
  private final Optional<PartialMerkleTree> batchProof;

  private TransactionSignature(
      CordaKey by,
      byte[] ownedSignature,
      ImmutableList<TransactionSignature> components,
      SignatureMetadata metadata,
      Optional<PartialMerkleTree> batchProof) {
    this.by = requireNonNull(by, "by");
    this.signature = ownedSignature;
    this.components = components;
    this.metadata = requireNonNull(metadata, "metadata");
    this.batchProof = batchProof;
  }

  /**
   * A signature by one signer.
   *
   * @param by the key
   * @param signature of any bytes, copied
   * @param metadata what the signer signed with the id
   * @return the signature
   */
  public static TransactionSignature of(LeafKey by, byte[] signature, SignatureMetadata metadata) {
    return new TransactionSignature(
        by, signature.clone(), ImmutableList.of(), metadata, Optional.empty());
  }

  /**
   * The signatures of several signers as one signature by the key that they share.
   *
   * <p>They sign no transaction id but the SHA-256 of the {@link SignableData} of the whole, each with
   * metadata of its own. Corda carries them serialized in place of the signature's bytes; here they are
   * handed in as values.
   *
   * @param by the key
   * @param components the signatures of leaves, in any order
   * @param metadata of the whole
   * @return the signature
   */
  public static TransactionSignature composite(
      CompositeKey by, List<TransactionSignature> components, SignatureMetadata metadata) {
    return new TransactionSignature(
        by, new byte[0], ImmutableList.copyOf(components), metadata, Optional.empty());
  }

  /**
   * This signature as one over a {@link NotaryBatch}: over its root, and not over the id alone.
   *
   * @param proof the partial tree that leads from the hash of the id to the root
   * @return the signature
   */
  public TransactionSignature withBatchProof(PartialMerkleTree proof) {
    return new TransactionSignature(by, signature, components, metadata, Optional.of(proof));
  }

  /**
   * Whose signature this claims to be.
   *
   * @return the key
   */
  public CordaKey by() {
    return by;
  }

  /**
   * The bytes of the signature.
   *
   * @return a new array; empty for a composite signature
   */
  public byte[] signature() {
    return signature.clone();
  }

  /**
   * What a composite signature is made of.
   *
   * @return an unmodifiable list; empty for the signature of one signer
   */
  public List<TransactionSignature> components() {
    return components;
  }

  /**
   * What was signed with the id.
   *
   * @return the metadata
   */
  public SignatureMetadata metadata() {
    return metadata;
  }

  /**
   * What leads from the hash of the id to the root of a batch, if that is what was signed.
   *
   * @return the partial tree; empty if the id itself was signed
   */
  public Optional<PartialMerkleTree> batchProof() {
    return batchProof;
  }

  /**
   * Tells whether the key signed a transaction, nobody being counted twice where it is a composite key: as
   * {@link #verify(Hash, Fulfilment)} with {@link Fulfilment#DISTINCT_SIGNERS}.
   *
   * @param transactionId computed from the transaction, or from another source that is trusted
   * @return the verdict
   */
  public Verdict verify(Hash transactionId) {
    return verify(transactionId, Fulfilment.DISTINCT_SIGNERS);
  }

  /**
   * Tells whether the key signed a transaction.
   *
   * <p>Cost: the hash of 999 bytes and one verification; for a composite signature one for each component,
   * after the components' keys were found to be enough. A batch adds a hash for each node above its
   * included leaves.
   *
   * @param transactionId computed from the transaction, or from another source that is trusted
   * @param rule how the signers of a composite key are counted
   * @return accepted; or rejected with {@link Reason#HASH_SIZE_WRONG} if the id has not 32 bytes, {@link
   *     Reason#SCHEME_MISMATCH} if the metadata name another scheme than the key's or {@link
   *     CordaScheme#COMPOSITE}, or a component is composite itself, a {@code SIGNATURE_...} reason of the first signature that is none, a reason of
   *     {@link CordaKey#check}, or one of {@link NotaryBatch#impliedRoot}
   */
  public Verdict verify(Hash transactionId, Fulfilment rule) {
    requireNonNull(rule, "rule");
    if (transactionId.size() != HASH_SIZE) {
      return Verdict.rejected(
          Reason.HASH_SIZE_WRONG,
          "a transaction id of " + transactionId.size() + " bytes, not " + HASH_SIZE);
    }
    // members of a notary cluster state the cluster's scheme and sign with keys of their own
    if (metadata.schemeNumber() != by.scheme().number()
        && metadata.schemeNumber() != CordaScheme.COMPOSITE.number()) {
      return Verdict.rejected(
          Reason.SCHEME_MISMATCH,
          "metadata name scheme " + metadata.schemeNumber() + ", the key is of " + by.scheme());
    }
    try {
      byte[] message = SignableData.of(signedHash(transactionId), metadata).toByteArray();
      return by instanceof LeafKey leaf
          ? leaf.key().verify(message, signature)
          : verifyComponents(HashAlgorithm.SHA_256.hash(message), rule);
    } catch (VerificationException notInBatch) {
      return notInBatch.verdict();
    }
  }

  private Hash signedHash(Hash transactionId) throws VerificationException {
    return batchProof.isPresent()
        ? NotaryBatch.impliedRoot(HashAlgorithm.SHA_256, batchProof.get(), transactionId)
        : transactionId;
  }

  private Verdict verifyComponents(Hash signedHash, Fulfilment rule) {
    for (TransactionSignature component : components) {
      if (component.by instanceof CompositeKey) {
        return Verdict.rejected(
            Reason.SCHEME_MISMATCH, "a component is composite itself, and Corda has no such");
      }
    }
    Verdict enough = by.check(signers(components), rule);
    return enough.isAccepted() ? verifyAll(signedHash, components, rule) : enough;
  }

  /** The verdict on the first of several signatures that is refused, if one is. */
  static Verdict verifyAll(
      Hash transactionId, List<TransactionSignature> signatures, Fulfilment rule) {
    for (TransactionSignature signature : signatures) {
      Verdict verdict = signature.verify(transactionId, rule);
      if (!verdict.isAccepted()) {
        return verdict;
      }
    }
    return Verdict.accepted();
  }

  /** The keys of signatures by one signer. */
  static List<LeafKey> signers(List<TransactionSignature> signatures) {
    return signatures.stream()
        .map(TransactionSignature::by)
        .filter(LeafKey.class::isInstance)
        .map(LeafKey.class::cast)
        .collect(Collectors.toUnmodifiableList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransactionSignature that
        && by.equals(that.by)
        && Arrays.equals(signature, that.signature)
        && components.equals(that.components)
        && metadata.equals(that.metadata)
        && batchProof.equals(that.batchProof);
  }

  @Override
  public int hashCode() {
    return Objects.hash(by, Arrays.hashCode(signature), components, metadata, batchProof);
  }

  /** The key and the metadata: one line. */
  @Override
  public String toString() {
    return "signature by " + by + ", platform " + metadata.platformVersion() + ", scheme "
        + metadata.schemeNumber() + (batchProof.isPresent() ? ", of a batch" : "");
  }
}
