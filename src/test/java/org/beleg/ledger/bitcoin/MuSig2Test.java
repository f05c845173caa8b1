package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.internal.sign.Secp256k1Point;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Rules of MuSig2 beyond the published cases. Signers here compute with secrets in plain sight, as only a
 * test may.
 */
class MuSig2Test {

  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger N = Secp256k1Point.order();
  private static final byte[] MESSAGE = {1, 2, 3};

  private final SplittableRandom random = TestTrees.seeded(getClass(), 20261203);

  private BigInteger scalar() {
    return new BigInteger(1, TestTrees.randomBytes(random, 32)).mod(N);
  }

  private static byte[] point(BigInteger scalar) {
    return Secp256k1Point.generator().times(scalar).toCompressed();
  }

  /** A signer and what it publishes. */
  private final class Signer {
    final BigInteger secret = scalar();
    final BigInteger nonce1 = scalar();
    final BigInteger nonce2 = scalar();
    final byte[] publicKey = point(secret);

    MuSig2Nonce nonce() throws MalformedDataException {
      return MuSig2Nonce.parse(concat(point(nonce1), point(nonce2)));
    }
  }

  private static byte[] concat(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /** Sign of the document, where the session's values are computed again, plainly. */
  private static byte[] sign(
      Signer signer, int index, MuSig2Key key, MuSig2AggregateNonce sum, byte[] message) {
    byte[] x = key.point().x();
    BigInteger b = MuSig2Session.number(TaggedHash.of("MuSig/noncecoef"), sum.format(), x, message);
    Secp256k1Point r = sum.first().plus(sum.second().times(b));
    BigInteger e = MuSig2Session.number(TaggedHash.of("BIP0340/challenge"), r.x(), x, message);
    BigInteger k = signer.nonce1.add(b.multiply(signer.nonce2)).mod(N);
    BigInteger s = (r.hasEvenY() ? k : N.subtract(k))
        .add(e.multiply(key.factor(index)).multiply(signer.secret))
        .mod(N);
    return Secp256k1Point.toBytes(s);
  }

  private final List<Signer> signers = List.of(new Signer(), new Signer(), new Signer());

  private List<byte[]> publicKeys() {
    return signers.stream().map(signer -> signer.publicKey).toList();
  }

  private MuSig2AggregateNonce sum() throws MalformedDataException {
    List<MuSig2Nonce> nonces = new ArrayList<>();
    for (Signer signer : signers) {
      nonces.add(signer.nonce());
    }
    return MuSig2AggregateNonce.of(nonces);
  }

  private List<byte[]> partials(MuSig2Key key, byte[] message) throws MalformedDataException {
    List<byte[]> partials = new ArrayList<>();
    for (int i = 0; i < signers.size(); i++) {
      partials.add(sign(signers.get(i), i, key, sum(), message));
    }
    return partials;
  }

  @Test
  void allSignersTogether_makeASignatureOfTheAggregate()
      throws MalformedDataException, VerificationException {
    MuSig2Key key = MuSig2Key.of(publicKeys())
        .withPlainTweak(Secp256k1Point.toBytes(scalar()))
        .withXOnlyTweak(Secp256k1Point.toBytes(scalar()));
    MuSig2Session session = MuSig2Session.of(key, sum(), MESSAGE);
    List<byte[]> partials = partials(key, MESSAGE);
    for (int i = 0; i < 3; i++) {
      assertThat(session.verifyPartial(i, signers.get(i).nonce(), partials.get(i)))
          .isEqualTo(Verdict.accepted());
    }
    byte[] signature = session.aggregate(partials);
    assertThat(key.verifyingKey().verify(MESSAGE, signature)).isEqualTo(Verdict.accepted());
    assertThat(key.toString()).contains("3 signers");
  }

  @Test
  void partialOfAnotherMessageSignerNonceOrKey_isRefused()
      throws MalformedDataException, VerificationException {
    MuSig2Key key = MuSig2Key.of(publicKeys());
    MuSig2Session session = MuSig2Session.of(key, sum(), MESSAGE);
    byte[] partial = partials(key, MESSAGE).get(0);
    MuSig2Nonce nonce = signers.get(0).nonce();
    assertThat(session.verifyPartial(1, nonce, partial).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(session.verifyPartial(0, signers.get(1).nonce(), partial).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(
            session.verifyPartial(0, nonce, partials(key, new byte[3]).get(0)).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    MuSig2Key tweaked = key.withXOnlyTweak(Secp256k1Point.toBytes(BigInteger.ONE));
    assertThat(MuSig2Session.of(tweaked, sum(), MESSAGE)
            .verifyPartial(0, nonce, partial)
            .reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(session.verifyPartial(0, nonce, new byte[31]).reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
    assertThat(session.verifyPartial(0, nonce, new byte[33]).reason())
        .contains(Reason.SIGNATURE_LENGTH_WRONG);
    assertThat(session.verifyPartial(0, nonce, Secp256k1Point.toBytes(N)).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    for (int signer : new int[] {-1, 3}) {
      assertThatThrownBy(() -> session.verifyPartial(signer, nonce, partial))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aggregate_refusesSumsThatAreNoSignature() throws MalformedDataException {
    MuSig2Key key = MuSig2Key.of(publicKeys());
    MuSig2Session session = MuSig2Session.of(key, sum(), MESSAGE);
    List<byte[]> partials = partials(key, MESSAGE);
    List<byte[]> other = new ArrayList<>(partials);
    other.set(1, partials.get(0));
    assertThatThrownBy(() -> session.aggregate(other))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
    assertThatThrownBy(() -> session.aggregate(partials.subList(0, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    other.set(1, new byte[0]);
    assertThatThrownBy(() -> session.aggregate(other))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("signer 1");
  }

  /** The last one chooses a key that cancels the others; the coefficients make it another's key. */
  @Test
  void rogueKey_doesNotTakeOverTheAggregate() throws MalformedDataException {
    Secp256k1Point victim = Secp256k1Point.parse(signers.get(0).publicKey, "key", "test");
    BigInteger wanted = scalar();
    Secp256k1Point rogue = Secp256k1Point.generator().times(wanted).plus(victim.negate());
    MuSig2Key key = MuSig2Key.of(List.of(victim.toCompressed(), rogue.toCompressed()));
    assertThat(key.verifyingKey().toRaw())
        .isNotEqualTo(Secp256k1Point.generator().times(wanted).x());
    // whereas the plain sum of the keys would be the attacker's own
    assertThat(victim.plus(rogue).x())
        .isEqualTo(Secp256k1Point.generator().times(wanted).x());
  }

  @Test
  void orderOfKeysMatters_unlessTheyAreSorted() throws MalformedDataException {
    List<byte[]> keys = publicKeys();
    List<byte[]> reversed = List.of(keys.get(2), keys.get(1), keys.get(0));
    assertThat(MuSig2Key.of(keys)).isNotEqualTo(MuSig2Key.of(reversed));
    assertThat(MuSig2Key.of(MuSig2Key.sorted(keys)))
        .isEqualTo(MuSig2Key.of(MuSig2Key.sorted(reversed)))
        .hasSameHashCodeAs(MuSig2Key.of(MuSig2Key.sorted(reversed)));
    assertThatThrownBy(() -> MuSig2Key.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MuSig2AggregateNonce.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tweaks_ofOtherLengthsAndOfTheOrderAreRefused() throws MalformedDataException {
    MuSig2Key key = MuSig2Key.of(publicKeys());
    for (byte[] tweak :
        List.of(new byte[0], new byte[31], new byte[33], Secp256k1Point.toBytes(N))) {
      assertThatThrownBy(() -> key.withPlainTweak(tweak))
          .isInstanceOf(MalformedDataException.class);
      assertThatThrownBy(() -> key.withXOnlyTweak(tweak))
          .isInstanceOf(MalformedDataException.class);
    }
    byte[] zero = new byte[32];
    assertThat(key.withPlainTweak(zero)).isEqualTo(key);
    assertThat(key.withXOnlyTweak(zero).verifyingKey()).isEqualTo(key.verifyingKey());
  }

  @Test
  void halvesThatCancel_areZerosInTheAggregateAndNowhereElse() throws MalformedDataException {
    byte[] point = point(scalar());
    byte[] opposite = point.clone();
    opposite[0] ^= 1;
    byte[] other = point(scalar());
    MuSig2AggregateNonce sum = MuSig2AggregateNonce.of(List.of(
        MuSig2Nonce.parse(concat(point, other)), MuSig2Nonce.parse(concat(opposite, other))));
    byte[] bytes = sum.format();
    assertThat(Arrays.copyOf(bytes, 33)).isEqualTo(new byte[33]);
    assertThat(MuSig2AggregateNonce.parse(bytes)).isEqualTo(sum).hasSameHashCodeAs(sum);
    assertThat(sum).hasToString(HEX.formatHex(bytes));
    assertThatThrownBy(() -> MuSig2Nonce.parse(bytes)).isInstanceOf(MalformedDataException.class);
    for (int length : new int[] {0, 33, 65, 67}) {
      assertThatThrownBy(() -> MuSig2AggregateNonce.parse(new byte[length]))
          .isInstanceOf(MalformedDataException.class);
      assertThatThrownBy(() -> MuSig2Nonce.parse(new byte[length]))
          .isInstanceOf(MalformedDataException.class);
    }
    MuSig2Nonce nonce = MuSig2Nonce.parse(concat(point, other));
    assertThat(nonce)
        .isEqualTo(MuSig2Nonce.parse(nonce.format()))
        .hasSameHashCodeAs(MuSig2Nonce.parse(nonce.format()))
        .hasToString(HEX.formatHex(nonce.format()));
  }
}
