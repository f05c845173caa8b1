package org.beleg.internal.ed25519;

import java.util.SplittableRandom;
import org.beleg.internal.kernel.VectorCode;
import org.beleg.internal.kernel.WarmUp;
import org.jspecify.annotations.Nullable;

/**
 * The field in which many signatures are judged: lanes where that pays, or else one number after
 * another. The verdicts are the same.
 *
 * <p>Whether this JVM has lanes follows from the rules of {@code KernelSelection}. Whether they are used
 * depends on how much there is to do, see {@link WarmUp}: this vector code takes C2 about two seconds.
 */
final class BatchField {

  /** Statements in batches before lanes are used: a quarter of a second of computing. */
  private static final WarmUp WARM_UP = new WarmUp(1 << 13);

  /** Fewer statements are no batch. */
  private static final int SINGLES = 4;

  private BatchField() {}

  private static final class Selected {
    static final Field FOR_THIS_JVM = select();
  }

  /** The field for a batch of so many statements. */
  static Field forStatements(int count) {
    if (count < SINGLES || !WARM_UP.isOver(count)) {
      return FiveLimbs.FIELD;
    }
    return paysInLanes(count, Selected.FOR_THIS_JVM.lanes())
        ? Selected.FOR_THIS_JVM
        : FiveLimbs.FIELD;
  }

  /**
   * Whether lanes are faster than one sum without them. (In a JVM of which C2 has seen both fields, with
   * eight lanes, as a share of the sum without: 2.4 for 8 statements, 1.4 for 17, 0.76 for 32, 0.48 for
   * 256. Where C2 has seen lanes alone a lockstep of 8 takes 0.9; no program is like that, as single
   * signatures are judged without lanes.)
   */
  static boolean paysInLanes(int count, int lanes) {
    return count >= 4 * lanes;
  }

  /** The field of this JVM, however little there is to do. */
  static Field select() {
    Field lanes = VectorCode.select(
            "Ed25519", BatchField::load, Field::lanes, BatchField::disagreement)
        .code();
    return lanes != null ? lanes : FiveLimbs.FIELD;
  }

  private static Field load() throws ReflectiveOperationException {
    return Class.forName("org.beleg.internal.ed25519.LaneField")
        .asSubclass(Field.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /** Names an operation that computes something else than one number after another, or returns null. */
  static @Nullable String disagreement(Field field) {
    int lanes = field.lanes();
    int number = FiveLimbs.SIZE;
    SplittableRandom random = new SplittableRandom(1);
    long[] numbers = new long[2 * lanes * number];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextLong(1L << 51);
    }
    int[] places = new int[lanes];
    for (int j = 0; j < lanes; j++) {
      places[j] = j * 2 * number;
    }
    FiveLimbs single = FiveLimbs.FIELD;
    int size = field.size();
    long[] ab = new long[4 * size];
    field.gather(ab, 0, numbers, 0, places);
    field.gather(ab, size, numbers, number, places);
    long[] results = new long[2 * lanes * number];
    // r = (a + b) (a - b), then r^8 a
    field.addAndSubtract(ab, 2 * size, 3 * size, ab, 0, ab, size);
    field.multiply(ab, 2 * size, ab, 2 * size, ab, 3 * size);
    field.square(ab, 3 * size, ab, 2 * size, 3);
    field.multiply(ab, 3 * size, ab, 3 * size, ab, 0);
    field.scatter(results, 0, places, ab, 3 * size);
    long[] r = new long[3 * number];
    for (int place : places) {
      single.addAndSubtract(r, 0, number, numbers, place, numbers, place + number);
      single.multiply(r, 0, r, 0, r, number);
      single.square(r, 0, r, 0, 3);
      single.multiply(r, 0, r, 0, numbers, place);
      single.subtract(r, 0, r, 0, results, place);
      if (!single.isZero(r, 0)) {
        return "vector code computes another product";
      }
    }
    return null;
  }
}
