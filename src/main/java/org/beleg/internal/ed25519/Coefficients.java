package org.beleg.internal.ed25519;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;

/**
 * The coefficients of a batch: 128 bits for each statement, out of a transcript of all of them.
 *
 * <p>Whoever could predict the coefficients could send bad signatures whose errors cancel. A random
 * source would do against that, too, but then verdicts were not repeatable, and the source one more
 * thing to trust. As each coefficient depends on every statement, to change one statement changes all
 * coefficients.
 *
 * <p>seed = SHA-512(label, count, and of each statement A, R, S and the hash that k is), in order; block
 * j = SHA-512(seed, j) holds coefficients 4 j to 4 j + 3. Numbers are big-endian in eight bytes.
 */
final class Coefficients {

  private static final byte[] LABEL = "beleg/ed25519/batch/v1".getBytes(StandardCharsets.US_ASCII);

  private static final int HASH_BYTES = 64;
  private static final int COEFFICIENT_BYTES = 16;
  private static final int PER_BLOCK = HASH_BYTES / COEFFICIENT_BYTES;

  private Coefficients() {}

  /** A scalar in [0, 2^128) for each statement, in their order. */
  static long[][] of(List<Statement> statements) {
    Digest sha512 = JdkDigest.of("SHA-512");
    update(sha512, LABEL);
    update(sha512, number(statements.size()));
    for (Statement statement : statements) {
      update(sha512, statement.key().encoded());
      update(sha512, statement.signature());
      update(sha512, statement.hash());
    }
    byte[] seed = new byte[HASH_BYTES];
    sha512.finish(seed, 0);
    long[][] coefficients = new long[statements.size()][];
    byte[] block = new byte[HASH_BYTES];
    for (int i = 0; i < coefficients.length; i++) {
      int place = i % PER_BLOCK;
      if (place == 0) {
        update(sha512, seed);
        update(sha512, number(i / PER_BLOCK));
        sha512.finish(block, 0);
      }
      coefficients[i] = Scalars.decode(block, place * COEFFICIENT_BYTES, COEFFICIENT_BYTES);
    }
    return coefficients;
  }

  private static void update(Digest digest, byte[] bytes) {
    digest.update(bytes, 0, bytes.length);
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }
}
