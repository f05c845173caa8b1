package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.testing.Ed25519Signers;
import org.beleg.testing.ReferenceCurve;
import org.junit.jupiter.api.Test;

/** Batches made to confuse a sum of equations: errors that cancel, points of small order, repetition. */
class BatchVerifierPropertyTest {

  private static final long SEED = 20260205L;
  private static final SignatureRules STRICT = SignatureRules.of(SignatureScheme.ED25519);
  private static final SignatureRules ZIP215 = STRICT.withProfile(Ed25519Profile.ZIP215);
  private static final SignatureRules COFACTORLESS =
      STRICT.withProfile(Ed25519Profile.COFACTORLESS_CANONICAL);

  private final Random random = new Random(SEED);
  private final Ed25519Signers signers = new Ed25519Signers(random, 4, 4);

  private static void assertSingles(List<SignedMessage> items) {
    assertThat(BatchVerifier.verify(items))
        .as("seed %d", SEED)
        .isEqualTo(items.stream().map(SignedMessage::verify).toList());
  }

  private SignedMessage item(SignatureRules rules, int key, int keyTorsion, int nonceTorsion)
      throws MalformedDataException {
    byte[] message = new byte[8];
    random.nextBytes(message);
    Ed25519Signers.Signed signed =
        signers.sign(key, keyTorsion, random.nextInt(4), nonceTorsion, message);
    return SignedMessage.of(rules.verifyingKey(signed.key), message, signed.signature);
  }

  /** The same with S moved: valid no more, and by how much its equation fails is known. */
  private static SignedMessage moved(SignedMessage item, int by) {
    byte[] signature = item.signature();
    BigInteger s = ReferenceCurve.littleEndian(Arrays.copyOfRange(signature, 32, 64))
        .add(BigInteger.valueOf(by))
        .mod(ReferenceCurve.L);
    return SignedMessage.of(item.key(), item.message(), Ed25519Signers.join(signature, s));
  }

  @Test
  void errorsThatCancelInAPlainSum_areRefused() throws MalformedDataException {
    for (int round = 0; round < 10; round++) {
      List<SignedMessage> items = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        items.add(item(STRICT, i % 4, 0, 0));
      }
      // the sum of both equations without coefficients is that of two valid ones
      items.add(moved(item(STRICT, 0, 0, 0), 1));
      items.add(moved(item(STRICT, 0, 0, 0), -1));
      // and of three
      items.add(moved(item(STRICT, 1, 0, 0), 2));
      items.add(moved(item(STRICT, 2, 0, 0), 3));
      items.add(moved(item(STRICT, 3, 0, 0), -5));
      Collections.shuffle(items, random);
      assertSingles(items);
      assertThat(BatchVerifier.verify(items).stream().filter(Verdict::isAccepted))
          .hasSize(8);
    }
  }

  @Test
  void pointsOfSmallOrder_countForNothingAlone_andInBatches() throws MalformedDataException {
    List<SignedMessage> items = new ArrayList<>();
    for (int keyTorsion = 0; keyTorsion < 8; keyTorsion++) {
      for (int nonceTorsion = 0; nonceTorsion < 8; nonceTorsion++) {
        items.add(item(STRICT, random.nextInt(4), keyTorsion, nonceTorsion));
        items.add(item(ZIP215, random.nextInt(4), keyTorsion, nonceTorsion));
      }
    }
    assertThat(BatchVerifier.verify(items)).containsOnly(Verdict.accepted());
    assertSingles(items);
  }

  @Test
  void keysWithoutCofactor_areJudgedAloneAmongOthers() throws MalformedDataException {
    List<SignedMessage> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      items.add(item(i % 3 == 0 ? STRICT : COFACTORLESS, i % 4, i % 8, i / 8));
    }
    assertSingles(items);
    assertThat(BatchVerifier.verify(items).stream().filter(Verdict::isAccepted).count())
        .isBetween(20L, 59L);
  }

  @Test
  void randomMixtures_haveTheVerdictsOfSingles() throws MalformedDataException {
    for (int round = 0; round < 40; round++) {
      List<SignedMessage> items = new ArrayList<>();
      int count = 1 + random.nextInt(80);
      int badOneIn = 1 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        SignatureRules rules = random.nextBoolean() ? STRICT : ZIP215;
        SignedMessage item = item(rules, random.nextInt(4), random.nextInt(8), random.nextInt(8));
        if (random.nextInt(badOneIn) == 0) {
          item = random.nextBoolean() ? moved(item, 1) : flipped(item);
        }
        items.add(item);
      }
      assertSingles(items);
    }
  }

  private SignedMessage flipped(SignedMessage item) {
    byte[] signature = item.signature();
    signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
    return SignedMessage.of(item.key(), item.message(), signature);
  }

  @Test
  void weakKeysOfZip215_signAnythingButAlikeAloneAndInBatches() throws MalformedDataException {
    List<SignedMessage> items = new ArrayList<>();
    ReferenceCurve.Point small = ReferenceCurve.NEUTRAL;
    for (int i = 0; i < 8; i++) {
      VerifyingKey weak = ZIP215.verifyingKey(small.encode());
      byte[] anyR = signers.key(i % 4, i);
      items.add(SignedMessage.of(
          weak, new byte[] {1}, Ed25519Signers.join(small.encode(), BigInteger.ZERO)));
      items.add(SignedMessage.of(weak, new byte[] {2}, Ed25519Signers.join(anyR, BigInteger.ONE)));
      small = small.plus(ReferenceCurve.TORSION);
    }
    assertSingles(items);
    assertThat(BatchVerifier.verify(items).stream().filter(Verdict::isAccepted)).hasSize(8);
  }
}
