package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.beleg.MalformedDataException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows on real records what the library does: seals, proves, verifies, and refuses forgeries. */
@Command(
    name = "demo",
    description = {
      "Seal real records, write a receipt for each, verify one from disk, and try to forge.",
      "",
      "A folder is one record per file (without .git, target, links and what demos wrote), a file is "
          + "one record per line. Default is this project's own source tree. Exits 0 only if all that "
          + "is genuine was accepted and all that is forged was refused.",
      "",
      "With --scenario group three subsidiaries seal the tables of a folder in one ledger of the "
          + "national algorithms, under a quorum, and a regulator sees and verifies some of the fields."
    },
    footer = {
      "  beleg demo",
      "  beleg demo server.log --out demo-of-log",
      "  beleg demo --scenario group"
    })
final class DemoCommand extends Task {

  /** What can be shown. */
  enum Scenario {
    /** Records of any kind, a log with one key. */
    RECORDS,
    /** A group of three subsidiaries and a regulator. */
    GROUP
  }

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      description =
          "Folder or file with records; for the group a folder with insurance.csv, bank.csv "
              + "and securities.csv, by default the example's.")
  private @Nullable Path path;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "records",
      description = "records or group; default is records.")
  private Scenario scenario;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "beleg-demo",
      description = "Where the files go; default is beleg-demo in the current folder.")
  private Path out;

  @Option(
      names = "--receipts",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Write at most this many receipts; default is 10000. The group writes all.")
  private long receiptLimit;

  @Option(
      names = "--force",
      description = "Write to --out even if it holds files that no demo wrote. Removes none.")
  private boolean force;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    if (receiptLimit < 1) {
      throw usage("--receipts must be at least 1");
    }
    Path source = source().toRealPath();
    if (scenario == Scenario.GROUP) {
      GroupLedger ledger = GroupLedger.seal(GroupRecords.read(input(), source));
      return new GroupDemo(ledger, DemoFolder.claim(out, force), report).run(input());
    }
    return new RecordsDemo(input(), source, DemoFolder.claim(out, force), receiptLimit, report)
        .run(report);
  }

  private Path source() {
    if (path != null) {
      return path;
    }
    String home = System.getProperty("beleg.home");
    if (home == null) {
      throw usage("Missing PATH: only the launcher script knows where the project is");
    }
    return scenario == Scenario.GROUP ? Path.of(home, "examples", "group") : Path.of(home);
  }
}
