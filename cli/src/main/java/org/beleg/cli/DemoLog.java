package org.beleg.cli;

import java.io.IOException;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.chain.HashChain;
import org.beleg.hash.HashAlgorithm;
import org.beleg.hash.TreeHasher;
import org.beleg.note.Checkpoint;
import org.beleg.note.NoteSigner;
import org.beleg.note.NoteVerifier;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.beleg.note.TrustPolicy;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;

/**
 * A log as the demo runs one: a chain and a tree over the same records, and a key that signs.
 *
 * <p>Its key is drawn when it is made and dies with it.
 */
final class DemoLog {

  static final String ORIGIN = "beleg.example/demo";

  /** The most links that are walked and written: 64 bytes each. */
  static final long LONGEST_WALK = 100_000;

  private final HashChain chain;
  private final MerkleTree tree;
  private final long bytes;
  private final DemoSample sample;
  private final NoteSigner signer;

  private DemoLog(HashChain chain, TreeBuilder builder, DemoSample sample) {
    this.chain = chain;
    this.tree = builder.tree();
    this.bytes = builder.totalBytes();
    this.sample = sample;
    this.signer = NoteSigner.of(ORIGIN, SigningKey.generate(SignatureScheme.ED25519));
  }

  /** Reads all records once; the sample comes from the first {@code sampleLimit}. */
  static DemoLog of(RecordSource source, long sampleLimit) throws IOException {
    Reading reading = new Reading(sampleLimit);
    source.forEach("hashing", reading);
    return new DemoLog(reading.chain, reading.builder, reading.sample);
  }

  /** What grows while records are read. */
  private static final class Reading implements RecordSource.Visitor {
    private final TreeBuilder builder = new TreeBuilder(TreeHasher.sha256());
    private final DemoSample sample;
    private HashChain chain = HashChain.start(HashAlgorithm.SHA_256, ORIGIN);

    Reading(long sampleLimit) {
      this.sample = new DemoSample(sampleLimit);
    }

    @Override
    public void record(String name, byte[] entry) {
      sample.offer(chain.length(), name, entry);
      chain = chain.append(entry);
      builder.add(entry);
    }
  }

  HashChain chain() {
    return chain;
  }

  MerkleTree tree() {
    return tree;
  }

  /** The number of records. */
  long size() {
    return tree.size();
  }

  /** The number of records at an earlier time: half, and at least one. */
  long earlierSize() {
    return Math.max(1, tree.size() / 2);
  }

  /** The number of bytes in all records. */
  long bytes() {
    return bytes;
  }

  /** One record that was kept, to be altered later. */
  DemoSample sample() {
    return sample;
  }

  NoteVerifier verifier() {
    return signer.verifier();
  }

  /** What somebody must know who trusts this log. */
  TrustPolicy policy() {
    return TrustPolicy.of(ORIGIN, List.of(verifier()));
  }

  /** The signed checkpoint of a version of the tree. */
  SignedNote sign(MerkleTree version) {
    return signer.sign(Checkpoint.of(ORIGIN, version.size(), version.rootHash()).format());
  }

  /** The receipt of a record. */
  Receipt receipt(long index, SignedNote checkpoint) {
    try {
      return Receipt.of(tree.proveInclusion(index), checkpoint);
    } catch (MalformedDataException e) {
      throw new AssertionError("the checkpoint of this tree has its size", e);
    }
  }
}
