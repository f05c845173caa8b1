package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.beleg.sign.ExampleKeys.MESSAGE;
import static org.beleg.sign.ExampleKeys.NOW;
import static org.beleg.sign.ExampleKeys.entry;
import static org.beleg.sign.ExampleKeys.keys;
import static org.beleg.sign.ExampleKeys.sign;
import static org.beleg.sign.ExampleKeys.signatures;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignaturePolicyTest {

  private static final KeySet KEYS = keys("alice", "bob", "carol", "dave", "ec-1", "ec-2");

  private static SignaturePolicy policy(String expression) throws MalformedDataException {
    return SignaturePolicy.parseExpression(expression);
  }

  private static boolean holds(String expression, String... signers) throws MalformedDataException {
    Verdict verdict = policy(expression).verify(KEYS, MESSAGE, signatures(signers), NOW);
    assertThat(verdict.reason().orElse(Reason.QUORUM_NOT_REACHED))
        .isEqualTo(Reason.QUORUM_NOT_REACHED);
    return verdict.isAccepted();
  }

  private static String detail(String expression, Map<String, byte[]> signatures)
      throws MalformedDataException {
    Verdict verdict = policy(expression).verify(KEYS, MESSAGE, signatures, NOW);
    assertThat(verdict.reason()).contains(Reason.QUORUM_NOT_REACHED);
    return verdict.detail();
  }

  @Test
  void verify_oneKey() throws MalformedDataException {
    assertThat(holds("alice", "alice")).isTrue();
    assertThat(holds("alice", "alice", "bob")).isTrue();
    assertThat(holds("alice", "bob")).isFalse();
    assertThat(holds("alice")).isFalse();
    assertThat(SignaturePolicy.key("alice").verify(KEYS, MESSAGE, signatures("alice"), NOW))
        .isEqualTo(Verdict.accepted());
  }

  @Test
  void verify_someOfSeveralKeys() throws MalformedDataException {
    String policy = "2 of (alice, bob, ec-1)";
    assertThat(holds(policy, "alice", "bob")).isTrue();
    assertThat(holds(policy, "bob", "ec-1")).isTrue();
    assertThat(holds(policy, "alice", "bob", "ec-1")).isTrue();
    assertThat(holds(policy, "bob")).isFalse();
    assertThat(holds(policy, "bob", "carol", "dave")).isFalse();
  }

  @Test
  void verify_withWeights() throws MalformedDataException {
    String policy = "3 of (alice*2, bob, carol)";
    assertThat(holds(policy, "alice", "bob")).isTrue();
    assertThat(holds(policy, "alice", "carol")).isTrue();
    assertThat(holds(policy, "bob", "carol")).isFalse();
    assertThat(holds(policy, "alice")).isFalse();
    assertThat(holds("2147483647 of (alice*2147483646, bob)", "alice", "bob")).isTrue();
    assertThat(holds("2147483647 of (alice*2147483646, bob)", "alice")).isFalse();
  }

  @Test
  void verify_twoOfThreeSubsidiariesEachByTwoOfItsOfficers() throws MalformedDataException {
    SignaturePolicy group =
        policy("2 of (2 of (at-1, at-2, at-3), 2 of (ch-1, ch-2), 2 of (de-1, de-2, de-3))");
    KeySet keys = keys("at-1", "at-2", "at-3", "ch-1", "ch-2", "de-1", "de-2", "de-3");
    assertThat(group.verify(keys, MESSAGE, signatures("at-1", "at-3", "ch-1", "ch-2"), NOW))
        .isEqualTo(Verdict.accepted());
    // five signatures, but of one subsidiary only in the number that it asks for
    Verdict verdict =
        group.verify(keys, MESSAGE, signatures("at-1", "at-2", "at-3", "ch-1", "de-3"), NOW);
    assertThat(verdict.reason()).contains(Reason.QUORUM_NOT_REACHED);
    assertThat(verdict.detail())
        .isEqualTo("2 of 3 needed, 1 valid: (2 of 2 needed, 1 valid: ch-2 unsigned),"
            + " (2 of 3 needed, 1 valid: de-1 unsigned, de-2 unsigned)");
  }

  @Test
  void verify_ignoresIdsOutsideThePolicyAndKeysOutsideTheSet() throws MalformedDataException {
    assertThat(holds("2 of (alice, erin)", "alice", "erin", "bob")).isFalse();
    assertThat(holds("1 of (alice, erin)", "alice", "erin", "bob")).isTrue();
    assertThat(detail("2 of (alice, erin)", signatures("alice", "erin")))
        .isEqualTo("2 of 2 needed, 1 valid: erin KEY_UNKNOWN");
    assertThat(detail("2 of (alice, erin)", signatures("alice")))
        .isEqualTo("2 of 2 needed, 1 valid: erin KEY_UNKNOWN");
  }

  @Test
  void verify_anInvalidSignatureDoesNotCountAndDoesNoHarm() throws MalformedDataException {
    Map<String, byte[]> signatures = signatures("alice", "bob");
    signatures.put("carol", sign("dave"));
    signatures.put("dave", new byte[0]);
    assertThat(policy("2 of (alice, bob, carol, dave)").verify(KEYS, MESSAGE, signatures, NOW))
        .isEqualTo(Verdict.accepted());
    assertThat(detail("3 of (alice, bob, carol, dave, ec-1)", signatures))
        .isEqualTo("3 of 5 needed, 2 valid: carol SIGNATURE_MISMATCH,"
            + " dave SIGNATURE_LENGTH_WRONG, ec-1 unsigned");
  }

  @Test
  void verify_appliesTheTimesOfKeys() throws MalformedDataException {
    KeySet keys = KEYS.withRetired("alice", NOW)
        .withRevoked("bob", NOW)
        .with(entry("new").withNotBefore(NOW.plusNanos(1)));
    SignaturePolicy policy = policy("2 of (alice, bob, carol, new)");
    Map<String, byte[]> signatures = signatures("alice", "bob", "carol", "new");
    assertThat(policy.verify(keys, MESSAGE, signatures, NOW.minusNanos(1)).isAccepted())
        .isTrue();
    assertThat(policy.verify(keys, MESSAGE, signatures, NOW.plusNanos(1)).isAccepted())
        .isTrue();
    assertThat(policy.verify(keys, MESSAGE, signatures, NOW).detail())
        .isEqualTo("2 of 4 needed, 1 valid: alice KEY_RETIRED, bob KEY_REVOKED,"
            + " new KEY_NOT_YET_VALID");
    assertThat(policy.verify(keys, MESSAGE, signatures, Instant.MIN).isAccepted())
        .isTrue();
    assertThat(policy.verify(keys, MESSAGE, signatures, Instant.MAX).isAccepted())
        .isTrue();
  }

  @Test
  void verify_aPersonWithTwoKeysIsABranchAndCountsOnce() throws MalformedDataException {
    KeySet keys = keys("ann-1", "ann-2", "bob").withRetired("ann-1", NOW);
    SignaturePolicy policy = policy("2 of (1 of (ann-1, ann-2), bob)");
    Instant before = NOW.minusNanos(1);
    assertThat(
            policy.verify(keys, MESSAGE, signatures("ann-1", "ann-2"), before).isAccepted())
        .isFalse();
    assertThat(policy.verify(keys, MESSAGE, signatures("ann-1", "bob"), before).isAccepted())
        .isTrue();
    assertThat(policy.verify(keys, MESSAGE, signatures("ann-1", "bob"), NOW).isAccepted())
        .isFalse();
    assertThat(policy.verify(keys, MESSAGE, signatures("ann-2", "bob"), NOW).isAccepted())
        .isTrue();
  }

  @Test
  void verify_ofOneKeyNamesItsReason() throws MalformedDataException {
    assertThat(detail("alice", Map.of())).isEqualTo("alice unsigned");
    assertThat(detail("erin", signatures("erin"))).isEqualTo("erin KEY_UNKNOWN");
    assertThat(detail("alice", Map.of("alice", sign("bob")))).isEqualTo("alice SIGNATURE_MISMATCH");
  }

  @Test
  void verify_withoutKeysOrSignaturesIsRefused() throws MalformedDataException {
    for (String expression : List.of("alice", "1 of (alice)", "1 of (1 of (alice), bob)")) {
      SignaturePolicy policy = policy(expression);
      assertThat(policy.verify(KEYS, MESSAGE, Map.of(), NOW).reason())
          .contains(Reason.QUORUM_NOT_REACHED);
      assertThat(policy
              .verify(KeySet.of(List.of()), MESSAGE, signatures("alice"), NOW)
              .reason())
          .contains(Reason.QUORUM_NOT_REACHED);
    }
  }

  @Test
  void verify_detailsOfLargePoliciesStayOneLine() {
    List<SignaturePolicy> outer = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<SignaturePolicy> inner = new ArrayList<>();
      for (int j = 0; j < 100; j++) {
        inner.add(SignaturePolicy.key(("k" + i + "-" + j + "-").repeat(10)));
      }
      outer.add(SignaturePolicy.atLeast(100, inner));
    }
    Verdict verdict =
        SignaturePolicy.atLeast(10, outer).verify(KEYS, MESSAGE, signatures("alice"), NOW);
    assertThat(verdict.detail())
        .startsWith("10 of 10 needed, 0 valid: (100 of 100 needed, 0 valid: ")
        .hasSize(Verdict.MAX_DETAIL_LENGTH);
  }

  /** Counts how often each signature is asked for. */
  private static final class Counting extends AbstractMap<String, byte[]> {
    private final Map<String, byte[]> signatures;
    private final List<String> asked = new ArrayList<>();

    Counting(Map<String, byte[]> signatures) {
      this.signatures = signatures;
    }

    @Override
    public byte @Nullable [] get(@Nullable Object id) {
      asked.add(String.valueOf(id));
      return signatures.get(id);
    }

    @Override
    public Set<Entry<String, byte[]>> entrySet() {
      throw new AssertionError("signatures of others are of no interest");
    }
  }

  @Test
  void verify_looksAtEachSignatureOnceAtMostAndAtNoneWithoutNeed() throws MalformedDataException {
    Counting honest = new Counting(signatures("alice", "bob", "carol", "dave"));
    assertThat(policy("1 of (2 of (alice, bob), 2 of (carol, dave))")
            .verify(KEYS, MESSAGE, honest, NOW)
            .isAccepted())
        .isTrue();
    assertThat(honest.asked).containsExactly("alice", "bob");
    Counting hostile =
        new Counting(Map.of("alice", sign("bob"), "bob", sign("alice"), "carol", new byte[64]));
    assertThat(policy("2 of (1 of (1 of (carol), dave), 1 of (alice, bob), ec-1, ec-2)")
            .verify(KEYS, MESSAGE, hostile, NOW)
            .isAccepted())
        .isFalse();
    assertThat(hostile.asked)
        .containsExactlyInAnyOrder("alice", "bob", "carol", "dave", "ec-1", "ec-2");
  }

  @Test
  void verify_refusesNulls() {
    SignaturePolicy alice = SignaturePolicy.key("alice");
    assertThatNullPointerException()
        .isThrownBy(() -> alice.verify(KEYS, MESSAGE, Map.of(), nothing()));
    assertThatNullPointerException().isThrownBy(() -> alice.verify(KEYS, MESSAGE, nothing(), NOW));
    assertThatNullPointerException().isThrownBy(() -> alice.verify(KEYS, nothing(), Map.of(), NOW));
    assertThatNullPointerException()
        .isThrownBy(() -> alice.verify(nothing(), MESSAGE, Map.of(), NOW));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "DataFlowIssue"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void keyIds_areAllOfThem() throws MalformedDataException {
    assertThat(policy("2 of (1 of (bob, dave), alice, carol*2)").keyIds())
        .containsExactly("alice", "bob", "carol", "dave");
  }

  /** Signatures judged elsewhere, each over its own bytes, are counted by the same rule. */
  @Test
  void check_countsSignersAndIgnoresOthers() throws MalformedDataException {
    SignaturePolicy policy = SignaturePolicy.parseExpression("2 of (1 of (a, b), c)");
    assertThat(policy.check(Set.of("b", "c"))).isEqualTo(Verdict.accepted());
    assertThat(policy.check(Set.of("a", "b", "x", "y")).reason())
        .contains(Reason.QUORUM_NOT_REACHED);
    assertThat(policy.check(Set.of()).detail())
        .isEqualTo(
            "2 of 2 needed, 0 valid: (1 of 2 needed, 0 valid: a unsigned, b unsigned), c unsigned");
  }
}
