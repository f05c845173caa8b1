package org.beleg.internal.sign;

import com.google.common.primitives.Bytes;
import com.google.errorprone.annotations.Immutable;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.internal.der.DerReader;
import org.beleg.internal.slhdsa.SlhDsaVerification;
import org.bouncycastle.crypto.params.SLHDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.slhdsa.SLHDSAEngine;

/**
 * SLH-DSA without pre-hashing, <a href="https://doi.org/10.6028/NIST.FIPS.205">FIPS 205</a>, algorithms 22
 * and 24. Signing is deterministic, section 9.2: opt_rand is PK.seed.
 *
 * <p>Bouncy Castle makes keys and signs, and reads the message twice for that, so only verifying takes it
 * in parts. Verification is our own.
 */
@Immutable
public final class SlhDsaEngine implements SchemeEngine {

  private final SlhDsaSet set;

  /** What the signed message begins with. */
  @SuppressWarnings("Immutable") // private, never written
  private final byte[] prefix;

  private SlhDsaEngine(SlhDsaSet set, byte[] prefix) {
    this.set = set;
    this.prefix = prefix;
  }

  /** A parameter set with a context string of up to 255 bytes. */
  public static SchemeEngine of(SlhDsaSet set, byte[] context) {
    // 0 says that the message was not hashed before: algorithm 22, line 8
    return new SlhDsaEngine(set, Bytes.concat(new byte[] {0, (byte) context.length}, context));
  }

  /** The internal interface, algorithms 19 and 20, in which vectors are published. Not for messages. */
  static SchemeEngine internal(SlhDsaSet set) {
    return new SlhDsaEngine(set, new byte[0]);
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    if (raw.length != 2 * set.n) {
      throw new MalformedDataException(
          set.label() + " public key", "raw key", raw.length + " bytes, not " + 2 * set.n);
    }
    return new PublicKey(this, raw);
  }

  /**
   * Decodes SK.seed, SK.prf, PK.seed, PK.root, each of n bytes. The root is computed anew, as a public key
   * never is a parameter: as much work as drawing a key, and far less than one signature.
   */
  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    String what = set.label() + " private key";
    if (raw.length != 4 * set.n) {
      throw new MalformedDataException(what, "raw key", raw.length + " bytes, not " + 4 * set.n);
    }
    PrivateKey key = derive(Arrays.copyOf(raw, 3 * set.n));
    if (!org.bouncycastle.util.Arrays.constantTimeAreEqual(key.raw, raw)) {
      throw new MalformedDataException(what, "raw key", "root does not belong to the seeds");
    }
    return key;
  }

  /** RFC 9909, section 6: the raw key as it is, without an OCTET STRING of its own. */
  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    return signingEngine(contents.rest());
  }

  @Override
  public SigningEngine generate(SecureRandom random) {
    byte[] seeds = new byte[3 * set.n];
    random.nextBytes(seeds);
    return derive(seeds);
  }

  /** Algorithm 18 of SK.seed, SK.prf, PK.seed. */
  private PrivateKey derive(byte[] seeds) {
    SLHDSAPrivateKeyParameters key = (SLHDSAPrivateKeyParameters) SLHDSAEngine.implGenerateKeyPair(
            set.parameters, part(seeds, 0), part(seeds, 1), part(seeds, 2))
        .getPrivate();
    return new PrivateKey(this, key.getEncoded());
  }

  /** One of the strings of n bytes that keys consist of. */
  private byte[] part(byte[] key, int index) {
    return Arrays.copyOfRange(key, index * set.n, (index + 1) * set.n);
  }

  /** PK.seed and PK.root; every value of them is a key. */
  @Immutable
  private static final class PublicKey implements VerifyingEngine {

    private final SlhDsaEngine scheme;

    @SuppressWarnings("Immutable") // our copies, which nothing writes
    private final byte[] seed;

    @SuppressWarnings("Immutable") // our copies, which nothing writes
    private final byte[] root;

    private PublicKey(SlhDsaEngine scheme, byte[] raw) {
      this.scheme = scheme;
      this.seed = scheme.part(raw, 0);
      this.root = scheme.part(raw, 1);
    }

    @Override
    public String identity() {
      return KeyDocuments.identity(scheme.set.label(), Bytes.concat(seed, root));
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
      SlhDsaSet set = scheme.set;
      int expected = set.shape.signatureBytes();
      if (signature.length != expected) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            set.label() + " signature has " + signature.length + " bytes, not " + expected));
      }
      SlhDsaVerification verification = SlhDsaVerification.start(set.shape, seed, root, signature);
      verification.update(scheme.prefix, 0, scheme.prefix.length);
      return new VerifyingSink() {
        @Override
        public void update(byte[] source, int offset, int length) {
          verification.update(source, offset, length);
        }

        @Override
        public Verdict finish() {
          return verification.holds()
              ? Verdict.accepted()
              : Verdict.rejected(
                  Reason.SIGNATURE_MISMATCH,
                  "not this " + set.label() + " key's signature of this message");
        }
      };
    }
  }

  /** SK.seed, SK.prf, PK.seed and the PK.root that belongs to them. */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final SlhDsaEngine scheme;

    @SuppressWarnings("Immutable") // private, never written
    private final byte[] raw;

    private PrivateKey(SlhDsaEngine scheme, byte[] raw) {
      this.scheme = scheme;
      this.raw = raw;
    }

    @Override
    public byte[] sign(byte[] message) {
      byte[] publicSeed = scheme.part(raw, 2);
      return SLHDSAEngine.internalGenerateSignature(
          scheme.set.parameters,
          scheme.part(raw, 0),
          scheme.part(raw, 1),
          publicSeed,
          scheme.part(raw, 3),
          scheme.prefix,
          message,
          publicSeed); // opt_rand of the deterministic variant
    }

    @Override
    public byte[] publicKey() {
      return Arrays.copyOfRange(raw, 2 * scheme.set.n, raw.length);
    }

    @Override
    public byte[] privateKey() {
      return raw.clone();
    }
  }
}
