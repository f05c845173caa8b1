package org.beleg.benchmarks.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.beleg.MalformedDataException;
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
 * Verifying one signature over a curve of Weierstrass form, of a short message: with a key that is kept,
 * as Bouncy Castle keeps its own, and with a key that is read each time.
 *
 * <p>{@code ./benchmarks/run sign.CurveVerify}
 */
public class CurveVerifyBenchmark extends Defaults {

  @Param({
    "ECDSA_P256_SHA256",
    "ECDSA_P384_SHA384",
    "ECDSA_P521_SHA512",
    "ECDSA_SECP256K1_SHA256",
    "SM2_SM3",
    "BIP340"
  })
  SignatureScheme scheme;

  private byte[] message;
  private byte[] signature;
  private byte[] raw;
  private VerifyingKey key;
  private CurvePeers.Verifier bouncyCastle;

  @Setup
  public void setup() throws IOException, GeneralSecurityException {
    message = Baseline.randomBytes(64);
    SigningKey signingKey = SigningKey.generate(scheme);
    key = signingKey.verifyingKey();
    raw = key.toRaw();
    signature = signingKey.sign(message);
    bouncyCastle = CurvePeers.bouncyCastle(key);
    Checks.accepted(beleg());
    Checks.agree(bouncyCastle(), "a signature of Beleg");
  }

  @Benchmark
  public Verdict beleg() {
    return key.verify(message, signature);
  }

  @Benchmark
  public Verdict belegWithNewKey() throws MalformedDataException {
    return VerifyingKey.of(scheme, raw).verify(message, signature);
  }

  @Benchmark
  public boolean bouncyCastle() throws GeneralSecurityException {
    return bouncyCastle.verify(message, signature);
  }
}
