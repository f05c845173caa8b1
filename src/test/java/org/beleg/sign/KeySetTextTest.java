package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.beleg.sign.ExampleKeys.NOW;
import static org.beleg.sign.ExampleKeys.entry;
import static org.beleg.sign.ExampleKeys.keys;

import java.time.Instant;
import java.util.List;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTextTest {

  private static final String HEAD = "beleg/keyset/v1\n";
  private static final String ALICE = "alice " + entry("alice").key().format();
  private static final String BOB = "bob " + entry("bob").key().format();

  private static void assertMalformed(String text, String where) {
    assertThatThrownBy(() -> KeySet.parse(text))
        .isInstanceOfSatisfying(
            MalformedDataException.class, e -> assertThat(e.where()).isEqualTo(where));
  }

  @Test
  void format_printsEveryInstantInOneOrder() throws MalformedDataException {
    KeyEntry alice = entry("alice")
        .withRevoked(NOW.plusNanos(1))
        .withRetired(NOW)
        .withNotAfter(NOW.plusMillis(1))
        .withNotBefore(Instant.EPOCH);
    KeySet keys = KeySet.of(List.of(entry("bob").withRevoked(Instant.MIN), alice));
    String text = HEAD
        + ALICE
        + " not-before=1970-01-01T00:00:00Z not-after=2026-06-01T12:00:00.001Z"
        + " retired=2026-06-01T12:00:00Z revoked=2026-06-01T12:00:00.000000001Z\n"
        + BOB
        + " revoked=always\n";
    assertThat(keys.format()).isEqualTo(text);
    assertThat(KeySet.parse(text)).isEqualTo(keys);
    assertThat(keys.entries().get(0)).hasToString(text.lines().toList().get(1));
  }

  @Test
  void parse_readsTheEmptySet() throws MalformedDataException {
    assertThat(KeySet.of(List.of()).format()).isEqualTo(HEAD);
    assertThat(KeySet.parse(HEAD)).isEqualTo(KeySet.of(List.of()));
  }

  @Test
  void parse_keepsTheRulesOfKeys() throws MalformedDataException {
    VerifyingKey key = entry("ec-1").key();
    VerifyingKey lowS =
        key.withRules(key.rules().withEncoding(SignatureEncoding.P1363).withLowS());
    KeySet keys = KeySet.of(List.of(KeyEntry.of("ec-1", lowS)));
    KeySet read = KeySet.parse(keys.format());
    assertThat(read.entry("ec-1").orElseThrow().key().rules()).isEqualTo(lowS.rules());
  }

  @Test
  void parse_readsTheLargestSet() throws MalformedDataException {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 1_000; i < 2_000; i++) {
      text.append(i).append(ALICE, 5, ALICE.length()).append('\n');
    }
    assertThat(KeySet.parse(text.toString()).entries()).hasSize(1_000);
    text.append(2_000).append(ALICE, 5, ALICE.length()).append('\n');
    assertMalformed(text.toString(), "line 1002");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " not-before=",
        " not-before",
        " =2026-01-01T00:00:00Z",
        " 2026-01-01T00:00:00Z",
        " until=2026-01-01T00:00:00Z",
        " Retired=2026-01-01T00:00:00Z",
        " retired=always",
        " not-after=always",
        " revoked=Always",
        " revoked=-1000000000-01-01T00:00:00Z",
        " revoked=2026-01-01T00:00:00.000Z",
        " revoked=2026-01-01T01:00:00+01:00",
        " revoked=2026-01-01T00:00:00Z ",
        "  revoked=2026-01-01T00:00:00Z",
        " revoked=2026-01-01T00:00:00Z\r",
        " revoked=2026-01-01T00:00:00Z revoked=2026-01-01T00:00:00Z",
        " revoked=2026-01-01T00:00:00Z revoked=2027-01-01T00:00:00Z",
        " revoked=2026-01-01T00:00:00Z retired=2026-01-01T00:00:00Z",
        " not-after=2027-01-01T00:00:00Z not-before=2026-01-01T00:00:00Z",
        " not-before=2026-01-01T00:00:00Z not-after=2026-01-01T00:00:00Z",
        " not-before=2027-01-01T00:00:00Z not-after=2026-01-01T00:00:00Z",
        " a b c d e f g h"
      })
  void parse_refusesOtherInstantsThanItPrints(String tail) {
    assertMalformed(HEAD + ALICE + tail + "\n", "line 2");
  }

  @Test
  void parse_refusesEverythingElse() {
    assertMalformed("", "line 1");
    assertMalformed("beleg/keyset/v1", "line 1");
    assertMalformed("beleg/keyset/v2\n", "line 1");
    assertMalformed("\ufeff" + HEAD, "line 1");
    assertMalformed("beleg/keyset/v1\r\n", "line 1");
    assertMalformed(HEAD + "\n", "line 2");
    assertMalformed(HEAD + ALICE, "line 2");
    assertMalformed(HEAD + ALICE + "\n\n", "line 3");
    assertMalformed(HEAD + BOB + "\n" + ALICE + "\n", "line 3");
    assertMalformed(HEAD + ALICE + "\n" + ALICE + "\n", "line 3");
    assertMalformed(HEAD + "alice" + "\n", "line 2");
    assertMalformed(HEAD + " " + ALICE + "\n", "line 2");
    assertMalformed(HEAD + ALICE.replace(' ', '\t') + "\n", "line 2");
    assertMalformed(HEAD + ALICE.replace(" ", "  ") + "\n", "line 2");
    assertMalformed(HEAD + ALICE.replace("alice", "a*ce") + "\n", "line 2");
    assertMalformed(HEAD + ALICE.replace("ED25519", "ED25519;profile=STRICT") + "\n", "line 2");
    assertMalformed(HEAD + ALICE.replace("ED25519", "RSA") + "\n", "line 2");
    assertMalformed(HEAD + ALICE.replace("=", "") + "\n", "line 2");
    assertMalformed(" ".repeat(KeySet.MAX_LENGTH + 1), "whole text");
  }

  @Test
  void fingerprint_isTheHashOfTheText() {
    // printf 'beleg/keyset/v1\n' | sha256sum
    assertThat(KeySet.of(List.of()).fingerprint())
        .isEqualTo("f3c145287499229780968f972fda0c258c5dcc7753abeccf92df5c180baa8828");
    assertThat(keys("alice").fingerprint()).matches("[0-9a-f]{64}");
  }
}
