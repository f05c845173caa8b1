package org.beleg.internal.sign;

import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Arrays;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.1">RFC 8032, section 5.1</a>,
 * under one fixed reading of what the RFC leaves open:
 *
 * <ul>
 *   <li>A and R are canonical: y is below p, and x = 0 has no sign bit.
 *   <li>A does not have order 1, 2, 4 or 8. Under such a key one signature fits many messages.
 *   <li>S is below the group order L; else S + L would be a second signature.
 *   <li>The equation is the one with cofactor, [8][S]B = [8]R + [8][k]A, which a batch can check too.
 * </ul>
 *
 * <p>Points are 32 bytes, little-endian: y in the low 255 bits, the sign of x on top.
 */
@Immutable
public final class Ed25519Engine implements SchemeEngine {

  private static final int PUBLIC_BYTES = 32;
  private static final int SECRET_BYTES = 32;
  private static final int POINT_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;

  /** The field's prime p = 2^255 - 19, RFC 8032, section 5.1; little-endian like all below. */
  private static final byte[] P =
      hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /** The group order L. */
  private static final byte[] L =
      hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

  /** The y of the points with x = 0: (0, 1) of order 1 and (0, -1) of order 2. */
  private static final byte[] ONE =
      hex("0100000000000000000000000000000000000000000000000000000000000000");

  private static final byte[] MINUS_ONE =
      hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  /** The y of the two points of order 4. */
  private static final byte[] ZERO = new byte[POINT_BYTES];

  /** The two y of the four points of order 8; a test computes both. */
  private static final byte[] ORDER_8 =
      hex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");

  private static final byte[] MINUS_ORDER_8 =
      hex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");

  private static final String PUBLIC = "Ed25519 public key";
  private static final String PRIVATE = "Ed25519 private key";

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != PUBLIC_BYTES) {
      throw malformed(PUBLIC, raw.length + " bytes, not " + PUBLIC_BYTES);
    }
    if (!isCanonicalPoint(raw, 0)) {
      throw malformed(PUBLIC, "point is not canonically encoded");
    }
    if (isSmallOrder(raw)) {
      // Bouncy Castle refuses these as well; here so that the message can say why
      throw malformed(PUBLIC, "weak key: its order divides 8");
    }
    Ed25519PublicKeyParameters key;
    try {
      key = new Ed25519PublicKeyParameters(raw);
    } catch (IllegalArgumentException e) {
      // how Bouncy Castle says that no x belongs to this y
      throw new MalformedDataException(PUBLIC, "raw key", "not a point of the curve", e);
    }
    return new PublicKey(key);
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != SECRET_BYTES) {
      throw malformed(PRIVATE, raw.length + " bytes, not " + SECRET_BYTES);
    }
    return new PrivateKey(new Ed25519PrivateKeyParameters(raw));
  }

  /** Reads a CurvePrivateKey, RFC 8410, section 7: an OCTET STRING of the 32-byte seed. */
  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    byte[] seed = contents.octets(Der.OCTET_STRING);
    contents.requireEnd();
    return signingEngine(seed);
  }

  /** Every seed is a key: hashing and clamping make a scalar of it, RFC 8032, section 5.1.5. */
  @Override
  public SigningEngine generate(SecureRandom random) {
    byte[] seed = new byte[SECRET_BYTES];
    random.nextBytes(seed);
    return new PrivateKey(new Ed25519PrivateKeyParameters(seed));
  }

  /**
   * RFC 8032, section 5.1.3, steps 1 and 4: y is below p, and x = 0 is not negative. Says nothing about
   * whether there is such an x; only the engine, which computes a square root, knows that.
   */
  private static boolean isCanonicalPoint(byte[] bytes, int offset) {
    byte[] y = Arrays.copyOfRange(bytes, offset, offset + POINT_BYTES);
    boolean negative = y[POINT_BYTES - 1] < 0;
    y[POINT_BYTES - 1] &= 0x7F;
    boolean zeroX = Arrays.equals(y, ONE) || Arrays.equals(y, MINUS_ONE);
    return isBelow(y, 0, P) && !(zeroX && negative);
  }

  /**
   * Tells whether a canonical point has order 1, 2, 4 or 8. That shows in y alone: the eight points come
   * in pairs (x, y), (-x, y), but for the two with x = 0.
   */
  private static boolean isSmallOrder(byte[] point) {
    byte[] y = point.clone();
    y[POINT_BYTES - 1] &= 0x7F;
    return Arrays.equals(y, ONE)
        || Arrays.equals(y, MINUS_ONE)
        || Arrays.equals(y, ZERO)
        || Arrays.equals(y, ORDER_8)
        || Arrays.equals(y, MINUS_ORDER_8);
  }

  /** Compares little-endian numbers. Takes variable time: none of them is secret. */
  private static boolean isBelow(byte[] number, int offset, byte[] bound) {
    for (int i = bound.length - 1; i >= 0; i--) {
      int difference = (number[offset + i] & 0xFF) - (bound[i] & 0xFF);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }

  private static MalformedDataException malformed(String what, String problem) {
    return new MalformedDataException(what, "raw key", problem);
  }

  private static byte[] hex(String digits) {
    return BaseEncoding.base16().lowerCase().decode(digits);
  }

  /** A that passed all checks of keys; what is left to check is R and S. */
  @Immutable
  private static final class PublicKey implements VerifyingEngine {

    @SuppressWarnings("Immutable") // a decoded point, which nothing writes afterwards
    private final Ed25519PublicKeyParameters key;

    private PublicKey(Ed25519PublicKeyParameters key) {
      this.key = key;
    }

    /** The point without its sign, as a and L - a belong to one signer. */
    @Override
    public String identity() {
      byte[] y = key.getEncoded();
      y[POINT_BYTES - 1] &= 0x7F;
      return "Ed25519 y=" + BaseEncoding.base16().lowerCase().encode(y);
    }

    @Override
    public Verdict verify(byte[] message, byte[] signature) {
      // first, as the engine reads the first 64 bytes of whatever it is given
      if (signature.length != SIGNATURE_BYTES) {
        return Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            "Ed25519 signature has " + signature.length + " bytes, not " + SIGNATURE_BYTES);
      }
      if (!isCanonicalPoint(signature, 0)) {
        return Verdict.rejected(
            Reason.SIGNATURE_POINT_INVALID,
            "R of the Ed25519 signature is not canonically encoded");
      }
      if (!isBelow(signature, POINT_BYTES, L)) {
        return Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            "S of the Ed25519 signature is not below the group order");
      }
      boolean valid;
      try {
        valid =
            key.verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
      } catch (RuntimeException e) {
        // the engine is known to throw on some inputs; none is known that reaches this line
        return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "Ed25519 engine failed: " + e);
      }
      if (valid) {
        return Verdict.accepted();
      }
      // only a refusal pays for the question whether R was a point at all
      byte[] r = Arrays.copyOf(signature, POINT_BYTES);
      return isSmallOrder(r) || Ed25519.validatePublicKeyPartial(r, 0)
          ? Verdict.rejected(
              Reason.SIGNATURE_MISMATCH, "not this Ed25519 key's signature of this message")
          : Verdict.rejected(
              Reason.SIGNATURE_POINT_INVALID, "R of the Ed25519 signature is not on the curve");
    }
  }

  /** The seed. The engine hashes it anew for each signature. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    @SuppressWarnings("Immutable") // caches its public key, whose value never changes
    private final Ed25519PrivateKeyParameters key;

    private PrivateKey(Ed25519PrivateKeyParameters key) {
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      byte[] signature = new byte[SIGNATURE_BYTES];
      key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
      return signature;
    }

    @Override
    public byte[] publicKey() {
      return key.generatePublicKey().getEncoded();
    }

    @Override
    public byte[] privateKey() {
      return Der.element(Der.OCTET_STRING, key.getEncoded());
    }
  }
}
