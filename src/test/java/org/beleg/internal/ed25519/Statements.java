package org.beleg.internal.ed25519;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.beleg.testing.Ed25519Signers;
import org.beleg.testing.ReferenceCurve;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Makes statements, honest, crafted and corrupted, and knows of each what Bouncy Castle says. */
final class Statements {

  /** The engines, which must agree. The vector code runs on every JVM, if slowly. */
  static final List<Field> FIELDS = List.of(FiveLimbs.FIELD, new LaneField());

  /** A statement and its outcome. */
  record Known(Statement statement, Outcome outcome) {}

  private final Random random;
  private final Ed25519Signers signers;
  private final Map<String, PublicPoint> points = new HashMap<>();

  Statements(Random random, int keys) {
    this.random = random;
    this.signers = new Ed25519Signers(random, keys, 6);
  }

  /** A statement by a key of the stock that holds, with parts of small order in A and R or without. */
  Known honest(int key, boolean smallOrder) {
    byte[] message = new byte[random.nextInt(100)];
    random.nextBytes(message);
    Ed25519Signers.Signed signed = signers.sign(
        key,
        smallOrder ? random.nextInt(8) : 0,
        random.nextInt(6),
        smallOrder ? random.nextInt(8) : 0,
        message);
    return known(signed.key, message, signed.signature, Outcome.HOLDS);
  }

  /** One that does not hold, since S, R or the message was changed. */
  Known corrupted(int key) {
    Known honest = honest(key, random.nextBoolean());
    byte[] a = honest.statement().key().encoded();
    byte[] message = new byte[100]; // longer than any honest one
    byte[] signature = honest.statement().signature().clone();
    switch (random.nextInt(3)) {
      case 0 -> signature = moved(signature, 1 + random.nextInt(1 << 30));
      case 1 -> signature[random.nextInt(31)] ^= (byte) (1 << random.nextInt(8));
      default -> {} // another message
    }
    boolean point =
        new PointDecoder(FiveLimbs.FIELD).decode(new long[PointDecoder.XY], signature)[0];
    return known(a, message, signature, point ? Outcome.FAILS : Outcome.NO_POINT);
  }

  /** The same statement, off by so many times the base point. */
  Known moved(Known honest, int by) {
    Statement statement = honest.statement();
    return new Known(
        Statement.of(statement.key(), moved(statement.signature(), by), statement.hash()),
        Outcome.FAILS);
  }

  private static byte[] moved(byte[] signature, int by) {
    BigInteger s = ReferenceCurve.littleEndian(Arrays.copyOfRange(signature, 32, 64))
        .add(BigInteger.valueOf(by))
        .mod(ReferenceCurve.L);
    return Ed25519Signers.join(signature, s);
  }

  private Known known(byte[] key, byte[] message, byte[] signature, Outcome outcome) {
    boolean oracle = Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
    if (oracle != (outcome == Outcome.HOLDS)) {
      throw new AssertionError("Bouncy Castle says " + oracle + ", arithmetic " + outcome);
    }
    return new Known(of(key, message, signature), outcome);
  }

  /** A statement of anything whose key is a point. */
  Statement of(byte[] key, byte[] message, byte[] signature) {
    PublicPoint point = points.computeIfAbsent(Arrays.toString(key), name -> {
      PublicPoint decoded = PublicPoint.decode(key).orElseThrow();
      return points.size() % 3 == 0 ? decoded.prepared() : decoded;
    });
    byte[] hash = Ed25519Signers.sha512(Arrays.copyOf(signature, 32), key, message);
    return Statement.of(point, signature, hash);
  }
}
