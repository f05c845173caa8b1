package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.beleg.MalformedDataException;
import org.beleg.testing.Acvp;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LmsVectorTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final Pattern DIGITS = Pattern.compile("\\$([0-9a-fA-F]+)");

  @ParameterizedTest
  @ValueSource(strings = {"acvp-LMS-sigVer-1.0", "acvp-LMS-sigVer-SP800-208"})
  void acvp_allPublishedVerdicts(String suite) throws MalformedDataException {
    int accepted = 0;
    List<Acvp.Case> cases = Acvp.cases(suite);
    for (Acvp.Case acvp : cases) {
      byte[] raw = HEX.parseHex(acvp.group().get("publicKey").getAsString());
      boolean verdict = VerifyingKey.of(SignatureScheme.LMS, raw)
          .verify(
              HEX.parseHex(acvp.test().get("message").getAsString()),
              HEX.parseHex(acvp.test().get("signature").getAsString()))
          .isAccepted();
      assertThat(verdict).as("tcId " + acvp.test().get("tcId")).isEqualTo(acvp.expected());
      accepted += verdict ? 1 : 0;
    }
    assertThat(cases).hasSize(8);
    assertThat(accepted).isEqualTo(2);
  }

  // RFC 8554, appendix F
  @Test
  void rfc8554_testCasesAreAccepted() throws MalformedDataException {
    List<byte[]> one = blocks("testcase_1.txt");
    assertThat(one).hasSize(3);
    assertAccepted(SignatureScheme.HSS, one.get(0), one.get(1), one.get(2));
    List<byte[]> two = blocks("testcase_2.txt");
    assertThat(two).hasSize(5);
    assertAccepted(SignatureScheme.HSS, two.get(0), two.get(1), two.get(2));
    assertAccepted(SignatureScheme.LMS, two.get(3), two.get(1), two.get(4));
  }

  @Test
  void referenceImplementation_signaturesOfOneToThreeLevelsAreAccepted()
      throws MalformedDataException {
    int tests = 0;
    Map<String, String> fields = new HashMap<>();
    String text = Vectors.text("signatures/lms-rfc8554-bc/depth_1.txt") + "\n\n";
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      if (!line.startsWith("#") && colon > 0) {
        fields.put(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
      } else if (line.isBlank() && fields.containsKey("Signature")) {
        assertAccepted(
            SignatureScheme.HSS,
            HEX.parseHex(fields.get("HSSPublicKey")),
            HEX.parseHex(fields.get("Message")),
            HEX.parseHex(fields.get("Signature")));
        tests++;
        fields.clear();
      }
    }
    assertThat(tests).isEqualTo(10);
  }

  private static List<byte[]> blocks(String file) {
    List<byte[]> blocks = new ArrayList<>();
    String text = Vectors.text("signatures/lms-rfc8554-bc/" + file);
    for (String block : text.split("(?m)^!", -1)) {
      StringBuilder digits = new StringBuilder();
      Matcher matcher = DIGITS.matcher(block);
      while (matcher.find()) {
        digits.append(matcher.group(1));
      }
      if (digits.length() > 0) {
        blocks.add(HEX.parseHex(digits));
      }
    }
    return blocks;
  }

  /** Accepted, and refused with any one byte of the message or signature changed. */
  private static void assertAccepted(
      SignatureScheme scheme, byte[] raw, byte[] message, byte[] signature)
      throws MalformedDataException {
    VerifyingKey key = VerifyingKey.of(scheme, raw);
    assertThat(key.verify(message, signature).detail()).isEmpty();
    for (int at = 0; at < signature.length; at += 97) {
      byte[] mutant = signature.clone();
      mutant[at] ^= 4;
      assertThat(key.verify(message, mutant).isAccepted()).as("byte %d", at).isFalse();
    }
    byte[] mutant = message.clone();
    mutant[0] ^= 1;
    assertThat(key.verify(mutant, signature).isAccepted()).isFalse();
  }
}
