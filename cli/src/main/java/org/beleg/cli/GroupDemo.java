package org.beleg.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.chain.ChainSegment;
import org.beleg.cli.GroupRecords.GroupRecord;
import org.beleg.hash.Hash;
import org.beleg.ledger.corda.TearOff;
import org.beleg.note.NoteVerifier;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;

/**
 * Three subsidiaries seal their records in one ledger; a regulator is given some fields of each, reads them
 * back from disk and verifies them; then the group tries to cheat.
 */
final class GroupDemo {

  private final GroupLedger ledger;
  private final DemoFolder folder;
  private final Report report;
  private final DemoChecks checks;

  GroupDemo(GroupLedger ledger, DemoFolder folder, Report report) {
    this.ledger = ledger;
    this.folder = folder;
    this.report = report;
    this.checks = new DemoChecks(report);
  }

  /** Shows it all; true iff everything was judged rightly. */
  boolean run(Input input) throws IOException, MalformedDataException {
    report.line("Beleg demo: the ledger of a group, and what its regulator can be sure of");
    records();
    checkpoint();
    handIn();
    GroupRegulator regulator = regulator(input);
    verify(input, regulator);
    report.section("5. What the group might try is refused");
    checks.forged(GroupForgeries.attempt(ledger, regulator));
    report.section("Files, all in " + folder.path());
    report.note("checkpoint", "size and root of the tree, head of the chain, three signatures");
    report.note("*.vkey", "the subsidiaries' public keys");
    report.note("tear-offs/", "what the regulator sees of each record");
    report.note("receipts/", "one for each record");
    report.note("chain-segment", "every link of the chain");
    report.field("folder", folder.path().toString());
    return checks.valid();
  }

  private void records() {
    report.section("1. Records");
    report.field("records", ledger.records().size());
    for (Subsidiary subsidiary : Subsidiary.values()) {
      List<GroupRecord> own = ledger.records().stream()
          .filter(record -> record.subsidiary() == subsidiary)
          .toList();
      int fields = own.get(0).fields().size();
      report.note(
          subsidiary.label(),
          own.size() + " records of " + fields + " fields, of which the regulator may see "
              + subsidiary.shown(own.get(0).fields()));
    }
    report.line(
        "  Each field is hashed with a secret salt of its own: what is hidden stays hidden,");
    report.line("  even where it could be guessed, such as a date of birth.");
  }

  private void checkpoint() throws IOException {
    SignedNote checkpoint = ledger.checkpoint(List.of(Subsidiary.values()));
    folder.write("checkpoint", checkpoint.format());
    report.section("2. Hash chain and Merkle tree over all records (SM3), and who signs them");
    report.fact("chainHead", "chain head", ledger.chain().head().hash().toHex());
    report.fact("rootHash", "tree root", ledger.tree().rootHash().toHex());
    report.fact("origin", "ledger", GroupLedger.ORIGIN);
    for (Subsidiary subsidiary : Subsidiary.values()) {
      NoteVerifier key = ledger.signer(subsidiary).verifier();
      folder.write(vkeyFile(subsidiary), key.format() + "\n");
      report.note(subsidiary.label(), "signs with " + Names.of(subsidiary.scheme()));
    }
    report.note("quorum", GroupLedger.QUORUM + " of " + Subsidiary.values().length);
  }

  private static String vkeyFile(Subsidiary subsidiary) {
    return subsidiary.label() + ".vkey";
  }

  /** Writes what the regulator is given, and nothing else. */
  private void handIn() throws IOException, MalformedDataException {
    SignedNote checkpoint = ledger.checkpoint(List.of(Subsidiary.values()));
    int size = ledger.records().size();
    long bytes = 0;
    for (int i = 0; i < size; i++) {
      byte[] tearOff = ledger.tearOff(i).toByteArray();
      folder.writeTearOff(name(i), tearOff);
      folder.writeReceipt(name(i), ledger.receipt(i, checkpoint).format());
      bytes += tearOff.length;
    }
    folder.write("chain-segment", ledger.chain().segment(0, size).toByteArray());
    report.section("3. What is handed in: a tear-off and a receipt for each record, and the chain");
    report.note("tear-offs", size + ", " + bytes / size + " bytes each");
  }

  private static String name(int index) {
    return String.format(Locale.ROOT, "%06d", index);
  }

  private GroupRegulator regulator(Input input) throws IOException, MalformedDataException {
    List<NoteVerifier> keys = new ArrayList<>();
    for (Subsidiary subsidiary : Subsidiary.values()) {
      String file = folder.document(vkeyFile(subsidiary)).toString();
      keys.add(NoteVerifier.parse(input.document(file, "vkey").strip()));
    }
    return new GroupRegulator(GroupLedger.policy(keys), ledger.agreedFields());
  }

  /** Reads everything back from disk, as the regulator does. */
  private void verify(Input input, GroupRegulator regulator)
      throws IOException, MalformedDataException {
    report.section("4. The regulator, offline, with the three public keys");
    SignedNote checkpoint =
        SignedNote.parse(input.document(folder.document("checkpoint").toString(), "checkpoint"));
    checks.genuine("the checkpoint, signed by all three", regulator.checkpoint(checkpoint));
    for (Subsidiary absent : Subsidiary.values()) {
      List<Subsidiary> others =
          Arrays.stream(Subsidiary.values()).filter(s -> s != absent).toList();
      checks.genuine(
          "the same without the signature of " + absent.label(),
          regulator.checkpoint(ledger.checkpoint(others)));
    }
    List<Hash> ids = new ArrayList<>();
    Subsidiary last = null;
    for (int i = 0; i < ledger.records().size(); i++) {
      TearOff tearOff = TearOff.parse(input.segment(folder.tearOff(name(i)).toString()));
      Receipt receipt =
          Receipt.parse(input.document(folder.receipt(name(i)).toString(), "receipt"));
      Verdict verdict = regulator.record(i, tearOff, receipt);
      if (verdict.isAccepted()) {
        ids.add(GroupRegulator.id(tearOff));
      }
      Subsidiary subsidiary = ledger.records().get(i).subsidiary();
      if (subsidiary != last || !verdict.isAccepted()) {
        checks.genuine("record " + i + ", by its tear-off and receipt:", verdict);
        GroupRegulator.fields(tearOff).forEach(field -> report.line("              " + field));
      } else {
        checks.quietly("record " + i + ", by its tear-off and receipt", verdict);
      }
      last = subsidiary;
    }
    int quiet = ledger.records().size() - Subsidiary.values().length;
    if (quiet > 0) {
      report.line("  ... and " + quiet + " more records alike");
    }
    ChainSegment segment = ChainSegment.parse(
        GroupLedger.ALGORITHM, input.segment(folder.document("chain-segment").toString()));
    checks.genuine(
        "all " + ids.size()
            + " records are there, none hidden: the chain from its start to its head",
        regulator.complete(checkpoint, segment, ids));
  }
}
