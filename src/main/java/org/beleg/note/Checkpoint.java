package org.beleg.note;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;

/**
 * What a log says of itself: its origin, its size and its root hash. The text of a signed note, as <a
 * href="https://c2sp.org/tlog-checkpoint">C2SP tlog-checkpoint</a> defines it.
 *
 * <pre>
 *   log.example/a
 *   5
 *   uFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8=
 * </pre>
 *
 * <p>Extension lines may follow; they are signed, and otherwise mean nothing here.
 *
 * <p><b>Security.</b> A checkpoint without its {@link SignedNote} is a claim of nobody. The one for size 0
 * must have the empty tree's root. Sizes are below 2^63, root hashes have 32 bytes.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class Checkpoint {

  private static final String WHAT = "checkpoint";
  private static final int ROOT_BYTES = 32;

  private final String origin;
  private final long treeSize;
  private final Hash rootHash;
  private final ImmutableList<String> extensions;

  private Checkpoint(String origin, long treeSize, Hash rootHash, List<String> extensions) {
    this.origin = origin;
    this.treeSize = treeSize;
    this.rootHash = rootHash;
    this.extensions = ImmutableList.copyOf(extensions);
  }

  /**
   * The checkpoint of a tree over SHA-256.
   *
   * @param origin names the log: one line, not empty
   * @param treeSize the number of leaves, 0 or more
   * @param rootHash 32 bytes
   * @return the checkpoint
   * @throws IllegalArgumentException if an argument breaks these rules, or the size is 0 and the root is
   *     not the empty tree's
   */
  public static Checkpoint of(String origin, long treeSize, Hash rootHash) {
    return of(TreeHasher.sha256(), origin, treeSize, rootHash);
  }

  /**
   * The checkpoint of a tree over any algorithm with hashes of 32 bytes.
   *
   * @param hasher how the tree is hashed
   * @param origin names the log: one line, not empty
   * @param treeSize the number of leaves, 0 or more
   * @param rootHash 32 bytes
   * @return the checkpoint
   * @throws IllegalArgumentException if an argument breaks these rules, or the size is 0 and the root is
   *     not the empty tree's
   */
  public static Checkpoint of(TreeHasher hasher, String origin, long treeSize, Hash rootHash) {
    Checkpoint checkpoint = new Checkpoint(origin, treeSize, rootHash, List.of());
    if (!NoteText.isLine(origin)) {
      throw new IllegalArgumentException("an origin is one line of text");
    }
    if (treeSize < 0 || rootHash.size() != ROOT_BYTES || !checkpoint.emptyMeansEmpty(hasher)) {
      throw new IllegalArgumentException("no tree of size " + treeSize + " has root " + rootHash);
    }
    return checkpoint;
  }

  private boolean emptyMeansEmpty(TreeHasher hasher) {
    return treeSize != 0 || rootHash.equals(hasher.emptyRoot());
  }

  /**
   * This checkpoint with other extension lines, for what else the log's signature shall cover: the head of
   * a hash chain, say. Signatures of type 0x06 do not cover them, see {@link NoteVerifier}.
   *
   * @param lines each one line of text, not empty; perhaps none
   * @return the changed checkpoint
   * @throws IllegalArgumentException if a line is empty or has a control character
   */
  public Checkpoint withExtensions(List<String> lines) {
    Checkpoint changed = new Checkpoint(origin, treeSize, rootHash, lines);
    if (!changed.extensions.stream().allMatch(NoteText::isLine)) {
      throw new IllegalArgumentException("an extension is one line of text");
    }
    return changed;
  }

  /**
   * Reads the checkpoint of a tree over SHA-256.
   *
   * @param noteText the text of a signed note, which should have been verified
   * @return the checkpoint
   * @throws MalformedDataException if the text is no checkpoint, its size is 2^63 or more, or is 0 with
   *     another root than the empty tree's
   */
  public static Checkpoint parse(String noteText) throws MalformedDataException {
    return parse(TreeHasher.sha256(), noteText);
  }

  /**
   * Reads the checkpoint of a tree over any algorithm with hashes of 32 bytes.
   *
   * @param hasher how the tree is hashed, chosen by the reader
   * @param noteText the text of a signed note, which should have been verified
   * @return the checkpoint
   * @throws MalformedDataException if the text is no checkpoint, its size is 2^63 or more, or is 0 with
   *     another root than the empty tree's
   */
  public static Checkpoint parse(TreeHasher hasher, String noteText) throws MalformedDataException {
    Checkpoint checkpoint = parseForAnyTree(noteText);
    if (!checkpoint.emptyMeansEmpty(hasher)) {
      throw new MalformedDataException(WHAT, "line 3", "not the root of the empty tree");
    }
    return checkpoint;
  }

  /** For signatures that cover numbers and not what they mean: accepts any root for size 0. */
  static Checkpoint parseForAnyTree(String noteText) throws MalformedDataException {
    LineReader lines = new LineReader(noteText, WHAT);
    String origin = lines.next();
    if (!NoteText.isLine(origin)) {
      throw lines.malformed("origin is empty or has a control character");
    }
    long treeSize = lines.number();
    byte[] root = StrictBase64.decode(lines.next(), WHAT, lines.where());
    if (root.length != ROOT_BYTES) {
      throw lines.malformed("root has " + root.length + " bytes, not " + ROOT_BYTES);
    }
    ImmutableList.Builder<String> extensions = ImmutableList.builder();
    while (lines.hasNext()) {
      String extension = lines.next();
      if (!NoteText.isLine(extension)) {
        throw lines.malformed("extension is empty or has a control character");
      }
      extensions.add(extension);
    }
    return new Checkpoint(origin, treeSize, Hash.of(root), extensions.build());
  }

  /**
   * The log that speaks.
   *
   * @return one line, not empty
   */
  public String origin() {
    return origin;
  }

  /**
   * The number of leaves.
   *
   * @return 0 or more
   */
  public long treeSize() {
    return treeSize;
  }

  /**
   * The root of the tree of that size.
   *
   * @return 32 bytes
   */
  public Hash rootHash() {
    return rootHash;
  }

  /**
   * The lines behind the root hash.
   *
   * @return an unmodifiable list, usually empty
   */
  public List<String> extensions() {
    return extensions;
  }

  /**
   * This checkpoint as the text of a note.
   *
   * @return origin, size, root in base64 and extensions, each line ended by LF
   */
  public String format() {
    StringBuilder text = new StringBuilder(origin).append('\n').append(treeSize).append('\n');
    text.append(StrictBase64.encode(rootHash.toByteArray())).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Checkpoint that
        && origin.equals(that.origin)
        && treeSize == that.treeSize
        && rootHash.equals(that.rootHash)
        && extensions.equals(that.extensions);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * origin.hashCode() + Long.hashCode(treeSize)) + rootHash.hashCode();
  }

  /** Names origin, size and root. */
  @Override
  public String toString() {
    return origin + " at size " + treeSize + ", root " + rootHash;
  }
}
