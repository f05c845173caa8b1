package org.beleg.proof;

import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.text.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a leaf is at an index of a tree: the Merkle inclusion proof of <a
 * href="https://www.rfc-editor.org/rfc/rfc9162.html#section-2.1.3">RFC 9162, section 2.1.3</a>, called
 * audit path in <a href="https://www.rfc-editor.org/rfc/rfc6962.html#section-2.1.1">RFC 6962, section
 * 2.1.1</a>.
 *
 * <p>A value of three numbers' worth of facts: leaf index, tree size, and the {@linkplain #path() path},
 * from the leaf's sibling to the root's child. It may have been made by anyone; nothing about it is
 * trusted until {@link #check} accepted it, and even an impossible index is only found there.
 *
 * <p><b>Security.</b> An accepted proof says that, under the trusted root, the leaf hash is reached by
 * the lefts and rights that index and size stand for. <em>A root does not bind the size of its tree</em>:
 * the same path may verify under another size, so take root and size from one signed checkpoint, or use
 * {@code org.beleg.note.Receipt}, which does. The leaf hash must have been computed by the verifier from
 * the entry itself.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class InclusionProof {

  private static final String FORMAT = "beleg/inclusion-proof/v1";
  private static final String WHAT = "inclusion proof";

  private final long leafIndex;
  private final long treeSize;
  private final HashList path;

  private InclusionProof(long leafIndex, long treeSize, HashList path) {
    this.leafIndex = leafIndex;
    this.treeSize = treeSize;
    this.path = path;
  }

  /**
   * Puts a proof together, for instance from a foreign encoding. Checks nothing but the hashes' sizes:
   * numbers and length are judged by {@link #check}. An unsigned 64-bit number of 2^63 or more is
   * negative here and refused there.
   *
   * @param leafIndex the index of the leaf, from 0
   * @param treeSize the number of leaves
   * @param path the hashes from the leaf's sibling to the root's child; copied
   * @return the proof
   * @throws IllegalArgumentException if the hashes do not all have one size
   */
  public static InclusionProof of(long leafIndex, long treeSize, List<Hash> path) {
    return new InclusionProof(leafIndex, treeSize, HashList.copyOf(path));
  }

  /**
   * The place of the leaf, from 0.
   *
   * @return the claimed leaf index
   */
  public long leafIndex() {
    return leafIndex;
  }

  /**
   * The number of leaves of the tree.
   *
   * @return the claimed tree size
   */
  public long treeSize() {
    return treeSize;
  }

  /**
   * The hashes that lead from the leaf to the root.
   *
   * @return an unmodifiable list, from the leaf's sibling to the root's child
   */
  public List<Hash> path() {
    return path;
  }

  /**
   * Computes the root that this proof stands for, for formats in which the root is not given but signed.
   *
   * <p>Cost: as {@link #check}.
   *
   * @param hasher how the tree is hashed, chosen by the verifier
   * @param leafHash hash of the entry, computed by the verifier
   * @return the root under which the proof would be accepted
   * @throws VerificationException if the proof has no root: index not below size, a path of the wrong
   *     length, hashes of the wrong size
   */
  public Hash impliedRoot(TreeHasher hasher, Hash leafHash) throws VerificationException {
    Verdict refusal = shapeRefusal(hasher, leafHash);
    if (refusal != null) {
      refusal.orThrow();
    }
    int size = hasher.hashSize();
    return Hash.of(climb(hasher, leafHash), Ascent.rootOffset(), size);
  }

  /**
   * Checks this proof against a root that the caller already trusts.
   *
   * <p>The number of hashes is fixed by {@code leafIndex} and {@code treeSize} and compared before
   * anything is hashed, so a proof that is too long or too short is refused without work.
   *
   * <p>Cost: at most ceil(log2 treeSize) node hashes; no allocation per level.
   *
   * @param hasher how the tree is hashed, chosen by the verifier
   * @param leafHash hash of the entry, computed by the verifier
   * @param rootHash the trusted root of the tree of {@link #treeSize()} leaves
   * @return accepted, or rejected with {@link Reason#TREE_SIZE_OUT_OF_RANGE}, {@link
   *     Reason#LEAF_INDEX_OUT_OF_RANGE}, {@link Reason#HASH_SIZE_WRONG}, {@link
   *     Reason#PATH_LENGTH_WRONG} or {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(TreeHasher hasher, Hash leafHash, Hash rootHash) {
    Verdict refusal = refusal(hasher, leafHash, rootHash);
    return refusal != null
        ? refusal
        : Shape.compare(rootHash, climb(hasher, leafHash), Ascent.rootOffset());
  }

  /** All that can be said against this proof before anything is hashed, or null. */
  @Nullable Verdict refusal(TreeHasher hasher, Hash leafHash, Hash rootHash) {
    Verdict refusal = shapeRefusal(hasher, leafHash);
    return refusal != null ? refusal : Shape.wrongSize(hasher, rootHash, "root");
  }

  private @Nullable Verdict shapeRefusal(TreeHasher hasher, Hash leafHash) {
    if (treeSize < 0) {
      return Verdict.rejected(
          Reason.TREE_SIZE_OUT_OF_RANGE, "tree size " + Long.toUnsignedString(treeSize));
    }
    if (leafIndex < 0 || leafIndex >= treeSize) {
      return Verdict.rejected(
          Reason.LEAF_INDEX_OUT_OF_RANGE,
          "leaf " + Long.toUnsignedString(leafIndex) + " of " + treeSize);
    }
    Verdict refusal = Shape.wrongSize(hasher, leafHash, "leaf");
    if (refusal == null) {
      refusal = Shape.wrongSize(hasher, path, "path");
    }
    return refusal != null ? refusal : Shape.wrongLength(path, ascent().pathLength());
  }

  /** The path as what it is. */
  HashList hashes() {
    return path;
  }

  /** Where the path leads; for proofs that are not refused. */
  Ascent ascent() {
    return Ascent.from(leafIndex, leafIndex + 1, treeSize);
  }

  private byte[] climb(TreeHasher hasher, Hash leafHash) {
    Ascent ascent = ascent();
    int size = hasher.hashSize();
    byte[] scratch = new byte[ascent.scratchSize(size)];
    leafHash.copyTo(scratch, Ascent.rootOffset());
    ascent.climb(hasher, path, scratch);
    return scratch;
  }

  /**
   * Reads what {@link #format} prints. Accepts any numbers below 2^63; {@link #check} judges them.
   *
   * @param text the proof
   * @return the proof
   * @throws MalformedDataException if the text is anything else
   */
  public static InclusionProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long leafIndex = lines.number("index");
    long treeSize = lines.number("size");
    return new InclusionProof(leafIndex, treeSize, ProofText.readHashes(lines, WHAT));
  }

  /**
   * This proof as text, format {@code beleg/inclusion-proof/v1}: that name, {@code index}, {@code size},
   * then one line of base64 per hash, each line ended by LF.
   *
   * @return the text
   * @throws IllegalStateException if a number is negative, which no proof that can verify has
   */
  public String format() {
    if (leafIndex < 0 || treeSize < 0) {
      throw new IllegalStateException("negative numbers have no text form");
    }
    StringBuilder text = new StringBuilder(FORMAT);
    text.append("\nindex ").append(leafIndex).append("\nsize ").append(treeSize).append('\n');
    ProofText.appendHashes(text, path);
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InclusionProof that
        && leafIndex == that.leafIndex
        && treeSize == that.treeSize
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(leafIndex) + Long.hashCode(treeSize)) + path.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return "leaf " + leafIndex + " of " + treeSize + " by " + path.size() + " hashes";
  }
}
