package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.bitcoin.UInt256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import kotlin.Triple;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.base.internal.ByteUtils;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.Test;

/** Headers, targets, work and retargeting against bitcoinj and bitcoin-kmp. */
class HeaderDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1000);
  private static final long SEED = 20260302;
  private static final long UINT32 = 0xFFFFFFFFL;

  private static BlockHeader randomHeader(SplittableRandom random, int bits) {
    return BlockHeader.of(
        random.nextInt(),
        TestTrees.randomHash(random),
        TestTrees.randomHash(random),
        random.nextLong(UINT32 + 1),
        bits,
        random.nextInt());
  }

  private static Block bitcoinj(BlockHeader header) {
    return new Block(
        Integer.toUnsignedLong(header.version()),
        Sha256Hash.wrapReversed(header.previousHash().toByteArray()),
        Sha256Hash.wrapReversed(header.merkleRoot().toByteArray()),
        Instant.ofEpochSecond(header.timestampSeconds()),
        Integer.toUnsignedLong(header.bits()),
        Integer.toUnsignedLong(header.nonce()),
        List.of());
  }

  @Test
  void headers_haveTheBytesFieldsAndHashesOfBothPeers() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED);
    for (int i = 0; i < CASES; i++) {
      BlockHeader ours = randomHeader(random, random.nextInt());
      Block bitcoinj = bitcoinj(ours);
      assertThat(bitcoinj.getHashAsString()).isEqualTo(ReversedHex.format(ours.hash()));
      fr.acinq.bitcoin.BlockHeader kmp = fr.acinq.bitcoin.BlockHeader.read(ours.format());
      assertThat(kmp.blockId.value.toHex()).isEqualTo(ReversedHex.format(ours.hash()));
      assertThat(kmp.time).isEqualTo(ours.timestampSeconds());
      assertThat((int) kmp.bits).isEqualTo(ours.bits());
      assertThat((int) kmp.nonce).isEqualTo(ours.nonce());
      assertThat((int) kmp.version).isEqualTo(ours.version());
      assertThat(kmp.hashMerkleRoot.toByteArray()).isEqualTo(ours.merkleRoot().toByteArray());
      assertThat(fr.acinq.bitcoin.BlockHeader.write(kmp)).isEqualTo(ours.format());
      assertThat(BlockHeader.parse(ours.format())).isEqualTo(ours);
    }
  }

  /** Bits of every length, of which about half are no target. */
  private static int randomBits(SplittableRandom random) {
    int mantissa = random.nextInt(1 << 24) >>> (random.nextInt(3) * random.nextInt(12));
    return random.nextInt(random.nextInt(8) == 0 ? 256 : 37) << 24 | mantissa;
  }

  @Test
  void targets_areThoseOfBothPeers() {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED + 1);
    int accepted = 0;
    for (int i = 0; i < 10 * CASES; i++) {
      int bits = randomBits(random);
      Triple<UInt256, Boolean, Boolean> kmp = UInt256.decodeCompact(bits & UINT32);
      boolean isTarget =
          !kmp.getSecond() && !kmp.getThird() && !kmp.getFirst().equals(UInt256.Zero);
      CompactTarget ours;
      try {
        ours = CompactTarget.parse(bits);
      } catch (MalformedDataException refused) {
        assertThat(isTarget).as("%08x", bits).isFalse();
        continue;
      }
      accepted++;
      assertThat(isTarget).as("%08x", bits).isTrue();
      assertThat(ours.target()).isEqualTo(ByteUtils.decodeCompactBits(bits & UINT32));
      CompactTarget canonical = CompactTarget.of(ours.target());
      assertThat((long) canonical.bits())
          .isEqualTo(kmp.getFirst().encodeCompact(false))
          .isEqualTo(ByteUtils.encodeCompactBits(ours.target()));
      assertThat(ours.work())
          .isEqualTo(
              new BigInteger(1, bigEndian(fr.acinq.bitcoin.BlockHeader.blockProof(bits & UINT32))))
          .isEqualTo(bitcoinj(randomHeader(random, bits)).getWork());
    }
    System.out.println("HeaderDifferentialTest: " + accepted + " targets of " + 10 * CASES);
    assertThat(accepted).isBetween(3 * CASES, 8 * CASES);
  }

  private static byte[] bigEndian(UInt256 number) {
    UInt256 rest = new UInt256(number);
    byte[] bytes = new byte[32];
    for (int i = 31; i >= 0; i--) {
      bytes[i] = (byte) rest.getLow64();
      rest = rest.shr(8);
    }
    return bytes;
  }

  @Test
  void proofOfWork_isMetWhereBothPeersSaySo() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED + 2);
    int met = 0;
    for (int i = 0; i < CASES; i++) {
      BlockHeader ours = randomHeader(random, i % 2 == 0 ? 0x207fffff : 0x201fffff);
      boolean isMet = CompactTarget.parse(ours.bits()).isMetBy(ours.hash());
      assertThat(fr.acinq.bitcoin.BlockHeader.checkProofOfWork(
              fr.acinq.bitcoin.BlockHeader.read(ours.format())))
          .isEqualTo(isMet);
      met += isMet ? 1 : 0;
    }
    assertThat(met).isBetween(CASES / 10, CASES / 2);
  }

  @Test
  void retargets_areThoseOfThePeer() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED + 3);
    Hash none = Hash.of(new byte[32]);
    for (int i = 0; i < CASES; i++) {
      CompactTarget old = CompactTarget.of(
          BigInteger.valueOf(1 + random.nextInt(0xFFFF)).shiftLeft(random.nextInt(209)));
      long first = 1_231_006_505L + random.nextInt(1_000_000_000);
      long last = first + random.nextInt(7_000_000) - 500_000;
      fr.acinq.bitcoin.BlockHeader header = fr.acinq.bitcoin.BlockHeader.read(
          BlockHeader.of(1, none, none, last, old.bits(), 0).format());
      int peer = (int) fr.acinq.bitcoin.BlockHeader.calculateNextWorkRequired(header, first);
      if (peer == 0) { // a quarter of the smallest targets
        assertThat(old.target()).isLessThan(BigInteger.valueOf(4));
        continue;
      }
      assertThat(BitcoinNetwork.MAINNET.retarget(old, last - first))
          .as("%s after %d", old, last - first)
          .isEqualTo(CompactTarget.parse(peer));
    }
  }
}
