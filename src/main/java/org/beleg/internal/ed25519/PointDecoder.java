package org.beleg.internal.ed25519;

import com.google.common.io.BaseEncoding;

/**
 * Finds points from their 32 bytes, as many at once as a field has lanes, <a
 * href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1.3">RFC 8032, section 5.1.3</a>.
 *
 * <p>Cost: one power of {@link Field#powerForSquareRoot} for all lanes, which is nearly all of it.
 *
 * <p>Has scratch space, so one object is for one computation in one thread.
 */
final class PointDecoder {

  private static final int NUMBER = FiveLimbs.SIZE;

  /** Longs of a decoded point: x and y in five limbs. */
  static final int XY = 2 * NUMBER;

  /** 2^((p - 1) / 4), a square root of -1. */
  private static final long[] ROOT_OF_MINUS_ONE = FiveLimbs.FIELD.constant(BaseEncoding.base16()
      .lowerCase()
      .decode("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b"));

  private final Field field;
  private final long[] d;
  private final int[] places;

  /** What is asked of each lane when x is there: v x^2 - u and v x^2 + u. */
  private final long[] answers;

  private final int[] answerPlaces;

  // scratch space
  private final long[] s;
  private final int x = 0;
  private final int y;
  private final int u;
  private final int v;
  private final int v3;
  private final int check;
  private final long[] powers;

  PointDecoder(Field field) {
    int size = field.size();
    this.field = field;
    this.d = field.constant(Edwards.D);
    this.places = new int[field.lanes()];
    this.answers = new long[field.lanes() * XY];
    this.answerPlaces = new int[field.lanes()];
    for (int j = 0; j < answerPlaces.length; j++) {
      answerPlaces[j] = j * XY;
    }
    this.s = new long[6 * size];
    this.y = size;
    this.u = 2 * size;
    this.v = 3 * size;
    this.v3 = 4 * size;
    this.check = 5 * size;
    this.powers = new long[3 * size];
  }

  /**
   * Decodes points in any encoding.
   *
   * @param xy gets x and y of each, reduced
   * @param sources of each point 32 bytes, from the first on
   * @return which are points; false if none has this y
   */
  boolean[] decode(long[] xy, byte[]... sources) {
    boolean[] found = new boolean[sources.length];
    for (int first = 0; first < sources.length; first += places.length) {
      int count = Math.min(places.length, sources.length - first);
      for (int j = 0; j < places.length; j++) {
        // lanes that are left over repeat the last point
        int i = first + Math.min(j, count - 1);
        places[j] = i * XY;
        FiveLimbs.FIELD.decode(xy, places[j] + NUMBER, sources[i], 0);
      }
      findRoots(xy);
      for (int j = 0; j < count; j++) {
        boolean negative = sources[first + j][PointCodec.POINT_BYTES - 1] < 0;
        found[first + j] = finish(xy, places[j], answerPlaces[j], negative);
      }
    }
    return found;
  }

  /** Step 2: the root of u / v without an inversion, as x = u v^3 (u v^7)^((p-5)/8). */
  private void findRoots(long[] xy) {
    field.gather(s, y, xy, NUMBER, places);
    field.square(s, u, s, y, 1);
    field.multiply(s, v, s, u, d, 0);
    field.set(s, check, 1);
    field.subtract(s, u, s, u, s, check); // u = y^2 - 1
    field.add(s, v, s, v, s, check); // v = d y^2 + 1
    field.square(s, v3, s, v, 1);
    field.multiply(s, v3, s, v3, s, v);
    field.square(s, check, s, v3, 1);
    field.multiply(s, check, s, check, s, v);
    field.multiply(s, check, s, check, s, u); // u v^7
    field.powerForSquareRoot(s, x, s, check, powers);
    field.multiply(s, x, s, x, s, v3);
    field.multiply(s, x, s, x, s, u);
    field.square(s, check, s, x, 1);
    field.multiply(s, check, s, check, s, v);
    field.scatter(xy, 0, places, s, x);
    field.subtract(s, v3, s, check, s, u);
    field.scatter(answers, 0, answerPlaces, s, v3);
    field.add(s, v3, s, check, s, u);
    field.scatter(answers, NUMBER, answerPlaces, s, v3);
  }

  /** Steps 3 and 4, for each lane: v x^2 is u, or -u, or neither; and x has the sign that is asked for. */
  private boolean finish(long[] xy, int xo, int answer, boolean negative) {
    FiveLimbs single = FiveLimbs.FIELD;
    if (!single.isZero(answers, answer)) {
      if (!single.isZero(answers, answer + NUMBER)) {
        return false;
      }
      single.multiply(xy, xo, xy, xo, ROOT_OF_MINUS_ONE, 0);
    }
    // -0 is 0: for whom that is no point, PointCodec.isCanonical has refused it
    if (single.isNegative(xy, xo) != negative) {
      for (int i = xo; i < xo + NUMBER; i++) {
        xy[i] = -xy[i];
      }
    }
    return true;
  }
}
