package org.beleg.benchmarks.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.CurvePeers;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The same as {@link CurveVerifyBenchmark} on the curves that the JDK has, too.
 *
 * <p>{@code ./benchmarks/run sign.NistCurveVerify}
 */
public class NistCurveVerifyBenchmark extends Defaults {

  @Param({"ECDSA_P256_SHA256", "ECDSA_P384_SHA384", "ECDSA_P521_SHA512"})
  SignatureScheme scheme;

  private byte[] message;
  private byte[] signature;
  private VerifyingKey key;
  private CurvePeers.Verifier bouncyCastle;
  private CurvePeers.Verifier jdk;
  private CurvePeers.Verifier tink;

  @Setup
  public void setup() throws IOException, GeneralSecurityException {
    message = Baseline.randomBytes(64);
    SigningKey signingKey = SigningKey.generate(scheme);
    key = signingKey.verifyingKey();
    signature = signingKey.sign(message);
    bouncyCastle = CurvePeers.bouncyCastle(key);
    jdk = CurvePeers.jdk(key);
    tink = CurvePeers.tink(key);
    Checks.accepted(beleg());
    Checks.agree(bouncyCastle() && jdk() && tink(), "a signature of Beleg");
  }

  @Benchmark
  public Verdict beleg() {
    return key.verify(message, signature);
  }

  @Benchmark
  public boolean bouncyCastle() throws GeneralSecurityException {
    return bouncyCastle.verify(message, signature);
  }

  @Benchmark
  public boolean jdk() throws GeneralSecurityException {
    return jdk.verify(message, signature);
  }

  @Benchmark
  public boolean tink() throws GeneralSecurityException {
    return tink.verify(message, signature);
  }
}
