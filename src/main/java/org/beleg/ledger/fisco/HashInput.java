package org.beleg.ledger.fisco;

import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.io.ByteArrayOutputStream;
import org.beleg.hash.Hash;
import org.beleg.internal.text.Utf8;

/**
 * The bytes that a node hashes: integers big-endian, all else as it is, one field behind the other and
 * nothing between them.
 */
final class HashInput {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  HashInput int32(int number) {
    return bytes(Ints.toByteArray(number));
  }

  HashInput int64(long number) {
    return bytes(Longs.toByteArray(number));
  }

  HashInput text(String text) {
    return bytes(Utf8.encode(text));
  }

  HashInput bytes(byte[] field) {
    bytes.writeBytes(field);
    return this;
  }

  HashInput hash(Hash hash) {
    return bytes(hash.toByteArray());
  }

  Hash hash(CryptoSuite suite) {
    return suite.hash(bytes.toByteArray());
  }
}
