package org.beleg.internal.ed25519;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One number in five limbs of 51 bits, a0 + a1 2^51 + ... + a4 2^204, for machines that multiply 64 by
 * 64 bits.
 *
 * <p>Limbs are signed. Reduced means an absolute value below 2^51 + 2^16, so four reduced elements add
 * up to limbs below 2^53.1, which {@link #multiply} takes.
 *
 * <p><b>Products without carries.</b> A product of two limbs has 106 bits. It is split at bit 51, not at
 * bit 64: its upper part is {@code multiplyHigh(a << 7, b << 6)}, which is floor(a b / 2^51). Sums of
 * these need no carry. The lower parts are in [0, 2^51), so the sum of a column of five fits a long, and
 * comes out of arithmetic modulo 2^64 although the products do not fit: it is the sum of the products
 * minus 2^51 times the sum of their upper parts.
 */
final class FiveLimbs extends Field {

  static final FiveLimbs FIELD = new FiveLimbs();

  static final int SIZE = 5;

  private static final int BITS = 51;
  private static final long MASK = (1L << BITS) - 1;

  /** 2^255 = 19 (mod p). */
  private static final long FOLD = 19;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private FiveLimbs() {}

  @Override
  int lanes() {
    return 1;
  }

  @Override
  int size() {
    return SIZE;
  }

  @Override
  void gather(long[] r, int ro, long[] source, int offset, int[] places) {
    copy(r, ro, source, offset + places[0]);
  }

  @Override
  void scatter(long[] target, int offset, int[] places, long[] a, int ao) {
    copy(target, offset + places[0], a, ao);
  }

  /** A number from 32 bytes, little-endian; the topmost bit is left out. */
  void decode(long[] r, int ro, byte[] source, int offset) {
    long w0 = (long) LONGS.get(source, offset);
    long w1 = (long) LONGS.get(source, offset + 8);
    long w2 = (long) LONGS.get(source, offset + 16);
    long w3 = (long) LONGS.get(source, offset + 24);
    r[ro] = w0 & MASK;
    r[ro + 1] = (w0 >>> 51 | w1 << 13) & MASK;
    r[ro + 2] = (w1 >>> 38 | w2 << 26) & MASK;
    r[ro + 3] = (w2 >>> 25 | w3 << 39) & MASK;
    r[ro + 4] = w3 >>> 12 & MASK;
  }

  /** The number in [0, p) as 32 bytes, little-endian. Takes what {@link #multiply} takes. */
  void encode(byte[] target, int offset, long[] a, int ao) {
    long[] c = canonical(a, ao);
    LONGS.set(target, offset, c[0] | c[1] << 51);
    LONGS.set(target, offset + 8, c[1] >>> 13 | c[2] << 38);
    LONGS.set(target, offset + 16, c[2] >>> 26 | c[3] << 25);
    LONGS.set(target, offset + 24, c[3] >>> 39 | c[4] << 12);
  }

  /** Tells whether the number is 0 modulo p. */
  boolean isZero(long[] a, int ao) {
    long[] c = canonical(a, ao);
    return (c[0] | c[1] | c[2] | c[3] | c[4]) == 0;
  }

  /** The sign of RFC 8032, section 5.1.2: whether the number in [0, p) is odd. */
  boolean isNegative(long[] a, int ao) {
    return (canonical(a, ao)[0] & 1) != 0;
  }

  private static long[] canonical(long[] a, int ao) {
    long[] c = new long[SIZE];
    System.arraycopy(a, ao, c, 0, SIZE);
    carry(c); // now in [-152, 2^255 + 152)
    carry(c); // now in [0, 2^255), and every limb in [0, 2^51)
    // v + 19 reaches bit 255 iff v is at least p; then v - p = v + 19 - 2^255
    long q = (c[0] + FOLD) >> BITS;
    for (int i = 1; i < SIZE; i++) {
      q = (c[i] + q) >> BITS;
    }
    c[0] += FOLD * q;
    for (int i = 0; i < SIZE - 1; i++) {
      c[i + 1] += c[i] >> BITS;
      c[i] &= MASK;
    }
    c[SIZE - 1] &= MASK;
    return c;
  }

  private static void carry(long[] c) {
    for (int i = 0; i < SIZE - 1; i++) {
      c[i + 1] += c[i] >> BITS;
      c[i] &= MASK;
    }
    c[0] += FOLD * (c[SIZE - 1] >> BITS);
    c[SIZE - 1] &= MASK;
  }

  @Override
  void set(long[] r, int ro, int value) {
    r[ro] = value;
    r[ro + 1] = 0;
    r[ro + 2] = 0;
    r[ro + 3] = 0;
    r[ro + 4] = 0;
  }

  @Override
  void add(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    long r0 = a[ao] + b[bo];
    long r1 = a[ao + 1] + b[bo + 1];
    long r2 = a[ao + 2] + b[bo + 2];
    long r3 = a[ao + 3] + b[bo + 3];
    long r4 = a[ao + 4] + b[bo + 4];
    r[ro] = r0;
    r[ro + 1] = r1;
    r[ro + 2] = r2;
    r[ro + 3] = r3;
    r[ro + 4] = r4;
  }

  @Override
  void subtract(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    long r0 = a[ao] - b[bo];
    long r1 = a[ao + 1] - b[bo + 1];
    long r2 = a[ao + 2] - b[bo + 2];
    long r3 = a[ao + 3] - b[bo + 3];
    long r4 = a[ao + 4] - b[bo + 4];
    r[ro] = r0;
    r[ro + 1] = r1;
    r[ro + 2] = r2;
    r[ro + 3] = r3;
    r[ro + 4] = r4;
  }

  @Override
  void addAndSubtract(long[] r, int sum, int difference, long[] a, int ao, long[] b, int bo) {
    for (int i = 0; i < SIZE; i++) {
      long ai = a[ao + i];
      long bi = b[bo + i];
      r[sum + i] = ai + bi;
      r[difference + i] = ai - bi;
    }
  }

  // Written out, as C2 keeps locals in registers but not elements of arrays. Columns: h are sums of
  // upper parts, which belong one limb higher, and l sums of lower parts. Columns 5 to 8 count 19
  // times
  // as columns 0 to 3.

  @Override
  void multiply(long[] r, int ro, long[] a, int ao, long[] b, int bo) {
    long a0 = a[ao];
    long a1 = a[ao + 1];
    long a2 = a[ao + 2];
    long a3 = a[ao + 3];
    long a4 = a[ao + 4];
    long b0 = b[bo];
    long b1 = b[bo + 1];
    long b2 = b[bo + 2];
    long b3 = b[bo + 3];
    long b4 = b[bo + 4];
    long x0 = a0 << 7;
    long x1 = a1 << 7;
    long x2 = a2 << 7;
    long x3 = a3 << 7;
    long x4 = a4 << 7;
    long y0 = b0 << 6;
    long y1 = b1 << 6;
    long y2 = b2 << 6;
    long y3 = b3 << 6;
    long y4 = b4 << 6;
    long h0 = high(x0, y0);
    long l0 = a0 * b0 - (h0 << BITS);
    long h1 = high(x0, y1) + high(x1, y0);
    long l1 = a0 * b1 + a1 * b0 - (h1 << BITS);
    long h2 = high(x0, y2) + high(x1, y1) + high(x2, y0);
    long l2 = a0 * b2 + a1 * b1 + a2 * b0 - (h2 << BITS);
    long h3 = high(x0, y3) + high(x1, y2) + high(x2, y1) + high(x3, y0);
    long l3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 - (h3 << BITS);
    long h4 = high(x0, y4) + high(x1, y3) + high(x2, y2) + high(x3, y1) + high(x4, y0);
    long l4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << BITS);
    long h5 = high(x1, y4) + high(x2, y3) + high(x3, y2) + high(x4, y1);
    long l5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 - (h5 << BITS);
    long h6 = high(x2, y4) + high(x3, y3) + high(x4, y2);
    long l6 = a2 * b4 + a3 * b3 + a4 * b2 - (h6 << BITS);
    long h7 = high(x3, y4) + high(x4, y3);
    long l7 = a3 * b4 + a4 * b3 - (h7 << BITS);
    long h8 = high(x4, y4);
    long l8 = a4 * b4 - (h8 << BITS);
    l0 += FOLD * (l5 + h4);
    l1 += h0 + FOLD * (l6 + h5);
    l2 += h1 + FOLD * (l7 + h6);
    l3 += h2 + FOLD * (l8 + h7);
    l4 += h3 + FOLD * h8;
    r[ro] = (l0 & MASK) + FOLD * (l4 >> BITS);
    r[ro + 1] = (l1 & MASK) + (l0 >> BITS);
    r[ro + 2] = (l2 & MASK) + (l1 >> BITS);
    r[ro + 3] = (l3 & MASK) + (l2 >> BITS);
    r[ro + 4] = (l4 & MASK) + (l3 >> BITS);
  }

  private static long high(long shiftedBy7, long shiftedBy6) {
    return Math.multiplyHigh(shiftedBy7, shiftedBy6);
  }

  @Override
  void square(long[] r, int ro, long[] a, int ao, int times) {
    long a0 = a[ao];
    long a1 = a[ao + 1];
    long a2 = a[ao + 2];
    long a3 = a[ao + 3];
    long a4 = a[ao + 4];
    for (int i = 0; i < times; i++) {
      long d0 = 2 * a0;
      long d1 = 2 * a1;
      long d2 = 2 * a2;
      long d3 = 2 * a3;
      long x0 = d0 << 7;
      long x1 = d1 << 7;
      long x2 = d2 << 7;
      long x3 = d3 << 7;
      long y0 = a0 << 6;
      long y1 = a1 << 6;
      long y2 = a2 << 6;
      long y3 = a3 << 6;
      long y4 = a4 << 6;
      long h0 = high(a0 << 7, y0);
      long l0 = a0 * a0 - (h0 << BITS);
      long h1 = high(x0, y1);
      long l1 = d0 * a1 - (h1 << BITS);
      long h2 = high(x0, y2) + high(a1 << 7, y1);
      long l2 = d0 * a2 + a1 * a1 - (h2 << BITS);
      long h3 = high(x0, y3) + high(x1, y2);
      long l3 = d0 * a3 + d1 * a2 - (h3 << BITS);
      long h4 = high(x0, y4) + high(x1, y3) + high(a2 << 7, y2);
      long l4 = d0 * a4 + d1 * a3 + a2 * a2 - (h4 << BITS);
      long h5 = high(x1, y4) + high(x2, y3);
      long l5 = d1 * a4 + d2 * a3 - (h5 << BITS);
      long h6 = high(x2, y4) + high(a3 << 7, y3);
      long l6 = d2 * a4 + a3 * a3 - (h6 << BITS);
      long h7 = high(x3, y4);
      long l7 = d3 * a4 - (h7 << BITS);
      long h8 = high(a4 << 7, y4);
      long l8 = a4 * a4 - (h8 << BITS);
      l0 += FOLD * (l5 + h4);
      l1 += h0 + FOLD * (l6 + h5);
      l2 += h1 + FOLD * (l7 + h6);
      l3 += h2 + FOLD * (l8 + h7);
      l4 += h3 + FOLD * h8;
      a0 = (l0 & MASK) + FOLD * (l4 >> BITS);
      a1 = (l1 & MASK) + (l0 >> BITS);
      a2 = (l2 & MASK) + (l1 >> BITS);
      a3 = (l3 & MASK) + (l2 >> BITS);
      a4 = (l4 & MASK) + (l3 >> BITS);
    }
    r[ro] = a0;
    r[ro + 1] = a1;
    r[ro + 2] = a2;
    r[ro + 3] = a3;
    r[ro + 4] = a4;
  }
}
