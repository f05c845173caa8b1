package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.note.Checkpoint;
import org.beleg.note.SignedNote;
import org.beleg.note.TrustPolicy;
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

  /** A root and the size that belongs to it, if the caller knows it. */
  private record Head(Hash rootHash, @Nullable Long treeSize) {}

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    ConsistencyProof proof = ConsistencyProof.parse(input().document(path, "consistency proof"));
    Verdict verdict;
    try {
      verdict = check(proof);
    } catch (VerificationException e) {
      verdict = e.verdict();
    }
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

  private Verdict check(ConsistencyProof proof)
      throws IOException, MalformedDataException, VerificationException {
    boolean byRoots = oldRoot != null && newRoot != null;
    boolean byCheckpoints = oldCheckpoint != null && newCheckpoint != null;
    if (byRoots == byCheckpoints) {
      throw usage("Give --old-root and --new-root, or --old and --new");
    }
    Head before = head(oldRoot, oldSize, oldCheckpoint);
    Head after = head(newRoot, newSize, newCheckpoint);
    if (before.treeSize != null && before.treeSize != proof.oldSize()) {
      return otherSize(Reason.OLD_ROOT_MISMATCH, "from", proof.oldSize(), before.treeSize);
    }
    if (after.treeSize != null && after.treeSize != proof.newSize()) {
      return otherSize(Reason.NEW_ROOT_MISMATCH, "to", proof.newSize(), after.treeSize);
    }
    return proof.check(tree.hasher(), before.rootHash, after.rootHash);
  }

  private Head head(@Nullable Hash rootHash, @Nullable Long treeSize, @Nullable String checkpoint)
      throws IOException, MalformedDataException, VerificationException {
    if (checkpoint == null) {
      if (rootHash == null) {
        throw usage("Missing root hash");
      }
      return new Head(rootHash, treeSize);
    }
    TrustPolicy policy = keys.policy(this, origin);
    SignedNote note = SignedNote.parse(input().document(checkpoint, "signed note"));
    note.verify(policy.logKeys()).orThrow();
    Checkpoint signed = Checkpoint.parse(tree.hasher(), note.text());
    if (!signed.origin().equals(policy.origin())) {
      Verdict.rejected(
              Reason.ORIGIN_MISMATCH,
              "checkpoint of " + signed.origin() + ", trusted is " + policy.origin())
          .orThrow();
    }
    return new Head(signed.rootHash(), signed.treeSize());
  }

  private static Verdict otherSize(Reason reason, String direction, long proven, long trusted) {
    return Verdict.rejected(
        reason, "the proof goes " + direction + " size " + proven + ", trusted is " + trusted);
  }
}
