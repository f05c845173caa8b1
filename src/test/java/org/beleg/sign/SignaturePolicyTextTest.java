package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturePolicyTextTest {

  private static SignaturePolicy key(String id) {
    return SignaturePolicy.key(id);
  }

  private static List<SignaturePolicy> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> key("k" + i)).toList();
  }

  private static void assertMalformed(String expression, String problem) {
    assertThatThrownBy(() -> SignaturePolicy.parseExpression(expression))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "1 of (a)",
        "2 of (a, b)",
        "2 of (2, of)",
        "1 of (1)",
        "3 of (a*2, b, c)",
        "2 of (2 of (b, c)*3, a)",
        "2147483647 of (a*2147483647)",
        "1 of (1 of (1 of (1 of (1 of (1 of (1 of (1 of (a))))))))",
        "1 of (A, B, a, b)",
        "1 of (https://log.example/2026+1;x=\"y\", ~)"
      })
  void expressions_printAsTheyAreRead(String expression) throws MalformedDataException {
    SignaturePolicy policy = SignaturePolicy.parseExpression(expression);
    assertThat(policy.expression()).isEqualTo(expression);
    assertThat(policy).hasToString(expression);
    assertThat(policy.format()).isEqualTo("beleg/policy/v1\n" + expression + "\n");
    assertThat(SignaturePolicy.parse(policy.format())).isEqualTo(policy).hasSameHashCodeAs(policy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a b",
        "a*2",
        "(a)",
        "a,b",
        "a\n",
        "é",
        "1 of ()",
        "1 of (a",
        "1 of (a))",
        "1 of (a) ",
        "1 of (a,)",
        "1 of (a, )",
        "1 of (, a)",
        "1 of (a,b)",
        "1 of (a,  b)",
        "1 of ( a)",
        "1 of (a )",
        "1 of(a)",
        "1  of (a)",
        "1 OF (a)",
        "of (a)",
        " of (a)",
        "x of (a)",
        "0 of (a)",
        "-1 of (a)",
        "+1 of (a)",
        "01 of (a)",
        "1.0 of (a)",
        "\u0661 of (a)",
        "2 of (a)",
        "2147483648 of (a*2147483647, b)",
        "4294967297 of (a)",
        "18446744073709551617 of (a)",
        "1 of (a*0)",
        "1 of (a*1)",
        "1 of (a*02)",
        "1 of (a*)",
        "1 of (a*-1)",
        "1 of (a*x)",
        "1 of (a*2*2)",
        "1 of (a *2)",
        "1 of (a*2147483648)",
        "1 of (a*2147483647, b)",
        "1 of (a*4294967297)",
        "1 of (b, a)",
        "1 of (a, 1 of (b))",
        "1 of (a, b, a)",
        "1 of (a)(b)",
        "1 of (1 of (a)",
        "1 of 1 of (a)",
        "1 of (1 of (1 of (1 of (1 of (1 of (1 of (1 of (1 of (a)))))))))"
      })
  void parse_refusesWhatItWouldNotPrint(String expression) {
    assertMalformed(expression, "signature policy, character ");
    assertThatThrownBy(() -> SignaturePolicy.parse("beleg/policy/v1\n" + expression + "\n"))
        .isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a\n",
        "beleg/policy/v1",
        "beleg/policy/v1\n",
        "beleg/policy/v1\n\n",
        "beleg/policy/v1\na",
        "beleg/policy/v1\na\r\n",
        "beleg/policy/v1\na\n\n",
        "beleg/policy/v1\na\nb\n",
        "beleg/policy/v1 a\n",
        "beleg/policy/v2\na\n",
        "\ufeffbeleg/policy/v1\na\n"
      })
  void parse_refusesOtherDocuments(String text) {
    assertThatThrownBy(() -> SignaturePolicy.parse(text))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void equalPolicies_printEqual() throws MalformedDataException {
    List<SignaturePolicy> parts =
        new ArrayList<>(List.of(key("c"), key("b"), SignaturePolicy.atLeast(1, keys(2))));
    SignaturePolicy policy = SignaturePolicy.atLeast(2, parts);
    assertThat(policy.expression()).isEqualTo("2 of (1 of (k0, k1), b, c)");
    Collections.reverse(parts);
    assertThat(SignaturePolicy.atLeast(2, parts)).isEqualTo(policy).hasSameHashCodeAs(policy);
    Map<SignaturePolicy, Integer> weights = new LinkedHashMap<>();
    parts.forEach(part -> weights.put(part, 1));
    assertThat(SignaturePolicy.weighted(2, weights)).isEqualTo(policy);
    assertThat(SignaturePolicy.parseExpression(policy.expression())).isEqualTo(policy);
    weights.put(key("b"), 2);
    assertThat(SignaturePolicy.weighted(2, weights))
        .isNotEqualTo(policy)
        .hasToString("2 of (1 of (k0, k1), b*2, c)");
    assertThat(SignaturePolicy.atLeast(3, parts)).isNotEqualTo(policy);
    assertMalformed("2 of (c, b)", "canonical is 2 of (b, c)");
  }

  @Test
  void limits_areTheSameForTextsAndForValues() throws MalformedDataException {
    SignaturePolicy most = SignaturePolicy.atLeast(1, keys(1_000));
    assertThat(most.keyIds()).hasSize(1_000);
    assertThat(SignaturePolicy.parseExpression(most.expression())).isEqualTo(most);
    assertThatIllegalArgumentException().isThrownBy(() -> SignaturePolicy.atLeast(1, keys(1_001)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.atLeast(1, List.of(most, key("x"))));
    String ids = String.join(", ", keys(1_001).stream().map(String::valueOf).toList());
    assertMalformed("1 of (" + ids + ")", "more than 1000 keys");
    SignaturePolicy deep = key("a");
    for (int depth = 0; depth < SignaturePolicy.MAX_DEPTH; depth++) {
      deep = SignaturePolicy.atLeast(1, List.of(deep));
    }
    SignaturePolicy deepest = deep;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.atLeast(1, List.of(deepest)));
    assertMalformed("1 of (" + deepest + ")", "nested more than 8 deep");
  }

  @Test
  void longestPolicy_isRead() throws MalformedDataException {
    List<SignaturePolicy> parts = new ArrayList<>();
    for (int i = 0; i < SignaturePolicy.MAX_KEYS; i++) {
      SignaturePolicy part = key(i + "-".repeat(128 - Integer.toString(i).length()));
      for (int depth = 2; depth < SignaturePolicy.MAX_DEPTH; depth++) {
        part = SignaturePolicy.weighted(1_000_000_000, Map.of(part, Integer.MAX_VALUE));
      }
      parts.add(SignaturePolicy.weighted(1_000_000_000, Map.of(part, Integer.MAX_VALUE)));
    }
    SignaturePolicy longest = SignaturePolicy.atLeast(1_000, parts);
    assertThat(longest.format().length())
        .isBetween(SignaturePolicy.MAX_LENGTH / 2, SignaturePolicy.MAX_LENGTH);
    assertThat(SignaturePolicy.parse(longest.format())).isEqualTo(longest);
    assertMalformed("a".repeat(SignaturePolicy.MAX_LENGTH + 1), "longer than");
  }

  @Test
  void fingerprint_isTheHashOfTheText() throws MalformedDataException {
    // printf 'beleg/policy/v1\n2 of (a, b, c)\n' | sha256sum
    SignaturePolicy policy = SignaturePolicy.parseExpression("2 of (a, b, c)");
    assertThat(policy.fingerprint())
        .isEqualTo("0d2342f9879d032042c9a15f2ba0c4e403b96b10d14a4be48f05f275c8ae6618");
    assertThat(policy.format().getBytes(StandardCharsets.US_ASCII)).hasSize(31);
  }
}
