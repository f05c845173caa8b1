package org.beleg.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Whatever bytes come: a range that encodes to them, or {@link MalformedDataException}. */
class CompactRangeFuzzTest {

  @FuzzTest
  void parse(byte[] data) {
    for (HashAlgorithm algorithm :
        List.of(HashAlgorithm.SHA_256, HashAlgorithm.SHA_384, HashAlgorithm.SHA_512)) {
      try {
        CompactRange range = CompactRange.parse(TreeHasher.of(algorithm), data);
        assertArrayEquals(data, range.toByteArray());
      } catch (MalformedDataException expected) {
        assertFalse(expected.where().isEmpty());
      }
    }
  }

  @Test
  void parse_survivesSpoiltBytesOfUpToAMebibyte() {
    MerkleTree tree = TestTrees.tree(130);
    List<byte[]> honest = List.of(
        tree.range(0, 0).toByteArray(),
        tree.range(0, 130).toByteArray(),
        tree.range(1, 127).toByteArray(),
        tree.range(64, 65).toByteArray(),
        MerkleTree.of(TreeHasher.of(HashAlgorithm.SHA_512), TestTrees.entries(7))
            .range(1, 7)
            .toByteArray());
    HostileBytes.flood(TestTrees.seeded(getClass(), 20261303), honest, 100_000, this::parse);
  }
}
