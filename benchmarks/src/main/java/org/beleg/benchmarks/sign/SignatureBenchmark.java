package org.beleg.benchmarks.sign;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.benchmarks.Baseline;
import org.beleg.benchmarks.Checks;
import org.beleg.benchmarks.Defaults;
import org.beleg.benchmarks.peer.SignaturePeers;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.bouncycastle.crypto.CryptoException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Signing and verifying, per signature, with one key. All verify the same signature, Beleg's. The JDK
 * signs ECDSA with random nonces, Bouncy Castle here with those of RFC 6979.
 *
 * <p>{@code ./benchmarks/run sign.Signature}
 */
public class SignatureBenchmark extends Defaults {

  @Param({"ED25519", "ECDSA_P256_SHA256"})
  SignatureScheme scheme;

  @Param({"64", "4096"})
  int messageBytes;

  private byte[] message;
  private byte[] signature;
  private SigningKey signingKey;
  private VerifyingKey verifyingKey;
  private SignaturePeers peers;

  @Setup
  public void setup()
      throws GeneralSecurityException, IOException, CryptoException, MalformedDataException {
    message = Baseline.randomBytes(messageBytes);
    // random, and below the order of P-256
    byte[] secret = Baseline.randomBytes(32);
    secret[0] = 1;
    signingKey = SigningKey.of(scheme, secret);
    verifyingKey = signingKey.verifyingKey();
    signature = signingKey.sign(message);
    peers = new SignaturePeers(signingKey);
    Checks.accepted(belegVerify());
    Checks.agree(jdkVerify() && bouncyCastleVerify(), "a signature of Beleg");
    Checks.accepted(verifyingKey.verify(message, jdkSign()));
    Checks.accepted(verifyingKey.verify(message, bouncyCastleSign()));
  }

  @Benchmark
  public byte[] belegSign() {
    return signingKey.sign(message);
  }

  @Benchmark
  public byte[] jdkSign() throws GeneralSecurityException {
    return peers.jdkSign(message);
  }

  @Benchmark
  public byte[] bouncyCastleSign() throws CryptoException {
    return peers.bouncyCastleSign(message);
  }

  @Benchmark
  public Verdict belegVerify() {
    return verifyingKey.verify(message, signature);
  }

  @Benchmark
  public boolean jdkVerify() throws GeneralSecurityException {
    return peers.jdkVerify(message, signature);
  }

  @Benchmark
  public boolean bouncyCastleVerify() {
    return peers.bouncyCastleVerify(message, signature);
  }
}
