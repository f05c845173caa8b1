package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come in, the parsers of this package answer with a value that prints the same bytes or
 * with {@link MalformedDataException}, and a receipt that is not the honest one is never accepted. Runs in
 * a heap of 64 MiB.
 */
class NoteFuzzTest {

  private static final long SEED = 20260101;
  private static final byte[] RECEIPT = ExampleLog.RECEIPT.getBytes(StandardCharsets.UTF_8);
  private static final byte[] NOTE = ExampleLog.NOTE.getBytes(StandardCharsets.UTF_8);

  @FuzzTest
  void receipt(byte[] bytes) throws MalformedDataException {
    Receipt receipt;
    try {
      receipt = Receipt.parse(bytes);
    } catch (MalformedDataException refused) {
      assertThat(refused).hasMessageStartingWith(refused.what());
      return;
    }
    assertThat(receipt.format().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
    Verdict verdict = receipt.verify(ExampleLog.ENTRY_3, ExampleLog.policy());
    if (verdict.isAccepted()) {
      // what the log signed and what leads to it must be as it was; the rest nobody vouches for
      assertThat(receipt.proof()).isEqualTo(ExampleLog.tree().proveInclusion(3));
      assertThat(receipt.checkpointNote().text()).isEqualTo(ExampleLog.CHECKPOINT);
    }
  }

  @FuzzTest
  void signedNote(byte[] bytes) throws MalformedDataException {
    SignedNote note;
    try {
      note = SignedNote.parse(bytes);
    } catch (MalformedDataException refused) {
      assertThat(refused).hasMessageStartingWith(refused.what());
      return;
    }
    assertThat(note.format().getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
    Verdict verdict = note.verify(List.of(NoteVerifier.parse(ExampleLog.VKEY)));
    assertThat(verdict.isAccepted()).isEqualTo(verdict.reason().isEmpty());
    checkpoint(note.text().getBytes(StandardCharsets.UTF_8));
  }

  @FuzzTest
  void checkpoint(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertThat(Checkpoint.parse(text).format()).isEqualTo(text);
    } catch (MalformedDataException refused) {
      assertThat(refused).hasMessageStartingWith(refused.what());
    }
  }

  @FuzzTest
  void vkey(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertThat(NoteVerifier.parse(text).format()).isEqualTo(text);
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Test
  void parsers_surviveMutationsOfHonestInput() throws MalformedDataException {
    System.out.println("NoteFuzzTest seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] vkey = ExampleLog.VKEY.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      receipt(mutate(RECEIPT, random));
      signedNote(mutate(NOTE, random));
      checkpoint(mutate(ExampleLog.CHECKPOINT.getBytes(StandardCharsets.UTF_8), random));
      vkey(mutate(vkey, random));
    }
  }

  @Test
  void parsers_surviveAMebibyteOfAnything() throws MalformedDataException {
    String dash = "— log.example/a ";
    List<String> units = List.of(
        "\n",
        "\n\n",
        "A",
        "0",
        "+",
        "\u0000",
        "é",
        "\ud83d\udcdc",
        dash,
        dash + "AAAAAAE=\n",
        "c2sp.org/tlog-proof@v1\n",
        "index 3\n",
        "extra AAAA\n",
        "uFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8=\n",
        "9223372036854775807\n");
    for (String unit : units) {
      int unitBytes = unit.getBytes(StandardCharsets.UTF_8).length;
      byte[] big = unit.repeat((1 << 20) / unitBytes).getBytes(StandardCharsets.UTF_8);
      for (byte[] head :
          List.of(new byte[0], RECEIPT, NOTE, "a\n5\n".getBytes(StandardCharsets.UTF_8))) {
        byte[] joined = Arrays.copyOf(head, head.length + big.length);
        System.arraycopy(big, 0, joined, head.length, big.length);
        receipt(joined);
        signedNote(joined);
        checkpoint(joined);
        vkey(joined);
      }
    }
  }

  private static byte[] mutate(byte[] honest, SplittableRandom random) {
    byte[] bytes = honest.clone();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = "\n +=/A0—".getBytes(StandardCharsets.UTF_8)[random.nextInt(10)];
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = random.nextInt(Math.min(bytes.length - at, bytes.length - from) + 1);
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
