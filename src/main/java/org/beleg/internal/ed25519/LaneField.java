package org.beleg.internal.ed25519;

import static jdk.incubator.vector.VectorOperators.ASHR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many numbers side by side as a vector has longs, each in ten limbs of alternately 26 and 25 bits,
 * a0 + a1 2^26 + a2 2^51 + ... + a9 2^230: vectors multiply 64 by 64 bits, but keep only the lower half,
 * so a column of ten products has to fit.
 *
 * <p>Limb i of lane j is {@code a[ao + i * LANES + j]}. Limbs are signed. Reduced means in [0, 2^26) and
 * [0, 2^25), but for two limbs that the last carries went to, which may be beyond by 2^17. Sums of three
 * give products whose columns are below 2^62.2: at most 9 2^52 (1 + 5 38/4 + 4 19).
 *
 * <p>Two neighbouring limbs have 51 bits together and are one limb of {@link FiveLimbs}, so to load a
 * number of another array takes a shift and a mask.
 *
 * <p>Written for what C2 compiles well, as measured on JDK 25 with AVX-512: 7 ns for a product and 4 ns
 * for a square, of each lane, where {@link FiveLimbs} takes 25 and 18. Locals, as vectors in an array would
 * be objects. Written out: with a method for five products of a column, or with a loop over rows, C2 made
 * objects after all, and it took ten times as long. With the carries in a method of their own, which is
 * what is written twice here, a square took a fifth longer. Products by Karatsuba, 75 instead of 100, took
 * half as long again, as they need more vectors at a time than there are registers.
 *
 * <p>Loaded by name alone, see {@link BatchField}.
 */
final class LaneField extends Field {

  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int LIMBS = 10;
  private static final int EVEN_BITS = 26;
  private static final int ODD_BITS = 25;
  private static final long EVEN_MASK = (1L << EVEN_BITS) - 1;
  private static final long ODD_MASK = (1L << ODD_BITS) - 1;

  /** 2^255 = 19 (mod p). */
  private static final long FOLD = 19;

  @Override
  int lanes() {
    return LANES;
  }

  @Override
  int size() {
    return LIMBS * LANES;
  }

  @Override
  void set(long[] r, int ro, int value) {
    LongVector.broadcast(SPECIES, value).intoArray(r, ro);
    for (int i = LANES; i < LIMBS * LANES; i += LANES) {
      LongVector.zero(SPECIES).intoArray(r, ro + i);
    }
  }

  @Override
  void gather(long[] r, int ro, long[] source, int offset, int[] places) {
    for (int i = 0; i < FiveLimbs.SIZE; i++) {
      LongVector limb = LongVector.fromArray(SPECIES, source, offset + i, places, 0);
      limb.and(EVEN_MASK).intoArray(r, ro + 2 * i * LANES);
      limb.lanewise(ASHR, EVEN_BITS).intoArray(r, ro + (2 * i + 1) * LANES);
    }
  }

  @Override
  void scatter(long[] target, int offset, int[] places, long[] a, int ao) {
    for (int j = 0; j < LANES; j++) {
      int to = offset + places[j];
      int from = ao + j;
      for (int i = 0; i < FiveLimbs.SIZE; i++) {
        target[to + i] = a[from] + (a[from + LANES] << EVEN_BITS);
        from += 2 * LANES;
      }
    }
  }

  @Override
  void add(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    for (int i = 0; i < LIMBS * LANES; i += LANES) {
      load(a, ao + i).add(load(b, bo + i)).intoArray(r, ro + i);
    }
  }

  @Override
  void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    for (int i = 0; i < LIMBS * LANES; i += LANES) {
      load(a, ao + i).sub(load(b, bo + i)).intoArray(r, ro + i);
    }
  }

  @Override
  void addAndSubtract(long[] r, int sum, int difference, long[] a, int ao, long[] b, int bo) {
    for (int i = 0; i < LIMBS * LANES; i += LANES) {
      LongVector x = load(a, ao + i);
      LongVector y = load(b, bo + i);
      x.add(y).intoArray(r, sum + i);
      x.sub(y).intoArray(r, difference + i);
    }
  }

  // In the column of limb k are the products of limbs i and j with i + j = k or k + 10. The latter
  // count 19 times, as c; where i and j are odd, the product of their weights is twice that of the
  // column, so it counts twice, as d.

  @Override
  void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    LongVector a0 = load(a, ao + 0 * LANES);
    LongVector a1 = load(a, ao + 1 * LANES);
    LongVector a2 = load(a, ao + 2 * LANES);
    LongVector a3 = load(a, ao + 3 * LANES);
    LongVector a4 = load(a, ao + 4 * LANES);
    LongVector a5 = load(a, ao + 5 * LANES);
    LongVector a6 = load(a, ao + 6 * LANES);
    LongVector a7 = load(a, ao + 7 * LANES);
    LongVector a8 = load(a, ao + 8 * LANES);
    LongVector a9 = load(a, ao + 9 * LANES);
    LongVector b0 = load(b, bo + 0 * LANES);
    LongVector b1 = load(b, bo + 1 * LANES);
    LongVector b2 = load(b, bo + 2 * LANES);
    LongVector b3 = load(b, bo + 3 * LANES);
    LongVector b4 = load(b, bo + 4 * LANES);
    LongVector b5 = load(b, bo + 5 * LANES);
    LongVector b6 = load(b, bo + 6 * LANES);
    LongVector b7 = load(b, bo + 7 * LANES);
    LongVector b8 = load(b, bo + 8 * LANES);
    LongVector b9 = load(b, bo + 9 * LANES);
    LongVector c1 = b1.mul(FOLD);
    LongVector c2 = b2.mul(FOLD);
    LongVector c3 = b3.mul(FOLD);
    LongVector c4 = b4.mul(FOLD);
    LongVector c5 = b5.mul(FOLD);
    LongVector c6 = b6.mul(FOLD);
    LongVector c7 = b7.mul(FOLD);
    LongVector c8 = b8.mul(FOLD);
    LongVector c9 = b9.mul(FOLD);
    LongVector d1 = a1.add(a1);
    LongVector d3 = a3.add(a3);
    LongVector d5 = a5.add(a5);
    LongVector d7 = a7.add(a7);
    LongVector d9 = a9.add(a9);
    LongVector r0 = a0.mul(b0).add(d1.mul(c9)).add(a2.mul(c8)).add(d3.mul(c7));
    r0 = r0.add(a4.mul(c6)).add(d5.mul(c5)).add(a6.mul(c4));
    r0 = r0.add(d7.mul(c3)).add(a8.mul(c2)).add(d9.mul(c1));
    LongVector r1 = a0.mul(b1).add(a1.mul(b0)).add(a2.mul(c9)).add(a3.mul(c8));
    r1 = r1.add(a4.mul(c7)).add(a5.mul(c6)).add(a6.mul(c5));
    r1 = r1.add(a7.mul(c4)).add(a8.mul(c3)).add(a9.mul(c2));
    LongVector r2 = a0.mul(b2).add(d1.mul(b1)).add(a2.mul(b0)).add(d3.mul(c9));
    r2 = r2.add(a4.mul(c8)).add(d5.mul(c7)).add(a6.mul(c6));
    r2 = r2.add(d7.mul(c5)).add(a8.mul(c4)).add(d9.mul(c3));
    LongVector r3 = a0.mul(b3).add(a1.mul(b2)).add(a2.mul(b1)).add(a3.mul(b0));
    r3 = r3.add(a4.mul(c9)).add(a5.mul(c8)).add(a6.mul(c7));
    r3 = r3.add(a7.mul(c6)).add(a8.mul(c5)).add(a9.mul(c4));
    LongVector r4 = a0.mul(b4).add(d1.mul(b3)).add(a2.mul(b2)).add(d3.mul(b1));
    r4 = r4.add(a4.mul(b0)).add(d5.mul(c9)).add(a6.mul(c8));
    r4 = r4.add(d7.mul(c7)).add(a8.mul(c6)).add(d9.mul(c5));
    LongVector r5 = a0.mul(b5).add(a1.mul(b4)).add(a2.mul(b3)).add(a3.mul(b2));
    r5 = r5.add(a4.mul(b1)).add(a5.mul(b0)).add(a6.mul(c9));
    r5 = r5.add(a7.mul(c8)).add(a8.mul(c7)).add(a9.mul(c6));
    LongVector r6 = a0.mul(b6).add(d1.mul(b5)).add(a2.mul(b4)).add(d3.mul(b3));
    r6 = r6.add(a4.mul(b2)).add(d5.mul(b1)).add(a6.mul(b0));
    r6 = r6.add(d7.mul(c9)).add(a8.mul(c8)).add(d9.mul(c7));
    LongVector r7 = a0.mul(b7).add(a1.mul(b6)).add(a2.mul(b5)).add(a3.mul(b4));
    r7 = r7.add(a4.mul(b3)).add(a5.mul(b2)).add(a6.mul(b1));
    r7 = r7.add(a7.mul(b0)).add(a8.mul(c9)).add(a9.mul(c8));
    LongVector r8 = a0.mul(b8).add(d1.mul(b7)).add(a2.mul(b6)).add(d3.mul(b5));
    r8 = r8.add(a4.mul(b4)).add(d5.mul(b3)).add(a6.mul(b2));
    r8 = r8.add(d7.mul(b1)).add(a8.mul(b0)).add(d9.mul(c9));
    LongVector r9 = a0.mul(b9).add(a1.mul(b8)).add(a2.mul(b7)).add(a3.mul(b6));
    r9 = r9.add(a4.mul(b5)).add(a5.mul(b4)).add(a6.mul(b3));
    r9 = r9.add(a7.mul(b2)).add(a8.mul(b1)).add(a9.mul(b0));
    // two chains of carries that overlap, from limb 0 and from limb 4
    LongVector c;
    c = r0.lanewise(ASHR, EVEN_BITS);
    r1 = r1.add(c);
    r0 = r0.and(EVEN_MASK);
    c = r4.lanewise(ASHR, EVEN_BITS);
    r5 = r5.add(c);
    r4 = r4.and(EVEN_MASK);
    c = r1.lanewise(ASHR, ODD_BITS);
    r2 = r2.add(c);
    r1 = r1.and(ODD_MASK);
    c = r5.lanewise(ASHR, ODD_BITS);
    r6 = r6.add(c);
    r5 = r5.and(ODD_MASK);
    c = r2.lanewise(ASHR, EVEN_BITS);
    r3 = r3.add(c);
    r2 = r2.and(EVEN_MASK);
    c = r6.lanewise(ASHR, EVEN_BITS);
    r7 = r7.add(c);
    r6 = r6.and(EVEN_MASK);
    c = r3.lanewise(ASHR, ODD_BITS);
    r4 = r4.add(c);
    r3 = r3.and(ODD_MASK);
    c = r7.lanewise(ASHR, ODD_BITS);
    r8 = r8.add(c);
    r7 = r7.and(ODD_MASK);
    c = r4.lanewise(ASHR, EVEN_BITS);
    r5 = r5.add(c);
    r4 = r4.and(EVEN_MASK);
    c = r8.lanewise(ASHR, EVEN_BITS);
    r9 = r9.add(c);
    r8 = r8.and(EVEN_MASK);
    c = r9.lanewise(ASHR, ODD_BITS);
    r0 = r0.add(c.mul(FOLD));
    r9 = r9.and(ODD_MASK);
    c = r0.lanewise(ASHR, EVEN_BITS);
    r1 = r1.add(c);
    r0 = r0.and(EVEN_MASK);
    r0.intoArray(r, ro + 0 * LANES);
    r1.intoArray(r, ro + 1 * LANES);
    r2.intoArray(r, ro + 2 * LANES);
    r3.intoArray(r, ro + 3 * LANES);
    r4.intoArray(r, ro + 4 * LANES);
    r5.intoArray(r, ro + 5 * LANES);
    r6.intoArray(r, ro + 6 * LANES);
    r7.intoArray(r, ro + 7 * LANES);
    r8.intoArray(r, ro + 8 * LANES);
    r9.intoArray(r, ro + 9 * LANES);
  }

  @Override
  void square(long[] r, int ro, long[] a, int ao, int times) {
    squareOnce(r, ro, a, ao);
    for (int i = 1; i < times; i++) {
      squareOnce(r, ro, r, ro);
    }
  }

  private static void squareOnce(long[] r, int ro, long[] a, int ao) {
    LongVector a0 = load(a, ao + 0 * LANES);
    LongVector a1 = load(a, ao + 1 * LANES);
    LongVector a2 = load(a, ao + 2 * LANES);
    LongVector a3 = load(a, ao + 3 * LANES);
    LongVector a4 = load(a, ao + 4 * LANES);
    LongVector a5 = load(a, ao + 5 * LANES);
    LongVector a6 = load(a, ao + 6 * LANES);
    LongVector a7 = load(a, ao + 7 * LANES);
    LongVector a8 = load(a, ao + 8 * LANES);
    LongVector a9 = load(a, ao + 9 * LANES);
    LongVector d0 = a0.add(a0);
    LongVector d1 = a1.add(a1);
    LongVector d2 = a2.add(a2);
    LongVector d3 = a3.add(a3);
    LongVector d4 = a4.add(a4);
    LongVector d5 = a5.add(a5);
    LongVector d6 = a6.add(a6);
    LongVector d7 = a7.add(a7);
    LongVector c5 = a5.mul(2 * FOLD);
    LongVector c6 = a6.mul(FOLD);
    LongVector c7 = a7.mul(2 * FOLD);
    LongVector c8 = a8.mul(FOLD);
    LongVector c9 = a9.mul(2 * FOLD);
    LongVector r0 = a0.mul(a0).add(d1.mul(c9)).add(d2.mul(c8)).add(d3.mul(c7));
    r0 = r0.add(d4.mul(c6)).add(a5.mul(c5));
    LongVector r1 = d0.mul(a1).add(a2.mul(c9)).add(d3.mul(c8)).add(a4.mul(c7));
    r1 = r1.add(d5.mul(c6));
    LongVector r2 = d0.mul(a2).add(d1.mul(a1)).add(d3.mul(c9)).add(d4.mul(c8));
    r2 = r2.add(d5.mul(c7)).add(a6.mul(c6));
    LongVector r3 = d0.mul(a3).add(d1.mul(a2)).add(a4.mul(c9)).add(d5.mul(c8));
    r3 = r3.add(a6.mul(c7));
    LongVector r4 = d0.mul(a4).add(d1.mul(d3)).add(a2.mul(a2)).add(d5.mul(c9));
    r4 = r4.add(d6.mul(c8)).add(a7.mul(c7));
    LongVector r5 = d0.mul(a5).add(d1.mul(a4)).add(d2.mul(a3)).add(a6.mul(c9));
    r5 = r5.add(d7.mul(c8));
    LongVector r6 = d0.mul(a6).add(d1.mul(d5)).add(d2.mul(a4)).add(d3.mul(a3));
    r6 = r6.add(d7.mul(c9)).add(a8.mul(c8));
    LongVector r7 = d0.mul(a7).add(d1.mul(a6)).add(d2.mul(a5)).add(d3.mul(a4));
    r7 = r7.add(a8.mul(c9));
    LongVector r8 = d0.mul(a8).add(d1.mul(d7)).add(d2.mul(a6)).add(d3.mul(d5));
    r8 = r8.add(a4.mul(a4)).add(a9.mul(c9));
    LongVector r9 = d0.mul(a9).add(d1.mul(a8)).add(d2.mul(a7)).add(d3.mul(a6));
    r9 = r9.add(d4.mul(a5));
    // two chains of carries that overlap, from limb 0 and from limb 4
    LongVector c;
    c = r0.lanewise(ASHR, EVEN_BITS);
    r1 = r1.add(c);
    r0 = r0.and(EVEN_MASK);
    c = r4.lanewise(ASHR, EVEN_BITS);
    r5 = r5.add(c);
    r4 = r4.and(EVEN_MASK);
    c = r1.lanewise(ASHR, ODD_BITS);
    r2 = r2.add(c);
    r1 = r1.and(ODD_MASK);
    c = r5.lanewise(ASHR, ODD_BITS);
    r6 = r6.add(c);
    r5 = r5.and(ODD_MASK);
    c = r2.lanewise(ASHR, EVEN_BITS);
    r3 = r3.add(c);
    r2 = r2.and(EVEN_MASK);
    c = r6.lanewise(ASHR, EVEN_BITS);
    r7 = r7.add(c);
    r6 = r6.and(EVEN_MASK);
    c = r3.lanewise(ASHR, ODD_BITS);
    r4 = r4.add(c);
    r3 = r3.and(ODD_MASK);
    c = r7.lanewise(ASHR, ODD_BITS);
    r8 = r8.add(c);
    r7 = r7.and(ODD_MASK);
    c = r4.lanewise(ASHR, EVEN_BITS);
    r5 = r5.add(c);
    r4 = r4.and(EVEN_MASK);
    c = r8.lanewise(ASHR, EVEN_BITS);
    r9 = r9.add(c);
    r8 = r8.and(EVEN_MASK);
    c = r9.lanewise(ASHR, ODD_BITS);
    r0 = r0.add(c.mul(FOLD));
    r9 = r9.and(ODD_MASK);
    c = r0.lanewise(ASHR, EVEN_BITS);
    r1 = r1.add(c);
    r0 = r0.and(EVEN_MASK);
    r0.intoArray(r, ro + 0 * LANES);
    r1.intoArray(r, ro + 1 * LANES);
    r2.intoArray(r, ro + 2 * LANES);
    r3.intoArray(r, ro + 3 * LANES);
    r4.intoArray(r, ro + 4 * LANES);
    r5.intoArray(r, ro + 5 * LANES);
    r6.intoArray(r, ro + 6 * LANES);
    r7.intoArray(r, ro + 7 * LANES);
    r8.intoArray(r, ro + 8 * LANES);
    r9.intoArray(r, ro + 9 * LANES);
  }

  private static LongVector load(long[] a, int at) {
    return LongVector.fromArray(SPECIES, a, at);
  }
}
