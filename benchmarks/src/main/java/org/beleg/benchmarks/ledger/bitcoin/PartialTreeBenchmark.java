package org.beleg.benchmarks.ledger.bitcoin;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.BitcoinjPeer;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.ledger.bitcoin.PartialMerkleTree;
import org.beleg.ledger.bitcoin.TransactionTree;
import org.bitcoinj.base.Sha256Hash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A partial tree of some transactions of a block, as BIP 37 tells it: made from a tree that is kept, made
 * from the ids alone, and read and checked. bitcoinj keeps no tree, so it hashes all ids for each proof.
 *
 * <p>{@code ./benchmarks/run PartialTree}
 */
public class PartialTreeBenchmark extends Defaults {

  @Param("4000")
  int transactions;

  @Param({"1", "100"})
  int matched;

  private HashList ids;
  private TransactionTree tree;
  private Hash rootHash;
  private int[] leafIndexes;
  private byte[] included;
  private List<Hash> txids;
  private byte[] proof;
  private List<Sha256Hash> bitcoinjIds;
  private Sha256Hash bitcoinjRoot;

  @Setup
  public void setup() throws VerificationException, MalformedDataException {
    byte[] flat = Baseline.randomBytes(Baseline.HASH * transactions);
    ids = HashList.ofFlat(flat, Baseline.HASH);
    tree = TransactionTree.of(ids);
    rootHash = tree.rootHash();
    leafIndexes = new SplittableRandom(1)
        .ints(0, transactions)
        .distinct()
        .limit(matched)
        .sorted()
        .toArray();
    txids = Arrays.stream(leafIndexes).mapToObj(tree::id).toList();
    included = BitcoinjPeer.included(
        transactions, Arrays.stream(leafIndexes).asLongStream().toArray());
    bitcoinjIds = BitcoinjPeer.leaves(flat);
    bitcoinjRoot = Sha256Hash.wrapReversed(rootHash.toByteArray());
    proof = belegProve();
    Checks.agree(Arrays.equals(proof, belegProveFromIds()), "a kept tree and none");
    Checks.agree(Arrays.equals(proof, bitcoinjProve()), "Beleg and bitcoinj");
    Checks.accepted(belegCheck());
    Checks.agree(bitcoinjCheck(), "bitcoinj");
  }

  @Benchmark
  public byte[] belegProve() {
    return tree.prune(leafIndexes).format();
  }

  @Benchmark
  public byte[] belegProveFromIds() throws VerificationException {
    return TransactionTree.of(ids).prune(leafIndexes).format();
  }

  @Benchmark
  public byte[] bitcoinjProve() {
    return BitcoinjPeer.prove(bitcoinjIds, included).serialize();
  }

  @Benchmark
  public Verdict belegCheck() throws MalformedDataException {
    return PartialMerkleTree.parse(proof).check(txids, transactions, rootHash);
  }

  @Benchmark
  public boolean bitcoinjCheck() {
    List<Sha256Hash> matches = new ArrayList<>();
    var read = org.bitcoinj.core.PartialMerkleTree.read(ByteBuffer.wrap(proof));
    return read.getTxnHashAndMerkleRoot(matches).equals(bitcoinjRoot) && matches.size() == matched;
  }
}
