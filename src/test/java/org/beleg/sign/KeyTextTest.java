package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.beleg.MalformedDataException;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The canonical text of a public key, its fingerprint, and whose keys are one signer's. */
class KeyTextTest {

  private static final long SEED = 20260212L;

  private static final String RAW = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final String TEXT = "ED25519:" + RAW;

  @Test
  void parse_readsRulesAndRawKey() throws MalformedDataException {
    VerifyingKey key = VerifyingKey.parse(TEXT);
    assertThat(key.scheme()).isEqualTo(SignatureScheme.ED25519);
    assertThat(key.toRaw()).isEqualTo(Base64.getDecoder().decode(RAW));
    VerifyingKey zip215 = VerifyingKey.parse("ED25519;profile=ZIP215:" + RAW);
    assertThat(zip215.rules().profile()).hasValue(Ed25519Profile.ZIP215);
    assertThat(zip215.format()).isEqualTo("ED25519;profile=ZIP215:" + RAW);
    assertThat(zip215).isNotEqualTo(key);
    assertThat(zip215.withRules(key.rules())).isEqualTo(key);
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void everyScheme_hasAOneLineTextThatParsesBack(SignatureScheme scheme)
      throws MalformedDataException {
    if (!scheme.signs()) {
      return; // its keys come from elsewhere
    }
    VerifyingKey key = key(scheme, SEED);
    assertThat(key.format()).startsWith(scheme.name() + ":").matches("[!-~]+");
    assertThat(VerifyingKey.parse(key.format())).isEqualTo(key);
  }

  @Test
  void parse_refusesEveryTruncationAndOtherSpellings() {
    for (int length = 0; length < TEXT.length(); length++) {
      assertRefused(TEXT.substring(0, length));
    }
    assertRefused("ed25519:" + RAW);
    assertRefused("ED25519 :" + RAW);
    assertRefused(" " + TEXT);
    assertRefused(TEXT + "\n");
    assertRefused(TEXT + "=");
    assertRefused("ED25519::" + RAW);
    assertRefused("ED25519;:" + RAW);
    assertRefused("ED25519;low-s:" + RAW);
    assertRefused("ED25519;profile=STRICT_COFACTORED:" + RAW);
    assertRefused("ED25519;prime-order-key;profile=ZIP215:" + RAW);
    assertRefused("ED25519:" + RAW.replace("o=", "p="));
    assertRefused("ED25519:" + RAW.replace('/', '_'));
    assertRefused("RSA:" + RAW);
    assertRefused("ED25519:" + "A".repeat(1 << 20));
    assertRefused("A".repeat(1 << 20) + ":");
  }

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void fingerprint_isTheHashOfTheSpkiOrOfSchemeAndKey(SignatureScheme scheme)
      throws NoSuchAlgorithmException {
    if (!scheme.signs()) {
      return; // its keys come from elsewhere
    }
    VerifyingKey key = key(scheme, SEED);
    String text = scheme + ":" + Base64.getEncoder().encodeToString(key.toRaw());
    byte[] hashed = scheme.hasSpki() ? key.toSpki() : text.getBytes(StandardCharsets.US_ASCII);
    assertThat(key.fingerprint())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(hashed)));
    assertThat(key).hasToString(scheme + " public key, SHA-256 " + key.fingerprint());
  }

  /** Printed by openssl pkey -pubin -outform DER | sha256sum. */
  @Test
  void fingerprint_isWhatOtherToolsPrint() throws MalformedDataException {
    assertThat(VerifyingKey.parse(TEXT).fingerprint())
        .isEqualTo("06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9");
  }

  @Test
  void isSameSigner_looksThroughRulesAndTurnedPoints() throws MalformedDataException {
    VerifyingKey key = VerifyingKey.parse(TEXT);
    VerifyingKey zip215 = VerifyingKey.parse("ED25519;profile=ZIP215:" + RAW);
    assertThat(key.isSameSigner(zip215)).isTrue();
    assertThat(key.isSameSigner(key(SignatureScheme.ED25519, SEED))).isFalse();

    VerifyingKey ecdsa = key(SignatureScheme.ECDSA_P256_SHA256, SEED);
    assertThat(ecdsa.isSameSigner(key)).isFalse();
    assertThat(ecdsa.isSameSigner(ecdsa.withRules(ecdsa.rules().withLowS()))).isTrue();
    assertThat(ecdsa.isSameSigner(key(SignatureScheme.ECDSA_P256_SHA256, SEED + 1)))
        .isFalse();
    byte[] raw = ecdsa.toRaw();
    BigInteger p =
        new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    BigInteger y = p.subtract(new BigInteger(1, raw, 33, 32));
    byte[] turned = raw.clone();
    byte[] bytes = HexFormat.of().parseHex(String.format("%064x", y));
    System.arraycopy(bytes, 0, turned, 33, 32);
    VerifyingKey negative = VerifyingKey.of(SignatureScheme.ECDSA_P256_SHA256, turned);
    assertThat(negative).isNotEqualTo(ecdsa);
    assertThat(negative.isSameSigner(ecdsa)).isTrue();
  }

  private static VerifyingKey key(SignatureScheme scheme, long seed) {
    return SigningKey.generate(scheme, new SeededRandom(seed)).verifyingKey();
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> {
          VerifyingKey key = VerifyingKey.parse(text);
          throw new AssertionError("read as " + key);
        })
        .isInstanceOf(MalformedDataException.class);
  }
}
