package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.beleg.Verdict;
import org.beleg.testing.Vectors;
import org.junit.jupiter.api.Test;

/**
 * Any bytes as a signature, under every scheme: a verdict and nothing else, and never an acceptance that
 * the signer did not make. Runs in a heap of 64 MiB.
 */
class SignatureFuzzTest {

  private static final long SEED = 20260104L;
  private static final byte[] MESSAGE = "m".getBytes(StandardCharsets.US_ASCII);

  /** All but the sets whose one signature takes a second; those share their lengths and code with others. */
  private static final List<TestKeys.Signed> SIGNED = Arrays.stream(SignatureScheme.values())
      .filter(scheme -> !TestKeys.signsSlowly(scheme))
      .map(TestKeys::signed)
      .toList();

  /** Jazzer's target; a plain regression test unless started with JAZZER_FUZZ=1. */
  @FuzzTest
  void verifyIsTotal(byte[] data) {
    check(data);
  }

  /** The oracle: none of these bytes was signed by any of the keys. */
  private static void check(byte[] data) {
    for (TestKeys.Signed signed : SIGNED) {
      Verdict verdict = signed.key().verify(MESSAGE, data);
      assertThat(verdict.isAccepted()).isFalse();
      assertThat(verdict.reason().orElseThrow().name()).startsWith("SIGNATURE_");
      assertThat(verdict.detail()).isNotEmpty().hasSizeLessThanOrEqualTo(Verdict.MAX_DETAIL_LENGTH);
    }
  }

  @Test
  void mutatedSignatures_areRefused() {
    Random random = new Random(SEED);
    for (TestKeys.Signed signed : SIGNED) {
      byte[] signature = signed.signature();
      boolean heavy = TestKeys.isHeavy(signed.key().scheme());
      for (int round = heavy ? 480 : 0; round < 500; round++) {
        byte[] mutant = Arrays.copyOf(
            signature, random.nextInt(4) == 0 ? random.nextInt(100) : signature.length);
        for (int i = random.nextInt(3); i >= 0 && mutant.length > 0; i--) {
          mutant[random.nextInt(mutant.length)] ^= (byte) (1 + random.nextInt(255));
        }
        if (!Arrays.equals(mutant, signature)) {
          Verdict verdict = signed.key().verify(signed.message(), mutant);
          assertThat(verdict.isAccepted()).as("seed %d, round %d", SEED, round).isFalse();
          if (round % 10 == 0) {
            check(mutant);
          }
        }
      }
    }
  }

  @Test
  void randomBytesOfEveryLength_areRefused() {
    Random random = new Random(SEED);
    for (int length = 0; length <= 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      check(bytes);
      check(new byte[length]);
    }
  }

  @Test
  void hugeSignatures_areRefused() {
    int mib = 1 << 20;
    byte[] integer = new byte[mib];
    Arrays.fill(integer, (byte) 0x55);
    // SEQUENCE and INTEGER with lengths that are right: a number of almost 8 million bits
    byte[] head = {0x30, (byte) 0x83, 0x0f, (byte) 0xff, (byte) 0xfb, 0x02, (byte) 0x83};
    System.arraycopy(head, 0, integer, 0, head.length);
    int contents = mib - 5 - 5 - 3;
    integer[7] = (byte) (contents >>> 16);
    integer[8] = (byte) (contents >>> 8);
    integer[9] = (byte) contents;
    System.arraycopy(new byte[] {0x02, 0x01, 0x01}, 0, integer, mib - 3, 3);
    check(integer);
    for (int[] pattern : new int[][] {{0x30, 0x80}, {0x30, 0x82}, {0x30}, {0xff}, {0x02, 0x01}}) {
      byte[] bytes = new byte[mib];
      for (int i = 0; i < mib; i++) {
        bytes[i] = (byte) pattern[i % pattern.length];
      }
      check(bytes);
    }
  }

  @Test
  void s2nCorpus_isRefused() throws IOException {
    for (String line :
        Files.readAllLines(Vectors.path("reliability/s2n-pem-der-malformed/corpus.jsonl"))) {
      int begin = line.indexOf("\"b64\": \"") + 8;
      check(Base64.getDecoder().decode(line.substring(begin, line.indexOf('"', begin))));
    }
  }
}
