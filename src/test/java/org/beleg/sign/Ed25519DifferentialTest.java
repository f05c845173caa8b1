package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.testing.Ed25519Signers;
import org.beleg.testing.ReferenceCurve;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/**
 * Every profile against Bouncy Castle and against arithmetic modulo L and 8, on seeded cases: honest
 * signatures, such with parts of small order in A and R, and corruptions of both.
 *
 * <p>{@code -Dbeleg.differential.cases=1000000} runs more than the usual number.
 */
class Ed25519DifferentialTest {

  private static final long SEED = 20260204L;
  private static final int CASES = Integer.getInteger("beleg.differential.cases", 20_000);

  private final Random random = new Random(SEED);
  private final Ed25519Signers signers = new Ed25519Signers(random, 6, 6);
  private final Map<String, VerifyingKey> keys = new HashMap<>();

  @Test
  void verdicts_areBouncyCastlesAndThoseOfArithmetic() throws MalformedDataException {
    System.out.println("Ed25519DifferentialTest: seed " + SEED + ", " + CASES + " cases");
    int strict = 0;
    int cofactorless = 0;
    for (int i = 0; i < CASES; i++) {
      Ed25519Signers.Signed signed = signed();
      byte[] message = signed.message;
      byte[] signature = signed.signature;
      boolean holds = true;
      boolean holdsWithout = signed.withoutCofactor;
      if (i % 3 == 2) {
        // the equations stay true under none of these
        holds = false;
        holdsWithout = false;
        signature = corrupt(signature);
      } else if (i % 6 == 1) {
        holds = false;
        holdsWithout = false;
        message = new byte[message.length + 1];
      }
      boolean oracle = bouncyCastle(signed.key, message, signature);
      boolean own = isAccepted(Ed25519Profile.STRICT_COFACTORED, signed.key, message, signature);
      // of the others one each, as they take longer than the oracle
      Ed25519Profile other =
          i % 4 < 2 ? Ed25519Profile.ZIP215 : Ed25519Profile.COFACTORLESS_CANONICAL;
      boolean expected = other == Ed25519Profile.ZIP215 ? holds : holdsWithout;
      boolean verdict = isAccepted(other, signed.key, message, signature);
      if (own != oracle || own != holds || verdict != expected) {
        throw new AssertionError("case " + i + " of seed " + SEED + ": Bouncy Castle " + oracle
            + ", arithmetic " + holds + ", strict " + own + "; " + other + " " + verdict);
      }
      strict += own ? 1 : 0;
      cofactorless += other != Ed25519Profile.ZIP215 && verdict ? 1 : 0;
    }
    assertThat(strict).isBetween(CASES / 3, CASES - 1);
    assertThat(cofactorless).isBetween(CASES / 20, strict - 1);
  }

  private Ed25519Signers.Signed signed() {
    byte[] message = new byte[random.nextInt(100)];
    random.nextBytes(message);
    boolean honest = random.nextBoolean();
    return signers.sign(
        random.nextInt(6),
        honest ? 0 : random.nextInt(8),
        random.nextInt(6),
        honest ? 0 : random.nextInt(8),
        message);
  }

  private byte[] corrupt(byte[] signature) {
    byte[] corrupted = signature.clone();
    switch (random.nextInt(4)) {
      case 0 -> corrupted[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> corrupted[32 + random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> corrupted[random.nextInt(64)] ^= (byte) (1 + random.nextInt(255));
      default -> {
        // S + 1: the nearest miss
        BigInteger s = ReferenceCurve.littleEndian(Arrays.copyOfRange(signature, 32, 64));
        corrupted = Ed25519Signers.join(signature, s.add(BigInteger.ONE).mod(ReferenceCurve.L));
      }
    }
    return corrupted;
  }

  private static boolean bouncyCastle(byte[] key, byte[] message, byte[] signature) {
    return Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
  }

  private boolean isAccepted(Ed25519Profile profile, byte[] key, byte[] message, byte[] signature)
      throws MalformedDataException {
    SignatureRules rules = SignatureRules.of(SignatureScheme.ED25519).withProfile(profile);
    String name = profile + ReferenceCurve.littleEndian(key).toString(16);
    VerifyingKey known = keys.get(name);
    if (known == null) {
      known = rules.verifyingKey(key);
      known = keys.size() % 2 == 0 ? known.prepared() : known;
      keys.put(name, known);
    }
    return known.verify(message, signature).isAccepted();
  }
}
