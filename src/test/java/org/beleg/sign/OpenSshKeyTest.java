package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.testing.SeededRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenSshKeyTest {

  private static final long SEED = 20260211L;

  /** The key of RFC 8032, section 7.1, test 1. */
  private static final String RAW =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final String FIELDS = "0000000b" + "7373682d65643235353139" + "00000020" + RAW;

  private static final String LINE = line("ssh-ed25519", FIELDS);

  @Test
  void parse_readsTypeKeyAndAnyComment() throws MalformedDataException {
    VerifyingKey key = VerifyingKey.parseOpenSsh(LINE);
    assertThat(HexFormat.of().formatHex(key.toRaw())).isEqualTo(RAW);
    assertThat(key.toOpenSsh()).isEqualTo(LINE);
    for (String end : new String[] {"\n", " ", " a comment", " ü, with spaces \n"}) {
      assertThat(VerifyingKey.parseOpenSsh(LINE + end)).isEqualTo(key);
    }
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void everyScheme_roundTripsOrSaysThatItCannot(SignatureScheme scheme)
      throws MalformedDataException {
    if (!scheme.signs()) {
      return; // its keys come from elsewhere
    }
    VerifyingKey key = SigningKey.generate(scheme, new SeededRandom(SEED)).verifyingKey();
    if (!scheme.hasOpenSsh()) {
      assertThatThrownBy(key::toOpenSsh).isInstanceOf(UnsupportedOperationException.class);
      assertRefused(scheme, LINE);
      return;
    }
    String line = key.toOpenSsh();
    assertThat(VerifyingKey.parseOpenSsh(scheme, line)).isEqualTo(key);
    if (line.startsWith("ssh-rsa ")) {
      assertRefused(null, line);
    } else {
      assertThat(VerifyingKey.parseOpenSsh(line)).isEqualTo(key);
      for (SignatureScheme other : SignatureScheme.values()) {
        if (other != scheme) {
          assertRefused(other, line);
        }
      }
    }
  }

  @Test
  void parse_refusesEveryTruncationAndSurplus() {
    byte[] fields = HexFormat.of().parseHex(FIELDS);
    for (int length = 0; length < 2 * fields.length; length++) {
      if (length != fields.length) {
        String hex = HexFormat.of().formatHex(Arrays.copyOf(fields, length));
        assertRefused(null, line("ssh-ed25519", hex));
      }
    }
    for (int length = 0; length < LINE.length(); length++) {
      assertRefused(null, LINE.substring(0, length));
    }
  }

  @Test
  void parse_refusesOtherLines() {
    assertRefused(null, "ssh-ed25519  " + LINE.substring(12));
    assertRefused(null, " " + LINE);
    assertRefused(null, "no-pty " + LINE);
    assertRefused(null, LINE + "\r\n");
    assertRefused(null, LINE + "\n\n");
    assertRefused(null, LINE + "\n" + LINE);
    assertRefused(null, LINE + " a\tb");
    assertRefused(null, LINE + " " + "c".repeat(20_000));
    assertRefused(null, LINE.replace("ssh-ed25519", "ecdsa-sha2-nistp256"));
    assertRefused(null, LINE.replace("ssh-ed25519", "SSH-ED25519"));
    assertRefused(null, LINE + "=");
  }

  @Test
  void parse_refusesLengthsThatLie() {
    for (String length :
        new String[] {"0000000a", "0000000c", "ffffffff", "7fffffff", "80000000"}) {
      assertRefused(null, line("ssh-ed25519", length + FIELDS.substring(8)));
    }
    assertRefused(null, line("ssh-ed25519", FIELDS.replace("00000020" + RAW, "0000001f" + RAW)));
    assertRefused(
        null, line("ssh-ed25519", FIELDS.replace("00000020" + RAW, "00000021" + RAW + "00")));
  }

  @Test
  void parse_refusesSecurityKeysCertificatesAndDsaByName() {
    for (String type : new String[] {
      "sk-ssh-ed25519@openssh.com",
      "sk-ecdsa-sha2-nistp256@openssh.com",
      "ssh-ed25519-cert-v01@openssh.com",
      "ssh-dss",
      "ssh-xmss@openssh.com"
    }) {
      String fields = String.format("%08x", type.length())
          + HexFormat.of().formatHex(type.getBytes(StandardCharsets.US_ASCII))
          + "00000020" + RAW;
      assertThatThrownBy(() -> VerifyingKey.parseOpenSsh(line(type, fields)))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining(type);
    }
  }

  @Test
  void ecdsa_namesOneCurveTwice() throws MalformedDataException {
    VerifyingKey key = SigningKey.generate(
            SignatureScheme.ECDSA_P256_SHA256, new SeededRandom(SEED))
        .verifyingKey();
    String hex =
        HexFormat.of().formatHex(Base64.getDecoder().decode(key.toOpenSsh().split(" ", 2)[1]));
    String curve = "00000008" + "6e69737470323536";
    assertThat(hex).contains(curve + "00000041" + "04");
    assertThat(VerifyingKey.parseOpenSsh(line("ecdsa-sha2-nistp256", hex))).isEqualTo(key);
    assertRefused(
        null, line("ecdsa-sha2-nistp256", hex.replace(curve, curve.replace("3536", "3834"))));
    assertRefused(null, line("ecdsa-sha2-nistp256", hex.replace(curve, "")));
    // a compressed point
    String compressed = hex.substring(0, hex.indexOf("0000004104"));
    String x = HexFormat.of().formatHex(key.toRaw()).substring(2, 66);
    assertRefused(null, line("ecdsa-sha2-nistp256", compressed + "00000021" + "02" + x));
  }

  @Test
  @SuppressWarnings("NullAway")
  void null_isTheCallersMistake() {
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parseOpenSsh(null));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parseOpenSsh(null, LINE));
    assertThatNullPointerException()
        .isThrownBy(() -> VerifyingKey.parseOpenSsh(SignatureScheme.ED25519, null));
  }

  private static String line(String type, String fieldsHex) {
    return type + " " + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(fieldsHex));
  }

  private static void assertRefused(@Nullable SignatureScheme scheme, String line) {
    assertThatThrownBy(() -> {
          VerifyingKey key = scheme == null
              ? VerifyingKey.parseOpenSsh(line)
              : VerifyingKey.parseOpenSsh(scheme, line);
          throw new AssertionError("read as " + key);
        })
        .as("%s: %s", scheme, line)
        .isInstanceOf(MalformedDataException.class);
  }
}
