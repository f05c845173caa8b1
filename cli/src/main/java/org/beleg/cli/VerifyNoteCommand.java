package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.note.SignedNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges a signed note. */
@Command(
    name = "note",
    description = "Judge whether a text carries a valid signature of a key that you trust.",
    footer = "  beleg verify note checkpoint --vkey log.vkey")
final class VerifyNoteCommand extends Task {

  @Parameters(paramLabel = "NOTE", description = "The signed note, '-' for standard input.")
  private String path;

  @Mixin
  private KeyOptions keys;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    SignedNote note = SignedNote.parse(input().document(path, "signed note"));
    Verdict verdict = note.verify(keys.require(this));
    report.verdict(verdict);
    report.field("text", note.text());
    return verdict.isAccepted();
  }
}
