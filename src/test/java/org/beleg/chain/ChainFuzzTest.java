package org.beleg.chain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever comes: a value that prints itself so, or {@link MalformedDataException}. */
class ChainFuzzTest {

  private static final List<HashAlgorithm> ALGORITHMS =
      List.of(HashAlgorithm.SHA_256, HashAlgorithm.SHA_384, HashAlgorithm.SHA_512);

  private static final HashChain CHAIN =
      HashChainTest.chain(HashAlgorithm.SHA_256, "fuzz", TestTrees.entries(40));

  @FuzzTest
  void parseHead(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    for (HashAlgorithm algorithm : ALGORITHMS) {
      try {
        assertEquals(text, ChainHead.parse(algorithm, text).format());
      } catch (MalformedDataException expected) {
        assertFalse(expected.where().isEmpty());
      }
    }
  }

  @FuzzTest
  void parseSegment(byte[] data) {
    for (HashAlgorithm algorithm : ALGORITHMS) {
      try {
        ChainSegment segment = ChainSegment.parse(algorithm, data);
        assertArrayEquals(data, segment.toByteArray());
        Verdict verdict = segment.check(CHAIN.head(0), CHAIN.head());
        assertEquals(verdict.isAccepted(), segment.equals(CHAIN.segment(0, 40)));
      } catch (MalformedDataException expected) {
        assertFalse(expected.where().isEmpty());
      }
    }
  }

  @Test
  void parseHead_survivesSpoiltTextsOfUpToAMebibyte() {
    List<byte[]> honest = List.of(
        CHAIN.head().format().getBytes(StandardCharsets.UTF_8),
        HashChain.start(HashAlgorithm.SHA_512, "x")
            .head()
            .format()
            .getBytes(StandardCharsets.UTF_8));
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261305), honest, 40_000, this::parseHead);
  }

  @Test
  void parseSegment_survivesSpoiltBytesOfUpToAMebibyte() {
    List<byte[]> honest = List.of(
        CHAIN.segment(0, 40).toByteArray(),
        CHAIN.segment(5, 9).toByteArray(),
        HashChainTest.chain(HashAlgorithm.SHA_512, "x", TestTrees.entries(3))
            .segment(0, 3)
            .toByteArray());
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261306), honest, 40_000, this::parseSegment);
  }
}
