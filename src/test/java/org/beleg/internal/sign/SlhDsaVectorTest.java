package org.beleg.internal.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.beleg.MalformedDataException;
import org.beleg.testing.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of the internal interface, which no caller of the library reaches. */
class SlhDsaVectorTest {

  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest
  @ValueSource(strings = {"SHA2-192s", "SHA2-256f", "SHAKE-128f", "SHAKE-192s", "SHAKE-256f"})
  void acvp_allPublishedVerdicts(String name) throws MalformedDataException {
    SlhDsaSet set = SlhDsaSet.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    assertThat(set.label()).isEqualTo("SLH-DSA-" + name);
    SchemeEngine scheme = SlhDsaEngine.internal(set);
    int tests = 0;
    int accepted = 0;
    Map<String, String> fields = new HashMap<>();
    String text = Vectors.text("signatures/slhdsa-acvp-bc/sigVer_SLH-DSA-" + name + ".txt");
    for (String line : (text + "\n\n").lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        fields.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
      } else if (line.isBlank() && fields.containsKey("signature")) {
        boolean expected = "True".equals(fields.get("testPassed"));
        byte[] message = HEX.parseHex(fields.get("message"));
        byte[] signature = HEX.parseHex(fields.get("signature"));
        byte[] publicKey = HEX.parseHex(fields.get("pk"));
        assertThat(scheme.verifyingEngine(publicKey).verify(message, signature).isAccepted())
            .as(fields.get("reason"))
            .isEqualTo(expected);
        // the public interface puts two bytes in front, so all of them are signatures of others
        assertThat(SlhDsaEngine.of(set, new byte[0])
                .verifyingEngine(publicKey)
                .verify(message, signature)
                .isAccepted())
            .isFalse();
        if (tests == 0 && !name.endsWith("s")) {
          byte[] secret = HEX.parseHex(fields.get("sk"));
          assertThat(scheme.signingEngine(secret).publicKey()).isEqualTo(publicKey);
          byte[] wrongRoot = secret.clone();
          wrongRoot[secret.length - 1] ^= 1;
          assertThat(refuses(scheme, wrongRoot)).isTrue();
          assertThat(refuses(scheme, Arrays.copyOf(secret, secret.length - 1))).isTrue();
        }
        tests++;
        accepted += expected ? 1 : 0;
        fields.clear();
      }
    }
    assertThat(tests).isEqualTo(9);
    assertThat(accepted).isEqualTo(3);
  }

  private static boolean refuses(SchemeEngine scheme, byte[] secret) {
    try {
      return scheme.signingEngine(secret).publicKey().length == 0;
    } catch (MalformedDataException e) {
      return true;
    }
  }
}
