package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Whatever text comes: a key set or policy that prints as that text, or {@link MalformedDataException}.
 * Runs in a heap of 64 MiB.
 */
class PolicyTextFuzzTest {

  private static final KeySet KEYS = ExampleKeys.keys("alice", "bob", "ec-1")
      .with(ExampleKeys.entry("carol")
          .withNotBefore(Instant.EPOCH)
          .withNotAfter(ExampleKeys.NOW.plusNanos(1))
          .withRetired(ExampleKeys.NOW)
          .withRevoked(Instant.MIN));

  private static final List<byte[]> HONEST = Stream.of(
          KEYS.format(),
          "beleg/keyset/v1\n",
          "beleg/policy/v1\nalice\n",
          "beleg/policy/v1\n2 of (2 of (a, b, c)*3, 2 of (d, e), f*2)\n",
          "2 of (alice, bob, ec-1)",
          "1 of (1 of (1 of (1 of (1 of (1 of (1 of (1 of (a))))))))",
          "2147483647 of (a*2147483646, b)")
      .map(text -> text.getBytes(StandardCharsets.US_ASCII))
      .toList();

  @FuzzTest
  void parse(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      assertThat(KeySet.parse(text).format()).isEqualTo(text);
    } catch (MalformedDataException e) {
      assertThat(e.where()).isNotEmpty();
    }
    try {
      assertThat(SignaturePolicy.parse(text).format()).isEqualTo(text);
    } catch (MalformedDataException e) {
      assertThat(e.where()).isNotEmpty();
    }
    try {
      SignaturePolicy policy = SignaturePolicy.parseExpression(text);
      assertThat(policy.expression()).isEqualTo(text);
      // nobody signed, so no policy that anybody can write down is met
      Verdict verdict = policy.verify(KEYS, data, Map.of(), Instant.EPOCH);
      assertThat(verdict.reason()).contains(Reason.QUORUM_NOT_REACHED);
    } catch (MalformedDataException e) {
      assertThat(e.where()).isNotEmpty();
    }
  }

  @Test
  void parse_survivesSpoiltTextsOfUpToAMebibyte() {
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261124), HONEST, 30_000, this::parse);
  }

  @Test
  void parse_survivesWhatPoliciesAreMadeOf() {
    int size = 1 << 19;
    for (String unit : List.of(
        "(", ")", "1 of (", "1 of (a), ", "a, ", "*2", "1 of (a*2147483647", "9", " of (", " ")) {
      for (String head : List.of("", "1 of (", "1 of (1 of (", "beleg/policy/v1\n")) {
        for (String tail : List.of("", ")", "a)))))))))\n")) {
          int count = (size - head.length() - tail.length()) / unit.length();
          parse((head + unit.repeat(count) + tail).getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }

  @Test
  void parse_survivesTheLargestKeySets() {
    String line = KEYS.format().lines().toList().get(1);
    StringBuilder text = new StringBuilder("beleg/keyset/v1\n");
    while (text.length() + 200 < KeySet.MAX_LENGTH) {
      text.append(String.format("%09d", text.length())).append(line).append('\n');
    }
    parse(text.toString().getBytes(StandardCharsets.US_ASCII));
    parse(("beleg/keyset/v1\n" + "a ED25519:" + "A".repeat(KeySet.MAX_LENGTH - 100) + "\n")
        .getBytes(StandardCharsets.US_ASCII));
    parse(("beleg/keyset/v1\n" + "a ".repeat(KeySet.MAX_LENGTH / 2 - 100) + "\n")
        .getBytes(StandardCharsets.US_ASCII));
  }
}
