package org.beleg.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.beleg.testing.Allocations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hashing parts of arrays, on any number of threads. */
class HashAlgorithmTest {

  @ParameterizedTest
  @EnumSource
  void hash_ofAPartIsThatOfACopyOfThePart(HashAlgorithm algorithm) {
    byte[] source = TestTrees.randomBytes(new SplittableRandom(3), 300);
    for (int offset = 0; offset < 300; offset += 37) {
      for (int length = 0; length <= 300 - offset; length += 29) {
        byte[] target = new byte[100];
        algorithm.hash(source, offset, length, target, 11);
        byte[] part = new byte[length];
        System.arraycopy(source, offset, part, 0, length);
        byte[] expected = new byte[100];
        algorithm.hash(part).copyTo(expected, 11);
        assertThat(target).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hash_mayOverwriteItsMessage(HashAlgorithm algorithm) {
    byte[] bytes = TestTrees.randomBytes(new SplittableRandom(4), 200);
    byte[] expected = bytes.clone();
    algorithm.hash(bytes).copyTo(expected, 5);
    algorithm.hash(bytes, 0, 200, bytes, 5);
    assertThat(bytes).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void hash_checksItsBoundsBeforeItTouchesAnything(HashAlgorithm algorithm) {
    byte[] source = new byte[100];
    byte[] target = new byte[100];
    int size = algorithm.size();
    int[][] outside = {
      {-1, 1, 0},
      {0, -1, 0},
      {0, 101, 0},
      {100, 1, 0},
      {1, Integer.MAX_VALUE, 0},
      {Integer.MAX_VALUE, 1, 0},
      {0, 1, -1},
      {0, 1, 101 - size},
      {0, 1, Integer.MAX_VALUE}
    };
    for (int[] bad : outside) {
      assertThatThrownBy(() -> algorithm.hash(source, bad[0], bad[1], target, bad[2]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(target).containsOnly(0);
    algorithm.hash(source, 0, 0, target, 0);
    assertThat(Hash.of(target, 0, size)).isEqualTo(algorithm.hash(new byte[0]));
  }

  @Test
  void hash_ofTheJdkAlgorithmsAllocatesNothingOnceWarm() {
    byte[] message = new byte[100];
    byte[] target = new byte[64];
    for (HashAlgorithm algorithm :
        new HashAlgorithm[] {HashAlgorithm.SHA_256, HashAlgorithm.SHA_512}) {
      long before = 0;
      int calls = 2_000;
      for (int i = 0; i < 2 * calls; i++) {
        if (i == calls) {
          before = Allocations.ofThisThread();
        }
        algorithm.hash(message, 0, 100, target, 0);
      }
      double each = (double) (Allocations.ofThisThread() - before) / calls;
      System.out.println(algorithm + ": " + each + " bytes allocated for each hash");
      assertThat(each).isLessThan(8);
    }
  }

  /** More threads than the pool has slots, so that some share one. */
  @ParameterizedTest
  @EnumSource
  void hash_isThreadSafe(HashAlgorithm algorithm) throws InterruptedException, ExecutionException {
    List<byte[]> messages = new ArrayList<>();
    List<Hash> expected = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50; i++) {
      messages.add(TestTrees.randomBytes(random, random.nextInt(300)));
      expected.add(algorithm.hash(messages.get(i)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(130);
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      int start = i;
      results.add(threads.submit(() -> {
        boolean same = true;
        for (int j = 0; j < 400; j++) {
          int at = (start + j) % messages.size();
          same &= algorithm.hash(messages.get(at)).equals(expected.get(at));
        }
        return same;
      }));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
    threads.shutdown();
  }
}
