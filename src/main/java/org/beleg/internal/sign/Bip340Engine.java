package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Schnorr signatures over secp256k1 with x-only public keys, <a
 * href="https://github.com/bitcoin/bips/blob/master/bip-0340.mediawiki">BIP-340</a>. Names are those of
 * the document; messages have any length.
 *
 * <p>Bouncy Castle's signer keeps the whole message; its curve arithmetic is used here, and the
 * document's few equations are ours.
 */
@Immutable
public final class Bip340Engine implements SchemeEngine {

  private static final int FIELD_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  private static final String PUBLIC = "BIP340 public key";
  private static final String NO_DOCUMENTS = "no standard defines key documents for BIP340";

  @SuppressWarnings("Immutable") // domain parameters: only tables are added that were computed
  private final EcCurve curve = EcCurve.secp256k1();

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != FIELD_BYTES) {
      throw new MalformedDataException(
          PUBLIC, "raw key", raw.length + " bytes, not " + FIELD_BYTES);
    }
    if (new BigInteger(1, raw).compareTo(curve.prime()) >= 0) {
      throw new MalformedDataException(PUBLIC, "raw key", "x is not below the field's prime");
    }
    return new PublicKey(curve, raw.clone(), curve.evenPoint(raw, PUBLIC));
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    return new PrivateKey(curve, curve.privateKey(raw, greatestSecret()).getD());
  }

  @Override
  public SigningEngine readPrivateKey(DerReader contents) {
    throw new UnsupportedOperationException(NO_DOCUMENTS);
  }

  @Override
  public SigningEngine generate(SecureRandom random) {
    return new PrivateKey(curve, curve.generate(random, greatestSecret()).getD());
  }

  private BigInteger greatestSecret() {
    return curve.order().subtract(BigInteger.ONE);
  }

  /** hash_tag of the document: SHA-256 with the tag's own hash twice in front. */
  private static Digest tagged(String tag) {
    Digest digest = JdkDigest.of("SHA-256");
    byte[] name = tag.getBytes(StandardCharsets.US_ASCII);
    digest.update(name, 0, name.length);
    byte[] prefix = finish(digest);
    digest.update(prefix, 0, prefix.length);
    digest.update(prefix, 0, prefix.length);
    return digest;
  }

  private static byte[] finish(Digest digest) {
    byte[] hash = new byte[FIELD_BYTES];
    digest.finish(hash, 0);
    return hash;
  }

  /** hash_BIP0340/challenge, up to the message. */
  private static Digest challenge(byte[] signature, byte[] publicKey) {
    Digest digest = tagged("BIP0340/challenge");
    digest.update(signature, 0, FIELD_BYTES);
    digest.update(publicKey, 0, FIELD_BYTES);
    return digest;
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bytes = new byte[FIELD_BYTES];
    EcCurve.write(number, bytes, 0, FIELD_BYTES);
    return bytes;
  }

  /** The point with an even y that belongs to a key. */
  @Immutable
  private static final class PublicKey implements OnePassEngine {

    @SuppressWarnings("Immutable") // domain parameters: only tables are added that were computed
    private final EcCurve curve;

    @SuppressWarnings("Immutable") // never handed out, never written
    private final byte[] raw;

    @SuppressWarnings("Immutable") // a point, to which only computed tables are added
    private final PreparedPoint key;

    private PublicKey(EcCurve curve, byte[] ownedRaw, ECPoint point) {
      this.curve = curve;
      this.raw = ownedRaw;
      this.key = new PreparedPoint(curve, point);
    }

    @Override
    public String identity() {
      return curve.identity(key.point());
    }

    @Override
    public VerifyingSink sink(byte[] signature) {
      if (signature.length != SIGNATURE_BYTES) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            "BIP340 signature has " + signature.length + " bytes, not " + SIGNATURE_BYTES));
      }
      BigInteger r = new BigInteger(1, signature, 0, FIELD_BYTES);
      BigInteger s = new BigInteger(1, signature, FIELD_BYTES, FIELD_BYTES);
      if (r.compareTo(curve.prime()) >= 0 || s.compareTo(curve.order()) >= 0) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            "r of the BIP340 signature is not below p, or s not below n"));
      }
      Digest digest = challenge(signature, raw);
      return new VerifyingSink() {
        @Override
        public void update(byte[] source, int offset, int length) {
          digest.update(source, offset, length);
        }

        @Override
        public Verdict finish() {
          return judge(new BigInteger(1, Bip340Engine.finish(digest)), r, s);
        }
      };
    }

    private Verdict judge(BigInteger challenge, BigInteger r, BigInteger s) {
      boolean valid;
      try {
        // R = sG - eP
        ECPoint point =
            key.sumWithGenerator(s, challenge.negate().mod(curve.order())).normalize();
        valid = !point.isInfinity()
            && isEven(point)
            && point.getAffineXCoord().toBigInteger().equals(r);
      } catch (RuntimeException e) {
        // its arithmetic throws on states it takes for impossible; whoever reaches one is no signer
        return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "BIP340 engine failed: " + e);
      }
      return valid
          ? Verdict.accepted()
          : Verdict.rejected(
              Reason.SIGNATURE_MISMATCH, "not this BIP340 key's signature of this message");
    }
  }

  private static boolean isEven(ECPoint normalised) {
    return !normalised.getAffineYCoord().testBitZero();
  }

  /** The document's d, which belongs to the point with an even y. */
  @Immutable
  static final class PrivateKey implements SigningEngine {

    /** What takes the place of aux_rand: signing is deterministic here as everywhere in Beleg. */
    private static final byte[] NO_RANDOM = new byte[FIELD_BYTES];

    @SuppressWarnings("Immutable") // domain parameters: only tables are added that were computed
    private final EcCurve curve;

    private final BigInteger d;

    @SuppressWarnings("Immutable") // never handed out uncopied, never written
    private final byte[] publicKey;

    private final PublicKey verifier;

    private PrivateKey(EcCurve curve, BigInteger secret) {
      ECPoint point = curve.multiplyGenerator(secret);
      this.curve = curve;
      this.d = isEven(point) ? secret : curve.order().subtract(secret);
      this.publicKey = bytes(point.getAffineXCoord().toBigInteger());
      this.verifier = new PublicKey(curve, publicKey, isEven(point) ? point : point.negate());
    }

    @Override
    public byte[] sign(byte[] message) {
      return sign(message, NO_RANDOM);
    }

    /** Default Signing; {@code auxRand} is the document's 32 bytes a. */
    byte[] sign(byte[] message, byte[] auxRand) {
      Digest aux = tagged("BIP0340/aux");
      aux.update(auxRand, 0, auxRand.length);
      byte[] t = finish(aux);
      byte[] secret = bytes(d);
      for (int i = 0; i < FIELD_BYTES; i++) {
        t[i] ^= secret[i];
      }
      Digest nonce = tagged("BIP0340/nonce");
      nonce.update(t, 0, FIELD_BYTES);
      nonce.update(publicKey, 0, FIELD_BYTES);
      nonce.update(message, 0, message.length);
      BigInteger k = new BigInteger(1, finish(nonce)).mod(curve.order());
      if (k.signum() == 0) {
        throw new IllegalStateException("nonce is zero, which has probability 2^-256");
      }
      ECPoint point = curve.multiplyGenerator(k);
      if (!isEven(point)) {
        k = curve.order().subtract(k);
      }
      byte[] signature = new byte[SIGNATURE_BYTES];
      EcCurve.write(point.getAffineXCoord().toBigInteger(), signature, 0, FIELD_BYTES);
      Digest challenge = challenge(signature, publicKey);
      challenge.update(message, 0, message.length);
      BigInteger e = new BigInteger(1, finish(challenge));
      BigInteger s = e.multiply(d).add(k).mod(curve.order());
      EcCurve.write(s, signature, FIELD_BYTES, FIELD_BYTES);
      // the document's last step: a fault in the computation above could tell the secret
      if (!verifier.verify(message, signature).isAccepted()) {
        throw new IllegalStateException("computed a BIP340 signature that does not verify");
      }
      return signature;
    }

    @Override
    public byte[] publicKey() {
      return publicKey.clone();
    }

    @Override
    public byte[] privateKey() {
      throw new UnsupportedOperationException(NO_DOCUMENTS);
    }
  }
}
