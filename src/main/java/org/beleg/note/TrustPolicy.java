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

/**
 * Whom a verifier trusts, decided before any receipt is seen: one log, by its origin, the keys it may sign
 * with, and how its tree is hashed.
 *
 * <p>A signature of any one of the keys is enough, so that a log can change keys; a failing signature of
 * any of them condemns the checkpoint.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class TrustPolicy {

  private final String origin;
  private final ImmutableList<NoteVerifier> logKeys;
  private final TreeHasher treeHasher;

  private TrustPolicy(String origin, ImmutableList<NoteVerifier> logKeys, TreeHasher treeHasher) {
    this.origin = origin;
    this.logKeys = logKeys;
    this.treeHasher = treeHasher;
  }

  /**
   * Trusts a log with a tree over SHA-256.
   *
   * @param origin the first line of its checkpoints
   * @param logKeys the keys it signs with, at least one
   * @return the policy
   * @throws IllegalArgumentException if the origin is not one line of text, there is no key, or two have
   *     one name and id, or one public key
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
    if (keys.stream().map(NoteVerifier::key).distinct().count() != keys.size()) {
      throw new IllegalArgumentException("two names have one public key");
    }
    return new TrustPolicy(origin, keys, TreeHasher.sha256());
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
    return new TrustPolicy(origin, logKeys, hasher);
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
   * one, and its signatures hold as {@link SignedNote#verify} says.
   *
   * @param checkpoint a note of anyone
   * @return accepted, or rejected with {@link Reason#CHECKPOINT_MALFORMED}, {@link Reason#ORIGIN_MISMATCH}
   *     or a reason of {@link SignedNote#verify}
   */
  public Verdict verify(SignedNote checkpoint) {
    Checkpoint opened;
    try {
      opened = Checkpoint.parse(treeHasher, checkpoint.text());
    } catch (MalformedDataException e) {
      return Verdict.rejected(Reason.CHECKPOINT_MALFORMED, String.valueOf(e.getMessage()));
    }
    return opened.origin().equals(origin)
        ? checkpoint.verify(logKeys)
        : Verdict.rejected(
            Reason.ORIGIN_MISMATCH, "checkpoint of " + opened.origin() + ", trusted is " + origin);
  }

  /**
   * Reads a checkpoint of the trusted log.
   *
   * @param checkpoint a note of anyone
   * @return what the log signed; to be trusted as far as the log is
   * @throws VerificationException if {@link #verify} refuses the note
   */
  public Checkpoint open(SignedNote checkpoint) throws VerificationException {
    verify(checkpoint).orThrow();
    try {
      return Checkpoint.parse(treeHasher, checkpoint.text());
    } catch (MalformedDataException e) {
      throw new AssertionError("a text that was read cannot be read again", e);
    }
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
        && treeHasher == that.treeHasher;
  }

  @Override
  public int hashCode() {
    return 31 * origin.hashCode() + logKeys.hashCode();
  }

  /** Names origin and keys. */
  @Override
  public String toString() {
    return "trusts " + origin + " signed by one of " + logKeys;
  }
}
