package org.beleg.cli;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.chain.ChainHead;
import org.beleg.chain.ChainSegment;
import org.beleg.cli.RecordSource.RecordFile;
import org.beleg.note.NoteVerifier;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.beleg.note.TrustPolicy;
import org.beleg.proof.ConsistencyProof;
import org.beleg.tree.MerkleTree;

/** Seals the records of a folder or file, writes a receipt for each, verifies one, and tries to forge. */
final class RecordsDemo {

  private final Input input;
  private final Path source;
  private final DemoFolder folder;
  private final long receiptLimit;
  private final DemoChecks checks;

  RecordsDemo(Input input, Path source, DemoFolder folder, long receiptLimit, Report report) {
    this.input = input;
    this.source = source;
    this.folder = folder;
    this.receiptLimit = receiptLimit;
    this.checks = new DemoChecks(report);
  }

  /** Shows it all; true iff everything was judged rightly. */
  boolean run(Report report) throws IOException, MalformedDataException {
    boolean byFile = Files.isDirectory(source);
    List<RecordFile> files = byFile
        // what demos wrote is no record, and this one's folder bears the mark already
        ? RecordFolder.list(source, DemoFolder::isDemo)
        : List.of(new RecordFile(source.toString(), source));
    report.line("Beleg demo: a receipt for every record, and what forgers get");
    long begun = System.nanoTime();
    DemoLog log = DemoLog.of(new RecordSource(input, files, !byFile), receiptLimit);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (log.size() == 0) {
      throw new IOException(source + ": no records");
    }

    records(report, source, byFile, log, seconds);
    MerkleTree earlier = log.tree().at(log.earlierSize());
    SignedNote checkpoint = checkpoints(report, log, earlier, folder);
    Path sample = receipts(report, log, checkpoint, folder, byFile ? files : List.of());
    verifyReceipt(report, log, sample, folder);
    verifyConsistency(log, folder);
    verifyChain(log, folder);
    report.section("6. What is forged is refused");
    checks.forged(DemoForgeries.attempt(log, Files.readString(sample), earlier));
    DemoHints.print(report, source, byFile, log.sample(), sample, folder);
    return checks.valid();
  }

  private static void records(
      Report report, Path source, boolean byFile, DemoLog log, double seconds) {
    report.section("1. Records");
    report.fact("source", byFile ? "folder" : "file", source.toString());
    report.field("records", log.size());
    report.field("bytes", log.bytes());
    report.note(
        "records",
        count(log.size()) + ", one per " + (byFile ? "file" : "line") + ", " + size(log.bytes()));

    report.section("2. Hash chain and Merkle tree over them (SHA-256)");
    report.fact("chainHead", "chain head", log.chain().head().hash().toHex());
    report.fact("rootHash", "tree root", log.tree().rootHash().toHex());
    double megabytes = log.bytes() / 1e6;
    report.field("seconds", new JsonPrimitive(seconds));
    report.note(
        "read and hashed",
        String.format(
            Locale.ROOT,
            "in %.2f s: %s records/s, %.1f MB/s%s",
            seconds,
            count(Math.round(log.size() / seconds)),
            megabytes / seconds,
            seconds < 1 ? " (a cold start; more records, more speed)" : ""));
  }

  private static SignedNote checkpoints(
      Report report, DemoLog log, MerkleTree earlier, DemoFolder folder) throws IOException {
    SignedNote checkpoint = log.sign(log.tree());
    folder.write("checkpoint", checkpoint.format());
    folder.write("checkpoint.earlier", log.sign(earlier).format());
    folder.write("log.vkey", log.verifier().format() + "\n");
    folder.write("log.pub.pem", log.verifier().key().toPem());
    report.section("3. Checkpoints, signed with a fresh Ed25519 key");
    report.fact("origin", "log", DemoLog.ORIGIN);
    report.fact("vkey", "its key", log.verifier().format());
    report.field("earlierSize", earlier.size());
    report.note("earlier", count(earlier.size()) + " records");
    report.note("now", count(log.size()) + " records");
    report.line("  The private key is not written anywhere and is gone when this program ends.");
    return checkpoint;
  }

  /** Writes the receipts; returns where the sample's lies. */
  private Path receipts(
      Report report, DemoLog log, SignedNote checkpoint, DemoFolder folder, List<RecordFile> files)
      throws IOException {
    long count = Math.min(log.size(), receiptLimit);
    int digits = Long.toString(log.size() - 1).length();
    long bytes = 0;
    Path sample = folder.path();
    long begun = System.nanoTime();
    try (Progress progress = Progress.of("receipts", "receipts", count)) {
      for (long index = 0; index < count; index++) {
        String text = log.receipt(index, checkpoint).format();
        String number = String.format(Locale.ROOT, "%0" + digits + "d", index);
        String name = files.isEmpty() ? "" : "-" + fileName(files.get((int) index));
        Path receipt = folder.writeReceipt(number + name, text);
        sample = index == log.sample().index() ? receipt : sample;
        bytes += text.length();
        progress.advance(1);
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    report.section("4. Receipts");
    report.field("receipts", count);
    report.note(
        "written",
        String.format(
            Locale.ROOT, "%s, %d bytes each, in %.2f s", count(count), bytes / count, seconds));
    if (count < log.size()) {
      report.note(
          "not written", count(log.size() - count) + "; more with --receipts " + log.size());
    }
    return sample;
  }

  /** The last part of a path, short and plain enough for any file system. */
  private static String fileName(RecordFile file) {
    String last = file.name().substring(file.name().lastIndexOf('/') + 1);
    return last.substring(0, Math.min(last.length(), 80)).replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** Reads everything back from disk, as somebody would who was given these files. */
  private void verifyReceipt(Report report, DemoLog log, Path file, DemoFolder folder)
      throws IOException, MalformedDataException {
    String vkey = input.document(folder.document("log.vkey").toString(), "vkey").strip();
    TrustPolicy policy = TrustPolicy.of(DemoLog.ORIGIN, List.of(NoteVerifier.parse(vkey)));
    Receipt receipt = Receipt.parse(input.document(file.toString(), "receipt"));
    report.section("5. What is genuine is accepted");
    report.field("sampleIndex", log.sample().index());
    report.field("sampleReceipt", file.toString());
    checks.genuine(
        "record " + log.sample().index() + " by its receipt, read from disk",
        receipt.verify(log.sample().entry(), policy));
  }

  private void verifyConsistency(DemoLog log, DemoFolder folder)
      throws IOException, MalformedDataException {
    MerkleTree tree = log.tree();
    long earlierSize = log.earlierSize();
    folder.write("consistency-proof", tree.proveConsistency(earlierSize).format());
    String text =
        input.document(folder.document("consistency-proof").toString(), "consistency proof");
    ConsistencyProof proof = ConsistencyProof.parse(text);
    checks.genuine(
        "growth from " + earlierSize + " to " + tree.size() + ": "
            + proof.path().size() + " hashes show that nothing changed",
        proof.check(tree.hasher(), tree.rootHash(earlierSize), tree.rootHash()));
  }

  private void verifyChain(DemoLog log, DemoFolder folder) throws IOException {
    long links = Math.min(log.earlierSize(), DemoLog.LONGEST_WALK);
    ChainHead to = log.chain().head();
    ChainHead from = log.chain().head(to.length() - links);
    ChainSegment segment = log.chain().segment(from.length(), to.length());
    folder.write("chain-head.earlier", from.format());
    folder.write("chain-head", to.format());
    folder.write("chain-segment", segment.toByteArray());
    checks.genuine(
        "chain walked from head " + from.length() + " to head " + to.length() + ", link by link",
        segment.check(from, to));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
