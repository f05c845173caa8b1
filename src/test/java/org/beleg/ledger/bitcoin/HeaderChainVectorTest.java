package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/** Headers of the real networks: the first ones, all published checkpoints, and two neighbours. */
class HeaderChainVectorTest {

  private static final String FOLDER = "ledgers/bitcoin-blocks/";
  private static final int PERIOD = BitcoinNetwork.PERIOD;

  private static List<BlockHeader> firstHeaders() throws MalformedDataException {
    return firstBlocks().stream().map(Block::header).toList();
  }

  private static List<Block> firstBlocks() throws MalformedDataException {
    ByteBuffer file = ByteBuffer.wrap(Vectors.bytes(FOLDER + "first-100k-blocks.dat"))
        .order(ByteOrder.LITTLE_ENDIAN);
    List<Block> blocks = new ArrayList<>();
    while (file.hasRemaining()) {
      assertThat(file.getInt()).isEqualTo(0xd9b4bef9);
      byte[] block = new byte[file.getInt()];
      file.get(block);
      blocks.add(Block.parse(block));
    }
    return blocks;
  }

  /** The first payment of all, in block 170. */
  @Test
  void spvProof_showsTheFirstPaymentToWhoeverTrustsTheGenesis() throws Exception {
    Block block = firstBlocks().get(170);
    Transaction payment = block.transactions().get(1);
    assertThat(ReversedHex.format(payment.txid()))
        .isEqualTo("f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16");
    HeaderChain genesis = HeaderChain.startAt(BitcoinNetwork.MAINNET);
    List<BlockHeader> headers = firstHeaders();
    HeaderChain chain = genesis.appendAll(headers.subList(1, headers.size()));
    SpvProof proof = SpvProof.prove(block.prove(1), chain, 170, 0);
    BigInteger work = BigInteger.valueOf(0x100010001L * 269);
    ConfirmationPolicy policy = ConfirmationPolicy.of(genesis, 269).requiringWork(work);
    assertThat(SpvProof.parse(proof.format()).verify(payment, policy))
        .isEqualTo(Verdict.accepted());
    assertThat(proof.verify(payment, ConfirmationPolicy.of(genesis, 270)).reason())
        .hasValue(Reason.CONFIRMATIONS_TOO_FEW);
    assertThat(SpvProof.of(block.prove(1), 169, 1, proof.headers())
            .verify(payment, policy)
            .reason())
        .hasValue(Reason.ROOT_MISMATCH);
    // behind a checkpoint inside the period
    HeaderChain later = HeaderChain.startAt(BitcoinNetwork.MAINNET, chain.checkpoint(165))
        .pinning(169, chain.hash(169));
    SpvProof shorter = SpvProof.prove(block.prove(1), chain.at(175), 170, 165);
    assertThat(shorter.verify(payment, ConfirmationPolicy.of(later, 6)))
        .isEqualTo(Verdict.accepted());
    assertThat(SpvProof.of(block.prove(1), 170).verify(payment, ConfirmationPolicy.of(chain, 6)))
        .isEqualTo(Verdict.accepted());
  }

  @Test
  void firstBlocks_areAChainFromTheGenesis() throws Exception {
    List<BlockHeader> headers = firstHeaders();
    assertThat(headers).hasSize(439);
    assertThat(headers.get(0)).isEqualTo(BitcoinNetwork.MAINNET.genesis());
    HeaderChain genesis = HeaderChain.startAt(BitcoinNetwork.MAINNET);
    HeaderChain chain = genesis.appendAll(headers.subList(1, 439));
    assertThat(chain.height()).isEqualTo(438);
    assertThat(chain.work()).isEqualTo(BigInteger.valueOf(439L * 0x100010001L));
    for (int height = 0; height < 439; height++) {
      assertThat(chain.header(height)).isEqualTo(headers.get(height));
      assertThat(chain.hash(height)).isEqualTo(headers.get(height).hash());
    }
    assertThat(ReversedHex.format(chain.hash(170)))
        .isEqualTo("00000000d1145790a8694403d4063f323d499e655c83426834d4ce2f8dd4a2ee");
    // one left out, one twice, two in the other order
    for (List<Integer> order : List.of(List.of(1, 3), List.of(1, 1), List.of(2, 1))) {
      assertThatExceptionOfType(VerificationException.class)
          .isThrownBy(() -> genesis.appendAll(order.stream().map(headers::get).toList()))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HEADER_UNLINKED));
    }
  }

  @Test
  void firstBlocks_withAnyBitFlippedAreRefused() throws Exception {
    List<BlockHeader> headers = firstHeaders();
    HeaderChain chain =
        HeaderChain.startAt(BitcoinNetwork.MAINNET).appendAll(headers.subList(1, 20));
    for (int bit = 0; bit < 8 * BlockHeader.SIZE; bit++) {
      byte[] flipped = headers.get(20).format();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      BlockHeader next = BlockHeader.parse(flipped);
      assertThatExceptionOfType(VerificationException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> chain.append(next));
    }
  }

  /** The format of the checkpoint files of bitcoinj: work (12) || height (4) || header (80). */
  private static List<HeaderCheckpoint> checkpoints(String name) throws MalformedDataException {
    List<String> lines = Vectors.text(FOLDER + name).lines().toList();
    assertThat(lines.subList(0, 2)).containsExactly("TXT CHECKPOINTS 1", "0");
    List<HeaderCheckpoint> checkpoints = new ArrayList<>();
    for (String line : lines.subList(3, lines.size())) {
      ByteBuffer record = ByteBuffer.wrap(Base64.getDecoder().decode(line));
      byte[] work = new byte[12];
      byte[] header = new byte[BlockHeader.SIZE];
      record.get(work);
      int height = record.getInt();
      record.get(header);
      checkpoints.add(HeaderCheckpoint.atPeriodStart(
          height, BlockHeader.parse(header), new BigInteger(1, work)));
    }
    assertThat(checkpoints).hasSize(Integer.parseInt(lines.get(2)));
    return checkpoints;
  }

  @Test
  void checkpoints_haveTheWorkThatTheirTargetsSay() throws MalformedDataException {
    assertThat(workReproduced(BitcoinNetwork.MAINNET, "mainnet.checkpoints.txt"))
        .isEqualTo(436);
    assertThat(workReproduced(BitcoinNetwork.SIGNET, "signet.checkpoints.txt")).isEqualTo(114);
  }

  private static int workReproduced(BitcoinNetwork network, String name)
      throws MalformedDataException {
    HeaderCheckpoint previous =
        HeaderCheckpoint.atPeriodStart(0, network.genesis(), network.limit().work());
    int count = 0;
    for (HeaderCheckpoint next : checkpoints(name)) {
      assertThat(next.height()).isEqualTo(previous.height() + PERIOD);
      // all of a period have one target, and the next checkpoint is the first of the next period
      BigInteger work = previous
          .work()
          .add(target(previous).work().multiply(BigInteger.valueOf(PERIOD - 1)))
          .add(target(next).work());
      assertThat(next.work()).as("height %d", next.height()).isEqualTo(work);
      HeaderChain start = HeaderChain.startAt(network, next); // its hash meets its target
      assertThat(start.work()).isEqualTo(work);
      assertThat(HeaderCheckpoint.parse(next.format())).isEqualTo(next);
      assertTargetFollows(network, previous, next);
      previous = next;
      count++;
    }
    System.out.println("HeaderChainVectorTest: " + count + " checkpoints of " + network);
    return count;
  }

  private static CompactTarget target(HeaderCheckpoint checkpoint) throws MalformedDataException {
    return CompactTarget.parse(checkpoint.header().bits());
  }

  /**
   * The header before a checkpoint is not published, but there must be a time of it that makes the
   * checkpoint's target of the one before; and if that time is not cut off, clocks that far apart are not
   * to be explained.
   */
  private static void assertTargetFollows(
      BitcoinNetwork network, HeaderCheckpoint previous, HeaderCheckpoint next)
      throws MalformedDataException {
    CompactTarget old = target(previous);
    CompactTarget now = target(next);
    long low = -1; // the target that follows grows with the time
    long high = BitcoinNetwork.PERIOD_SECONDS * 4;
    while (low + 1 < high) {
      long middle = (low + high) / 2;
      if (network.retarget(old, middle).target().compareTo(now.target()) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    assertThat(network.retarget(old, high)).as("height %d", next.height()).isEqualTo(now);
    long between = next.header().timestampSeconds() - previous.header().timestampSeconds();
    boolean isCutOff = high == 0
        || now.equals(network.limit())
        || network.retarget(old, high + 1).equals(network.retarget(old, Long.MAX_VALUE));
    if (!isCutOff) {
      assertThat(between - high).as("height %d", next.height()).isBetween(-7200L, 4 * 7200L);
    }
  }

  @Test
  void append_takesARealNeighbourBehindACheckpointInsideAPeriod() throws Exception {
    BlockHeader first = realHeader("block227835.dat");
    BlockHeader second = realHeader("block227836.dat");
    HeaderCheckpoint period = checkpoints("mainnet.checkpoints.txt").get(227835 / PERIOD - 1);
    BigInteger work = period
        .work()
        .add(target(period).work().multiply(BigInteger.valueOf(227835 - period.height())));
    HeaderCheckpoint inside =
        new HeaderCheckpoint(227835, first, work, period.header().timestampSeconds());
    HeaderChain chain = HeaderChain.startAt(BitcoinNetwork.MAINNET, inside);
    HeaderChain longer = chain.append(second);
    assertThat(longer.work()).isEqualTo(work.add(target(period).work()));
    assertThat(longer.checkpoint(227836).periodStartSeconds())
        .isEqualTo(period.header().timestampSeconds());
    assertThat(HeaderCheckpoint.parse(longer.checkpoint(227836).format()))
        .isEqualTo(longer.checkpoint(227836));
    assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> longer.append(second));
    // a header of a test network, and one that is much too easy
    BlockHeader testnet = realHeader("block_testnet700000.dat");
    assertThatExceptionOfType(VerificationException.class).isThrownBy(() -> chain.append(testnet));
  }

  private static BlockHeader realHeader(String name) throws MalformedDataException {
    return BlockHeader.parse(Arrays.copyOf(Vectors.bytes(FOLDER + name), BlockHeader.SIZE));
  }
}
