package org.beleg.note;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.Collection;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.ConsistencyProof;
import org.beleg.sign.SignaturePolicy;
import org.beleg.sign.VerifyingKey;

/**
 * Whom a verifier trusts, decided before any receipt is seen: one log, by its origin, the keys it may sign
 * with, how many of them must have signed, and how its tree is hashed.
 *
 * <p>Unless a quorum is asked for, a signature of any one of the keys is enough, so that a log can change
 * keys. A failing signature of any of them condemns the checkpoint, whatever the others say: who cannot
 * verify it must not be told that it is fine.
 *
 * <pre>{@code
 * // two of three subsidiaries, whatever their algorithms
 * TrustPolicy group = TrustPolicy.of("group.example/ledger", List.of(insurance, bank, securities))
 *     .withTreeHasher(TreeHasher.of(HashAlgorithm.SM3))
 *     .withQuorum(2);
 * }</pre>
 *
 * <p><b>Nobody counts twice.</b> Signatures are counted by key name: two keys of one name are those of one
 * signer, who changes keys. Two names, or two types of note signatures, with one secret behind them
 * ({@link VerifyingKey#isSameSigner}) are no policy. A quorum asks for signatures over the whole text: on
 * a checkpoint with extension lines, those that do not cover them do not count.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class TrustPolicy {

  private final String origin;
  private final ImmutableList<NoteVerifier> logKeys;
  private final Quorum quorum;
  private final TreeHasher treeHasher;

  private TrustPolicy(
      String origin, ImmutableList<NoteVerifier> logKeys, Quorum quorum, TreeHasher treeHasher) {
    this.origin = origin;
    this.logKeys = logKeys;
    this.quorum = quorum;
    this.treeHasher = treeHasher;
  }

  /**
   * Trusts a log with a tree over SHA-256, if any one of its keys signed.
   *
   * @param origin the first line of its checkpoints
   * @param logKeys the keys it signs with, at least one
   * @return the policy
   * @throws IllegalArgumentException if the origin is not one line of text, there is no key, or two have
   *     one name and id, or are of one signer
   */
  public static TrustPolicy of(String origin, Collection<NoteVerifier> logKeys) {
    ImmutableList<NoteVerifier> keys = ImmutableList.copyOf(logKeys);
    if (!NoteText.isLine(origin)) {
      throw new IllegalArgumentException("an origin is one line of text");
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a policy without keys would trust nothing");
    }
    SignedNote.requireDistinct(keys);
    requireDistinctSigners(keys);
    return new TrustPolicy(origin, keys, Quorum.of(1, keys), TreeHasher.sha256());
  }

  private static void requireDistinctSigners(List<NoteVerifier> keys) {
    for (int i = 0; i < keys.size(); i++) {
      for (NoteVerifier earlier : keys.subList(0, i)) {
        if (keys.get(i).key().isSameSigner(earlier.key())) {
          throw new IllegalArgumentException("one signer has the keys " + earlier.keyName()
              + " and " + keys.get(i).keyName());
        }
      }
    }
  }

  /**
   * This policy for a log whose checkpoints count only if some number of its signers signed them.
   *
   * @param threshold how many names of keys, at least 1 and at most as many as there are
   * @return the changed policy; it replaces any other quorum
   * @throws IllegalArgumentException if the threshold is out of range
   */
  public TrustPolicy withQuorum(int threshold) {
    return new TrustPolicy(origin, logKeys, Quorum.of(threshold, logKeys), treeHasher);
  }

  /**
   * This policy for a log whose checkpoints count only if those signed them whom another policy asks for,
   * such as {@code 2 of (chair*2, bank, insurance)}. Its key ids are the names of this policy's keys.
   *
   * @param policy over the names of {@link #logKeys()}, all of them
   * @return the changed policy; it replaces any other quorum
   * @throws IllegalArgumentException if the policy leaves a name out or has one of its own
   */
  public TrustPolicy withQuorum(SignaturePolicy policy) {
    return new TrustPolicy(origin, logKeys, Quorum.of(policy, logKeys), treeHasher);
  }

  /**
   * This policy for a log whose tree is hashed otherwise.
   *
   * @param hasher how the tree is hashed; its hashes have 32 bytes
   * @return the changed policy
   * @throws IllegalArgumentException if its hashes have another size, which no checkpoint can hold
   */
  public TrustPolicy withTreeHasher(TreeHasher hasher) {
    if (hasher.hashSize() != 32) {
      throw new IllegalArgumentException("checkpoints hold roots of 32 bytes, not " + hasher);
    }
    return new TrustPolicy(origin, logKeys, quorum, hasher);
  }

  /**
   * The trusted log.
   *
   * @return the first line of its checkpoints
   */
  public String origin() {
    return origin;
  }

  /**
   * The keys that the log signs with.
   *
   * @return an unmodifiable list, not empty
   */
  public List<NoteVerifier> logKeys() {
    return logKeys;
  }

  /**
   * How the log's tree is hashed.
   *
   * @return the hasher
   */
  public TreeHasher treeHasher() {
    return treeHasher;
  }

  /**
   * Decides whether a note is a checkpoint of the trusted log: its text is one, its origin is the trusted
   * one, its signatures hold as {@link SignedNote#verify} says, and they are enough.
   *
   * <p>Cost: a signature check for each line of a known key.
   *
   * @param checkpoint a note of anyone
   * @return accepted, or rejected with {@link Reason#CHECKPOINT_MALFORMED}, {@link
   *     Reason#ORIGIN_MISMATCH}, a reason of {@link SignedNote#verify} or, with a detail that says who is
   *     missing, {@link Reason#QUORUM_NOT_REACHED}
   */
  public Verdict verify(SignedNote checkpoint) {
    try {
      return judge(parse(checkpoint), checkpoint);
    } catch (VerificationException e) {
      return e.verdict();
    }
  }

  /**
   * Reads a checkpoint of the trusted log.
   *
   * @param checkpoint a note of anyone
   * @return what the log signed; to be trusted as far as the log is
   * @throws VerificationException if {@link #verify} refuses the note
   */
  public Checkpoint open(SignedNote checkpoint) throws VerificationException {
    Checkpoint opened = parse(checkpoint);
    judge(opened, checkpoint).orThrow();
    return opened;
  }

  private Checkpoint parse(SignedNote note) throws VerificationException {
    try {
      return Checkpoint.parse(treeHasher, note.text());
    } catch (MalformedDataException e) {
      throw new VerificationException(
          new Verdict.Rejected(Reason.CHECKPOINT_MALFORMED, String.valueOf(e.getMessage())));
    }
  }

  private Verdict judge(Checkpoint opened, SignedNote note) {
    return opened.origin().equals(origin)
        ? note.verify(logKeys, quorum::check)
        : Verdict.rejected(
            Reason.ORIGIN_MISMATCH, "checkpoint of " + opened.origin() + ", trusted is " + origin);
  }

  /**
   * Decides whether the trusted log only grew from one checkpoint to another, in one call: both
   * checkpoints, their sizes, and the proof between their roots.
   *
   * @param older the checkpoint of the smaller tree, usually one that was kept
   * @param newer the checkpoint of the larger tree
   * @param proof leads from the one size to the other
   * @return accepted, or rejected with a reason of {@link #verify}, {@link Reason#TREE_SIZE_MISMATCH} or a
   *     reason of {@link ConsistencyProof#check}
   */
  public Verdict verifyGrowth(SignedNote older, SignedNote newer, ConsistencyProof proof) {
    Checkpoint before;
    Checkpoint after;
    try {
      before = open(older);
      after = open(newer);
    } catch (VerificationException e) {
      return e.verdict();
    }
    if (proof.oldSize() != before.treeSize() || proof.newSize() != after.treeSize()) {
      return Verdict.rejected(
          Reason.TREE_SIZE_MISMATCH,
          "proof from " + proof.oldSize() + " to " + proof.newSize() + ", checkpoints of "
              + before.treeSize() + " and " + after.treeSize());
    }
    return proof.check(treeHasher, before.rootHash(), after.rootHash());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustPolicy that
        && origin.equals(that.origin)
        && logKeys.equals(that.logKeys)
        && quorum.equals(that.quorum)
        && treeHasher == that.treeHasher;
  }

  @Override
  public int hashCode() {
    return 31 * origin.hashCode() + logKeys.hashCode();
  }

  /** Names origin, quorum and keys. */
  @Override
  public String toString() {
    return "trusts " + origin + " signed by " + quorum + ", keys " + logKeys;
  }
}
