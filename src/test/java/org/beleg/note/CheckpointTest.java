package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String ROOT = "uFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8=";
  private static final String EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  private static final Hash SOME_ROOT = Hash.of(new byte[32]);

  @Test
  void format_isTheTextOfTheNote() throws MalformedDataException {
    Checkpoint checkpoint = Checkpoint.of("log.example/a", 5, ExampleLog.tree().rootHash());
    assertThat(checkpoint.format()).isEqualTo(ExampleLog.CHECKPOINT);
    assertThat(Checkpoint.parse(ExampleLog.CHECKPOINT))
        .isEqualTo(checkpoint)
        .hasSameHashCodeAs(checkpoint)
        .hasToString(checkpoint.toString());
    assertThat(checkpoint.origin()).isEqualTo("log.example/a");
    assertThat(checkpoint.treeSize()).isEqualTo(5);
    assertThat(checkpoint.extensions()).isEmpty();
  }

  @Test
  void parse_keepsExtensionLines() throws MalformedDataException {
    String text = ExampleLog.CHECKPOINT + "first\nsecond one\n";
    Checkpoint checkpoint = Checkpoint.parse(text);
    assertThat(checkpoint.extensions()).containsExactly("first", "second one");
    assertThat(checkpoint.format()).isEqualTo(text);
    assertThat(checkpoint).isNotEqualTo(Checkpoint.parse(ExampleLog.CHECKPOINT));
  }

  @Test
  void withExtensions_replacesThem() throws MalformedDataException {
    Checkpoint checkpoint = Checkpoint.parse(ExampleLog.CHECKPOINT);
    Checkpoint extended = checkpoint.withExtensions(List.of("first", "second one"));
    assertThat(extended).isEqualTo(Checkpoint.parse(ExampleLog.CHECKPOINT + "first\nsecond one\n"));
    assertThat(extended.withExtensions(List.of())).isEqualTo(checkpoint);
    for (String line : List.of("", "two\nlines", "\u0007")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> checkpoint.withExtensions(List.of("first", line)));
    }
  }

  @Test
  void sizeGoesTo2To63Minus1() throws MalformedDataException {
    String text = "o\n9223372036854775807\n" + ROOT + "\n";
    assertThat(Checkpoint.parse(text).treeSize()).isEqualTo(Long.MAX_VALUE);
    assertThat(Checkpoint.parse(text).format()).isEqualTo(text);
  }

  @Test
  void sizeZero_hasTheEmptyRootOnly() throws MalformedDataException {
    assertThat(Checkpoint.parse("o\n0\n" + EMPTY_ROOT + "\n").treeSize()).isZero();
    assertThatThrownBy(() -> Checkpoint.parse("o\n0\n" + ROOT + "\n"))
        .isInstanceOf(MalformedDataException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("o", 0, SOME_ROOT));
    TreeHasher sm3 = TreeHasher.of(HashAlgorithm.SM3);
    Checkpoint empty = Checkpoint.of(sm3, "o", 0, sm3.emptyRoot());
    assertThat(Checkpoint.parse(sm3, empty.format())).isEqualTo(empty);
    assertThatThrownBy(() -> Checkpoint.parse(empty.format()))
        .isInstanceOf(MalformedDataException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n5\n" + ROOT + "\n", // no origin
        "o\n5\n" + ROOT, // no final line feed
        "o\n5\n",
        "o\n\n" + ROOT + "\n",
        "o\n05\n" + ROOT + "\n",
        "o\n00\n" + EMPTY_ROOT + "\n",
        "o\n+5\n" + ROOT + "\n",
        "o\n-5\n" + ROOT + "\n",
        "o\n 5\n" + ROOT + "\n",
        "o\n5 \n" + ROOT + "\n",
        "o\n0x5\n" + ROOT + "\n",
        "o\n5a\n" + ROOT + "\n",
        "o\n\u0665\n" + ROOT + "\n", // a digit, but not an ASCII one
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n18446744073709551616\n" + ROOT + "\n",
        "o\n99999999999999999999999999\n" + ROOT + "\n",
        "o\n5\nuFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWQ==\n", // 31 bytes
        "o\n5\nuFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW9v\n", // 33 bytes
        "o\n5\nuFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW8\n",
        "o\n5\nuFW0LWww9bCH4FJmeD+9bjlPe5JgE8yqZ3AKiwxaWW9=\n",
        "o\n5\n\n",
        "o\n5\n" + ROOT + "\n\n", // empty extension
        "o\n5\n" + ROOT + "\nx\n\ny\n",
        "o\r\n5\n" + ROOT + "\n",
        "o\n5\n" + ROOT + "\nx\ty\n"
      })
  void parse_refuses(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void of_refusesWhatItCouldNotReadBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("", 1, SOME_ROOT));
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("a\nb", 1, SOME_ROOT));
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("a", -1, SOME_ROOT));
    Hash tooLong = Hash.of(new byte[64]);
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("a", 1, tooLong));
  }
}
