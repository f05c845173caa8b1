package org.beleg.benchmarks.guard;

import static org.beleg.benchmarks.guard.Target.Bound.atLeast;
import static org.beleg.benchmarks.guard.Target.Bound.atMost;
import static org.beleg.benchmarks.guard.Work.KERNEL;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.beleg.benchmarks.guard.Target.Bound;

/**
 * What Beleg promises about its speed, in one place: the benchmarks that are compared, with all of their
 * parameters, and the bounds.
 *
 * <p>Where the vector kernel cannot run, Beleg promises to be no slower than {@code MessageDigest}, and
 * nothing about what is fast by vectors alone.
 */
final class Targets {

  private static final String PAIRS = "4096";
  private static final String TREE_20 = "1048576";
  private static final String TREE_16 = "65536";
  private static final String TREE_24 = "16777216";

  /** Verifiers use lanes after some thousands of signatures, which C2 then takes a second or two for. */
  private static final int SIGNATURES_WARM_UP_SECONDS = 4;

  /** The bound against {@code MessageDigest} without vectors. */
  private static final Optional<Bound> NO_SLOWER = Optional.of(atMost(1.05));

  private static final Optional<Bound> NOTHING = Optional.empty();

  static final List<Target> ALL = List.of(
      new Target(
          "4,096 pairs of hashes / MessageDigest loop",
          hash("HashPairsBenchmark.beleg", "pairs", PAIRS),
          Optional.of(hash("HashPairsBenchmark.messageDigest", "pairs", PAIRS)),
          atMost(0.50),
          NO_SLOWER),
      new Target(
          "build from 2^20 leaf hashes, 1 thread / MessageDigest loop",
          build("beleg", TREE_20),
          Optional.of(build("messageDigest", TREE_20)),
          atMost(0.50),
          NO_SLOWER),
      same(
          "build from 2^20 leaf hashes, 2 threads / 1 thread",
          Work.of("tree.BuildBenchmark.belegThreads", "treeSize", TREE_20, "threads", "2"),
          build("beleg", TREE_20),
          atMost(0.56)),
      new Target(
          "build from 2^16 leaf hashes: Corda / Beleg, 1 thread",
          Work.of("tree.BuildPeersBenchmark.corda", "treeSize", TREE_16),
          Optional.of(Work.of("tree.BuildPeersBenchmark.beleg", "treeSize", TREE_16)),
          atLeast(7),
          NOTHING),
      new Target(
          "leaf hashes of 2^16 entries of 256 bytes / MessageDigest loop",
          hash("LeafHashesBenchmark.beleg", "leafBytes", "256", "count", TREE_16),
          Optional.of(
              hash("LeafHashesBenchmark.messageDigest", "leafBytes", "256", "count", TREE_16)),
          atMost(0.75),
          NO_SLOWER),
      same(
          "check one inclusion proof at 2^20 / 20 MessageDigest node hashes",
          Work.of("proof.InclusionProofBenchmark.belegCheck", "treeSize", TREE_20),
          Work.of("proof.InclusionProofBenchmark.messageDigestCheck", "treeSize", TREE_20),
          atMost(1.15)),
      new Target(
          "check 1,024 inclusion proofs, as a batch / one at a time",
          Work.of("proof.BatchInclusionBenchmark.batch"),
          Optional.of(Work.of("proof.BatchInclusionBenchmark.oneByOne")),
          atMost(0.55),
          NO_SLOWER),
      new Target(
          "prove one leaf at 2^20, in microseconds",
          Work.of("proof.InclusionProofBenchmark.belegProve", "treeSize", TREE_20),
          Optional.empty(),
          atMost(1),
          Optional.of(atMost(1))),
      same(
          "append one entry of 32 bytes / one leaf and one node hash",
          Work.of("tree.AppendBenchmark.beleg", "leafBytes", "32"),
          Work.of("tree.AppendBenchmark.messageDigest", "leafBytes", "32"),
          atMost(1.3)),
      new Target(
          "SM3 nodes: Bouncy Castle loop / Beleg",
          hash("Sm3NodesBenchmark.bouncyCastle", "pairs", PAIRS),
          Optional.of(hash("Sm3NodesBenchmark.beleg", "pairs", PAIRS)),
          atLeast(6),
          NOTHING),
      new Target(
          "double SHA-256 nodes: bitcoinj loop / Beleg",
          hash("DoubleSha256NodesBenchmark.bitcoinj", "pairs", PAIRS),
          Optional.of(hash("DoubleSha256NodesBenchmark.beleg", "pairs", PAIRS)),
          atLeast(3),
          NOTHING),
      new Target(
          "Corda's tree of 2^16 leaves: Corda / Beleg",
          Work.of("ledger.corda.CordaTreeBenchmark.corda", "treeSize", TREE_16),
          Optional.of(Work.of("ledger.corda.CordaTreeBenchmark.beleg", "treeSize", TREE_16)),
          atLeast(7),
          NOTHING),
      new Target(
          "prune Corda's tree of 2^16 leaves to 100: Corda / Beleg",
          cordaPartial("cordaProve"),
          Optional.of(cordaPartial("belegProve")),
          atLeast(5),
          Optional.of(atLeast(5))),
      new Target(
          "check 100 of 2^16 leaves of Corda's tree: Corda / Beleg",
          cordaPartial("cordaCheck"),
          Optional.of(cordaPartial("belegCheck")),
          atLeast(5),
          NOTHING),
      new Target(
          "root of a Bitcoin block of 4,000 transactions: bitcoinj / Beleg",
          bitcoin("BlockRootBenchmark.bitcoinj"),
          Optional.of(bitcoin("BlockRootBenchmark.beleg")),
          atLeast(3),
          NOTHING),
      new Target(
          "prove 100 of 4,000 Bitcoin transactions: bitcoinj / Beleg",
          bitcoin("PartialTreeBenchmark.bitcoinjProve", "matched", "100"),
          Optional.of(bitcoin("PartialTreeBenchmark.belegProve", "matched", "100")),
          atLeast(5),
          Optional.of(atLeast(5))),
      new Target(
          "Ed25519, 1,024 distinct keys, a batch / Bouncy Castle",
          ed25519("belegBatch", "DISTINCT_1024"),
          Optional.of(ed25519("bouncyCastleBatch", "DISTINCT_1024")),
          atMost(0.25),
          Optional.of(atMost(0.60))),
      new Target(
          "Ed25519, 1,024 by one prepared key, a batch / Bouncy Castle",
          ed25519("belegBatch", "PREPARED_1024"),
          Optional.of(ed25519("bouncyCastleBatch", "PREPARED_1024")),
          atMost(0.15),
          Optional.of(atMost(0.40))),
      new Target(
          "Ed25519, 8 distinct keys, a batch / Bouncy Castle",
          ed25519("belegBatch", "DISTINCT_8"),
          Optional.of(ed25519("bouncyCastleBatch", "DISTINCT_8")),
          atMost(0.40),
          Optional.of(atMost(1))),
      same(
          "Ed25519, 1,024 distinct keys, 2 threads / 1 thread",
          ed25519("belegTwoThreads", "DISTINCT_1024"),
          ed25519("belegBatch", "DISTINCT_1024"),
          atMost(0.56)),
      hashBased("SLH_DSA_SHA2_128S", 0.20),
      hashBased("SLH_DSA_SHA2_128F", 0.20),
      hashBased("LMS_SHA256_M32_H10_W4", 0.30),
      same(
          "build, time per leaf: 2^24 / 2^16 leaf hashes",
          build("beleg", TREE_24).per(1 << 24),
          build("beleg", TREE_16).per(1 << 16),
          atMost(1.25)));

  private Targets() {}

  /** The same bound on every machine. */
  private static Target same(String name, Work work, Work beside, Bound bound) {
    return new Target(name, work, Optional.of(beside), bound, Optional.of(bound));
  }

  private static Work build(String method, String treeSize) {
    return Work.of("tree.BuildBenchmark." + method, "treeSize", treeSize);
  }

  private static Work bitcoin(String benchmark, String... namesAndValues) {
    String[] all = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
    all[namesAndValues.length] = "transactions";
    all[namesAndValues.length + 1] = "4000";
    return Work.of("ledger.bitcoin." + benchmark, all);
  }

  private static Work ed25519(String method, String batch) {
    return Work.of("sign.Ed25519BatchBenchmark." + method, "batch", batch)
        .warmingUpFor(SIGNATURES_WARM_UP_SECONDS);
  }

  private static Target hashBased(String set, double bound) {
    return new Target(
        "verify " + set + " / Bouncy Castle",
        hashBasedWork("belegVerify", set),
        Optional.of(hashBasedWork("bouncyCastleVerify", set)),
        atMost(bound),
        NOTHING);
  }

  private static Work hashBasedWork(String method, String set) {
    return Work.of("sign.HashBasedVerifyBenchmark." + method, "set", set)
        .warmingUpFor(SIGNATURES_WARM_UP_SECONDS);
  }

  private static Work cordaPartial(String method) {
    return Work.of(
        "ledger.corda.CordaPartialTreeBenchmark." + method, "treeSize", TREE_16, "leaves", "100");
  }

  /** The benchmarks of kernels, which are the only ones to have a parameter for it. */
  private static Work hash(String benchmark, String... namesAndValues) {
    String[] all = new String[namesAndValues.length + 2];
    System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
    all[0] = "kernel";
    all[1] = KERNEL;
    return Work.of("hash." + benchmark, all);
  }
}
