package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed448;

/**
 * Ed448 and Ed448ph, <a href="https://www.rfc-editor.org/rfc/rfc8032.html#section-5.2">RFC 8032, section
 * 5.2</a>, under one reading of what the RFC leaves open:
 *
 * <ul>
 *   <li>A and R are canonical, see {@link Ed448Points}.
 *   <li>A does not have order 1, 2 or 4. Under such a key one signature fits many messages.
 *   <li>S is below the group order; else there would be a second S.
 *   <li>The equation is the one with cofactor, [4][S]B = [4]R + [4][k]A, as Bouncy Castle computes it.
 * </ul>
 */
@Immutable
public final class Ed448Engine implements SchemeEngine {

  private static final int SECRET_BYTES = 57;
  private static final int SIGNATURE_BYTES = 114;

  /** Bytes of SHAKE256 that stand for the message in Ed448ph. */
  private static final int PREHASH_BYTES = 64;

  private static final String PUBLIC = "Ed448 public key";
  private static final String PRIVATE = "Ed448 private key";

  private final boolean hashesFirst;

  @SuppressWarnings("Immutable") // private copy, never written
  private final byte[] context;

  private Ed448Engine(boolean hashesFirst, byte[] context) {
    this.hashesFirst = hashesFirst;
    this.context = context.clone();
  }

  /** Ed448 with a context of up to 255 bytes. */
  public static SchemeEngine pure(byte[] context) {
    return new Ed448Engine(false, context);
  }

  /** Ed448ph with a context of up to 255 bytes. */
  public static SchemeEngine ph(byte[] context) {
    return new Ed448Engine(true, context);
  }

  private int algorithm() {
    return hashesFirst ? Ed448.Algorithm.Ed448ph : Ed448.Algorithm.Ed448;
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != Ed448Points.BYTES) {
      throw malformed(PUBLIC, raw.length + " bytes, not " + Ed448Points.BYTES);
    }
    if (!Ed448Points.isCanonical(raw)) {
      throw malformed(PUBLIC, "point is not canonically encoded");
    }
    if (Ed448Points.isSmallOrder(raw)) {
      throw malformed(PUBLIC, "weak key: its order divides 4");
    }
    try {
      return new PublicKey(this, new Ed448PublicKeyParameters(raw));
    } catch (IllegalArgumentException e) {
      // how Bouncy Castle says that no x belongs to this y
      throw new MalformedDataException(PUBLIC, "raw key", "not a point of the curve", e);
    }
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != SECRET_BYTES) {
      throw malformed(PRIVATE, raw.length + " bytes, not " + SECRET_BYTES);
    }
    return new PrivateKey(this, new Ed448PrivateKeyParameters(raw));
  }

  /** Reads a CurvePrivateKey, RFC 8410, section 7: an OCTET STRING of the 57-byte seed. */
  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    byte[] seed = contents.octets(Der.OCTET_STRING);
    contents.requireEnd();
    return signingEngine(seed);
  }

  /** Every seed is a key, RFC 8032, section 5.2.5. */
  @Override
  public SigningEngine generate(SecureRandom random) {
    byte[] seed = new byte[SECRET_BYTES];
    random.nextBytes(seed);
    return new PrivateKey(this, new Ed448PrivateKeyParameters(seed));
  }

  private static MalformedDataException malformed(String what, String problem) {
    return new MalformedDataException(what, "raw key", problem);
  }

  /** A that passed all checks of keys; what is left to check is R and S. */
  @Immutable
  private static final class PublicKey implements VerifyingEngine {

    private final Ed448Engine scheme;

    @SuppressWarnings("Immutable") // a decoded point, which nothing writes afterwards
    private final Ed448PublicKeyParameters key;

    private PublicKey(Ed448Engine scheme, Ed448PublicKeyParameters key) {
      this.scheme = scheme;
      this.key = key;
    }

    @Override
    public String identity() {
      return "Ed448 4y=" + Ed448Points.timesFour(key.getEncoded()).toString(16);
    }

    @Override
    public Verdict verify(byte[] message, byte[] signature) {
      if (scheme.hashesFirst) {
        Verifier verifier = new Verifier(this, signature);
        verifier.update(message, 0, message.length);
        return verifier.finish();
      }
      return verifyHashed(message, signature);
    }

    /** Pure Ed448 would have to hash R and A in front of the message, which the engine does not show. */
    @Override
    public Optional<VerifyingSink> start(byte[] signature) {
      return scheme.hashesFirst
          ? Optional.of(new Verifier(this, signature.clone()))
          : Optional.empty();
    }

    /** Judges a message, or for Ed448ph the hash of one. */
    private Verdict verifyHashed(byte[] message, byte[] signature) {
      // first, as the engine reads the first 114 bytes of whatever it is given
      if (signature.length != SIGNATURE_BYTES) {
        return Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            "Ed448 signature has " + signature.length + " bytes, not " + SIGNATURE_BYTES);
      }
      byte[] r = Ed448Points.firstPoint(signature);
      if (!Ed448Points.isCanonical(r)) {
        return Verdict.rejected(
            Reason.SIGNATURE_POINT_INVALID, "R of the Ed448 signature is not canonically encoded");
      }
      if (!Ed448Points.isScalarInRange(signature)) {
        return Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            "S of the Ed448 signature is not below the group order");
      }
      boolean valid;
      try {
        valid = key.verify(
            scheme.algorithm(), scheme.context, message, 0, message.length, signature, 0);
      } catch (RuntimeException e) {
        // none is known that reaches this line
        return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "Ed448 engine failed: " + e);
      }
      if (valid) {
        return Verdict.accepted();
      }
      // only a refusal pays for the question whether R was a point at all
      return Ed448Points.isSmallOrder(r) || Ed448.validatePublicKeyPartial(r, 0)
          ? Verdict.rejected(
              Reason.SIGNATURE_MISMATCH, "not this Ed448 key's signature of this message")
          : Verdict.rejected(
              Reason.SIGNATURE_POINT_INVALID, "R of the Ed448 signature is not on the curve");
    }
  }

  /** SHAKE256 of a message that comes in parts. */
  private static final class Prehash {
    private final SHAKEDigest shake256 = new SHAKEDigest(256);

    void update(byte[] source, int offset, int length) {
      shake256.update(source, offset, length);
    }

    byte[] finish() {
      byte[] hash = new byte[PREHASH_BYTES];
      shake256.doFinal(hash, 0, hash.length);
      return hash;
    }
  }

  private static final class Verifier implements VerifyingSink {
    private final PublicKey key;
    private final byte[] signature;
    private final Prehash prehash = new Prehash();

    Verifier(PublicKey key, byte[] signature) {
      this.key = key;
      this.signature = signature;
    }

    @Override
    public void update(byte[] source, int offset, int length) {
      prehash.update(source, offset, length);
    }

    @Override
    public Verdict finish() {
      return key.verifyHashed(prehash.finish(), signature);
    }
  }

  private static final class Signer implements SigningSink {
    private final PrivateKey key;
    private final Prehash prehash = new Prehash();

    Signer(PrivateKey key) {
      this.key = key;
    }

    @Override
    public void update(byte[] source, int offset, int length) {
      prehash.update(source, offset, length);
    }

    @Override
    public byte[] finish() {
      return key.signHashed(prehash.finish());
    }
  }

  /** The seed. The engine hashes it anew for each signature. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final Ed448Engine scheme;

    @SuppressWarnings("Immutable") // caches its public key, whose value never changes
    private final Ed448PrivateKeyParameters key;

    private PrivateKey(Ed448Engine scheme, Ed448PrivateKeyParameters key) {
      this.scheme = scheme;
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      if (scheme.hashesFirst) {
        Signer signer = new Signer(this);
        signer.update(message, 0, message.length);
        return signer.finish();
      }
      return signHashed(message);
    }

    @Override
    public Optional<SigningSink> start() {
      return scheme.hashesFirst ? Optional.of(new Signer(this)) : Optional.empty();
    }

    private byte[] signHashed(byte[] message) {
      byte[] signature = new byte[SIGNATURE_BYTES];
      key.sign(scheme.algorithm(), scheme.context, message, 0, message.length, signature, 0);
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
