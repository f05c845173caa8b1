package org.beleg.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.hash.TreeHasher;
import org.beleg.note.Checkpoint;
import org.beleg.note.NoteSignature;
import org.beleg.note.Receipt;
import org.beleg.note.TrustPolicy;
import org.beleg.proof.InclusionProof;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells in words what a receipt computes, what its signature covers, and what it does not prove. */
@Command(
    name = "explain",
    description = {
      "Explain a receipt: every hash from the record to the signed root, in words.",
      "",
      "With --record each hash is computed and shown; with --vkey and --origin too, the receipt is "
          + "judged as by 'verify receipt'."
    },
    footer = "  beleg explain 41.receipt --record 41.json --vkey log.vkey --origin log.example/a")
final class ExplainCommand extends Task {

  @Parameters(paramLabel = "RECEIPT", description = "The receipt, '-' for standard input.")
  private String path;

  @Mixin
  private EntryOptions entry;

  @Mixin
  private KeyOptions keys;

  @Option(names = "--origin", paramLabel = "ORIGIN", description = "The log that you trust.")
  private @Nullable String origin;

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    if (keys.isEmpty() != (origin == null)) {
      throw usage("--vkey and --origin belong together");
    }
    Receipt receipt = Receipt.parse(input().document(path, "receipt"));
    byte[] record = entry.find(this).orElse(null);
    TreeHasher hasher = tree.hasher();
    Hash leafHash = record == null ? null : hasher.leafHash(record);
    Checkpoint checkpoint = receipt.checkpoint();

    claim(report, receipt);
    leaf(report, record, leafHash);
    Hash computed = path(report, receipt.proof(), leafHash);
    roots(report, checkpoint, computed);
    signature(report, receipt);
    limits(report, receipt);
    return judge(report, receipt, record, leafHash);
  }

  private static void claim(Report report, Receipt receipt) {
    Checkpoint checkpoint = receipt.checkpoint();
    report.line("1. What the receipt claims");
    report.fact("origin", "log", checkpoint.origin());
    report.fact("treeSize", "records then", checkpoint.treeSize());
    report.fact("leafIndex", "this record", receipt.proof().leafIndex());
    report.line(
        "  Records count from 0. All that follows is a claim until the verdict at the end.");
  }

  private void leaf(Report report, byte @Nullable [] record, @Nullable Hash leafHash) {
    report.section("2. From the record to its leaf hash");
    report.fact("algorithm", "algorithm", Names.of(tree.algorithm()));
    report.note("rule", "leaf hash = H(0x00, record)");
    if (record == null || leafHash == null) {
      report.field("leafHash", JsonNull.INSTANCE);
      report.line("  No --record was given, so no hash below can be computed, only named.");
    } else {
      report.field("recordBytes", record.length);
      report.note("record", record.length + " bytes");
      report.fact("leafHash", "leaf hash", leafHash.toHex());
    }
    report.line("  The byte 0x00 marks a leaf: no inner node can be passed off as a record.");
  }

  /** Explains the path; returns the root that it leads to, if that can be computed. */
  private @Nullable Hash path(Report report, InclusionProof proof, @Nullable Hash leafHash) {
    JsonArray array = new JsonArray();
    report.field("steps", array);
    if (!Climb.isWellShaped(proof, tree.hasher())) {
      report.section("3. From the leaf hash to the root");
      report.line("  The path does not fit: index " + proof.leafIndex() + " of " + proof.treeSize()
          + " records, " + proof.path().size() + " hashes.");
      return null;
    }
    List<Climb.Step> steps = Climb.steps(proof, tree.hasher(), leafHash);
    report.section("3. From the leaf hash to the root, in " + steps.size() + " steps");
    report.note("rule", "node hash = H(0x01, left, right)");
    report.line("  [a, b) are the records from a to before b. Index and size alone fix which side");
    report.line("  each hash stands on and how many there are: the receipt chooses nothing.");
    Hash computed = leafHash;
    for (Climb.Step step : steps) {
      array.add(step(report, array.size() + 1, step));
      computed = step.result();
    }
    return computed;
  }

  private static JsonObject step(Report report, int number, Climb.Step step) {
    String known = step.known() == null ? "(needs the record)" : step.known().toHex();
    String ours = Climb.interval(step.begin(), step.end());
    String theirs = Climb.interval(step.siblingBegin(), step.siblingEnd());
    boolean left = step.siblingIsLeft();
    report.line("");
    report.line("  Step " + number + ": the receipt gives the " + (left ? "left" : "right")
        + " neighbour, records " + theirs);
    String given = step.sibling().toHex() + "  " + theirs + " from the receipt";
    String found = known + "  " + ours;
    line(report, "left", left ? given : found);
    line(report, "right", left ? found : given);
    String result = step.result() == null ? "(needs the record)" : step.result().toHex();
    line(report, "together", result + "  " + step.range());
    JsonObject json = new JsonObject();
    json.addProperty("siblingSide", left ? "left" : "right");
    json.addProperty("sibling", step.sibling().toHex());
    json.addProperty("siblingBegin", step.siblingBegin());
    json.addProperty("siblingEnd", step.siblingEnd());
    json.addProperty("begin", Math.min(step.begin(), step.siblingBegin()));
    json.addProperty("end", Math.max(step.end(), step.siblingEnd()));
    json.add(
        "result",
        step.result() == null
            ? JsonNull.INSTANCE
            : new JsonPrimitive(step.result().toHex()));
    return json;
  }

  private static void line(Report report, String label, String hashAndRange) {
    report.line("    " + String.format("%-10s", label) + hashAndRange);
  }

  private static void roots(Report report, Checkpoint checkpoint, @Nullable Hash computed) {
    report.section("4. Comparing the roots");
    report.fact("rootHash", "signed", checkpoint.rootHash().toHex());
    if (computed == null) {
      report.note("computed", "(not without a record and a path that fits)");
    } else {
      report.note("computed", computed.toHex());
      report.line(
          computed.equals(checkpoint.rootHash())
              ? "  They are equal: with the other hashes, this record and no other makes this root."
              : "  They differ: this is not the record, or not the place, that was signed for.");
    }
  }

  private static void signature(Report report, Receipt receipt) {
    String text = receipt.checkpointNote().text();
    report.section("5. What the signature covers");
    report.line("  The checkpoint's text and nothing else: log, number of records, root hash"
        + (receipt.checkpoint().extensions().isEmpty() ? ";" : ", extensions;"));
    report.line("  " + text.getBytes(StandardCharsets.UTF_8).length + " bytes, namely:");
    text.lines().forEach(line -> report.line("    | " + line));
    for (NoteSignature signature : receipt.checkpointNote().signatures()) {
      report.note(
          "signed by",
          signature.keyName() + ", key id " + String.format("%08x", signature.keyId()));
    }
    report.line(
        "  The record and the path are covered through the root hash, which only they make.");
  }

  private static void limits(Report report, Receipt receipt) {
    report.section("6. What is not proven");
    report.line("  - That the record is true: only that the log committed to these bytes.");
    report.line("  - When: a checkpoint has no time of its own.");
    report.line("  - That the log shows everybody the same records: compare checkpoints with");
    report.line("    others, and ask for consistency proofs between them.");
    report.line("  - Whose key it is: you decided that by naming a vkey.");
    receipt
        .extra()
        .ifPresent(extra -> report.line("  - The " + extra.length
            + " bytes of extra data in this receipt: nothing signs them."));
  }

  /** Judges as much as was asked for: everything, the path alone, or nothing. */
  private boolean judge(
      Report report, Receipt receipt, byte @Nullable [] record, @Nullable Hash leafHash)
      throws IOException, MalformedDataException {
    report.section("Verdict");
    if (record == null || leafHash == null) {
      report.field("judged", "nothing");
      report.line("  None: give --record, --vkey and --origin for one.");
      return true;
    }
    if (keys.isEmpty()) {
      Hash claimedRoot = receipt.checkpoint().rootHash();
      report.field("judged", "path");
      report.line("  On the path alone: give --vkey and --origin to judge the signature.");
      Verdict verdict = receipt.proof().check(tree.hasher(), leafHash, claimedRoot);
      report.verdict(verdict);
      return verdict.isAccepted();
    }
    TrustPolicy policy = keys.policy(this, origin).withTreeHasher(tree.hasher());
    report.field("judged", "receipt");
    Verdict verdict = receipt.verify(record, policy);
    report.verdict(verdict);
    return verdict.isAccepted();
  }
}
