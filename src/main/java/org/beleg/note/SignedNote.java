package org.beleg.note;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import com.google.errorprone.annotations.Immutable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;
import org.beleg.internal.text.Utf8;

/**
 * Text with signatures: <a href="https://c2sp.org/signed-note">C2SP signed-note</a>.
 *
 * <p>The text ends in a line feed, an empty line follows, then one line for each signature. The text may
 * hold empty lines itself: the last one is what separates it from the signatures. What is signed is the
 * text with its last line feed.
 *
 * <p>A note is at most {@value #MAX_LENGTH} characters long and has 1 to {@value #MAX_SIGNATURES}
 * signature lines. Reading one costs time and memory in proportion to its length, verifying it one
 * signature check for each line of a known key.
 *
 * <p>Immutable and safe for any number of threads.
 */
@Immutable
public final class SignedNote {

  /** The most characters that a note has. */
  public static final int MAX_LENGTH = 1 << 20;

  /** The most signature lines that a note has; the specification asks for 16 at least. */
  public static final int MAX_SIGNATURES = 100;

  private static final String WHAT = "signed note";
  private static final int KEY_ID_BYTES = 4;

  private final String text;
  private final ImmutableList<NoteSignature> signatures;

  private SignedNote(String text, List<NoteSignature> signatures) {
    this.text = text;
    this.signatures = ImmutableList.copyOf(signatures);
  }

  static SignedNote of(String text, List<NoteSignature> signatures) {
    SignedNote note = new SignedNote(text, signatures);
    if (!text.endsWith("\n") || !NoteText.isPlain(text)) {
      throw new IllegalArgumentException(
          "a note's text ends in a line feed and has no other control characters");
    }
    if (signatures.size() > MAX_SIGNATURES || note.format().length() > MAX_LENGTH) {
      throw new IllegalArgumentException("the note would be too long");
    }
    return note;
  }

  /**
   * Reads a note. Judges no signature.
   *
   * @param text the whole note
   * @return the note
   * @throws MalformedDataException if the text breaks the format, or a limit of this class
   */
  public static SignedNote parse(String text) throws MalformedDataException {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedDataException(WHAT, "whole text", "longer than " + MAX_LENGTH);
    }
    if (!NoteText.isPlain(text)) {
      throw new MalformedDataException(WHAT, "whole text", "control character or invalid Unicode");
    }
    int blankLine = text.lastIndexOf("\n\n");
    if (blankLine < 0) {
      throw new MalformedDataException(WHAT, "whole text", "no empty line before the signatures");
    }
    LineReader lines = new LineReader(text.substring(blankLine + 2), WHAT + " signatures");
    ImmutableList.Builder<NoteSignature> signatures = ImmutableList.builder();
    int count = 0;
    do {
      signatures.add(parseLine(lines));
      if (++count > MAX_SIGNATURES) {
        throw lines.malformed("more than " + MAX_SIGNATURES + " signatures");
      }
    } while (lines.hasNext());
    return new SignedNote(text.substring(0, blankLine + 1), signatures.build());
  }

  /**
   * Reads a note from the bytes of a file.
   *
   * @param utf8 the whole note
   * @return the note
   * @throws MalformedDataException if the bytes are not UTF-8, or as {@link #parse(String)}
   */
  public static SignedNote parse(byte[] utf8) throws MalformedDataException {
    return parse(Utf8.decode(utf8, WHAT));
  }

  private static NoteSignature parseLine(LineReader lines) throws MalformedDataException {
    String line = lines.next();
    int nameBegin = NoteSignature.LINE_START.length();
    int nameEnd = line.indexOf(' ', nameBegin);
    if (!line.startsWith(NoteSignature.LINE_START) || nameEnd < 0) {
      throw lines.malformed("not an em dash, a key name and a signature");
    }
    String keyName = line.substring(nameBegin, nameEnd);
    if (!NoteText.isKeyName(keyName)) {
      throw lines.malformed("key name is empty or has a space or plus sign");
    }
    byte[] blob = StrictBase64.decode(line.substring(nameEnd + 1), WHAT, lines.where());
    if (blob.length <= KEY_ID_BYTES) {
      throw lines.malformed("no signature behind the key id");
    }
    return new NoteSignature(
        keyName, Ints.fromByteArray(blob), Arrays.copyOfRange(blob, KEY_ID_BYTES, blob.length));
  }

  /**
   * What is signed.
   *
   * @return the text, with the line feed at its end
   */
  public String text() {
    return text;
  }

  /**
   * The signature lines, of which none is trusted before {@link #verify}.
   *
   * @return an unmodifiable list, in the note's order
   */
  public List<NoteSignature> signatures() {
    return signatures;
  }

  /**
   * This note with one signature more, at the end.
   *
   * @param signer signs the same text
   * @return the note with both
   * @throws IllegalArgumentException if it would become too long
   */
  public SignedNote withSignatureOf(NoteSigner signer) {
    return of(
        text,
        ImmutableList.<NoteSignature>builder()
            .addAll(signatures)
            .add(signer.signature(text))
            .build());
  }

  /**
   * The whole note as text.
   *
   * @return what {@link #parse(String)} reads
   */
  public String format() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.format()));
    return note.toString();
  }

  /**
   * Judges the signatures by the note rule: lines of unknown keys are ignored, every line of a known key
   * must hold, and there must be one.
   *
   * <p>Known is a key whose name <em>and</em> id are those of a line. A line that is repeated counts
   * once, a second line of a key is verified like the first. Any one known key is enough: who needs more
   * says so with {@link TrustPolicy#withQuorum(int)}. Where no known key signed the extension lines of a
   * checkpoint, as cosigners with ML-DSA do not, there must be none.
   *
   * @param known the keys that the caller trusts
   * @return accepted, or rejected with {@link Reason#KNOWN_KEY_SIGNATURE_INVALID} or {@link
   *     Reason#NO_KNOWN_KEY}
   * @throws IllegalArgumentException if two of the keys have one name and one id
   */
  public Verdict verify(Collection<NoteVerifier> known) {
    List<NoteVerifier> keys = List.copyOf(known);
    requireDistinct(keys);
    return verify(keys, signers -> Verdict.accepted());
  }

  /**
   * Judges the signatures as {@link #verify(Collection)} does, and then whether the names of those keys
   * that signed all of the text, one at least, are enough.
   */
  Verdict verify(List<NoteVerifier> known, Function<Set<String>, Verdict> enough) {
    boolean hasExtensions = text.chars().filter(c -> c == '\n').count() > 3;
    boolean verified = false;
    Set<String> signers = new HashSet<>();
    for (NoteSignature signature : signatures) {
      Optional<NoteVerifier> key = known.stream().filter(signature::isOf).findFirst();
      if (key.isEmpty()) {
        continue;
      }
      Verdict verdict = key.get().verify(text, signature.toByteArray());
      if (!verdict.isAccepted()) {
        return Verdict.rejected(
            Reason.KNOWN_KEY_SIGNATURE_INVALID, "signature of " + signature + ", " + verdict);
      }
      verified = true;
      if (key.get().signsExtensions() || !hasExtensions) {
        signers.add(signature.keyName());
      }
    }
    if (signers.isEmpty()) {
      return Verdict.rejected(
          Reason.NO_KNOWN_KEY,
          verified
              ? "no known key signed the extension lines, only what is above them"
              : "none of the " + known.size() + " known keys signed, only " + signatures);
    }
    return enough.apply(signers);
  }

  /** Two keys that one signature line could mean are a mistake in somebody's configuration. */
  static void requireDistinct(List<NoteVerifier> keys) {
    long pairs =
        keys.stream().map(key -> key.keyName() + '+' + key.keyId()).distinct().count();
    if (pairs != keys.size()) {
      throw new IllegalArgumentException("two keys have one name and one id");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedNote that
        && text.equals(that.text)
        && signatures.equals(that.signatures);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + signatures.hashCode();
  }

  /** {@link #format()}. */
  @Override
  public String toString() {
    return format();
  }
}
