package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.beleg.sign.ExampleKeys.MESSAGE;
import static org.beleg.sign.ExampleKeys.NOW;
import static org.beleg.sign.ExampleKeys.entry;
import static org.beleg.sign.ExampleKeys.keys;
import static org.beleg.sign.ExampleKeys.secret;
import static org.beleg.sign.ExampleKeys.sign;
import static org.beleg.sign.ExampleKeys.signatures;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to meet a threshold with fewer people than it asks for. */
class SignaturePolicyAttackTest {

  private static final KeySet KEYS = keys("alice", "bob", "carol", "ec-1");

  private static SignaturePolicy key(String id) {
    return SignaturePolicy.key(id);
  }

  /** A key nested twice counted twice in more than one deployed system. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 of (alice, alice)",
        "2 of (alice, alice, bob)",
        "2 of (1 of (alice), alice)",
        "2 of (1 of (alice), 1 of (alice, bob))",
        "2 of (1 of (1 of (1 of (alice))), 1 of (bob, carol), alice)",
        "3 of (alice, alice*2)",
        "1 of (alice, alice)",
        "2 of (1 of (1 of (alice, bob), carol), 1 of (1 of (alice, dave), erin))"
      })
  void anIdThatOccursTwice_isNoPolicy(String expression) {
    assertThatThrownBy(() -> SignaturePolicy.parseExpression(expression))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("a key id occurs twice");
  }

  @Test
  void anIdThatOccursTwice_cannotBePutTogether() {
    SignaturePolicy nested =
        SignaturePolicy.atLeast(1, List.of(SignaturePolicy.atLeast(1, List.of(key("alice")))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.atLeast(2, List.of(key("alice"), key("alice"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.atLeast(2, List.of(key("alice"), nested)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.atLeast(2, List.of(nested, nested)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.weighted(2, Map.of(nested, 1, key("alice"), 1)));
  }

  private static void assertRepeated(KeySet keys, SecretOf other) {
    SigningKey alice = secret("ec-1");
    Map<String, byte[]> both = new LinkedHashMap<>();
    both.put("ec-1", alice.sign(MESSAGE));
    both.put("other", other.signature());
    assertThat(keys.verify("ec-1", MESSAGE, alice.sign(MESSAGE), NOW).isAccepted())
        .isTrue();
    assertThat(keys.verify("other", MESSAGE, other.signature(), NOW).isAccepted())
        .isTrue();
    for (String expression : List.of(
        "2 of (ec-1, other)",
        "1 of (ec-1, other)",
        "1 of (alice, ec-1, other)",
        "2 of (1 of (alice, ec-1), 1 of (bob, other))",
        "3 of (1 of (1 of (ec-1)), alice, bob*2, other)")) {
      assertRefused(keys, expression, both, Reason.SIGNER_REPEATED);
      // a mistake in the configuration does not wait for somebody to use it
      assertRefused(keys, expression, signatures("alice", "bob"), Reason.SIGNER_REPEATED);
      assertRefused(keys, expression, Map.of(), Reason.SIGNER_REPEATED);
    }
    assertRefused(keys, "2 of (alice, ec-1)", both, Reason.QUORUM_NOT_REACHED);
  }

  private static void assertRefused(
      KeySet keys, String expression, Map<String, byte[]> signatures, Reason reason) {
    try {
      Verdict verdict =
          SignaturePolicy.parseExpression(expression).verify(keys, MESSAGE, signatures, NOW);
      assertThat(verdict.reason()).as(expression).contains(reason);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  /** What one who has a secret can make of it. */
  private interface SecretOf {
    byte[] signature();
  }

  @Test
  void oneKeyUnderTwoIds_isRefused() {
    VerifyingKey key = secret("ec-1").verifyingKey();
    assertRepeated(KEYS.with(KeyEntry.of("other", key)), () -> sign("ec-1"));
  }

  @Test
  void oneKeyUnderOtherRules_isRefused() {
    SigningKey key = secret("ec-1");
    SigningKey relisted =
        key.withRules(SignatureRules.of(key.scheme()).withEncoding(SignatureEncoding.P1363));
    assertThat(relisted.verifyingKey()).isNotEqualTo(key.verifyingKey());
    assertRepeated(
        KEYS.with(KeyEntry.of("other", relisted.verifyingKey())), () -> relisted.sign(MESSAGE));
  }

  @Test
  void oneSecretAndItsNegative_areRefused() throws MalformedDataException {
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    byte[] pkcs8 = secret("ec-1").toPkcs8();
    // the scalar of the ECPrivateKey inside of PKCS#8, as Beleg writes it
    BigInteger scalar = new BigInteger(1, Arrays.copyOfRange(pkcs8, 36, 68));
    byte[] negated = order.subtract(scalar).toByteArray();
    SigningKey negative = SigningKey.of(SignatureScheme.ECDSA_P256_SHA256, right32(negated));
    assertThat(Arrays.copyOf(negative.verifyingKey().toRaw(), 33))
        .isEqualTo(Arrays.copyOf(secret("ec-1").verifyingKey().toRaw(), 33));
    assertThat(negative.verifyingKey().toRaw())
        .isNotEqualTo(secret("ec-1").verifyingKey().toRaw());
    assertRepeated(
        KEYS.with(KeyEntry.of("other", negative.verifyingKey())), () -> negative.sign(MESSAGE));
  }

  private static byte[] right32(byte[] number) {
    byte[] bytes = new byte[32];
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, bytes, 32 - length, length);
    return bytes;
  }

  @Test
  void ed25519KeysThatDifferInTheSignOrTheProfile_areRefused() throws MalformedDataException {
    VerifyingKey alice = secret("alice").verifyingKey();
    byte[] raw = alice.toRaw();
    raw[31] ^= (byte) 0x80;
    for (VerifyingKey other : List.of(
        VerifyingKey.of(SignatureScheme.ED25519, raw),
        alice.withRules(alice.rules().withProfile(Ed25519Profile.ZIP215)))) {
      KeySet keys = KEYS.with(KeyEntry.of("other", other));
      assertRefused(keys, "1 of (alice, other)", signatures("alice"), Reason.SIGNER_REPEATED);
    }
  }

  @Test
  void theTimesOfKeysDoNotExcuseARepeatedSigner() {
    VerifyingKey key = secret("alice").verifyingKey();
    KeySet rotated =
        KEYS.withRetired("alice", NOW).with(KeyEntry.of("alice-2", key).withNotBefore(NOW));
    assertRefused(rotated, "1 of (alice, alice-2)", signatures("alice"), Reason.SIGNER_REPEATED);
  }

  @Test
  void signaturesUnderOtherIds_doNotCount() {
    Map<String, byte[]> borrowed = new HashMap<>();
    for (String id : List.of("alice", "bob", "carol", "ec-1")) {
      borrowed.put(id, sign("alice"));
    }
    assertRefused(KEYS, "2 of (alice, bob, carol, ec-1)", borrowed, Reason.QUORUM_NOT_REACHED);
    assertRefused(KEYS, "bob", borrowed, Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void aMapThatAnswersOneSignatureToManyIds_doesNotHelp() {
    Map<String, byte[]> loose = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    loose.putAll(signatures("alice", "bob"));
    KeySet keys = KEYS.with(KeyEntry.of("ALICE", secret("mallory").verifyingKey()));
    assertRefused(keys, "3 of (ALICE, alice, bob)", loose, Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void signaturesOfAnotherMessage_doNotCount() {
    Map<String, byte[]> replayed = signatures("alice");
    replayed.put("bob", secret("bob").sign(new byte[] {1}));
    assertRefused(KEYS, "2 of (alice, bob)", replayed, Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void manySignaturesOfUnknownKeys_doNotCount() {
    Map<String, byte[]> flood = signatures("alice");
    for (int i = 0; i < 100_000; i++) {
      flood.put("sybil-" + i, flood.get("alice"));
    }
    assertRefused(KEYS, "2 of (alice, bob, sybil-7)", flood, Reason.QUORUM_NOT_REACHED);
  }

  @Test
  void weightsDoNotWrap() {
    SignaturePolicy alice = key("alice");
    SignaturePolicy bob = key("bob");
    int max = Integer.MAX_VALUE;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.weighted(1, Map.of(alice, max, bob, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.weighted(1, Map.of(alice, max, bob, max)));
    assertThat(SignaturePolicy.weighted(max, Map.of(alice, max)).expression())
        .isEqualTo("2147483647 of (alice*2147483647)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void thresholdsOutOfRange_areRefused(int threshold) {
    List<SignaturePolicy> two = List.of(key("alice"), key("bob"));
    assertThatIllegalArgumentException().isThrownBy(() -> SignaturePolicy.atLeast(threshold, two));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignaturePolicy.weighted(threshold, Map.of(two.get(0), 2)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void weightsThatAreNotPositive_areRefused(int weight) {
    Map<SignaturePolicy, Integer> weights = Map.of(key("alice"), weight, key("bob"), 5);
    assertThatIllegalArgumentException().isThrownBy(() -> SignaturePolicy.weighted(1, weights));
  }

  @Test
  void policiesOfNobody_areRefused() {
    for (int threshold = -1; threshold <= 1; threshold++) {
      int k = threshold;
      assertThatIllegalArgumentException().isThrownBy(() -> SignaturePolicy.atLeast(k, List.of()));
      assertThatIllegalArgumentException().isThrownBy(() -> SignaturePolicy.weighted(k, Map.of()));
    }
  }

  @Test
  void aRevokedKeyDoesNotCountInAnyBranch() {
    KeySet keys = KEYS.with(entry("dave")).withRevoked("alice", NOW);
    Map<String, byte[]> signatures = signatures("alice", "bob", "carol", "dave");
    assertRefused(
        keys,
        "2 of (2 of (alice, bob), 2 of (carol, dave))",
        signatures,
        Reason.QUORUM_NOT_REACHED);
  }
}
