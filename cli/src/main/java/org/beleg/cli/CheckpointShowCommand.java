package org.beleg.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.note.Checkpoint;
import org.beleg.note.NoteSignature;
import org.beleg.note.SignedNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a checkpoint says, and judges its signatures if told by which keys. */
@Command(
    name = "show",
    description = "Show what a signed checkpoint says; with --vkey, judge its signatures too.",
    footer = "  beleg checkpoint show checkpoint --vkey log.vkey")
final class CheckpointShowCommand extends Task {

  @Parameters(paramLabel = "FILE", description = "The signed checkpoint, '-' for standard input.")
  private String path;

  @Mixin
  private KeyOptions keys;

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    SignedNote note = SignedNote.parse(input().document(path, "signed note"));
    Checkpoint checkpoint = Checkpoint.parse(tree.hasher(), note.text());
    report.fact("origin", "origin", checkpoint.origin());
    report.fact("treeSize", "tree size", checkpoint.treeSize());
    report.fact("rootHash", "root hash", checkpoint.rootHash().toHex());
    JsonArray extensions = new JsonArray();
    for (String extension : checkpoint.extensions()) {
      extensions.add(extension);
      report.note("extension", extension);
    }
    report.field("extensions", extensions);
    JsonArray signatures = new JsonArray();
    for (NoteSignature signature : note.signatures()) {
      JsonObject line = new JsonObject();
      line.addProperty("keyName", signature.keyName());
      line.addProperty("keyId", String.format("%08x", signature.keyId()));
      signatures.add(line);
      report.note(
          "signed by",
          signature.keyName() + ", key id " + String.format("%08x", signature.keyId()));
    }
    report.field("signatures", signatures);
    if (keys.isEmpty()) {
      report.note("verdict", "none: without --vkey this is a claim of nobody");
      return true;
    }
    Verdict verdict = note.verify(keys.require(this));
    report.verdict(verdict);
    return verdict.isAccepted();
  }
}
