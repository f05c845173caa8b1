package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class BlockFilterTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Hash BLOCK = Hash.of(new byte[32]);
  private static final Hash HEADER = Hash.of(new byte[32]);

  private final SplittableRandom random = TestTrees.seeded(getClass(), 20261126);

  private List<byte[]> scripts(int count) {
    List<byte[]> scripts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scripts.add(TestTrees.randomBytes(random, 22 + random.nextInt(13)));
      scripts.get(i)[0] = 0;
    }
    return scripts;
  }

  /** The coding as a string of bits, as the document writes it down. */
  private static byte[] reference(Hash block, List<byte[]> items) {
    BigInteger range = BigInteger.valueOf(784_931L * items.size());
    TreeSet<BigInteger> sorted = new TreeSet<>();
    for (byte[] item : items) {
      org.bouncycastle.crypto.macs.SipHash engine = new org.bouncycastle.crypto.macs.SipHash(2, 4);
      engine.init(new KeyParameter(Arrays.copyOf(block.toByteArray(), 16)));
      engine.update(item, 0, item.length);
      BigInteger hash = new BigInteger(Long.toUnsignedString(engine.doFinal()));
      sorted.add(hash.multiply(range).shiftRight(64));
    }
    assertThat(sorted).as("no collision in this test").hasSize(items.size());
    StringBuilder bits = new StringBuilder();
    BigInteger previous = BigInteger.ZERO;
    for (BigInteger value : sorted) {
      BigInteger difference = value.subtract(previous);
      bits.append("1".repeat(difference.shiftRight(19).intValueExact())).append('0');
      for (int bit = 18; bit >= 0; bit--) {
        bits.append(difference.testBit(bit) ? '1' : '0');
      }
      previous = value;
    }
    while (bits.length() % 8 > 0) {
      bits.append('0');
    }
    byte[] bytes = new WireWriter().compactSize(items.size()).toByteArray();
    int at = bytes.length;
    bytes = Arrays.copyOf(bytes, at + bits.length() / 8);
    for (int i = 0; i < bits.length(); i += 8) {
      bytes[at++] = (byte) Integer.parseInt(bits.substring(i, i + 8), 2);
    }
    return bytes;
  }

  @Test
  void of_makesTheBytesOfThePlainCoding() throws MalformedDataException {
    for (int size = 0; size <= 64; size++) {
      Hash block = TestTrees.randomHash(random);
      List<byte[]> scripts = scripts(size);
      BlockFilter filter =
          BlockFilter.of(block, scripts.subList(0, size / 2), scripts.subList(size / 2, size));
      assertThat(filter.format()).isEqualTo(reference(block, scripts));
      assertThat(BlockFilter.parse(block, filter.format())).isEqualTo(filter);
      assertThat(filter.itemCount()).isEqualTo(size);
      assertThat(scripts).allMatch(filter::matches);
      int false_ = 0;
      for (byte[] other : scripts(100)) {
        false_ += filter.matches(other) ? 1 : 0;
      }
      assertThat(false_).as("chance of 1 in 7,849").isLessThan(2);
    }
  }

  @Test
  void of_countsAScriptOnceAndLeavesOutReturnsAndEmptyOnes() {
    byte[] script = {0x51};
    byte[] returning = {0x6a, 1, 7};
    BlockFilter filter = BlockFilter.of(
        BLOCK, List.of(script, returning, new byte[0], script), List.of(script, new byte[0]));
    assertThat(filter.itemCount()).isEqualTo(1);
    assertThat(filter.matches(script)).isTrue();
    assertThat(filter.matches(returning)).isFalse();
    assertThat(filter.matches(new byte[0])).isFalse();
    assertThat(filter).isEqualTo(BlockFilter.of(BLOCK, List.of(), List.of(script)));
    assertThat(filter.toString()).contains("1 items");
  }

  @Test
  void matchesAny_findsOneAmongMany() {
    List<byte[]> scripts = scripts(500);
    BlockFilter filter = BlockFilter.of(BLOCK, scripts, List.of());
    List<byte[]> wanted = new ArrayList<>(scripts(50));
    assertThat(filter.matchesAny(wanted)).isFalse();
    wanted.add(random.nextInt(wanted.size()), scripts.get(123));
    assertThat(filter.matchesAny(wanted)).isTrue();
  }

  @Test
  void parse_comparesTheNumberOfItemsWithTheBytesFirst() {
    for (String bytes : List.of(
        "01",
        "0100",
        "02ffffff00",
        "feffffffff",
        "ffffffffffffffff7f00",
        "ffffffffffffffffff00",
        "fe0000000100")) {
      assertThatThrownBy(() -> BlockFilter.parse(BLOCK, HEX.parseHex(bytes)))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void parse_refusesWhatItWouldNotPrint() throws MalformedDataException {
    assertThat(BlockFilter.parse(BLOCK, new byte[1]).itemCount()).isZero();
    byte[] honest = HEX.parseHex("019dfca8");
    assertThat(BlockFilter.parse(BLOCK, honest).format()).isEqualTo(honest);
    for (String bytes : List.of(
        "", // no number
        "fd0100" + "9dfca8", // a longer number
        "00" + "00", // a byte behind no items
        "019dfca8" + "00", // a byte behind the last item
        "019dfca9", // a bit behind the last item
        "01fffc00" + "0000", // the second half of the range and beyond
        "01ffffff", // an item without end
        "029dfca8")) { // too few bits
      assertThatThrownBy(() -> BlockFilter.parse(BLOCK, HEX.parseHex(bytes)))
          .as(bytes)
          .isInstanceOf(MalformedDataException.class)
          .hasMessageStartingWith("block filter");
    }
  }

  @Test
  void check_refusesEveryOtherFilterAndHeader() throws MalformedDataException {
    BlockFilter filter = BlockFilter.of(BLOCK, scripts(10), List.of());
    Hash header = filter.header(HEADER);
    assertThat(filter.check(HEADER, header).isAccepted()).isTrue();
    Mutations.eachBit(
        header,
        other -> assertThat(filter.check(HEADER, other).reason())
            .contains(Reason.FILTER_HEADER_MISMATCH));
    assertThat(filter.check(header, header).reason()).contains(Reason.FILTER_HEADER_MISMATCH);
    // a filter that leaves a script out
    BlockFilter shorter = BlockFilter.of(BLOCK, scripts(9), List.of());
    assertThat(shorter.check(HEADER, header).reason()).contains(Reason.FILTER_HEADER_MISMATCH);
    // headers do not name the block: the same bytes under another hash lead to the same header
    BlockFilter relabelled = BlockFilter.parse(TestTrees.randomHash(random), filter.format());
    assertThat(relabelled).isNotEqualTo(filter);
    assertThat(relabelled.check(HEADER, header).isAccepted()).isTrue();
  }

  @Test
  void hashesOfOtherSizes_areTheCallersMistake() {
    Hash longer = Hash.of(new byte[64]);
    BlockFilter filter = BlockFilter.of(BLOCK, List.of(), List.of());
    assertThatThrownBy(() -> BlockFilter.parse(longer, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> filter.header(longer)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> filter.check(HEADER, longer))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlockFilter.headers(HEADER, List.of(longer)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sipHash_isThatOfBouncyCastleAtEveryLength() {
    for (int length = 0; length <= 70; length++) {
      byte[] key = TestTrees.randomBytes(random, 16);
      byte[] message = TestTrees.randomBytes(random, length);
      org.bouncycastle.crypto.macs.SipHash engine = new org.bouncycastle.crypto.macs.SipHash(2, 4);
      engine.init(new KeyParameter(key));
      engine.update(message, 0, length);
      assertThat(new SipHash(key).hash(message)).isEqualTo(engine.doFinal());
    }
    // the paper's appendix A
    byte[] counting = new byte[16];
    for (int i = 0; i < counting.length; i++) {
      counting[i] = (byte) i;
    }
    assertThat(new SipHash(counting).hash(Arrays.copyOf(counting, 15)))
        .isEqualTo(0xa129ca6149be45e5L);
  }
}
