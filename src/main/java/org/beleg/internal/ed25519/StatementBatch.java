package org.beleg.internal.ed25519;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells of many statements which hold, with cofactor, faster than one by one: a sum of all equations,
 * each times a random coefficient z, holds iff all do, but for a chance of 2^-128.
 *
 * <p>[8] ( [sum z S] B - sum [z] R - sum [z k] A ) = O, where terms of equal keys are one term. The
 * coefficients follow from all statements, see {@link Coefficients}, so that nobody can choose
 * statements to fit them. The cofactor belongs to the equation: without it, parts of small order would
 * cancel or not by chance.
 *
 * <p>If the sum does not hold, halves are summed up until those at fault stand alone. The sum of the
 * second half is what the first leaves of the whole, so one bad statement costs about one more pass.
 * Halving is given up where too few good halves come of it, and the rest is checked one by one: where all
 * are bad, after three quarters of a pass.
 */
public final class StatementBatch {

  /** Statements of one sum: more gain next to nothing, and tables no longer fit into fast caches. */
  public static final int MAX_STATEMENTS = 256;

  /** Up to so many statements a sum takes longer than to check each. */
  private static final int FEW = 3;

  /** Digits of multiples of R, whose scalars have half the length of the keys'. */
  private static final int WIDTH = 4;

  private static final int POINT = 4 * FiveLimbs.SIZE;

  private final Edwards curve = new Edwards(FiveLimbs.FIELD);
  private final PointCodec codec = new PointCodec();
  private final List<Statement> statements;
  private final boolean[] verdicts;

  /** Multiples of each R. */
  private final long[] tables;

  /** z of each statement, and z S and z k modulo L. */
  private final long[][] z;

  private final long[][] zs;
  private final long[][] zk;

  /** Statements that may still be summed up in search of the bad ones; every good half adds to it. */
  private int allowance;

  private StatementBatch(List<Statement> statements) {
    int count = statements.size();
    this.statements = statements;
    this.verdicts = new boolean[count];
    this.allowance = count * 3 / 4;
    this.tables = new long[count * OddMultiples.size(WIDTH)];
    this.z = Coefficients.of(statements);
    this.zs = new long[count][];
    this.zk = new long[count][];
    for (int i = 0; i < count; i++) {
      Statement statement = statements.get(i);
      OddMultiples.compute(curve, tables, i * OddMultiples.size(WIDTH), WIDTH, statement.r(), 0);
      zs[i] = Scalars.multiply(z[i], statement.s());
      zk[i] = Scalars.multiply(z[i], statement.k());
    }
  }

  /**
   * Judges statements; each verdict is that of {@link Statement#holds} with cofactor.
   *
   * <p>Cost: for up to {@link #MAX_STATEMENTS} at a time about 3.5 kB each while it runs.
   */
  public static boolean[] hold(List<Statement> statements) {
    boolean[] verdicts = new boolean[statements.size()];
    for (int begin = 0; begin < verdicts.length; begin += MAX_STATEMENTS) {
      int end = Math.min(verdicts.length, begin + MAX_STATEMENTS);
      boolean[] part = judge(statements.subList(begin, end));
      System.arraycopy(part, 0, verdicts, begin, part.length);
    }
    return verdicts;
  }

  private static boolean[] judge(List<Statement> statements) {
    if (statements.size() <= FEW) {
      boolean[] verdicts = new boolean[statements.size()];
      for (int i = 0; i < verdicts.length; i++) {
        verdicts[i] = statements.get(i).holds(true);
      }
      return verdicts;
    }
    StatementBatch batch = new StatementBatch(new ArrayList<>(statements));
    long[] sum = batch.sum(0, statements.size());
    if (!batch.accept(0, statements.size(), sum)) {
      batch.search(0, statements.size(), sum);
    }
    return batch.verdicts;
  }

  /** Accepts the statements of a range if their sum holds, and tells whether it does. */
  private boolean accept(int begin, int end, long[] sum) {
    boolean holds = isNeutralWithCofactor(sum);
    if (holds) {
      Arrays.fill(verdicts, begin, end, true);
      allowance += end - begin;
    }
    return holds;
  }

  /** Finds the bad ones of a range whose sum does not hold. */
  private void search(int begin, int end, long[] sum) {
    if (end - begin <= FEW || allowance <= 0) {
      for (int i = begin; i < end; i++) {
        verdicts[i] = statements.get(i).holds(true);
      }
      return;
    }
    int middle = (begin + end) >>> 1;
    allowance -= middle - begin;
    long[] left = sum(begin, middle);
    long[] right = sum.clone();
    long[] cached = new long[POINT];
    curve.toCached(cached, 0, left, 0);
    curve.addCached(right, 0, cached, 0, true, true);
    // both first, as a good half pays for the search in the other
    boolean leftHolds = accept(begin, middle, left);
    boolean rightHolds = accept(middle, end, right);
    if (!leftHolds) {
      search(begin, middle, left);
    }
    if (!rightHolds) {
      search(middle, end, right);
    }
  }

  private boolean isNeutralWithCofactor(long[] sum) {
    long[] p = sum.clone();
    curve.clearCofactor(p, 0);
    return codec.isNeutral(p, 0);
  }

  /** The sum over a range, before the cofactor is cleared. */
  private long[] sum(int begin, int end) {
    Map<PublicPoint, long[]> keys = new HashMap<>();
    long[] base = Scalars.zero();
    for (int i = begin; i < end; i++) {
      base = Scalars.add(base, zs[i]);
      keys.merge(statements.get(i).key(), zk[i], Scalars::add);
    }
    MultiScalar sum = new MultiScalar(curve, end - begin + keys.size());
    sum.setBase(base);
    keys.forEach((key, scalar) -> sum.add(key.multiples(), 0, PublicPoint.WIDTH, scalar, true));
    for (int i = begin; i < end; i++) {
      sum.add(tables, i * OddMultiples.size(WIDTH), WIDTH, z[i], true);
    }
    long[] p = new long[POINT];
    sum.sum(p);
    return p;
  }
}
