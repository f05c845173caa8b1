package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.text.LineReader;

/**
 * Who must have signed: one key, some of several, or such policies nested and with weights.
 *
 * <pre>{@code
 * // two of three subsidiaries, each by two of its officers
 * SignaturePolicy group = SignaturePolicy.parseExpression(
 *     "2 of (2 of (at-1, at-2, at-3), 2 of (ch-1, ch-2), 2 of (de-1, de-2, de-3))");
 * Verdict verdict = group.verify(keys, message, signatures, asOf);
 * }</pre>
 *
 * <p>A policy names keys by their ids in a {@link KeySet}, which is handed in when signatures are judged;
 * so keys can be retired and revoked while the policy, and its {@link #fingerprint()}, stay. A person who
 * has several keys, one after the other or at once, is a branch: {@code 2 of (1 of (ann-2025, ann-2026),
 * bob, carol)}. Keys with different secrets are different signers to this class, whoever holds them.
 *
 * <p><b>Nobody counts twice.</b> That one key listed in two branches, or under two names, meets a
 * threshold alone is the classic fault of such policies. An id occurs once in a policy, or there is no
 * policy; and a policy whose ids resolve to two keys of one signer ({@link
 * VerifyingKey#isSameSigner}) is met by no signatures at all, before it is fixed. With distinct signers,
 * what counts in one branch cannot count in another, and the tree means what it says.
 *
 * <p><b>An invalid signature does not count, and does no harm.</b> Other than in a signed note, where a
 * bad line of a known key condemns the whole, anybody who can add bytes to a set of signatures could
 * otherwise veto what the others signed. The detail of a refusal names it.
 *
 * <p><b>Security.</b> Signatures bind the message, not the policy: if one key serves in two policies, let
 * the message say which it is meant for.
 *
 * <p>A policy has at most {@value #MAX_KEYS} keys and is at most {@value #MAX_DEPTH} thresholds deep.
 * Immutable and safe for any number of threads. The order of branches does not matter; policies are equal
 * iff their {@link #expression()} is.
 */
@Immutable
public final class SignaturePolicy {

  /** The most key ids in one policy. */
  public static final int MAX_KEYS = 1_000;

  /** The most thresholds inside one another. */
  public static final int MAX_DEPTH = 8;

  /** The most characters of an expression that is read; no policy within the other limits has as many. */
  static final int MAX_LENGTH = 1 << 19;

  private static final String FORMAT = "beleg/policy/v1";
  private static final String WHAT = "signature policy";

  private final PolicyNode root;

  private SignaturePolicy(PolicyNode root) {
    this.root = root;
  }

  /**
   * Asks for one key.
   *
   * @param id the id of a {@link KeyEntry}
   * @return the policy
   * @throws IllegalArgumentException if no entry could have this id
   */
  public static SignaturePolicy key(String id) {
    return new SignaturePolicy(PolicyNode.key(id));
  }

  /**
   * Asks for some of several policies, each of which counts 1.
   *
   * @param threshold how many must hold, in [1, number of parts]
   * @param parts the parts, in any order; an id occurs in one of them only
   * @return the policy
   * @throws IllegalArgumentException if the threshold is out of range, an id occurs twice, or a limit of
   *     this class is exceeded
   */
  public static SignaturePolicy atLeast(int threshold, List<SignaturePolicy> parts) {
    ImmutableList.Builder<PolicyNode.Branch> branches = ImmutableList.builder();
    parts.forEach(part -> branches.add(new PolicyNode.Branch(part.root, 1)));
    return new SignaturePolicy(PolicyNode.group(threshold, branches.build()));
  }

  /**
   * Asks for parts that together have some weight.
   *
   * @param threshold the weight that the parts that hold must have, in [1, sum of all weights]
   * @param weights the parts, each with a weight of 1 or more; their sum is below 2^31, and an id occurs
   *     in one of them only
   * @return the policy
   * @throws IllegalArgumentException if a number is out of range, an id occurs twice, or a limit of this
   *     class is exceeded
   */
  public static SignaturePolicy weighted(int threshold, Map<SignaturePolicy, Integer> weights) {
    ImmutableList.Builder<PolicyNode.Branch> branches = ImmutableList.builder();
    weights.forEach((part, weight) -> branches.add(new PolicyNode.Branch(part.root, weight)));
    return new SignaturePolicy(PolicyNode.group(threshold, branches.build()));
  }

  /**
   * All key ids that occur.
   *
   * @return an unmodifiable set, not empty, in ascending order
   */
  public SortedSet<String> keyIds() {
    return root.ids();
  }

  /**
   * Tells whether enough of the policy's keys signed a message.
   *
   * <p>Signatures under other ids than the policy's are ignored. An id that is not in the set counts as
   * unsigned, and so does one whose signature {@link KeySet#verify(String, byte[], byte[], Instant)}
   * refuses. The instant is one for all signatures: that of evidence of all of them.
   *
   * <p>Cost: at most one verification for each key of the policy, and none after the threshold is
   * reached.
   *
   * @param keys what the ids mean
   * @param message the signed bytes
   * @param signatures the signatures by key id; read, not kept
   * @param asOf when the signatures were made, see {@link KeyEntry}; any instant
   * @return accepted; or rejected with {@link Reason#SIGNER_REPEATED} if two ids of the policy are keys of
   *     one signer, whether they signed or not; or with {@link Reason#QUORUM_NOT_REACHED}, and a detail
   *     that says what counts, and why the rest does not
   */
  public Verdict verify(KeySet keys, byte[] message, Map<String, byte[]> signatures, Instant asOf) {
    requireNonNull(message, "message");
    requireNonNull(signatures, "signatures");
    requireNonNull(asOf, "asOf");
    return PolicyEvaluation.verify(root, keys, message, signatures, asOf);
  }

  /**
   * Tells whether some signers are enough. Judges no signature: it is for those who have done so, each
   * signer's over its own bytes, such as in a signed note.
   *
   * <p><b>Security.</b> The caller vouches that each of these keys signed, and that no two ids are of one
   * signer ({@link VerifyingKey#isSameSigner}). Ids that are not in the policy are ignored.
   *
   * @param signers the ids of the keys that signed; read, not kept
   * @return accepted, or rejected with {@link Reason#QUORUM_NOT_REACHED} and a detail that says who is
   *     missing
   */
  public Verdict check(Set<String> signers) {
    return PolicyEvaluation.check(root, Set.copyOf(signers));
  }

  /**
   * This policy in one line, such as {@code 3 of (ceo*2, cfo, coo)}: a key id, or a threshold, the word
   * {@code of} and the branches in parentheses, in ascending order of their text, each with its weight
   * behind an asterisk unless that is 1. Nothing but ASCII.
   *
   * @return the line, without a line feed, for {@link #parseExpression}
   */
  public String expression() {
    return root.text();
  }

  /**
   * Reads what {@link #expression()} prints, and nothing else.
   *
   * @param expression the line, without a line feed
   * @return the policy
   * @throws MalformedDataException if this is anything else
   */
  public static SignaturePolicy parseExpression(String expression) throws MalformedDataException {
    return new SignaturePolicy(PolicyParser.parse(expression));
  }

  /**
   * This policy as text, format {@code beleg/policy/v1}: that name, then {@link #expression()}.
   *
   * @return ASCII, two lines, each ended by LF, for {@link #parse}
   */
  public String format() {
    return FORMAT + '\n' + root.text() + '\n';
  }

  /**
   * Reads what {@link #format()} prints, and nothing else.
   *
   * @param text the policy
   * @return the policy
   * @throws MalformedDataException if this is anything else
   */
  public static SignaturePolicy parse(String text) throws MalformedDataException {
    LineReader lines = new LineReader(text, WHAT);
    if (text.length() > MAX_LENGTH) {
      throw lines.malformed("longer than " + MAX_LENGTH);
    }
    lines.expect(FORMAT);
    SignaturePolicy policy = parseExpression(lines.next());
    if (lines.hasNext()) {
      throw lines.malformed("text after the policy");
    }
    return policy;
  }

  /**
   * The SHA-256 of {@link #format()} as 64 lower-case hexadecimal digits, to pin a policy by.
   *
   * @return the fingerprint
   */
  public String fingerprint() {
    return PublicKeys.sha256(format().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignaturePolicy that && root.text().equals(that.root.text());
  }

  @Override
  public int hashCode() {
    return root.text().hashCode();
  }

  /** {@link #expression()}. */
  @Override
  public String toString() {
    return expression();
  }
}
