package org.beleg.proof;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import java.util.Objects;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.text.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * Shows that the leaves of a subtree are leaves of a tree, at the same indexes: the subtree consistency
 * proof of <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-plants-merkle-tree-certs/">draft-ietf-plants-merkle-tree-certs</a>.
 *
 * <p>Both older kinds are special cases of it: for a subtree {@code [0, m)} it is a {@link
 * ConsistencyProof}, for a single leaf an {@link InclusionProof}. That a leaf is in the subtree is shown
 * by an {@link InclusionProof} with {@code leafIndex - begin} and {@code end - begin}.
 *
 * <p><b>Security.</b> Subtree hash and root must be trusted, together with their intervals.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class SubtreeProof {

  private static final String FORMAT = "beleg/subtree-proof/v1";
  private static final String WHAT = "subtree proof";

  private final long begin;
  private final long end;
  private final long treeSize;
  private final HashList path;

  private SubtreeProof(long begin, long end, long treeSize, HashList path) {
    this.begin = begin;
    this.end = end;
    this.treeSize = treeSize;
    this.path = path;
  }

  /**
   * Puts a proof together. Checks nothing but the hashes' sizes: the interval, the size and the length
   * are judged by {@link #check}.
   *
   * @param begin the first leaf of the subtree
   * @param end the leaf after its last one
   * @param treeSize the number of leaves of the tree
   * @param path the hashes in the order of the draft; copied
   * @return the proof
   * @throws IllegalArgumentException if the hashes do not all have one size
   */
  public static SubtreeProof of(long begin, long end, long treeSize, List<Hash> path) {
    return new SubtreeProof(begin, end, treeSize, HashList.copyOf(path));
  }

  /**
   * The first leaf of the subtree.
   *
   * @return its claimed index
   */
  public long begin() {
    return begin;
  }

  /**
   * The leaf after the last one of the subtree.
   *
   * @return its claimed index
   */
  public long end() {
    return end;
  }

  /**
   * The number of leaves of the tree.
   *
   * @return the claimed size
   */
  public long treeSize() {
    return treeSize;
  }

  /**
   * The hashes from which subtree hash and root are rebuilt.
   *
   * @return an unmodifiable list
   */
  public List<Hash> path() {
    return path;
  }

  /**
   * Checks this proof against a subtree hash and a root that the caller already trusts.
   *
   * <p>The number of hashes is fixed by the positions and compared before anything is hashed.
   *
   * <p>Cost: at most 2 * ceil(log2 treeSize) node hashes; no allocation per level.
   *
   * @param hasher how the tree is hashed, chosen by the verifier
   * @param subtreeHash the trusted hash of the leaves [begin, end)
   * @param rootHash the trusted root of the tree of {@link #treeSize()} leaves
   * @return accepted, or rejected with {@link Reason#TREE_SIZE_OUT_OF_RANGE}, {@link
   *     Reason#SUBTREE_INVALID}, {@link Reason#HASH_SIZE_WRONG}, {@link Reason#PATH_LENGTH_WRONG}, {@link
   *     Reason#SUBTREE_HASH_MISMATCH} or {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(TreeHasher hasher, Hash subtreeHash, Hash rootHash) {
    Verdict refusal = shapeRefusal(hasher, subtreeHash, rootHash);
    return refusal != null
        ? refusal
        : climb(
            Ascent.from(begin, end, treeSize),
            hasher,
            path,
            subtreeHash,
            Reason.SUBTREE_HASH_MISMATCH,
            rootHash,
            Reason.ROOT_MISMATCH);
  }

  private @Nullable Verdict shapeRefusal(TreeHasher hasher, Hash subtreeHash, Hash rootHash) {
    if (treeSize < 0) {
      return Verdict.rejected(
          Reason.TREE_SIZE_OUT_OF_RANGE, "tree size " + Long.toUnsignedString(treeSize));
    }
    if (!Subtree.isValid(begin, end) || end > treeSize) {
      return Verdict.rejected(
          Reason.SUBTREE_INVALID, "[" + begin + ", " + end + ") in a tree of " + treeSize);
    }
    Verdict refusal = Shape.wrongSize(hasher, subtreeHash, "subtree");
    if (refusal == null) {
      refusal = Shape.wrongSize(hasher, rootHash, "root");
    }
    if (refusal == null) {
      refusal = Shape.wrongSize(hasher, path, "path");
    }
    return refusal != null
        ? refusal
        : Shape.wrongLength(path, Ascent.from(begin, end, treeSize).pathLength());
  }

  /** Adds a path of the right shape up and compares both ends. */
  static Verdict climb(
      Ascent ascent,
      TreeHasher hasher,
      HashList path,
      Hash subtreeHash,
      Reason subtreeReason,
      Hash rootHash,
      Reason rootReason) {
    int size = hasher.hashSize();
    byte[] scratch = new byte[ascent.scratchSize(size)];
    subtreeHash.copyTo(scratch, Ascent.rootOffset());
    ascent.climb(hasher, path, scratch);
    if (!ascent.startsAtSubtree() && !subtreeHash.matches(scratch, Ascent.subtreeOffset(size))) {
      return Shape.mismatch(subtreeReason, subtreeHash, scratch, Ascent.subtreeOffset(size));
    }
    return rootHash.matches(scratch, Ascent.rootOffset())
        ? Verdict.accepted()
        : Shape.mismatch(rootReason, rootHash, scratch, Ascent.rootOffset());
  }

  /**
   * Reads what {@link #format} prints. Accepts any numbers below 2^63; {@link #check} judges them.
   *
   * @param text the proof
   * @return the proof
   * @throws MalformedDataException if the text is anything else
   */
  public static SubtreeProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long begin = lines.number("begin");
    long end = lines.number("end");
    long treeSize = lines.number("size");
    return new SubtreeProof(begin, end, treeSize, ProofText.readHashes(lines, WHAT));
  }

  /**
   * This proof as text, format {@code beleg/subtree-proof/v1}: that name, {@code begin}, {@code end},
   * {@code size}, then one line of base64 per hash, each line ended by LF.
   *
   * @return the text
   * @throws IllegalStateException if a number is negative, which no proof that can verify has
   */
  public String format() {
    if (begin < 0 || end < 0 || treeSize < 0) {
      throw new IllegalStateException("negative numbers have no text form");
    }
    StringBuilder text = new StringBuilder(FORMAT);
    text.append("\nbegin ").append(begin).append("\nend ").append(end);
    text.append("\nsize ").append(treeSize).append('\n');
    ProofText.appendHashes(text, path);
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubtreeProof that
        && begin == that.begin
        && end == that.end
        && treeSize == that.treeSize
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(begin, end, treeSize, path);
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return "leaves [" + begin + ", " + end + ") of " + treeSize + " by " + path.size() + " hashes";
  }
}
