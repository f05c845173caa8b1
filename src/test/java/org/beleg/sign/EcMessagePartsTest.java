package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.beleg.Reason;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemes over curves of Weierstrass form, on messages that come in parts. */
class EcMessagePartsTest {

  private static final long SEED = 20260112L;

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {"ECDSA_.*", "SM2_SM3", "BIP340"},
      mode = EnumSource.Mode.MATCH_ANY)
  void partsHaveTheVerdictAndTheSignatureOfTheWhole(SignatureScheme scheme) throws IOException {
    Random random = new Random(SEED);
    SigningKey signingKey = SigningKey.generate(scheme, new SeededRandom(SEED));
    VerifyingKey key = signingKey.verifyingKey();
    for (int length : new int[] {0, 1, 64, 1_000, 100_000}) {
      byte[] message = new byte[length];
      random.nextBytes(message);
      byte[] signature = signingKey.sign(message);
      assertThat(verdictInParts(random, key, message, signature)).isTrue();
      assertThat(key.verifyStream(new ByteArrayInputStream(message), signature).isAccepted())
          .isTrue();
      if (scheme != SignatureScheme.BIP340) {
        try (MessageSigner signer = signingKey.messageSigner()) {
          writeInParts(random, signer::write, message);
          assertThat(signer.signature()).isEqualTo(signature);
        }
        assertThat(signingKey.signStream(new ByteArrayInputStream(message))).isEqualTo(signature);
      }
      byte[] longer = Arrays.copyOf(message, length + 1);
      assertThat(verdictInParts(random, key, longer, signature)).isFalse();
      byte[] forged = signature.clone();
      forged[forged.length - 1] ^= 1;
      assertThat(verdictInParts(random, key, message, forged)).isFalse();
    }
    try (MessageVerifier verifier = key.messageVerifier(new byte[5])) {
      assertThat(verifier.write(ByteBuffer.wrap(new byte[100]))).isEqualTo(100);
      assertThat(verifier.verdict().reason())
          .get()
          .isIn(Reason.SIGNATURE_LENGTH_WRONG, Reason.SIGNATURE_ENCODING_INVALID);
    }
  }

  private interface Sink {
    int write(ByteBuffer bytes) throws IOException;
  }

  private static boolean verdictInParts(
      Random random, VerifyingKey key, byte[] message, byte[] signature) throws IOException {
    try (MessageVerifier verifier = key.messageVerifier(signature)) {
      writeInParts(random, verifier::write, message);
      return verifier.verdict().isAccepted();
    }
  }

  private static void writeInParts(Random random, Sink sink, byte[] message) throws IOException {
    int at = 0;
    while (at < message.length) {
      int part = Math.min(message.length - at, random.nextInt(1 + message.length / 3 + 70));
      assertThat(sink.write(ByteBuffer.wrap(message, at, part))).isEqualTo(part);
      at += part;
    }
  }
}
