package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.beleg.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureRulesTest {

  private static final SignatureRules ECDSA = SignatureRules.of(SignatureScheme.ECDSA_P256_SHA256);
  private static final SignatureRules ED25519 = SignatureRules.of(SignatureScheme.ED25519);

  @ParameterizedTest
  @EnumSource(SignatureScheme.class)
  void defaults_printAsTheNameOfTheScheme(SignatureScheme scheme) throws MalformedDataException {
    SignatureRules rules = SignatureRules.of(scheme);
    assertThat(rules.format()).isEqualTo(scheme.name());
    assertThat(SignatureRules.parse(scheme.name())).isSameAs(rules);
    assertThat(rules.scheme()).isEqualTo(scheme);
  }

  @Test
  void options_printInOneOrderAndParse() throws MalformedDataException {
    SignatureRules rules = ECDSA.withLowS().withEncoding(SignatureEncoding.P1363);
    assertThat(rules.format()).isEqualTo("ECDSA_P256_SHA256;encoding=P1363;low-s");
    assertThat(SignatureRules.parse(rules.format())).isEqualTo(rules).hasSameHashCodeAs(rules);
    assertThat(rules).isEqualTo(ECDSA.withEncoding(SignatureEncoding.P1363).withLowS());
    assertThat(rules.encoding()).contains(SignatureEncoding.P1363);
    assertThat(rules.requiresLowS()).isTrue();
    assertThat(rules).isNotEqualTo(ECDSA);
    assertThat(ECDSA.encoding()).contains(SignatureEncoding.DER);
  }

  @Test
  void anOptionSetToItsDefaultIsNoOption() {
    SignatureRules there = ECDSA.withEncoding(SignatureEncoding.P1363);
    assertThat(there.withEncoding(SignatureEncoding.DER)).isSameAs(ECDSA);
    assertThat(ED25519.withProfile(Ed25519Profile.STRICT_COFACTORED)).isSameAs(ED25519);
    assertThat(ED25519.withProfile(Ed25519Profile.ZIP215).profile())
        .contains(Ed25519Profile.ZIP215);
  }

  @Test
  void anOptionThatTheSchemeDoesNotHaveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ECDSA.withProfile(Ed25519Profile.ZIP215))
        .withMessageContaining("ECDSA_P256_SHA256");
    assertThatIllegalArgumentException().isThrownBy(ECDSA::withPrimeOrderKey);
    assertThatIllegalArgumentException().isThrownBy(() -> ECDSA.withContext(new byte[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> ECDSA.withUserId(new byte[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> ECDSA.withSaltBytes(32));
    assertThatIllegalArgumentException().isThrownBy(ED25519::withLowS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ED25519.withEncoding(SignatureEncoding.DER));
    assertThat(ECDSA.context()).isEqualTo(Optional.empty());
    assertThat(ECDSA.profile()).isEqualTo(Optional.empty());
    assertThat(ED25519.encoding()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "ED25519;",
        "ed25519",
        " ED25519",
        "ED25519;profile",
        "ED25519;profile=",
        "ED25519;profile=STRICT_COFACTORED",
        "ED25519;profile=ZIP215;profile=ZIP215",
        "ED25519;profile=zip215",
        "ED25519;prime-order-key;profile=ZIP215",
        "ED25519;prime-order-key=",
        "ED25519;prime-order-key=1",
        "ED25519;low-s",
        "ECDSA_P256_SHA256;low-s;encoding=P1363",
        "ECDSA_P256_SHA256;encoding=DER",
        "ECDSA_P256_SHA256;context=00",
        "RSA"
      })
  void parse_refusesWhatItWouldNotPrint(String text) {
    assertThatThrownBy(() -> SignatureRules.parse(text)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void parse_refusesLongTextsBeforeItSplitsThem() {
    assertThatThrownBy(() -> SignatureRules.parse("ED25519" + ";".repeat(1 << 20)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("characters");
  }
}
