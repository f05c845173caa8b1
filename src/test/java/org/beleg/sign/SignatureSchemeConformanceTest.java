package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.beleg.MalformedDataException;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every signature scheme that signs owes its users; a new constant of the enum is tested without a
 * line here. {@link VerifyOnlySchemeConformanceTest} has the others. Where a signature takes milliseconds
 * everything is done a few times, where it takes a second there is only one.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("schemes")
class SignatureSchemeConformanceTest {

  private static final long SEED = 20260101L;
  private static final int MAX_FLIPS = 1_024; // enough for all bits of short signatures

  private final SignatureScheme scheme;
  private final SigningKey signingKey;
  private final VerifyingKey key;
  private final byte[] message = "the record".getBytes(StandardCharsets.UTF_8);
  private final byte[] signature;
  private final boolean heavy;
  private final boolean signsSlowly;

  SignatureSchemeConformanceTest(SignatureScheme scheme) {
    this.scheme = scheme;
    this.signingKey = TestKeys.signing(scheme);
    this.key = signingKey.verifyingKey();
    this.signature = TestKeys.signed(scheme).signature();
    this.heavy = TestKeys.isHeavy(scheme);
    this.signsSlowly = TestKeys.signsSlowly(scheme);
  }

  static Set<SignatureScheme> schemes() {
    return TestKeys.signingSchemes();
  }

  @Test
  void verify_acceptsWhatWasSigned() {
    Random random = new Random(SEED);
    assertThat(key.verify(message, signature).isAccepted()).isTrue();
    int[] lengths = heavy
        ? new int[] {0, 1_000}
        : new int[] {0, 1, 31, 32, 63, 64, 65, 127, 128, 129, 1_000, 1 << 20};
    for (int length : signsSlowly ? new int[0] : lengths) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      assertThat(key.verify(bytes, signingKey.sign(bytes)).isAccepted())
          .as("message of %d bytes, seed %d", length, SEED)
          .isTrue();
    }
  }

  @Test
  void verify_refusesEverySingleBitFlipOfTheSignature() {
    int bits = 8 * signature.length;
    int most = heavy ? 24 : MAX_FLIPS;
    IntStream flips =
        bits <= most ? IntStream.range(0, bits) : new Random(SEED).ints(most, 0, bits);
    flips.forEach(bit -> assertRefused(message, flip(signature, bit), "bit " + bit));
  }

  @Test
  void verify_refusesEverySingleBitFlipOfTheMessage() {
    for (int bit = 0; bit < 8 * message.length; bit += heavy ? 11 : 1) {
      assertRefused(flip(message, bit), signature, "bit " + bit);
    }
    assertRefused(new byte[0], signature, "empty message");
    assertRefused(Arrays.copyOf(message, message.length + 1), signature, "longer message");
  }

  @Test
  void verify_refusesEveryTruncation() {
    int step = Math.max(1, signature.length / 128);
    for (int length = 0; length < signature.length; length += step) {
      assertRefused(message, Arrays.copyOf(signature, length), "signature cut to " + length);
    }
  }

  @Test
  void verify_refusesOverlongSignature() {
    for (int surplus : new int[] {1, 2, 32, signature.length, 1 << 20}) {
      assertRefused(
          message, Arrays.copyOf(signature, signature.length + surplus), surplus + " more bytes");
    }
    byte[] shifted = new byte[signature.length + 1];
    System.arraycopy(signature, 0, shifted, 1, signature.length);
    assertRefused(message, shifted, "a byte before");
  }

  @Test
  void verify_refusesConstantBytes() {
    for (int value : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
      byte[] constant = new byte[signature.length];
      Arrays.fill(constant, (byte) value);
      assertRefused(message, constant, "all " + value);
    }
  }

  @Test
  void verify_refusesAnotherKeysSignature() {
    SigningKey other = TestKeys.other(scheme);
    if (!signsSlowly) {
      assertRefused(message, other.sign(message), "other signer");
    }
    assertThat(other.verifyingKey().verify(message, signature).isAccepted()).isFalse();
  }

  @Test
  void verify_namesAReasonOnOneLine() {
    assertThat(key.verify(message, new byte[0]).reason()).isPresent();
    assertThat(key.verify(message, new byte[0]).detail()).isNotEmpty().doesNotContain("\n");
    assertThat(key.verify(new byte[0], signature).reason()).isPresent();
  }

  @Test
  void prepared_isAnEqualKeyWithTheSameVerdicts() throws MalformedDataException {
    VerifyingKey prepared = key.prepared();
    assertThat(prepared).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(prepared.format()).isEqualTo(key.format());
    assertThat(prepared.isSameSigner(key)).isTrue();
    assertThat(prepared.prepared()).isSameAs(prepared);
    assertThat(prepared.withRules(key.rules())).isEqualTo(key);
    assertThat(prepared.verify(message, signature).isAccepted()).isTrue();
    for (int bit = 0; bit < 8 * signature.length; bit += 1 + signature.length / 8) {
      byte[] flipped = flip(signature, bit);
      assertThat(prepared.verify(message, flipped)).isEqualTo(key.verify(message, flipped));
    }
  }

  @Test
  void verify_isRightInManyThreadsOnOneKey() throws Exception {
    int threads = heavy ? 8 : 64;
    int rounds = heavy ? 4 : 40;
    byte[] forged = flip(message, 3);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = i;
      tasks.add(() -> {
        int wrong = 0;
        for (int round = first; round < first + rounds; round++) {
          boolean honest = round % 2 == 0;
          wrong += key.verify(honest ? message : forged, signature).isAccepted() == honest ? 0 : 1;
        }
        return wrong;
      });
    }
    assertThat(sumInParallel(threads, tasks)).isZero();
  }

  @Test
  void sign_isRightInManyThreadsOnOneKey() throws Exception {
    int threads = heavy ? 4 : 16;
    int rounds = signsSlowly ? 0 : heavy ? 1 : scheme.name().startsWith("RSA_") ? 3 : 20;
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      byte[] own = ("record " + i).getBytes(StandardCharsets.UTF_8);
      tasks.add(() -> {
        int wrong = 0;
        for (int round = 0; round < rounds; round++) {
          wrong += key.verify(own, signingKey.sign(own)).isAccepted() ? 0 : 1;
        }
        return wrong;
      });
    }
    assertThat(sumInParallel(threads, tasks)).isZero();
  }

  @Test
  void raw_roundTrips() throws MalformedDataException {
    assertThat(VerifyingKey.of(scheme, key.toRaw())).isEqualTo(key);
    assertThat(key.toRaw()).isNotSameAs(key.toRaw());
  }

  @Test
  void raw_refusesOtherLengths() {
    byte[] raw = key.toRaw();
    for (int length : new int[] {0, 1, raw.length - 1, raw.length + 1, 2 * raw.length, 1 << 20}) {
      assertThatThrownBy(() -> VerifyingKey.of(scheme, Arrays.copyOf(raw, length)))
          .isInstanceOf(MalformedDataException.class);
      assertThatThrownBy(() -> SigningKey.of(scheme, new byte[length]))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void spki_roundTrips() throws MalformedDataException {
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    byte[] spki = key.toSpki();
    assertThat(VerifyingKey.parseSpki(scheme, spki)).isEqualTo(key);
    assertThat(VerifyingKey.parseSpki(spki).toSpki()).isEqualTo(spki);
  }

  @Test
  void spki_refusesEveryTruncationAndSurplus() {
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    byte[] spki = key.toSpki();
    int step = Math.max(1, spki.length / 300);
    for (int length = 0; length < spki.length; length += step) {
      byte[] cut = Arrays.copyOf(spki, length);
      assertThatThrownBy(() -> VerifyingKey.parseSpki(cut))
          .isInstanceOf(MalformedDataException.class);
    }
    assertThatThrownBy(() -> VerifyingKey.parseSpki(Arrays.copyOf(spki, spki.length + 1)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void documents_ofAnotherSchemeAreRefusedWhereOneIsExpected() throws MalformedDataException {
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    for (SignatureScheme other : SignatureScheme.values()) {
      if (!Arrays.equals(other.algorithmIdentifier(), scheme.algorithmIdentifier())) {
        assertThatThrownBy(() -> VerifyingKey.parseSpki(other, key.toSpki()))
            .isInstanceOf(MalformedDataException.class)
            .hasMessageContaining("is not that of " + other);
        assertThatThrownBy(() -> VerifyingKey.parsePem(other, key.toPem()))
            .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> SigningKey.parsePkcs8(other, signingKey.toPkcs8()))
            .isInstanceOf(MalformedDataException.class)
            .hasMessageContaining("is not that of " + other);
        assertThatThrownBy(() -> SigningKey.parsePem(other, signingKey.toPem()))
            .isInstanceOf(MalformedDataException.class);
      }
    }
    assertThat(VerifyingKey.parsePem(scheme, key.toPem())).isEqualTo(key);
  }

  @Test
  void pem_roundTrips() throws MalformedDataException {
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    String pem = key.toPem();
    assertThat(VerifyingKey.parsePem(scheme, pem)).isEqualTo(key);
    assertThat(VerifyingKey.parsePem(pem).toPem()).isEqualTo(pem);
    assertThat(pem)
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
  }

  @Test
  void pkcs8_roundTrips() throws MalformedDataException {
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    SigningKey fromDer = SigningKey.parsePkcs8(scheme, signingKey.toPkcs8());
    SigningKey fromPem = SigningKey.parsePem(scheme, signingKey.toPem());
    assertThat(SigningKey.parsePkcs8(signingKey.toPkcs8()).toPem()).isEqualTo(fromPem.toPem());
    assertThat(SigningKey.parsePem(signingKey.toPem()).toPem()).isEqualTo(fromPem.toPem());
    assertThat(fromDer.toPkcs8()).isEqualTo(signingKey.toPkcs8());
    assertThat(fromPem.toPem()).isEqualTo(signingKey.toPem());
    assertThat(fromDer.verifyingKey().toRaw()).isEqualTo(key.toRaw());
    assertThat(fromPem.verifyingKey().toRaw()).isEqualTo(key.toRaw());
    assertThat(signsSlowly || key.verify(message, fromPem.sign(message)).isAccepted())
        .isTrue();
  }

  @Test
  void privateKey_isRefusedWhereAPublicOneIsExpected() {
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    assertThatThrownBy(() -> VerifyingKey.parseSpki(signingKey.toPkcs8()))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("private key");
    assertThatThrownBy(() -> VerifyingKey.parsePem(signingKey.toPem()))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> SigningKey.parsePkcs8(key.toSpki()))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("public key");
    assertThatThrownBy(() -> SigningKey.parsePem(key.toPem()))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void keys_areIndependentOfTheArraysTheyWereMadeFrom() throws MalformedDataException {
    byte[] raw = key.toRaw();
    VerifyingKey fromRaw = VerifyingKey.of(scheme, raw);
    Arrays.fill(raw, (byte) 0);
    Arrays.fill(fromRaw.toRaw(), (byte) 0);
    assertThat(fromRaw).isEqualTo(key);
    assertThat(fromRaw.verify(message, signature).isAccepted()).isTrue();
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    byte[] pkcs8 = signingKey.toPkcs8();
    SigningKey fromPkcs8 = SigningKey.parsePkcs8(scheme, pkcs8);
    Arrays.fill(pkcs8, (byte) 0);
    Arrays.fill(fromPkcs8.toPkcs8(), (byte) 0);
    assertThat(fromPkcs8.toPkcs8()).isEqualTo(signingKey.toPkcs8());
    assertThat(fromRaw.verify(message, signature).isAccepted()).isTrue();
    assertThat(signsSlowly || fromRaw.verify(message, fromPkcs8.sign(message)).isAccepted())
        .isTrue();
  }

  @Test
  void equals_isBySchemeAndBytesForPublicKeysAndByIdentityForSecrets()
      throws MalformedDataException {
    VerifyingKey same = VerifyingKey.of(scheme, key.toRaw());
    VerifyingKey other = TestKeys.other(scheme).verifyingKey();
    assertThat(same).isEqualTo(key).hasSameHashCodeAs(key).isNotEqualTo(other);
    assertThat(SigningKey.generate(scheme, new SeededRandom(SEED))).isNotEqualTo(signingKey);
  }

  @Test
  void toString_showsTheSchemeAndNothingOfTheSecret() {
    assertThat(key).asString().startsWith(scheme + " public key, SHA-256 ");
    String shown = signingKey.toString();
    assertThat(shown).contains(key.toString());
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    String secret = HexFormat.of().formatHex(signingKey.toPkcs8());
    for (int i = 0; i + 16 <= secret.length(); i += 2) {
      assertThat(shown).doesNotContain(secret.substring(i, i + 16));
    }
  }

  @Test
  void keys_areNotSerializable() {
    assertThat(Serializable.class.isAssignableFrom(VerifyingKey.class)).isFalse();
    assertThat(Serializable.class.isAssignableFrom(SigningKey.class)).isFalse();
  }

  @Test
  @SuppressWarnings({"NullAway", "CheckReturnValue"})
  void null_isTheCallersMistake() {
    assertThatNullPointerException().isThrownBy(() -> key.verify(null, signature));
    assertThatNullPointerException().isThrownBy(() -> key.verify(message, null));
    assertThatNullPointerException().isThrownBy(() -> signingKey.sign(null));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.of(scheme, null));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.of(null, key.toRaw()));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parseSpki(null));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parsePem(null));
    assertThatNullPointerException().isThrownBy(() -> SigningKey.of(scheme, null));
    assertThatNullPointerException().isThrownBy(() -> SigningKey.of(null, new byte[32]));
    assertThatNullPointerException().isThrownBy(() -> SigningKey.generate(scheme, null));
    assertThatNullPointerException().isThrownBy(() -> SigningKey.parsePkcs8(null));
    assertThatNullPointerException().isThrownBy(() -> SigningKey.parsePem(null));
    if (!scheme.hasSpki()) {
      assertNoDocuments();
      return;
    }
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parsePem(null, key.toPem()));
    assertThatNullPointerException().isThrownBy(() -> VerifyingKey.parseSpki(null, key.toSpki()));
    byte[] pkcs8 = signingKey.toPkcs8();
    assertThatNullPointerException().isThrownBy(() -> SigningKey.parsePkcs8(null, pkcs8));
    assertThatNullPointerException()
        .isThrownBy(() -> SigningKey.parsePem(null, signingKey.toPem()));
  }

  /** What a scheme without an SPKI answers instead. */
  private void assertNoDocuments() {
    assertThatThrownBy(key::toSpki).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(key::toPem).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(signingKey::toPkcs8).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(signingKey::toPem).isInstanceOf(UnsupportedOperationException.class);
    SigningKey documented = SigningKey.generate(SignatureScheme.ED25519, new SeededRandom(SEED));
    assertThatThrownBy(
            () -> VerifyingKey.parseSpki(scheme, documented.verifyingKey().toSpki()))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> SigningKey.parsePkcs8(scheme, documented.toPkcs8()))
        .isInstanceOf(MalformedDataException.class);
  }

  private void assertRefused(byte[] message, byte[] signature, String what) {
    assertThat(key.verify(message, signature).isAccepted())
        .as(what + ", seed " + SEED)
        .isFalse();
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  private static int sumInParallel(int threads, List<Callable<Integer>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      int sum = 0;
      for (Future<Integer> future : pool.invokeAll(tasks)) {
        sum += future.get();
      }
      return sum;
    } finally {
      pool.shutdownNow();
    }
  }
}
