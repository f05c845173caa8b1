package org.beleg.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One key in 64 threads, beginning with its first signature, when tables are made: honest and forged
 * messages in turn, and every verdict counted. {@code -Dbeleg.stress.verifications=1000000} is the long
 * run.
 */
class SharedKeyStressTest {

  private static final int THREADS = 64;
  private static final int VERIFICATIONS = Integer.getInteger("beleg.stress.verifications", 6_400);

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {"ED25519", "ECDSA_P256_SHA256", "SM2_SM3"})
  void oneKey_isRightInEveryThread(SignatureScheme scheme) throws Exception {
    byte[] message = "the record".getBytes(StandardCharsets.UTF_8);
    byte[] forged = "the retort".getBytes(StandardCharsets.UTF_8);
    SigningKey signer = TestKeys.signing(scheme);
    byte[] signature = signer.sign(message);
    VerifyingKey key = VerifyingKey.of(scheme, signer.verifyingKey().toRaw()); // without any table
    AtomicInteger next = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      tasks.add(() -> {
        int right = 0;
        for (int i = next.getAndIncrement(); i < VERIFICATIONS; i = next.getAndIncrement()) {
          boolean honest = i % 2 == 0;
          right += key.verify(honest ? message : forged, signature).isAccepted() == honest ? 1 : 0;
        }
        return right;
      });
    }
    assertThat(sum(tasks)).isEqualTo(VERIFICATIONS);
  }

  private static int sum(List<Callable<Integer>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      int sum = 0;
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        sum += done.get();
      }
      return sum;
    } finally {
      pool.shutdownNow();
    }
  }
}
