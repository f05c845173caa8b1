package org.beleg.cli;

import java.io.IOException;
import org.beleg.tree.MerkleTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the size and the root of the tree of some records. */
@Command(
    name = "root",
    description = "Print size and root hash of the Merkle tree (RFC 9162) of records.",
    footer = {"  beleg root --lines server.log", "  cat server.log | beleg root --lines -"})
final class RootCommand extends Task {

  @Mixin
  private RecordOptions records;

  @Override
  boolean run(Report report) throws IOException {
    TreeBuilder builder = records.build(this);
    MerkleTree tree = builder.tree();
    report.fact("algorithm", "algorithm", Names.of(tree.hasher().algorithm()));
    report.fact("treeSize", "tree size", tree.size());
    report.fact("bytes", "bytes", builder.totalBytes());
    report.fact("rootHash", "root hash", tree.rootHash().toHex());
    return true;
  }
}
