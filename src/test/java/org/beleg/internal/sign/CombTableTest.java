package org.beleg.internal.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables against Bouncy Castle's shift-and-add, on every curve, where sums are special and where not. */
class CombTableTest {

  private static final long SEED = 20260113L;

  static Stream<EcCurve> curves() {
    return Stream.of(
        EcCurve.p256(), EcCurve.p384(), EcCurve.p521(), EcCurve.secp256k1(), EcCurve.sm2());
  }

  @ParameterizedTest
  @MethodSource("curves")
  void sum_isThatOfShiftAndAdd(EcCurve curve) {
    Random random = new Random(SEED);
    BigInteger n = curve.order();
    ECPoint g = curve.generator();
    List<ECPoint> points = List.of(
        g,
        g.negate(),
        g.twice().normalize(),
        g.multiply(new BigInteger(n.bitLength() - 1, random)).normalize());
    List<BigInteger> numbers = List.of(
        BigInteger.ZERO,
        BigInteger.ONE,
        BigInteger.TWO,
        n.shiftRight(1),
        n.subtract(BigInteger.ONE),
        new BigInteger(n.bitLength() - 1, random));
    List<ECPoint> ofGenerator = multiples(g, numbers);
    for (ECPoint point : points) {
      CombTable table = new CombTable(point, n.bitLength());
      List<ECPoint> ofPoint = multiples(point, numbers);
      for (int i = 0; i < numbers.size(); i++) {
        for (int j = 0; j < numbers.size(); j++) {
          ECPoint sum =
              CombTable.sum(curve.generatorTable(), numbers.get(i), table, numbers.get(j));
          assertThat(sum.equals(ofGenerator.get(i).add(ofPoint.get(j))))
              .as("%s, seed %d, u %s, v %s", curve.name(), SEED, numbers.get(i), numbers.get(j))
              .isTrue();
        }
      }
    }
  }

  private static List<ECPoint> multiples(ECPoint point, List<BigInteger> numbers) {
    return numbers.stream()
        .map(number -> ECAlgorithms.referenceMultiply(point, number))
        .toList();
  }

  /** The verdicts of a key must not depend on how often it was used. */
  @ParameterizedTest
  @MethodSource("curves")
  void preparedPoint_sumsAlikeBeforeAndAfterItHasATable(EcCurve curve) {
    Random random = new Random(SEED);
    ECPoint point = curve.generator().multiply(BigInteger.valueOf(4711)).normalize();
    PreparedPoint prepared = new PreparedPoint(curve, point);
    for (int i = 0; i < 8; i++) {
      BigInteger u = new BigInteger(curve.order().bitLength() - 1, random);
      BigInteger v = new BigInteger(curve.order().bitLength() - 1, random);
      assertThat(prepared
              .sumWithGenerator(u, v)
              .equals(ECAlgorithms.sumOfTwoMultiplies(curve.generator(), u, point, v)))
          .as("%s, seed %d, sum %d", curve.name(), SEED, i)
          .isTrue();
    }
  }
}
