package org.beleg.internal.ed25519;

import java.util.List;

/**
 * As many statements at once as a field has lanes, each in its own: [8]([S]B - [k]A - R) = O, with all
 * lanes at the same step of the same computation. Each has its own verdict.
 *
 * <p>Digits of fixed width, as the forms with few digits have them at other places in each lane.
 *
 * <p>For computations in one thread.
 */
final class Lockstep {

  private static final int KEY_WIDTH = 5;
  private static final int KEY_DIGITS = SignedWindows.count(253, KEY_WIDTH);
  private static final int KEY_MULTIPLES = 1 + (1 << (KEY_WIDTH - 1));

  private static final int BASE_DIGITS = SignedWindows.count(253, BaseMultiples.WINDOW);

  private static final int TOP =
      Math.max((KEY_DIGITS - 1) * KEY_WIDTH, (BASE_DIGITS - 1) * BaseMultiples.WINDOW);

  private final Field field;
  private final Edwards curve;
  private final RestingPoints points;
  private final int lanes;

  private final int[] indexes;
  private final int[] places;
  private final short[] keyDigits;
  private final short[] baseDigits;

  /** For each lane O, A, 2 A, ..., 16 A. */
  private final long[] multiples;

  private final long[] xy;
  private final long[] p;
  private final long[] q;
  private final long[] key;

  Lockstep(Field field) {
    this.field = field;
    this.curve = new Edwards(field);
    this.points = new RestingPoints(field);
    this.lanes = field.lanes();
    this.indexes = new int[lanes];
    this.places = new int[lanes];
    this.keyDigits = new short[lanes * KEY_DIGITS];
    this.baseDigits = new short[lanes * BASE_DIGITS];
    this.multiples = new long[lanes * KEY_MULTIPLES * RestingPoints.CACHED];
    this.xy = new long[2 * field.size()];
    this.p = new long[curve.pointSize()];
    this.q = new long[curve.pointSize()];
    this.key = new long[curve.affineSize()];
  }

  /**
   * Tells which statements of a range hold.
   *
   * @param rs the points R of all statements, x and y each
   */
  void judge(List<Statement> statements, long[] rs, int begin, int end, boolean[] verdicts) {
    for (int first = begin; first < end; first += lanes) {
      // lanes that are left over repeat the last statement
      for (int j = 0; j < lanes; j++) {
        indexes[j] = Math.min(first + j, end - 1);
      }
      multiply(statements);
      for (int j = 0; j < lanes; j++) {
        places[j] = indexes[j] * PointDecoder.XY;
      }
      loadAffine(rs);
      curve.addAffine(p, 0, q, 0, true, false);
      curve.clearCofactor(p, 0);
      findNeutral(verdicts);
    }
  }

  /** p = [S]B - [k]A. */
  private void multiply(List<Statement> statements) {
    computeMultiples(statements);
    for (int j = 0; j < lanes; j++) {
      Statement statement = statements.get(indexes[j]);
      SignedWindows.recode(keyDigits, j, lanes, statement.k(), KEY_DIGITS, KEY_WIDTH);
      SignedWindows.recode(baseDigits, j, lanes, statement.s(), BASE_DIGITS, BaseMultiples.WINDOW);
    }
    curve.setNeutral(p, 0);
    for (int bit = TOP; bit >= 0; bit--) {
      boolean addsKey = bit % KEY_WIDTH == 0 && bit / KEY_WIDTH < KEY_DIGITS;
      boolean addsBase = bit % BaseMultiples.WINDOW == 0;
      curve.twice(p, 0, addsKey || addsBase);
      if (addsKey) {
        addKey(bit / KEY_WIDTH, addsBase);
      }
      if (addsBase) {
        addBase(bit / BaseMultiples.WINDOW, bit == 0);
      }
    }
  }

  private void computeMultiples(List<Statement> statements) {
    long[] keys = new long[lanes * PointDecoder.XY];
    for (int j = 0; j < lanes; j++) {
      long[] xy = statements.get(indexes[j]).key().xy();
      places[j] = j * PointDecoder.XY;
      System.arraycopy(xy, 0, keys, places[j], PointDecoder.XY);
    }
    loadAffine(keys);
    System.arraycopy(q, 0, key, 0, key.length);
    curve.setNeutral(p, 0);
    for (int i = 0; i < KEY_MULTIPLES; i++) {
      if (i > 0) {
        curve.addAffine(p, 0, key, 0, false, true);
      }
      curve.toCached(q, 0, p, 0);
      for (int j = 0; j < lanes; j++) {
        places[j] = multiple(j, i);
      }
      points.storeCached(multiples, places, q);
    }
  }

  private static int multiple(int lane, int i) {
    return (lane * KEY_MULTIPLES + i) * RestingPoints.CACHED;
  }

  /** q = the affine points whose x and y are at the places. */
  private void loadAffine(long[] numbers) {
    field.gather(xy, 0, numbers, 0, places);
    field.gather(xy, field.size(), numbers, FiveLimbs.SIZE, places);
    curve.toAffine(q, 0, xy, 0, field.size());
  }

  private void addKey(int window, boolean withT) {
    for (int j = 0; j < lanes; j++) {
      int digit = keyDigits[window * lanes + j];
      points.choose(j, multiple(j, Math.abs(digit)), digit < 0);
    }
    points.loadCached(q, multiples);
    curve.addCached(p, 0, q, 0, true, withT);
  }

  private void addBase(int window, boolean withT) {
    for (int j = 0; j < lanes; j++) {
      int digit = baseDigits[window * lanes + j];
      points.choose(j, Math.abs(digit) * RestingPoints.AFFINE, digit < 0);
    }
    points.loadAffine(q, BaseMultiples.windowTable());
    curve.addAffine(p, 0, q, 0, false, withT);
  }

  private void findNeutral(boolean[] verdicts) {
    long[] numbers = new long[lanes * PointDecoder.XY];
    for (int j = 0; j < lanes; j++) {
      places[j] = j * PointDecoder.XY;
    }
    // (0, 1) has X = 0 and Y - Z = 0
    field.scatter(numbers, 0, places, p, 0);
    field.subtract(q, 0, p, field.size(), p, 2 * field.size());
    field.scatter(numbers, FiveLimbs.SIZE, places, q, 0);
    for (int j = 0; j < lanes; j++) {
      verdicts[indexes[j]] = FiveLimbs.FIELD.isZero(numbers, places[j])
          && FiveLimbs.FIELD.isZero(numbers, places[j] + FiveLimbs.SIZE);
    }
  }
}
