package org.beleg.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

class ChainSegmentTest {

  private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
  private static final int HEADER = 17;
  private static final int LENGTH = 12;
  private static final List<byte[]> ENTRIES = TestTrees.entries(LENGTH);
  private static final HashChain CHAIN = HashChainTest.chain(SHA_256, "test", ENTRIES);

  private static void assertReason(Verdict verdict, Reason reason) {
    assertThat(verdict.reason()).as(verdict.toString()).contains(reason);
  }

  private static ChainSegment parse(byte[] bytes) {
    try {
      return ChainSegment.parse(SHA_256, bytes);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void check_acceptsEverySegmentBetweenItsHeads() {
    for (int begin = 0; begin < LENGTH; begin++) {
      for (int end = begin + 1; end <= LENGTH; end++) {
        ChainSegment segment = CHAIN.segment(begin, end);
        ChainHead from = CHAIN.head(begin);
        ChainHead to = CHAIN.head(end);
        assertThat(segment.check(from, to).isAccepted()).isTrue();
        assertThat(segment.check(from, to, ENTRIES.subList(begin, end)).isAccepted())
            .isTrue();
        assertThat(parse(segment.toByteArray()))
            .isEqualTo(segment)
            .hasSameHashCodeAs(segment)
            .hasToString(segment.toString());
      }
    }
  }

  /** e[i] and link[i+1] lie side by side, and whichever was touched, link i+1 is the first to break. */
  @Test
  void check_refusesEveryFlippedBitAndNamesTheFirstBrokenLink() {
    for (int[] ends : new int[][] {{0, LENGTH}, {0, 1}, {5, 9}}) {
      byte[] honest = CHAIN.segment(ends[0], ends[1]).toByteArray();
      for (int bit = 8 * HEADER; bit < 8 * honest.length; bit++) {
        byte[] spoilt = honest.clone();
        spoilt[bit / 8] ^= (byte) (1 << bit % 8);
        Verdict verdict = parse(spoilt).check(CHAIN.head(ends[0]), CHAIN.head(ends[1]));
        int link = ends[0] + 1 + (bit / 8 - HEADER) / 64;
        assertReason(verdict, Reason.CHAIN_LINK_BROKEN);
        assertThat(verdict.detail()).startsWith("link " + link + ", ");
      }
    }
  }

  @Test
  void parse_orCheckRefusesEveryFlippedBitOfTheHeader() {
    byte[] honest = CHAIN.segment(5, 9).toByteArray();
    for (int bit = 0; bit < 8 * HEADER; bit++) {
      byte[] spoilt = honest.clone();
      spoilt[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        ChainSegment segment = ChainSegment.parse(SHA_256, spoilt);
        assertReason(segment.check(CHAIN.head(5), CHAIN.head(9)), Reason.CHAIN_POSITION_MISMATCH);
      } catch (MalformedDataException expected) {
        assertThat(expected.what()).isEqualTo("chain segment");
      }
    }
  }

  @Test
  void check_refusesEveryFlippedBitOfAHead() {
    ChainSegment segment = CHAIN.segment(5, 9);
    ChainHead from = CHAIN.head(5);
    ChainHead to = CHAIN.head(9);
    Mutations.eachBit(
        from.hash(),
        hash -> assertReason(
            segment.check(ChainHead.of(SHA_256, 5, hash), to), Reason.CHAIN_LINK_BROKEN));
    Mutations.eachBit(
        to.hash(),
        hash -> assertReason(
            segment.check(from, ChainHead.of(SHA_256, 9, hash)), Reason.CHAIN_HEAD_MISMATCH));
  }

  /** The records (e[i], link[i+1]) of [3, 7) in another order or number, all with a fitting header. */
  @Test
  void check_refusesRecordsReorderedDroppedOrDoubled() {
    List<byte[]> records = new ArrayList<>();
    byte[] honest = CHAIN.segment(3, 7).toByteArray();
    for (int i = 0; i < 4; i++) {
      records.add(Arrays.copyOfRange(honest, HEADER + 64 * i, HEADER + 64 * (i + 1)));
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        List<byte[]> swapped = new ArrayList<>(records);
        Collections.swap(swapped, i, j);
        assertBroken(swapped, 4 + j);
      }
      List<byte[]> dropped = new ArrayList<>(records);
      dropped.remove(i);
      ChainHead shorter = ChainHead.of(SHA_256, 6, CHAIN.head(7).hash());
      Verdict verdict = parse(encode(3, dropped)).check(CHAIN.head(3), shorter);
      assertReason(verdict, i == 3 ? Reason.CHAIN_HEAD_MISMATCH : Reason.CHAIN_LINK_BROKEN);
      assertReason(
          parse(encode(3, dropped)).check(CHAIN.head(3), CHAIN.head(7)),
          Reason.CHAIN_POSITION_MISMATCH);
      List<byte[]> doubled = new ArrayList<>(records);
      doubled.add(i, records.get(i));
      assertReason(
          parse(encode(3, doubled)).check(CHAIN.head(3), CHAIN.head(8)), Reason.CHAIN_LINK_BROKEN);
    }
  }

  private static void assertBroken(List<byte[]> records, int link) {
    Verdict verdict = parse(encode(3, records)).check(CHAIN.head(3), CHAIN.head(7));
    assertReason(verdict, Reason.CHAIN_LINK_BROKEN);
    assertThat(verdict.detail()).startsWith("link " + link + ", ");
  }

  private static byte[] encode(long begin, List<byte[]> records) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + 64 * records.size());
    bytes.put((byte) 1).putLong(begin).putLong(begin + records.size());
    records.forEach(bytes::put);
    return bytes.array();
  }

  @Test
  void check_refusesASegmentMovedToOtherPositions() {
    byte[] moved = CHAIN.segment(3, 7).toByteArray();
    for (long begin : new long[] {0, 2, 4, 1L << 40, Long.MAX_VALUE - 4}) {
      ByteBuffer.wrap(moved, 1, 16).putLong(begin).putLong(begin + 4);
      ChainSegment segment = parse(moved);
      assertReason(segment.check(CHAIN.head(3), CHAIN.head(7)), Reason.CHAIN_POSITION_MISMATCH);
      assertReason(
          segment.check(
              ChainHead.of(SHA_256, begin, CHAIN.head(3).hash()),
              ChainHead.of(SHA_256, begin + 4, CHAIN.head(7).hash())),
          Reason.CHAIN_LINK_BROKEN);
    }
  }

  @Test
  void check_refusesHeadsOfAnotherChainOrAlgorithm() {
    ChainSegment segment = CHAIN.segment(3, 7);
    HashChain other = HashChainTest.chain(SHA_256, "tess", ENTRIES);
    HashChain sha3 = HashChainTest.chain(HashAlgorithm.SHA3_256, "test", ENTRIES);
    assertReason(segment.check(other.head(3), other.head(7)), Reason.CHAIN_LINK_BROKEN);
    assertReason(segment.check(CHAIN.head(3), other.head(7)), Reason.CHAIN_HEAD_MISMATCH);
    assertReason(segment.check(sha3.head(3), CHAIN.head(7)), Reason.HASH_ALGORITHM_MISMATCH);
    assertReason(segment.check(CHAIN.head(3), sha3.head(7)), Reason.HASH_ALGORITHM_MISMATCH);
    assertReason(segment.check(sha3.head(3), sha3.head(7)), Reason.HASH_ALGORITHM_MISMATCH);
    assertReason(segment.check(CHAIN.head(7), CHAIN.head(3)), Reason.CHAIN_POSITION_MISMATCH);
    assertReason(segment.check(CHAIN.head(3), CHAIN.head(8)), Reason.CHAIN_POSITION_MISMATCH);
  }

  @Test
  void checkOfEntries_refusesAnyOtherEntries() {
    ChainSegment segment = CHAIN.segment(3, 7);
    ChainHead from = CHAIN.head(3);
    ChainHead to = CHAIN.head(7);
    List<byte[]> honest = ENTRIES.subList(3, 7);
    for (int i = 0; i < 4; i++) {
      for (int bit = 0; bit < 64; bit++) {
        List<byte[]> changed = new ArrayList<>(honest);
        byte[] entry = honest.get(i).clone();
        entry[bit / 8] ^= (byte) (1 << bit % 8);
        changed.set(i, entry);
        Verdict verdict = segment.check(from, to, changed);
        assertReason(verdict, Reason.ENTRY_MISMATCH);
        assertThat(verdict.detail()).startsWith("entry " + (3 + i) + " ");
      }
    }
    assertReason(segment.check(from, to, ENTRIES.subList(3, 6)), Reason.ENTRY_COUNT_WRONG);
    assertReason(segment.check(from, to, ENTRIES.subList(3, 8)), Reason.ENTRY_COUNT_WRONG);
    assertReason(segment.check(from, to, List.of()), Reason.ENTRY_COUNT_WRONG);
    assertReason(segment.check(from, to, ENTRIES.subList(4, 8)), Reason.ENTRY_MISMATCH);
    assertReason(segment.check(to, from, honest), Reason.CHAIN_POSITION_MISMATCH);
    Hash flipped = Mutations.flipBit(to.hash(), 0);
    assertReason(
        segment.check(from, ChainHead.of(SHA_256, 7, flipped), honest), Reason.CHAIN_HEAD_MISMATCH);
  }

  /** A list that another thread empties between two looks: its size says four, its iterator none. */
  @Test
  void checkOfEntries_countsTheEntriesThatItHashes() {
    List<byte[]> shrinking = new AbstractList<>() {
      @Override
      public int size() {
        return 4;
      }

      @Override
      public byte[] get(int index) {
        return ENTRIES.get(3 + index);
      }

      @Override
      public Iterator<byte[]> iterator() {
        return Collections.emptyIterator();
      }

      @Override
      public Object[] toArray() {
        return new Object[0];
      }
    };
    assertReason(
        CHAIN.segment(3, 7).check(CHAIN.head(3), CHAIN.head(7), shrinking),
        Reason.ENTRY_COUNT_WRONG);
  }

  @Test
  void entryHash_isBounded() {
    ChainSegment segment = CHAIN.segment(3, 7);
    assertThat(segment.begin()).isEqualTo(3);
    assertThat(segment.end()).isEqualTo(7);
    assertThat(segment.algorithm()).isEqualTo(SHA_256);
    for (long position : new long[] {-1, 0, 2, 7, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 32) + 3}) {
      assertThatThrownBy(() -> segment.entryHash(position))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void parse_refusesEveryOtherLengthAndVersion() {
    byte[] honest = CHAIN.segment(3, 7).toByteArray();
    SplittableRandom random = new SplittableRandom(8);
    for (int length = 0; length < honest.length + 130; length++) {
      byte[] other = Arrays.copyOf(honest, length);
      if (length != honest.length) {
        assertThatThrownBy(() -> ChainSegment.parse(SHA_256, other))
            .isInstanceOf(MalformedDataException.class);
      }
    }
    for (long[] ends : new long[][] {
      {7, 3},
      {3, 3},
      {-4, 0},
      {-1, 3},
      {Long.MIN_VALUE, Long.MIN_VALUE + 4},
      {3, -7},
      {Long.MAX_VALUE, Long.MIN_VALUE + 3},
      {3, 7 + (1L << 32)},
      {0, Long.MAX_VALUE}
    }) {
      byte[] other = honest.clone();
      ByteBuffer.wrap(other, 1, 16).putLong(ends[0]).putLong(ends[1]);
      assertThatThrownBy(() -> ChainSegment.parse(SHA_256, other))
          .isInstanceOf(MalformedDataException.class);
    }
    honest[0] = (byte) (2 + random.nextInt(254));
    assertThatThrownBy(() -> ChainSegment.parse(SHA_256, honest))
        .isInstanceOf(MalformedDataException.class);
  }
}
