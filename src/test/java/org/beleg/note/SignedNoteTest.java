package org.beleg.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

  private final NoteSigner log = NoteSigner.of("log", SigningKey.generate(SignatureScheme.ED25519));
  private final NoteSigner witness =
      NoteSigner.of("witness", SigningKey.generate(SignatureScheme.ECDSA_P256_SHA256));

  @Test
  void sign_makesANoteThatVerifiesAndParsesBack() throws MalformedDataException {
    SignedNote note = log.sign("hello\n").withSignatureOf(witness);
    assertThat(note.text()).isEqualTo("hello\n");
    assertThat(note.signatures()).hasSize(2);
    assertThat(note.verify(List.of(log.verifier())).isAccepted()).isTrue();
    assertThat(note.verify(List.of(witness.verifier())).isAccepted()).isTrue();
    assertThat(note.verify(List.of(witness.verifier(), log.verifier())).isAccepted())
        .isTrue();
    assertThat(SignedNote.parse(note.format())).isEqualTo(note).hasSameHashCodeAs(note);
    assertThat(SignedNote.parse(note.format().getBytes(StandardCharsets.UTF_8))).isEqualTo(note);
    assertThat(note).hasToString(note.format());
  }

  @Test
  void parse_readsANoteOfOtherSoftware() throws MalformedDataException {
    SignedNote note = SignedNote.parse(ExampleLog.NOTE);
    assertThat(note.text()).isEqualTo(ExampleLog.CHECKPOINT);
    assertThat(note.signatures())
        .extracting(NoteSignature::toString)
        .containsExactly("log.example/a+2030c444", "w.example+0e2d849b");
    assertThat(note.format()).isEqualTo(ExampleLog.NOTE);
    assertThat(note.verify(List.of(NoteVerifier.parse(ExampleLog.VKEY))).isAccepted())
        .isTrue();
  }

  @Test
  void text_mayHoldEmptyLines_theLastOneSeparates() throws MalformedDataException {
    for (String text : List.of("\n", "\n\n", "a\n\nb\n", "\n\na\n\n", "— log abc\n\n")) {
      SignedNote note = log.sign(text);
      assertThat(SignedNote.parse(note.format()).text()).isEqualTo(text);
    }
  }

  @Test
  void verify_ignoresUnknownKeys_evenIfOneHalfOfThePairIsKnown() throws MalformedDataException {
    SigningKey other = SigningKey.generate(SignatureScheme.ED25519);
    SignedNote sameName = log.sign("x\n").withSignatureOf(NoteSigner.of("log", other));
    assertThat(sameName.verify(List.of(log.verifier())).isAccepted()).isTrue();

    SignedNote sameId = SignedNote.parse(log.sign("x\n").format().replace("— log ", "— gol "));
    assertThat(sameId.verify(List.of(log.verifier())).reason()).contains(Reason.NO_KNOWN_KEY);
    SignedNote both =
        SignedNote.parse(log.sign("x\n").format() + sameId.signatures().get(0).format());
    assertThat(both.verify(List.of(log.verifier())).isAccepted()).isTrue();
  }

  @Test
  void verify_refusesWithoutAnyKnownKey() {
    SignedNote note = log.sign("x\n");
    assertThat(note.verify(List.of()).reason()).contains(Reason.NO_KNOWN_KEY);
    assertThat(note.verify(List.of(witness.verifier())).reason()).contains(Reason.NO_KNOWN_KEY);
  }

  @Test
  void verify_refusesTheNoteIfOneKnownKeyFails_whereverItsLineIs() throws MalformedDataException {
    SignedNote good = log.sign("x\n").withSignatureOf(witness);
    SignedNote other = log.sign("y\n");
    String forgedLine = other.signatures().get(0).format();
    for (String lines : List.of(
        forgedLine + good.signatures().get(1).format(),
        good.signatures().get(1).format() + forgedLine,
        good.signatures().get(0).format() + forgedLine)) {
      SignedNote note = SignedNote.parse("x\n\n" + lines);
      assertThat(note.verify(List.of(log.verifier(), witness.verifier())).reason())
          .contains(Reason.KNOWN_KEY_SIGNATURE_INVALID);
    }
  }

  @Test
  void verify_takesARepeatedLineOnce() throws MalformedDataException {
    SignedNote note = log.sign("x\n");
    SignedNote repeated =
        SignedNote.parse(note.format() + note.signatures().get(0).format());
    assertThat(repeated.verify(List.of(log.verifier())).isAccepted()).isTrue();
  }

  @Test
  void verify_refusesToChooseBetweenTwoKeysOfOneNameAndId() {
    SignedNote note = log.sign("x\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> note.verify(List.of(log.verifier(), log.verifier())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n— log AAAAAAE=", // no final line feed
        "text\n— log AAAAAAE=\n", // no empty line
        "text\n\n— log AAAAAAE=\nmore\n",
        "text\n\n— log AAAAAAE=\n\n", // an empty line at the end separates nothing
        "text\n\n- log AAAAAAE=\n", // a hyphen
        "text\n\n\u2013 log AAAAAAE=\n", // an en dash
        "text\n\n—log AAAAAAE=\n",
        "text\n\n—  log AAAAAAE=\n",
        "text\n\n— log  AAAAAAE=\n",
        "text\n\n— log AAAAAAE= \n",
        "text\n\n—  AAAAAAE=\n", // no name
        "text\n\n— l+g AAAAAAE=\n",
        "text\n\n— l\u00a0g AAAAAAE=\n",
        "text\n\n— log\n",
        "text\n\n— log \n",
        "text\n\n— log AAAAAA==\n", // key id only
        "text\n\n— log AAAAAAE\n", // no padding
        "text\n\n— log AAAAAAF=\n", // bits behind the end
        "text\n\n— log AAAA-_E=\n", // another alphabet
        "text\r\n\n— log AAAAAAE=\n",
        "te\u0000xt\n\n— log AAAAAAE=\n",
        "te\txt\n\n— log AAAAAAE=\n",
        "te\ud800xt\n\n— log AAAAAAE=\n",
        "text\n\n— log AAAAAAE=\r\n"
      })
  void parse_refuses(String text) {
    assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void parse_refusesBytesThatAreNotUtf8() {
    byte[] bytes = log.sign("x\n").format().getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) 0xff;
    assertThatThrownBy(() -> SignedNote.parse(bytes)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void parse_boundsTheNumberOfSignaturesAndTheLength() throws MalformedDataException {
    SignedNote note = log.sign("x\n");
    String line = note.signatures().get(0).format();
    String most = "x\n\n" + line.repeat(SignedNote.MAX_SIGNATURES);
    assertThat(SignedNote.parse(most).verify(List.of(log.verifier())).isAccepted())
        .isTrue();
    assertThatThrownBy(() -> SignedNote.parse(most + line))
        .isInstanceOf(MalformedDataException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedNote.parse(most).withSignatureOf(log));
    String longest = "x".repeat(SignedNote.MAX_LENGTH + 1);
    assertThatThrownBy(() -> SignedNote.parse(longest)).hasMessageContaining("longer");
    assertThatIllegalArgumentException().isThrownBy(() -> log.sign(longest + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no line feed", "tab\t\n", "cr\r\n", "\ud800\n"})
  void sign_refusesTextThatIsNoNote(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> log.sign(text));
  }

  @Test
  void toString_ofASignerShowsNoSecret() throws MalformedDataException {
    assertThat(ExampleLog.signer().toString()).doesNotContain("9d61", "nWGx").contains("2030c444");
  }
}
