package org.beleg.internal.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.ReferenceCurve;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Arithmetic modulo the group order, and digits, against big integers. */
class ScalarsPropertyTest {

  private static final long SEED = 20260202L;
  private static final BigInteger L = ReferenceCurve.L;

  private final SplittableRandom random = TestTrees.seeded(ScalarsPropertyTest.class, SEED);

  /** Numbers of 512 bits: around multiples of L and powers of two, and random ones. */
  private List<BigInteger> numbers() {
    List<BigInteger> all = new ArrayList<>();
    BigInteger limit = BigInteger.TWO.pow(512);
    BigInteger most = limit.divide(L);
    for (BigInteger base : List.of(
        BigInteger.ZERO,
        L,
        L.shiftLeft(1),
        L.shiftLeft(100),
        L.multiply(L),
        L.multiply(most),
        BigInteger.TWO.pow(252),
        BigInteger.TWO.pow(253),
        BigInteger.TWO.pow(504),
        limit)) {
      for (int offset = -2; offset <= 2; offset++) {
        BigInteger number = base.add(BigInteger.valueOf(offset));
        if (number.signum() >= 0 && number.compareTo(limit) < 0) {
          all.add(number);
        }
      }
    }
    for (int i = 0; i < 512; i += 7) {
      all.add(BigInteger.ONE.shiftLeft(i).subtract(BigInteger.ONE));
      all.add(limit.subtract(BigInteger.ONE.shiftLeft(i)));
    }
    for (int i = 0; i < 300; i++) {
      all.add(ReferenceCurve.littleEndian(TestTrees.randomBytes(random, 1 + random.nextInt(64))));
    }
    return all;
  }

  private static long[] decode(BigInteger number) {
    return Scalars.decode(ReferenceCurve.littleEndian(number, 64), 0, 64);
  }

  private static BigInteger value(long[] scalar) {
    BigInteger value = BigInteger.ZERO;
    for (int i = scalar.length - 1; i >= 0; i--) {
      assertThat(scalar[i] >>> 28).isZero();
      value = value.shiftLeft(28).add(BigInteger.valueOf(scalar[i]));
    }
    return value;
  }

  @Test
  void decode_reducesAnyHash() {
    for (BigInteger number : numbers()) {
      assertThat(value(decode(number))).as("%x, seed %d", number, SEED).isEqualTo(number.mod(L));
    }
  }

  @Test
  void multiplyAndAdd_areThoseOfNumbers() {
    List<BigInteger> all = numbers();
    for (int i = 0; i + 1 < all.size(); i++) {
      BigInteger a = all.get(i).mod(L);
      BigInteger b = all.get(all.size() - 1 - i).mod(L);
      assertThat(value(Scalars.multiply(decode(a), decode(b))))
          .isEqualTo(a.multiply(b).mod(L));
      assertThat(value(Scalars.add(decode(a), decode(b)))).isEqualTo(a.add(b).mod(L));
    }
    long[] largest = decode(L.subtract(BigInteger.ONE));
    assertThat(value(Scalars.multiply(largest, largest))).isEqualTo(BigInteger.ONE);
    assertThat(value(Scalars.add(largest, largest))).isEqualTo(L.subtract(BigInteger.TWO));
  }

  @Test
  void recode_givesFewOddDigitsOfTheScalar() {
    for (int width = 2; width <= 8; width++) {
      for (BigInteger number : numbers()) {
        BigInteger scalar = number.mod(L);
        byte[] digits = new byte[3 * NafRecoding.DIGITS];
        NafRecoding.recode(digits, 1, 3, decode(scalar), width);
        BigInteger sum = BigInteger.ZERO;
        int last = -width;
        for (int i = 0; i < NafRecoding.DIGITS; i++) {
          assertThat(digits[3 * i] | digits[3 * i + 2]).isZero();
          int digit = digits[3 * i + 1];
          if (digit != 0) {
            boolean isAllowed =
                (digit & 1) == 1 && Math.abs(digit) < 1 << (width - 1) && i - last >= width;
            assertThat(isAllowed)
                .as("digit %d at %d, width %d", digit, i, width)
                .isTrue();
            last = i;
            sum = sum.add(BigInteger.valueOf(digit).shiftLeft(i));
          }
        }
        assertThat(sum).as("width %d, seed %d", width, SEED).isEqualTo(scalar);
      }
    }
  }

  @Test
  void isBelow_comparesFromTheTopByte() {
    for (BigInteger number : numbers()) {
      BigInteger low = number.mod(BigInteger.TWO.pow(256));
      byte[] bytes = ReferenceCurve.littleEndian(low.shiftLeft(8), 33);
      assertThat(Scalars.isBelow(bytes, 1, Scalars.ORDER)).isEqualTo(low.compareTo(L) < 0);
    }
  }
}
