package org.beleg.tree;

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

/** Whatever path comes: a tile with that path, or {@link MalformedDataException}. */
class TileIdFuzzTest {

  private static final List<byte[]> HONEST = Stream.of(
          "tile/0/000",
          "tile/63/x001/x234/067.p/255",
          "tile/7/999.p/1",
          "tile/0/x036/x028/x797/x018/x963/966.p/17")
      .map(path -> path.getBytes(StandardCharsets.UTF_8))
      .toList();

  @FuzzTest
  void parse(byte[] data) {
    String path = new String(data, StandardCharsets.UTF_8);
    try {
      assertEquals(path, TileId.parse(path).path());
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  @Test
  void parse_survivesSpoiltPathsOfUpToAMebibyte() {
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261304), HONEST, 100_000, this::parse);
  }
}
