package org.beleg.internal.ed25519;

import com.google.common.io.BaseEncoding;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Arithmetic modulo the order of the group, L = 2^252 + c, <a
 * href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section 5.1</a>. In variable
 * time.
 *
 * <p>A scalar is ten limbs of 28 bits, as 2^252 is then the place of limb 9: whatever is there and above
 * counts -c times as much nine limbs lower.
 */
final class Scalars {

  /** Limbs of a scalar in [0, L). */
  static final int LIMBS = 10;

  private static final int BITS = 28;
  private static final long MASK = (1L << BITS) - 1;

  /** Limbs of a number below 2^512, and of a product of two scalars. */
  private static final int WIDE_LIMBS = 20;

  /** The place of 2^252. */
  private static final int TOP = 9;

  /** c = 27742317777372353535851937790883648493. */
  private static final long[] C = {0xcf5d3ed, 0x12631a5, 0x79cd658, 0xf9dea2f, 0x14de};

  /** L as 32 bytes, little-endian. */
  static final byte[] ORDER = BaseEncoding.base16()
      .lowerCase()
      .decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Scalars() {}

  /** Compares little-endian numbers. */
  static boolean isBelow(byte[] number, int offset, byte[] bound) {
    for (int i = bound.length - 1; i >= 0; i--) {
      int difference = (number[offset + i] & 0xFF) - (bound[i] & 0xFF);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  /** A little-endian number of up to 64 bytes, modulo L. */
  static long[] decode(byte[] source, int offset, int length) {
    // zeros behind it, so that each limb can be read with eight bytes
    byte[] padded = new byte[WIDE_LIMBS * BITS / Byte.SIZE + Long.BYTES];
    System.arraycopy(source, offset, padded, 0, length);
    long[] wide = new long[WIDE_LIMBS];
    for (int i = 0; i < WIDE_LIMBS; i++) {
      int bit = i * BITS;
      wide[i] = (long) LONGS.get(padded, bit / Byte.SIZE) >>> (bit % Byte.SIZE) & MASK;
    }
    return reduce(wide);
  }

  /** 0. */
  static long[] zero() {
    return new long[LIMBS];
  }

  /** a b modulo L. */
  static long[] multiply(long[] a, long[] b) {
    long[] wide = new long[WIDE_LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      long ai = a[i];
      if (ai == 0) {
        continue; // half of the limbs of a random coefficient
      }
      for (int j = 0; j < LIMBS; j++) {
        wide[i + j] += ai * b[j]; // at most 10 2^56
      }
    }
    carry(wide, WIDE_LIMBS);
    return reduce(wide);
  }

  /** a + b modulo L. */
  static long[] add(long[] a, long[] b) {
    long[] wide = new long[WIDE_LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      wide[i] = a[i] + b[i];
    }
    carry(wide, WIDE_LIMBS);
    return reduce(wide);
  }

  /** The number in 32 bits from a bit on, for a scalar in [0, L); bits above it are 0. */
  static int bits(long[] scalar, int bit) {
    int limb = bit / BITS;
    int shift = bit % BITS;
    long low = limb < LIMBS ? scalar[limb] >>> shift : 0;
    long high = limb + 1 < LIMBS ? scalar[limb + 1] << (BITS - shift) : 0;
    long top = limb + 2 < LIMBS ? scalar[limb + 2] << (2 * BITS - shift) : 0;
    return (int) (low | high | top);
  }

  /** Reduces a number of 20 limbs in [0, 2^28), below 2^512; uses it up. */
  private static long[] reduce(long[] x) {
    // each pass leaves about 127 bits less: 2^385, 2^258, and then 2^252 and a bit of either sign
    fold(x, WIDE_LIMBS, 15);
    fold(x, 15, LIMBS);
    fold(x, LIMBS, LIMBS);
    if (x[TOP] < 0) {
      addOrder(x, 1);
    }
    addOrder(x, -1);
    if (x[TOP] < 0) {
      addOrder(x, 1);
    }
    return Arrays.copyOf(x, LIMBS);
  }

  /** Replaces the limbs from 2^252 on; reads each before it writes there, as it writes further down. */
  private static void fold(long[] x, int limbs, int limbsLeft) {
    for (int i = TOP; i < limbs; i++) {
      long q = x[i];
      x[i] = 0;
      for (int j = 0; j < C.length; j++) {
        x[i - TOP + j] -= q * C[j]; // at most 5 2^56 in sum
      }
    }
    carry(x, limbsLeft);
  }

  private static void addOrder(long[] x, int times) {
    for (int j = 0; j < C.length; j++) {
      x[j] += times * C[j];
    }
    x[TOP] += times;
    carry(x, LIMBS);
  }

  /** All limbs but the last, which keeps the sign, to [0, 2^28). */
  private static void carry(long[] x, int limbs) {
    for (int i = 0; i < limbs - 1; i++) {
      x[i + 1] += x[i] >> BITS;
      x[i] &= MASK;
    }
  }
}
