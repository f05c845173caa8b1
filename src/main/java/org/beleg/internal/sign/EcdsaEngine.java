package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.digest.Digest;
import org.beleg.internal.digest.JdkDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * ECDSA over a named curve and a hash function, <a href="https://doi.org/10.6028/NIST.FIPS.186-5">FIPS
 * 186-5, section 6</a>, with signatures in strict DER.
 *
 * <p>r and s must be in [1, n - 1]; the check that CVE-2022-21449 was about is made here and again in
 * the engine. Of the two valid values s and n - s both are accepted. Signing is deterministic, <a
 * href="https://www.rfc-editor.org/rfc/rfc6979.html#section-3.2">RFC 6979, section 3.2</a>: no random
 * source can repeat a nonce and so give the key away.
 */
@Immutable
public final class EcdsaEngine implements SchemeEngine {

  @SuppressWarnings("Immutable") // domain parameters: Bouncy Castle only adds tables it computed
  private final EcCurve curve;

  private final int hashBytes;

  @SuppressWarnings("Immutable") // makes a new digest each time
  private final Supplier<Digest> messageDigests;

  @SuppressWarnings("Immutable") // makes a new digest each time
  private final Supplier<org.bouncycastle.crypto.Digest> nonceDigests;

  /**
   * A pair of curve and hash. The hash function comes twice: for messages, where the fastest one
   * counts, and for the nonce, where Bouncy Castle's calculator wants its own type.
   */
  private EcdsaEngine(
      EcCurve curve,
      int hashBytes,
      Supplier<Digest> messageDigests,
      Supplier<org.bouncycastle.crypto.Digest> nonceDigests) {
    this.curve = curve;
    this.hashBytes = hashBytes;
    this.messageDigests = messageDigests;
    this.nonceDigests = nonceDigests;
  }

  /** ECDSA with P-256 and SHA-256. Long messages go through the JDK's digest, which is faster. */
  public static SchemeEngine p256Sha256() {
    return new EcdsaEngine(EcCurve.p256(), 32, () -> JdkDigest.of("SHA-256"), SHA256Digest::new);
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    return new PublicKey(this, curve.publicKey(raw));
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    return new PrivateKey(this, curve.privateKey(raw));
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
    return new PrivateKey(this, curve.generate(random));
  }

  private byte[] hash(byte[] message) {
    Digest digest = messageDigests.get();
    digest.update(message, 0, message.length);
    byte[] hash = new byte[hashBytes];
    digest.finish(hash, 0);
    return hash;
  }

  /** A point that passed all checks of keys; what is left to check is r and s. */
  @Immutable
  private static final class PublicKey implements VerifyingEngine {

    private final EcdsaEngine scheme;

    @SuppressWarnings("Immutable") // a normalised point, to which only computed tables are added
    private final ECPublicKeyParameters key;

    private PublicKey(EcdsaEngine scheme, ECPublicKeyParameters key) {
      this.scheme = scheme;
      this.key = key;
    }

    @Override
    public String identity() {
      return scheme.curve.identity(key);
    }

    @Override
    public Verdict verify(byte[] message, byte[] signature) {
      DerSignature pair;
      try {
        // before any arithmetic; reads each byte at most once, whatever lengths it claims
        pair = DerSignature.parse(signature);
      } catch (MalformedDataException e) {
        return Verdict.rejected(
            Reason.SIGNATURE_ENCODING_INVALID, "not strict DER: " + e.getMessage());
      }
      if (!scheme.curve.isInRange(pair.r()) || !scheme.curve.isInRange(pair.s())) {
        return Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            "r or s of the ECDSA signature is not in [1, n - 1]");
      }
      // outside the try: a failure of ours must not pass for a forgery
      byte[] hash = scheme.hash(message);
      boolean valid;
      try {
        ECDSASigner engine = new ECDSASigner();
        engine.init(false, key);
        valid = engine.verifySignature(hash, pair.r(), pair.s());
      } catch (RuntimeException e) {
        // its arithmetic throws on states it takes for impossible; whoever reaches one is no signer
        return Verdict.rejected(Reason.SIGNATURE_MISMATCH, "ECDSA engine failed: " + e);
      }
      return valid
          ? Verdict.accepted()
          : Verdict.rejected(
              Reason.SIGNATURE_MISMATCH,
              "not this " + scheme.curve.name() + " key's signature of this message");
    }
  }

  /** A scalar in [1, n - 1]. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final EcdsaEngine scheme;

    @SuppressWarnings("Immutable") // a scalar and domain parameters, never written
    private final ECPrivateKeyParameters key;

    private PrivateKey(EcdsaEngine scheme, ECPrivateKeyParameters key) {
      this.scheme = scheme;
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      // a new calculator each time, as it keeps state between two nonces
      ECDSASigner engine = new ECDSASigner(new HMacDSAKCalculator(scheme.nonceDigests.get()));
      engine.init(true, key);
      BigInteger[] pair = engine.generateSignature(scheme.hash(message));
      return new DerSignature(pair[0], pair[1]).format();
    }

    @Override
    public byte[] publicKey() {
      return scheme.curve.publicKey(key);
    }

    @Override
    public byte[] privateKey() {
      return scheme.curve.writePrivateKey(key);
    }
  }
}
