package org.beleg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One run of the command line in this process, and what it left. */
record Run(int exitCode, String out, String err) {

  static Run of(Object... args) {
    return withInput(new byte[0], args);
  }

  static Run withInput(String input, Object... args) {
    return withInput(input.getBytes(StandardCharsets.UTF_8), args);
  }

  static Run withInput(byte[] input, Object... args) {
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
      return new Run(exitCode, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }

  /** Valid or done, and silent on standard error. */
  Run accepted() {
    assertThat(err).isEmpty();
    assertThat(exitCode).isEqualTo(Main.DONE);
    return this;
  }

  /** Refused for this reason, in text. */
  Run refused(String reason) {
    assertThat(err).isEmpty();
    assertThat(out).contains("REFUSED").contains(reason);
    assertThat(exitCode).isEqualTo(Main.REFUSED);
    return this;
  }

  /** Failed with exactly one line on standard error and nothing on standard output. */
  Run failed(String part) {
    assertThat(exitCode).isEqualTo(Main.FAILED);
    assertThat(out).isEmpty();
    assertThat(err).endsWith(System.lineSeparator()).contains(part);
    assertThat(err.lines()).hasSize(1);
    return this;
  }

  /** The one JSON object on standard output. */
  JsonObject json() {
    assertThat(out.lines()).hasSize(1);
    return JsonParser.parseString(out).getAsJsonObject();
  }
}
