package org.beleg.internal.sign;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.io.BaseEncoding;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.beleg.MalformedDataException;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * A named curve y^2 = x^3 + ax + b of prime order over a prime field, and how its keys are written.
 * Shared by every scheme on such a curve; the signature algorithm is none of its business.
 */
final class EcCurve {

  /** Uncompressed point, SEC 1 (version 2.0), section 2.3.3. */
  private static final byte UNCOMPRESSED = 0x04;

  /** Compressed point with an even y, ibidem. */
  private static final byte EVEN = 0x02;

  private static final int PARAMETERS = Der.contextConstructed(0);
  private static final int PUBLIC_KEY = Der.contextConstructed(1);

  /** A scalar is rejected with probability 2^-32 at most, so a sound source never comes near this. */
  private static final int MAX_DRAWS = 64;

  private static final ConcurrentMap<String, EcCurve> CURVES = new ConcurrentHashMap<>();

  private final String name;

  /** The OID as DER, which is all of ECParameters that is ever accepted: RFC 5480, section 2.1.1. */
  private final byte[] namedCurve;

  private final ECDomainParameters domain;
  private final int coordinateBytes;
  private final int scalarBytes;
  private final Supplier<CombTable> generatorTable;

  private EcCurve(String name, String namedCurveDer) {
    X9ECParameters parameters = CustomNamedCurves.getByName(name);
    this.name = name;
    this.namedCurve = BaseEncoding.base16().lowerCase().decode(namedCurveDer);
    this.domain = new ECDomainParameters(parameters);
    this.coordinateBytes = (domain.getCurve().getFieldSize() + 7) / 8;
    this.scalarBytes = (domain.getN().bitLength() + 7) / 8;
    this.generatorTable =
        Suppliers.memoize(() -> new CombTable(domain.getG(), domain.getN().bitLength()));
  }

  /** One object for each curve, so that tables computed for the generator serve all its schemes. */
  private static EcCurve named(String name, String namedCurveDer) {
    return CURVES.computeIfAbsent(name, key -> new EcCurve(key, namedCurveDer));
  }

  /** NIST P-256, also secp256r1 and prime256v1: 1.2.840.10045.3.1.7. */
  static EcCurve p256() {
    return named("P-256", "06082a8648ce3d030107");
  }

  /** NIST P-384, also secp384r1: 1.3.132.0.34. */
  static EcCurve p384() {
    return named("P-384", "06052b81040022");
  }

  /** NIST P-521, also secp521r1: 1.3.132.0.35. */
  static EcCurve p521() {
    return named("P-521", "06052b81040023");
  }

  /** The curve of Bitcoin: 1.3.132.0.10. */
  static EcCurve secp256k1() {
    return named("secp256k1", "06052b8104000a");
  }

  /** The curve of GB/T 32918.5-2017: 1.2.156.10197.1.301. */
  static EcCurve sm2() {
    return named("sm2p256v1", "06082a811ccf5501822d");
  }

  String name() {
    return name;
  }

  BigInteger order() {
    return domain.getN();
  }

  /** The field's prime. */
  BigInteger prime() {
    return domain.getCurve().getField().getCharacteristic();
  }

  ECPoint generator() {
    return domain.getG();
  }

  /** Multiples of the generator, computed when first asked for. */
  CombTable generatorTable() {
    return requireNonNull(generatorTable.get()); // the supplier makes no null, but its type may
  }

  /** The size of numbers below the order. */
  int scalarBytes() {
    return scalarBytes;
  }

  /** a, b and the coordinates of the generator, each with as many bytes as the prime. */
  List<byte[]> parameters() {
    return List.of(
        domain.getCurve().getA().getEncoded(),
        domain.getCurve().getB().getEncoded(),
        domain.getG().getAffineXCoord().getEncoded(),
        domain.getG().getAffineYCoord().getEncoded());
  }

  /**
   * Decodes an uncompressed point: 0x04, x, y. Neither the point at infinity nor a compressed or hybrid
   * form begins that way, and one point then has one encoding.
   */
  ECPoint publicKey(byte[] raw) throws MalformedDataException {
    String what = name + " public key";
    int length = 1 + 2 * coordinateBytes;
    if (raw.length != length) {
      throw new MalformedDataException(what, "raw key", raw.length + " bytes, not " + length);
    }
    if (raw[0] != UNCOMPRESSED) {
      throw new MalformedDataException(what, "raw key", "not an uncompressed point (0x04)");
    }
    BigInteger x = new BigInteger(1, raw, 1, coordinateBytes);
    BigInteger y = new BigInteger(1, raw, 1 + coordinateBytes, coordinateBytes);
    if (x.compareTo(prime()) >= 0 || y.compareTo(prime()) >= 0) {
      throw new MalformedDataException(
          what, "raw key", "coordinate is not below the field's prime");
    }
    ECPoint point = domain.getCurve().createPoint(x, y);
    // the equation is all there is to check: the order is prime, so every point generates the group
    if (!point.isValid()) {
      throw new MalformedDataException(what, "raw key", "not a point of the curve");
    }
    return point;
  }

  /** The point with this x, which must be below the prime, and an even y. */
  ECPoint evenPoint(byte[] x, String what) throws MalformedDataException {
    byte[] compressed = new byte[1 + coordinateBytes];
    compressed[0] = EVEN;
    System.arraycopy(x, 0, compressed, 1, coordinateBytes);
    try {
      return domain.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException e) {
      // how Bouncy Castle says that no y belongs to this x
      throw new MalformedDataException(what, "raw key", "not the x of a point of the curve", e);
    }
  }

  /** Decodes a scalar: as many bytes as the order has, big-endian, in [1, greatest]. */
  ECPrivateKeyParameters privateKey(byte[] raw, BigInteger greatest) throws MalformedDataException {
    String what = name + " private key";
    if (raw.length != scalarBytes) {
      throw new MalformedDataException(what, "raw key", raw.length + " bytes, not " + scalarBytes);
    }
    BigInteger scalar = new BigInteger(1, raw);
    if (scalar.signum() == 0 || scalar.compareTo(greatest) > 0) {
      BigInteger distance = order().subtract(greatest);
      throw new MalformedDataException(
          what, "raw key", "scalar is not in [1, n - " + distance + "]");
    }
    return new ECPrivateKeyParameters(scalar, domain);
  }

  /**
   * Draws a scalar in [1, greatest] by rejection, so that each is equally likely: FIPS 186-5, appendix
   * A.2.2.
   */
  ECPrivateKeyParameters generate(SecureRandom random, BigInteger greatest) {
    byte[] bytes = new byte[scalarBytes];
    int surplusBits = Byte.SIZE * scalarBytes - order().bitLength(); // 7 for P-521, else none
    for (int i = 0; i < MAX_DRAWS; i++) {
      random.nextBytes(bytes);
      bytes[0] &= (byte) (0xFF >>> surplusBits);
      BigInteger scalar = new BigInteger(1, bytes);
      if (scalar.signum() > 0 && scalar.compareTo(greatest) <= 0) {
        return new ECPrivateKeyParameters(scalar, domain);
      }
    }
    throw new IllegalStateException("the random source is broken: no scalar of " + name + " came");
  }

  /** Tells whether a number is in [1, n - 1], the range of secret scalars and of r and s. */
  boolean isInRange(BigInteger number) {
    return number.signum() > 0 && number.compareTo(domain.getN()) < 0;
  }

  /** A secret multiple of the generator, with affine coordinates. */
  ECPoint multiplyGenerator(BigInteger secret) {
    // the comb reads its whole table for every digit, whatever the scalar
    return new FixedPointCombMultiplier().multiply(domain.getG(), secret).normalize();
  }

  /** Tells whether a point has an x that is this number modulo the order; infinity has none. */
  boolean isX(ECPoint point, BigInteger number) {
    return !point.isInfinity()
        && point.normalize().getAffineXCoord().toBigInteger().mod(order()).equals(number);
  }

  /** The curve and x: a point and its negative are one signer's, as d and n - d are. */
  String identity(ECPoint point) {
    return name + " x=" + point.getAffineXCoord().toBigInteger().toString(16);
  }

  /**
   * Reads the scalar of an ECPrivateKey, <a
   * href="https://www.rfc-editor.org/rfc/rfc5915.html#section-3">RFC 5915, section 3</a>. Parameters
   * and public key are optional there, and tools differ: OpenSSL writes the public key, Bouncy Castle
   * both, the JDK none. Parameters must name this curve, by name; the public key is returned for
   * comparison.
   */
  Fields readPrivateKey(DerReader contents) throws MalformedDataException {
    DerReader fields = contents.open(Der.SEQUENCE);
    contents.requireEnd();
    if (!fields.unsignedInteger().equals(BigInteger.ONE)) {
      throw fields.problem("version of ECPrivateKey is not 1");
    }
    byte[] scalar = fields.octets(Der.OCTET_STRING); // of fixed length, which privateKey checks
    if (fields.nextIs(PARAMETERS)) {
      // the AlgorithmIdentifier has decided the curve already; here it may only be repeated
      DerReader parameters = fields.open(PARAMETERS);
      if (!Arrays.equals(parameters.element(), namedCurve)) {
        throw parameters.problem("parameters do not name " + name);
      }
      parameters.requireEnd();
    }
    byte[] publicKey = new byte[0];
    if (fields.nextIs(PUBLIC_KEY)) {
      DerReader attached = fields.open(PUBLIC_KEY);
      publicKey = attached.bitString(Der.BIT_STRING);
      attached.requireEnd();
      if (publicKey.length == 0) {
        throw fields.problem("attached public key is empty");
      }
    }
    fields.requireEnd();
    return new Fields(scalar, publicKey);
  }

  /** Prints an ECPrivateKey as OpenSSL does inside PKCS#8: with the public key, without parameters. */
  byte[] writePrivateKey(BigInteger scalar, byte[] publicKey) {
    byte[] padded = new byte[scalarBytes];
    write(scalar, padded, 0, scalarBytes);
    return Der.element(
        Der.SEQUENCE,
        Der.unsignedInteger(BigInteger.ONE),
        Der.element(Der.OCTET_STRING, padded),
        Der.element(PUBLIC_KEY, Der.bitString(Der.BIT_STRING, publicKey)));
  }

  /** Writes a number that is not negative as exactly so many bytes, big-endian. */
  static void write(BigInteger number, byte[] target, int offset, int length) {
    BigIntegers.asUnsignedByteArray(number, target, offset, length);
  }

  /** What an ECPrivateKey held; the public key is empty if there was none. */
  static final class Fields {
    final byte[] scalar;
    final byte[] publicKey;

    private Fields(byte[] scalar, byte[] publicKey) {
      this.scalar = scalar;
      this.publicKey = publicKey;
    }
  }
}
