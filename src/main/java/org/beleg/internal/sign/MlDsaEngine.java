package org.beleg.internal.sign;

import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.Der;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.mldsa.MlDsaParameters;
import org.beleg.internal.mldsa.MlDsaPublicKey;
import org.beleg.internal.mldsa.MlDsaSignature;
import org.beleg.internal.mldsa.MlDsaVerification;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * ML-DSA without pre-hashing, <a href="https://doi.org/10.6028/NIST.FIPS.204">FIPS 204</a>, algorithms 2
 * and 3.
 *
 * <p>A secret is the seed of 32 bytes that algorithm 1 begins with; everything else is derived. Signing
 * takes rnd = 0, the deterministic variant of section 3.4, so no random source has a part in it.
 *
 * <p>Bouncy Castle makes keys and signs. Verification is {@link org.beleg.internal.mldsa}, which keeps what
 * an engine would compute from the key's bytes for every signature anew.
 */
@Immutable
public final class MlDsaEngine implements SchemeEngine {

  private static final int SEED_BYTES = 32;

  /** The seed alone inside PKCS#8, RFC 9881, section 6: [0] IMPLICIT OCTET STRING. */
  private static final int SEED = Der.context(0);

  @SuppressWarnings("Immutable") // a constant of Bouncy Castle
  private final MLDSAParameters parameters;

  private final MlDsaParameters verifying;
  private final String name;

  @SuppressWarnings("Immutable") // private copy, never written
  private final byte[] context;

  private MlDsaEngine(
      MLDSAParameters parameters, MlDsaParameters verifying, String name, byte[] context) {
    this.parameters = parameters;
    this.verifying = verifying;
    this.name = name;
    this.context = context.clone();
  }

  /** ML-DSA-44 with a context string of up to 255 bytes. */
  public static SchemeEngine mlDsa44(byte[] context) {
    return new MlDsaEngine(
        MLDSAParameters.ml_dsa_44, MlDsaParameters.ML_DSA_44, "ML-DSA-44", context);
  }

  /** ML-DSA-65 with a context string of up to 255 bytes. */
  public static SchemeEngine mlDsa65(byte[] context) {
    return new MlDsaEngine(
        MLDSAParameters.ml_dsa_65, MlDsaParameters.ML_DSA_65, "ML-DSA-65", context);
  }

  /** ML-DSA-87 with a context string of up to 255 bytes. */
  public static SchemeEngine mlDsa87(byte[] context) {
    return new MlDsaEngine(
        MLDSAParameters.ml_dsa_87, MlDsaParameters.ML_DSA_87, "ML-DSA-87", context);
  }

  /** Every string of the right length is a key: all values of t1 are in range. */
  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    int bytes = verifying.publicKeyBytes();
    if (raw.length != bytes) {
      throw new MalformedDataException(
          name + " public key", "raw key", raw.length + " bytes, not " + bytes);
    }
    return new PublicKey(this, MlDsaPublicKey.of(verifying, raw));
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != SEED_BYTES) {
      throw new MalformedDataException(
          name + " private key", "raw key", raw.length + " bytes, not a seed of " + SEED_BYTES);
    }
    return new PrivateKey(this, new MLDSAPrivateKeyParameters(parameters, raw));
  }

  /**
   * Reads the CHOICE of <a href="https://www.rfc-editor.org/rfc/rfc9881.html#section-6">RFC 9881, section
   * 6</a>: the seed, or the seed with the expanded key that it gives. An expanded key alone is refused,
   * as nothing tells whether its parts belong together.
   */
  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    if (contents.nextIs(Der.OCTET_STRING)) {
      throw contents.problem("expanded " + name + " key without its seed");
    }
    if (contents.nextIs(SEED)) {
      byte[] seed = contents.octets(SEED);
      contents.requireEnd();
      return signingEngine(seed);
    }
    DerReader both = contents.open(Der.SEQUENCE);
    contents.requireEnd();
    byte[] seed = both.octets(Der.OCTET_STRING);
    byte[] expanded = both.octets(Der.OCTET_STRING);
    both.requireEnd();
    if (seed.length != SEED_BYTES) {
      throw both.problem("seed has " + seed.length + " bytes, not " + SEED_BYTES);
    }
    MLDSAPrivateKeyParameters key = new MLDSAPrivateKeyParameters(parameters, seed);
    // in constant time from habit: the two belong to one holder
    if (!org.bouncycastle.util.Arrays.constantTimeAreEqual(expanded, expanded(key))) {
      throw both.problem("expanded key is not the one that the seed gives");
    }
    return new PrivateKey(this, key);
  }

  private static byte[] expanded(MLDSAPrivateKeyParameters key) {
    return key.getParametersWithFormat(MLDSAPrivateKeyParameters.EXPANDED_KEY).getEncoded();
  }

  /** Every seed is a key. */
  @Override
  public SigningEngine generate(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new PrivateKey(this, new MLDSAPrivateKeyParameters(parameters, seed));
  }

  /** A key of the right length. */
  @Immutable
  private static final class PublicKey implements OnePassEngine {

    private final MlDsaEngine scheme;

    @SuppressWarnings("Immutable") // bytes, and an expansion of them that comes later
    private final MlDsaPublicKey key;

    private PublicKey(MlDsaEngine scheme, MlDsaPublicKey key) {
      this.scheme = scheme;
      this.key = key;
    }

    @Override
    public String identity() {
      return KeyDocuments.identity(scheme.name, key.encoded());
    }

    @Override
    public VerifyingSink sink(byte[] signature) {
      int bytes = scheme.verifying.signatureBytes();
      if (signature.length != bytes) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            scheme.name + " signature has " + signature.length + " bytes, not " + bytes));
      }
      Optional<MlDsaSignature> decoded = MlDsaSignature.decode(scheme.verifying, signature);
      if (decoded.isEmpty()) {
        return mismatch(scheme.name + " signature's hints are not encoded in their one order");
      }
      if (!decoded.get().isZInRange()) {
        return mismatch(scheme.name + " signature's z is gamma1 - beta or more");
      }
      MlDsaVerification verification = MlDsaVerification.start(key, decoded.get(), scheme.context);
      return new VerifyingSink() {
        @Override
        public void update(byte[] source, int offset, int length) {
          verification.update(source, offset, length); // into SHAKE256, which keeps 200 bytes
        }

        @Override
        public Verdict finish() {
          return verification.holds()
              ? Verdict.accepted()
              : Verdict.rejected(
                  Reason.SIGNATURE_MISMATCH,
                  "not this " + scheme.name + " key's signature of this message");
        }
      };
    }

    /** The same reason for all that algorithm 8 answers false to. */
    private static VerifyingSink mismatch(String detail) {
      return VerifyingSink.refusing(Verdict.rejected(Reason.SIGNATURE_MISMATCH, detail));
    }
  }

  /** The expanded key, which remembers its seed. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final MlDsaEngine scheme;

    @SuppressWarnings("Immutable") // arrays that nothing writes, as nothing destroys the key
    private final MLDSAPrivateKeyParameters key;

    private PrivateKey(MlDsaEngine scheme, MLDSAPrivateKeyParameters key) {
      this.scheme = scheme;
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      SigningSink sink = sink();
      sink.update(message, 0, message.length);
      return sink.finish();
    }

    @Override
    public Optional<SigningSink> start() {
      return Optional.of(sink());
    }

    private SigningSink sink() {
      MLDSASigner engine = new MLDSASigner();
      // not wrapped with a random source: that makes the engine take rnd = 0
      engine.init(true, new ParametersWithContext(key, scheme.context));
      return new SigningSink() {
        @Override
        public void update(byte[] source, int offset, int length) {
          engine.update(source, offset, length);
        }

        @Override
        public byte[] finish() {
          try {
            return engine.generateSignature();
          } catch (CryptoException e) {
            throw new AssertionError(scheme.name + " engine refuses a key that it made", e);
          }
        }
      };
    }

    @Override
    public byte[] publicKey() {
      return key.getPublicKey();
    }

    @Override
    public byte[] privateKey() {
      return Der.element(SEED, Arrays.copyOf(key.getSeed(), SEED_BYTES));
    }
  }
}
