package org.beleg.benchmarks.sign;

import java.io.IOException;
import java.security.SecureRandom;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.generators.LMSKeyPairGenerator;
import org.bouncycastle.crypto.generators.XMSSKeyPairGenerator;
import org.bouncycastle.crypto.params.LMOtsParameters;
import org.bouncycastle.crypto.params.LMSKeyGenerationParameters;
import org.bouncycastle.crypto.params.LMSParameters;
import org.bouncycastle.crypto.params.LMSPublicKeyParameters;
import org.bouncycastle.crypto.params.LMSigParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.XMSSKeyGenerationParameters;
import org.bouncycastle.crypto.params.XMSSParameters;
import org.bouncycastle.crypto.params.XMSSPublicKeyParameters;
import org.bouncycastle.crypto.signers.LMSSigner;
import org.bouncycastle.crypto.signers.SLHDSASigner;
import org.bouncycastle.crypto.signers.XMSSSigner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Verifying one signature of a hash-based scheme at a time, of a message of 64 bytes, with a key that was
 * decoded before. Stateful schemes are signed by Bouncy Castle.
 *
 * <p>Where Beleg uses lanes, it begins to do so after two million short hashes, that is 0.2 seconds of
 * verifying: the first second of warm-up. A program that verifies less gets the figures of {@code
 * -Dorg.beleg.kernel=scalar}.
 *
 * <p>{@code ./benchmarks/run sign.HashBasedVerify}
 */
public class HashBasedVerifyBenchmark extends Defaults {

  /** Parameter sets with SHA-256, SHA-512 and SHAKE256. */
  public enum ParameterSet {
    SLH_DSA_SHA2_128S,
    SLH_DSA_SHA2_128F,
    SLH_DSA_SHA2_192F,
    SLH_DSA_SHAKE_128F,
    LMS_SHA256_M32_H10_W4,
    LMS_SHA256_M32_H10_W8,
    XMSS_SHA2_10_256
  }

  /** Bouncy Castle with a new engine, as its engines are for one use. */
  private interface Peer {
    boolean verify(byte[] message, byte[] signature);
  }

  @Param
  ParameterSet set;

  private byte[] message;
  private byte[] signature;
  private VerifyingKey key;
  private Peer peer;

  @Setup
  public void setup() throws IOException, CryptoException, MalformedDataException {
    message = Baseline.randomBytes(64);
    switch (set) {
      case SLH_DSA_SHA2_128S -> slhDsa(SLHDSAParameters.sha2_128s);
      case SLH_DSA_SHA2_128F -> slhDsa(SLHDSAParameters.sha2_128f);
      case SLH_DSA_SHA2_192F -> slhDsa(SLHDSAParameters.sha2_192f);
      case SLH_DSA_SHAKE_128F -> slhDsa(SLHDSAParameters.shake_128f);
      case LMS_SHA256_M32_H10_W4 -> lms(LMOtsParameters.sha256_n32_w4);
      case LMS_SHA256_M32_H10_W8 -> lms(LMOtsParameters.sha256_n32_w8);
      case XMSS_SHA2_10_256 -> xmss();
    }
    Checks.accepted(belegVerify());
    Checks.agree(bouncyCastleVerify(), "one signature");
    byte[] honest = signature;
    signature = honest.clone();
    signature[signature.length / 2] ^= 1;
    Checks.agree(!belegVerify().isAccepted() && !bouncyCastleVerify(), "a spoilt one");
    signature = honest;
  }

  private void slhDsa(SLHDSAParameters parameters) {
    SigningKey signer = SigningKey.generate(SignatureScheme.valueOf(set.name()));
    key = signer.verifyingKey();
    signature = signer.sign(message);
    SLHDSAPublicKeyParameters theirs = new SLHDSAPublicKeyParameters(parameters, key.toRaw());
    peer = (signed, bytes) -> {
      SLHDSASigner engine = new SLHDSASigner();
      engine.init(false, theirs);
      return engine.verifySignature(signed, bytes);
    };
  }

  private void lms(LMOtsParameters oneTime)
      throws IOException, CryptoException, MalformedDataException {
    LMSKeyPairGenerator generator = new LMSKeyPairGenerator();
    generator.init(new LMSKeyGenerationParameters(
        new LMSParameters(LMSigParameters.lms_sha256_n32_h10, oneTime), new SecureRandom()));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    LMSPublicKeyParameters theirs = (LMSPublicKeyParameters) pair.getPublic();
    key = VerifyingKey.of(SignatureScheme.LMS, theirs.getEncoded());
    signature = sign(new LMSSigner(), pair);
    peer = (signed, bytes) -> {
      LMSSigner engine = new LMSSigner();
      engine.init(false, theirs);
      return engine.verifySignature(signed, bytes);
    };
  }

  private void xmss() throws IOException, CryptoException, MalformedDataException {
    XMSSKeyPairGenerator generator = new XMSSKeyPairGenerator();
    generator.init(
        new XMSSKeyGenerationParameters(XMSSParameters.lookupByOID(1), new SecureRandom()));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    XMSSPublicKeyParameters theirs = (XMSSPublicKeyParameters) pair.getPublic();
    key = VerifyingKey.of(SignatureScheme.XMSS, theirs.getEncoded());
    signature = sign(new XMSSSigner(), pair);
    peer = (signed, bytes) -> {
      XMSSSigner engine = new XMSSSigner();
      engine.init(false, theirs);
      engine.update(signed, 0, signed.length);
      return engine.verifySignature(bytes);
    };
  }

  private byte[] sign(Signer signer, AsymmetricCipherKeyPair pair) throws CryptoException {
    signer.init(true, pair.getPrivate());
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  @Benchmark
  public Verdict belegVerify() {
    return key.verify(message, signature);
  }

  @Benchmark
  public boolean bouncyCastleVerify() {
    return peer.verify(message, signature);
  }
}
