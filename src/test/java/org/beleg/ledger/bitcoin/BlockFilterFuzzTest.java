package org.beleg.ledger.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever bytes come: a filter that prints them, or {@link MalformedDataException}. */
class BlockFilterFuzzTest {

  private static final Hash BLOCK = Hash.of(new byte[32]);

  @FuzzTest
  void parse(byte[] data) {
    try {
      BlockFilter filter = BlockFilter.parse(BLOCK, data);
      assertArrayEquals(data, filter.format());
      byte[] script = {1, 2, 3};
      assertEquals(filter.matches(script), filter.matchesAny(List.of(script, script)));
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  @Test
  void parse_survivesSpoiltBytesOfUpToAMebibyte() {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261127);
    List<byte[]> honest = new ArrayList<>();
    for (int size : new int[] {0, 1, 2, 10, 300}) {
      honest.add(BlockFilter.of(BLOCK, TestTrees.entries(size), List.of()).format());
    }
    HostileBytes.flood(random, honest, 20_000, this::parse);
  }
}
