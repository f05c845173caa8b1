package org.beleg.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.note.NoteVerifier;
import org.beleg.note.TrustPolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signatures the caller trusts. */
final class KeyOptions {

  @Option(
      names = "--vkey",
      paramLabel = "VKEY|FILE",
      description = "A key that you trust: name+id+key, or a file with it. May be repeated.")
  private List<String> vkeys = List.of();

  boolean isEmpty() {
    return vkeys.isEmpty();
  }

  /** The trusted keys, of which there must be one. */
  List<NoteVerifier> require(Task task) throws IOException, MalformedDataException {
    if (vkeys.isEmpty()) {
      throw task.usage("Missing key: use --vkey, as nothing in the input can say whom to trust");
    }
    List<NoteVerifier> keys = new ArrayList<>();
    for (String vkey : vkeys) {
      keys.add(read(task, vkey));
    }
    return keys;
  }

  /** Whom to trust for what: these keys, for the log of this origin. */
  TrustPolicy policy(Task task, @Nullable String origin)
      throws IOException, MalformedDataException {
    if (origin == null) {
      throw task.usage("Missing origin: use --origin to say which log is meant");
    }
    return TrustPolicy.of(origin, require(task));
  }

  private static NoteVerifier read(Task task, String vkey)
      throws IOException, MalformedDataException {
    boolean isFile = vkey.equals("-") || !vkey.contains("+") || Files.exists(Path.of(vkey));
    if (!isFile) {
      return NoteVerifier.parse(vkey);
    }
    String text = task.input().document(vkey, "vkey");
    return NoteVerifier.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }
}
