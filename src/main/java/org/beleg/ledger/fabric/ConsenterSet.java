package org.beleg.ledger.fabric;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.beleg.Reason;
import org.beleg.Verdict;

/**
 * The orderers of a channel of Hyperledger Fabric, and how many of them must sign a block.
 *
 * <pre>{@code
 * ConsenterSet orderers = ConsenterSet.byzantine(consenters);      // from the channel's configuration
 * Verdict verdict = orderers.verify(header, BlockSignatures.parse(metadata));
 * }</pre>
 *
 * <p>The set comes from the verifier: it is what the channel's configuration said when the block was made,
 * and a block must not bring its own. A configuration block changes it for the blocks behind.
 *
 * <p><b>Nobody counts twice.</b> A set in which two entries have one identity, one number or one signer
 * ({@link org.beleg.sign.VerifyingKey#isSameSigner}) does not become a value, and a block that holds two
 * signatures of one orderer is refused, whichever kind of header they have.
 *
 * <p><b>Nothing is passed over.</b> Fabric ignores signatures of unknown orderers and those that are not
 * valid, as long as enough others are left. Here one of them condemns what it came with, as in an archive
 * it is the sign of a block that was tampered with; take the block from another source then.
 *
 * <p>Immutable; equal iff threshold, kind and orderers are.
 */
@Immutable
public final class ConsenterSet {

  /** The most orderers of one set. */
  public static final int MAX_CONSENTERS = 256;

  private final int threshold;
  private final boolean byNumber;
  private final ImmutableList<Consenter> consenters;

  private ConsenterSet(int threshold, boolean byNumber, Collection<Consenter> consenters) {
    int count = consenters.size();
    checkArgument(count >= 1 && count <= MAX_CONSENTERS, "%s consenters", count);
    checkArgument(
        threshold >= 1 && threshold <= count, "threshold %s of %s consenters", threshold, count);
    this.threshold = threshold;
    this.byNumber = byNumber;
    this.consenters = ImmutableList.copyOf(consenters);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        requireDifferent(this.consenters.get(i), this.consenters.get(j));
      }
    }
  }

  private static void requireDifferent(Consenter one, Consenter other) {
    checkArgument(one.id() == 0 || one.id() != other.id(), "number %s twice", one.id());
    checkArgument(!one.key().isSameSigner(other.key()), "%s and %s are one signer", one, other);
  }

  /**
   * Asks for signatures of some orderers, each named by its identity.
   *
   * <p>Where the service only tolerates crashes (Raft), Fabric's own policy asks for one.
   *
   * @param threshold how many must sign, in [1, number of orderers]
   * @param consenters 1 to {@value #MAX_CONSENTERS}
   * @return the set
   * @throws IllegalArgumentException if a number is out of range or an orderer is there twice
   */
  public static ConsenterSet atLeast(int threshold, Collection<Consenter> consenters) {
    return new ConsenterSet(threshold, false, consenters);
  }

  /**
   * Asks for the quorum of a Byzantine fault tolerant service, whose orderers are named by their numbers or
   * their identities.
   *
   * <p>Of n orderers f = floor((n - 1) / 3) may be malicious, and any two quorums of ceil((n + f + 1) / 2)
   * have an honest one in common.
   *
   * @param consenters 1 to {@value #MAX_CONSENTERS}, all with a number
   * @return the set
   * @throws IllegalArgumentException if there are none or too many, one has no number or is there twice
   */
  public static ConsenterSet byzantine(Collection<Consenter> consenters) {
    for (Consenter consenter : consenters) {
      checkArgument(consenter.id() > 0, "%s has no number", consenter);
    }
    int faulty = (consenters.size() - 1) / 3;
    return new ConsenterSet((consenters.size() + faulty + 2) / 2, true, consenters);
  }

  /**
   * How many orderers must sign.
   *
   * @return 1 to the number of orderers
   */
  public int threshold() {
    return threshold;
  }

  /**
   * The orderers.
   *
   * @return an unmodifiable list, not empty
   */
  public List<Consenter> consenters() {
    return consenters;
  }

  /**
   * Tells whether enough of these orderers signed a block.
   *
   * <p>Cost: signers are found and counted first, then there is one verification for each signature.
   *
   * @param header of the block
   * @param signatures that came with it
   * @return accepted; or rejected with {@link Reason#KEY_UNKNOWN} if one is of no orderer of this set, {@link
   *     Reason#SIGNER_REPEATED} if two are of one, {@link Reason#QUORUM_NOT_REACHED}, or a {@code
   *     SIGNATURE_...} reason of the first one that is not valid
   */
  public Verdict verify(BlockHeader header, BlockSignatures signatures) {
    List<Consenter> signers = new ArrayList<>();
    Set<Consenter> distinct = new HashSet<>();
    for (BlockSignature signature : signatures.signatures()) {
      Optional<Consenter> signer = find(signature);
      if (signer.isEmpty()) {
        return Verdict.rejected(
            Reason.KEY_UNKNOWN, signature + " is of none of " + consenters.size() + " orderers");
      }
      if (!distinct.add(signer.get())) {
        return Verdict.rejected(Reason.SIGNER_REPEATED, "two signatures of " + signer.get());
      }
      signers.add(signer.get());
    }
    if (signers.size() < threshold) {
      return Verdict.rejected(
          Reason.QUORUM_NOT_REACHED, signers.size() + " orderers signed, asked for " + threshold);
    }
    for (int i = 0; i < signers.size(); i++) {
      BlockSignature signature = signatures.signatures().get(i);
      byte[] message = BlockSignatures.signedBytes(signatures.value(), signature.header(), header);
      Verdict verdict = signers.get(i).key().verify(message, signature.signature());
      if (!verdict.isAccepted()) {
        return verdict;
      }
    }
    return Verdict.accepted();
  }

  private Optional<Consenter> find(BlockSignature signature) {
    if (signature.identifier().isPresent()) {
      long id = signature.identifier().get();
      return byNumber
          ? consenters.stream().filter(consenter -> consenter.id() == id).findAny()
          : Optional.empty();
    }
    byte[] creator = signature.creator().orElseThrow();
    return consenters.stream().filter(consenter -> consenter.isNamedBy(creator)).findAny();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsenterSet that
        && threshold == that.threshold
        && byNumber == that.byNumber
        && consenters.equals(that.consenters);
  }

  @Override
  public int hashCode() {
    return 31 * threshold + consenters.hashCode();
  }

  /** The threshold and the number of orderers: one line. */
  @Override
  public String toString() {
    return threshold + " of " + consenters.size() + " orderers";
  }
}
