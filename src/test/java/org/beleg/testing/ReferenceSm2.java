package org.beleg.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import org.beleg.hash.HashAlgorithm;

/**
 * SM2 signatures as GB/T 32918.2 writes them down, over any curve y^2 = x^3 + ax + b with 256 bits: affine
 * points, big integers, no tricks. Slow, and the reference for what is not.
 *
 * @param p the field's prime
 * @param n the order of the generator
 */
public record ReferenceSm2(
    BigInteger p, BigInteger a, BigInteger b, BigInteger n, Point generator) {

  /** An affine point. */
  public record Point(BigInteger x, BigInteger y) {}

  /** A signature. */
  public record Pair(BigInteger r, BigInteger s) {}

  /** The curve of GB/T 32918.5. */
  public static final ReferenceSm2 STANDARD = curve(
      "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF",
      "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC",
      "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93",
      "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123",
      "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7",
      "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0");

  /** The example curve of the drafts of GM/T 0003, which no key has. */
  public static final ReferenceSm2 DRAFT = curve(
      "8542D69E4C044F18E8B92435BF6FF7DE457283915C45517D722EDB8B08F1DFC3",
      "787968B4FA32C3FD2417842E73BBFEFF2F3C848B6831D7E0EC65228B3937E498",
      "63E4C6D3B23B0C849CF84241484BFE48F61D59A5B16BA06E6E12D1DA27C5249A",
      "8542D69E4C044F18E8B92435BF6FF7DD297720630485628D5AE74EE7C32E79B7",
      "421DEBD61B62EAB6746434EBC3CC315E32220B3BADD50BDC4C4E6C147FEDD43D",
      "0680512BCBB42C07D47349D2153B70C4E5D7FDFCBFA36EA1A85841B9E46E09A2");

  /** P-256, FIPS 186-5. */
  public static final ReferenceSm2 P256 = curve(
      "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
      "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC",
      "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B",
      "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
      "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
      "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5");

  private static ReferenceSm2 curve(String p, String a, String b, String n, String x, String y) {
    return new ReferenceSm2(
        new BigInteger(p, 16),
        new BigInteger(a, 16),
        new BigInteger(b, 16),
        new BigInteger(n, 16),
        new Point(new BigInteger(x, 16), new BigInteger(y, 16)));
  }

  /** The public key of a secret. */
  public Point publicKey(BigInteger secret) {
    return times(secret, generator);
  }

  /** Section 5.5: what a user id and a public key make of any message. */
  public byte[] z(HashAlgorithm hash, byte[] userId, Point key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((8 * userId.length) >>> 8);
    bytes.write(8 * userId.length);
    bytes.writeBytes(userId);
    for (BigInteger number :
        new BigInteger[] {a, b, generator.x(), generator.y(), key.x(), key.y()}) {
      bytes.writeBytes(bytes32(number));
    }
    return hash.hash(bytes.toByteArray()).toByteArray();
  }

  /** The number that is signed: the hash of Z and the message. */
  public BigInteger e(HashAlgorithm hash, byte[] userId, Point key, byte[] message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(z(hash, userId, key));
    bytes.writeBytes(message);
    return new BigInteger(1, hash.hash(bytes.toByteArray()).toByteArray());
  }

  /** Section 6.1 with a given nonce. */
  public Pair sign(BigInteger secret, BigInteger e, BigInteger nonce) {
    BigInteger r = e.add(times(nonce, generator).x()).mod(n);
    BigInteger s = secret
        .add(BigInteger.ONE)
        .modInverse(n)
        .multiply(nonce.subtract(r.multiply(secret)))
        .mod(n);
    return new Pair(r, s);
  }

  /** Section 7.1. */
  public boolean verify(Point key, BigInteger e, Pair pair) {
    BigInteger t = pair.r().add(pair.s()).mod(n);
    if (!isInRange(pair.r()) || !isInRange(pair.s()) || t.signum() == 0) {
      return false;
    }
    Point sum = plus(times(pair.s(), generator), times(t, key));
    return e.add(sum.x()).mod(n).equals(pair.r());
  }

  private boolean isInRange(BigInteger number) {
    return number.signum() > 0 && number.compareTo(n) < 0;
  }

  /** The multiple by a number in [1, order). */
  private Point times(BigInteger scalar, Point point) {
    Point sum = point;
    for (int bit = scalar.bitLength() - 2; bit >= 0; bit--) {
      sum = plus(sum, sum);
      if (scalar.testBit(bit)) {
        sum = plus(sum, point);
      }
    }
    return sum;
  }

  /** The sum of two points that are not each other's negative, which here none are. */
  private Point plus(Point one, Point other) {
    BigInteger slope = one.equals(other)
        ? one.x()
            .pow(2)
            .multiply(BigInteger.valueOf(3))
            .add(a)
            .multiply(one.y().shiftLeft(1).modInverse(p))
        : other.y().subtract(one.y()).multiply(other.x().subtract(one.x()).modInverse(p));
    BigInteger x = slope.pow(2).subtract(one.x()).subtract(other.x()).mod(p);
    return new Point(x, slope.multiply(one.x().subtract(x)).subtract(one.y()).mod(p));
  }

  /** A number as 32 bytes, the highest first. */
  public static byte[] bytes32(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * (31 - i)).byteValue();
    }
    return bytes;
  }
}
