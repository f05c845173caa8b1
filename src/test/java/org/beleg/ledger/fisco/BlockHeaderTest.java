package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.primitives.Bytes;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

class BlockHeaderTest {

  private final SplittableRandom random = TestTrees.seeded(getClass(), 20260312L);
  private final Hash parent = TestTrees.randomHash(random);
  private final Hash txs = TestTrees.randomHash(random);
  private final Hash receipts = TestTrees.randomHash(random);
  private final Hash state = TestTrees.randomHash(random);
  private final byte[] node = TestTrees.randomBytes(random, 64);

  private BlockHeader header() {
    return BlockHeader.of(3, 9, new BlockHeader.Parent(8, parent), txs, receipts, state)
        .withGasUsedAt("5", 1_700_000_000_000L)
        .withSealers(0, List.of(node), List.of(1L))
        .withExtraData(new byte[] {7});
  }

  @Test
  void headers_areValues() {
    BlockHeader header = header();
    assertThat(header).isEqualTo(header()).hasSameHashCodeAs(header());
    for (BlockHeader other : List.of(
        BlockHeader.of(3, 9, header.parent(), txs, receipts, state),
        header.withExtraData(new byte[0]),
        header.withGasUsedAt("6", header.timestampMillis()),
        header.withSealers(1, List.of(node), List.of(1L)))) {
      assertThat(other).isNotEqualTo(header);
      assertThat(other.hash(CryptoSuite.SM3_SM2)).isNotEqualTo(header.hash(CryptoSuite.SM3_SM2));
    }
    header.extraData()[0]++;
    assertThat(header.extraData()).containsExactly(7);
    assertThat(header.nodeIds()).hasSize(1);
    assertThat(header.number()).isEqualTo(9);
    assertThat(header.version()).isEqualTo(3);
    assertThat(header.sealer()).isZero();
    assertThat(header.weights()).containsExactly(1L);
    assertThat(header.gasUsed()).isEqualTo("5");
    assertThat(header.receiptsRoot()).isEqualTo(receipts);
    assertThat(header.stateRoot()).isEqualTo(state);
    assertThat(header.toString()).contains("block 9", txs.toHex());
  }

  /** What the hash does not separate: the number of nodes, and where extra data begin. */
  @Test
  void forgery4_boundariesThatAreNotHashed_giveUnequalHeadersOneHash() {
    BlockHeader moved = header()
        .withSealers(0, List.of(), List.of(1L))
        .withExtraData(Bytes.concat(node, new byte[] {7}));
    for (CryptoSuite suite : CryptoSuite.values()) {
      assertThat(moved.hash(suite)).isEqualTo(header().hash(suite));
    }
    assertThat(moved).isNotEqualTo(header());
  }

  @Test
  void of_refusesHashesOfOtherSizes() {
    Hash small = Hash.of(new byte[20]);
    assertThatIllegalArgumentException().isThrownBy(() -> new BlockHeader.Parent(1, small));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockHeader.of(3, 9, header().parent(), small, receipts, state));
  }

  /** Otherwise the one could end, and the other begin, elsewhere. */
  @Test
  void withGasUsedAt_takesDigitsAndTimesThatBeginWithAZero() {
    BlockHeader header = header();
    for (String gas : List.of("-1", "0x1", "1 ", "\0", "\u0661", "1".repeat(79))) {
      assertThatIllegalArgumentException().isThrownBy(() -> header.withGasUsedAt(gas, 1));
    }
    for (long millis : new long[] {-1, 1L << 56, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException().isThrownBy(() -> header.withGasUsedAt("1", millis));
    }
    assertThat(header.withGasUsedAt("", (1L << 56) - 1).gasUsed()).isEmpty();
  }
}
