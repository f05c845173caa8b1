package org.beleg.internal.ed25519;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells of many statements which hold, with cofactor, faster than one by one: a sum of all equations,
 * each times a random coefficient, holds iff all do, but for a chance of 2^-128; see {@link Equations}.
 * The cofactor belongs to the equation: without it, parts of small order would cancel or not by chance.
 *
 * <p>If the sum does not hold, halves are summed up until those at fault stand alone. The sum of the
 * second half is what the first leaves of the whole, so one bad statement costs about one more pass.
 * Halving is given up where too few good halves come of it, and the rest is checked one by one: where all
 * are bad, after three quarters of a pass.
 *
 * <p>Where a field has lanes, statements that are checked one by one are checked in {@link Lockstep}.
 */
public final class StatementBatch {

  /** Statements of one sum: more gain little, and its points no longer fit into fast caches. */
  public static final int MAX_STATEMENTS = 1024;

  /**
   * Up to so many statements a sum takes longer than to check each: without lanes, and for each of the
   * lanes. (Per statement, as a share of one check by Bouncy Castle; JDK 25, distinct keys, eight lanes and
   * nothing else in the JVM: in lockstep 0.39, in a sum of 16 as much, of 24 0.28, of 64 0.21, of 256 0.16, of 1,024 0.14.)
   */
  private static final int FEW = 3;

  private static final int LOCKSTEPS = 2;

  /**
   * From so many statements on, buckets are faster than tables where there are no lanes. (As above, sums of
   * 64, 256 and 512: by tables 0.33, 0.38 and more, as they no longer fit into fast caches; by buckets
   * 0.39, 0.28, 0.26.)
   */
  private static final int MANY = 128;

  private final Field field;
  private final Edwards curve = new Edwards(FiveLimbs.FIELD);
  private final PointCodec codec = new PointCodec();
  private final List<Statement> statements;
  private final long[] rs;
  private final Equations equations;
  private final boolean[] verdicts;

  /** Statements that may still be summed up in search of the bad ones; every good half adds to it. */
  private int allowance;

  private StatementBatch(Field field, List<Statement> statements, long[] rs) {
    this.field = field;
    this.statements = statements;
    this.rs = rs;
    this.equations = new Equations(field, statements, rs);
    this.verdicts = new boolean[statements.size()];
    this.allowance = statements.size() * 3 / 4;
  }

  /**
   * Judges statements, each as {@link Statement#judge} does with cofactor.
   *
   * <p>Cost: for up to {@link #MAX_STATEMENTS} at a time about 4 kB each while it runs.
   */
  public static List<Outcome> judge(List<Statement> statements) {
    return judge(statements, BatchField.forStatements(statements.size()));
  }

  static List<Outcome> judge(List<Statement> statements, Field field) {
    List<Outcome> outcomes = new ArrayList<>(statements.size());
    for (int begin = 0; begin < statements.size(); begin += MAX_STATEMENTS) {
      int end = Math.min(statements.size(), begin + MAX_STATEMENTS);
      outcomes.addAll(judgeTogether(statements.subList(begin, end), field));
    }
    return outcomes;
  }

  private static List<Outcome> judgeTogether(List<Statement> all, Field field) {
    long[] rs = new long[all.size() * PointDecoder.XY];
    byte[][] signatures = all.stream().map(Statement::signature).toArray(byte[][]::new);
    boolean[] points = new PointDecoder(field).decode(rs, signatures);
    // those without a point have no part in the sum
    List<Statement> statements = new ArrayList<>(all.size());
    for (int i = 0; i < points.length; i++) {
      if (points[i]) {
        int to = statements.size() * PointDecoder.XY;
        System.arraycopy(rs, i * PointDecoder.XY, rs, to, PointDecoder.XY);
        statements.add(all.get(i));
      }
    }
    boolean[] verdicts = verdicts(field, statements, rs);
    List<Outcome> outcomes = new ArrayList<>(points.length);
    int next = 0;
    for (boolean point : points) {
      outcomes.add(!point ? Outcome.NO_POINT : verdicts[next++] ? Outcome.HOLDS : Outcome.FAILS);
    }
    return outcomes;
  }

  private static boolean[] verdicts(Field field, List<Statement> statements, long[] rs) {
    int count = statements.size();
    if (count <= few(field)) {
      boolean[] verdicts = new boolean[count];
      judgeEach(field, statements, rs, 0, count, verdicts);
      return verdicts;
    }
    StatementBatch batch = new StatementBatch(field, statements, rs);
    long[] sum = batch.sum(0, count);
    if (!batch.accept(0, count, sum)) {
      batch.search(0, count, sum);
    }
    return batch.verdicts;
  }

  private static int few(Field field) {
    return field.lanes() == 1 ? FEW : LOCKSTEPS * field.lanes();
  }

  private static void judgeEach(
      Field field, List<Statement> statements, long[] rs, int begin, int end, boolean[] verdicts) {
    if (field.lanes() > 1) {
      new Lockstep(field).judge(statements, rs, begin, end, verdicts);
      return;
    }
    for (int i = begin; i < end; i++) {
      verdicts[i] = statements.get(i).holds(rs, i * PointDecoder.XY, true);
    }
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
    if (end - begin <= few(field) || allowance <= 0) {
      judgeEach(field, statements, rs, begin, end, verdicts);
      return;
    }
    int middle = (begin + end) >>> 1;
    allowance -= middle - begin;
    long[] left = sum(begin, middle);
    long[] right = sum.clone();
    long[] cached = new long[curve.pointSize()];
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

  private long[] sum(int begin, int end) {
    return equations.sum(begin, end, field.lanes() > 1 || end - begin >= MANY);
  }

  private boolean isNeutralWithCofactor(long[] sum) {
    long[] p = sum.clone();
    curve.clearCofactor(p, 0);
    return codec.isNeutral(p, 0);
  }
}
