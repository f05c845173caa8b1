package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a ledger's document says. */
@Command(
    name = "inspect",
    description = {
      "Show what a document of a ledger says, after reading it as strictly as 'verify' does.",
      "",
      "KIND is bitcoin-header, bitcoin-transaction, bitcoin-block, bitcoin-proof, corda-tear-off, "
          + "corda-key, fabric-header or fabric-block. Nothing is judged: all that is shown is a "
          + "claim."
    },
    footer = "  beleg inspect bitcoin-transaction payment.hex --hex")
final class InspectCommand extends Task {

  @Parameters(paramLabel = "KIND", index = "0", description = "What the document is.")
  private LedgerDocument kind;

  @Parameters(
      paramLabel = "FILE",
      index = "1",
      description = "The document, '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    byte[] bytes = ledger.read(input(), path, Names.of(kind));
    report.field("kind", Names.of(kind));
    kind.show(bytes, report);
    report.line("  Nothing of this was judged; see 'beleg verify'.");
    return true;
  }
}
