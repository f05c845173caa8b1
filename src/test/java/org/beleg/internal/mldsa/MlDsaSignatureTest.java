package org.beleg.internal.mldsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MlDsaSignatureTest {

  private static final MlDsaParameters SMALL = MlDsaParameters.ML_DSA_44;
  private static final int HINTS = SMALL.signatureBytes() - SMALL.omega - SMALL.k;

  /** FIPS 204, tables 1 and 2. */
  @ParameterizedTest
  @CsvSource({
    "ML_DSA_44, 1312, 2420, 130994",
    "ML_DSA_65, 1952, 3309, 524092",
    "ML_DSA_87, 2592, 4627, 524168"
  })
  void parameters_giveThePublishedSizes(
      MlDsaParameters parameters, int publicKey, int signature, int normBound) {
    assertThat(parameters.publicKeyBytes()).isEqualTo(publicKey);
    assertThat(parameters.signatureBytes()).isEqualTo(signature);
    assertThat(parameters.normBound).isEqualTo(normBound);
  }

  @Test
  void otherLengthsAndMixedParameters_areTheCallersMistakes() {
    byte[] key = new byte[SMALL.publicKeyBytes()];
    byte[] signature = new byte[SMALL.signatureBytes()];
    assertThatThrownBy(() -> MlDsaPublicKey.of(MlDsaParameters.ML_DSA_65, key))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MlDsaSignature.decode(MlDsaParameters.ML_DSA_65, signature))
        .isInstanceOf(IllegalArgumentException.class);
    MlDsaSignature decoded = MlDsaSignature.decode(SMALL, signature).orElseThrow();
    MlDsaPublicKey other = MlDsaPublicKey.of(MlDsaParameters.ML_DSA_65, new byte[1_952]);
    assertThatThrownBy(() -> MlDsaVerification.start(other, decoded, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void decode_readsEveryCoefficientOfZ(MlDsaParameters parameters) {
    int[] z = new int[parameters.l * Ntt.N];
    int highest = 1 << parameters.gamma1Bits;
    for (int j = 0; j < z.length; j++) {
      z[j] = highest - (j * 40_503 & (2 * highest - 1));
    }
    z[0] = highest;
    z[z.length - 1] = 1 - highest;
    boolean[] hints = new boolean[parameters.k * Ntt.N];
    hints[hints.length - 1] = true;
    byte[] signature = new ZeroKey(parameters, new byte[32]).sign(new byte[0], z, hints);
    MlDsaSignature decoded = MlDsaSignature.decode(parameters, signature).orElseThrow();
    assertThat(decoded.vector()).isEqualTo(Arrays.copyOf(z, z.length + Ntt.N));
    assertThat(decoded.hints).isEqualTo(hints);
    assertThat(decoded.isZInRange()).isFalse();
  }

  /** Hints of an otherwise empty signature: two in the first polynomial and one in each other. */
  private static byte[] hinted() {
    byte[] bytes = new byte[SMALL.signatureBytes()];
    byte[] places = {7, 9, (byte) 255, 0, 128 - 256};
    System.arraycopy(places, 0, bytes, HINTS, places.length);
    byte[] ends = {2, 3, 4, 5};
    System.arraycopy(ends, 0, bytes, HINTS + SMALL.omega, ends.length);
    return bytes;
  }

  private static boolean isDecoded(int place, int value) {
    byte[] bytes = hinted();
    bytes[HINTS + place] = (byte) value;
    return MlDsaSignature.decode(SMALL, bytes).isPresent();
  }

  @Test
  void decode_takesHintsInTheirOneEncodingAlone() {
    int omega = SMALL.omega;
    boolean[] expected = new boolean[SMALL.k * Ntt.N];
    for (int place : new int[] {7, 9, 256 + 255, 512, 768 + 128}) {
      expected[place] = true;
    }
    assertThat(MlDsaSignature.decode(SMALL, hinted()).orElseThrow().hints).isEqualTo(expected);
    assertThat(isDecoded(0, 8)).isTrue();
    assertThat(isDecoded(0, 9)).as("twice").isFalse();
    assertThat(isDecoded(0, 10)).as("out of order").isFalse();
    assertThat(isDecoded(5, 1)).as("behind the last").isFalse();
    assertThat(isDecoded(omega - 1, 1)).as("behind the last").isFalse();
    assertThat(isDecoded(omega, 3)).as("7, 9, 255 and none").isTrue();
    assertThat(isDecoded(omega, 4)).as("an end before its begin").isFalse();
    assertThat(isDecoded(omega + 3, 3)).as("an end before its begin").isFalse();
    assertThat(isDecoded(omega + 3, 4)).as("a place too many").isFalse();
    assertThat(isDecoded(omega + 3, 6)).as("128 and 0").isFalse();
    assertThat(isDecoded(omega + 3, omega + 1)).isFalse();
    assertThat(isDecoded(omega + 3, 255)).isFalse();
  }

  @Test
  void decode_takesOmegaHints() {
    byte[] bytes = new byte[SMALL.signatureBytes()];
    for (int i = 0; i < SMALL.omega; i++) {
      bytes[HINTS + i] = (byte) i;
    }
    Arrays.fill(bytes, HINTS + SMALL.omega, bytes.length, (byte) SMALL.omega);
    assertThat(MlDsaSignature.decode(SMALL, bytes)).isPresent();
    bytes[bytes.length - 1]++;
    assertThat(MlDsaSignature.decode(SMALL, bytes)).isEmpty();
  }
}
