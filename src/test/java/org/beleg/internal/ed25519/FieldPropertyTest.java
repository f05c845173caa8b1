package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.ReferenceCurve;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Five limbs against big integers. */
class FieldPropertyTest {

  private static final long SEED = 20260201L;
  private static final BigInteger P = ReferenceCurve.P;
  private static final FiveLimbs FIELD = FiveLimbs.FIELD;
  private static final int SIZE = FiveLimbs.SIZE;

  private final SplittableRandom random = TestTrees.seeded(FieldPropertyTest.class, SEED);

  /** Elements at all edges of what operations promise and take, and random ones between. */
  private List<long[]> elements() {
    long reduced = (1L << 51) + (1L << 16) - 1;
    List<long[]> all = new ArrayList<>();
    for (long limb :
        new long[] {0, 1, -1, (1L << 51) - 1, 1L << 51, reduced, -reduced, 4 * reduced, -4 * reduced
        }) {
      all.add(new long[] {limb, limb, limb, limb, limb});
      all.add(new long[] {limb, 0, 0, 0, 0});
      all.add(new long[] {0, 0, 0, 0, limb});
      all.add(new long[] {limb, -limb, limb, -limb, limb});
    }
    for (int offset = -20; offset <= 20; offset++) {
      for (int multiple = 0; multiple <= 2; multiple++) {
        all.add(limbs(P.multiply(BigInteger.valueOf(multiple)).add(BigInteger.valueOf(offset))));
      }
    }
    for (int i = 0; i < 25; i++) {
      long[] element = new long[SIZE];
      for (int j = 0; j < SIZE; j++) {
        element[j] = random.nextLong(-4 * reduced, 4 * reduced + 1);
      }
      all.add(element);
    }
    return all;
  }

  private static long[] limbs(BigInteger number) {
    long[] limbs = new long[SIZE];
    BigInteger rest = number;
    for (int i = 0; i < SIZE - 1; i++) {
      BigInteger limb = rest.and(BigInteger.ONE.shiftLeft(51).subtract(BigInteger.ONE));
      limbs[i] = limb.longValueExact();
      rest = rest.shiftRight(51);
    }
    limbs[SIZE - 1] = rest.longValueExact();
    return limbs;
  }

  private static BigInteger value(long[] element) {
    BigInteger value = BigInteger.ZERO;
    for (int i = SIZE - 1; i >= 0; i--) {
      value = value.shiftLeft(51).add(BigInteger.valueOf(element[i]));
    }
    return value;
  }

  private static void assertReduced(long[] element, BigInteger expected, Object what) {
    assertThat(value(element).mod(P)).as("%s, seed %d", what, SEED).isEqualTo(expected.mod(P));
    for (long limb : element) {
      if (Math.abs(limb) >= (1L << 51) + (1L << 16)) {
        throw new AssertionError("not reduced: " + what);
      }
    }
  }

  @Test
  void multiply_squareAddAndSubtract_areThoseOfNumbers() {
    List<long[]> all = elements();
    long[] r = new long[SIZE];
    for (long[] a : all) {
      FIELD.square(r, 0, a, 0, 1);
      assertReduced(r, value(a).pow(2), Arrays.toString(a));
      FIELD.square(r, 0, a, 0, 3);
      assertReduced(r, value(a).pow(8), Arrays.toString(a));
      for (long[] b : all) {
        FIELD.multiply(r, 0, a, 0, b, 0);
        assertReduced(r, value(a).multiply(value(b)), Arrays.toString(a) + Arrays.toString(b));
        FIELD.add(r, 0, a, 0, b, 0);
        assertThat(value(r)).isEqualTo(value(a).add(value(b)));
        FIELD.subtract(r, 0, a, 0, b, 0);
        assertThat(value(r)).isEqualTo(value(a).subtract(value(b)));
      }
    }
  }

  @Test
  void results_mayLieWhereOperandsDo() {
    long[] a = limbs(P.subtract(BigInteger.TWO));
    long[] b = limbs(BigInteger.valueOf(3));
    long[] both = Arrays.copyOf(a, 2 * SIZE);
    System.arraycopy(b, 0, both, SIZE, SIZE);
    FIELD.multiply(both, 0, both, 0, both, SIZE);
    FIELD.multiply(both, SIZE, both, 0, both, SIZE);
    FIELD.square(both, SIZE, both, SIZE, 2);
    assertThat(value(Arrays.copyOfRange(both, SIZE, 2 * SIZE)).mod(P))
        .isEqualTo(BigInteger.valueOf(18 * 18 * 18 * 18));
  }

  @Test
  void encode_writesTheOneNumberBelowP() {
    for (long[] a : elements()) {
      byte[] bytes = new byte[34];
      FIELD.encode(bytes, 1, a, 0);
      BigInteger expected = value(a).mod(P);
      assertThat(bytes[0]).isZero();
      assertThat(bytes[33]).isZero();
      byte[] encoded = Arrays.copyOfRange(bytes, 1, 33);
      assertThat(encoded).isEqualTo(ReferenceCurve.littleEndian(expected, 32));
      assertThat(FIELD.isZero(a, 0)).isEqualTo(expected.signum() == 0);
      assertThat(FIELD.isNegative(a, 0)).isEqualTo(expected.testBit(0));
      assertThat(value(FIELD.constant(encoded))).isEqualTo(expected);
    }
  }

  @Test
  void decode_leavesTheTopmostBitOut() {
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(value(FIELD.constant(ones))).isEqualTo(P.add(BigInteger.valueOf(18)));
    for (int bit = 0; bit < 256; bit++) {
      BigInteger power = BigInteger.ONE.shiftLeft(bit);
      assertThat(value(FIELD.constant(ReferenceCurve.littleEndian(power, 32))))
          .isEqualTo(bit < 255 ? power : BigInteger.ZERO);
    }
  }

  @Test
  void invert_andThePowerForSquareRoots_haveTheirExponents() {
    long[] r = new long[SIZE];
    long[] scratch = new long[3 * SIZE];
    for (long[] a : elements()) {
      FIELD.invert(r, 0, a, 0, scratch);
      assertReduced(r, value(a).mod(P).modPow(P.subtract(BigInteger.TWO), P), "inverse");
      FIELD.powerForSquareRoot(r, 0, a, 0, scratch);
      BigInteger exponent = P.subtract(BigInteger.valueOf(5)).shiftRight(3);
      assertReduced(r, value(a).mod(P).modPow(exponent, P), "power");
    }
  }

  @Test
  void constants_areThoseOfTheCurve() {
    assertThat(ReferenceCurve.littleEndian(Edwards.D)).isEqualTo(ReferenceCurve.D);
    assertThat(ReferenceCurve.littleEndian(Edwards.TWICE_D))
        .isEqualTo(ReferenceCurve.D.shiftLeft(1).mod(P));
    assertThat(ReferenceCurve.littleEndian(Scalars.ORDER)).isEqualTo(ReferenceCurve.L);
    assertThat(BaseMultiples.BASE).isEqualTo(ReferenceCurve.BASE.encode());
  }
}
