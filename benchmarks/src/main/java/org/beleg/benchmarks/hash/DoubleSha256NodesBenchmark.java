package org.beleg.benchmarks.hash;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.NodeKernel;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Node hashing as in Bitcoin: pairs of hashes to the hash of their hash, without a prefix, per call.
 *
 * <p>{@code ./benchmarks/run DoubleSha256Nodes}
 */
public class DoubleSha256NodesBenchmark extends Defaults {

  private static final int PAIR = 2 * Baseline.HASH;

  @Param({"vector", "scalar"})
  String kernel;

  @Param({"1", "16", "4096"})
  int pairs;

  private final NodeKernel nodes = Kernels.bareTwice(HashEngine.SHA_256);
  private final MessageDigest digest;
  private byte[] children;
  private byte[] parents;

  public DoubleSha256NodesBenchmark() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Setup
  public void setup() throws DigestException {
    Checks.chooseKernel(kernel);
    children = Baseline.randomBytes(PAIR * pairs);
    parents = new byte[Baseline.HASH * pairs];
    byte[] expected = messageDigestTwice().clone();
    Checks.agree(Arrays.equals(beleg(), expected), "Beleg and MessageDigest");
    Checks.agree(Arrays.equals(bitcoinj(), expected), "Beleg and bitcoinj");
  }

  @Benchmark
  public byte[] beleg() {
    nodes.hashPairs(children, 0, parents, 0, pairs);
    return parents;
  }

  @Benchmark
  public byte[] messageDigestTwice() throws DigestException {
    for (int i = 0; i < pairs; i++) {
      digest.update(children, PAIR * i, PAIR);
      digest.digest(parents, Baseline.HASH * i, Baseline.HASH);
      digest.update(parents, Baseline.HASH * i, Baseline.HASH);
      digest.digest(parents, Baseline.HASH * i, Baseline.HASH);
    }
    return parents;
  }

  @Benchmark
  public byte[] bitcoinj() {
    for (int i = 0; i < pairs; i++) {
      byte[] hash = Sha256Hash.hashTwice(children, PAIR * i, PAIR);
      System.arraycopy(hash, 0, parents, Baseline.HASH * i, Baseline.HASH);
    }
    return parents;
  }
}
