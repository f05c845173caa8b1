package org.beleg.internal.ed25519;

import com.google.common.io.BaseEncoding;

/**
 * The group of -x^2 + y^2 = 1 + d x^2 y^2 in extended coordinates, <a
 * href="https://eprint.iacr.org/2008/522">Hisil, Wong, Carter, Dawson</a>; formulas by their names in the
 * <a href="https://hyperelliptic.org/EFD/g1p/auto-twisted-extended-1.html">Explicit-Formulas
 * Database</a>. They are complete: they hold for every pair of points of the curve, also for equal ones,
 * the neutral one and those of small order.
 *
 * <p>Points lie in arrays of longs, as one element after the other:
 *
 * <ul>
 *   <li>extended: X, Y, Z, T with x = X / Z, y = Y / Z, x y = T / Z;
 *   <li>cached, to be added often: Y + X, Y - X, 2 Z, 2 d T;
 *   <li>affine, to be added even more often: y + x, y - x, 2 d x y.
 * </ul>
 *
 * <p>Has scratch space, so one object is for one computation in one thread.
 */
final class Edwards {

  /** d = -121665 / 121666, RFC 8032, section 5.1; little-endian. */
  static final byte[] D = hex("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");

  /** 2 d. */
  static final byte[] TWICE_D =
      hex("59f1b226949bd6eb56b183829a14e00030d1f3eef2808e19e7fcdf56dcd90624");

  private final Field field;
  private final long[] twiceD;

  // places of coordinates, in longs
  private final int y;
  private final int z;
  private final int t;
  private final int point;
  private final int affine;

  // scratch space, named as in the database
  private final long[] s;
  private final int a = 0;
  private final int b;
  private final int c;
  private final int d;
  private final int e;
  private final int f;
  private final int g;
  private final int h;

  Edwards(Field field) {
    int size = field.size();
    this.field = field;
    this.twiceD = field.constant(TWICE_D);
    this.y = size;
    this.z = 2 * size;
    this.t = 3 * size;
    this.point = 4 * size;
    this.affine = 3 * size;
    this.s = new long[8 * size];
    this.b = size;
    this.c = 2 * size;
    this.d = 3 * size;
    this.e = 4 * size;
    this.f = 5 * size;
    this.g = 6 * size;
    this.h = 7 * size;
  }

  /** Longs of an extended or a cached point. */
  int pointSize() {
    return point;
  }

  /** Longs of an affine point. */
  int affineSize() {
    return affine;
  }

  /** p = (0, 1). */
  void setNeutral(long[] p, int po) {
    field.set(p, po, 0);
    field.set(p, po + y, 1);
    field.set(p, po + z, 1);
    field.set(p, po + t, 0);
  }

  /** p = (x, y), from elements that are reduced. */
  void setAffine(long[] p, int po, long[] xy, int xo, int yo) {
    field.copy(p, po, xy, xo);
    field.copy(p, po + y, xy, yo);
    field.set(p, po + z, 1);
    field.multiply(p, po + t, xy, xo, xy, yo);
  }

  /**
   * p = 2 p by dbl-2008-hwcd, 4 squarings and 3 or 4 products.
   *
   * @param withT whether T is needed, as it is by an addition and is not by the next doubling
   */
  void twice(long[] p, int po, boolean withT) {
    Field f25519 = field;
    f25519.add(s, e, p, po, p, po + y);
    f25519.square(s, a, p, po, 1);
    f25519.square(s, b, p, po + y, 1);
    f25519.square(s, c, p, po + z, 1);
    f25519.square(s, e, s, e, 1);
    f25519.add(s, c, s, c, s, c);
    // with the sign of all four turned, which is the same point: E = A + B - (X + Y)^2, ...
    f25519.addAndSubtract(s, h, g, s, a, s, b); // H = A + B, G = A - B
    f25519.subtract(s, e, s, h, s, e); // E = H - (X + Y)^2
    f25519.add(s, f, s, c, s, g); // F = C + G
    f25519.multiply(p, po, s, e, s, f);
    f25519.multiply(p, po + y, s, g, s, h);
    f25519.multiply(p, po + z, s, f, s, g);
    if (withT) {
      f25519.multiply(p, po + t, s, e, s, h);
    }
  }

  /** p = -p = (-x, y). */
  void negate(long[] p, int po) {
    field.set(s, a, 0);
    field.subtract(p, po, s, a, p, po);
    field.subtract(p, po + t, s, a, p, po + t);
  }

  /** p = 8 p, without T: what is left of p when its part of small order is taken away. */
  void clearCofactor(long[] p, int po) {
    twice(p, po, false);
    twice(p, po, false);
    twice(p, po, false);
  }

  /**
   * p = p + q or p - q by add-2008-hwcd-3, where q is cached: 7 or 8 products.
   *
   * @param negative whether to subtract
   * @param withT whether T of the sum is needed
   */
  void addCached(long[] p, int po, long[] q, int qo, boolean negative, boolean withT) {
    field.multiply(s, d, p, po + z, q, qo + z); // D = 2 Z1 Z2
    addRest(p, po, q, qo, qo + t, negative, withT);
  }

  /** p = p + q or p - q, where q is affine: one product less than {@link #addCached}. */
  void addAffine(long[] p, int po, long[] q, int qo, boolean negative, boolean withT) {
    field.add(s, d, p, po + z, p, po + z); // D = 2 Z1
    addRest(p, po, q, qo, qo + z, negative, withT);
  }

  private void addRest(
      long[] p, int po, long[] q, int qo, int qt, boolean negative, boolean withT) {
    Field f25519 = field;
    // -q = (-x, y): sum and difference change places, and C its sign
    int difference = negative ? qo : qo + y;
    int sum = negative ? qo + y : qo;
    f25519.addAndSubtract(s, b, a, p, po + y, p, po);
    f25519.multiply(s, a, s, a, q, difference);
    f25519.multiply(s, b, s, b, q, sum);
    f25519.multiply(s, c, p, po + t, q, qt);
    f25519.addAndSubtract(s, h, e, s, b, s, a);
    f25519.addAndSubtract(s, negative ? f : g, negative ? g : f, s, d, s, c);
    f25519.multiply(p, po, s, e, s, f);
    f25519.multiply(p, po + y, s, g, s, h);
    f25519.multiply(p, po + z, s, f, s, g);
    if (withT) {
      f25519.multiply(p, po + t, s, e, s, h);
    }
  }

  /** q = p as a cached point; p needs its T. */
  void toCached(long[] q, int qo, long[] p, int po) {
    field.multiply(s, a, p, po + t, twiceD, 0);
    field.addAndSubtract(s, b, c, p, po + y, p, po);
    field.add(q, qo + z, p, po + z, p, po + z);
    field.copy(q, qo, s, b);
    field.copy(q, qo + y, s, c);
    field.copy(q, qo + t, s, a);
  }

  /** q = (x, y) as an affine point, from elements that are reduced. */
  void toAffine(long[] q, int qo, long[] xy, int xo, int yo) {
    field.multiply(s, a, xy, xo, xy, yo);
    field.addAndSubtract(s, b, c, xy, yo, xy, xo);
    field.multiply(q, qo + z, s, a, twiceD, 0);
    field.copy(q, qo, s, b);
    field.copy(q, qo + y, s, c);
  }

  private static byte[] hex(String digits) {
    return BaseEncoding.base16().lowerCase().decode(digits);
  }
}
