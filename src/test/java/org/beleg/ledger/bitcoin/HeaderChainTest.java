package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

class HeaderChainTest {

  private static final HeaderChain TEN = RegtestMiner.chain(10, 1);
  private static final Hash ROOT = Hash.of(new byte[32]);

  @Test
  void append_refusesUnlinkedHeader() {
    BlockHeader next = RegtestMiner.mine(TEN.hash(9), ROOT, TEN.tip().timestampSeconds() + 600);
    assertRefused(TEN, next, Reason.HEADER_UNLINKED);
    assertRefused(TEN, TEN.tip(), Reason.HEADER_UNLINKED);
  }

  @Test
  void append_refusesHashAboveTarget() {
    BlockHeader tip = TEN.tip();
    BlockHeader next = RegtestMiner.search(
        nonce ->
            BlockHeader.of(4, tip.hash(), ROOT, tip.timestampSeconds() + 600, tip.bits(), nonce),
        false);
    assertRefused(TEN, next, Reason.PROOF_OF_WORK_MISSING);
  }

  @Test
  void append_refusesWrongBits() {
    BlockHeader tip = TEN.tip();
    // easier, harder, another spelling of the right one, negative, zero, too large
    for (int bits :
        new int[] {0x2100ffff, 0x1f00ffff, 0x21007fff, 0x20ffffff, 0x20800000, 0, 0xff7fffff}) {
      BlockHeader next = RegtestMiner.search(
          nonce -> BlockHeader.of(4, tip.hash(), ROOT, tip.timestampSeconds() + 600, bits, nonce),
          true);
      assertRefused(TEN, next, Reason.TARGET_UNEXPECTED);
    }
  }

  @Test
  void append_refusesTimeNotAfterTheMedianOfEleven() throws VerificationException {
    HeaderChain chain = RegtestMiner.chain(20, 1);
    // of the eleven from height 10 to 20 the sixth is at 15
    long median = chain.header(15).timestampSeconds();
    assertRefused(
        chain, RegtestMiner.mine(chain.tip().hash(), ROOT, median), Reason.HEADER_TIME_TOO_EARLY);
    assertThat(chain
            .append(RegtestMiner.mine(chain.tip().hash(), ROOT, median + 1))
            .height())
        .isEqualTo(21);
  }

  @Test
  void append_comparesTheFirstTimesWithTheMedianOfFewer() throws VerificationException {
    HeaderChain one = HeaderChain.startAt(BitcoinNetwork.REGTEST);
    long genesis = one.tip().timestampSeconds();
    assertRefused(
        one, RegtestMiner.mine(one.tip().hash(), ROOT, genesis), Reason.HEADER_TIME_TOO_EARLY);
    HeaderChain two = one.append(RegtestMiner.mine(one.tip().hash(), ROOT, genesis + 100));
    // of two the later one
    assertRefused(
        two,
        RegtestMiner.mine(two.tip().hash(), ROOT, genesis + 100),
        Reason.HEADER_TIME_TOO_EARLY);
    HeaderChain three = two.append(RegtestMiner.mine(two.tip().hash(), ROOT, genesis + 101));
    // of three the one in the middle
    assertThat(three
            .append(RegtestMiner.mine(three.tip().hash(), ROOT, genesis + 101))
            .height())
        .isEqualTo(3);
  }

  @Test
  void append_behindACheckpointRefusesOnlyWhatIsCertainlyTooEarly() throws VerificationException {
    HeaderChain long2016 = RegtestMiner.chain(2016, 1);
    HeaderChain late = HeaderChain.startAt(BitcoinNetwork.REGTEST, long2016.checkpoint(2016));
    HeaderChain chain = late.appendAll(RegtestMiner.mine(late, 5, 3));
    // six known ones, all later: certainly too early
    assertRefused(
        chain,
        RegtestMiner.mine(chain.tip().hash(), ROOT, late.tip().timestampSeconds()),
        Reason.HEADER_TIME_TOO_EARLY);
    // five of them: it depends on those before the checkpoint
    assertThat(chain
            .append(RegtestMiner.mine(chain.tip().hash(), ROOT, late.tip().timestampSeconds() + 1))
            .height())
        .isEqualTo(2022);
  }

  @Test
  void append_refusesAnotherHeaderThanThePinned() throws VerificationException {
    HeaderChain ours = TEN.at(5).pinning(7, TEN.hash(7));
    List<BlockHeader> theirs = RegtestMiner.mine(TEN.at(5), 3, 2);
    assertThatExceptionOfType(VerificationException.class)
        .isThrownBy(() -> ours.appendAll(theirs))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HEADER_PINNED_OTHERWISE))
        .withMessageContaining("height 7");
    HeaderChain same = ours.append(TEN.header(6)).append(TEN.header(7));
    assertThat(same.height()).isEqualTo(7);
    assertThat(same).isNotEqualTo(TEN.at(7));
    assertThatIllegalArgumentException().isThrownBy(() -> ours.pinning(5, TEN.hash(5)));
    assertThatIllegalArgumentException().isThrownBy(() -> ours.pinning(6, Hash.of(new byte[20])));
  }

  @Test
  void appendAll_takesAllOrNone() {
    List<BlockHeader> headers = new ArrayList<>(RegtestMiner.mine(TEN, 300, 5));
    headers.set(299, headers.get(298));
    assertThatExceptionOfType(VerificationException.class)
        .isThrownBy(() -> TEN.appendAll(headers))
        .withMessageContaining("height 310");
    assertThat(TEN.height()).isEqualTo(10);
  }

  @Test
  void appendAll_isAppendRepeated() throws VerificationException {
    List<BlockHeader> headers = RegtestMiner.mine(TEN, 700, 5);
    ByteArrayOutputStream flat = new ByteArrayOutputStream();
    HeaderChain single = TEN;
    for (BlockHeader header : headers) {
      single = single.append(header);
      flat.writeBytes(header.format());
    }
    HeaderChain listed = TEN.appendAll(headers);
    HeaderChain bulk = TEN.appendAll(flat.toByteArray());
    assertThat(listed).isEqualTo(single).hasSameHashCodeAs(single);
    assertThat(bulk).isEqualTo(single);
    assertThat(bulk.work()).isEqualTo(single.work()).isEqualTo(BigInteger.valueOf(2 * 711));
    for (int i = 0; i < headers.size(); i++) {
      assertThat(single.header(11 + i)).isEqualTo(headers.get(i));
      assertThat(listed.hash(11 + i)).isEqualTo(headers.get(i).hash());
    }
    assertThat(TEN.appendAll(List.of())).isEqualTo(TEN);
    assertThatIllegalArgumentException().isThrownBy(() -> TEN.appendAll(new byte[81]));
  }

  @Test
  void forks_keepTheirOwnHeaders() throws VerificationException {
    HeaderChain left = TEN.appendAll(RegtestMiner.mine(TEN, 3, 7));
    HeaderChain right = TEN.appendAll(RegtestMiner.mine(TEN, 4, 8));
    HeaderChain third = TEN.at(4).appendAll(RegtestMiner.mine(TEN.at(4), 2, 9));
    assertThat(left.header(11)).isNotEqualTo(right.header(11));
    assertThat(left.header(10)).isEqualTo(right.header(10)).isEqualTo(TEN.tip());
    assertThat(third.header(4)).isEqualTo(TEN.header(4));
    assertThat(third.header(5)).isNotEqualTo(TEN.header(5));
    assertThat(right.hasMoreWorkThan(left)).isTrue();
    assertThat(left.hasMoreWorkThan(right)).isFalse();
    assertThat(left.hasMoreWorkThan(left)).isFalse();
    assertThat(left.lastCommonHeight(right)).hasValue(10);
    assertThat(third.lastCommonHeight(right)).hasValue(4);
    assertThat(TEN.lastCommonHeight(left)).hasValue(10);
    assertThat(RegtestMiner.chain(3, 77).lastCommonHeight(TEN)).hasValue(0);
    // the fork takes over at the same place
    assertThat(TEN.at(4).appendAll(List.of(TEN.header(5), TEN.header(6)))).isEqualTo(TEN.at(6));
  }

  @Test
  void at_hasTheWorkOfItsHeight() {
    for (int height = 0; height <= 10; height++) {
      HeaderChain then = TEN.at(height);
      assertThat(then.height()).isEqualTo(height);
      assertThat(then.tip()).isEqualTo(TEN.header(height));
      assertThat(then.work()).isEqualTo(BigInteger.valueOf(2L * (height + 1)));
    }
    assertThat(TEN.workFrom(10)).isEqualTo(2);
    assertThat(TEN.workFrom(1)).isEqualTo(20);
    for (long height : new long[] {-1, 11, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> TEN.header(height));
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> TEN.hash(height));
      assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> TEN.at(height));
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> TEN.workFrom(height));
    }
    assertThat(TEN.workFrom(0)).isEqualTo(TEN.work());
  }

  @Test
  void startAt_refusesWhatTheNetworkDoesNotHave() throws Exception {
    HeaderCheckpoint inside = TEN.checkpoint(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeaderChain.startAt(BitcoinNetwork.REGTEST, inside))
        .withMessageContaining("starts with a period");
    HeaderCheckpoint genesis = TEN.checkpoint(0);
    // another network's header: an easier target than allowed, or not the first
    for (BitcoinNetwork network : BitcoinNetwork.values()) {
      if (network != BitcoinNetwork.REGTEST) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> HeaderChain.startAt(network, genesis));
      }
    }
    BlockHeader other = RegtestMiner.mine(ROOT, ROOT, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeaderChain.startAt(
            BitcoinNetwork.REGTEST, HeaderCheckpoint.atPeriodStart(0, other, BigInteger.TWO)))
        .withMessageContaining("not the first header");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TEN.hasMoreWorkThan(HeaderChain.startAt(BitcoinNetwork.SIGNET)));
  }

  @Test
  void startAt_refusesReversedBytes() {
    byte[] header = BitcoinNetwork.MAINNET.genesis().format();
    header[79]++;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeaderChain.startAt(
            BitcoinNetwork.MAINNET,
            HeaderCheckpoint.atPeriodStart(
                2016, BlockHeader.parse(header), BigInteger.valueOf(5))));
  }

  private static void assertRefused(HeaderChain chain, BlockHeader next, Reason reason) {
    assertThatExceptionOfType(VerificationException.class)
        .isThrownBy(() -> chain.append(next))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void values_nameNetworkHeightAndTip() {
    assertThat(TEN).hasToString("REGTEST headers up to 10, " + ReversedHex.format(TEN.hash(10)));
    assertThat(TEN.network()).isEqualTo(BitcoinNetwork.REGTEST);
    assertThat(TEN.start().header()).isEqualTo(BitcoinNetwork.REGTEST.genesis());
    assertThat(TEN).isNotEqualTo(TEN.at(9)).isNotEqualTo(RegtestMiner.chain(10, 2));
    assertThat(BitcoinNetwork.REGTEST.limit())
        .hasSameHashCodeAs(CompactTarget.of(BitcoinNetwork.REGTEST.limit().target()));
  }
}
