package org.beleg.internal.sign;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** A public point that is multiplied again and again. For verifying: times depend on the numbers. */
final class PreparedPoint {

  private final EcCurve curve;
  private final ECPoint point;

  PreparedPoint(EcCurve curve, ECPoint point) {
    this.curve = curve;
    this.point = point;
  }

  ECPoint point() {
    return point;
  }

  /** [u]G + [v]P, for u and v in [0, n - 1]. */
  ECPoint sumWithGenerator(BigInteger u, BigInteger v) {
    return ECAlgorithms.sumOfTwoMultiplies(curve.generator(), u, point, v);
  }
}
