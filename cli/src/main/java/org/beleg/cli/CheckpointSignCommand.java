package org.beleg.cli;

import java.io.IOException;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.note.Checkpoint;
import org.beleg.note.NoteSigner;
import org.beleg.note.SignedNote;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a checkpoint, of a size and root or of records. */
@Command(
    name = "sign",
    description = {
      "Sign the size and root hash of a tree as a checkpoint (C2SP tlog-checkpoint).",
      "",
      "The tree is that of the records named, or of --size and --root."
    },
    footer = {
      "  beleg checkpoint sign --key log.key.pem --origin log.example/a --lines server.log",
      "  beleg checkpoint sign --key log.key.pem --origin log.example/a --size 5 --root b855...6f"
    })
final class CheckpointSignCommand extends Task {

  @Mixin
  private RecordOptions records;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      required = true,
      description = "File with the private key (PKCS#8).")
  private String keyFile;

  @Option(
      names = "--origin",
      paramLabel = "ORIGIN",
      required = true,
      description = "Names the log, such as log.example/a.")
  private String origin;

  @Option(
      names = "--name",
      paramLabel = "KEYNAME",
      description = "Name that the key signs under; default is the origin.")
  private @Nullable String keyName;

  @Option(names = "--size", paramLabel = "SIZE", description = "The tree size.")
  private @Nullable Long treeSize;

  @Option(names = "--root", paramLabel = "HEX", description = "The root hash.")
  private @Nullable Hash rootHash;

  @Mixin
  private Output output;

  @Override
  boolean run(Report report) throws IOException, MalformedDataException {
    if ((treeSize == null) != (rootHash == null) || records.isEmpty() == (treeSize == null)) {
      throw usage("Name records, or give both --size and --root");
    }
    SigningKey key = SigningKey.parsePem(input().document(keyFile, "private key"));
    NoteSigner signer = NoteSigner.of(keyName == null ? origin : keyName, key);
    SignedNote note = signer.sign(checkpoint().format());
    Checkpoint signed = Checkpoint.parse(records.hasher(), note.text());
    report.field("origin", signed.origin());
    report.field("treeSize", signed.treeSize());
    report.field("rootHash", signed.rootHash().toHex());
    report.field("vkey", signer.verifier().format());
    output.write(report, "checkpoint", note.format());
    return true;
  }

  private Checkpoint checkpoint() throws IOException {
    if (treeSize != null && rootHash != null) {
      return Checkpoint.of(records.hasher(), origin, treeSize, rootHash);
    }
    MerkleTree tree = records.build(this).tree();
    return Checkpoint.of(tree.hasher(), origin, tree.size(), tree.rootHash());
  }
}
