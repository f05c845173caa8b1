package org.beleg.benchmarks.peer;

import com.google.crypto.tink.subtle.EcdsaVerifyJce;
import com.google.crypto.tink.subtle.EllipticCurves.EcdsaEncoding;
import com.google.crypto.tink.subtle.Enums.HashType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.beleg.sign.VerifyingKey;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.BIP340Signer;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Verifiers of one key of a scheme over a curve, each keeping what it can between calls: not for two
 * threads.
 */
public final class CurvePeers {

  private CurvePeers() {}

  /** Tells whether a signature is valid. */
  public interface Verifier {
    boolean verify(byte[] message, byte[] signature) throws GeneralSecurityException;
  }

  /** Bouncy Castle without its provider. */
  public static Verifier bouncyCastle(VerifyingKey key) throws IOException {
    Signer signer = switch (key.scheme()) {
      case SM2_SM3 -> new SM2Signer();
      case BIP340 -> new BIP340Signer(true);
      default -> new DSADigestSigner(new ECDSASigner(), digest(hashBits(key)));
    };
    switch (key.scheme()) {
      case SM2_SM3 ->
        signer.init(
            false,
            new ParametersWithID(
                PublicKeyFactory.createKey(key.toSpki()),
                "1234567812345678".getBytes(StandardCharsets.US_ASCII)));
      case BIP340 -> signer.init(false, BIP340Signer.decodePublicKey(key.toRaw()));
      default -> signer.init(false, PublicKeyFactory.createKey(key.toSpki()));
    }
    return (message, signature) -> {
      signer.update(message, 0, message.length);
      return signer.verifySignature(signature);
    };
  }

  /** The JDK, which has the curves of NIST only. */
  public static Verifier jdk(VerifyingKey key) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SHA" + hashBits(key) + "withECDSA");
    verifier.initVerify(jdkKey(key));
    return (message, signature) -> {
      verifier.update(message);
      return verifier.verify(signature);
    };
  }

  /** Tink, which has the curves of NIST only and asks the JDK. */
  public static Verifier tink(VerifyingKey key) throws GeneralSecurityException {
    EcdsaVerifyJce verifier =
        new EcdsaVerifyJce(jdkKey(key), HashType.valueOf("SHA" + hashBits(key)), EcdsaEncoding.DER);
    return (message, signature) -> {
      verifier.verify(signature, message); // throws unless valid
      return true;
    };
  }

  private static ECPublicKey jdkKey(VerifyingKey key) throws GeneralSecurityException {
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.toSpki()));
  }

  private static int hashBits(VerifyingKey key) {
    String name = key.scheme().name();
    return Integer.parseInt(name.substring(name.length() - 3));
  }

  private static Digest digest(int bits) {
    return switch (bits) {
      case 256 -> new SHA256Digest();
      case 384 -> new SHA384Digest();
      default -> new SHA512Digest();
    };
  }
}
