package org.beleg.internal.kernel;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import org.beleg.internal.digest.Sm3Digest;

/**
 * SM3 in the lanes of a vector: GB/T 32905-2016, in English <a
 * href="https://datatracker.ietf.org/doc/html/draft-sca-cfrg-sm3">draft-sca-cfrg-sm3</a>, sections 4
 * (constants and functions) and 5.3 (iterative compression), in its own letters.
 *
 * <p>The shape is that of {@link Sha256Lanes}, for the same reasons: two methods, each as much as C2
 * compiles well and too long for it to inline.
 */
final class Sm3Lanes implements LaneCompression {

  private static final int SCHEDULE_WORDS = 68;
  private static final int STEPS = 64;

  /** Where the boolean functions change, section 4.3. */
  private static final int CHANGE = 16;

  /** T_j <<< (j mod 32) in every lane, sections 4.2 and 5.3.3. */
  private static final int[] CONSTANT_LANES = new int[STEPS * LANES];

  static {
    for (int j = 0; j < STEPS; j++) {
      Arrays.fill(CONSTANT_LANES, j * LANES, (j + 1) * LANES, Sm3Digest.constant(j));
    }
  }

  @Override
  public int scheduleWords() {
    return SCHEDULE_WORDS;
  }

  @Override
  public int[] initialState() {
    return Sm3Digest.initialState();
  }

  /** Sections 5.3.2 and 5.3.3. The words W'_j = W_j xor W_{j+4} are computed where they are used. */
  @Override
  public void compress(int[] schedule, int known, int[] state, int[] working) {
    for (int j = known * LANES; j < SCHEDULE_WORDS * LANES; j += LANES) {
      IntVector x = xor(
          load(schedule, j - 16 * LANES),
          load(schedule, j - 9 * LANES),
          load(schedule, j - 3 * LANES).lanewise(ROL, 15));
      xor(p1(x), load(schedule, j - 13 * LANES).lanewise(ROL, 7), load(schedule, j - 6 * LANES))
          .intoArray(schedule, j);
    }
    IntVector a = IntVector.fromArray(SPECIES, state, 0);
    IntVector b = IntVector.fromArray(SPECIES, state, LANES);
    IntVector c = IntVector.fromArray(SPECIES, state, 2 * LANES);
    IntVector d = IntVector.fromArray(SPECIES, state, 3 * LANES);
    IntVector e = IntVector.fromArray(SPECIES, state, 4 * LANES);
    IntVector f = IntVector.fromArray(SPECIES, state, 5 * LANES);
    IntVector g = IntVector.fromArray(SPECIES, state, 6 * LANES);
    IntVector h = IntVector.fromArray(SPECIES, state, 7 * LANES);
    for (int j = 0; j < CHANGE * LANES; j += LANES) {
      IntVector w = load(schedule, j);
      IntVector a12 = a.lanewise(ROL, 12);
      IntVector ss1 = a12.add(e).add(load(CONSTANT_LANES, j)).lanewise(ROL, 7);
      IntVector tt1 = xor(a, b, c)
          .add(d)
          .add(ss1.lanewise(XOR, a12))
          .add(w.lanewise(XOR, load(schedule, j + 4 * LANES)));
      IntVector tt2 = xor(e, f, g).add(h).add(ss1).add(w);
      d = c;
      c = b.lanewise(ROL, 9);
      b = a;
      a = tt1;
      h = g;
      g = f.lanewise(ROL, 19);
      f = e;
      e = p0(tt2);
    }
    a.intoArray(working, 0);
    b.intoArray(working, LANES);
    c.intoArray(working, 2 * LANES);
    d.intoArray(working, 3 * LANES);
    e.intoArray(working, 4 * LANES);
    f.intoArray(working, 5 * LANES);
    g.intoArray(working, 6 * LANES);
    h.intoArray(working, 7 * LANES);
    lateSteps(schedule, working);
    xorInto(state, working);
  }

  /** The steps from the change of the boolean functions on. */
  private static void lateSteps(int[] schedule, int[] working) {
    IntVector a = IntVector.fromArray(SPECIES, working, 0);
    IntVector b = IntVector.fromArray(SPECIES, working, LANES);
    IntVector c = IntVector.fromArray(SPECIES, working, 2 * LANES);
    IntVector d = IntVector.fromArray(SPECIES, working, 3 * LANES);
    IntVector e = IntVector.fromArray(SPECIES, working, 4 * LANES);
    IntVector f = IntVector.fromArray(SPECIES, working, 5 * LANES);
    IntVector g = IntVector.fromArray(SPECIES, working, 6 * LANES);
    IntVector h = IntVector.fromArray(SPECIES, working, 7 * LANES);
    for (int j = CHANGE * LANES; j < STEPS * LANES; j += LANES) {
      IntVector w = load(schedule, j);
      IntVector a12 = a.lanewise(ROL, 12);
      IntVector ss1 = a12.add(e).add(load(CONSTANT_LANES, j)).lanewise(ROL, 7);
      IntVector tt1 = majority(a, b, c)
          .add(d)
          .add(ss1.lanewise(XOR, a12))
          .add(w.lanewise(XOR, load(schedule, j + 4 * LANES)));
      IntVector tt2 = choose(e, f, g).add(h).add(ss1).add(w);
      d = c;
      c = b.lanewise(ROL, 9);
      b = a;
      a = tt1;
      h = g;
      g = f.lanewise(ROL, 19);
      f = e;
      e = p0(tt2);
    }
    a.intoArray(working, 0);
    b.intoArray(working, LANES);
    c.intoArray(working, 2 * LANES);
    d.intoArray(working, 3 * LANES);
    e.intoArray(working, 4 * LANES);
    f.intoArray(working, 5 * LANES);
    g.intoArray(working, 6 * LANES);
    h.intoArray(working, 7 * LANES);
  }

  private static void xorInto(int[] state, int[] working) {
    for (int i = 0; i < state.length; i++) {
      state[i] ^= working[i];
    }
  }

  private static IntVector load(int[] words, int at) {
    return IntVector.fromArray(SPECIES, words, at);
  }

  // --- sections 4.3 and 4.4 ----------------------------------------------------------------------

  /** FF_j in late steps: (X & Y) | (X & Z) | (Y & Z), with two operations less. */
  private static IntVector majority(IntVector x, IntVector y, IntVector z) {
    return y.lanewise(XOR, x.lanewise(XOR, y).and(z.lanewise(XOR, y)));
  }

  /** GG_j in late steps: (X & Y) | (~X & Z), with one operation less. */
  private static IntVector choose(IntVector x, IntVector y, IntVector z) {
    return z.lanewise(XOR, x.and(y.lanewise(XOR, z)));
  }

  private static IntVector p0(IntVector x) {
    return xor(x, x.lanewise(ROL, 9), x.lanewise(ROL, 17));
  }

  private static IntVector p1(IntVector x) {
    return xor(x, x.lanewise(ROL, 15), x.lanewise(ROL, 23));
  }

  private static IntVector xor(IntVector x, IntVector y, IntVector z) {
    return x.lanewise(XOR, y).lanewise(XOR, z);
  }
}
