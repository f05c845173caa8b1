package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.junit.jupiter.api.Test;

class BitcoinNetworkTest {

  @Test
  void genesis_hasTheKnownHash() {
    Map<BitcoinNetwork, String> hashes = Map.of(
        BitcoinNetwork.MAINNET, "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f",
        BitcoinNetwork.TESTNET3, "000000000933ea01ad0ee984209779baaec3ced90fa3f408719526f8d77f4943",
        BitcoinNetwork.TESTNET4, "00000000da84f2bafbbc53dee25a72ae507ff4914b867c565be350b0da8bf043",
        BitcoinNetwork.SIGNET, "00000008819873e925422c1ff0f99f7cc9bbb232af63a077a480a3633bee1ef6",
        BitcoinNetwork.REGTEST, "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206");
    for (BitcoinNetwork network : BitcoinNetwork.values()) {
      assertThat(ReversedHex.format(network.genesis().hash())).isEqualTo(hashes.get(network));
      assertThat(network.checkProofOfWork(network.genesis()).isAccepted()).isTrue();
      assertThat(HeaderChain.startAt(network).work()).isEqualTo(network.limit().work());
    }
  }

  /** The changes of the target at blocks 2016, 32256, 68544 and 46368 of the main network. */
  @Test
  void retarget_isTheKnownOne() throws MalformedDataException {
    assertRetarget(0x1d00ffff, 1262152739 - 1261130161, 0x1d00d86a);
    assertRetarget(0x1d00ffff, 1233061996 - 1231006505, 0x1d00ffff); // at the limit
    assertRetarget(0x1c05a3f4, 1279297671 - 1279008237, 0x1c0168fd); // a quarter at least
    assertRetarget(0x1c387f6f, 1269211443 - 1263163443, 0x1d00e1fd); // four times at most
    assertRetarget(0x1c05a3f4, Long.MIN_VALUE, 0x1c0168fd);
    assertRetarget(0x1c387f6f, Long.MAX_VALUE, 0x1d00e1fd);
  }

  private static void assertRetarget(int old, long seconds, int next)
      throws MalformedDataException {
    assertThat(BitcoinNetwork.MAINNET.retarget(CompactTarget.parse(old), seconds))
        .isEqualTo(CompactTarget.parse(next));
  }

  @Test
  void retarget_neverReachesZero() {
    CompactTarget one = CompactTarget.of(BigInteger.ONE);
    assertThat(BitcoinNetwork.MAINNET.retarget(one, 0)).isEqualTo(one);
  }

  @Test
  void checkProofOfWork_refusesTargetsAboveTheLimit() {
    BlockHeader regtest = BitcoinNetwork.REGTEST.genesis();
    assertThat(BitcoinNetwork.MAINNET.checkProofOfWork(regtest).reason())
        .hasValue(Reason.TARGET_INVALID);
    Hash none = Hash.of(new byte[32]);
    for (int bits : new int[] {0x1d010000, 0x1d80ffff, 0x00ffffff, 0x22000100}) {
      BlockHeader header = BlockHeader.of(1, none, none, 1, bits, 1);
      assertThat(BitcoinNetwork.MAINNET.checkProofOfWork(header).reason())
          .hasValue(Reason.TARGET_INVALID);
    }
    BlockHeader unmined = BlockHeader.of(1, none, none, 1, 0x1d00ffff, 1);
    assertThat(BitcoinNetwork.MAINNET.checkProofOfWork(unmined).reason())
        .hasValue(Reason.PROOF_OF_WORK_MISSING);
  }
}
