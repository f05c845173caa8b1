package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;

class BatchVerifierTest {

  private static final byte[] MESSAGE = "m".getBytes(StandardCharsets.US_ASCII);

  private static List<SignedMessage> honest(SignatureScheme scheme, int count) {
    List<SignedMessage> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SigningKey key = SigningKey.generate(scheme, new SeededRandom(i));
      byte[] message = {(byte) i, (byte) (i >> 8)};
      items.add(SignedMessage.of(key.verifyingKey(), message, key.sign(message)));
    }
    return items;
  }

  private static SignedMessage forged(SignedMessage honest) {
    byte[] signature = honest.signature();
    signature[32] ^= 1;
    return SignedMessage.of(honest.key(), honest.message(), signature);
  }

  private static void assertSingles(List<SignedMessage> items) {
    List<Verdict> singles = items.stream().map(SignedMessage::verify).toList();
    assertThat(BatchVerifier.verify(items)).isEqualTo(singles);
    ForkJoinPool pool = new ForkJoinPool(3);
    try {
      assertThat(BatchVerifier.verify(items, pool)).isEqualTo(singles);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void verify_refusesNoSignatures() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchVerifier.verify(List.of()))
        .withMessageContaining("no signatures");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchVerifier.verify(List.of(), ForkJoinPool.commonPool()));
  }

  @Test
  @SuppressWarnings({"NullAway", "CheckReturnValue"})
  void verify_refusesNull() {
    List<SignedMessage> items = honest(SignatureScheme.ED25519, 1);
    assertThatNullPointerException().isThrownBy(() -> BatchVerifier.verify(null));
    assertThatNullPointerException().isThrownBy(() -> BatchVerifier.verify(items, null));
    assertThatNullPointerException()
        .isThrownBy(() -> BatchVerifier.verify(Collections.singletonList(null)));
    VerifyingKey key = items.get(0).key();
    assertThatNullPointerException().isThrownBy(() -> SignedMessage.of(null, MESSAGE, MESSAGE));
    assertThatNullPointerException().isThrownBy(() -> SignedMessage.of(key, null, MESSAGE));
    assertThatNullPointerException().isThrownBy(() -> SignedMessage.of(key, MESSAGE, null));
  }

  @Test
  void verify_findsOneBadSignatureAtEveryPlaceOf64() {
    List<SignedMessage> honest = honest(SignatureScheme.ED25519, 64);
    assertThat(BatchVerifier.verify(honest)).containsOnly(Verdict.accepted());
    for (int bad = 0; bad < 64; bad++) {
      List<SignedMessage> items = new ArrayList<>(honest);
      items.set(bad, forged(honest.get(bad)));
      List<Verdict> verdicts = BatchVerifier.verify(items);
      for (int i = 0; i < 64; i++) {
        assertThat(verdicts.get(i).isAccepted()).as("%d of bad %d", i, bad).isEqualTo(i != bad);
      }
      assertThat(verdicts.get(bad)).isEqualTo(items.get(bad).verify());
    }
  }

  @Test
  void verify_isRightWhereAllAreBad() {
    List<SignedMessage> items = honest(SignatureScheme.ED25519, 70).stream()
        .map(BatchVerifierTest::forged)
        .toList();
    assertThat(BatchVerifier.verify(items))
        .allMatch(verdict -> verdict.reason().orElseThrow() == Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void verify_isRightWhereAllAreTheSame() {
    SignedMessage one = honest(SignatureScheme.ED25519, 1).get(0);
    assertThat(BatchVerifier.verify(Collections.nCopies(300, one)))
        .hasSize(300)
        .containsOnly(Verdict.accepted());
    assertSingles(Collections.nCopies(40, forged(one)));
  }

  @Test
  void verify_givesEveryReasonOfSingleVerification() {
    List<SignedMessage> items = new ArrayList<>(honest(SignatureScheme.ED25519, 12));
    SignedMessage bad = forged(items.get(7));
    VerifyingKey key = items.get(0).key();
    byte[] highS = items.get(1).signature();
    Arrays.fill(highS, 32, 64, (byte) 0xff);
    byte[] badR = items.get(2).signature();
    Arrays.fill(badR, 0, 32, (byte) 0xff);
    byte[] offCurve = items.get(3).signature();
    Arrays.fill(offCurve, 0, 32, (byte) 0);
    offCurve[0] = 2;
    items.add(5, SignedMessage.of(key, MESSAGE, new byte[63]));
    items.add(0, SignedMessage.of(key, MESSAGE, highS));
    items.add(SignedMessage.of(key, MESSAGE, badR));
    items.add(3, SignedMessage.of(key, MESSAGE, offCurve));
    items.add(9, bad);
    assertSingles(items);
    assertThat(BatchVerifier.verify(items).stream()
            .flatMap(verdict -> verdict.reason().stream())
            .distinct())
        .containsExactlyInAnyOrder(
            Reason.SIGNATURE_LENGTH_WRONG,
            Reason.SIGNATURE_VALUE_OUT_OF_RANGE,
            Reason.SIGNATURE_POINT_INVALID,
            Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void verify_takesSchemesAndProfilesMixed() throws Exception {
    List<SignedMessage> items = new ArrayList<>();
    for (SignatureScheme scheme : List.of(
        SignatureScheme.ED25519,
        SignatureScheme.ECDSA_P256_SHA256,
        SignatureScheme.ED25519PH,
        SignatureScheme.ED25519CTX,
        SignatureScheme.ED448)) {
      honest(scheme, 6).forEach(items::add);
      items.add(forged(items.get(items.size() - 1)));
    }
    for (Ed25519Profile profile : Ed25519Profile.values()) {
      SignatureRules rules = SignatureRules.of(SignatureScheme.ED25519).withProfile(profile);
      for (SignedMessage item : honest(SignatureScheme.ED25519, 5)) {
        items.add(SignedMessage.of(item.key().withRules(rules), item.message(), item.signature()));
      }
    }
    Collections.shuffle(items, new Random(5));
    assertSingles(items);
    assertThat(BatchVerifier.verify(items).stream().filter(Verdict::isAccepted)).hasSize(45);
  }

  @Test
  void verify_takesAnyNumber() {
    List<SignedMessage> items = honest(SignatureScheme.ED25519, 24);
    items.set(3, forged(items.get(3)));
    for (int count = 1; count <= items.size(); count++) {
      assertSingles(items.subList(0, count));
    }
    List<SignedMessage> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      many.addAll(items);
    }
    assertThat(BatchVerifier.verify(many).stream().filter(Verdict::isAccepted)).hasSize(690);
  }

  @Test
  void signedMessage_isAValue() {
    SignedMessage item = honest(SignatureScheme.ED25519, 1).get(0);
    SignedMessage same = SignedMessage.of(item.key(), item.message(), item.signature());
    assertThat(same).isEqualTo(item).hasSameHashCodeAs(item).isNotEqualTo(forged(item));
    Arrays.fill(item.message(), (byte) 9);
    Arrays.fill(item.signature(), (byte) 9);
    byte[] message = item.message();
    byte[] signature = item.signature();
    SignedMessage copy = SignedMessage.of(item.key(), message, signature);
    Arrays.fill(message, (byte) 9);
    Arrays.fill(signature, (byte) 9);
    assertThat(copy).isEqualTo(item);
    assertThat(copy.verify().isAccepted()).isTrue();
    assertThat(item).asString().contains("message of 2 bytes, signature of 64 bytes, ED25519");
    assertThat(item.equals((Object) "")).isFalse();
  }
}
