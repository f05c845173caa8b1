package org.beleg.internal.sign;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * A public point that is multiplied again and again. For verifying only: times depend on the numbers.
 *
 * <p>A key's first few signatures cost what Bouncy Castle's general method costs. From then on a {@link
 * CombTable} serves, which costs as much as two or three of those once, and 16 KiB for a curve of 256
 * bits, and makes each later signature cost half or a third.
 *
 * <p>For any number of threads: one of them makes the table, and the others do without it meanwhile.
 */
final class PreparedPoint {

  /**
   * By then the general method has cost as much more as the table costs, so that a key that is used no
   * further has lost about half of its time. Bouncy Castle makes a smaller table of its own at the fifth.
   */
  private static final int SUMS_BEFORE_TABLE = 3;

  private final EcCurve curve;
  private final ECPoint point;
  private final AtomicInteger sums = new AtomicInteger();
  private volatile @Nullable CombTable table;

  PreparedPoint(EcCurve curve, ECPoint point) {
    this.curve = curve;
    this.point = point;
  }

  /** Whether it has its table. */
  boolean isPrepared() {
    return table != null;
  }

  /** The same point with its table. */
  PreparedPoint prepared() {
    PreparedPoint prepared = new PreparedPoint(curve, point);
    prepared.table = new CombTable(point, curve.order().bitLength());
    return prepared;
  }

  ECPoint point() {
    return point;
  }

  /** [u]G + [v]P, for u and v in [0, n - 1]. */
  ECPoint sumWithGenerator(BigInteger u, BigInteger v) {
    CombTable prepared = table;
    if (prepared == null) {
      if (sums.getAndIncrement() != SUMS_BEFORE_TABLE) {
        return ECAlgorithms.sumOfTwoMultiplies(curve.generator(), u, point, v);
      }
      prepared = new CombTable(point, curve.order().bitLength());
      table = prepared;
    }
    return CombTable.sum(curve.generatorTable(), u, prepared, v);
  }
}
