package org.beleg.internal.ed25519;

import java.util.Arrays;

/**
 * [s1]P1 + [s2]P2 + ... for many points: the buckets of Pippenger, as in <a
 * href="https://eprint.iacr.org/2012/549">Bernstein, Doumen, Lange, Oosterwijk: Faster batch forgery
 * identification</a>, section 4.
 *
 * <p>With digits in base 2^width, the sum is that over windows w and digits d of 2^(width w) d times the
 * sum of all points that have digit d in window w, which is a bucket. So a term costs one addition for
 * each of its digits and no table. What comes on top depends on the number of buckets alone.
 *
 * <p>Lanes work side by side on buckets of about equal size, then on windows. What remains are the
 * doublings of one sum.
 *
 * <p>For computations in one thread.
 */
final class BucketSum {

  private static final int POINT = 4 * FiveLimbs.SIZE;

  /** Additions of points that a bucket costs, empty or not: two, of points that are not yet cached. */
  private static final double BUCKET_COST = 2.5;

  private static final int MIN_WIDTH = 3;
  private static final int MAX_WIDTH = 12;

  /** Bits of a scalar modulo L. */
  private static final int SCALAR_BITS = 253;

  private final Field field;
  private final Edwards curve;
  private final RestingPoints points;
  private final int lanes;

  private final long[] sum;
  private final long[] running;
  private final long[] q;
  private final int[] places;

  BucketSum(Field field) {
    this.field = field;
    this.curve = new Edwards(field);
    this.points = new RestingPoints(field);
    this.lanes = field.lanes();
    this.sum = new long[curve.pointSize()];
    this.running = new long[curve.pointSize()];
    this.q = new long[curve.pointSize()];
    this.places = new int[lanes];
  }

  /**
   * p = the sum, in five limbs, with its T.
   *
   * @param table points as {@link RestingPoints} lays them, affine; the first is the neutral one
   * @param places where in the table the points of the terms are
   * @param scalars those of the terms
   * @param longTerms how many of the terms, the first ones, have scalars of up to 253 bits
   * @param shortBits bits of the others
   */
  void sum(long[] p, long[] table, int[] places, long[][] scalars, int longTerms, int shortBits) {
    int width = width(longTerms, scalars.length - longTerms, shortBits);
    int bits = longTerms > 0 ? SCALAR_BITS : shortBits;
    Buckets buckets = new Buckets(width, SignedWindows.count(bits, width));
    buckets.fill(places, scalars, longTerms, SignedWindows.count(shortBits, width));
    long[] sums = new long[buckets.sumsSize()];
    addUp(buckets, table, sums);
    long[] windows = new long[buckets.windows * POINT];
    weigh(buckets, sums, windows);
    combine(p, windows, width);
  }

  /** The width that needs the fewest additions. */
  static int width(int longTerms, int shortTerms, int shortBits) {
    int best = MIN_WIDTH;
    double fewest = Double.MAX_VALUE;
    for (int width = MIN_WIDTH; width <= MAX_WIDTH; width++) {
      int windows = SignedWindows.count(longTerms > 0 ? SCALAR_BITS : shortBits, width);
      double additions = (double) longTerms * windows
          + (double) shortTerms * SignedWindows.count(shortBits, width)
          + BUCKET_COST * windows * (1 << (width - 1));
      if (additions < fewest) {
        fewest = additions;
        best = width;
      }
    }
    return best;
  }

  /** Which points belong into which bucket. */
  private static final class Buckets {
    final int width;
    final int windows;
    final int perWindow;

    /** Bucket b of window w has entries [begins[i], begins[i + 1]) with i = w perWindow + b. */
    final int[] begins;

    /** The place of a point, or its complement if the point is to be subtracted. */
    int[] entries = new int[0];

    Buckets(int width, int windows) {
      this.width = width;
      this.windows = windows;
      this.perWindow = 1 << (width - 1);
      this.begins = new int[windows * perWindow + 1];
    }

    int count() {
      return windows * perWindow;
    }

    int length(int bucket) {
      return begins[bucket + 1] - begins[bucket];
    }

    /** Longs for the sums, and a neutral one behind them. */
    int sumsSize() {
      return (count() + 1) * POINT;
    }

    /** Sorts by counting. */
    void fill(int[] places, long[][] scalars, int longTerms, int shortWindows) {
      short[] digits = new short[scalars.length * windows];
      for (int term = 0; term < scalars.length; term++) {
        int count = term < longTerms ? windows : shortWindows;
        SignedWindows.recode(digits, term * windows, 1, scalars[term], count, width);
        for (int w = 0; w < count; w++) {
          int digit = digits[term * windows + w];
          if (digit != 0) {
            begins[bucket(w, digit) + 1]++;
          }
        }
      }
      for (int i = 1; i < begins.length; i++) {
        begins[i] += begins[i - 1];
      }
      entries = new int[begins[count()]];
      int[] next = begins.clone();
      for (int term = 0; term < scalars.length; term++) {
        int count = term < longTerms ? windows : shortWindows;
        for (int w = 0; w < count; w++) {
          int digit = digits[term * windows + w];
          if (digit != 0) {
            entries[next[bucket(w, digit)]++] = digit > 0 ? places[term] : ~places[term];
          }
        }
      }
    }

    private int bucket(int window, int digit) {
      return window * perWindow + Math.abs(digit) - 1;
    }

    /** All buckets, the fullest first. */
    int[] byLength() {
      int longest = 0;
      for (int i = 0; i < count(); i++) {
        longest = Math.max(longest, length(i));
      }
      int[] next = new int[longest + 2];
      for (int i = 0; i < count(); i++) {
        next[longest - length(i) + 1]++;
      }
      for (int i = 1; i < next.length; i++) {
        next[i] += next[i - 1];
      }
      int[] order = new int[count()];
      for (int i = 0; i < count(); i++) {
        order[next[longest - length(i)]++] = i;
      }
      return order;
    }
  }

  /** Adds up the points of each bucket. */
  private void addUp(Buckets buckets, long[] table, long[] sums) {
    int[] order = buckets.byLength();
    int[] begins = new int[lanes];
    int[] lengths = new int[lanes];
    for (int first = 0; first < order.length; first += lanes) {
      for (int j = 0; j < lanes; j++) {
        boolean there = first + j < order.length;
        int bucket = there ? order[first + j] : 0;
        begins[j] = buckets.begins[bucket];
        lengths[j] = there ? buckets.length(bucket) : 0;
        places[j] = (there ? bucket : buckets.count()) * POINT;
      }
      curve.setNeutral(sum, 0);
      for (int i = 0; i < lengths[0]; i++) {
        for (int j = 0; j < lanes; j++) {
          int entry = i < lengths[j] ? buckets.entries[begins[j] + i] : 0;
          points.choose(j, entry < 0 ? ~entry : entry, entry < 0);
        }
        points.loadAffine(q, table);
        curve.addAffine(sum, 0, q, 0, false, true);
      }
      move(sums, sum, true);
    }
  }

  /** Adds up 1 b1 + 2 b2 + 3 b3 + ... for each window, as b3 + (b3 + b2) + (b3 + b2 + b1). */
  private void weigh(Buckets buckets, long[] sums, long[] windows) {
    long[] neutral = new long[POINT];
    new Edwards(FiveLimbs.FIELD).setNeutral(neutral, 0);
    System.arraycopy(neutral, 0, sums, buckets.count() * POINT, POINT);
    long[] bucket = new long[curve.pointSize()];
    for (int first = 0; first < buckets.windows; first += lanes) {
      curve.setNeutral(running, 0);
      curve.setNeutral(sum, 0);
      for (int b = buckets.perWindow - 1; b >= 0; b--) {
        for (int j = 0; j < lanes; j++) {
          boolean there = first + j < buckets.windows;
          places[j] = (there ? (first + j) * buckets.perWindow + b : buckets.count()) * POINT;
        }
        move(sums, bucket, false);
        curve.toCached(q, 0, bucket, 0);
        curve.addCached(running, 0, q, 0, false, true);
        curve.toCached(q, 0, running, 0);
        curve.addCached(sum, 0, q, 0, false, true);
      }
      int there = Math.min(lanes, buckets.windows - first);
      long[] results = new long[lanes * POINT];
      for (int j = 0; j < lanes; j++) {
        places[j] = j * POINT;
      }
      move(results, sum, true);
      System.arraycopy(results, 0, windows, first * POINT, there * POINT);
    }
  }

  /** Extended points of all lanes to their places, or from there. */
  private void move(long[] table, long[] p, boolean toTable) {
    for (int i = 0; i < 4; i++) {
      if (toTable) {
        field.scatter(table, i * FiveLimbs.SIZE, places, p, i * field.size());
      } else {
        field.gather(p, i * field.size(), table, i * FiveLimbs.SIZE, places);
      }
    }
  }

  /** p = the sum of 2^(width w) times the point of window w. */
  private static void combine(long[] p, long[] windows, int width) {
    Edwards single = new Edwards(FiveLimbs.FIELD);
    long[] cached = new long[POINT];
    Arrays.fill(p, 0);
    single.setNeutral(p, 0);
    for (int at = windows.length - POINT; at >= 0; at -= POINT) {
      for (int i = 1; i <= width; i++) {
        single.twice(p, 0, i == width);
      }
      single.toCached(cached, 0, windows, at);
      single.addCached(p, 0, cached, 0, false, true);
    }
  }
}
