package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.beleg.MalformedDataException;
import org.beleg.note.Receipt;
import org.beleg.proof.ConsistencyProof;
import org.beleg.proof.InclusionProof;
import org.beleg.proof.MultiProof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProveCommandTest {

  @TempDir
  Path folder;

  private Log log;

  @BeforeEach
  void makeLog() throws IOException {
    log = Log.in(folder);
  }

  @Test
  void index_givesAnInclusionProofAndNothingElse() throws MalformedDataException {
    String out =
        Run.of("prove", "--lines", log.records, "--index", 3).accepted().out();
    InclusionProof proof = InclusionProof.parse(out);
    assertThat(proof.leafIndex()).isEqualTo(3);
    assertThat(proof.treeSize()).isEqualTo(Log.SIZE);
  }

  @Test
  void text_isFoundAmongTheRecords() throws MalformedDataException {
    String out =
        Run.of("prove", "--lines", log.records, "--text", "five").accepted().out();
    assertThat(InclusionProof.parse(out).leafIndex()).isEqualTo(5);
  }

  @Test
  void record_isFoundAmongTheRecords() throws IOException, MalformedDataException {
    Path record = log.file("record", "two");
    String out =
        Run.of("prove", "--lines", log.records, "--record", record).accepted().out();
    assertThat(InclusionProof.parse(out).leafIndex()).isEqualTo(2);
    assertThat(Run.withInput("two", "prove", "--lines", log.records, "--record", "-")
            .out())
        .isEqualTo(out);
  }

  @Test
  void size_provesInAnEarlierTree() throws MalformedDataException {
    String out = Run.of("prove", "--lines", log.records, "--index", 3, "--size", 5)
        .accepted()
        .out();
    assertThat(InclusionProof.parse(out).treeSize()).isEqualTo(5);
  }

  @Test
  void severalIndexes_giveAMultiProof() throws MalformedDataException {
    String out =
        Run.of("prove", "--lines", log.records, "--index", "5,1,5").accepted().out();
    assertThat(MultiProof.parse(out).leafIndexes()).containsExactly(1, 5);
  }

  @Test
  void from_givesAConsistencyProof() throws IOException, MalformedDataException {
    Run run = Run.of("prove", "--lines", log.records, "--from", 4, "--json").accepted();
    JsonObject json = run.json();
    assertThat(json.get("kind").getAsString()).isEqualTo("consistency");
    assertThat(json.get("oldRootHash").getAsString()).isEqualTo(log.root(4));
    ConsistencyProof proof = ConsistencyProof.parse(json.get("proof").getAsString());
    assertThat(proof.oldSize()).isEqualTo(4);
    assertThat(proof.newSize()).isEqualTo(Log.SIZE);
  }

  @Test
  void checkpoint_givesAReceipt() throws IOException, MalformedDataException {
    Path receipt = log.receipt(6);
    assertThat(Receipt.parse(Files.readAllBytes(receipt)).proof().leafIndex()).isEqualTo(6);
    JsonObject json = Run.of(
            "prove", "--json", "--lines", log.records, "--index", 6, "--checkpoint", log.checkpoint)
        .accepted()
        .json();
    assertThat(json.get("proof").getAsString()).isEqualTo(Files.readString(receipt));
    assertThat(json.get("kind").getAsString()).isEqualTo("receipt");
    assertThat(json.get("origin").getAsString()).isEqualTo(Log.ORIGIN);
    assertThat(json.get("leafIndex").getAsLong()).isEqualTo(6);
    assertThat(json.get("treeSize").getAsLong()).isEqualTo(Log.SIZE);
  }

  @Test
  void checkpointOfAnEarlierSize_givesAReceiptInThatTree() throws IOException {
    Path longer = log.file("longer", Files.readString(log.records) + "seven\neight\n");
    assertThat(Run.of("prove", "--lines", longer, "--index", 6, "--checkpoint", log.checkpoint)
            .accepted()
            .out())
        .isEqualTo(Files.readString(log.receipt(6)));
  }

  @Test
  void checkpointOfOtherRecords_givesNoReceipt() throws IOException {
    Path other = log.file("other", Files.readString(log.records).replace("zero", "null"));
    Path out = folder.resolve("no.receipt");
    Run.of("prove", "--lines", other, "--index", 6, "--checkpoint", log.checkpoint, "--out", out)
        .refused("ROOT_MISMATCH");
    assertThat(out).doesNotExist();
  }

  @Test
  void checkpointOfMoreRecords_isAMistake() throws IOException {
    Path fewer = log.file("fewer", "zero\none\n");
    Run.of("prove", "--lines", fewer, "--index", 1, "--checkpoint", log.checkpoint)
        .failed("No tree of size 7 among 2 records");
  }

  @Test
  void wrongWishes_areMistakes() {
    Run.of("prove", "--lines", log.records).failed("Say what to prove");
    Run.of("prove", "--lines", log.records, "--index", 1, "--from", 2).failed("Say what to prove");
    Run.of("prove", "--lines", log.records, "--index", 7).failed("No record 7 among 7");
    Run.of("prove", "--lines", log.records, "--index=-1").failed("No record -1 among 7");
    Run.of("prove", "--lines", log.records, "--index", "1,9").failed("No record 9 among 7");
    Run.of("prove", "--lines", log.records, "--index", "x").failed("--index");
    Run.of("prove", "--lines", log.records, "--from", 0).failed("--from must be 1 to 7");
    Run.of("prove", "--lines", log.records, "--from", 8).failed("--from must be 1 to 7");
    Run.of("prove", "--lines", log.records, "--text", "nine").failed("none of the 7");
    Run.of("prove", "--lines", log.records, "--index", 1, "--size", 8).failed("No tree of size 8");
    Run.of("prove", "--lines", log.records, "--from", 1, "--checkpoint", log.checkpoint)
        .failed("A receipt is for one record");
    Run.of("prove", "--lines", log.records, "--text", "one", "--record", log.records)
        .failed("exclude each other");
  }
}
