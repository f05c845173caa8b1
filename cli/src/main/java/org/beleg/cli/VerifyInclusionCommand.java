package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.proof.InclusionProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a bare inclusion proof against a root and a size that the caller trusts. */
@Command(
    name = "inclusion",
    description = "Judge whether a record is in the tree of a root hash and size that you trust.",
    footer = "  beleg verify inclusion 41.proof --root d2b5...1f --size 1200 --record 41.json")
final class VerifyInclusionCommand extends Task {

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

  @Mixin
  private EntryOptions entry;

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    InclusionProof proof = InclusionProof.parse(input().document(path, "inclusion proof"));
    TreeHasher hasher = tree.hasher();
    Hash leafHash = hasher.leafHash(entry.require(this));
    Verdict verdict = sizes(proof.treeSize(), treeSize);
    if (verdict.isAccepted()) {
      verdict = proof.check(hasher, leafHash, rootHash);
    }
    report.verdict(verdict);
    report.field("leafIndex", proof.leafIndex());
    report.field("treeSize", proof.treeSize());
    return verdict.isAccepted();
  }

  /** A proof for another size leads to another tree's root, whatever it hashes to. */
  static Verdict sizes(long proven, long trusted) {
    return proven == trusted
        ? Verdict.accepted()
        : Verdict.rejected(
            Reason.TREE_SIZE_MISMATCH,
            "the proof is for tree size " + proven + ", the trusted root is of size " + trusted);
  }
}
