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

/** Numbers side by side against big integers, at all edges of what operations promise and take. */
class LaneFieldPropertyTest {

  private static final long SEED = 20260206L;
  private static final BigInteger P = ReferenceCurve.P;
  private static final int LIMBS = 10;
  private static final int[] WEIGHTS = {0, 26, 51, 77, 102, 128, 153, 179, 204, 230};

  private static final LaneField FIELD = new LaneField();
  private static final int LANES = FIELD.lanes();
  private static final int SIZE = FIELD.size();

  private final SplittableRandom random = TestTrees.seeded(LaneFieldPropertyTest.class, SEED);

  private static long reduced(int limb) {
    return (limb % 2 == 0 ? 1L << 26 : 1L << 25) + (1L << 17) - 1;
  }

  private static BigInteger value(long[] element, int at, int lane) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < LIMBS; i++) {
      value = value.add(BigInteger.valueOf(element[at + i * LANES + lane]).shiftLeft(WEIGHTS[i]));
    }
    return value;
  }

  /** Elements whose lanes are filled, in turn, from a list of single numbers. */
  private List<long[]> elements() {
    List<long[]> numbers = new ArrayList<>();
    for (int factor : new int[] {0, 1, -1, 2, -2, 3, -3}) {
      for (int pattern = 0; pattern < 4; pattern++) {
        long[] number = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
          long sign = pattern == 1 && i % 2 == 1 ? -1 : 1;
          boolean there = pattern < 2 || i == (pattern == 2 ? 0 : LIMBS - 1);
          number[i] = there ? sign * factor * reduced(i) : 0;
        }
        numbers.add(number);
      }
    }
    for (int i = 0; i < 60; i++) {
      long[] number = new long[LIMBS];
      Arrays.setAll(number, limb -> random.nextLong(-3 * reduced(limb), 3 * reduced(limb) + 1));
      numbers.add(number);
    }
    List<long[]> elements = new ArrayList<>();
    for (int first = 0; first < numbers.size(); first++) {
      long[] element = new long[SIZE];
      for (int lane = 0; lane < LANES; lane++) {
        long[] number = numbers.get((first + 5 * lane) % numbers.size());
        for (int i = 0; i < LIMBS; i++) {
          element[i * LANES + lane] = number[i];
        }
      }
      elements.add(element);
    }
    return elements;
  }

  private static void assertReduced(long[] r, int lane, BigInteger expected) {
    assertThat(value(r, 0, lane).mod(P))
        .as("lane %d, seed %d", lane, SEED)
        .isEqualTo(expected.mod(P));
    for (int i = 0; i < LIMBS; i++) {
      long limb = r[i * LANES + lane];
      if (Math.abs(limb) > reduced(i)) {
        throw new AssertionError("limb " + i + " is not reduced: " + limb);
      }
    }
  }

  @Test
  void operations_areThoseOfNumbersInEveryLane() {
    List<long[]> all = elements();
    long[] r = new long[SIZE];
    long[] both = new long[2 * SIZE];
    for (int i = 0; i < all.size(); i++) {
      long[] a = all.get(i);
      FIELD.square(r, 0, a, 0, 1);
      for (int lane = 0; lane < LANES; lane++) {
        assertReduced(r, lane, value(a, 0, lane).pow(2));
      }
      FIELD.square(r, 0, a, 0, 3);
      for (int lane = 0; lane < LANES; lane++) {
        assertReduced(r, lane, value(a, 0, lane).pow(8));
      }
      for (int k = 0; k < all.size(); k += 3) {
        long[] b = all.get((i + k) % all.size());
        FIELD.multiply(r, 0, a, 0, b, 0);
        FIELD.addAndSubtract(both, 0, SIZE, a, 0, b, 0);
        for (int lane = 0; lane < LANES; lane++) {
          BigInteger x = value(a, 0, lane);
          BigInteger y = value(b, 0, lane);
          assertReduced(r, lane, x.multiply(y));
          assertThat(value(both, 0, lane)).isEqualTo(x.add(y));
          assertThat(value(both, SIZE, lane)).isEqualTo(x.subtract(y));
        }
        FIELD.add(r, 0, a, 0, b, 0);
        assertThat(r).isEqualTo(Arrays.copyOf(both, SIZE));
        FIELD.subtract(r, 0, a, 0, b, 0);
        assertThat(r).isEqualTo(Arrays.copyOfRange(both, SIZE, 2 * SIZE));
      }
    }
  }

  @Test
  void results_mayLieWhereOperandsDo() {
    long[] a = elements().get(40);
    long[] expected = new long[SIZE];
    FIELD.multiply(expected, 0, a, 0, a, 0);
    FIELD.square(expected, 0, expected, 0, 2);
    long[] r = a.clone();
    FIELD.multiply(r, 0, r, 0, r, 0);
    FIELD.square(r, 0, r, 0, 2);
    assertThat(r).isEqualTo(expected);
  }

  @Test
  void gather_andScatter_moveNumbersOfFiveLimbs() {
    long[] numbers = new long[LANES * 7 + 3];
    int[] places = new int[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      places[lane] = 7 * (LANES - 1 - lane);
      for (int i = 0; i < FiveLimbs.SIZE; i++) {
        numbers[3 + places[lane] + i] = random.nextLong(-(1L << 52), 1L << 52);
      }
    }
    long[] r = new long[SIZE];
    FIELD.gather(r, 0, numbers, 3, places);
    for (int lane = 0; lane < LANES; lane++) {
      BigInteger expected = BigInteger.ZERO;
      for (int i = FiveLimbs.SIZE - 1; i >= 0; i--) {
        expected = expected.shiftLeft(51).add(BigInteger.valueOf(numbers[3 + places[lane] + i]));
      }
      assertThat(value(r, 0, lane)).isEqualTo(expected);
    }
    long[] back = new long[numbers.length];
    FIELD.scatter(back, 3, places, r, 0);
    assertThat(back).isEqualTo(numbers);
  }

  @Test
  void set_givesEveryLaneTheNumber() {
    long[] r = elements().get(50);
    FIELD.set(r, 0, 7);
    for (int lane = 0; lane < LANES; lane++) {
      assertThat(value(r, 0, lane)).isEqualTo(BigInteger.valueOf(7));
    }
  }

  @Test
  void lanesThatComputeSomethingElse_areFound() {
    assertThat(BatchField.disagreement(FIELD)).isNull();
    assertThat(BatchField.disagreement(FiveLimbs.FIELD)).isNull();
    assertThat(BatchField.disagreement(new WrongField())).contains("another product");
  }

  /** Every product is one too many. */
  private static final class WrongField extends Field {
    private final FiveLimbs right = FiveLimbs.FIELD;

    @Override
    int lanes() {
      return 1;
    }

    @Override
    int size() {
      return FiveLimbs.SIZE;
    }

    @Override
    void gather(long[] r, int ro, long[] source, int offset, int[] places) {
      right.gather(r, ro, source, offset, places);
    }

    @Override
    void scatter(long[] target, int offset, int[] places, long[] a, int ao) {
      right.scatter(target, offset, places, a, ao);
    }

    @Override
    void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
      right.multiply(r, ro, a, ao, b, bo);
      r[ro]++;
    }

    @Override
    void square(long[] r, int ro, long[] a, int ao, int times) {
      right.square(r, ro, a, ao, times);
    }

    @Override
    void add(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
      right.add(r, ro, a, ao, b, bo);
    }

    @Override
    void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
      right.subtract(r, ro, a, ao, b, bo);
    }

    @Override
    void addAndSubtract(long[] r, int sum, int difference, long[] a, int ao, long[] b, int bo) {
      right.addAndSubtract(r, sum, difference, a, ao, b, bo);
    }

    @Override
    void set(long[] r, int ro, int value) {
      right.set(r, ro, value);
    }
  }
}
