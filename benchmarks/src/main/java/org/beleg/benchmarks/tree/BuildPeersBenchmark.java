package org.beleg.benchmarks.tree;

import java.util.Arrays;
import java.util.List;
import net.corda.core.crypto.SecureHash;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.BitcoinjPeer;
import org.beleg.benchmarks.peer.BouncyCastlePeer;
import org.beleg.benchmarks.peer.CordaPeer;
import org.beleg.benchmarks.peer.GuavaPeer;
import org.beleg.benchmarks.peer.UnprefixedLoop;
import org.beleg.hash.Hash;
import org.beleg.tree.MerkleTree;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Tree building from leaf hashes beside other libraries, per tree, on one thread.
 *
 * <p>Bouncy Castle, Guava and {@code MessageDigest} compute the same root. <b>Corda and bitcoinj compute
 * another tree</b>: compare them on work per leaf. Corda hashes 64 bytes for each node, without prefix, and
 * keeps every node, as Beleg does. bitcoinj hashes each node twice and keeps the root alone; the plain loop
 * for that is {@code messageDigestTwice}.
 *
 * <p>{@code ./benchmarks/run tree.BuildPeers}
 */
public class BuildPeersBenchmark extends Defaults {

  @Param({"1024", "65536"})
  int treeSize;

  private final Baseline baseline = new Baseline();
  private final UnprefixedLoop twice = UnprefixedLoop.twice();
  private final BouncyCastlePeer bouncyCastle = new BouncyCastlePeer();
  private final GuavaPeer guava = new GuavaPeer();
  private byte[] leafHashes;
  private List<SecureHash> cordaLeaves;
  private List<Sha256Hash> bitcoinjLeaves;

  @Setup
  public void setup() {
    leafHashes = Baseline.randomBytes(Baseline.HASH * treeSize);
    cordaLeaves = CordaPeer.leaves(leafHashes);
    bitcoinjLeaves = BitcoinjPeer.leaves(leafHashes);
    byte[] root = messageDigest();
    Checks.agree(beleg().equals(Hash.of(root)), "Beleg and the baseline");
    Checks.agree(Arrays.equals(bouncyCastle(), root), "Bouncy Castle and the baseline");
    Checks.agree(Arrays.equals(guava(), root), "Guava and the baseline");
    Checks.agree(
        Arrays.equals(CordaPeer.root(corda()), UnprefixedLoop.once().root(leafHashes)),
        "Corda and a plain loop");
    Checks.agree(
        Arrays.equals(bitcoinj().serialize(), messageDigestTwice()), "bitcoinj and a plain loop");
  }

  @Benchmark
  public Hash beleg() {
    return MerkleTree.empty().appendLeafHashes(leafHashes).rootHash();
  }

  @Benchmark
  public byte[] messageDigest() {
    return baseline.root(leafHashes);
  }

  @Benchmark
  public byte[] messageDigestTwice() {
    return twice.root(leafHashes);
  }

  @Benchmark
  public byte[] bouncyCastle() {
    return bouncyCastle.root(leafHashes);
  }

  @Benchmark
  public byte[] guava() {
    return guava.root(leafHashes);
  }

  @Benchmark
  public net.corda.core.crypto.MerkleTree corda() {
    return CordaPeer.build(cordaLeaves);
  }

  @Benchmark
  public Sha256Hash bitcoinj() {
    return BitcoinjPeer.root(bitcoinjLeaves);
  }
}
