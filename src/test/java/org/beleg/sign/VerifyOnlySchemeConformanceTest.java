package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scheme that cannot sign owes its users; those that can have their own conformance test. */
@ParameterizedClass(name = "{0}")
@MethodSource("schemes")
class VerifyOnlySchemeConformanceTest {

  private static final long SEED = 20260106L;
  private static final int FLIPS = 300;

  private final SignatureScheme scheme;
  private final VerifyingKey key;
  private final byte[] message;
  private final byte[] signature;

  VerifyOnlySchemeConformanceTest(SignatureScheme scheme) {
    TestKeys.Signed signed = TestKeys.signed(scheme);
    this.scheme = scheme;
    this.key = signed.key();
    this.message = signed.message();
    this.signature = signed.signature();
  }

  static Set<SignatureScheme> schemes() {
    return TestKeys.verifyOnlySchemes();
  }

  @Test
  void verify_acceptsForeignSignatures() {
    Random random = new Random(SEED);
    assertThat(key.verify(message, signature).isAccepted()).isTrue();
    for (int length : new int[] {0, 1, 1_000}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      TestKeys.Signed signed = TestKeys.foreign(scheme, bytes, SEED + length);
      assertThat(signed.key().verify(bytes, signed.signature()).isAccepted())
          .as("message of %d bytes, seed %d", length, SEED)
          .isTrue();
    }
  }

  @Test
  void prepared_isAnEqualKeyWithTheSameVerdicts() {
    VerifyingKey prepared = key.prepared();
    assertThat(prepared).isEqualTo(key);
    assertThat(prepared.verify(message, signature).isAccepted()).isTrue();
    assertThat(prepared.verify(new byte[1], signature))
        .isEqualTo(key.verify(new byte[1], signature));
  }

  @Test
  void verify_refusesBitFlips() {
    IntStream flips = IntStream.concat(
        IntStream.range(0, 64), new Random(SEED).ints(FLIPS, 0, 8 * signature.length));
    flips.forEach(bit -> assertRefused(message, flip(signature, bit), "bit " + bit));
    for (int bit = 0; bit < 8 * message.length; bit++) {
      assertRefused(flip(message, bit), signature, "message bit " + bit);
    }
  }

  @Test
  void verify_refusesOtherLengths() {
    for (int length = 0; length < signature.length; length++) {
      assertRefused(message, Arrays.copyOf(signature, length), "signature cut to " + length);
    }
    for (int surplus : new int[] {1, 2, 32, signature.length, 1 << 20}) {
      assertRefused(
          message, Arrays.copyOf(signature, signature.length + surplus), surplus + " more bytes");
    }
    byte[] shifted = new byte[signature.length + 1];
    System.arraycopy(signature, 0, shifted, 1, signature.length);
    assertRefused(message, shifted, "a byte before");
    assertRefused(message, new byte[signature.length], "all zero");
  }

  @Test
  void verify_refusesAnotherKeysSignature() {
    TestKeys.Signed other = TestKeys.foreign(scheme, message, SEED);
    assertRefused(message, other.signature(), "other signer");
    assertThat(other.key().verify(message, signature).isAccepted()).isFalse();
    assertThat(other.key()).isNotEqualTo(key);
    assertThat(other.key().isSameSigner(key)).isFalse();
  }

  @Test
  void verifyStream_givesTheVerdictOfTheWholeMessage() throws IOException {
    assertThat(key.verifyStream(new ByteArrayInputStream(message), signature).isAccepted())
        .isTrue();
    for (byte[] mutant : new byte[][] {
      flip(signature, 0),
      flip(signature, 40),
      flip(signature, 8 * signature.length - 1),
      new byte[3]
    }) {
      Verdict whole = key.verify(message, mutant);
      assertThat(key.verifyStream(new ByteArrayInputStream(message), mutant).reason())
          .isEqualTo(whole.reason());
    }
    MessageVerifier parts = key.messageVerifier(signature);
    for (byte value : message) {
      assertThat(parts.write(ByteBuffer.wrap(new byte[] {value}))).isEqualTo(1);
    }
    assertThat(parts.verdict().isAccepted()).isTrue();
  }

  @Test
  void raw_roundTripsAndRefusesOtherLengths() throws MalformedDataException {
    byte[] raw = key.toRaw();
    assertThat(VerifyingKey.of(scheme, raw)).isEqualTo(key);
    assertThat(VerifyingKey.parse(key.format())).isEqualTo(key);
    for (int length = 0; length < raw.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> VerifyingKey.of(scheme, Arrays.copyOf(raw, cut)))
          .isInstanceOf(MalformedDataException.class);
    }
    for (int length : new int[] {raw.length + 1, 2 * raw.length, 1 << 20}) {
      assertThatThrownBy(() -> VerifyingKey.of(scheme, Arrays.copyOf(raw, length)))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void documents_roundTripIfThereAreAny() throws MalformedDataException {
    if (scheme.hasSpki()) {
      assertThat(VerifyingKey.parseSpki(scheme, key.toSpki())).isEqualTo(key);
      assertThat(VerifyingKey.parsePem(scheme, key.toPem())).isEqualTo(key);
      assertThat(VerifyingKey.parseSpki(key.toSpki()).toSpki()).isEqualTo(key.toSpki());
    } else {
      assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(key::toSpki);
      assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(key::toPem);
    }
  }

  @Test
  void signingKeys_areUnsupported() {
    assertThat(scheme.signs()).isFalse();
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> SigningKey.generate(scheme));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> SigningKey.of(scheme, new byte[32]));
    byte[] rsa = TestKeys.signing(SignatureScheme.RSA_PSS_SHA256).toPkcs8();
    assertThatThrownBy(() -> SigningKey.parsePkcs8(scheme, rsa))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void toString_showsTheScheme() {
    assertThat(key).asString().startsWith(scheme + " public key, SHA-256 ");
  }

  @Test
  @SuppressWarnings({"NullAway", "CheckReturnValue"})
  void null_isTheCallersMistake() {
    assertThatNullPointerException().isThrownBy(() -> key.verify(null, signature));
    assertThatNullPointerException().isThrownBy(() -> key.verify(message, null));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.of(scheme, null));
  }

  private void assertRefused(byte[] message, byte[] signature, String what) {
    Verdict verdict = key.verify(message, signature);
    assertThat(verdict.isAccepted()).as(what + ", seed " + SEED).isFalse();
    assertThat(verdict.reason().orElseThrow().name()).startsWith("SIGNATURE_");
    assertThat(verdict.detail()).isNotEmpty().doesNotContain("\n");
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
