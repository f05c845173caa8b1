package org.beleg.sign;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Hands the bytes of buffers and streams on as arrays: directly if they are backed by one, else through a
 * copy of constant size.
 */
final class ChannelBuffer {

  private static final int COPY_BYTES = 8_192;
  private static final int STREAM_BUFFER_BYTES = 16 * 1024;

  /** What takes the bytes. */
  interface Sink {
    void update(byte[] source, int offset, int length);
  }

  private final Sink sink;

  ChannelBuffer(Sink sink) {
    this.sink = sink;
  }

  /** Hands on all of a stream, and does not close it. */
  static void drain(InputStream source, Sink sink) throws IOException {
    requireNonNull(source, "message");
    byte[] buffer = new byte[STREAM_BUFFER_BYTES];
    for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
      sink.update(buffer, 0, read);
    }
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
