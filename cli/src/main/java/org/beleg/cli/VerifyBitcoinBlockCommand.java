package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.ledger.bitcoin.Block;
import org.beleg.ledger.bitcoin.BlockHeader;
import org.beleg.ledger.bitcoin.ReversedHex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a block. */
@Command(
    name = "block",
    description = "Judge whether a block's transactions, and their witness data, are those of a "
        + "header that you trust.",
    footer = "  beleg verify bitcoin block 800000.blk --header HEADER")
final class VerifyBitcoinBlockCommand extends Task {

  @Parameters(paramLabel = "BLOCK", description = "The block, '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Option(
      names = "--header",
      paramLabel = "HEX",
      required = true,
      description = "The header that you trust: 80 bytes in hexadecimal digits.")
  private String header;

  @Option(
      names = "--without-witness",
      description = "The block is from before BIP 141, or comes without its witness data.")
  private boolean withoutWitness;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    BlockHeader trusted = LedgerInput.header(header);
    Block block = Block.parse(ledger.read(input(), path, "block"));
    Verdict verdict = withoutWitness ? block.verifyWithoutWitness(trusted) : block.verify(trusted);
    report.verdict(verdict);
    report.field("blockHash", ReversedHex.format(block.header().hash()));
    report.field("transactions", block.transactions().size());
    if (verdict.isAccepted()) {
      report.note(
          "proven",
          "all " + block.transactions().size() + " transactions of block "
              + ReversedHex.format(trusted.hash()));
    }
    return verdict.isAccepted();
  }
}
