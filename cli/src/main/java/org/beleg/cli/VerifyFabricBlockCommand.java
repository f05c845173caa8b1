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
import picocli.CommandLine.ArgGroup;
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
          + "each. With --byzantine its number stands in front, as in 1:OrdererMSP:o1.pem.")
  private List<String> orderers;

  @ArgGroup(multiplicity = "1")
  private Enough enough;

  /** How many orderers must have signed. */
  static final class Enough {
    @Option(
        names = "--threshold",
        paramLabel = "N",
        description = "How many of them must have signed.")
    private @Nullable Integer threshold;

    @Option(
        names = "--byzantine",
        description = "The orderers are all those of a Byzantine fault tolerant service, and its "
            + "quorum must have signed.")
    private boolean byzantine;
  }

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
      consenters.add(enough.byzantine ? numbered(orderer) : named(orderer));
    }
    try {
      return enough.threshold == null
          ? ConsenterSet.byzantine(consenters)
          : ConsenterSet.atLeast(enough.threshold, consenters);
    } catch (IllegalArgumentException e) {
      throw usage("--orderer, --threshold: " + e.getMessage());
    }
  }

  private Consenter named(String orderer) throws IOException, MalformedDataException {
    int colon = orderer.indexOf(':');
    if (colon < 1) {
      throw usage("--orderer is MSP:FILE, not '" + orderer + "'");
    }
    return Consenter.of(orderer.substring(0, colon), certificate(orderer.substring(colon + 1)));
  }

  private Consenter numbered(String orderer) throws IOException, MalformedDataException {
    String[] parts = orderer.split(":", 3); // a path may have colons of its own
    if (parts.length < 3 || parts[1].isEmpty() || !parts[0].matches("[1-9][0-9]{0,9}")) {
      throw usage("--orderer is NUMBER:MSP:FILE with --byzantine, not '" + orderer + "'");
    }
    long number = Long.parseLong(parts[0]);
    if (number > Consenter.MAX_ID) {
      throw usage("--orderer has a number of 1 to 2^32 - 1, not " + number);
    }
    return Consenter.numbered(number, parts[1], certificate(parts[2]));
  }

  private byte[] certificate(String path) throws IOException, MalformedDataException {
    return input().document(path, "certificate").getBytes(StandardCharsets.UTF_8);
  }
}
