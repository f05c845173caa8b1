package org.beleg.proof;

import com.google.common.primitives.ImmutableLongArray;
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
 * Shows that many leaves are in one tree, holding each needed hash once.
 *
 * <p>The {@linkplain #path() path} is the list of the largest subtrees in which no leaf is proven, from
 * left to right; the leaf indexes alone fix what they are. For one leaf it has the hashes of its {@link
 * InclusionProof}, ordered from left to right instead of upwards.
 *
 * <p><b>Security.</b> The layout is computed by the verifier. The forgeries of other libraries lived in
 * flags, counts and orders that the prover chose; here indexes must strictly increase, each leaf hash and
 * each hash of the path is used exactly once, and none is left over. As with every proof, the root does
 * not bind the tree size.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class MultiProof {

  private static final String FORMAT = "beleg/multi-proof/v1";
  private static final String WHAT = "multi-proof";

  private final long treeSize;

  @SuppressWarnings("Immutable") // Guava's array is immutable, it only lacks the annotation
  private final ImmutableLongArray leafIndexes;

  private final HashList path;

  private MultiProof(long treeSize, ImmutableLongArray leafIndexes, HashList path) {
    this.treeSize = treeSize;
    this.leafIndexes = leafIndexes;
    this.path = path;
  }

  /**
   * Puts a proof together. Checks nothing but the hashes' sizes: indexes, size and length are judged by
   * {@link #check}.
   *
   * @param treeSize the number of leaves of the tree
   * @param leafIndexes the indexes of the proven leaves; copied
   * @param path the hashes from left to right; copied
   * @return the proof
   * @throws IllegalArgumentException if the hashes do not all have one size
   */
  public static MultiProof of(long treeSize, long[] leafIndexes, List<Hash> path) {
    return new MultiProof(treeSize, ImmutableLongArray.copyOf(leafIndexes), HashList.copyOf(path));
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
   * The indexes of the proven leaves.
   *
   * @return a new array of the claimed indexes
   */
  public long[] leafIndexes() {
    return leafIndexes.toArray();
  }

  /**
   * The hashes of the largest subtrees without a proven leaf.
   *
   * @return an unmodifiable list, from left to right
   */
  public List<Hash> path() {
    return path;
  }

  /**
   * Checks this proof against a root that the caller already trusts. All leaves stand or fall together.
   *
   * <p>Indexes, counts and the exact length are checked before anything is hashed.
   *
   * <p>Cost: at most {@code k + path().size() - 1} node hashes for {@code k} leaves, which is at most {@code
   * k * ceil(log2 treeSize)}.
   *
   * @param hasher how the tree is hashed, chosen by the verifier
   * @param leafHashes hashes of the entries, computed by the verifier, in the order of {@link
   *     #leafIndexes()}
   * @param rootHash the trusted root of the tree of {@link #treeSize()} leaves
   * @return accepted, or rejected with {@link Reason#TREE_SIZE_OUT_OF_RANGE}, {@link Reason#NO_LEAVES},
   *     {@link Reason#LEAF_INDEXES_NOT_INCREASING}, {@link Reason#LEAF_INDEX_OUT_OF_RANGE}, {@link
   *     Reason#LEAF_COUNT_WRONG}, {@link Reason#HASH_SIZE_WRONG}, {@link Reason#PATH_LENGTH_WRONG} or
   *     {@link Reason#ROOT_MISMATCH}
   */
  public Verdict check(TreeHasher hasher, List<Hash> leafHashes, Hash rootHash) {
    List<Hash> judged =
        List.copyOf(leafHashes); // judged and hashed is one list, whoever writes to it
    for (Hash leafHash : judged) {
      Verdict refusal = Shape.wrongSize(hasher, leafHash, "leaf");
      if (refusal != null) {
        return refusal;
      }
    }
    long[] indexes = leafIndexes.toArray();
    HashList leaves = HashList.copyOf(judged);
    Verdict refusal = shapeRefusal(hasher, indexes, leaves, rootHash);
    if (refusal != null) {
      return refusal;
    }
    MultiAscent ascent = new MultiAscent(treeSize, indexes);
    refusal = Shape.wrongLength(path, ascent.pathLength());
    if (refusal != null) {
      return refusal;
    }
    byte[] computed = ascent.climb(hasher, leaves, path);
    return Shape.compare(rootHash, computed, 0);
  }

  private @Nullable Verdict shapeRefusal(
      TreeHasher hasher, long[] indexes, HashList leaves, Hash rootHash) {
    if (treeSize < 0) {
      return Verdict.rejected(
          Reason.TREE_SIZE_OUT_OF_RANGE, "tree size " + Long.toUnsignedString(treeSize));
    }
    if (indexes.length == 0) {
      return Verdict.rejected(Reason.NO_LEAVES, "no leaf is proven");
    }
    if (!MultiAscent.isIncreasing(indexes)) {
      return Verdict.rejected(
          Reason.LEAF_INDEXES_NOT_INCREASING, indexes.length + " indexes, not in strict order");
    }
    long lowest = indexes[0];
    long highest = indexes[indexes.length - 1];
    if (lowest < 0 || highest >= treeSize) {
      return Verdict.rejected(
          Reason.LEAF_INDEX_OUT_OF_RANGE,
          "leaf " + Long.toUnsignedString(lowest < 0 ? lowest : highest) + " of " + treeSize);
    }
    if (leaves.size() != indexes.length) {
      return Verdict.rejected(
          Reason.LEAF_COUNT_WRONG,
          leaves.size() + " leaf hashes for " + indexes.length + " indexes");
    }
    Verdict refusal = Shape.wrongSize(hasher, rootHash, "root");
    return refusal != null ? refusal : Shape.wrongSize(hasher, path, "path");
  }

  /**
   * Reads what {@link #format} prints. Accepts any numbers below 2^63; {@link #check} judges them.
   *
   * @param text the proof
   * @return the proof
   * @throws MalformedDataException if the text is anything else
   */
  public static MultiProof parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    long treeSize = lines.number("size");
    ImmutableLongArray.Builder indexes = ImmutableLongArray.builder();
    while (lines.nextBeginsWith("leaf ")) {
      indexes.add(lines.number("leaf"));
    }
    return new MultiProof(treeSize, indexes.build(), ProofText.readHashes(lines, WHAT));
  }

  /**
   * This proof as text, format {@code beleg/multi-proof/v1}: that name, {@code size}, one line {@code
   * leaf} per index, then one line of base64 per hash, each line ended by LF.
   *
   * @return the text
   * @throws IllegalStateException if a number is negative, which no proof that can verify has
   */
  public String format() {
    StringBuilder text =
        new StringBuilder(FORMAT).append("\nsize ").append(treeSize).append('\n');
    boolean negative = treeSize < 0;
    for (int i = 0; i < leafIndexes.length(); i++) {
      negative |= leafIndexes.get(i) < 0;
      text.append("leaf ").append(leafIndexes.get(i)).append('\n');
    }
    if (negative) {
      throw new IllegalStateException("negative numbers have no text form");
    }
    ProofText.appendHashes(text, path);
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultiProof that
        && treeSize == that.treeSize
        && leafIndexes.equals(that.leafIndexes)
        && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(treeSize) + leafIndexes.hashCode()) + path.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return leafIndexes.length() + " leaves of " + treeSize + " by " + path.size() + " hashes";
  }
}
