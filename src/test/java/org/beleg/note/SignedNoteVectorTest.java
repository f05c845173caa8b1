package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.testing.Vectors;
import org.beleg.tree.MerkleTree;
import org.junit.jupiter.api.Test;

/** Notes, vkeys and checkpoints of other software. */
class SignedNoteVectorTest {

  /** Suite {@code transparency/signed-notes}. */
  @Test
  void signedNotes_everySignatureHasItsPublishedVerdict() throws MalformedDataException {
    int signatures = 0;
    for (JsonElement element :
        Vectors.json("transparency/signed-notes/notes.json").getAsJsonArray()) {
      JsonObject example = element.getAsJsonObject();
      String text = example.get("note").getAsString();
      SignedNote note = SignedNote.parse(text);
      assertThat(note.format()).isEqualTo(text);
      JsonArray vkeys = example.getAsJsonArray("vkeys");
      List<NoteVerifier> all = new ArrayList<>();
      for (int i = 0; i < vkeys.size(); i++) {
        String vkey = vkeys.get(i).getAsString();
        NoteVerifier verifier = NoteVerifier.parse(vkey);
        assertThat(verifier.format()).isEqualTo(vkey);
        assertThat(note.verify(List.of(verifier)).isAccepted())
            .as("%s by %s", example.get("name"), vkey)
            .isEqualTo(example.getAsJsonArray("valid").get(i).getAsBoolean());
        all.add(verifier);
        signatures++;
      }
      assertThat(note.verify(all).isAccepted()).isTrue();
    }
    assertThat(signatures).isEqualTo(10);
  }

  /** Suite {@code transparency/witness-network}: every key id is right, whatever the name holds. */
  @Test
  void witnessNetwork_everyVkeyIsRead() throws MalformedDataException {
    List<String> vkeys = new ArrayList<>();
    for (Path list : Vectors.files("transparency/witness-network/lists", ".1")) {
      for (String line :
          new String(Vectors.bytes(list), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("vkey ")) {
          vkeys.add(line.substring("vkey ".length()));
        }
      }
    }
    assertThat(vkeys).hasSize(21);
    for (String vkey : vkeys) {
      assertThat(NoteVerifier.parse(vkey).format()).isEqualTo(vkey);
    }
  }

  /** Suite {@code transparency/tessera-testlog}: signed checkpoints of a growing log. */
  @Test
  void tessera_everyCheckpointVerifiesAndEveryEntryGetsAReceipt() throws MalformedDataException {
    String folder = "transparency/tessera-testlog/testdata/log/";
    NoteVerifier key = NoteVerifier.parse(
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
    TrustPolicy policy = TrustPolicy.of("example.com/log/testdata", List.of(key));
    byte[] bundle = Vectors.bytes(folder + "tile/entries/000.p/15");
    List<byte[]> entries = new ArrayList<>();
    for (int at = 0; at < bundle.length; ) {
      int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
      entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
      at += 2 + length;
    }
    for (int size = 0; size <= 15; size++) {
      SignedNote note = SignedNote.parse(Vectors.bytes(folder + "checkpoint." + size));
      assertThat(note.verify(List.of(key)).isAccepted()).isTrue();
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      MerkleTree tree = MerkleTree.empty().appendAll(entries.subList(0, size));
      assertThat(checkpoint)
          .isEqualTo(Checkpoint.of("example.com/log/testdata", size, tree.rootHash()));
      for (int index = 0; index < size; index++) {
        Receipt receipt = Receipt.of(tree.proveInclusion(index), note);
        assertThat(receipt.verify(entries.get(index), policy).isAccepted()).isTrue();
      }
    }
  }
}
