package org.beleg.ledger.bitcoin;

import java.util.ArrayList;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;

/**
 * The text form of proofs: a line that names the format, then lines of a name, a space and a value, each
 * ended by LF. Hashes and transactions are base64 of their bytes, hashes in internal order.
 */
final class ProofLines {

  static final String WITNESS_SIBLING = "witness-sibling";
  static final String RESERVED = "reserved";

  private static final String INDEX = "index";
  private static final String COINBASE = "coinbase";
  private static final String COINBASE_SIBLING = "coinbase-sibling";
  private static final String SIBLING = "sibling";

  private ProofLines() {}

  static void append(StringBuilder text, TransactionProof proof) {
    if (proof.leafIndex() < 0) {
      throw new IllegalStateException("negative numbers have no text form");
    }
    text.append(INDEX).append(' ').append(proof.leafIndex()).append('\n');
    append(text, COINBASE, proof.coinbaseProof().coinbase().format());
    append(text, COINBASE_SIBLING, proof.coinbaseProof().hashes());
    append(text, SIBLING, proof.branch().hashes());
  }

  static void append(StringBuilder text, String name, HashList path) {
    if (path.size() > TransactionCounts.MAX_DEPTH) {
      throw new IllegalStateException(
          path.size() + " hashes, the tree of a block has fewer levels");
    }
    for (Hash hash : path) {
      append(text, name, hash.toByteArray());
    }
  }

  static void append(StringBuilder text, String name, byte[] bytes) {
    text.append(name).append(' ').append(StrictBase64.encode(bytes)).append('\n');
  }

  static TransactionProof readTransactionProof(LineReader lines, String what)
      throws MalformedDataException {
    long leafIndex = lines.number(INDEX);
    if (leafIndex > Integer.MAX_VALUE) {
      throw lines.malformed("leaf index " + leafIndex + " is no block's");
    }
    Transaction coinbase = Transaction.parse(readBytes(lines, COINBASE, what));
    List<Hash> coinbasePath = readPath(lines, COINBASE_SIBLING, what);
    List<Hash> path = readPath(lines, SIBLING, what);
    return TransactionProof.of(
        MerkleBranch.of((int) leafIndex, path), CoinbaseProof.of(coinbase, coinbasePath));
  }

  /** All lines of a name that follow, of which there may be none. */
  static List<Hash> readPath(LineReader lines, String name, String what)
      throws MalformedDataException {
    List<Hash> path = new ArrayList<>();
    while (lines.nextBeginsWith(name + ' ')) {
      path.add(readHash(lines, name, what));
      if (path.size() > TransactionCounts.MAX_DEPTH) {
        throw lines.malformed("more hashes than the tree of a block has levels");
      }
    }
    return path;
  }

  static Hash readHash(LineReader lines, String name, String what) throws MalformedDataException {
    byte[] hash = readBytes(lines, name, what);
    if (hash.length != DoubleSha256.SIZE) {
      throw lines.malformed(hash.length + " bytes, a hash has " + DoubleSha256.SIZE);
    }
    return Hash.of(hash);
  }

  static byte[] readBytes(LineReader lines, String name, String what)
      throws MalformedDataException {
    String value = lines.value(name);
    return StrictBase64.decode(value, what, lines.where());
  }

  static void requireEnd(LineReader lines) throws MalformedDataException {
    if (lines.hasNext()) {
      throw lines.malformed("text behind the last line of the proof");
    }
  }
}
