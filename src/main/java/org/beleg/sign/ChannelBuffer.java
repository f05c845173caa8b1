package org.beleg.sign;

import java.nio.ByteBuffer;

/** Hands the bytes of buffers on as arrays: directly if they are backed by one, else through a copy. */
final class ChannelBuffer {

  private static final int COPY_BYTES = 8_192;

  /** What takes the bytes. */
  interface Sink {
    void update(byte[] source, int offset, int length);
  }

  private final Sink sink;

  ChannelBuffer(Sink sink) {
    this.sink = sink;
  }

  int write(ByteBuffer source) {
    int length = source.remaining();
    if (source.hasArray()) {
      sink.update(source.array(), source.arrayOffset() + source.position(), length);
      source.position(source.limit());
      return length;
    }
    byte[] copy = new byte[Math.min(length, COPY_BYTES)];
    while (source.hasRemaining()) {
      int part = Math.min(source.remaining(), copy.length);
      source.get(copy, 0, part);
      sink.update(copy, 0, part);
    }
    return length;
  }
}
