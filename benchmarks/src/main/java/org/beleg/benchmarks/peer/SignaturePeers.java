package org.beleg.benchmarks.peer;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.beleg.sign.SigningKey;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * One key in the hands of the JDK and of Bouncy Castle without its provider, each keeping what it can
 * between calls: not for two threads.
 */
public final class SignaturePeers {

  private final Signature jdkSigner;
  private final Signature jdkVerifier;
  private final Signer bouncySigner;
  private final Signer bouncyVerifier;

  /** The same key as Beleg's. */
  public SignaturePeers(SigningKey key) throws GeneralSecurityException, IOException {
    byte[] pkcs8 = key.toPkcs8();
    byte[] spki = key.verifyingKey().toSpki();
    boolean ed25519 = key.scheme().name().equals("ED25519");

    KeyFactory keys = KeyFactory.getInstance(ed25519 ? "Ed25519" : "EC");
    PrivateKey privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(spki));
    String algorithm = ed25519 ? "Ed25519" : "SHA256withECDSA";
    jdkSigner = Signature.getInstance(algorithm);
    jdkSigner.initSign(privateKey);
    jdkVerifier = Signature.getInstance(algorithm);
    jdkVerifier.initVerify(publicKey);

    AsymmetricKeyParameter bouncyPrivate = PrivateKeyFactory.createKey(pkcs8);
    AsymmetricKeyParameter bouncyPublic = PublicKeyFactory.createKey(spki);
    bouncySigner = bouncy(ed25519);
    bouncySigner.init(true, bouncyPrivate);
    bouncyVerifier = bouncy(ed25519);
    bouncyVerifier.init(false, bouncyPublic);
  }

  private static Signer bouncy(boolean ed25519) {
    return ed25519
        ? new Ed25519Signer()
        : new DSADigestSigner(
            new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest())), new SHA256Digest());
  }

  public byte[] jdkSign(byte[] message) throws GeneralSecurityException {
    jdkSigner.update(message);
    return jdkSigner.sign();
  }

  public boolean jdkVerify(byte[] message, byte[] signature) throws GeneralSecurityException {
    jdkVerifier.update(message);
    return jdkVerifier.verify(signature);
  }

  public byte[] bouncyCastleSign(byte[] message) throws CryptoException {
    bouncySigner.update(message, 0, message.length);
    return bouncySigner.generateSignature();
  }

  public boolean bouncyCastleVerify(byte[] message, byte[] signature) {
    bouncyVerifier.update(message, 0, message.length);
    return bouncyVerifier.verifySignature(signature);
  }
}
