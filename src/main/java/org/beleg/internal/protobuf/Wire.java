package org.beleg.internal.protobuf;

/** What a tag says of the value behind it. */
final class Wire {

  static final int VARINT = 0;
  static final int LENGTH_DELIMITED = 2;

  /** The largest field number whose tag is one byte; no message here has more fields. */
  private static final int MAX_FIELD = 15;

  private Wire() {}

  /** The one byte in front of a field. */
  static int tag(int field, int type) {
    if (field < 1 || field > MAX_FIELD) {
      throw new AssertionError("field " + field);
    }
    return field << 3 | type;
  }
}
