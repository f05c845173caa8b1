package org.beleg.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream at its line feeds, holding one line and one buffer. */
final class LineSplitter {

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final RecordSource.Visitor visitor;
  private byte[] started = new byte[0];
  private int startedLength;

  LineSplitter(String name, RecordSource.Visitor visitor) {
    this.name = name;
    this.visitor = visitor;
  }

  void split(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      int begin = 0;
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          emit(buffer, begin, i);
          begin = i + 1;
        }
      }
      keep(buffer, begin, count);
    }
    if (startedLength > 0) {
      emit(buffer, 0, 0);
    }
  }

  private void emit(byte[] buffer, int begin, int end) throws IOException {
    if (startedLength == 0) {
      visitor.record(name, Arrays.copyOfRange(buffer, begin, end));
    } else {
      keep(buffer, begin, end);
      visitor.record(name, Arrays.copyOf(started, startedLength));
      startedLength = 0;
    }
  }

  private void keep(byte[] buffer, int begin, int end) throws IOException {
    int length = end - begin;
    if (startedLength > RecordSource.MAX_RECORD_BYTES - length) {
      throw RecordSource.tooLong(name);
    }
    int needed = startedLength + length;
    if (needed > started.length) {
      long doubled = Math.min(2L * needed, RecordSource.MAX_RECORD_BYTES);
      started = Arrays.copyOf(started, (int) doubled);
    }
    System.arraycopy(buffer, begin, started, startedLength, length);
    startedLength = needed;
  }
}
