package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.chain.ChainHead;
import org.beleg.chain.ChainSegment;
import org.beleg.hash.HashAlgorithm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Walks a segment of a hash chain from one trusted head to another. */
@Command(
    name = "chain",
    description = "Walk a hash chain from one head that you trust to another, link by link.",
    footer = "  beleg verify chain segment --from monday.head --to tuesday.head")
final class VerifyChainCommand extends Task {

  @Parameters(paramLabel = "SEGMENT", description = "The segment, '-' for standard input.")
  private String path;

  @Option(
      names = "--from",
      paramLabel = "HEAD",
      required = true,
      description = "File with the head that the segment starts from.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "HEAD",
      required = true,
      description = "File with the head that the segment leads to.")
  private String to;

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    HashAlgorithm algorithm = tree.algorithm();
    ChainSegment segment = ChainSegment.parse(algorithm, input().segment(path));
    ChainHead first = ChainHead.parse(algorithm, input().document(from, "chain head"));
    ChainHead last = ChainHead.parse(algorithm, input().document(to, "chain head"));
    Verdict verdict = segment.check(first, last);
    report.verdict(verdict);
    report.field("begin", segment.begin());
    report.field("end", segment.end());
    return verdict.isAccepted();
  }
}
