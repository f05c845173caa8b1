package org.beleg.sign;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.beleg.MalformedDataException;
import org.beleg.testing.ReferenceLms;
import org.beleg.testing.ReferenceXmss;
import org.beleg.testing.SeededRandom;

/**
 * One key and one signature of every scheme, made once for a whole run: drawing an RSA key or signing with
 * SLH-DSA takes up to seconds.
 */
final class TestKeys {

  static final long SEED = 20260105L;

  private static final byte[] MESSAGE = "the record".getBytes(StandardCharsets.UTF_8);
  private static final Map<SignatureScheme, SigningKey> SIGNING =
      new EnumMap<>(SignatureScheme.class);
  private static final Map<SignatureScheme, SigningKey> OTHERS =
      new EnumMap<>(SignatureScheme.class);
  private static final Map<SignatureScheme, Signed> SIGNED = new EnumMap<>(SignatureScheme.class);

  private TestKeys() {}

  /** An honest signature. */
  static final class Signed {
    private final VerifyingKey key;
    private final byte[] message;
    private final byte[] signature;

    private Signed(VerifyingKey key, byte[] message, byte[] signature) {
      this.key = key;
      this.message = message;
      this.signature = signature;
    }

    VerifyingKey key() {
      return key;
    }

    byte[] message() {
      return message.clone();
    }

    byte[] signature() {
      return signature.clone();
    }
  }

  /** The schemes that sign. */
  static Set<SignatureScheme> signingSchemes() {
    EnumSet<SignatureScheme> schemes = EnumSet.allOf(SignatureScheme.class);
    schemes.removeIf(scheme -> !scheme.signs());
    return schemes;
  }

  /** The schemes that verify only. */
  static Set<SignatureScheme> verifyOnlySchemes() {
    return EnumSet.complementOf(EnumSet.copyOf(signingSchemes()));
  }

  /** Whether one signature takes so long, up to a second and more, that a test should make few. */
  static boolean signsSlowly(SignatureScheme scheme) {
    return scheme.name().startsWith("SLH_DSA_") && scheme.name().endsWith("S");
  }

  /** Whether signing or verifying takes milliseconds. */
  static boolean isHeavy(SignatureScheme scheme) {
    return scheme.name().startsWith("SLH_DSA_") || scheme.name().startsWith("XMSS");
  }

  /** A key; the same in the whole run. */
  static synchronized SigningKey signing(SignatureScheme scheme) {
    return SIGNING.computeIfAbsent(scheme, any -> generate(any, SIGNING, SEED));
  }

  /** Another key. */
  static synchronized SigningKey other(SignatureScheme scheme) {
    return OTHERS.computeIfAbsent(scheme, any -> generate(any, OTHERS, SEED + 1));
  }

  /** Draws a key; all RSA schemes share one, as drawing takes long. */
  private static SigningKey generate(
      SignatureScheme scheme, Map<SignatureScheme, SigningKey> made, long seed) {
    for (Map.Entry<SignatureScheme, SigningKey> other : made.entrySet()) {
      if (scheme.name().startsWith("RSA_") && other.getKey().name().startsWith("RSA_")) {
        try {
          return SigningKey.parsePkcs8(scheme, other.getValue().toPkcs8());
        } catch (MalformedDataException e) {
          return fail(e);
        }
      }
    }
    return SigningKey.generate(scheme, new SeededRandom(seed));
  }

  /** A public key, without the cost of a signature. */
  static VerifyingKey verifying(SignatureScheme scheme) {
    return scheme.signs() ? signing(scheme).verifyingKey() : signed(scheme).key();
  }

  /** A signature; always the same. */
  static synchronized Signed signed(SignatureScheme scheme) {
    Signed signed = SIGNED.get(scheme);
    if (signed == null) {
      signed = scheme.signs()
          ? new Signed(
              signing(scheme).verifyingKey(), MESSAGE.clone(), signing(scheme).sign(MESSAGE))
          : foreign(scheme, MESSAGE, SEED);
      SIGNED.put(scheme, signed);
    }
    return signed;
  }

  /** A signature of a scheme that only verifies, by another implementation. */
  static Signed foreign(SignatureScheme scheme, byte[] message, long seed) {
    Random random = new Random(seed);
    try {
      switch (scheme) {
        case RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512 -> {
          SigningKey secret = seed == SEED
              ? signing(SignatureScheme.RSA_PSS_SHA256)
              : other(SignatureScheme.RSA_PSS_SHA256);
          KeyFactory keys = KeyFactory.getInstance("RSA", "SunRsaSign");
          String hash = scheme.name().substring("RSA_PKCS1_".length());
          Signature engine = Signature.getInstance(hash + "withRSA", "SunRsaSign");
          engine.initSign(keys.generatePrivate(new PKCS8EncodedKeySpec(secret.toPkcs8())));
          engine.update(message);
          return new Signed(
              VerifyingKey.parseSpki(scheme, secret.verifyingKey().toSpki()),
              message,
              engine.sign());
        }
        case LMS -> {
          ReferenceLms made = ReferenceLms.make(5, 3, message, random);
          return new Signed(VerifyingKey.of(scheme, made.publicKey()), message, made.signature());
        }
        case HSS -> {
          ReferenceLms made = ReferenceLms.hierarchy(3, message, random);
          return new Signed(VerifyingKey.of(scheme, made.publicKey()), message, made.signature());
        }
        case XMSS, XMSS_MT -> {
          ReferenceXmss made =
              ReferenceXmss.make(scheme == SignatureScheme.XMSS_MT, 1, message, random);
          return new Signed(VerifyingKey.of(scheme, made.publicKey()), message, made.signature());
        }
        default -> throw new AssertionError("no signer of " + scheme);
      }
    } catch (GeneralSecurityException | MalformedDataException e) {
      return fail(e);
    }
  }
}
