package org.beleg.internal.mldsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Products by values against products by the schoolbook. */
class NttPropertyTest {

  private static final long SEED = 20260301L;

  private final SplittableRandom random = TestTrees.seeded(NttPropertyTest.class, SEED);

  /** Polynomials at the edges of what transforms take, and random ones. */
  private List<int[]> polynomials() {
    List<int[]> all = new ArrayList<>();
    for (int edge : new int[] {0, 1, -1, Ntt.Q - 1, 1 - Ntt.Q, 2 * Ntt.Q - 1, 1 - 2 * Ntt.Q}) {
      int[] constant = new int[Ntt.N];
      Arrays.fill(constant, edge);
      all.add(constant);
      int[] alternating = constant.clone();
      for (int j = 0; j < Ntt.N; j += 2) {
        alternating[j] = -edge;
      }
      all.add(alternating);
      int[] single = new int[Ntt.N];
      single[Ntt.N - 1] = edge;
      all.add(single);
    }
    for (int i = 0; i < 20; i++) {
      int[] polynomial = new int[Ntt.N];
      for (int j = 0; j < Ntt.N; j++) {
        polynomial[j] = random.nextInt(1 - 2 * Ntt.Q, 2 * Ntt.Q);
      }
      all.add(polynomial);
    }
    return all;
  }

  private static int[] schoolbook(int[] a, int[] b) {
    long[] product = new long[Ntt.N];
    for (int i = 0; i < Ntt.N; i++) {
      for (int j = 0; j < Ntt.N; j++) {
        long term = (long) a[i] * b[j] % Ntt.Q;
        product[(i + j) % Ntt.N] += i + j < Ntt.N ? term : -term; // X^256 = -1
      }
    }
    return modulo(product);
  }

  private static int[] modulo(long[] numbers) {
    return Arrays.stream(numbers).mapToInt(n -> Math.floorMod(n, Ntt.Q)).toArray();
  }

  private static int[] modulo(int[] numbers) {
    return Arrays.stream(numbers).map(n -> Math.floorMod(n, Ntt.Q)).toArray();
  }

  private static void assertBelow(int bound, int[] numbers) {
    assertThat(Arrays.stream(numbers).map(Math::abs).max().orElseThrow()).isLessThan(bound);
  }

  @Test
  void productsOfValues_areValuesOfProducts() {
    List<int[]> all = polynomials();
    int offset = 3; // transforms work inside of larger arrays
    for (int[] a : all) {
      int[] left = transformed(a, offset);
      for (int[] b : all) {
        int[] right = transformed(b, offset);
        int[] product = new int[offset + Ntt.N];
        for (int j = offset; j < product.length; j++) {
          product[j] = Ntt.reduce((long) left[j] * right[j]);
        }
        assertBelow(Ntt.Q, product);
        Ntt.inverse(product, offset);
        assertBelow(Ntt.Q, product);
        assertThat(modulo(Arrays.copyOfRange(product, offset, product.length)))
            .as("seed %d", SEED)
            .isEqualTo(schoolbook(a, b));
      }
    }
  }

  private static int[] transformed(int[] a, int offset) {
    int[] values = new int[offset + Ntt.N];
    System.arraycopy(a, 0, values, offset, Ntt.N);
    Ntt.forward(values, offset);
    assertBelow(10 * Ntt.Q, values);
    return values;
  }

  @Test
  void inverse_takesTheLargestValuesThatItPromisesTo() {
    for (int edge : new int[] {Ntt.Q - 1, 1 - Ntt.Q}) {
      int[] values = new int[Ntt.N];
      Arrays.fill(values, edge);
      Ntt.inverse(values, 0);
      Ntt.forward(values, 0);
      int[] expected = new int[Ntt.N];
      Arrays.fill(expected, Math.floorMod(((long) edge << 32) % Ntt.Q, Ntt.Q));
      assertThat(modulo(values)).isEqualTo(expected);
    }
  }

  @Test
  void reduce_dividesByTwoToThe32() {
    long limit = ((long) Ntt.Q << 31) - 1;
    for (int i = 0; i < 100_000; i++) {
      long a = i == 0 ? limit : i == 1 ? -limit : random.nextLong(-limit, limit + 1);
      int r = Ntt.reduce(a);
      assertThat(Math.abs(r)).isLessThan(Ntt.Q);
      assertThat(Math.floorMod(((long) r << 32) - a % Ntt.Q, Ntt.Q)).as("%d", a).isZero();
    }
  }
}
