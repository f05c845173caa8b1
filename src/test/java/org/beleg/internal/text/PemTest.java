package org.beleg.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;

class PemTest {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
  private static final String END = "-----END PUBLIC KEY-----\n";
  private static final String FULL = "A".repeat(64) + "\n"; // 48 zero bytes

  private static byte[] parse(String text) throws MalformedDataException {
    return Pem.parse(text, "PUBLIC KEY", 1_000, "key");
  }

  private static void assertMalformed(String text, String where, String problem) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            MalformedDataException.class, e -> assertThat(e.where()).isEqualTo(where))
        .hasMessageContaining(problem);
  }

  @Test
  void parse_invertsFormatForEveryLength() throws MalformedDataException {
    Random random = new Random(1);
    for (int length = 1; length <= 1_000; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Pem.format("PUBLIC KEY", bytes);
      assertThat(parse(text)).isEqualTo(bytes);
    }
  }

  @Test
  void format_breaksLinesAfter64Characters() {
    assertThat(Pem.format("PUBLIC KEY", new byte[48])).isEqualTo(BEGIN + FULL + END);
    assertThat(Pem.format("PUBLIC KEY", new byte[49])).isEqualTo(BEGIN + FULL + "AA==\n" + END);
  }

  @Test
  void parse_refusesCarriageReturn() {
    String text = BEGIN + FULL + END;
    assertMalformed(text.replace("\n", "\r\n"), "line 1", "only LF is accepted");
    assertMalformed(BEGIN + FULL.replace("\n", "\r\n") + END, "line 2", "only LF is accepted");
    assertMalformed(text.replace('\n', '\r'), "line 1", "only LF is accepted");
  }

  @Test
  void parse_refusesTextAroundTheBlock() {
    String text = BEGIN + FULL + END;
    assertMalformed("", "line 1", "text is empty");
    assertMalformed("\n" + text, "line 1", "found other text");
    assertMalformed(" " + text, "line 1", "found other text");
    assertMalformed("subject=x\n" + text, "line 1", "found other text");
    assertMalformed("\ufeff" + text, "line 1", "byte order mark");
    assertMalformed(text + "\n", "line 4", "text after the block");
    assertMalformed(text + " ", "line 4", "text after the block");
    assertMalformed(text + text, "line 4", "text after the block");
  }

  @Test
  void parse_refusesOtherLabels() {
    String text = BEGIN + FULL + END;
    assertMalformed(
        text.replace("PUBLIC", "PRIVATE"), "line 1", "found '-----BEGIN PRIVATE KEY-----'");
    assertMalformed(text.replace("PUBLIC KEY", "EC PUBLIC KEY"), "line 1", "expected");
    assertMalformed(text.replace("PUBLIC KEY", "public key"), "line 1", "expected");
    assertMalformed(BEGIN.replace("-----\n", "----\n") + FULL + END, "line 1", "expected");
    assertMalformed(BEGIN.replace("-----\n", "----- \n") + FULL + END, "line 1", "expected");
    assertMalformed(BEGIN + FULL + END.replace("PUBLIC", "PRIVATE"), "line 3", "END PUBLIC KEY");
    assertMalformed(BEGIN + FULL + BEGIN, "line 3", "END PUBLIC KEY");
  }

  @Test
  void parse_refusesHeaders() {
    assertMalformed(BEGIN + "Proc-Type: 4,ENCRYPTED\n\n" + FULL + END, "line 2", "header line");
  }

  @Test
  void parse_refusesOtherLines() {
    assertMalformed(BEGIN + END, "line 2", "block is empty");
    assertMalformed(BEGIN, "line 2", "END line is missing");
    assertMalformed(BEGIN + FULL, "line 3", "END line is missing");
    assertMalformed(BEGIN + FULL + END.trim(), "line 3", "final LF is missing");
    assertMalformed(BEGIN + "AAAA\n" + FULL + END, "line 2", "but not the last");
    assertMalformed(BEGIN + "A".repeat(68) + "\n" + END, "line 2", "68 characters");
    assertMalformed(BEGIN + "\n" + FULL + END, "line 2", "0 characters");
    assertMalformed(BEGIN + FULL + "\n" + END, "line 3", "0 characters");
  }

  @Test
  void parse_refusesOtherBase64() {
    assertMalformed(BEGIN + "AAA\n" + END, "base64", "not canonical");
    assertMalformed(BEGIN + "AAAAA\n" + END, "base64", "not base64");
    assertMalformed(BEGIN + "AB==\n" + END, "base64", "not canonical");
    assertMalformed(BEGIN + "AA=A\n" + END, "base64", "not base64");
    assertMalformed(BEGIN + "AAA \n" + END, "base64", "not base64");
    assertMalformed(BEGIN + "AA-_\n" + END, "base64", "not base64");
    assertMalformed(BEGIN + "AAA\u00e4\n" + END, "base64", "not base64");
    assertMalformed(BEGIN + "====\n" + END, "base64", "not");
  }

  @Test
  void parse_refusesLongTextUnread() {
    String longest = Pem.format("PUBLIC KEY", new byte[1_000]);
    assertMalformed(longest + "A".repeat(10), "text", "characters, more than");
    assertMalformed("-".repeat(1 << 20), "text", "1048576 characters, more than");
  }

  @Test
  void parse_doesNotRepeatWhatMayBeSecret() {
    assertThatThrownBy(() -> parse("SECRETSECRET\n"))
        .isInstanceOf(MalformedDataException.class)
        .message()
        .doesNotContain("SECRET");
  }
}
