package org.beleg.benchmarks.chain;

import java.nio.ByteBuffer;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.PlainChain;
import org.beleg.chain.ChainHead;
import org.beleg.chain.ChainSegment;
import org.beleg.chain.HashChain;
import org.beleg.hash.HashAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Walking from one head of a chain to another, per segment. Beleg compares each link, to name the first
 * that is broken; the baseline compares the last.
 *
 * <p>{@code ./benchmarks/run SegmentCheck}
 */
public class SegmentCheckBenchmark extends Defaults {

  private static final int BEGIN = 100;
  private static final String CONTEXT = "benchmark";

  @Param({"16", "4096"})
  int entries;

  private final PlainChain plain = new PlainChain(CONTEXT);
  private ChainSegment segment;
  private ChainHead from;
  private ChainHead to;
  private byte[] fromLink;
  private byte[] toLink;
  private byte[] entryHashes;

  @Setup
  public void setup() {
    HashChain chain = HashChain.start(HashAlgorithm.SHA_256, CONTEXT);
    for (int i = 0; i < BEGIN + entries; i++) {
      chain = chain.append(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
    }
    from = chain.head(BEGIN);
    to = chain.head();
    segment = chain.segment(BEGIN, BEGIN + entries);
    fromLink = from.hash().toByteArray();
    toLink = to.hash().toByteArray();
    entryHashes = new byte[Baseline.HASH * entries];
    for (int i = 0; i < entries; i++) {
      chain.entryHash(BEGIN + i).copyTo(entryHashes, Baseline.HASH * i);
    }
    Checks.accepted(beleg());
    Checks.agree(messageDigest(), "links");
  }

  @Benchmark
  public Verdict beleg() {
    return segment.check(from, to);
  }

  @Benchmark
  public boolean messageDigest() {
    plain.moveTo(BEGIN, fromLink);
    for (int at = 0; at < entryHashes.length; at += Baseline.HASH) {
      plain.appendHash(entryHashes, at);
    }
    return plain.endsWith(toLink);
  }
}
