package org.beleg.internal.protobuf;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes one message, field by field in ascending order. For one thread. */
public final class ProtoWriter {

  private static final int SEVEN_BITS = 0x7F;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /** A message without fields so far. */
  public ProtoWriter() {}

  /** A field of bytes or text; nothing if there are none. */
  public ProtoWriter bytes(int field, byte[] value) {
    return value.length == 0 ? this : message(field, value);
  }

  /** A field that holds a message, which may be empty. */
  public ProtoWriter message(int field, byte[] value) {
    message.write(Wire.tag(field, Wire.LENGTH_DELIMITED));
    varint(value.length);
    message.writeBytes(value);
    return this;
  }

  /** A repeated field of bytes, text or messages, any of which may be empty. */
  public ProtoWriter repeated(int field, List<byte[]> values) {
    values.forEach(value -> message(field, value));
    return this;
  }

  /** A field of an unsigned number; nothing if it is zero. */
  public ProtoWriter number(int field, long value) {
    if (value != 0) {
      message.write(Wire.tag(field, Wire.VARINT));
      varint(value);
    }
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      message.write((int) (rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    message.write((int) rest);
  }

  /** The message. */
  public byte[] toByteArray() {
    return message.toByteArray();
  }
}
