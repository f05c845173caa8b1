package org.beleg.internal.ed25519;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The equations of statements, each times a random coefficient z, ready to be summed up over any range:
 * [sum z S] B - sum [z] R - sum [z k] A, where terms of equal keys are one term. The sum is O if all
 * hold, up to points of small order.
 *
 * <p>The coefficients follow from all statements, see {@link Coefficients}, so that nobody can choose
 * statements to fit them.
 *
 * <p>For computations in one thread.
 */
final class Equations {

  private static final int COEFFICIENT_BITS = 128;

  /** Digits of multiples of R where sums are made of tables. */
  private static final int WIDTH = 4;

  /** Up to so many keys have tables, as buckets for their scalars of full length would be too empty. */
  private static final int FEW_KEYS = 16;

  private static final int POINT = 4 * FiveLimbs.SIZE;

  private final Field field;
  private final List<Statement> statements;

  /** Points R, x and y each. */
  private final long[] rs;

  /** z of each statement, and z S and z k modulo L. */
  private final long[][] z;

  private final long[][] zs;
  private final long[][] zk;

  /** Multiples of each R, when first needed. */
  private long[] tables = new long[0];

  /**
   * Takes statements whose R are decoded.
   *
   * @param field has the lanes to compute in
   */
  Equations(Field field, List<Statement> statements, long[] rs) {
    int count = statements.size();
    this.field = field;
    this.statements = statements;
    this.rs = rs;
    this.z = Coefficients.of(statements);
    this.zs = new long[count][];
    this.zk = new long[count][];
    for (int i = 0; i < count; i++) {
      zs[i] = Scalars.multiply(z[i], statements.get(i).s());
      zk[i] = Scalars.multiply(z[i], statements.get(i).k());
    }
  }

  /** The sum over a range, before the cofactor is cleared. */
  long[] sum(int begin, int end, boolean byBuckets) {
    Map<PublicPoint, long[]> keys = new LinkedHashMap<>();
    long[] base = Scalars.zero();
    for (int i = begin; i < end; i++) {
      base = Scalars.add(base, zs[i]);
      keys.merge(statements.get(i).key(), zk[i], Scalars::add);
    }
    if (!byBuckets) {
      return sumByTables(begin, end, base, keys, true);
    }
    if (keys.size() > FEW_KEYS) {
      return sumByBuckets(begin, end, base, keys);
    }
    long[] sum = sumByTables(begin, end, base, keys, false);
    long[] cached = new long[POINT];
    Edwards curve = new Edwards(FiveLimbs.FIELD);
    curve.toCached(cached, 0, sumByBuckets(begin, end, base, Map.of()), 0);
    curve.addCached(sum, 0, cached, 0, false, true);
    return sum;
  }

  /** With one run of doublings for all terms, and for each R a table. */
  private long[] sumByTables(
      int begin, int end, long[] base, Map<PublicPoint, long[]> keys, boolean withRs) {
    Edwards curve = new Edwards(FiveLimbs.FIELD);
    int size = OddMultiples.size(WIDTH);
    if (withRs && tables.length == 0) {
      tables = new long[statements.size() * size];
      for (int i = 0; i < statements.size(); i++) {
        OddMultiples.compute(curve, tables, i * size, WIDTH, rs, i * PointDecoder.XY);
      }
    }
    MultiScalar sum = MultiScalar.of(curve, keys.size() + (withRs ? end - begin : 0));
    sum.addBase(base);
    keys.forEach((key, scalar) -> sum.add(key.multiples(), 0, PublicPoint.WIDTH, scalar, true));
    for (int i = begin; withRs && i < end; i++) {
      sum.add(tables, i * size, WIDTH, z[i], true);
    }
    long[] p = new long[POINT];
    sum.sum(p);
    return p;
  }

  /** In lanes; without keys it is the sum of the R alone. */
  private long[] sumByBuckets(int begin, int end, long[] base, Map<PublicPoint, long[]> keys) {
    int longTerms = keys.isEmpty() ? 0 : 1 + keys.size();
    int terms = longTerms + end - begin;
    long[][] scalars = new long[terms][];
    long[] xys = new long[terms * PointDecoder.XY];
    if (longTerms > 0) {
      scalars[0] = Scalars.multiply(base, PublicPoint.MINUS_ONE);
      System.arraycopy(BaseMultiples.xy(), 0, xys, 0, PointDecoder.XY);
    }
    int term = 1;
    for (Map.Entry<PublicPoint, long[]> key : keys.entrySet()) {
      scalars[term] = key.getValue();
      System.arraycopy(key.getKey().xy(), 0, xys, term * PointDecoder.XY, PointDecoder.XY);
      term++;
    }
    System.arraycopy(z, begin, scalars, longTerms, end - begin);
    System.arraycopy(
        rs,
        begin * PointDecoder.XY,
        xys,
        longTerms * PointDecoder.XY,
        (end - begin) * PointDecoder.XY);
    int[] places = new int[terms];
    Arrays.setAll(places, i -> (1 + i) * RestingPoints.AFFINE);
    long[] p = new long[POINT];
    new BucketSum(field)
        .sum(p, RestingPoints.table(field, xys), places, scalars, longTerms, COEFFICIENT_BITS);
    // so far the scalar of B was the negative one, and all others were not
    new Edwards(FiveLimbs.FIELD).negate(p, 0);
    return p;
  }
}
