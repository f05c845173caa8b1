package org.beleg.proof;

import java.io.ByteArrayOutputStream;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashList;
import org.beleg.internal.text.LineReader;
import org.beleg.internal.text.StrictBase64;

/**
 * The text form of proofs, in the manner of <a href="https://c2sp.org/tlog-proof">C2SP tlog-proof</a>: a
 * line that names the format, lines of one named number each, then one line of base64 per hash.
 *
 * <pre>
 *   beleg/consistency-proof/v1
 *   old 3
 *   new 5
 *   /PCmxwDdE+J0tvuo3uqN2bJuTu3eNJVxfKyECMnFF38=
 * </pre>
 *
 * <p>Every line ends in LF. Version 1 is frozen.
 */
final class ProofText {

  private ProofText() {}

  static void appendHashes(StringBuilder text, HashList hashes) {
    for (Hash hash : hashes) {
      text.append(StrictBase64.encode(hash.toByteArray())).append('\n');
    }
  }

  /** Reads hashes of one size up to the end of the text. */
  static HashList readHashes(LineReader lines, String what) throws MalformedDataException {
    ByteArrayOutputStream flat = new ByteArrayOutputStream();
    int hashSize = Hash.MIN_SIZE;
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.length() > 88) { // base64 of 64 bytes
        throw lines.malformed("hash has more than " + Hash.MAX_SIZE + " bytes");
      }
      byte[] hash = StrictBase64.decode(line, what, lines.where());
      if (hash.length < Hash.MIN_SIZE || hash.length > Hash.MAX_SIZE) {
        throw lines.malformed("hash has " + hash.length + " bytes");
      }
      if (flat.size() == 0) {
        hashSize = hash.length;
      } else if (hash.length != hashSize) {
        throw lines.malformed("hash has " + hash.length + " bytes, the first has " + hashSize);
      }
      flat.writeBytes(hash);
    }
    return HashList.ofFlat(flat.toByteArray(), hashSize);
  }
}
