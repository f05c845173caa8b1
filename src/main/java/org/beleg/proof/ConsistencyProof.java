package org.beleg.proof;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.text.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a tree only grew: its first {@code oldSize} leaves are the leaves of the old tree. The
 * Merkle consistency proof of <a
 * href="https://www.rfc-editor.org/rfc/rfc9162.html#section-2.1.4">RFC 9162, section 2.1.4</a> and <a
 * href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1.2">RFC 6962, section 2.1.2</a>.
 *
 * <p>From size 0 there is nothing to prove, since the empty tree promised nothing: such a proof is always
 * refused, for its own {@linkplain Reason#OLD_SIZE_ZERO reason}. Between equal sizes the path is empty
 * and the roots must be equal.
 *
 * <p><b>Security.</b> Both roots must come from sources the verifier trusts, with their sizes: the old
 * one is usually remembered, the new one signed. A log that shows two consistent histories to two
 * verifiers is found only if they compare checkpoints.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class ConsistencyProof {

  private static final String FORMAT = "beleg/consistency-proof/v1";
  private static final String WHAT = "consistency proof";

  private final long oldSize;
  private final long newSize;
  private final HashList path;

  private ConsistencyProof(long oldSize, long newSize, HashList path) {
    this.oldSize = oldSize;
    this.newSize = newSize;
    this.path = path;
  }

  /**
   * Puts a proof together. Checks nothing but the hashes' sizes: numbers and length are judged by {@link
   * #check}. An unsigned 64-bit number of 2^63 or more is negative here and refused there.
   *
   * @param oldSize the number of leaves of the old tree
   * @param newSize the number of leaves of the new tree
   * @param path the hashes in the order of RFC 9162; copied
   * @return the proof
   * @throws IllegalArgumentException if the hashes do not all have one size
   */
  public static ConsistencyProof of(long oldSize, long newSize, List<Hash> path) {
    return new ConsistencyProof(oldSize, newSize, HashList.copyOf(path));
  }

  /**
   * The number of leaves of the old tree.
   *
   * @return the claimed old size
   */
  public long oldSize() {
    return oldSize;
  }

  /**
   * The number of leaves of the new tree.
   *
   * @return the claimed new size
   */
  public long newSize() {
    return newSize;
  }

  /**
   * The hashes from which both roots are rebuilt.
   *
   * @return an unmodifiable list
   */
  public List<Hash> path() {
    return path;
  }

  /**
   * Checks this proof against two roots that the caller already trusts.
   *
   * <p>The number of hashes is fixed by the two sizes and compared before anything is hashed.
   *
   * <p>Cost: at most 2 * ceil(log2 newSize) node hashes; no allocation per level.
   *
   * @param hasher how the trees are hashed, chosen by the verifier
   * @param oldRoot the trusted root of the tree of {@link #oldSize()} leaves
   * @param newRoot the trusted root of the tree of {@link #newSize()} leaves
   * @return accepted, or rejected with {@link Reason#TREE_SIZE_OUT_OF_RANGE}, {@link
   *     Reason#OLD_SIZE_ZERO}, {@link Reason#SIZES_DECREASING}, {@link Reason#HASH_SIZE_WRONG}, {@link
   *     Reason#PATH_LENGTH_WRONG}, {@link Reason#ROOTS_DIFFER_AT_EQUAL_SIZE}, {@link
   *     Reason#OLD_ROOT_MISMATCH} or {@link Reason#NEW_ROOT_MISMATCH}
   */
  public Verdict check(TreeHasher hasher, Hash oldRoot, Hash newRoot) {
    Verdict refusal = shapeRefusal(hasher, oldRoot, newRoot);
    if (refusal != null) {
      return refusal;
    }
    if (oldSize == newSize) {
      return oldRoot.equals(newRoot)
          ? Verdict.accepted()
          : Verdict.rejected(
              Reason.ROOTS_DIFFER_AT_EQUAL_SIZE,
              "size " + oldSize + " has roots " + oldRoot + " and " + newRoot);
    }
    return SubtreeProof.climb(
        Ascent.from(0, oldSize, newSize),
        hasher,
        path,
        oldRoot,
        Reason.OLD_ROOT_MISMATCH,
        newRoot,
        Reason.NEW_ROOT_MISMATCH);
  }

  private @Nullable Verdict shapeRefusal(TreeHasher hasher, Hash oldRoot, Hash newRoot) {
    if (oldSize < 0 || newSize < 0) {
      return Verdict.rejected(
          Reason.TREE_SIZE_OUT_OF_RANGE,
          "sizes " + Long.toUnsignedString(oldSize) + " and " + Long.toUnsignedString(newSize));
    }
    if (oldSize == 0) {
      return Verdict.rejected(Reason.OLD_SIZE_ZERO, "the empty tree is a prefix of every tree");
    }
    if (oldSize > newSize) {
      return Verdict.rejected(Reason.SIZES_DECREASING, "from " + oldSize + " to " + newSize);
    }
    Verdict refusal = Shape.wrongSize(hasher, oldRoot, "old root");
    if (refusal == null) {
      refusal = Shape.wrongSize(hasher, newRoot, "new root");
    }
    if (refusal == null) {
      refusal = Shape.wrongSize(hasher, path, "path");
    }
    return refusal != null
        ? refusal
        : Shape.wrongLength(path, Ascent.from(0, oldSize, newSize).pathLength());
  }

  /**
   * Reads what {@link #format} prints. Accepts any numbers below 2^63; {@link #check} judges them.
   *
   * @param text the proof
   * @return the proof
   * @throws MalformedDataException if the text is anything else
   */
  public static ConsistencyProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long oldSize = lines.number("old");
    long newSize = lines.number("new");
    return new ConsistencyProof(oldSize, newSize, ProofText.readHashes(lines, WHAT));
  }

  /**
   * This proof as text, format {@code beleg/consistency-proof/v1}: that name, {@code old}, {@code new},
   * then one line of base64 per hash, each line ended by LF.
   *
   * @return the text
   * @throws IllegalStateException if a number is negative, which no proof that can verify has
   */
  public String format() {
    if (oldSize < 0 || newSize < 0) {
      throw new IllegalStateException("negative numbers have no text form");
    }
    StringBuilder text = new StringBuilder(FORMAT);
    text.append("\nold ").append(oldSize).append("\nnew ").append(newSize).append('\n');
    ProofText.appendHashes(text, path);
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConsistencyProof that
        && oldSize == that.oldSize
        && newSize == that.newSize
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(oldSize) + Long.hashCode(newSize)) + path.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return "size " + oldSize + " is a prefix of size " + newSize + " by " + path.size() + " hashes";
  }
}
