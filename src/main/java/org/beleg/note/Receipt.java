package org.beleg.note;

import com.google.errorprone.annotations.Immutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;
import org.beleg.internal.text.Utf8;
import org.beleg.proof.InclusionProof;
import org.jspecify.annotations.Nullable;

/**
 * The paper that proves an entry: an inclusion proof and the signed checkpoint it leads to, in the format
 * of <a href="https://c2sp.org/tlog-proof">C2SP tlog-proof</a>, version 1.
 *
 * <pre>{@code
 * Receipt receipt = Receipt.parse(Files.readString(path));
 * TrustPolicy policy = TrustPolicy.of("log.example/a", List.of(NoteVerifier.parse(vkey)));
 * Verdict verdict = receipt.verify(entry, policy);
 * }</pre>
 *
 * <p><b>Security.</b> {@link #verify} is the one call that binds the bytes of an entry to a trusted key.
 * Everything else about a receipt - its index, its checkpoint, its extra data - is a claim until then, and
 * the extra data remains one, as nothing signs it. An accepted receipt shows that the log committed to this
 * entry at this index; it does not show when, unless the checkpoint's signer says so, and it does not show
 * that the log tells everybody the same.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class Receipt {

  private static final String FORMAT = "c2sp.org/tlog-proof@v1";
  private static final String WHAT = "receipt";
  private static final int HASH_BYTES = 32;
  private static final int MAX_PATH = 63; // of a tree below 2^63 leaves

  private final InclusionProof proof;
  private final SignedNote checkpointNote;
  private final Checkpoint checkpoint;

  @SuppressWarnings("Immutable") // private copy, never handed out, never written after construction
  private final byte @Nullable [] extra;

  private Receipt(
      InclusionProof proof, SignedNote note, Checkpoint checkpoint, byte @Nullable [] extra) {
    this.proof = proof;
    this.checkpointNote = note;
    this.checkpoint = checkpoint;
    this.extra = extra;
  }

  /**
   * Puts a receipt together. Judges neither the path nor the signatures.
   *
   * @param proof a proof with hashes of 32 bytes for the tree size of the checkpoint
   * @param checkpoint a signed checkpoint of a tree with at least one leaf
   * @return the receipt
   * @throws MalformedDataException if the note is no checkpoint, the sizes differ, or a number or hash of
   *     the proof has no place in a receipt
   */
  public static Receipt of(InclusionProof proof, SignedNote checkpoint)
      throws MalformedDataException {
    Checkpoint parsed = parseCheckpoint(checkpoint);
    if (proof.treeSize() != parsed.treeSize()) {
      throw new MalformedDataException(
          WHAT,
          "checkpoint",
          "size is " + parsed.treeSize() + ", the proof's is " + proof.treeSize());
    }
    boolean foreignHash = proof.path().stream().anyMatch(hash -> hash.size() != HASH_BYTES);
    if (proof.leafIndex() < 0 || foreignHash || proof.path().size() > MAX_PATH) {
      throw new MalformedDataException(WHAT, "proof", "negative index, or no hashes of 32 bytes");
    }
    return new Receipt(proof, checkpoint, parsed, null);
  }

  /**
   * This receipt with opaque data for the application, such as what it takes to rebuild the entry. Nothing
   * signs it.
   *
   * @param data at least one byte; copied
   * @return the receipt with the data, in place of any other
   * @throws IllegalArgumentException if there are no bytes, or too many for a receipt to be read again
   */
  public Receipt withExtra(byte[] data) {
    if (data.length == 0 || data.length > SignedNote.MAX_LENGTH / 2) {
      throw new IllegalArgumentException(data.length + " bytes of extra data");
    }
    return new Receipt(proof, checkpointNote, checkpoint, data.clone());
  }

  /**
   * Reads what {@link #format} prints. Judges neither the path nor the signatures.
   *
   * @param text the whole receipt
   * @return the receipt
   * @throws MalformedDataException if the text breaks the format
   */
  public static Receipt parse(String text) throws MalformedDataException {
    if (text.length() > 2 * SignedNote.MAX_LENGTH) {
      throw new MalformedDataException(WHAT, "whole text", "too long");
    }
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    byte[] extra = null;
    if (lines.nextBeginsWith("extra ")) {
      extra = StrictBase64.decode(lines.value("extra"), WHAT, lines.where());
      if (extra.length == 0 || extra.length > SignedNote.MAX_LENGTH / 2) {
        throw lines.malformed(extra.length + " bytes of extra data");
      }
    }
    long leafIndex = lines.number("index");
    List<Hash> path = new ArrayList<>();
    for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
      byte[] hash = StrictBase64.decode(line, WHAT, lines.where());
      if (hash.length != HASH_BYTES || path.size() == MAX_PATH) {
        throw lines.malformed("hash of " + hash.length + " bytes, number " + (path.size() + 1));
      }
      path.add(Hash.of(hash));
    }
    SignedNote note = SignedNote.parse(lines.rest());
    Checkpoint checkpoint = parseCheckpoint(note);
    InclusionProof proof = InclusionProof.of(leafIndex, checkpoint.treeSize(), path);
    return new Receipt(proof, note, checkpoint, extra);
  }

  /**
   * Reads a receipt from the bytes of a file.
   *
   * @param utf8 the whole receipt
   * @return the receipt
   * @throws MalformedDataException if the bytes are not UTF-8, or as {@link #parse(String)}
   */
  public static Receipt parse(byte[] utf8) throws MalformedDataException {
    return parse(Utf8.decode(utf8, WHAT));
  }

  private static Checkpoint parseCheckpoint(SignedNote note) throws MalformedDataException {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    if (checkpoint.treeSize() == 0) {
      throw new MalformedDataException(WHAT, "checkpoint", "the empty tree has no entries");
    }
    return checkpoint;
  }

  /**
   * The inclusion proof, for the tree size that the checkpoint states.
   *
   * @return the proof, not yet judged
   */
  public InclusionProof proof() {
    return proof;
  }

  /**
   * The signed checkpoint.
   *
   * @return the note, not yet judged
   */
  public SignedNote checkpointNote() {
    return checkpointNote;
  }

  /**
   * What the signed checkpoint says.
   *
   * @return the checkpoint, not yet judged
   */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /**
   * Opaque data for the application, which nothing signs.
   *
   * @return a new array, or empty if there is none
   */
  public Optional<byte[]> extra() {
    return Optional.ofNullable(extra).map(byte[]::clone);
  }

  /**
   * Decides whether the log that the policy trusts committed to this entry.
   *
   * <p>In this order: the checkpoint's origin is the trusted one; its signatures hold (see {@link
   * SignedNote#verify}); the entry's leaf hash leads by the path, at the stated index and in a tree of the
   * signed size, to the signed root.
   *
   * <p>Cost: one hash of the entry, at most 63 node hashes, and a signature check for each line of a
   * trusted key.
   *
   * @param entry the record, exactly as it was logged
   * @param policy whom to trust
   * @return accepted, or rejected with a reason of {@link TrustPolicy#verify} or one of {@link InclusionProof#check}
   */
  public Verdict verify(byte[] entry, TrustPolicy policy) {
    Verdict trusted = policy.verify(checkpointNote);
    if (!trusted.isAccepted()) {
      return trusted;
    }
    Hash leafHash = policy.treeHasher().leafHash(entry);
    return proof.check(policy.treeHasher(), leafHash, checkpoint.rootHash());
  }

  /**
   * This receipt as text, to be kept in a file whose name ends in {@code .tlog-proof} or {@code .receipt}.
   *
   * @return what {@link #parse(String)} reads
   */
  public String format() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    if (extra != null) {
      text.append("extra ").append(StrictBase64.encode(extra)).append('\n');
    }
    text.append("index ").append(proof.leafIndex()).append('\n');
    for (Hash hash : proof.path()) {
      text.append(StrictBase64.encode(hash.toByteArray())).append('\n');
    }
    return text.append('\n').append(checkpointNote.format()).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Receipt that && format().equals(that.format());
  }

  @Override
  public int hashCode() {
    return 31 * proof.hashCode() + checkpointNote.hashCode();
  }

  /** Names the claim. */
  @Override
  public String toString() {
    return "receipt for " + proof + " of " + checkpoint;
  }
}
