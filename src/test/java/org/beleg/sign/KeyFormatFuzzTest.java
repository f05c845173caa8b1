package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.SeededRandom;
import org.junit.jupiter.api.Test;

/**
 * Any bytes as a JWK, as a line of OpenSSH, as an SSH signature, as the text of a key: a value that
 * prints back, or {@link MalformedDataException}. Runs in a heap of 64 MiB.
 */
class KeyFormatFuzzTest {

  private static final long SEED = 20260215L;
  private static final byte[] MESSAGE = "m".getBytes(StandardCharsets.US_ASCII);

  private static final List<SigningKey> KEYS = Arrays.stream(SignatureScheme.values())
      .filter(SignatureScheme::signs)
      .map(scheme -> SigningKey.generate(scheme, new SeededRandom(SEED)))
      .toList();

  /** Jazzer's target; a plain regression test unless started with JAZZER_FUZZ=1. */
  @FuzzTest
  void everyParserIsTotal(byte[] data) {
    check(data);
  }

  private static void check(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      VerifyingKey key = VerifyingKey.parseJwk(text);
      assertThat(VerifyingKey.parseJwk(key.toJwk())).isEqualTo(key);
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
    try {
      VerifyingKey key = VerifyingKey.parseOpenSsh(text);
      assertThat(text).startsWith(key.toOpenSsh());
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
    try {
      assertThat(VerifyingKey.parse(text).format()).isEqualTo(text);
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
    try {
      SigningKey signer = SigningKey.parseOpenSsh(text);
      assertThat(signer.verifyingKey().verify(MESSAGE, signer.sign(MESSAGE)).isAccepted())
          .isTrue();
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
    try {
      SshSignature signature = SshSignature.parse(text);
      assertThat(signature.format()).isEqualTo(text);
      for (SigningKey key : KEYS) {
        Verdict verdict = signature.verify(key.verifyingKey(), "file", MESSAGE);
        assertThat(verdict.isAccepted()).isEqualTo(verdict.reason().isEmpty());
      }
    } catch (MalformedDataException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Test
  void parsers_surviveMutationsOfHonestInput() {
    System.out.println("KeyFormatFuzzTest seed " + SEED);
    List<byte[]> honest = new ArrayList<>();
    for (SigningKey signingKey : KEYS) {
      VerifyingKey key = signingKey.verifyingKey();
      List<String> texts = new ArrayList<>(List.of(key.format()));
      if (key.scheme().hasJwk()) {
        texts.add(key.toJwk());
      }
      if (key.scheme().hasOpenSsh()) {
        texts.add(key.toOpenSsh() + " comment\n");
        texts.add(
            SshSignature.sign(signingKey, "file", SshHash.SHA_256, MESSAGE).format());
      }
      texts.forEach(text -> honest.add(text.getBytes(StandardCharsets.UTF_8)));
    }
    String privateKey = OpenSshPrivateKeyTest.honest();
    assertThatCode(() -> SigningKey.parseOpenSsh(privateKey)).doesNotThrowAnyException();
    honest.add(privateKey.getBytes(StandardCharsets.UTF_8));
    honest.add(
        "{\"kty\":\"OKP\",\"key_ops\":[\"verify\"],\"a\\u0041\":-1.0e5,\"ext\":true,\"x5c\":[]}"
            .getBytes(StandardCharsets.UTF_8));
    HostileBytes.flood(new SplittableRandom(SEED), honest, 3_000, KeyFormatFuzzTest::check);
  }
}
