package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Path;

/** Says which files a demo left and which commands to try on them, ready to be pasted in a shell. */
final class DemoHints {

  private final Report report;
  private final DemoFolder folder;
  private final String program = quoted(System.getProperty("beleg.program", "beleg"));

  private DemoHints(Report report, DemoFolder folder) {
    this.report = report;
    this.folder = folder;
  }

  static void print(
      Report report,
      Path source,
      boolean byFile,
      DemoSample sample,
      Path receipt,
      DemoFolder folder)
      throws IOException {
    DemoHints hints = new DemoHints(report, folder);
    Path record = folder.document("sample-record");
    if (byFile) {
      record = source.resolve(sample.name());
    } else {
      // a line of a file is no file; this one is, so that commands can name it
      folder.write("sample-record", sample.entry());
    }
    report.field("folder", folder.path().toString());
    hints.files(byFile);
    hints.commands(record, receipt);
  }

  private void files(boolean byFile) {
    report.section("Files, all in " + folder.path());
    report.note("receipts/", "one for each record");
    report.note("checkpoint", "size and root of the tree, signed (and checkpoint.earlier)");
    report.note("log.vkey", "the key that others verify with (and log.pub.pem)");
    report.note("consistency-proof", "from the earlier checkpoint to this one");
    report.note("chain-head", "the chain's end (and chain-head.earlier, chain-segment)");
    if (!byFile) {
      report.note("sample-record", "the record that was verified above");
    }
  }

  private void commands(Path record, Path receipt) {
    String trust = " --vkey " + document("log.vkey") + " --origin " + DemoLog.ORIGIN;
    String both = quoted(receipt) + " --record " + quoted(record) + trust;
    report.section("Try next, then alter a byte anywhere and try again:");
    report.line("  " + program + " verify receipt " + both);
    report.line("  " + program + " explain " + both);
    report.line("  " + program + " verify consistency " + document("consistency-proof") + " --old "
        + document("checkpoint.earlier") + " --new " + document("checkpoint") + trust);
    report.line("  " + program + " verify chain " + document("chain-segment") + " --from "
        + document("chain-head.earlier") + " --to " + document("chain-head"));
  }

  private String document(String name) {
    return quoted(folder.document(name));
  }

  private static String quoted(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return quoted((absolute.startsWith(here) ? here.relativize(absolute) : path).toString());
  }

  /** A word of a POSIX shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
