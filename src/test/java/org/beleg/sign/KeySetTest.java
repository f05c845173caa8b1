package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.beleg.sign.ExampleKeys.MESSAGE;
import static org.beleg.sign.ExampleKeys.NOW;
import static org.beleg.sign.ExampleKeys.entry;
import static org.beleg.sign.ExampleKeys.keys;
import static org.beleg.sign.ExampleKeys.secret;
import static org.beleg.sign.ExampleKeys.sign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

  private static final Instant LATER = NOW.plusSeconds(1);

  private static Verdict verify(KeyEntry entry, Instant asOf) {
    return KeySet.of(List.of(entry)).verify(entry.id(), MESSAGE, sign(entry.id()), asOf);
  }

  private static void assertBoundary(KeyEntry entry, Instant at, Reason before, Reason from) {
    assertThat(verify(entry, at.minusNanos(1)).reason().orElse(null)).isEqualTo(before);
    assertThat(verify(entry, at).reason().orElse(null)).isEqualTo(from);
    assertThat(verify(entry, at.plusNanos(1)).reason().orElse(null)).isEqualTo(from);
    assertThat(verify(entry, Instant.MIN).reason().orElse(null)).isEqualTo(before);
    assertThat(verify(entry, Instant.MAX).reason().orElse(null)).isEqualTo(from);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-01T12:00:00Z",
        "2026-06-01T12:00:00.000000001Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z"
      })
  @SuppressWarnings("NullAway") // null for no reason reads better in a row
  void verify_everyBoundaryIsExactToTheNanosecond(String instant) {
    Instant at = Instant.parse(instant);
    KeyEntry alice = entry("alice");
    assertBoundary(alice.withNotBefore(at), at, Reason.KEY_NOT_YET_VALID, null);
    assertBoundary(alice.withNotAfter(at), at, null, Reason.KEY_EXPIRED);
    assertBoundary(alice.withRetired(at), at, null, Reason.KEY_RETIRED);
    assertBoundary(alice.withRevoked(at), at, null, Reason.KEY_REVOKED);
  }

  @Test
  void verify_withoutInstantsIsGoodAtAllTimes() {
    for (Instant asOf : List.of(Instant.MIN, Instant.EPOCH, NOW, Instant.MAX)) {
      assertThat(verify(entry("alice"), asOf)).isEqualTo(Verdict.accepted());
    }
  }

  @Test
  void verify_revokedFromTheLeastInstantIsNeverGood() {
    KeyEntry revoked = entry("alice").withRevoked(Instant.MIN);
    for (Instant asOf : List.of(Instant.MIN, Instant.EPOCH, NOW, Instant.MAX)) {
      assertThat(verify(revoked, asOf).reason()).contains(Reason.KEY_REVOKED);
    }
    assertThat(verify(revoked, NOW).detail()).contains("revoked from always");
  }

  @Test
  void verify_ofOneNanosecondOfValidity() {
    KeyEntry brief = entry("alice").withNotBefore(NOW).withNotAfter(NOW.plusNanos(1));
    assertThat(verify(brief, NOW.minusNanos(1)).reason()).contains(Reason.KEY_NOT_YET_VALID);
    assertThat(verify(brief, NOW).isAccepted()).isTrue();
    assertThat(verify(brief, NOW.plusNanos(1)).reason()).contains(Reason.KEY_EXPIRED);
  }

  @Test
  void verify_namesTheGravestOfSeveralReasons() {
    KeyEntry alice = entry("alice").withNotAfter(NOW);
    assertThat(verify(alice, NOW).reason()).contains(Reason.KEY_EXPIRED);
    alice = alice.withRetired(NOW);
    assertThat(verify(alice, NOW).reason()).contains(Reason.KEY_RETIRED);
    alice = alice.withRevoked(NOW);
    assertThat(verify(alice, NOW).reason()).contains(Reason.KEY_REVOKED);
    KeyEntry early = entry("alice").withNotBefore(LATER).withRetired(NOW);
    assertThat(verify(early, NOW).reason()).contains(Reason.KEY_NOT_YET_VALID);
    assertThat(verify(early.withRevoked(NOW), NOW).reason()).contains(Reason.KEY_REVOKED);
    assertThat(verify(early, LATER).reason()).contains(Reason.KEY_RETIRED);
  }

  @Test
  void verify_saysOfAForgeryThatItIsOneWhateverBecameOfTheKey() {
    KeyEntry alice = entry("alice");
    for (KeyEntry entry : List.of(
        alice,
        alice.withNotBefore(LATER),
        alice.withNotAfter(NOW),
        alice.withRetired(NOW),
        alice.withRevoked(NOW))) {
      KeySet keys = KeySet.of(List.of(entry));
      assertThat(keys.verify("alice", MESSAGE, sign("bob"), NOW).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
      assertThat(keys.verify("alice", MESSAGE, new byte[3], NOW).reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
      assertThat(keys.verify("alice", new byte[0], sign("alice"), NOW).reason())
          .contains(Reason.SIGNATURE_MISMATCH);
    }
  }

  @Test
  void verify_ofAnUnknownIdIsRefusedInOneLine() {
    for (String id : List.of("", "bob", "ALICE", "alice ", "alice\nbob", "x".repeat(100_000))) {
      Verdict verdict = keys("alice").verify(id, MESSAGE, sign("alice"), NOW);
      assertThat(verdict.reason()).contains(Reason.KEY_UNKNOWN);
      assertThat(verdict.detail()).hasSizeLessThanOrEqualTo(300).doesNotContain("\n");
    }
    assertThat(KeySet.of(List.of()).verify("alice", MESSAGE, sign("alice"), NOW).reason())
        .contains(Reason.KEY_UNKNOWN);
  }

  @Test
  void verify_withASchemeRefusesKeysOfOthers() {
    KeySet keys = keys("alice", "ec-1");
    for (SignatureScheme scheme : SignatureScheme.values()) {
      boolean ed = scheme == SignatureScheme.ED25519;
      boolean ec = scheme == SignatureScheme.ECDSA_P256_SHA256;
      assertThat(keys.verify(scheme, "alice", MESSAGE, sign("alice"), NOW).isAccepted())
          .isEqualTo(ed);
      assertThat(keys.verify(scheme, "ec-1", MESSAGE, sign("ec-1"), NOW).isAccepted())
          .isEqualTo(ec);
      assertThat(keys.verify(scheme, "bob", MESSAGE, sign("alice"), NOW).reason())
          .contains(Reason.KEY_UNKNOWN);
    }
    // nothing is verified: the reason is the scheme even where the signature is wrong as well
    Verdict verdict =
        keys.verify(SignatureScheme.ED25519, "ec-1", MESSAGE, new byte[0], Instant.MAX);
    assertThat(verdict.reason()).contains(Reason.SCHEME_MISMATCH);
    assertThat(verdict.detail()).contains("ec-1", "ECDSA_P256_SHA256", "ED25519");
    KeySet retired = keys.withRetired("alice", NOW);
    assertThat(retired
            .verify(SignatureScheme.ED25519, "alice", MESSAGE, sign("alice"), NOW)
            .reason())
        .contains(Reason.KEY_RETIRED);
  }

  @Test
  void check_isTheStateOfTheKeyAlone() {
    KeyEntry alice = entry("alice").withRetired(NOW);
    assertThat(alice.check(NOW.minusNanos(1))).isEqualTo(Verdict.accepted());
    assertThat(alice.check(NOW).reason()).contains(Reason.KEY_RETIRED);
    assertThat(alice.check(NOW).detail())
        .isEqualTo("key alice is retired from 2026-06-01T12:00:00Z, signature as of " + NOW);
  }

  @Test
  void nulls_areMistakesOfTheCaller() {
    KeySet keys = keys("alice");
    assertThatNullPointerException()
        .isThrownBy(() -> keys.verify("bob", MESSAGE, new byte[0], nothing()));
    assertThatNullPointerException()
        .isThrownBy(() -> keys.verify(nothing(), MESSAGE, new byte[0], NOW));
    assertThatNullPointerException().isThrownBy(() -> entry("alice").check(nothing()));
    assertThatNullPointerException()
        .isThrownBy(() -> keys.verify(nothing(), "alice", MESSAGE, new byte[0], NOW));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "DataFlowIssue"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void of_refusesTwoKeysWithOneIdButNotOneKeyWithTwo() throws MalformedDataException {
    VerifyingKey key = secret("alice").verifyingKey();
    KeyEntry alice = KeyEntry.of("alice", key);
    KeyEntry other = KeyEntry.of("alice", secret("bob").verifyingKey());
    for (List<KeyEntry> twice : List.of(List.of(alice, alice), List.of(alice, other))) {
      assertThatIllegalArgumentException().isThrownBy(() -> KeySet.of(twice));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> keys("alice").with(other));
    VerifyingKey relisted = key.withRules(key.rules().withProfile(Ed25519Profile.ZIP215));
    KeySet both = KeySet.of(List.of(alice, KeyEntry.of("alice-2", relisted)));
    assertThat(both.verify("alice-2", MESSAGE, sign("alice"), NOW).isAccepted()).isTrue();
  }

  @Test
  void of_boundsTheNumberOfKeys() {
    VerifyingKey key = secret("alice").verifyingKey();
    List<KeyEntry> most = new ArrayList<>();
    for (int i = 0; i < KeySet.MAX_ENTRIES; i++) {
      most.add(KeyEntry.of("key-" + i, key));
    }
    KeySet full = KeySet.of(most);
    assertThat(full.entries()).hasSize(1_000);
    assertThatIllegalArgumentException().isThrownBy(() -> full.with(entry("alice")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySet.of(Collections.nCopies(1_001, entry("alice"))))
        .withMessageContaining("1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a,b", "a(b", "a)b", "a*2", "a\n", "a\u007f", "é", "\t"})
  void idsWithSeparators_areRefused(String id) {
    VerifyingKey key = secret("alice").verifyingKey();
    assertThatIllegalArgumentException().isThrownBy(() -> KeyEntry.of(id, key));
    assertThatIllegalArgumentException().isThrownBy(() -> SignaturePolicy.key(id));
  }

  @Test
  void ids_haveUpTo128CharactersOfAscii() {
    VerifyingKey key = secret("alice").verifyingKey();
    String visible = "";
    for (char c = '!'; c <= '~'; c++) {
      visible += "()*,".indexOf(c) < 0 ? c : "";
    }
    assertThat(KeyEntry.of(visible, key).id()).hasSize(90);
    assertThat(KeyEntry.of("x".repeat(128), key).id()).hasSize(128);
    assertThatIllegalArgumentException().isThrownBy(() -> KeyEntry.of("x".repeat(129), key));
  }

  @Test
  void withers_giveNewValuesAndKeepTheOld() {
    KeySet keys = keys("alice", "bob");
    KeySet revoked = keys.withRevoked("alice", NOW).withRetired("bob", NOW).with(entry("carol"));
    assertThat(keys.verify("alice", MESSAGE, sign("alice"), NOW).isAccepted()).isTrue();
    assertThat(revoked.entry("alice").orElseThrow().revokedFrom()).contains(NOW);
    assertThat(revoked.entry("bob").orElseThrow().retiredFrom()).contains(NOW);
    assertThat(revoked.entries()).extracting(KeyEntry::id).containsExactly("alice", "bob", "carol");
    assertThat(keys.entries()).isEqualTo(List.of(entry("alice"), entry("bob")));
    assertThatIllegalArgumentException().isThrownBy(() -> keys.withRevoked("carol", NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> keys.withRetired("carol", NOW));
  }

  @Test
  void revocationAndRetirement_canBeDatedBackButNotPutOff() {
    KeyEntry alice = entry("alice").withRevoked(NOW).withRetired(NOW);
    assertThat(alice.withRevoked(NOW).withRetired(NOW)).isEqualTo(alice);
    assertThat(alice.withRevoked(NOW.minusNanos(1)).revokedFrom()).contains(NOW.minusNanos(1));
    assertThat(alice.withRetired(NOW.minusNanos(1)).retiredFrom()).contains(NOW.minusNanos(1));
    assertThatIllegalArgumentException().isThrownBy(() -> alice.withRevoked(NOW.plusNanos(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> alice.withRetired(NOW.plusNanos(1)));
    KeyEntry never = alice.withRevoked(Instant.MIN);
    assertThatIllegalArgumentException().isThrownBy(() -> never.withRevoked(NOW));
  }

  @Test
  void instants_withoutTextAreRefused() {
    KeyEntry alice = entry("alice");
    for (Instant far : List.of(
        Instant.MAX,
        Instant.MIN.plusNanos(1),
        Instant.parse("0000-01-01T00:00:00Z").minusNanos(1),
        Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> alice.withNotBefore(far));
      assertThatIllegalArgumentException().isThrownBy(() -> alice.withNotAfter(far));
      assertThatIllegalArgumentException().isThrownBy(() -> alice.withRetired(far));
      assertThatIllegalArgumentException().isThrownBy(() -> alice.withRevoked(far));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> alice.withNotBefore(Instant.MIN));
  }

  @Test
  void emptyWindows_areRefused() {
    KeyEntry alice = entry("alice").withNotBefore(NOW);
    assertThatIllegalArgumentException().isThrownBy(() -> alice.withNotAfter(NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> alice.withNotAfter(NOW.minusNanos(1)));
    assertThat(alice.withNotAfter(LATER).notAfter()).contains(LATER);
  }

  @Test
  void sets_areValues() {
    List<KeyEntry> entries = new ArrayList<>(keys("alice", "bob", "carol").entries());
    KeySet keys = KeySet.of(entries);
    Collections.reverse(entries);
    assertThat(KeySet.of(entries)).isEqualTo(keys).hasSameHashCodeAs(keys);
    assertThat(keys).isNotEqualTo(keys.withRetired("bob", NOW)).isNotEqualTo(keys("alice"));
    assertThat(keys.withRetired("bob", NOW).fingerprint()).isNotEqualTo(keys.fingerprint());
    assertThat(keys.entry("dave")).isEmpty();
    assertThat(keys).hasToString("keys [alice, bob, carol]");
    assertThat(entry("alice"))
        .isEqualTo(entry("alice"))
        .hasSameHashCodeAs(entry("alice"))
        .isNotEqualTo(entry("alice").withNotBefore(NOW))
        .isNotEqualTo(entry("alice").withNotAfter(NOW))
        .isNotEqualTo(entry("alice").withRetired(NOW))
        .isNotEqualTo(entry("alice").withRevoked(NOW))
        .isNotEqualTo(KeyEntry.of("alice", secret("bob").verifyingKey()))
        .isNotEqualTo(KeyEntry.of("bob", secret("alice").verifyingKey()));
    KeyEntry dated = entry("alice").withNotBefore(NOW).withNotAfter(LATER);
    assertThat(dated.notBefore()).contains(NOW);
    assertThat(dated.notAfter()).contains(LATER);
    assertThat(dated.retiredFrom()).isEmpty();
    assertThat(dated.revokedFrom()).isEmpty();
    assertThat(dated.key()).isEqualTo(secret("alice").verifyingKey());
  }
}
