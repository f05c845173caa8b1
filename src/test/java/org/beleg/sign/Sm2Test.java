package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.testing.SeededRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.junit.jupiter.api.Test;

/** The rules of SM2 that its published values do not show, and Bouncy Castle's signer beside it. */
class Sm2Test {

  private static final long SEED = 20260110L;

  // GB/T 32918.5-2017, section 2
  private static final BigInteger N =
      new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16);

  private final SigningKey signingKey =
      SigningKey.generate(SignatureScheme.SM2_SM3, new SeededRandom(SEED));
  private final SignatureRules rules = SignatureRules.of(SignatureScheme.SM2_SM3);
  private final byte[] message = "m".getBytes(StandardCharsets.US_ASCII);

  @Test
  void userId_isPartOfWhatIsSigned() throws MalformedDataException {
    byte[][] ids = {
      "1234567812345678".getBytes(StandardCharsets.US_ASCII),
      {},
      new byte[1],
      "ALICE123@YAHOO.COM".getBytes(StandardCharsets.US_ASCII),
      new byte[8_191]
    };
    for (byte[] signer : ids) {
      byte[] signature = signingKey.withRules(rules.withUserId(signer)).sign(message);
      for (byte[] verifier : ids) {
        VerifyingKey key = signingKey.verifyingKey().withRules(rules.withUserId(verifier));
        assertThat(key.verify(message, signature).isAccepted())
            .isEqualTo(Arrays.equals(signer, verifier));
      }
    }
    assertThat(rules.withUserId(ids[0])).isSameAs(rules);
    assertThat(SignatureRules.parse("SM2_SM3;user-id=").userId()).contains(new byte[0]);
    assertThatIllegalArgumentException().isThrownBy(() -> rules.withUserId(new byte[8_192]));
    assertThatIllegalArgumentException().isThrownBy(rules::withLowS);
  }

  @Test
  void verify_refusesTheOtherSAndSumsOfTheOrder() throws MalformedDataException {
    SigningKey fixed = signingKey.withRules(rules.withEncoding(SignatureEncoding.P1363));
    byte[] signature = fixed.sign(message);
    BigInteger r = new BigInteger(1, signature, 0, 32);
    BigInteger s = new BigInteger(1, signature, 32, 32);
    assertThat(fixed.verifyingKey().verify(message, pair(r, s)).isAccepted()).isTrue();
    assertThat(fixed.verifyingKey().verify(message, pair(r, N.subtract(s))).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    assertThat(fixed.verifyingKey().verify(message, pair(r, N.subtract(r))).reason())
        .contains(Reason.SIGNATURE_MISMATCH);
    BigInteger[][] outside = {
      {BigInteger.ZERO, s}, {r, BigInteger.ZERO}, {N, s}, {r, N}, {BigInteger.ZERO, BigInteger.ZERO}
    };
    for (BigInteger[] bad : outside) {
      assertThat(fixed.verifyingKey().verify(message, pair(bad[0], bad[1])).reason())
          .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    }
  }

  /** The secret n - 1 has no inverse of 1 + d, so it could not sign. */
  @Test
  void of_takesScalarsFromOneToTheOrderLessTwo() throws MalformedDataException {
    for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, N.subtract(BigInteger.ONE), N}) {
      assertThatThrownBy(() -> SigningKey.of(SignatureScheme.SM2_SM3, unsigned(bad)))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("not in [1, n - 2]");
    }
    for (BigInteger good : new BigInteger[] {BigInteger.ONE, N.subtract(BigInteger.TWO)}) {
      SigningKey extreme = SigningKey.of(SignatureScheme.SM2_SM3, unsigned(good));
      assertThat(extreme.verifyingKey().verify(message, extreme.sign(message)).isAccepted())
          .isTrue();
    }
  }

  @Test
  void sign_isDeterministic() {
    assertThat(signingKey.sign(message)).isEqualTo(signingKey.sign(message));
    assertThat(signingKey.sign(message)).isNotEqualTo(signingKey.sign(new byte[0]));
  }

  @Test
  void agreesWithTheSignerOfBouncyCastle() throws MalformedDataException, CryptoException {
    Random random = new Random(SEED);
    ECDomainParameters domain = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
    int accepted = 0;
    for (int round = 0; round < 60; round++) {
      byte[] secret = new byte[32];
      random.nextBytes(secret);
      secret[0] = 1;
      byte[] userId = new byte[random.nextInt(40)];
      random.nextBytes(userId);
      byte[] text = new byte[random.nextInt(200)];
      random.nextBytes(text);
      SigningKey ours =
          SigningKey.of(SignatureScheme.SM2_SM3, secret).withRules(rules.withUserId(userId));
      ECPublicKeyParameters publicKey = new ECPublicKeyParameters(
          domain.getCurve().decodePoint(ours.verifyingKey().toRaw()), domain);

      byte[] theirs = theirSignature(domain, secret, userId, text, round);
      assertThat(ours.verifyingKey().verify(text, theirs).isAccepted())
          .as("seed %d, round %d", SEED, round)
          .isTrue();
      byte[] signature = ours.sign(text);
      if (round % 3 > 0) {
        signature[signature.length - 1 - random.nextInt(30)] ^= (byte) (1 << random.nextInt(8));
      }
      SM2Signer verifier = new SM2Signer();
      verifier.init(false, new ParametersWithID(publicKey, userId));
      verifier.update(text, 0, text.length);
      boolean expected = verifier.verifySignature(signature);
      assertThat(ours.verifyingKey().verify(text, signature).isAccepted())
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(expected);
      accepted += expected ? 1 : 0;
    }
    assertThat(accepted).isEqualTo(20);
  }

  private static byte[] theirSignature(
      ECDomainParameters domain, byte[] secret, byte[] userId, byte[] text, long seed)
      throws CryptoException {
    SM2Signer signer = new SM2Signer();
    ECPrivateKeyParameters key = new ECPrivateKeyParameters(new BigInteger(1, secret), domain);
    signer.init(
        true, new ParametersWithID(new ParametersWithRandom(key, new SeededRandom(seed)), userId));
    signer.update(text, 0, text.length);
    return signer.generateSignature();
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(unsigned(r));
    bytes.writeBytes(unsigned(s));
    return bytes.toByteArray();
  }

  private static byte[] unsigned(BigInteger number) {
    return HexFormat.of().parseHex(String.format("%064x", number));
  }
}
