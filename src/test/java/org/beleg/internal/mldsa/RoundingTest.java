package org.beleg.internal.mldsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundingTest {

  private static final long SEED = 20260302L;

  /** Algorithms 36 and 40, word by word. */
  private static int useHint(boolean hint, int r, int gamma2) {
    int m = (Ntt.Q - 1) / (2 * gamma2);
    int r0 = r % (2 * gamma2);
    if (r0 > gamma2) {
      r0 -= 2 * gamma2;
    }
    int r1;
    if (r - r0 == Ntt.Q - 1) {
      r1 = 0;
      r0--;
    } else {
      r1 = (r - r0) / (2 * gamma2);
    }
    if (!hint) {
      return r1;
    }
    return Math.floorMod(r0 > 0 ? r1 + 1 : r1 - 1, m);
  }

  @ParameterizedTest
  @ValueSource(ints = {88, 32})
  void highBits_ofEveryNumberAreThoseOfTheStandard(int divisor) {
    int gamma2 = (Ntt.Q - 1) / divisor;
    Rounding rounding = new Rounding(gamma2);
    assertThat(rounding.m).isEqualTo(divisor / 2);
    for (int r = 0; r < Ntt.Q; r++) {
      if (rounding.highBits(r) != useHint(false, r, gamma2)
          || rounding.highBitsWithHint(r) != useHint(true, r, gamma2)) {
        throw new AssertionError("r = " + r);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {88, 32})
  void encode_putsTheFirstNumberIntoTheLowestBits(int divisor) {
    SplittableRandom random = TestTrees.seeded(RoundingTest.class, SEED);
    Rounding rounding = new Rounding((Ntt.Q - 1) / divisor);
    int[] w1 = random.ints(Ntt.N, 0, rounding.m).toArray();
    BigInteger expected = BigInteger.ZERO;
    for (int j = Ntt.N - 1; j >= 0; j--) {
      expected = expected.shiftLeft(rounding.bits()).add(BigInteger.valueOf(w1[j]));
    }
    byte[] encoded = new byte[32 * rounding.bits() + 2];
    rounding.encode(w1, encoded, 1);
    BigInteger actual = BigInteger.ZERO;
    for (int i = encoded.length - 1; i >= 0; i--) {
      actual = actual.shiftLeft(8).add(BigInteger.valueOf(encoded[i] & 0xff));
    }
    assertThat(actual).isEqualTo(expected.shiftLeft(8));
  }

  @Test
  void bits_areSixOrFour() {
    assertThat(MlDsaParameters.ML_DSA_44.rounding.bits()).isEqualTo(6);
    assertThat(MlDsaParameters.ML_DSA_65.rounding.bits()).isEqualTo(4);
    assertThat(MlDsaParameters.ML_DSA_87.rounding.bits()).isEqualTo(4);
  }
}
