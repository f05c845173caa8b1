package org.beleg.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.io.BaseEncoding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.NodeId;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

class CompactRangeTest {

  private static final TreeHasher HASHER = TreeHasher.sha256();
  private static final long MAX = Long.MAX_VALUE;
  private static final Hash HASH = Hash.of(new byte[32]);

  /** Frozen: leaves 1 to 3 of the tree of the one-byte entries 00 to 04. */
  private static final String ENCODED = "01"
      + "0000000000000001"
      + "0000000000000004"
      + "b413f47d13ee2fe6c845b2ee141af81de858df4ec549a58b7970bb96645bc8d2"
      + "52c56b473e5246933e7852989cd9feba3b38f078742b93afff1e65ed46797825";

  @Test
  void encoding_isFrozen() throws MalformedDataException {
    CompactRange range = CompactRange.empty(HASHER, 1);
    for (int i = 1; i < 4; i++) {
      range = range.append(HASHER.leafHash(new byte[] {(byte) i}));
    }
    BaseEncoding hex = BaseEncoding.base16().lowerCase();
    assertThat(hex.encode(range.toByteArray())).isEqualTo(ENCODED);
    assertThat(CompactRange.parse(HASHER, hex.decode(ENCODED))).isEqualTo(range);
    assertThat(range).hasToString("range [1, 4) in 2 hashes");
  }

  private static CompactRange random(SplittableRandom random, long begin, long end) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = NodeId.cover(begin, end).size(); i > 0; i--) {
      hashes.add(TestTrees.randomHash(random));
    }
    return CompactRange.of(HASHER, begin, end, hashes);
  }

  @Test
  void merge_isAssociativeUpTo2To63Minus1() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261501);
    for (int round = 0; round < 2_000; round++) {
      long[] cuts =
          random.longs(4, 0, MAX).map(cut -> cut >>> random.nextInt(63)).toArray();
      cuts[0] = round % 4 == 0 ? 1L << 62 : cuts[0];
      cuts[3] = round % 3 == 0 ? MAX : cuts[3];
      Arrays.sort(cuts);
      CompactRange a = random(random, cuts[0], cuts[1]);
      CompactRange b = random(random, cuts[1], cuts[2]);
      CompactRange c = random(random, cuts[2], cuts[3]);
      CompactRange merged = a.merge(b).merge(c);
      assertThat(merged).isEqualTo(a.merge(b.merge(c)));
      assertThat(merged.hashes()).hasSameSizeAs(NodeId.cover(cuts[0], cuts[3]));
      assertThat(CompactRange.parse(HASHER, merged.toByteArray())).isEqualTo(merged);
    }
  }

  @Test
  void append_endsAt2To63Minus1() {
    CompactRange range = CompactRange.empty(HASHER, MAX - 3);
    for (int i = 0; i < 3; i++) {
      range = range.append(HASH);
    }
    assertThat(range.end()).isEqualTo(MAX);
    CompactRange last = range;
    assertThatThrownBy(() -> last.append(HASH)).isInstanceOf(ArithmeticException.class);
    assertThat(CompactRange.empty(HASHER, MAX).hashes()).isEmpty();
  }

  @Test
  void rootHash_ofTheLargestTreeFoldsFromRightToLeft() {
    CompactRange range = random(new SplittableRandom(10), 0, MAX);
    assertThat(range.hashes()).hasSize(63);
    Hash root = range.hashes().get(62);
    for (int i = 61; i >= 0; i--) {
      root = HASHER.nodeHash(range.hashes().get(i), root);
    }
    assertThat(range.rootHash()).isEqualTo(root);
  }

  @Test
  void anEmptyRange_isTheNeutralElement() {
    CompactRange range = random(new SplittableRandom(11), 5, 77);
    assertThat(CompactRange.empty(HASHER, 5).merge(range)).isEqualTo(range);
    assertThat(range.merge(CompactRange.empty(HASHER, 77))).isEqualTo(range);
    assertThat(CompactRange.empty(HASHER, 0).rootHash()).isEqualTo(HASHER.emptyRoot());
  }

  @Test
  void misuse_isRefusedAtOnce() {
    CompactRange range = random(new SplittableRandom(12), 5, 77);
    CompactRange sha3 = CompactRange.empty(TreeHasher.of(HashAlgorithm.SHA3_256), 77);
    for (CompactRange right : List.of(CompactRange.empty(HASHER, 76), sha3, range)) {
      assertThatThrownBy(() -> range.merge(right)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(range::rootHash).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> range.append(Hash.of(new byte[20])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CompactRange.empty(HASHER, -1))
        .isInstanceOf(IllegalArgumentException.class);
    for (List<Hash> wrong : List.of(
        List.<Hash>of(),
        List.of(HASH),
        List.of(HASH, HASH, HASH),
        List.of(Hash.of(new byte[20])))) {
      assertThatThrownBy(() -> CompactRange.of(HASHER, 1, 4, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void parse_refusesEveryOtherLengthIntervalAndVersion() {
    byte[] honest = BaseEncoding.base16().lowerCase().decode(ENCODED);
    for (int length = 0; length < honest.length + 70; length++) {
      byte[] other = Arrays.copyOf(honest, length);
      if (length != honest.length) {
        assertMalformed(other);
      }
    }
    for (long[] ends : new long[][] {
      {4, 1}, {-1, 4}, {1, -4}, {-4, -1}, {Long.MIN_VALUE, MAX}, {1, MAX}, {1, 5}, {2, 4}
    }) {
      byte[] other = honest.clone();
      ByteBuffer.wrap(other, 1, 16).putLong(ends[0]).putLong(ends[1]);
      assertMalformed(other);
    }
    byte[] version2 = honest.clone();
    version2[0] = 2;
    assertMalformed(version2);
  }

  private static void assertMalformed(byte[] bytes) {
    assertThatThrownBy(() -> CompactRange.parse(HASHER, bytes))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void equality_takesInHasherAndInterval() {
    CompactRange range = random(new SplittableRandom(13), 4, 8);
    CompactRange elsewhere = CompactRange.of(HASHER, 8, 12, range.hashes());
    CompactRange sha3 =
        CompactRange.of(TreeHasher.of(HashAlgorithm.SHA3_256), 4, 8, range.hashes());
    assertThat(range)
        .isNotEqualTo(elsewhere)
        .isNotEqualTo(sha3)
        .isNotEqualTo(CompactRange.empty(HASHER, 4))
        .isNotEqualTo(range.toString());
  }
}
