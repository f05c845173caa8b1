package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.note.Receipt;
import org.beleg.note.TrustPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a receipt for a record. */
@Command(
    name = "receipt",
    description = "Judge whether a log that you trust committed to exactly this record.",
    footer = "  beleg verify receipt 41.receipt --record 41.json --vkey log.vkey "
        + "--origin log.example/a")
final class VerifyReceiptCommand extends Task {

  @Parameters(paramLabel = "RECEIPT", description = "The receipt, '-' for standard input.")
  private String path;

  @Mixin
  private EntryOptions entry;

  @Mixin
  private KeyOptions keys;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      description = "The log that you trust: the first line of its checkpoints.")
  private @Nullable String origin;

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    TrustPolicy policy = keys.policy(this, origin).withTreeHasher(tree.hasher());
    Receipt receipt = Receipt.parse(input().document(path, "receipt"));
    Verdict verdict = receipt.verify(entry.require(this), policy);
    report.verdict(verdict);
    report.field("origin", receipt.checkpoint().origin());
    report.field("leafIndex", receipt.proof().leafIndex());
    report.field("treeSize", receipt.proof().treeSize());
    if (verdict.isAccepted()) {
      // only now: what a refused receipt claims must not look like a finding
      report.note(
          "proven",
          "record " + receipt.proof().leafIndex() + " of the " + receipt.proof().treeSize()
              + " that " + receipt.checkpoint().origin() + " signed");
    }
    return verdict.isAccepted();
  }
}
