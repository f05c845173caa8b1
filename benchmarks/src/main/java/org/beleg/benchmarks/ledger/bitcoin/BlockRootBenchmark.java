package org.beleg.benchmarks.ledger.bitcoin;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.beleg.VerificationException;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.BitcoinjPeer;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.ledger.bitcoin.TransactionTree;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The Merkle root of a block from the ids of its transactions. Beleg keeps the whole tree and looks for
 * equal siblings; bitcoinj (see {@link BitcoinjPeer}) and the loop compute the root alone.
 *
 * <p>{@code ./benchmarks/run BlockRoot}
 */
public class BlockRootBenchmark extends Defaults {

  @Param({"1", "100", "4000"})
  int transactions;

  private byte[] flat;
  private HashList ids;
  private List<Sha256Hash> bitcoinjIds;
  private MessageDigest digest;

  @Setup
  public void setup() throws VerificationException, DigestException, NoSuchAlgorithmException {
    flat = Baseline.randomBytes(Baseline.HASH * transactions);
    ids = HashList.ofFlat(flat, Baseline.HASH);
    bitcoinjIds = BitcoinjPeer.leaves(flat);
    digest = MessageDigest.getInstance("SHA-256");
    Hash root = beleg().rootHash();
    Checks.agree(root.matches(messageDigestTwice(), 0), "Beleg and MessageDigest");
    Checks.agree(root.matches(bitcoinj(), 0), "Beleg and bitcoinj");
  }

  @Benchmark
  public TransactionTree beleg() throws VerificationException {
    return TransactionTree.of(ids);
  }

  @Benchmark
  public byte[] bitcoinj() {
    return BitcoinjPeer.root(BitcoinjPeer.build(bitcoinjIds));
  }

  @Benchmark
  public byte[] messageDigestTwice() throws DigestException {
    int width = transactions;
    byte[] level = Arrays.copyOf(flat, (width + 1) * Baseline.HASH);
    while (width > 1) {
      if (width % 2 != 0) {
        System.arraycopy(
            level, (width - 1) * Baseline.HASH, level, width * Baseline.HASH, Baseline.HASH);
        width++;
      }
      width /= 2;
      for (int i = 0; i < width; i++) {
        digest.update(level, 2 * i * Baseline.HASH, 2 * Baseline.HASH);
        digest.digest(level, i * Baseline.HASH, Baseline.HASH);
        digest.update(level, i * Baseline.HASH, Baseline.HASH);
        digest.digest(level, i * Baseline.HASH, Baseline.HASH);
      }
    }
    return level;
  }
}
