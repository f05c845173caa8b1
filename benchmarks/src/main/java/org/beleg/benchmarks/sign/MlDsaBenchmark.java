package org.beleg.benchmarks.sign;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * ML-DSA, per signature, with one key. The peers keep their engine between calls; that of the JDK exists
 * from 24 on, and its method fails on older ones.
 *
 * <p>{@code ./benchmarks/run sign.MlDsa}
 */
public class MlDsaBenchmark extends Defaults {

  @Param({"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
  SignatureScheme scheme;

  private byte[] message;
  private byte[] signature;
  private SigningKey signingKey;
  private VerifyingKey verifyingKey;
  private MLDSASigner bouncySigner;
  private MLDSASigner bouncyVerifier;
  private PublicKey jdkKey;

  @Setup
  public void setup() throws GeneralSecurityException, CryptoException, MalformedDataException {
    message = Baseline.randomBytes(64);
    byte[] seed = Baseline.randomBytes(32);
    signingKey = SigningKey.of(scheme, seed);
    verifyingKey = signingKey.verifyingKey();
    signature = signingKey.sign(message);
    MLDSAParameters parameters = switch (scheme) {
      case ML_DSA_44 -> MLDSAParameters.ml_dsa_44;
      case ML_DSA_65 -> MLDSAParameters.ml_dsa_65;
      default -> MLDSAParameters.ml_dsa_87;
    };
    bouncySigner = new MLDSASigner();
    bouncySigner.init(true, new MLDSAPrivateKeyParameters(parameters, seed));
    bouncyVerifier = new MLDSASigner();
    bouncyVerifier.init(false, new MLDSAPublicKeyParameters(parameters, verifyingKey.toRaw()));
    Checks.accepted(belegVerify());
    Checks.agree(bouncyCastleVerify(), "a signature of Beleg");
    Checks.accepted(verifyingKey.verify(message, bouncyCastleSign()));
    if (Runtime.version().feature() >= 24) {
      jdkKey = KeyFactory.getInstance("ML-DSA")
          .generatePublic(new X509EncodedKeySpec(verifyingKey.toSpki()));
      Checks.agree(jdkVerify(), "a signature of Beleg");
    }
  }

  @Benchmark
  public byte[] belegSign() {
    return signingKey.sign(message);
  }

  @Benchmark
  public byte[] bouncyCastleSign() throws CryptoException {
    bouncySigner.update(message, 0, message.length);
    return bouncySigner.generateSignature();
  }

  @Benchmark
  public Verdict belegVerify() {
    return verifyingKey.verify(message, signature);
  }

  @Benchmark
  public boolean bouncyCastleVerify() {
    bouncyVerifier.update(message, 0, message.length);
    return bouncyVerifier.verifySignature(signature);
  }

  @Benchmark
  public boolean jdkVerify() throws GeneralSecurityException {
    Signature engine = Signature.getInstance("ML-DSA");
    engine.initVerify(jdkKey);
    engine.update(message);
    return engine.verify(signature);
  }
}
