package org.beleg.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.chain.ChainSegment;
import org.beleg.chain.HashChain;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.note.NoteSigner;
import org.beleg.note.Receipt;
import org.beleg.note.SignedNote;
import org.beleg.note.TrustPolicy;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.tree.MerkleTree;

/**
 * Attempts to pass something off as genuine, each with the library's answer. All must be refused.
 *
 * <p>A receipt is altered as a forger would: in the text of its file, one character of base64 for another.
 */
final class DemoForgeries {

  /** An attempt and its answer. */
  record Forgery(String what, Verdict verdict) {}

  private final DemoLog log;
  private final String receipt;
  private final List<Forgery> forgeries = new ArrayList<>();

  private DemoForgeries(DemoLog log, String receipt) {
    this.log = log;
    this.receipt = receipt;
  }

  /**
   * Tries them all.
   *
   * @param log the genuine log
   * @param receipt the genuine receipt of its sample
   * @param remembered the earlier tree, as a client that saw its checkpoint remembers it
   */
  static List<Forgery> attempt(DemoLog log, String receipt, MerkleTree remembered)
      throws MalformedDataException {
    DemoForgeries forger = new DemoForgeries(log, receipt);
    forger.alterReceipt();
    forger.impersonate();
    forger.rewriteHistory(remembered);
    forger.alterChain();
    return List.copyOf(forger.forgeries);
  }

  private void alterReceipt() throws MalformedDataException {
    DemoSample sample = log.sample();
    Receipt genuine = Receipt.parse(receipt);
    add(
        "record: " + sample.alteredPlace() + " altered",
        genuine.verify(sample.altered(), log.policy()));
    List<String> lines = receipt.lines().toList();
    int pathEnd = lines.indexOf("");
    int signature = lines.size() - 1;
    if (pathEnd > 2) {
      tryReceipt("path: one byte of its first hash altered", alterBase64(lines, 2, 0));
    } else {
      tryReceipt("path: a hash too many", insert(lines, 2, lines.get(pathEnd + 3)));
    }
    OptionalLong other = otherRecord(sample.index());
    if (other.isPresent()) {
      String claim = "index " + other.getAsLong();
      tryReceipt("index: claims to be record " + other.getAsLong(), replace(lines, 1, claim));
    }
    tryReceipt("checkpoint: one byte of its root altered", alterBase64(lines, pathEnd + 3, 0));
    tryReceipt(
        "checkpoint: claims one record more",
        replace(lines, pathEnd + 2, Long.toString(log.size() + 1)));
    // behind the name, the key id and R, in the middle of S
    int inS = lines.get(signature).length() - 24;
    tryReceipt("signature: one byte altered", alterBase64(lines, signature, inS));
  }

  /** A place with another record: where equal ones lie, the same receipt may be right for both. */
  private OptionalLong otherRecord(long index) {
    MerkleTree tree = log.tree();
    Hash leafHash = tree.leafHash(index);
    return LongStream.range(1, tree.size())
        .map(step -> (index + step) % tree.size())
        .filter(other -> !tree.leafHash(other).equals(leafHash))
        .findFirst();
  }

  private void impersonate() throws MalformedDataException {
    NoteSigner stranger =
        NoteSigner.of(DemoLog.ORIGIN, SigningKey.generate(SignatureScheme.ED25519));
    Receipt genuine = Receipt.parse(receipt);
    SignedNote strangersNote = stranger.sign(genuine.checkpointNote().text());
    Receipt strangers = Receipt.of(genuine.proof(), strangersNote);
    add(
        "signer: another key under the log's name",
        strangers.verify(log.sample().entry(), log.policy()));
    TrustPolicy other = TrustPolicy.of("beleg.example/other", log.policy().logKeys());
    add("log: shown as a receipt of another log", genuine.verify(log.sample().entry(), other));
  }

  /** The log itself cheats: it changes an old record and signs a new checkpoint, correctly. */
  private void rewriteHistory(MerkleTree remembered) {
    MerkleTree tree = log.tree();
    long victim = remembered.size() - 1;
    // cannot be the record that it replaces, as it holds that one's hash
    String replacement = "instead of " + tree.leafHash(victim);
    MerkleTree rewritten = tree.at(victim).append(replacement.getBytes(StandardCharsets.UTF_8));
    while (rewritten.size() < tree.size()) {
      rewritten = rewritten.appendLeafHashes(leafHashes(tree, rewritten.size()));
    }
    Verdict verdict = rewritten
        .proveConsistency(remembered.size())
        .check(tree.hasher(), remembered.rootHash(), rewritten.rootHash());
    add("history: record " + victim + " replaced, all signed anew", verdict);
  }

  /** Some leaf hashes from a place on, laid end to end. */
  private static byte[] leafHashes(MerkleTree tree, long begin) {
    int count = (int) Math.min(tree.size() - begin, 1 << 16);
    int size = tree.hasher().hashSize();
    byte[] hashes = new byte[count * size];
    for (int i = 0; i < count; i++) {
      tree.leafHash(begin + i).copyTo(hashes, i * size);
    }
    return hashes;
  }

  private void alterChain() throws MalformedDataException {
    HashChain chain = log.chain();
    long end = Math.min(chain.length(), DemoLog.LONGEST_WALK);
    ChainSegment genuine = chain.segment(0, end);
    byte[] bytes = genuine.toByteArray();
    int middle = (int) end / 2;
    // each position has 64 bytes behind the header of 17: the entry's hash, then the link
    bytes[17 + middle * 64 + 32] ^= 1;
    ChainSegment altered = ChainSegment.parse(HashAlgorithm.SHA_256, bytes);
    add(
        "chain: one byte of link " + (middle + 1) + " altered",
        altered.check(chain.head(0), chain.head(end)));
    HashChain other = HashChain.start(HashAlgorithm.SHA_256, "beleg.example/other");
    add("chain: begun as the chain of another log", genuine.check(other.head(), chain.head(end)));
  }

  private void tryReceipt(String what, List<String> lines) throws MalformedDataException {
    Receipt forged = Receipt.parse(String.join("\n", lines) + "\n");
    add(what, forged.verify(log.sample().entry(), log.policy()));
  }

  private void add(String what, Verdict verdict) {
    forgeries.add(new Forgery(what, verdict));
  }

  private static List<String> alterBase64(List<String> lines, int line, int at) {
    StringBuilder altered = new StringBuilder(lines.get(line));
    altered.setCharAt(at, altered.charAt(at) == 'A' ? 'B' : 'A');
    return replace(lines, line, altered.toString());
  }

  private static List<String> replace(List<String> lines, int line, String text) {
    List<String> replaced = new ArrayList<>(lines);
    replaced.set(line, text);
    return replaced;
  }

  private static List<String> insert(List<String> lines, int line, String text) {
    List<String> longer = new ArrayList<>(lines);
    longer.add(line, text);
    return longer;
  }
}
