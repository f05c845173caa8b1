package org.beleg.sign;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.SignatureSpi;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.beleg.MalformedDataException;
import org.beleg.hash.HashAlgorithm;
import org.beleg.testing.SeededRandom;
import org.beleg.tree.MerkleTree;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Computes and judges in a JVM of its own, with a provider installed in front of all others. */
final class VerdictProbe {

  private static final long SEED = 20260220L;
  private static final byte[] MESSAGE = "the record".getBytes(StandardCharsets.UTF_8);

  /** Whose keys are drawn and sign here, too; with one engine each, and quick. */
  private static final List<SignatureScheme> SIGNERS = List.of(
      SignatureScheme.ED25519,
      SignatureScheme.ED448,
      SignatureScheme.ECDSA_P256_SHA256,
      SignatureScheme.SM2_SM3,
      SignatureScheme.BIP340,
      SignatureScheme.ML_DSA_44);

  private VerdictProbe() {}

  /** Prints which provider answers first, then one line for each result of Beleg on what it reads. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "hostile" -> Security.insertProviderAt(new Hostile(), 1);
      case "bouncy-castle" -> Security.insertProviderAt(new BouncyCastleProvider(), 1);
      default -> {}
    }
    System.out.println(MessageDigest.getInstance("SHA-256").getProvider().getName());
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      System.out.println(algorithm + " " + algorithm.hash(MESSAGE).toHex());
    }
    System.out.println("root "
        + MerkleTree.empty()
            .appendAll(List.of(MESSAGE, new byte[0], MESSAGE))
            .rootHash()
            .toHex());
    for (SignatureScheme scheme : SIGNERS) {
      sign(scheme);
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      judge(line);
    }
  }

  /** Judges the signature of a line {@code <key> <message> <signature>}, and some that are none. */
  private static void judge(String line) throws MalformedDataException {
    List<String> words = List.of(line.split(" ", -1));
    VerifyingKey key = VerifyingKey.parse(words.get(0));
    byte[] message = Base64.getDecoder().decode(words.get(1));
    byte[] signature = Base64.getDecoder().decode(words.get(2));
    System.out.println(key + " " + key.verify(message, signature));
    System.out.println(key.verify(MESSAGE, signature));
    System.out.println(key.verify(message, new byte[signature.length]));
    byte[] flipped = signature.clone();
    flipped[flipped.length - 1] ^= 1;
    System.out.println(key.verify(message, flipped).isAccepted());
    if (key.scheme().hasSpki()) {
      System.out.println(VerifyingKey.parseSpki(key.scheme(), key.toSpki()).equals(key));
    }
  }

  private static void sign(SignatureScheme scheme) {
    SigningKey signer = SigningKey.generate(scheme, new SeededRandom(SEED));
    VerifyingKey key = signer.verifyingKey();
    System.out.println(key + " " + key.verify(MESSAGE, signer.sign(MESSAGE)));
    if (scheme.hasOpenSsh()) {
      SshSignature made = SshSignature.sign(signer, "file", SshHash.SHA_512, MESSAGE);
      System.out.println(made + " " + made.verify(key, "file", MESSAGE));
    }
  }

  /** Offers what an application's provider may, and is wrong in all of it. */
  @SuppressWarnings("serial") // never serialized
  public static final class Hostile extends Provider {
    Hostile() {
      super("Hostile", "1", "answers wrongly");
      for (String hash : List.of(
          "SHA-1",
          "SHA-256",
          "SHA-384",
          "SHA-512",
          "SHA-512/256",
          "SM3",
          "SHA3-256",
          "SHA3-384",
          "SHA3-512",
          "SHAKE256",
          "KECCAK-256",
          "RIPEMD160")) {
        put("MessageDigest." + hash, Zeros.class.getName());
        put(
            "MessageDigest." + hash.toLowerCase(Locale.ROOT).replace("-", ""),
            Zeros.class.getName());
      }
      for (String algorithm : List.of(
          "Ed25519",
          "EdDSA",
          "Ed448",
          "SHA256withECDSA",
          "SHA384withECDSA",
          "SHA512withECDSA",
          "SHA256withRSA",
          "RSASSA-PSS",
          "ML-DSA")) {
        put("Signature." + algorithm, YesMan.class.getName());
      }
      for (String algorithm : List.of("Ed25519", "EdDSA", "EC", "RSA", "ML-DSA")) {
        put("KeyFactory." + algorithm, "org.beleg.sign.NoSuchClass");
        put("KeyPairGenerator." + algorithm, "org.beleg.sign.NoSuchClass");
        put("AlgorithmParameters." + algorithm, "org.beleg.sign.NoSuchClass");
      }
    }
  }

  /** Hashes everything to zeros. */
  public static final class Zeros extends MessageDigestSpi {
    /** For the JCA. */
    public Zeros() {}

    @Override
    protected int engineGetDigestLength() {
      return 32;
    }

    @Override
    protected void engineUpdate(byte input) {}

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {}

    @Override
    protected byte[] engineDigest() {
      return new byte[32];
    }

    @Override
    protected void engineReset() {}
  }

  /** Takes every signature for valid. */
  @SuppressWarnings("deprecation") // of the methods that must be there
  public static final class YesMan extends SignatureSpi {
    /** For the JCA. */
    public YesMan() {}

    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {}

    @Override
    protected void engineUpdate(byte input) {}

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {}

    @Override
    protected byte[] engineSign() {
      return new byte[64];
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Override
    protected void engineSetParameter(String name, Object value) {}

    @Override
    protected Object engineGetParameter(String name) {
      return name;
    }
  }
}
