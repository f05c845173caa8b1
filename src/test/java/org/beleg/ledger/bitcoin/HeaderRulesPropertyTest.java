package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** The rules of targets and times against plain ones, on headers that nobody could mine. */
class HeaderRulesPropertyTest {

  private static final long SEED = 20260301;
  private static final int PERIOD = BitcoinNetwork.PERIOD;
  private static final Hash NONE = Hash.of(new byte[32]);

  /** The plain form of what is tested: time and bits of each header from the first. */
  private record Plain(long time, int bits) {}

  private static int plainTarget(BitcoinNetwork network, List<Plain> before, long time)
      throws MalformedDataException {
    int height = before.size();
    Plain last = before.get(height - 1);
    boolean hasExceptions = network == BitcoinNetwork.TESTNET3
        || network == BitcoinNetwork.TESTNET4
        || network == BitcoinNetwork.REGTEST;
    if (height % PERIOD != 0) {
      if (!hasExceptions) {
        return last.bits;
      }
      if (time > last.time + 1200) {
        return network.limit().bits();
      }
      for (int i = height - 1; ; i--) {
        if (i % PERIOD == 0 || before.get(i).bits != network.limit().bits()) {
          return before.get(i).bits;
        }
      }
    }
    if (network == BitcoinNetwork.REGTEST) {
      return last.bits;
    }
    Plain first = before.get(height - PERIOD);
    long actual = Math.max(302_400, Math.min(4_838_400, last.time - first.time));
    int old = network == BitcoinNetwork.TESTNET4 ? first.bits : last.bits;
    BigInteger target = CompactTarget.parse(old)
        .target()
        .multiply(BigInteger.valueOf(actual))
        .divide(BigInteger.valueOf(1_209_600));
    return CompactTarget.of(target.min(network.limit().target())).bits();
  }

  @Test
  void expectedBits_areThoseOfThePlainRule() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED);
    for (BitcoinNetwork network : BitcoinNetwork.values()) {
      List<Plain> all = new ArrayList<>();
      int[] someBits = {network.limit().bits(), 0x1c05a3f4, 0x1d00d86a, 0x1b0404cb};
      for (int i = 0; i < 3 * PERIOD + 20; i++) {
        int bits = random.nextInt(3) == 0
            ? someBits[random.nextInt(someBits.length)]
            : i == 0 ? network.limit().bits() : all.get(i - 1).bits;
        long step = random.nextInt(4) == 0 ? random.nextInt(3000) : 1195 + random.nextInt(10);
        all.add(new Plain(
            i == 0 ? 1_600_000_000 : all.get(i - 1).time + step - random.nextInt(500), bits));
      }
      byte[] flat = flat(all);
      for (int begin : new int[] {0, PERIOD, 2 * PERIOD}) {
        HeaderRules rules = rules(network, all, begin, flat);
        for (int height = begin + 1; height < all.size(); height++) {
          if (height - begin < 40 || height % 29 == 0 || height % PERIOD < 30) {
            assertThat(rules.expectedBits(height))
                .as("%s height %d from %d", network, height, begin)
                .isEqualTo(plainTarget(network, all.subList(0, height), all.get(height).time));
          }
        }
      }
      if (!network.allowsMinimumDifficulty()) { // other starts need the time of their period's
        for (int begin : new int[] {1, 7, PERIOD - 1, PERIOD + 1, 2 * PERIOD + 1000}) {
          HeaderRules rules = rules(network, all, begin, flat);
          int next = (begin / PERIOD + 1) * PERIOD;
          for (int height : new int[] {begin + 1, next, next + 1}) {
            assertThat(rules.expectedBits(height))
                .isEqualTo(plainTarget(network, all.subList(0, height), all.get(height).time));
          }
        }
      }
    }
  }

  private static byte[] flat(List<Plain> all) {
    byte[] flat = new byte[all.size() * BlockHeader.SIZE];
    for (int i = 0; i < all.size(); i++) {
      BlockHeader.of(1, NONE, NONE, all.get(i).time, all.get(i).bits, i)
          .copyTo(flat, i * BlockHeader.SIZE);
    }
    return flat;
  }

  /** Everything from the start on is in the batch, so that nothing is looked for in the store. */
  private static HeaderRules rules(
      BitcoinNetwork network, List<Plain> all, int begin, byte[] flat) {
    byte[] batch = Arrays.copyOfRange(flat, begin * BlockHeader.SIZE, flat.length);
    HeaderCheckpoint start = new HeaderCheckpoint(
        begin,
        BlockHeader.copyOf(flat, begin * BlockHeader.SIZE),
        BigInteger.ONE,
        all.get(begin - begin % PERIOD).time);
    HeaderHistory history = new HeaderHistory(HeaderStore.empty(), begin, batch);
    return new HeaderRules(network, new TreeMap<>(), start, history, begin, NONE, batch);
  }

  @Test
  void times_areComparedWithTheMedianOfUpToEleven() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED + 1);
    int refused = 0;
    for (int round = 0; round < 40; round++) {
      HeaderChain chain = HeaderChain.startAt(BitcoinNetwork.REGTEST);
      List<Long> times = new ArrayList<>(List.of(chain.tip().timestampSeconds()));
      for (int i = 0; i < 30; i++) {
        List<Long> last = times.subList(Math.max(0, times.size() - 11), times.size());
        long median = last.stream().sorted().toList().get(last.size() / 2);
        long time = median - 3 + random.nextInt(7);
        BlockHeader next = RegtestMiner.mine(chain.tip().hash(), NONE, time);
        Reason reason = null;
        try {
          chain = chain.append(next);
          times.add(time);
        } catch (VerificationException e) {
          reason = e.reason();
          refused++;
        }
        assertThat(reason)
            .as("time %d, median %d of %s", time, median, last)
            .isEqualTo(time > median ? null : Reason.HEADER_TIME_TOO_EARLY);
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  @Test
  void bip94_refusesThePeriodThatBeginsLongBeforeTheLastEnded() throws VerificationException {
    for (BitcoinNetwork network : BitcoinNetwork.values()) {
      for (int early : new int[] {600, 601}) {
        // the last of the period is of a later time than those around it, so the median is no
        // obstacle
        List<Plain> all = new ArrayList<>();
        for (int i = 0; i <= 2 * PERIOD; i++) {
          all.add(new Plain(1_600_000_000L + i, network.limit().bits()));
        }
        all.set(2 * PERIOD - 1, new Plain(all.get(2 * PERIOD).time + early, 0));
        HeaderRules rules = rules(network, all, PERIOD, flat(all));
        if (network == BitcoinNetwork.TESTNET4 && early > 600) {
          assertThatExceptionOfType(VerificationException.class)
              .isThrownBy(() -> rules.checkTime(2 * PERIOD))
              .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HEADER_TIME_TOO_EARLY));
        } else {
          rules.checkTime(2 * PERIOD);
        }
      }
    }
  }

  @Test
  void forks_atEveryHeightAreChainsOfTheirOwn() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED + 2);
    List<HeaderChain> chains = new ArrayList<>(List.of(RegtestMiner.chain(300, 0)));
    List<List<Hash>> hashes = new ArrayList<>(List.of(hashes(chains.get(0))));
    for (int i = 1; i < 40; i++) {
      int from = random.nextInt(chains.size());
      HeaderChain base = chains.get(from);
      int height = random.nextInt((int) base.height() + 1);
      List<BlockHeader> more = RegtestMiner.mine(base.at(height), 1 + random.nextInt(20), i);
      chains.add(base.at(height).appendAll(more));
      List<Hash> expected = new ArrayList<>(hashes.get(from).subList(0, height + 1));
      more.forEach(header -> expected.add(header.hash()));
      hashes.add(expected);
    }
    for (int i = 0; i < chains.size(); i++) {
      assertThat(hashes(chains.get(i))).isEqualTo(hashes.get(i));
      assertThat(chains.get(i).work())
          .isEqualTo(BigInteger.valueOf(2L * hashes.get(i).size()));
      for (int j = 0; j < chains.size(); j++) {
        int common = 0;
        while (common < Math.min(hashes.get(i).size(), hashes.get(j).size())
            && hashes.get(i).get(common).equals(hashes.get(j).get(common))) {
          common++;
        }
        assertThat(chains.get(i).lastCommonHeight(chains.get(j))).hasValue(common - 1);
        assertThat(chains.get(i).hasMoreWorkThan(chains.get(j)))
            .isEqualTo(hashes.get(i).size() > hashes.get(j).size());
      }
    }
  }

  private static List<Hash> hashes(HeaderChain chain) {
    List<Hash> hashes = new ArrayList<>();
    for (int height = 0; height <= chain.height(); height++) {
      hashes.add(chain.header(height).hash());
      assertThat(chain.hash(height)).isEqualTo(hashes.get(height));
    }
    return hashes;
  }
}
