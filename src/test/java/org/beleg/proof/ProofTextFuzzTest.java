package org.beleg.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.beleg.MalformedDataException;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever text comes: a proof that formats back to it, or {@link MalformedDataException}. */
class ProofTextFuzzTest {

  private static final List<byte[]> HONEST = Stream.of(
          ProofTextTest.INCLUSION,
          ProofTextTest.CONSISTENCY,
          ProofTextTest.SUBTREE,
          ProofTextTest.MULTI,
          "beleg/multi-proof/v1\nsize 9\nleaf 8\n",
          "beleg/inclusion-proof/v1\nindex 0\nsize 1\n")
      .map(text -> text.getBytes(StandardCharsets.UTF_8))
      .toList();

  private interface Parser {
    String reprint(String text) throws MalformedDataException;
  }

  @FuzzTest
  void parse(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    assertStrict(text, input -> InclusionProof.parse(input).format());
    assertStrict(text, input -> ConsistencyProof.parse(input).format());
    assertStrict(text, input -> SubtreeProof.parse(input).format());
    assertStrict(text, input -> MultiProof.parse(input).format());
  }

  private static void assertStrict(String text, Parser parser) {
    try {
      assertEquals(text, parser.reprint(text));
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  @Test
  void parse_survivesSpoiltTextsOfUpToAMebibyte() {
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261302), HONEST, 40_000, this::parse);
  }
}
