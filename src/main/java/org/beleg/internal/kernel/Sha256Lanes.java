package org.beleg.internal.kernel;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;

/**
 * SHA-256 in the lanes of a vector: <a href="https://doi.org/10.6028/NIST.FIPS.180-4">FIPS 180-4</a>,
 * sections 4.1.2 (functions), 4.2.2 (constants), 5.3.3 (initial value) and 6.2.2 (computation), in
 * its own letters.
 *
 * <p>Written for what C2 compiles well, as measured on JDK 25:
 *
 * <ul>
 *   <li>one plain loop of 64 steps; unrolled by hand it is too much to inline, and every vector becomes
 *       an object;
 *   <li>the working variables as locals, since an array of vectors would put them on the heap;
 *   <li>one method, and longer than the 325 bytes of code that C2 inlines (FreqInlineSize): inlined into
 *       a caller, the two together are again too much. A schedule in a method of its own was as fast
 *       alone and four times slower in some callers.
 * </ul>
 *
 * <p>What bounds it on a processor with AVX-512: the 12 shifts and rotations of a step, which only one
 * of its two vector units does; about 52 cycles for a block in each of 16 lanes.
 */
final class Sha256Lanes implements LaneCompression {

  private static final int STEPS = 64;

  /** Section 5.3.3: the first 32 bits of the fractional parts of the roots of the first 8 primes. */
  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  /** Section 4.2.2: the same of the cube roots of the first 64 primes. */
  private static final int[] CONSTANTS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  /** The same in every lane: an operand in memory is free, a broadcast takes a vector unit. */
  private static final int[] CONSTANT_LANES = new int[STEPS * LANES];

  static {
    for (int t = 0; t < STEPS; t++) {
      Arrays.fill(CONSTANT_LANES, t * LANES, (t + 1) * LANES, CONSTANTS[t]);
    }
  }

  @Override
  public int scheduleWords() {
    return STEPS;
  }

  @Override
  public int[] initialState() {
    return INITIAL.clone();
  }

  /** Section 6.2.2, steps 1 to 4; step 1, the schedule, goes along with step 3. */
  @Override
  public void compress(int[] schedule, int known, int[] state, int[] working) {
    IntVector a = IntVector.fromArray(SPECIES, state, 0);
    IntVector b = IntVector.fromArray(SPECIES, state, LANES);
    IntVector c = IntVector.fromArray(SPECIES, state, 2 * LANES);
    IntVector d = IntVector.fromArray(SPECIES, state, 3 * LANES);
    IntVector e = IntVector.fromArray(SPECIES, state, 4 * LANES);
    IntVector f = IntVector.fromArray(SPECIES, state, 5 * LANES);
    IntVector g = IntVector.fromArray(SPECIES, state, 6 * LANES);
    IntVector h = IntVector.fromArray(SPECIES, state, 7 * LANES);
    for (int t = 0; t < STEPS * LANES; t += LANES) {
      IntVector w;
      if (t < known * LANES) {
        w = load(schedule, t);
      } else {
        w = load(schedule, t - 16 * LANES)
            .add(load(schedule, t - 7 * LANES))
            .add(smallSigma0(load(schedule, t - 15 * LANES)))
            .add(smallSigma1(load(schedule, t - 2 * LANES)));
        w.intoArray(schedule, t);
      }
      IntVector t1 = h.add(w).add(load(CONSTANT_LANES, t)).add(bigSigma1(e)).add(choose(e, f, g));
      IntVector t2 = bigSigma0(a).add(majority(a, b, c));
      h = g;
      g = f;
      f = e;
      e = d.add(t1);
      d = c;
      c = b;
      b = a;
      a = t1.add(t2);
    }
    a.intoArray(working, 0);
    b.intoArray(working, LANES);
    c.intoArray(working, 2 * LANES);
    d.intoArray(working, 3 * LANES);
    e.intoArray(working, 4 * LANES);
    f.intoArray(working, 5 * LANES);
    g.intoArray(working, 6 * LANES);
    h.intoArray(working, 7 * LANES);
    add(state, working);
  }

  /** Step 4, outside of the method above: inside, its eight sums were what C2 had no room for. */
  private static void add(int[] state, int[] working) {
    for (int i = 0; i < state.length; i++) {
      state[i] += working[i];
    }
  }

  private static IntVector load(int[] words, int at) {
    return IntVector.fromArray(SPECIES, words, at);
  }

  // --- section 4.1.2 -----------------------------------------------------------------------------

  /** Ch(x, y, z) = (x & y) ^ (~x & z), with one operation less. */
  private static IntVector choose(IntVector x, IntVector y, IntVector z) {
    return z.lanewise(XOR, x.and(y.lanewise(XOR, z)));
  }

  /** Maj(x, y, z) = (x & y) ^ (x & z) ^ (y & z), with one operation less. */
  private static IntVector majority(IntVector x, IntVector y, IntVector z) {
    return y.lanewise(XOR, x.lanewise(XOR, y).and(z.lanewise(XOR, y)));
  }

  private static IntVector bigSigma0(IntVector x) {
    return xor(x.lanewise(ROR, 2), x.lanewise(ROR, 13), x.lanewise(ROR, 22));
  }

  private static IntVector bigSigma1(IntVector x) {
    return xor(x.lanewise(ROR, 6), x.lanewise(ROR, 11), x.lanewise(ROR, 25));
  }

  private static IntVector smallSigma0(IntVector x) {
    return xor(x.lanewise(ROR, 7), x.lanewise(ROR, 18), x.lanewise(LSHR, 3));
  }

  private static IntVector smallSigma1(IntVector x) {
    return xor(x.lanewise(ROR, 17), x.lanewise(ROR, 19), x.lanewise(LSHR, 10));
  }

  private static IntVector xor(IntVector x, IntVector y, IntVector z) {
    return x.lanewise(XOR, y).lanewise(XOR, z);
  }
}
