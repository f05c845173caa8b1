package org.beleg.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.MultiProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a proof for many records. */
@Command(
    name = "multi",
    description = "Judge whether several records are in the tree of a root hash and size that you "
        + "trust. All stand or fall together.",
    footer = "  beleg verify multi p --root d2b5...1f --size 1200 --record 3.json --record 8.json")
final class VerifyMultiCommand extends Task {

  @Parameters(paramLabel = "PROOF", description = "The proof, '-' for standard input.")
  private String path;

  @Option(
      names = "--root",
      paramLabel = "HEX",
      required = true,
      description = "The root hash that you trust.")
  private Hash rootHash;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      required = true,
      description = "The tree size that you trust: a root hash alone does not bind it.")
  private long treeSize;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      required = true,
      description = "One of the records, in the order of the proof's indexes. Repeat it.")
  private List<String> records = List.of();

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    MultiProof proof = MultiProof.parse(input().document(path, "multi-proof"));
    TreeHasher hasher = tree.hasher();
    List<Hash> leafHashes = new ArrayList<>();
    for (String record : records) {
      leafHashes.add(hasher.leafHash(input().record(record)));
    }
    Verdict verdict = VerifyInclusionCommand.sizes(proof.treeSize(), treeSize);
    if (verdict.isAccepted()) {
      verdict = proof.check(hasher, leafHashes, rootHash);
    }
    report.verdict(verdict);
    report.field("leafIndexes", Arrays.stream(proof.leafIndexes()).boxed().toList());
    report.field("treeSize", proof.treeSize());
    return verdict.isAccepted();
  }
}
