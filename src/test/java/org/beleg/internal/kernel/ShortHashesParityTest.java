package org.beleg.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.internal.digest.JdkDigest;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Short hashes one after another and, wherever the module is, side by side, against one call of {@link
 * MessageDigest} for each message.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
record ShortHashesParityTest(Subject subject) {

  /** Short hashes, and what they must compute. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Subject(String algorithm, String name, byte[] prefix, int n, ShortHashes hashes) {
    @Override
    public String toString() {
      return algorithm + ", " + name + ", prefix of " + prefix.length + ", n = " + n;
    }

    byte[] hash(byte[] source, int from, int length) {
      try {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        digest.update(prefix);
        digest.update(source, from, length);
        return Arrays.copyOf(digest.digest(), n);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final long SEED = 20263101;

  /** The prefixes of LMS, of XMSS with 24 and 32 bytes, of SLH-DSA, and one of more blocks. */
  static List<Subject> subjects() {
    SplittableRandom random = random();
    List<Subject> subjects = new ArrayList<>();
    LaneProvider vectors = KernelSelection.select("vector").provider();
    for (int n : new int[] {16, 24, 32}) {
      for (int length : new int[] {0, 4, 28, 32, 64, 200}) {
        byte[] prefix = TestTrees.randomBytes(random, length);
        ScalarShortHashes scalar = sha256(prefix, n);
        subjects.add(new Subject("SHA-256", "scalar", prefix, n, scalar));
        if (vectors != null) {
          ShortHashes lanes =
              vectors.shortHashes(LaneFunction.SHA_256, prefix, n, sha256(prefix, n));
          subjects.add(new Subject("SHA-256", "lanes", prefix, n, lanes));
        }
        ScalarShortHashes longer =
            new ScalarShortHashes(JdkDigest.of("SHA-512").after(prefix), 64, n);
        subjects.add(new Subject("SHA-512", "scalar", prefix, n, longer));
      }
    }
    return subjects;
  }

  private static ScalarShortHashes sha256(byte[] prefix, int n) {
    return new ScalarShortHashes(JdkDigest.of("SHA-256").after(prefix), LaneFunction.HASH_SIZE, n);
  }

  private static SplittableRandom random() {
    return TestTrees.seeded(ShortHashesParityTest.class, SEED);
  }

  @Test
  void hash_beginsAfterThePrefixEachTime() {
    SplittableRandom random = random();
    for (int length : new int[] {0, 1, 32, 63, 64, 65, 200}) {
      byte[] source = TestTrees.randomBytes(random, length + 5);
      byte[] target = new byte[subject.n() + 7];
      byte[] expected = target.clone();
      System.arraycopy(subject.hash(source, 3, length), 0, expected, 4, subject.n());
      subject.hashes().hash(source, 3, length, target, 4);
      assertThat(target).as("%d bytes", length).isEqualTo(expected);
    }
  }

  @Test
  void hashAll_writesTheHashesAndNothingElse() {
    SplittableRandom random = random();
    int n = subject.n();
    // lengths around the ends of blocks, with and without the rest of a prefix; counts around the
    // lanes
    for (int length : new int[] {0, 1, 22, 23, 27, 28, 31, 32, 54, 55, 56, 60, 64, 96, 119, 120}) {
      for (int count : new int[] {0, 1, 3, 4, 5, 14, 15, 16, 17, 33, 67}) {
        byte[] messages = TestTrees.randomBytes(random, length * count);
        byte[] target = TestTrees.randomBytes(random, n * count + 9);
        byte[] expected = target.clone();
        for (int i = 0; i < count; i++) {
          System.arraycopy(subject.hash(messages, i * length, length), 0, expected, 2 + i * n, n);
        }
        byte[] before = messages.clone();
        subject.hashes().hashAll(messages, length, count, target, 2);
        assertThat(target).as("%d of %d bytes", count, length).isEqualTo(expected);
        assertThat(messages).isEqualTo(before);
      }
    }
  }

  @Test
  void chains_followEachOneToItsEnd() {
    SplittableRandom random = random();
    for (int head : heads()) {
      for (int count : new int[] {0, 1, 2, 4, 7, 8, 9, 15, 16, 17, 35, 67, 265}) {
        for (int end : new int[] {1, 3, 15, 255}) {
          if (end != 255 || count == 35) {
            checkChains(random, head, count, end, random.nextInt(1, end + 1));
          }
        }
      }
    }
  }

  /** All ends at once, and a single one that stays behind: the lanes run empty in other orders. */
  @Test
  void chains_ofOneLengthAndWithOneLongOne() {
    SplittableRandom random = random();
    for (int head : heads()) {
      for (int count : new int[] {16, 17, 18, 19, 20, 32, 33}) {
        byte[] counters = new byte[count];
        Arrays.fill(counters, (byte) 9);
        checkChains(random, head, counters, 12);
        counters[count / 2] = 0;
        checkChains(random, head, counters, 12);
        Arrays.fill(counters, (byte) 12);
        checkChains(random, head, counters, 12);
        counters[count - 1] = 3;
        checkChains(random, head, counters, 12);
      }
    }
  }

  /** Heads for which a message behind the rest of the prefix fills one block: as LMS and SLH-DSA have. */
  private List<Integer> heads() {
    List<Integer> heads = new ArrayList<>();
    int rest = subject.prefix().length % LaneState.BLOCK;
    for (int head : new int[] {1, 9, 22, 23}) {
      if ((rest + head) % 4 != 0 && rest + head + subject.n() + 9 <= LaneState.BLOCK) {
        heads.add(head);
      }
    }
    return heads;
  }

  private void checkChains(SplittableRandom random, int head, int count, int end, int spread) {
    byte[] counters = new byte[count];
    for (int i = 0; i < count; i++) {
      counters[i] = (byte) (end - random.nextInt(spread + 1));
    }
    checkChains(random, head, counters, end);
  }

  private void checkChains(SplittableRandom random, int head, byte[] counters, int end) {
    int n = subject.n();
    int count = counters.length;
    byte[] heads = TestTrees.randomBytes(random, head * count);
    byte[] values = TestTrees.randomBytes(random, n * count + 6);
    byte[] expected = values.clone();
    for (int i = 0; i < count; i++) {
      int last = head * (i + 1) - 1;
      heads[last] = counters[i];
      byte[] message = Arrays.copyOf(Arrays.copyOfRange(heads, head * i, last + 1), head + n);
      for (int step = counters[i] & 0xff; step < end; step++) {
        message[head - 1] = (byte) step;
        System.arraycopy(expected, 4 + i * n, message, head, n);
        System.arraycopy(subject.hash(message, 0, head + n), 0, expected, 4 + i * n, n);
      }
    }
    subject.hashes().chains(heads, head, end, values, 4, count);
    assertThat(values).as("%d chains to %d, heads of %d", count, end, head).isEqualTo(expected);
  }

  @Test
  void chains_ofTwoBlocksAreNotForLanes() {
    byte[] heads = new byte[100 * 16];
    byte[] values = new byte[16 * subject.n()];
    if (subject.name().equals("lanes")) {
      assertThrows(
          AssertionError.class, () -> subject.hashes().chains(heads, 61, 2, values, 0, 16));
    } else {
      subject.hashes().chains(heads, 61, 2, values, 0, 16);
    }
  }
}
