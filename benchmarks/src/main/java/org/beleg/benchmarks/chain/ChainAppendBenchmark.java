package org.beleg.benchmarks.chain;

import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.PlainChain;
import org.beleg.chain.HashChain;
import org.beleg.hash.HashAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Appending one entry at a time to a hash chain, per entry. Beleg keeps entry hashes and links; the
 * baseline computes the same links and keeps the last alone.
 *
 * <p>{@code ./benchmarks/run ChainAppend}
 */
public class ChainAppendBenchmark extends Defaults {

  /** Growth starts afresh here, so that long runs do not measure a full heap. */
  private static final int MOST_ENTRIES = 1 << 20;

  private static final String CONTEXT = "benchmark";

  @Param({"32", "1024"})
  int leafBytes;

  private final PlainChain plain = new PlainChain(CONTEXT);
  private final HashChain start = HashChain.start(HashAlgorithm.SHA_256, CONTEXT);
  private HashChain chain = start;
  private byte[] entry;

  @Setup
  public void setup() {
    entry = Baseline.randomBytes(leafBytes);
    for (int i = 0; i < 1000; i++) {
      beleg();
      messageDigest();
    }
    Checks.agree(plain.endsWith(chain.head().hash().toByteArray()), "links");
  }

  @Benchmark
  public HashChain beleg() {
    chain = (chain.length() == MOST_ENTRIES ? start : chain).append(entry);
    return chain;
  }

  @Benchmark
  public PlainChain messageDigest() {
    plain.append(entry);
    return plain;
  }
}
