package org.beleg.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.hash.Hash;
import org.beleg.note.Checkpoint;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.beleg.proof.ConsistencyProof;
import org.beleg.proof.InclusionProof;
import org.beleg.proof.MultiProof;
import org.beleg.tree.MerkleTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a receipt or a bare proof for records. */
@Command(
    name = "prove",
    description = {
      "Show that a record is in the tree of all records, or that the tree only grew.",
      "",
      "With --checkpoint the result is a receipt, which proves the record to whoever trusts the log's "
          + "key. Without, it is a bare proof, for whoever trusts the root hash."
    },
    footer = {
      "  beleg prove --lines server.log --index 41 --checkpoint checkpoint --out 41.receipt",
      "  beleg prove --lines server.log --index 3,8,21",
      "  beleg prove --lines server.log --from 1000"
    })
final class ProveCommand extends Task {

  @Mixin
  private RecordOptions records;

  @Option(
      names = "--index",
      paramLabel = "N",
      split = ",",
      description = "The record at this place, from 0. Several make one proof for all.")
  private long[] indexes = {};

  @Mixin
  private EntryOptions entry;

  @Option(
      names = "--from",
      paramLabel = "SIZE",
      description = "Prove consistency: the first SIZE records are those of the earlier tree.")
  private @Nullable Long from;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "Prove in the tree of the first SIZE records; default is all.")
  private @Nullable Long size;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Signed checkpoint of these records: makes a receipt.")
  private @Nullable String checkpoint;

  @Mixin
  private Output output;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    boolean one = indexes.length == 1 || entry.isPresent();
    long wishes = Stream.of(indexes.length > 0, entry.isPresent(), from != null)
        .filter(present -> present)
        .count();
    if (wishes != 1) {
      throw usage("Say what to prove: one of --index, --record, --text and --from");
    }
    if (checkpoint != null && (!one || size != null)) {
      throw usage("A receipt is for one record, and its checkpoint states the size");
    }
    byte[] wanted = entry.find(this).orElse(null);
    SignedNote note =
        checkpoint == null ? null : SignedNote.parse(input().document(checkpoint, "signed note"));
    MerkleTree tree = records.build(this).tree();
    if (note != null) {
      Checkpoint signed = Checkpoint.parse(tree.hasher(), note.text());
      MerkleTree version = version(tree, signed.treeSize());
      return receipt(report, version, index(version, wanted), note, signed);
    }
    MerkleTree version = size == null ? tree : version(tree, size);
    if (from != null) {
      consistency(report, version, from);
    } else if (one) {
      inclusion(report, version, index(version, wanted));
    } else {
      many(report, version);
    }
    return true;
  }

  private MerkleTree version(MerkleTree tree, long treeSize) {
    if (treeSize < 1 || treeSize > tree.size()) {
      throw usage("No tree of size " + treeSize + " among " + tree.size() + " records");
    }
    return tree.at(treeSize);
  }

  private long index(MerkleTree tree, byte @Nullable [] wanted) {
    if (wanted == null) {
      return checked(tree, indexes[0]);
    }
    Hash leafHash = tree.hasher().leafHash(wanted);
    return LongStream.range(0, tree.size())
        .filter(i -> tree.leafHash(i).equals(leafHash))
        .findFirst()
        .orElseThrow(() -> usage("The record is none of the " + tree.size() + " given"));
  }

  private long checked(MerkleTree tree, long index) {
    if (index < 0 || index >= tree.size()) {
      throw usage("No record " + index + " among " + tree.size() + "; the first is 0");
    }
    return index;
  }

  /** Makes a receipt, unless the checkpoint is of other records: such a receipt would be refused. */
  private boolean receipt(
      Report report, MerkleTree tree, long index, SignedNote note, Checkpoint signed)
      throws IOException, MalformedDataException {
    InclusionProof proof = tree.proveInclusion(index);
    Verdict verdict = proof.check(tree.hasher(), tree.leafHash(index), signed.rootHash());
    if (!verdict.isAccepted()) {
      report.line("No receipt: these are not the records that the checkpoint was signed for.");
      report.verdict(verdict);
      return false;
    }
    describe(report, "receipt", tree);
    report.field("leafIndex", index);
    report.field("origin", signed.origin());
    output.write(report, "proof", Receipt.of(proof, note).format());
    return true;
  }

  private void inclusion(Report report, MerkleTree tree, long index) throws IOException {
    describe(report, "inclusion", tree);
    report.field("leafIndex", index);
    output.write(report, "proof", tree.proveInclusion(index).format());
  }

  private void many(Report report, MerkleTree tree) throws IOException {
    for (long index : indexes) {
      checked(tree, index);
    }
    MultiProof proof = tree.proveAll(indexes);
    describe(report, "multi", tree);
    List<Long> proven = Arrays.stream(proof.leafIndexes()).boxed().toList();
    report.field("leafIndexes", proven);
    output.write(report, "proof", proof.format());
  }

  private void consistency(Report report, MerkleTree tree, long oldSize) throws IOException {
    if (oldSize < 1 || oldSize > tree.size()) {
      throw usage("--from must be 1 to " + tree.size() + ", as nothing can be proven from nothing");
    }
    ConsistencyProof proof = tree.proveConsistency(oldSize);
    describe(report, "consistency", tree);
    report.field("oldSize", oldSize);
    report.field("oldRootHash", tree.rootHash(oldSize).toHex());
    output.write(report, "proof", proof.format());
  }

  private void describe(Report report, String kind, MerkleTree tree) {
    report.field("kind", kind);
    report.field("algorithm", Names.of(tree.hasher().algorithm()));
    report.field("treeSize", tree.size());
    report.field("rootHash", tree.rootHash().toHex());
    if (!output.isStandardOutput()) {
      report.note("kind", kind);
      report.note("tree size", Long.toString(tree.size()));
      report.note("root hash", tree.rootHash().toHex());
    }
  }
}
