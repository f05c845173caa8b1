package org.beleg.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.note.SignedNote;
import org.beleg.proof.ConsistencyProof;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges whether a tree only grew, between two roots or between two signed checkpoints. */
@Command(
    name = "consistency",
    description = {
      "Judge whether a tree only grew: nothing that the old root committed to was changed.",
      "",
      "Give two root hashes that you trust, or two checkpoints with the key to judge them by."
    },
    footer = {
      "  beleg verify consistency p --old-root 8f3c...02 --new-root d2b5...1f",
      "  beleg verify consistency p --old old.checkpoint --new checkpoint --vkey log.vkey \\",
      "      --origin log.example/a"
    })
final class VerifyConsistencyCommand extends Task {

  @Parameters(paramLabel = "PROOF", description = "The proof, '-' for standard input.")
  private String path;

  @Option(names = "--old-root", paramLabel = "HEX", description = "The old root hash.")
  private @Nullable Hash oldRoot;

  @Option(names = "--new-root", paramLabel = "HEX", description = "The new root hash.")
  private @Nullable Hash newRoot;

  @Option(
      names = "--old-size",
      paramLabel = "SIZE",
      description = "The size that belongs to --old-root.")
  private @Nullable Long oldSize;

  @Option(
      names = "--new-size",
      paramLabel = "SIZE",
      description = "The size that belongs to --new-root.")
  private @Nullable Long newSize;

  @Option(names = "--old", paramLabel = "FILE", description = "The old signed checkpoint.")
  private @Nullable String oldCheckpoint;

  @Option(names = "--new", paramLabel = "FILE", description = "The new signed checkpoint.")
  private @Nullable String newCheckpoint;

  @Mixin
  private KeyOptions keys;

  @Option(names = "--origin", paramLabel = "ORIGIN", description = "The log that you trust.")
  private @Nullable String origin;

  @Mixin
  private TreeOptions tree;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    ConsistencyProof proof = ConsistencyProof.parse(input().document(path, "consistency proof"));
    Verdict verdict = check(proof);
    report.verdict(verdict);
    report.field("oldSize", proof.oldSize());
    report.field("newSize", proof.newSize());
    if (verdict.isAccepted()) {
      report.note(
          "proven",
          "the first " + proof.oldSize() + " of " + proof.newSize() + " records are unchanged");
    }
    return verdict.isAccepted();
  }

  private Verdict check(ConsistencyProof proof) throws IOException, MalformedDataException {
    boolean byRoots = oldRoot != null && newRoot != null;
    boolean byCheckpoints = oldCheckpoint != null && newCheckpoint != null;
    if (byRoots == byCheckpoints) {
      throw usage("Give --old-root and --new-root, or --old and --new");
    }
    if (byCheckpoints) {
      return keys.policy(this, origin)
          .withTreeHasher(tree.hasher())
          .verifyGrowth(note(oldCheckpoint), note(newCheckpoint), proof);
    }
    if (oldSize != null && oldSize != proof.oldSize()) {
      return otherSize("from", proof.oldSize(), oldSize);
    }
    if (newSize != null && newSize != proof.newSize()) {
      return otherSize("to", proof.newSize(), newSize);
    }
    return proof.check(tree.hasher(), requireNonNull(oldRoot), requireNonNull(newRoot));
  }

  private SignedNote note(@Nullable String file) throws IOException, MalformedDataException {
    return SignedNote.parse(input().document(requireNonNull(file), "signed note"));
  }

  private static Verdict otherSize(String direction, long proven, long trusted) {
    return Verdict.rejected(
        Reason.TREE_SIZE_MISMATCH,
        "the proof goes " + direction + " size " + proven + ", trusted is " + trusted);
  }
}
