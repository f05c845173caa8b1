package org.beleg.cli;

import java.io.IOException;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.ledger.corda.TearOff;
import org.beleg.ledger.corda.TransactionProfile;
import org.beleg.ledger.corda.VisibleGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a tear-off. */
@Command(
    name = "tear-off",
    description = "Judge whether what a tear-off shows is in a transaction whose id you trust.",
    footer = "  beleg verify corda tear-off 41.tear-off --id ID --all-visible 0")
final class VerifyCordaTearOffCommand extends Task {

  @Parameters(paramLabel = "TEAR-OFF", description = "The tear-off, '-' for standard input.")
  private String path;

  @Mixin
  private LedgerInput ledger;

  @Option(
      names = "--id",
      paramLabel = "HEX",
      required = true,
      description = "The transaction's id, from a signature that you verified.")
  private Hash id;

  @Option(
      names = "--algorithm",
      paramLabel = "NAME",
      defaultValue = "sha-256",
      description = "How the network hashes; default is sha-256.")
  private HashAlgorithm algorithm;

  @Option(
      names = "--groups",
      paramLabel = "N",
      description =
          "How many component groups all transactions have; default is 7, or 9 to 14, as in "
              + "Corda.")
  private @Nullable Integer groups;

  @Option(
      names = "--all-visible",
      paramLabel = "GROUP",
      description = "A group of which nothing may be hidden; once for each.")
  private List<Integer> allVisible = List.of();

  @Option(
      names = "--absent",
      paramLabel = "GROUP",
      description = "A group that must have no components; once for each.")
  private List<Integer> absent = List.of();

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    TransactionProfile profile = profile();
    requireGroups("--all-visible", allVisible);
    requireGroups("--absent", absent);
    TearOff tearOff = TearOff.parse(ledger.read(input(), path, "tear-off"));
    Verdict verdict = tearOff.verify(profile, id);
    for (int group : allVisible) {
      verdict = verdict.isAccepted() ? tearOff.verifyAllVisible(profile, id, group) : verdict;
    }
    for (int group : absent) {
      verdict = verdict.isAccepted() ? tearOff.verifyAbsent(profile, id, group) : verdict;
    }
    report.verdict(verdict);
    report.field(
        "components",
        tearOff.visibleGroups().stream().mapToInt(VisibleGroup::size).sum());
    if (verdict.isAccepted()) {
      tearOff.visibleGroups().forEach(group -> report.note("proven", group.toString()));
    }
    return verdict.isAccepted();
  }

  private void requireGroups(String option, List<Integer> numbers) {
    for (int number : numbers) {
      if (number < 0) {
        throw usage(option + " is the number of a group, not " + number);
      }
    }
  }

  private TransactionProfile profile() {
    if (groups == null) {
      return TransactionProfile.corda4(algorithm);
    }
    if (groups < 1 || groups > TransactionProfile.MAX_GROUPS) {
      throw usage("--groups is 1 to " + TransactionProfile.MAX_GROUPS);
    }
    return TransactionProfile.of(algorithm, groups);
  }
}
