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

/**
 * RSA signatures, <a href="https://www.rfc-editor.org/rfc/rfc8017.html#section-8">RFC 8017, section 8</a>:
 * one power, and a padding that says all the rest.
 *
 * <p>Verifying is ours alone and loads no Bouncy Castle: a modular power of the JDK and a comparison of
 * whole blocks. Keys are PKCS #1 structures, which is also what SPKI and PKCS#8 wrap.
 */
@Immutable
public final class RsaEngine implements SchemeEngine {

  private final RsaPadding padding;
  private final boolean signs;

  private RsaEngine(RsaPadding padding, boolean signs) {
    this.padding = padding;
    this.signs = signs;
  }

  /** RSASSA-PKCS1-v1_5 with SHA-256, to verify. */
  public static SchemeEngine pkcs1Sha256() {
    return pkcs1("SHA-256", 32, "3031300d060960864801650304020105000420");
  }

  /** RSASSA-PKCS1-v1_5 with SHA-384, to verify. */
  public static SchemeEngine pkcs1Sha384() {
    return pkcs1("SHA-384", 48, "3041300d060960864801650304020205000430");
  }

  /** RSASSA-PKCS1-v1_5 with SHA-512, to verify. */
  public static SchemeEngine pkcs1Sha512() {
    return pkcs1("SHA-512", 64, "3051300d060960864801650304020305000440");
  }

  private static SchemeEngine pkcs1(String hashName, int hashBytes, String digestInfo) {
    return new RsaEngine(RsaPadding.pkcs1(hashName, hashBytes, digestInfo), false);
  }

  /** RSASSA-PSS with SHA-256 for message and mask, and salts of exactly this length. */
  public static SchemeEngine pssSha256(int saltBytes) {
    return new RsaEngine(RsaPadding.pss("SHA-256", 32, saltBytes), true);
  }

  /** RSASSA-PSS with SHA-384 for message and mask, and salts of exactly this length. */
  public static SchemeEngine pssSha384(int saltBytes) {
    return new RsaEngine(RsaPadding.pss("SHA-384", 48, saltBytes), true);
  }

  /** RSASSA-PSS with SHA-512 for message and mask, and salts of exactly this length. */
  public static SchemeEngine pssSha512(int saltBytes) {
    return new RsaEngine(RsaPadding.pss("SHA-512", 64, saltBytes), true);
  }

  @Override
  public VerifyingEngine verifyingEngine(byte[] raw) throws MalformedDataException {
    return new PublicKey(padding, RsaPublicKey.parse(raw));
  }

  @Override
  public boolean signs() {
    return signs;
  }

  @Override
  public SigningEngine signingEngine(byte[] raw) throws MalformedDataException {
    KeyDocuments.requireSize(raw, "RSA private key");
    return readPrivateKey(DerReader.of(raw, "RSA private key"));
  }

  @Override
  public SigningEngine readPrivateKey(DerReader contents) throws MalformedDataException {
    return new PrivateKey(padding, RsaPrivateKey.parse(contents));
  }

  @Override
  public SigningEngine generate(SecureRandom random) {
    return new PrivateKey(padding, RsaPrivateKey.generate(random));
  }

  /** A modulus and exponent within the bounds. */
  @Immutable
  private static final class PublicKey implements OnePassEngine {

    private final RsaPadding padding;
    private final RsaPublicKey key;

    private PublicKey(RsaPadding padding, RsaPublicKey key) {
      this.padding = padding;
      this.key = key;
    }

    /** Whoever can factor n can sign for every exponent. */
    @Override
    public String identity() {
      return "RSA n=" + key.modulus().toString(16);
    }

    /** RFC 8017, sections 8.1.2 and 8.2.2: length, then range, before any power. */
    @Override
    public VerifyingSink sink(byte[] signature) {
      if (signature.length != key.modulusBytes()) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_LENGTH_WRONG,
            "RSA signature has " + signature.length + " bytes, not " + key.modulusBytes()));
      }
      BigInteger s = new BigInteger(1, signature);
      if (s.compareTo(key.modulus()) >= 0) {
        return VerifyingSink.refusing(Verdict.rejected(
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE, "RSA signature is not below the modulus"));
      }
      Digest digest = padding.newDigest();
      return new VerifyingSink() {
        @Override
        public void update(byte[] source, int offset, int length) {
          digest.update(source, offset, length);
        }

        @Override
        public Verdict finish() {
          return judge(s, padding.finish(digest));
        }
      };
    }

    private Verdict judge(BigInteger s, byte[] hash) {
      return padding.matches(key.open(s), key.modulus().bitLength(), hash)
          ? Verdict.accepted()
          : Verdict.rejected(
              Reason.SIGNATURE_MISMATCH, "not this RSA key's signature of this message");
    }
  }

  /**
   * A secret. The salt and the blinding of the power come from a {@link SecureRandom} of the platform, made
   * for each signature: no signature shows what the source gave, but for the salt.
   */
  @Immutable
  private static final class PrivateKey implements SigningEngine {

    private final RsaPadding padding;
    private final RsaPrivateKey key;

    private PrivateKey(RsaPadding padding, RsaPrivateKey key) {
      this.padding = padding;
      this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
      Digest digest = padding.newDigest();
      digest.update(message, 0, message.length);
      return sign(digest);
    }

    private byte[] sign(Digest digest) {
      SecureRandom random = new SecureRandom();
      byte[] hash = padding.finish(digest);
      int modulusBits = key.publicKey().modulus().bitLength();
      return key.seal(padding.pad(hash, modulusBits, random), random);
    }

    @Override
    public Optional<SigningSink> start() {
      Digest digest = padding.newDigest();
      return Optional.of(new SigningSink() {
        @Override
        public void update(byte[] source, int offset, int length) {
          digest.update(source, offset, length);
        }

        @Override
        public byte[] finish() {
          return sign(digest);
        }
      });
    }

    @Override
    public byte[] publicKey() {
      return key.publicKey().format();
    }

    @Override
    public byte[] privateKey() {
      return key.format();
    }
  }
}
