package org.beleg.sign;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Splitter;
import com.google.errorprone.annotations.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.text.Rfc3339;
import org.jspecify.annotations.Nullable;

/**
 * A public key with a name, and the times at which its signatures count: a member of a {@link KeySet}.
 *
 * <p>There is no state to set: whether a key is active, retired or revoked follows from four instants,
 * each of them optional, and from the instant <em>as of</em> which somebody asks.
 *
 * <table>
 *   <caption>What a signature as of an instant needs</caption>
 *   <tr><th>instant</th><th>meaning</th><th>refused</th><th>with</th></tr>
 *   <tr><td>{@link #revokedFrom()}</td><td>from here on others may have the secret</td>
 *       <td>as of it and later</td><td>{@link Reason#KEY_REVOKED}</td></tr>
 *   <tr><td>{@link #notBefore()}</td><td>the validity that was planned begins</td>
 *       <td>as of anything earlier</td><td>{@link Reason#KEY_NOT_YET_VALID}</td></tr>
 *   <tr><td>{@link #retiredFrom()}</td><td>the holder stopped using the key</td>
 *       <td>as of it and later</td><td>{@link Reason#KEY_RETIRED}</td></tr>
 *   <tr><td>{@link #notAfter()}</td><td>the validity that was planned is over</td>
 *       <td>as of it and later</td><td>{@link Reason#KEY_EXPIRED}</td></tr>
 * </table>
 *
 * <p>All four are exact to the nanosecond. Where several apply, the first of the table is the reason.
 * Note that validity is {@code [notBefore, notAfter)}: in X.509 the instant notAfter itself is still
 * valid, here it is not.
 *
 * <p><b>As of when?</b> The earliest instant at which evidence that does not depend on this key shows the
 * signature to exist: a checkpoint of a log that others signed, a time stamp of a third party. Never a
 * time that the signer wrote into the message. Whoever steals a secret can date a signature back, and
 * then only such evidence tells it from those that were made before the theft.
 *
 * <p><b>Revoked means: from the instant of compromise.</b> Give the earliest instant at which the secret
 * may have been in other hands, which is usually before anybody noticed, and not the time of the
 * announcement. Signatures as of an earlier instant stay good, for what that evidence is worth. If nobody
 * knows since when, revoke from {@link Instant#MIN}, and no signature counts.
 *
 * <p>Immutable; two entries are equal iff their ids, keys and instants are.
 */
@Immutable
public final class KeyEntry {

  /** The most characters that an id has. */
  public static final int MAX_ID_LENGTH = 128;

  /** The word for {@link Instant#MIN}, which has no text in RFC 3339. */
  private static final String ALWAYS = "always";

  private final String id;
  private final VerifyingKey key;
  private final @Nullable Instant notBefore;
  private final @Nullable Instant notAfter;
  private final @Nullable Instant retiredFrom;
  private final @Nullable Instant revokedFrom;

  private KeyEntry(
      String id,
      VerifyingKey key,
      @Nullable Instant notBefore,
      @Nullable Instant notAfter,
      @Nullable Instant retiredFrom,
      @Nullable Instant revokedFrom) {
    checkArgument(
        notBefore == null || notAfter == null || notBefore.isBefore(notAfter),
        "not before %s, but not after %s",
        notBefore,
        notAfter);
    this.id = id;
    this.key = requireNonNull(key, "key");
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.retiredFrom = retiredFrom;
    this.revokedFrom = revokedFrom;
  }

  /**
   * Names a key, valid at all times.
   *
   * @param id 1 to 128 printable characters of ASCII, none of them a space, {@code ( ) *} or a comma
   * @param key the public key
   * @return the entry
   * @throws IllegalArgumentException if the id breaks these rules
   */
  public static KeyEntry of(String id, VerifyingKey key) {
    requireId(id);
    return new KeyEntry(id, key, null, null, null, null);
  }

  static void requireId(String id) {
    checkArgument(
        isId(id), "a key id is 1 to 128 characters of ASCII without space ( ) * and comma");
  }

  static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_ID_LENGTH
        && id.chars().allMatch(KeyEntry::isIdCharacter);
  }

  /** Printable ASCII but for what separates ids in the texts of key sets and policies. */
  static boolean isIdCharacter(int character) {
    return character > ' ' && character < 0x7f && "()*,".indexOf(character) < 0;
  }

  /**
   * This entry with another begin of its validity.
   *
   * @param instant the first instant at which signatures count, in the years 0000 to 9999
   * @return the changed entry
   * @throws IllegalArgumentException if it is in another year, or not before {@link #notAfter()}
   */
  public KeyEntry withNotBefore(Instant instant) {
    return new KeyEntry(id, key, dated(instant), notAfter, retiredFrom, revokedFrom);
  }

  /**
   * This entry with another end of its validity.
   *
   * @param instant the first instant at which signatures do not count any more, in the years 0000 to 9999
   * @return the changed entry
   * @throws IllegalArgumentException if it is in another year, or not after {@link #notBefore()}
   */
  public KeyEntry withNotAfter(Instant instant) {
    return new KeyEntry(id, key, notBefore, dated(instant), retiredFrom, revokedFrom);
  }

  /**
   * This entry with its key retired: no new signatures from an instant on, while those as of earlier ones
   * stay good.
   *
   * @param from the first instant at which signatures do not count any more, in the years 0000 to 9999
   * @return the changed entry
   * @throws IllegalArgumentException if it is in another year, or the key is retired from an earlier
   *     instant already: a retirement can be dated back, but not put off
   */
  public KeyEntry withRetired(Instant from) {
    requireNotLater(from, retiredFrom, "retired");
    return new KeyEntry(id, key, notBefore, notAfter, dated(from), revokedFrom);
  }

  /**
   * This entry with its key revoked: from an instant on its secret may have been in other hands.
   *
   * @param from the first instant at which signatures do not count any more, in the years 0000 to 9999;
   *     or {@link Instant#MIN} if none counts, whenever it was made
   * @return the changed entry
   * @throws IllegalArgumentException if it is in another year, or the key is revoked from an earlier
   *     instant already: a revocation can be dated back, but not put off, as no news gives a secret back
   */
  public KeyEntry withRevoked(Instant from) {
    requireNotLater(from, revokedFrom, "revoked");
    Instant dated = from.equals(Instant.MIN) ? from : dated(from);
    return new KeyEntry(id, key, notBefore, notAfter, retiredFrom, dated);
  }

  private static Instant dated(Instant instant) {
    checkArgument(Rfc3339.hasText(instant), "%s is not in the years 0000 to 9999", instant);
    return instant;
  }

  private void requireNotLater(Instant from, @Nullable Instant already, String what) {
    checkArgument(
        already == null || !from.isAfter(already), "%s is %s from %s already", id, what, already);
  }

  /**
   * The name of the key in its set.
   *
   * @return 1 to 128 characters
   */
  public String id() {
    return id;
  }

  /**
   * The key and its rules.
   *
   * @return the public key
   */
  public VerifyingKey key() {
    return key;
  }

  /**
   * The begin of the planned validity.
   *
   * @return the first valid instant; empty if there is none
   */
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(notBefore);
  }

  /**
   * The end of the planned validity.
   *
   * @return the first instant that is not valid any more; empty if there is none
   */
  public Optional<Instant> notAfter() {
    return Optional.ofNullable(notAfter);
  }

  /**
   * When the key went out of use.
   *
   * @return the first instant without signatures; empty if the key is not retired
   */
  public Optional<Instant> retiredFrom() {
    return Optional.ofNullable(retiredFrom);
  }

  /**
   * When the secret may have come into other hands.
   *
   * @return the first such instant, {@link Instant#MIN} for always; empty if the key is not revoked
   */
  public Optional<Instant> revokedFrom() {
    return Optional.ofNullable(revokedFrom);
  }

  /**
   * Tells whether a signature of this key counts as of an instant, if it is one at all: the state of the
   * key. Judges no signature.
   *
   * @param asOf the instant, any
   * @return accepted if the key is active; or rejected with {@link Reason#KEY_REVOKED}, {@link
   *     Reason#KEY_NOT_YET_VALID}, {@link Reason#KEY_RETIRED} or {@link Reason#KEY_EXPIRED}
   */
  public Verdict check(Instant asOf) {
    requireNonNull(asOf, "asOf");
    if (isReached(revokedFrom, asOf)) {
      return refused(Reason.KEY_REVOKED, "revoked from " + name(revokedFrom), asOf);
    }
    if (notBefore != null && asOf.isBefore(notBefore)) {
      return refused(Reason.KEY_NOT_YET_VALID, "not valid before " + notBefore, asOf);
    }
    if (isReached(retiredFrom, asOf)) {
      return refused(Reason.KEY_RETIRED, "retired from " + retiredFrom, asOf);
    }
    return isReached(notAfter, asOf)
        ? refused(Reason.KEY_EXPIRED, "not valid from " + notAfter, asOf)
        : Verdict.accepted();
  }

  private static boolean isReached(@Nullable Instant instant, Instant asOf) {
    return instant != null && !asOf.isBefore(instant);
  }

  private Verdict refused(Reason reason, String state, Instant asOf) {
    return Verdict.rejected(reason, "key " + id + " is " + state + ", signature as of " + asOf);
  }

  /** The line of {@code beleg/keyset/v1} without its LF. */
  String format() {
    StringBuilder line = new StringBuilder(id).append(' ').append(key.format());
    append(line, " not-before=", notBefore);
    append(line, " not-after=", notAfter);
    append(line, " retired=", retiredFrom);
    append(line, " revoked=", revokedFrom);
    return line.toString();
  }

  private static void append(StringBuilder line, String name, @Nullable Instant instant) {
    if (instant != null) {
      line.append(name).append(name(instant));
    }
  }

  private static String name(@Nullable Instant instant) {
    return Instant.MIN.equals(instant) ? ALWAYS : String.valueOf(instant);
  }

  /** Reads what {@link #format()} prints. */
  static KeyEntry parse(String line, String what, String where) throws MalformedDataException {
    // id, key, four instants at most, and what is too much
    List<String> words = Splitter.on(' ').limit(7).splitToList(line);
    if (words.size() < 2 || !isId(words.get(0))) {
      throw new MalformedDataException(what, where, "not '<id> <rules>:<key>' and instants");
    }
    KeyEntry entry = of(words.get(0), parseKey(words.get(1), what, where));
    for (String word : words.subList(2, words.size())) {
      entry = entry.parseInstant(word, what, where);
    }
    if (!entry.format().equals(line)) {
      throw new MalformedDataException(what, where, "instants repeat or are out of order");
    }
    return entry;
  }

  private static VerifyingKey parseKey(String text, String what, String where)
      throws MalformedDataException {
    try {
      return VerifyingKey.parse(text);
    } catch (MalformedDataException e) {
      throw new MalformedDataException(what, where, String.valueOf(e.getMessage()), e);
    }
  }

  private KeyEntry parseInstant(String word, String what, String where)
      throws MalformedDataException {
    int equals = word.indexOf('=');
    String name = word.substring(0, Math.max(equals, 0));
    String value = word.substring(equals + 1);
    Instant instant = name.equals("revoked") && value.equals(ALWAYS)
        ? Instant.MIN
        : Rfc3339.parse(value, what, where);
    try {
      return switch (name) {
        case "not-before" -> withNotBefore(instant);
        case "not-after" -> withNotAfter(instant);
        case "retired" -> withRetired(instant);
        case "revoked" -> withRevoked(instant);
        default -> throw new MalformedDataException(what, where, "unknown instant '" + name + "'");
      };
    } catch (IllegalArgumentException e) {
      // the begin is not before the end, or an instant repeats and moves back
      throw new MalformedDataException(what, where, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyEntry that
        && id.equals(that.id)
        && key.equals(that.key)
        && Objects.equals(notBefore, that.notBefore)
        && Objects.equals(notAfter, that.notAfter)
        && Objects.equals(retiredFrom, that.retiredFrom)
        && Objects.equals(revokedFrom, that.revokedFrom);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, key, notBefore, notAfter, retiredFrom, revokedFrom);
  }

  /** One line of a key set's text: id, key and instants. */
  @Override
  public String toString() {
    return format();
  }
}
