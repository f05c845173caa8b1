package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.internal.sign.EcdsaRecovery;
import org.beleg.sign.SignatureEncoding;
import org.beleg.sign.SignatureRules;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.TestTrees;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

/** Signatures of both suites; those over secp256k1 are made and recovered by libsecp256k1, too. */
class AccountKeyTest {

  private static final long SEED = 20260313L;

  // SEC 2 (version 2.0), section 2.4.1
  private static final BigInteger N =
      new BigInteger("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", 16);

  private static final Secp256k1 LIBRARY = Secp256k1.Companion.get();

  private final SplittableRandom random = TestTrees.seeded(getClass(), SEED);
  private final Hash hash = TestTrees.randomHash(random);

  private static SigningKey sm2(long number) {
    return SigningKey.generate(SignatureScheme.SM2_SM3, new SeededRandom(SEED + number));
  }

  private static byte[] point(SigningKey key) {
    return Arrays.copyOfRange(key.verifyingKey().toRaw(), 1, 65);
  }

  private static byte[] pair(SigningKey key, byte[] message) {
    return key.withRules(
            SignatureRules.of(SignatureScheme.SM2_SM3).withEncoding(SignatureEncoding.P1363))
        .sign(message);
  }

  static byte[] transactionSignature(SigningKey key, Hash signed) {
    return Bytes.concat(pair(key, signed.toByteArray()), point(key));
  }

  @Test
  void sm2_signsTheHashAsAMessageAndBringsItsKey() throws Exception {
    SigningKey secret = sm2(0);
    AccountKey key = AccountKey.of(CryptoSuite.SM3_SM2, point(secret));
    byte[] signature = transactionSignature(secret, hash);
    assertThat(key.verifyTransaction(hash, signature)).isEqualTo(Verdict.accepted());
    assertThat(AccountKey.signerOf(CryptoSuite.SM3_SM2, hash, signature)).isEqualTo(key);
    assertThat(key.verifyBlock(hash, Arrays.copyOf(signature, 64))).isEqualTo(Verdict.accepted());
    assertThat(key.address())
        .isEqualTo(Hash.of(CryptoSuite.SM3_SM2.hash(point(secret)).toByteArray(), 12, 20));
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] spoilt = signature.clone();
      spoilt[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.verifyTransaction(hash, spoilt).isAccepted()).isFalse();
    }
  }

  @Test
  void sm2_signatureWithTheKeyOfAnother_isRefused() throws MalformedDataException {
    AccountKey trusted = AccountKey.of(CryptoSuite.SM3_SM2, point(sm2(0)));
    assertThat(
            trusted.verifyTransaction(hash, transactionSignature(sm2(1), hash)).reason())
        .contains(Reason.KEY_MISMATCH);
    // r and s of another key, under the trusted key's point
    byte[] grafted = Bytes.concat(pair(sm2(1), hash.toByteArray()), trusted.toByteArray());
    assertThat(trusted.verifyTransaction(hash, grafted).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void sm2_otherLengthsEncodingsAndMessagesAreRefused() throws MalformedDataException {
    SigningKey secret = sm2(0);
    AccountKey key = AccountKey.of(CryptoSuite.SM3_SM2, point(secret));
    byte[] signature = transactionSignature(secret, hash);
    for (byte[] other : new byte[][] {
      {},
      Arrays.copyOf(signature, 64),
      Arrays.copyOf(signature, 127),
      Arrays.copyOf(signature, 129),
      secret.sign(hash.toByteArray()) // DER
    }) {
      assertThat(key.verifyTransaction(hash, other).reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
    assertThat(key.verifyBlock(hash, signature).reason()).contains(Reason.SIGNATURE_LENGTH_WRONG);
    byte[] offCurve = signature.clone();
    offCurve[127] ^= 1;
    assertThat(key.verifyTransaction(hash, offCurve).reason())
        .contains(Reason.SIGNATURE_POINT_INVALID);
    byte[] hashedTwice = Bytes.concat(
        pair(secret, CryptoSuite.SM3_SM2.hash(hash.toByteArray()).toByteArray()), point(secret));
    assertThat(key.verifyTransaction(hash, hashedTwice).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    byte[] emptyId = Bytes.concat(
        secret
            .withRules(SignatureRules.of(SignatureScheme.SM2_SM3)
                .withEncoding(SignatureEncoding.P1363)
                .withUserId(new byte[0]))
            .sign(hash.toByteArray()),
        point(secret));
    assertThat(key.verifyTransaction(hash, emptyId).reason()).contains(Reason.SIGNATURE_MISMATCH);
  }

  /** libsecp256k1's signature with the v for which it recovers the signer. */
  private static byte[] librarySignature(byte[] secret, Hash signed) {
    byte[] pair = LIBRARY.sign(signed.toByteArray(), secret, new byte[32]);
    byte[] key = LIBRARY.pubkeyCreate(secret);
    for (byte v = 0; v < 4; v++) {
      if (Arrays.equals(libraryRecover(pair, signed, v), key)) {
        return Bytes.concat(pair, new byte[] {v});
      }
    }
    throw new AssertionError("no v recovers the signer");
  }

  private static byte[] libraryRecover(byte[] pair, Hash signed, int v) {
    try {
      return LIBRARY.ecdsaRecover(pair, signed.toByteArray(), v);
    } catch (Secp256k1Exception | IllegalArgumentException noKey) {
      return new byte[0];
    }
  }

  private static byte[] recover(Hash signed, byte[] signature) {
    try {
      return EcdsaRecovery.recover(signed.toByteArray(), signature);
    } catch (VerificationException noKey) {
      return new byte[0];
    }
  }

  @Test
  void secp256k1_recoversWhatTheNodesLibraryRecovers() throws Exception {
    for (int i = 0; i < 200; i++) {
      byte[] secret = TestTrees.randomBytes(random, 32);
      Hash signed = TestTrees.randomHash(random);
      byte[] signature = librarySignature(secret, signed);
      byte[] point = LIBRARY.pubkeyCreate(secret);
      AccountKey key =
          AccountKey.of(CryptoSuite.KECCAK_SECP256K1, Arrays.copyOfRange(point, 1, 65));
      assertThat(key.verifyTransaction(signed, signature)).isEqualTo(Verdict.accepted());
      assertThat(key.verifyBlock(signed, signature)).isEqualTo(Verdict.accepted());
      byte[] spoilt = signature.clone();
      spoilt[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      for (byte v = 0; v < 4; v++) {
        spoilt[64] = v;
        assertThat(recover(signed, spoilt))
            .isEqualTo(libraryRecover(Arrays.copyOf(spoilt, 64), signed, v));
        signature[64] = v;
        assertThat(recover(signed, signature))
            .isEqualTo(libraryRecover(Arrays.copyOf(signature, 64), signed, v));
      }
      assertThat(key.verifyTransaction(signed, spoilt).isAccepted()).isFalse();
    }
  }

  /** r below p - n, of which there are about 2^128: the x of the nonce's point can be r + n. */
  @Test
  void secp256k1_recoversFromSmallRsAsTheLibraryDoes() {
    int recovered = 0;
    for (int r = 0; r < 60; r++) {
      for (byte v = 0; v < 4; v++) {
        byte[] pair = Bytes.concat(
            BigIntegers.asUnsignedByteArray(32, BigInteger.valueOf(r)),
            TestTrees.randomBytes(random, 32));
        byte[] key = libraryRecover(pair, hash, v);
        assertThat(recover(hash, Bytes.concat(pair, new byte[] {v}))).isEqualTo(key);
        recovered += key.length > 0 && v > 1 ? 1 : 0;
      }
    }
    assertThat(recovered).isPositive();
  }

  @Test
  void secp256k1_numbersOutOfRangeAreRefused() throws MalformedDataException {
    byte[] secret = TestTrees.randomBytes(random, 32);
    byte[] signature = librarySignature(secret, hash);
    AccountKey key = AccountKey.of(
        CryptoSuite.KECCAK_SECP256K1, Arrays.copyOfRange(LIBRARY.pubkeyCreate(secret), 1, 65));
    byte[] order = BigIntegers.asUnsignedByteArray(32, N);
    for (int offset : new int[] {0, 32}) {
      for (byte[] number : new byte[][] {new byte[32], order}) {
        byte[] bad = signature.clone();
        System.arraycopy(number, 0, bad, offset, 32);
        assertThat(key.verifyTransaction(hash, bad).reason())
            .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
      }
    }
    for (int v : new int[] {4, 27, 28, 255}) {
      byte[] bad = signature.clone();
      bad[64] = (byte) v;
      assertThat(key.verifyTransaction(hash, bad).reason())
          .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    }
    for (int length : new int[] {0, 64, 66, 128}) {
      assertThat(key.verifyTransaction(hash, Arrays.copyOf(signature, length)).reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
    byte[] otherV = signature.clone();
    otherV[64] ^= 1;
    assertThat(key.verifyTransaction(hash, otherV).reason()).contains(Reason.KEY_MISMATCH);
    // as nodes do: n - s with the other v is a signature, too
    byte[] highS = otherV.clone();
    BigInteger s = new BigInteger(1, signature, 32, 32);
    System.arraycopy(BigIntegers.asUnsignedByteArray(32, N.subtract(s)), 0, highS, 32, 32);
    assertThat(key.verifyTransaction(hash, highS)).isEqualTo(Verdict.accepted());
  }

  /** With e = 0 and R = G, s = 0 aside, Q = sG; with sR = eG there is no key. */
  @Test
  void secp256k1_signatureOfThePointAtInfinityIsRefused() {
    // the nonce 1 has R = G; s = e makes Q infinite
    byte[] g = LIBRARY.pubkeyCreate(BigIntegers.asUnsignedByteArray(32, BigInteger.ONE));
    byte[] r = Arrays.copyOfRange(g, 1, 33);
    byte[] e = TestTrees.randomHash(random).toByteArray();
    e[0] = 1;
    byte[] signature = Bytes.concat(r, e, new byte[] {(byte) (g[64] & 1)});
    assertThatThrownBy(() -> EcdsaRecovery.recover(e, signature))
        .isInstanceOfSatisfying(
            VerificationException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.SIGNATURE_MISMATCH));
  }

  @Test
  void of_refusesWhatIsNoPointOfTheCurve() {
    for (CryptoSuite suite : CryptoSuite.values()) {
      for (int length : new int[] {0, 63, 64, 65}) {
        assertThatThrownBy(() -> AccountKey.of(suite, new byte[length]))
            .isInstanceOf(MalformedDataException.class);
      }
    }
    byte[] sm2 = point(sm2(0));
    assertThatThrownBy(() -> AccountKey.of(CryptoSuite.KECCAK_SECP256K1, sm2))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void keys_areValues() throws MalformedDataException {
    AccountKey key = AccountKey.of(CryptoSuite.SM3_SM2, point(sm2(0)));
    assertThat(key)
        .isEqualTo(AccountKey.of(CryptoSuite.SM3_SM2, key.toByteArray()))
        .hasSameHashCodeAs(AccountKey.of(CryptoSuite.SM3_SM2, key.toByteArray()))
        .isNotEqualTo(AccountKey.of(CryptoSuite.SM3_SM2, point(sm2(1))));
    assertThat(key.suite()).isEqualTo(CryptoSuite.SM3_SM2);
    assertThat(key.toString()).contains(key.address().toHex());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.verifyBlock(Hash.of(new byte[20]), new byte[64]));
  }
}
