package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.text.LineReader;

/**
 * The public keys that a verifier knows, by name, with the times at which their signatures count.
 *
 * <pre>{@code
 * KeySet keys = KeySet.of(List.of(
 *     KeyEntry.of("alice", alice).withNotAfter(Instant.parse("2027-01-01T00:00:00Z")),
 *     KeyEntry.of("bob", bob)));
 * Verdict verdict = keys.verify("alice", message, signature, asOf);
 * KeySet later = keys.withRevoked("bob", Instant.parse("2026-03-01T00:00:00Z"));
 * }</pre>
 *
 * <p>Every question is asked <em>as of</em> an instant, which is evidence and not a clock: {@link
 * KeyEntry} says which. A key that is out of use should stay in the set, retired or revoked, so that
 * what it signed before can still be judged.
 *
 * <p>An id names one key. One signer may have several ids, for a key may be listed again under other
 * rules; who counts signatures must therefore count signers, as {@link SignaturePolicy} does.
 *
 * <p>A set has at most {@value #MAX_ENTRIES} entries and {@value #MAX_LENGTH} characters as text.
 * Immutable and safe for any number of threads; equal iff the entries are.
 */
@Immutable
public final class KeySet {

  /** The most entries that a set has. */
  public static final int MAX_ENTRIES = 1_000;

  /** The most characters that the text of a set has. */
  public static final int MAX_LENGTH = 1 << 22;

  private static final String FORMAT = "beleg/keyset/v1";
  private static final String WHAT = "key set";

  private final ImmutableSortedMap<String, KeyEntry> entries;

  private KeySet(ImmutableSortedMap<String, KeyEntry> entries) {
    this.entries = entries;
  }

  /**
   * Puts a set together. It may be empty; then no key is known.
   *
   * @param entries the entries, in any order
   * @return the set
   * @throws IllegalArgumentException if two entries have one id, or the set or its text would be larger
   *     than the limits of this class
   */
  public static KeySet of(Collection<KeyEntry> entries) {
    checkArgument(entries.size() <= MAX_ENTRIES, "more than %s keys", MAX_ENTRIES);
    TreeMap<String, KeyEntry> byId = new TreeMap<>();
    for (KeyEntry entry : entries) {
      checkArgument(byId.put(entry.id(), entry) == null, "two keys have the id %s", entry.id());
    }
    KeySet set = new KeySet(ImmutableSortedMap.copyOf(byId));
    checkArgument(set.format().length() <= MAX_LENGTH, "more than %s characters", MAX_LENGTH);
    return set;
  }

  /**
   * The entry with an id.
   *
   * @param id any text
   * @return the entry; empty if there is none
   */
  public Optional<KeyEntry> entry(String id) {
    return Optional.ofNullable(entries.get(requireNonNull(id, "id")));
  }

  /**
   * All entries.
   *
   * @return an unmodifiable list, in ascending order of ids
   */
  public List<KeyEntry> entries() {
    return entries.values().asList();
  }

  /**
   * This set with one entry more.
   *
   * @param entry an entry with a new id
   * @return the larger set
   * @throws IllegalArgumentException if the id is taken, or as {@link #of}
   */
  public KeySet with(KeyEntry entry) {
    return of(ImmutableList.<KeyEntry>builder().addAll(entries()).add(entry).build());
  }

  /**
   * This set with one key retired.
   *
   * @param id the id of an entry
   * @param from as for {@link KeyEntry#withRetired}
   * @return the changed set
   * @throws IllegalArgumentException if there is no such entry, or as {@link KeyEntry#withRetired}
   */
  public KeySet withRetired(String id, Instant from) {
    return replacing(required(id).withRetired(from));
  }

  /**
   * This set with one key revoked.
   *
   * @param id the id of an entry
   * @param from as for {@link KeyEntry#withRevoked}
   * @return the changed set
   * @throws IllegalArgumentException if there is no such entry, or as {@link KeyEntry#withRevoked}
   */
  public KeySet withRevoked(String id, Instant from) {
    return replacing(required(id).withRevoked(from));
  }

  private KeyEntry required(String id) {
    return entry(id).orElseThrow(() -> new IllegalArgumentException("no key has the id " + id));
  }

  private KeySet replacing(KeyEntry changed) {
    List<KeyEntry> all = new ArrayList<>(entries());
    all.replaceAll(entry -> entry.id().equals(changed.id()) ? changed : entry);
    return of(all);
  }

  /**
   * Tells whether a signature is one of the key with an id, and counts as of an instant.
   *
   * <p>The signature is judged before the key's times are: {@link Reason#KEY_REVOKED} and its kin mean
   * that this <em>is</em> a signature of the key, made when it should not have been any more, which is
   * news to the holder. A forged signature is answered as such, whatever became of the key.
   *
   * <p>Cost: one verification, or none if the key is not known.
   *
   * @param keyId names the key; any text
   * @param message the signed bytes
   * @param signature the signature, of any bytes
   * @param asOf when the signature was made, see {@link KeyEntry}; any instant
   * @return accepted; or rejected, in this order, with {@link Reason#KEY_UNKNOWN}, a {@code
   *     SIGNATURE_...} reason of {@link VerifyingKey#verify}, or a reason of {@link KeyEntry#check}
   */
  public Verdict verify(String keyId, byte[] message, byte[] signature, Instant asOf) {
    requireNonNull(asOf, "asOf");
    return entry(keyId)
        .map(entry -> verify(entry, message, signature, asOf))
        .orElseGet(() -> unknown(keyId));
  }

  /**
   * The same, for a signature that must be of one scheme. A key of another one is not used at all.
   *
   * @param scheme the only scheme accepted, with any rules
   * @param keyId names the key; any text
   * @param message the signed bytes
   * @param signature the signature, of any bytes
   * @param asOf when the signature was made, see {@link KeyEntry}; any instant
   * @return accepted; or rejected with {@link Reason#KEY_UNKNOWN}, {@link Reason#SCHEME_MISMATCH}, or as
   *     {@link #verify(String, byte[], byte[], Instant)}
   */
  public Verdict verify(
      SignatureScheme scheme, String keyId, byte[] message, byte[] signature, Instant asOf) {
    requireNonNull(scheme, "scheme");
    requireNonNull(asOf, "asOf");
    Optional<SignatureScheme> found = entry(keyId).map(entry -> entry.key().scheme());
    return found.isPresent() && found.get() != scheme
        ? Verdict.rejected(
            Reason.SCHEME_MISMATCH,
            "key " + keyId + " is of " + found.get() + ", expected is " + scheme)
        : verify(keyId, message, signature, asOf);
  }

  private Verdict unknown(String keyId) {
    return Verdict.rejected(
        Reason.KEY_UNKNOWN, "none of " + entries.size() + " keys has the id " + keyId);
  }

  private static Verdict verify(KeyEntry entry, byte[] message, byte[] signature, Instant asOf) {
    Verdict genuine = entry.key().verify(message, signature);
    return genuine.isAccepted() ? entry.check(asOf) : genuine;
  }

  /**
   * This set as text, format {@code beleg/keyset/v1}: that name, then one line for each entry, in
   * ascending order of ids: the id, {@link VerifyingKey#format()}, and {@code not-before=}, {@code
   * not-after=}, {@code retired=}, {@code revoked=} with instants of RFC 3339 in UTC, where they are set.
   *
   * @return ASCII, each line ended by LF, for {@link #parse}
   */
  public String format() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    entries.values().forEach(entry -> text.append(entry.format()).append('\n'));
    return text.toString();
  }

  /**
   * Reads what {@link #format()} prints, and nothing else. Whoever parses a set lets the text choose whom
   * to trust: do so with texts from a trusted place.
   *
   * @param text the set
   * @return the set
   * @throws MalformedDataException if this is anything else; the message names the line
   */
  public static KeySet parse(String text) throws MalformedDataException {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedDataException(WHAT, "whole text", "longer than " + MAX_LENGTH);
    }
    LineReader lines = new LineReader(text, WHAT);
    lines.expect(FORMAT);
    List<KeyEntry> entries = new ArrayList<>();
    String previous = ""; // before every id
    while (lines.hasNext()) {
      String line = lines.next();
      if (entries.size() == MAX_ENTRIES) {
        throw lines.malformed("more than " + MAX_ENTRIES + " keys");
      }
      KeyEntry entry = KeyEntry.parse(line, WHAT, lines.where());
      if (entry.id().compareTo(previous) <= 0) {
        throw lines.malformed("ids repeat or are out of order");
      }
      previous = entry.id();
      entries.add(entry);
    }
    return of(entries);
  }

  /**
   * The SHA-256 of {@link #format()} as 64 lower-case hexadecimal digits, to pin a set by.
   *
   * @return the fingerprint
   */
  public String fingerprint() {
    return PublicKeys.sha256(format().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeySet that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** Names the ids. */
  @Override
  public String toString() {
    return "keys " + entries.keySet();
  }
}
