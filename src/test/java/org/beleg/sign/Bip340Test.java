package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.Vectors;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.BIP340Signer;
import org.junit.jupiter.api.Test;

class Bip340Test {

  private static final long SEED = 20260111L;
  private static final HexFormat HEX = HexFormat.of();

  // SEC 2 (version 2.0), section 2.4.1
  private static final String P =
      "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f";
  private static final String N =
      "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";

  private final SigningKey signingKey =
      SigningKey.generate(SignatureScheme.BIP340, new SeededRandom(SEED));
  private final VerifyingKey key = signingKey.verifyingKey();
  private final byte[] message = {1, 2, 3};

  /** The document's own rows; a key that is no x of the curve is refused when it is read. */
  @Test
  void testVectors_allPublishedVerdicts() throws MalformedDataException {
    int accepted = 0;
    int refused = 0;
    int refusedKeys = 0;
    for (String[] row : rows()) {
      byte[] signature = HEX.parseHex(row[5]);
      boolean verdict;
      try {
        verdict = VerifyingKey.of(SignatureScheme.BIP340, HEX.parseHex(row[2]))
            .verify(HEX.parseHex(row[4]), signature)
            .isAccepted();
      } catch (MalformedDataException e) {
        refusedKeys++;
        verdict = false;
      }
      assertThat(verdict).as("row " + row[0]).isEqualTo(row[6].equals("TRUE"));
      accepted += verdict ? 1 : 0;
      refused += verdict ? 0 : 1;
      if (!row[1].isEmpty()) {
        SigningKey secret = SigningKey.of(SignatureScheme.BIP340, HEX.parseHex(row[1]));
        assertThat(secret.verifyingKey().toRaw()).isEqualTo(HEX.parseHex(row[2]));
        if (row[3].matches("0+")) { // the auxiliary data that Beleg takes
          assertThat(secret.sign(HEX.parseHex(row[4]))).isEqualTo(signature);
        }
      }
    }
    assertThat(accepted).isEqualTo(9);
    assertThat(refused).isEqualTo(10);
    assertThat(refusedKeys).isEqualTo(2);
  }

  static List<String[]> rows() {
    return Vectors.text("signatures/bip340/test-vectors.csv")
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  @Test
  void verify_refusesLengthsAndNumbersOutOfRange() {
    byte[] signature = signingKey.sign(message);
    for (int length : new int[] {0, 32, 63, 65, 128}) {
      assertThat(key.verify(message, Arrays.copyOf(signature, length)).reason())
          .contains(Reason.SIGNATURE_LENGTH_WRONG);
    }
    String r = HEX.formatHex(signature, 0, 32);
    String s = HEX.formatHex(signature, 32, 64);
    assertThat(key.verify(message, HEX.parseHex(P + s)).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    assertThat(key.verify(message, HEX.parseHex(r + N)).reason())
        .contains(Reason.SIGNATURE_VALUE_OUT_OF_RANGE);
    assertThat(key.verify(message, new byte[64]).reason()).contains(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void of_refusesWhatIsNoPointOrNoScalar() {
    assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.BIP340, HEX.parseHex(P)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("not below");
    assertThatThrownBy(() -> VerifyingKey.of(SignatureScheme.BIP340, new byte[32]))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("not the x of a point");
    for (byte[] scalar : new byte[][] {new byte[32], HEX.parseHex(N)}) {
      assertThatThrownBy(() -> SigningKey.of(SignatureScheme.BIP340, scalar))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("not in [1, n - 1]");
    }
  }

  @Test
  void signing_cannotBeStreamed() {
    assertThatThrownBy(signingKey::messageSigner)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void agreesWithTheSignerOfBouncyCastle() throws MalformedDataException {
    Random random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      SigningKey ours = SigningKey.generate(SignatureScheme.BIP340, new SeededRandom(SEED + round));
      byte[] text = new byte[random.nextInt(200)];
      random.nextBytes(text);
      byte[] signature = ours.sign(text);
      if (round % 3 > 0) {
        signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
      }
      ECPublicKeyParameters publicKey =
          BIP340Signer.decodePublicKey(ours.verifyingKey().toRaw());
      BIP340Signer theirs = new BIP340Signer(true);
      theirs.init(false, publicKey);
      theirs.update(text, 0, text.length);
      assertThat(ours.verifyingKey().verify(text, signature).isAccepted())
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(theirs.verifySignature(signature))
          .isEqualTo(round % 3 == 0);
    }
  }

  @Test
  void sign_makesTheBytesThatBouncyCastleMakesWithoutRandomness() throws MalformedDataException {
    for (int round = 1; round <= 20; round++) {
      byte[] secret = new byte[32];
      new Random(SEED + round).nextBytes(secret);
      secret[0] = 0;
      SigningKey ours = SigningKey.of(SignatureScheme.BIP340, secret);
      BIP340Signer theirs = new BIP340Signer(true);
      theirs.init(
          true, new ECPrivateKeyParameters(new BigInteger(1, secret), BIP340Signer.getDomain()));
      theirs.update(secret, 0, round);
      assertThat(ours.sign(Arrays.copyOf(secret, round)))
          .as("seed %d, round %d", SEED, round)
          .isEqualTo(theirs.generateSignature());
    }
  }
}
