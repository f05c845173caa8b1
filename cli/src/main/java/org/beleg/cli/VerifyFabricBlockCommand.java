package org.beleg.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.ledger.fabric.Block;
import org.beleg.ledger.fabric.BlockHeader;
import org.beleg.ledger.fabric.Consenter;
import org.beleg.ledger.fabric.ConsenterSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a block by its orderers' signatures. */
@Command(
    name = "block",
    description = "Judge whether enough orderers that you trust signed a block, and whether its "
        + "data are those of its header; with --after, whether it follows another block.",
    footer = "  beleg verify fabric block 7.block --orderer OrdererMSP:o1.pem --threshold 1")
final class VerifyFabricBlockCommand extends Task {

  @Parameters(paramLabel = "BLOCK", description = "The block, '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Option(
      names = "--orderer",
      paramLabel = "MSP:FILE",
      required = true,
      description = "An orderer of the channel: its MSP's id, and its certificate in PEM; once for "
          + "each.")
  private List<String> orderers;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      required = true,
      description = "How many of them must have signed.")
  private int threshold;

  @Option(
      names = "--after",
      paramLabel = "FILE",
      description = "The header before, which you trust, in DER.")
  private @Nullable String after;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    ConsenterSet trusted = trusted();
    Block block = Block.parse(ledger.read(input(), path, "block"));
    Verdict verdict = block.verify(trusted);
    if (after != null && verdict.isAccepted()) {
      BlockHeader previous = BlockHeader.parse(ledger.read(input(), after, "block header"));
      verdict = block.header().checkFollows(previous);
    }
    report.verdict(verdict);
    report.field("number", block.header().number());
    report.field("envelopes", block.data().envelopes().size());
    if (verdict.isAccepted()) {
      report.note(
          "proven",
          "block " + block.header().number() + ", hash " + block.header().hash() + ", "
              + block.data().envelopes().size() + " envelopes");
    }
    return verdict.isAccepted();
  }

  private ConsenterSet trusted() throws IOException, MalformedDataException {
    List<Consenter> consenters = new ArrayList<>();
    for (String orderer : orderers) {
      int colon = orderer.indexOf(':');
      if (colon < 1) {
        throw usage("--orderer is MSP:FILE, not '" + orderer + "'");
      }
      String pem = input().document(orderer.substring(colon + 1), "certificate");
      consenters.add(
          Consenter.of(orderer.substring(0, colon), pem.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      return ConsenterSet.atLeast(threshold, consenters);
    } catch (IllegalArgumentException e) {
      throw usage("--orderer, --threshold: " + e.getMessage());
    }
  }
}
