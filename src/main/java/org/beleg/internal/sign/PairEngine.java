package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.digest.Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * The schemes whose signature is a pair (r, s) over a curve: documents of keys, encodings of the pair,
 * ranges, and messages in one part or in many. The equations are the {@link PairAlgorithm}'s.
 *
 * <p>r and s must be in [1, n - 1]; that check, which CVE-2022-21449 was about, is made before anything
 * is computed.
 */
@Immutable
final class PairEngine implements SchemeEngine {

  private final PairAlgorithm algorithm;

  @SuppressWarnings("Immutable") // domain parameters: only tables are added that were computed
  private final EcCurve curve;

  private final PairEncoding encoding;

  /** n - 1, or n / 2 where one of s and n - s is to be the only one. */
  private final BigInteger greatestS;

  PairEngine(PairAlgorithm algorithm, EcCurve curve, PairEncoding encoding, boolean lowS) {
    this.algorithm = algorithm;
    this.curve = curve;
    this.encoding = encoding;
    // n is odd, so n / 2 rounded down is the last s with s <= n - s
    this.greatestS = lowS ? curve.order().shiftRight(1) : curve.order().subtract(BigInteger.ONE);
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    return new PublicKey(this, new PreparedPoint(curve, curve.publicKey(raw)));
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    return new PrivateKey(this, curve.privateKey(raw, algorithm.greatestSecret()));
  }

  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    EcCurve.Fields fields = curve.readPrivateKey(contents);
    SigningEngine key = signingEngine(fields.scalar);
    if (fields.publicKey.length > 0) {
      KeyDocuments.requireDerived(fields.publicKey, key, contents);
    }
    return key;
  }

  @Override
  public SigningEngine generate(SecureRandom random) {
    return new PrivateKey(this, curve.generate(random, algorithm.greatestSecret()));
  }

  private Digest digest(byte[] prefix) {
    Digest digest = algorithm.digest();
    digest.update(prefix, 0, prefix.length);
    return digest;
  }

  private byte[] finish(Digest digest) {
    byte[] hash = new byte[algorithm.hashBytes()];
    digest.finish(hash, 0);
    return hash;
  }

  /** A point that passed all checks of keys; what is left to check is r and s. */
  @Immutable
  private static final class PublicKey implements VerifyingEngine {

    private final PairEngine scheme;

    @SuppressWarnings("Immutable") // a point, to which only computed tables are added
    private final PreparedPoint key;

    @SuppressWarnings("Immutable") // never handed out, never written
    private final byte[] prefix;

    private PublicKey(PairEngine scheme, PreparedPoint key) {
      this.scheme = scheme;
      this.key = key;
      this.prefix = scheme.algorithm.prefix(key.point());
    }

    @Override
    public Optional<VerifyingEngine> prepared() {
      return key.isPrepared()
          ? Optional.empty()
          : Optional.of(new PublicKey(scheme, key.prepared()));
    }

    @Override
    public String identity() {
      return scheme.curve.identity(key.point());
    }

    @Override
    public Verdict verify(byte[] message, byte[] signature) {
      VerifyingSink sink = sink(signature);
      sink.update(message, 0, message.length);
      return sink.finish();
    }

    @Override
    public Optional<VerifyingSink> start(byte[] signature) {
      return Optional.of(sink(signature));
    }

    private VerifyingSink sink(byte[] signature) {
      SignaturePair pair;
      try {
        // before any arithmetic; reads each byte at most once, whatever lengths it claims
        pair = scheme.encoding.parse(signature, scheme.curve.scalarBytes());
      } catch (MalformedDataException e) {
        return VerifyingSink.refusing(Verdict.rejected(
            scheme.encoding.reason(), "not strict " + scheme.encoding + ": " + e.getMessage()));
      }
      if (!scheme.curve.isInRange(pair.r()) || !scheme.curve.isInRange(pair.s())) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            "r or s of the " + scheme.algorithm.name() + " signature is not in [1, n - 1]"));
      }
      if (pair.s().compareTo(scheme.greatestS) > 0) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            "s of the " + scheme.algorithm.name() + " signature is above n / 2"));
      }
      return new VerifyingPart(pair);
    }

    private Verdict judge(byte[] hash, SignaturePair pair) {
      boolean valid;
      try {
        valid = scheme.algorithm.isValid(key, hash, pair);
      } catch (RuntimeException e) {
        // its arithmetic throws on states it takes for impossible; whoever reaches one is no signer
        return Verdict.rejected(
            Reason.SIGNATURE_MISMATCH, scheme.algorithm.name() + " engine failed: " + e);
      }
      return valid
          ? Verdict.accepted()
          : Verdict.rejected(
              Reason.SIGNATURE_MISMATCH,
              "not this " + scheme.curve.name() + " key's signature of this message");
    }

    private final class VerifyingPart implements VerifyingSink {
      private final SignaturePair pair;
      private final Digest digest = scheme.digest(prefix);

      private VerifyingPart(SignaturePair pair) {
        this.pair = pair;
      }

      @Override
      public void update(byte[] source, int offset, int length) {
        digest.update(source, offset, length);
      }

      @Override
      public Verdict finish() {
        return judge(scheme.finish(digest), pair);
      }
    }
  }

  /** A scalar in the scheme's range. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final PairEngine scheme;

    @SuppressWarnings("Immutable") // a scalar and domain parameters, never written
    private final ECPrivateKeyParameters key;

    @SuppressWarnings("Immutable") // never handed out uncopied, never written
    private final byte[] publicKey;

    @SuppressWarnings("Immutable") // never handed out, never written
    private final byte[] prefix;

    private PrivateKey(PairEngine scheme, ECPrivateKeyParameters key) {
      this.scheme = scheme;
      this.key = key;
      ECPoint point = scheme.curve.multiplyGenerator(key.getD());
      this.publicKey = point.getEncoded(false);
      this.prefix = scheme.algorithm.prefix(point);
    }

    @Override
    public byte[] sign(byte[] message) {
      SigningSink sink = new SigningPart();
      sink.update(message, 0, message.length);
      return sink.finish();
    }

    @Override
    public Optional<SigningSink> start() {
      return Optional.of(new SigningPart());
    }

    private byte[] signHash(byte[] hash) {
      SignaturePair pair = scheme.algorithm.sign(key, hash);
      if (pair.s().compareTo(scheme.greatestS) > 0) {
        pair = new SignaturePair(pair.r(), scheme.curve.order().subtract(pair.s()));
      }
      return scheme.encoding.format(pair, scheme.curve.scalarBytes());
    }

    @Override
    public byte[] publicKey() {
      return publicKey.clone();
    }

    @Override
    public byte[] privateKey() {
      return scheme.curve.writePrivateKey(key.getD(), publicKey);
    }

    private final class SigningPart implements SigningSink {
      private final Digest digest = scheme.digest(prefix);

      @Override
      public void update(byte[] source, int offset, int length) {
        digest.update(source, offset, length);
      }

      @Override
      public byte[] finish() {
        return signHash(scheme.finish(digest));
      }
    }
  }
}
