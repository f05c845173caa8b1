package org.beleg.internal.protobuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.internal.bytes.ByteReader;

/**
 * Reads one message, field by field in ascending order, as {@link ProtoWriter} writes it. A field that was
 * not asked for, or not in its order, is left over: asking for the end ({@link #requireEnd}) is the caller's
 * duty, and refuses it.
 *
 * <p>Source: <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, encoding</a>. What
 * is read is copied once; many empty fields cost some 20 bytes each. For one thread.
 */
public final class ProtoReader {

  private static final int MORE = 0x80;
  private static final int SEVEN_BITS = 0x7F;

  private final ByteReader source;

  /** A reader of a whole message, which is not copied; {@code what} names it in exceptions. */
  public ProtoReader(byte[] message, String what) {
    this.source = new ByteReader(message, what);
  }

  /** The bytes of a field, empty if it is absent. */
  public byte[] bytes(int field) throws MalformedDataException {
    Optional<byte[]> value = message(field);
    if (value.isPresent() && value.get().length == 0) {
      throw source.problem("field " + field + " is there but empty");
    }
    return value.orElse(new byte[0]);
  }

  /** The bytes of a message in a field, which may be empty, if the field is there. */
  public Optional<byte[]> message(int field) throws MalformedDataException {
    return next(Wire.tag(field, Wire.LENGTH_DELIMITED))
        ? Optional.of(source.bytes(length()))
        : Optional.empty();
  }

  /** All values of a repeated field, any of which may be empty. */
  public List<byte[]> repeated(int field) throws MalformedDataException {
    List<byte[]> values = new ArrayList<>();
    Optional<byte[]> value = message(field);
    while (value.isPresent()) {
      values.add(value.get());
      value = message(field);
    }
    return values;
  }

  /** The unsigned number in a field, 0 if it is absent. */
  public long number(int field) throws MalformedDataException {
    if (!next(Wire.tag(field, Wire.VARINT))) {
      return 0;
    }
    long value = varint();
    if (value == 0) {
      throw source.problem("field " + field + " is there but zero");
    }
    return value;
  }

  /** Refuses whatever follows the last field that was asked for. */
  public void requireEnd() throws MalformedDataException {
    source.requireEnd();
  }

  /** An exception that names the message, the current position and this problem. */
  public MalformedDataException problem(String problem) {
    return source.problem(problem);
  }

  private boolean next(int tag) throws MalformedDataException {
    if (source.remaining() == 0 || source.peek() != tag) {
      return false;
    }
    source.skip(1);
    return true;
  }

  private int length() throws MalformedDataException {
    long length = varint();
    if (length < 0 || length > source.remaining()) {
      throw source.problem("a length of " + Long.toUnsignedString(length) + " bytes, "
          + source.remaining() + " left");
    }
    return (int) length;
  }

  /** Seven bits a byte, the least significant first, in the fewest bytes: at most ten. */
  private long varint() throws MalformedDataException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = source.uint8();
      if (shift == 63 && next > 1) {
        throw source.problem("a number of more than 64 bits");
      }
      value |= (long) (next & SEVEN_BITS) << shift;
      if (next < MORE) {
        if (next == 0 && shift > 0) {
          throw source.problem("a number is not in the fewest bytes");
        }
        return value;
      }
    }
    throw new AssertionError("the tenth byte is the last");
  }
}
