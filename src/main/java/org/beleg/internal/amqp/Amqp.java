package org.beleg.internal.amqp;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.nio.charset.StandardCharsets;

/**
 * Writes values of AMQP 1.0, each in the shortest of its encodings: a constructor octet that names type and
 * width, then the value.
 *
 * <p>Source: <a
 * href="https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-types-v1.0-os.html#section-encodings">OASIS
 * AMQP 1.0, part 1, section 1.6</a>.
 */
public final class Amqp {

  private static final int DESCRIBED = 0x00;
  private static final int NULL = 0x40;
  private static final int TRUE = 0x41;
  private static final int FALSE = 0x42;
  private static final int LIST_0 = 0x45;
  private static final int SMALL_INT = 0x54;
  private static final int INT = 0x71;
  private static final int ULONG = 0x80;
  private static final int LIST_8 = 0xC0;
  private static final int LIST_32 = 0xD0;
  private static final int MAP_8 = 0xC1;

  /** The long form of a string, a symbol or a binary is its short form's constructor and this. */
  private static final int WIDE = 0x10;

  private static final int BINARY_8 = 0xA0;
  private static final int STRING_8 = 0xA1;
  private static final int SYMBOL_8 = 0xA3;

  private static final int MAX_SHORT = 0xFF;

  private Amqp() {}

  /** The absent value. */
  public static byte[] nothing() {
    return new byte[] {NULL};
  }

  /** A truth value. */
  public static byte[] bool(boolean value) {
    return new byte[] {(byte) (value ? TRUE : FALSE)};
  }

  /** A signed number of 32 bits. */
  public static byte[] int32(int value) {
    return value == (byte) value
        ? new byte[] {SMALL_INT, (byte) value}
        : Bytes.concat(new byte[] {INT}, Ints.toByteArray(value));
  }

  /** A number of 64 bits in its long form; all that are written here are too large for another. */
  public static byte[] ulong(long value) {
    return Bytes.concat(new byte[] {(byte) ULONG}, Longs.toByteArray(value));
  }

  /** Text. */
  public static byte[] string(String value) {
    return sized(STRING_8, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A name, in ASCII. */
  public static byte[] symbol(String value) {
    return sized(SYMBOL_8, value.getBytes(StandardCharsets.US_ASCII));
  }

  /** Bytes. */
  public static byte[] binary(byte[] value) {
    return sized(BINARY_8, value);
  }

  private static byte[] sized(int constructor, byte[] value) {
    return value.length <= MAX_SHORT
        ? Bytes.concat(new byte[] {(byte) constructor, (byte) value.length}, value)
        : Bytes.concat(
            new byte[] {(byte) (constructor + WIDE)}, Ints.toByteArray(value.length), value);
  }

  /** A list of values that are encoded already. Its size counts the field that counts its items, too. */
  public static byte[] list(byte[]... items) {
    if (items.length == 0) {
      return new byte[] {LIST_0};
    }
    byte[] contents = Bytes.concat(items);
    return items.length <= MAX_SHORT && contents.length + 1 <= MAX_SHORT
        ? Bytes.concat(
            new byte[] {(byte) LIST_8, (byte) (contents.length + 1), (byte) items.length}, contents)
        : Bytes.concat(
            new byte[] {(byte) LIST_32},
            Ints.toByteArray(Math.addExact(contents.length, Integer.BYTES)),
            Ints.toByteArray(items.length),
            contents);
  }

  /** The map without entries. */
  public static byte[] emptyMap() {
    return new byte[] {(byte) MAP_8, 1, 0};
  }

  /** A value together with what says how to read it. */
  public static byte[] described(byte[] descriptor, byte[] value) {
    return Bytes.concat(new byte[] {DESCRIBED}, descriptor, value);
  }
}
