package org.beleg.benchmarks.ledger.bitcoin;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.beleg.VerificationException;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.hash.Hash;
import org.beleg.ledger.bitcoin.BitcoinNetwork;
import org.beleg.ledger.bitcoin.BlockHeader;
import org.beleg.ledger.bitcoin.HeaderChain;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Context;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * Checking {@value #HEADERS} headers of Bitcoin behind the first, per header. Beleg checks links, targets,
 * work and times, adds up the work and keeps the headers; bitcoinj reads them, checks links and work against
 * the target that a header states, and adds up the work, as its own chain does before it stores a block.
 *
 * <p>{@code ./benchmarks/run HeaderChain}
 */
public class HeaderChainBenchmark extends Defaults {

  private static final int HEADERS = 10_000;

  private final HeaderChain start = HeaderChain.startAt(BitcoinNetwork.REGTEST);
  private byte[] headers;

  @Setup
  public void setup() throws VerificationException {
    Context.propagate(new Context());
    headers = new byte[HEADERS * BlockHeader.SIZE];
    BlockHeader tip = start.tip();
    for (int i = 0; i < HEADERS; i++) {
      tip = mine(tip);
      System.arraycopy(tip.format(), 0, headers, i * BlockHeader.SIZE, BlockHeader.SIZE);
    }
    Checks.agree(beleg().tip().equals(tip), "the last header");
    Checks.agree(
        bitcoinj().equals(beleg().work().subtract(start.work())), "work of Beleg and bitcoinj");
  }

  private static BlockHeader mine(BlockHeader previous) {
    Hash root = previous.hash(); // any hash will do
    long time = previous.timestampSeconds() + 600;
    for (int nonce = 0; ; nonce++) {
      BlockHeader next = BlockHeader.of(4, previous.hash(), root, time, previous.bits(), nonce);
      if (BitcoinNetwork.REGTEST.limit().isMetBy(next.hash())) {
        return next;
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(HEADERS)
  public HeaderChain beleg() throws VerificationException {
    return start.appendAll(headers);
  }

  @Benchmark
  @OperationsPerInvocation(HEADERS)
  public BigInteger bitcoinj() {
    BigInteger work = BigInteger.ZERO;
    ByteBuffer buffer = ByteBuffer.wrap(headers);
    Sha256Hash previous = Sha256Hash.wrapReversed(start.tip().hash().toByteArray());
    for (int i = 0; i < HEADERS; i++) {
      Block block = Block.read(buffer.slice(i * BlockHeader.SIZE, BlockHeader.SIZE));
      Block.verifyHeader(block);
      Checks.agree(block.getPrevBlockHash().equals(previous), "link");
      previous = block.getHash();
      work = work.add(block.getWork());
    }
    return work;
  }
}
