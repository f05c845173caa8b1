package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.hash.Hash;
import org.beleg.ledger.corda.TearOff;
import org.beleg.note.NoteVerifier;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupDemoTest {

  private static final Path EXAMPLE = Path.of("..", "examples", "group");

  @TempDir
  Path folder;

  private String demo(Path source) {
    return Run.of("demo", source, "--scenario", "group", "--out", folder.resolve("out"))
        .accepted()
        .out();
  }

  @Test
  void example_isVerifiedByTheRegulator_andCheatedInVain() {
    assertThat(demo(EXAMPLE))
        .contains("the checkpoint, signed by all three")
        .contains("all 15 records are there, none hidden")
        .contains("all 12 forgeries were refused")
        .contains("LEAF_MISMATCH", "QUORUM_NOT_REACHED", "ROOT_MISMATCH")
        .contains("ENTRY_COUNT_WRONG", "ENTRY_MISMATCH", "CHAIN_HEAD_MISMATCH");
  }

  @Test
  void json_holdsEveryCheck() {
    Path out = folder.resolve("out");
    JsonObject json = Run.of("demo", EXAMPLE, "--scenario", "group", "--out", out, "--json")
        .accepted()
        .json();
    assertThat(json.get("valid").getAsBoolean()).isTrue();
    assertThat(json.get("records").getAsLong()).isEqualTo(15);
    assertThat(json.getAsJsonArray("checks")).hasSize(1 + 3 + 15 + 1 + 12);
    for (JsonElement element : json.getAsJsonArray("checks")) {
      JsonObject check = element.getAsJsonObject();
      assertThat(check.get("accepted")).as(check.toString()).isEqualTo(check.get("genuine"));
    }
  }

  @Test
  void whatIsHandedIn_doesNotHoldWhatIsHidden() throws IOException {
    String text = demo(EXAMPLE);
    for (String hidden : List.of("Berger", "1984-03-17", "AT00 0000", "Wu, Jing", "premium")) {
      assertThat(text).doesNotContain(hidden);
      for (String kind : List.of("tear-offs", "receipts")) {
        try (DirectoryStream<Path> files =
            Files.newDirectoryStream(folder.resolve("out").resolve(kind))) {
          for (Path file : files) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                .doesNotContain(hidden);
          }
        }
      }
    }
    assertThat(text).contains("sum_insured=250000.00", "isin=XS0000000009", "amount=31.40");
  }

  @Test
  void secondDemo_replacesTheFirst_whicheverScenario() throws IOException {
    demo(EXAMPLE);
    Path records = Files.writeString(folder.resolve("records"), "a\nb\n");
    Path out = folder.resolve("out");
    Run.of("demo", records, "--out", out).accepted();
    assertThat(out.resolve("bank.vkey")).doesNotExist();
    assertThat(out.resolve("tear-offs")).isEmptyDirectory();
    demo(EXAMPLE);
    assertThat(out.resolve("log.vkey")).doesNotExist();
  }

  @Test
  void columnsThatNobodyDecidedAbout_stayHidden() throws IOException {
    Path source = Files.createDirectories(folder.resolve("in"));
    Files.writeString(source.resolve("insurance.csv"), "policy_no,note\n1,secret one\n");
    Files.writeString(source.resolve("bank.csv"), "note\nsecret two\n");
    Files.writeString(source.resolve("securities.csv"), "trade_id\n7\n");
    assertThat(demo(source))
        .contains("policy_no=1", "trade_id=7", "all 3 records are there")
        .doesNotContain("secret one", "secret two");
  }

  @Test
  void tablesOfWhichNothingIsShown_areSealedAllTheSame() throws IOException {
    Path source = Files.createDirectories(folder.resolve("in"));
    for (Subsidiary subsidiary : Subsidiary.values()) {
      Files.writeString(source.resolve(subsidiary.label() + ".csv"), "note\nsecret\n");
    }
    assertThat(demo(source))
        .contains("all 3 records are there", "all 11 forgeries were refused")
        .doesNotContain("secret=", "note=");
  }

  @Test
  void missingOrMalformedTable_isOneLine() throws IOException {
    Path source = Files.createDirectories(folder.resolve("in"));
    Run.of("demo", source, "--scenario", "group").failed("insurance.csv");
    Files.writeString(source.resolve("insurance.csv"), "a,b\n1\n");
    Run.of("demo", source, "--scenario", "group").failed("insurance.csv, record 1: 1 fields");
    Run.of("demo", source, "--scenario", "groups").failed("none of records, group");
  }

  // --- the regulator alone -----------------------------------------------------------------------

  private static GroupLedger ledger() throws IOException, MalformedDataException {
    return GroupLedger.seal(GroupRecords.read(new Input(), EXAMPLE));
  }

  private static GroupRegulator regulator(GroupLedger ledger) {
    List<NoteVerifier> keys = List.of(Subsidiary.values()).stream()
        .map(subsidiary -> ledger.signer(subsidiary).verifier())
        .toList();
    return new GroupRegulator(GroupLedger.policy(keys), ledger.agreedFields());
  }

  @Test
  void everyByteOfATearOff_isBound() throws IOException, MalformedDataException {
    GroupLedger ledger = ledger();
    GroupRegulator regulator = regulator(ledger);
    SignedNote checkpoint = ledger.checkpoint(List.of(Subsidiary.BANK, Subsidiary.SECURITIES));
    Receipt receipt = ledger.receipt(2, checkpoint);
    byte[] genuine = ledger.tearOff(2).toByteArray();
    assertThat(regulator.record(2, TearOff.parse(genuine), receipt).isAccepted())
        .isTrue();
    int refused = 0;
    for (int i = 0; i < genuine.length; i++) {
      byte[] altered = genuine.clone();
      altered[i] ^= 1;
      try {
        assertThat(regulator.record(2, TearOff.parse(altered), receipt).isAccepted())
            .as("byte %s", i)
            .isFalse();
        refused++;
      } catch (MalformedDataException malformed) {
        assertThat(malformed).hasMessageContaining("byte");
      }
    }
    assertThat(refused).isGreaterThan(genuine.length / 2);
  }

  @Test
  void fieldsThatWereAgreedOn_cannotBeWithheld() throws IOException, MalformedDataException {
    GroupLedger ledger = ledger();
    GroupRegulator regulator = regulator(ledger);
    Receipt receipt = ledger.receipt(2, ledger.checkpoint(List.of(Subsidiary.values())));
    Subsidiary whose = ledger.records().get(2).subsidiary();
    for (GroupRecords.Field field : ledger.records().get(2).fields()) {
      TearOff less = ledger.tearOff(2, name -> whose.shows(name) && !name.equals(field.name()));
      assertThat(regulator.record(2, less, receipt).reason().equals(Optional.empty()))
          .as(field.name())
          .isEqualTo(!whose.shows(field.name()));
      TearOff alone = ledger.tearOff(2, name -> name.equals(field.name()));
      assertThat(regulator.record(2, alone, receipt).reason()).contains(Reason.COMPONENTS_HIDDEN);
    }
    assertThat(regulator.record(2, ledger.tearOff(2, name -> false), receipt).reason())
        .contains(Reason.COMPONENTS_HIDDEN);
    // to show more than was agreed is the company's own affair
    assertThat(regulator.record(2, ledger.tearOff(2, name -> true), receipt).isAccepted())
        .isTrue();
  }

  @Test
  void recordAtAnotherPlace_isRefused() throws IOException, MalformedDataException {
    GroupLedger ledger = ledger();
    Receipt receipt = ledger.receipt(2, ledger.checkpoint(List.of(Subsidiary.values())));
    assertThat(regulator(ledger).record(3, ledger.tearOff(2), receipt).reason())
        .contains(Reason.LEAF_INDEX_OUT_OF_RANGE);
  }

  @Test
  void checkpointWithoutAChainHead_provesNoCompleteness()
      throws IOException, MalformedDataException {
    GroupLedger ledger = ledger();
    String text = ledger.checkpointText().lines().limit(3).reduce("", (a, b) -> a + b + "\n");
    SignedNote note = ledger
        .signer(Subsidiary.BANK)
        .sign(text)
        .withSignatureOf(ledger.signer(Subsidiary.INSURANCE));
    List<Hash> ids = ledger.records().stream()
        .map(record -> GroupRegulator.id(ledger.tearOff(ledger.records().indexOf(record))))
        .toList();
    assertThat(regulator(ledger)
            .complete(note, ledger.chain().segment(0, ids.size()), ids)
            .reason())
        .contains(Reason.CHECKPOINT_MALFORMED);
  }
}
