package org.beleg.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.beleg.testing.TestTrees;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kernel that this JVM can run, over every construction, against one message at a time on {@link
 * MessageDigest} and Bouncy Castle. Vector kernels are among them wherever the module is, also on JDKs
 * that would not choose them.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("subjects")
record NodeKernelParityTest(Subject subject) {

  /** A kernel and what it must compute. */
  record Subject(LaneFunction function, Framing framing, NodeKernel kernel) {
    @Override
    public String toString() {
      return kernel.name() + " x " + kernel.lanes() + ", " + function + ", " + framing;
    }

    byte[] hash(int prefix, byte[]... parts) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      if (prefix != Framing.NONE) {
        message.write(prefix);
      }
      for (byte[] part : parts) {
        message.writeBytes(part);
      }
      byte[] once = hash(message.toByteArray());
      return framing.twice() ? hash(once) : once;
    }

    private byte[] hash(byte[] message) {
      if (function == LaneFunction.SM3) {
        SM3Digest digest = new SM3Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[HASH];
        digest.doFinal(hash, 0);
        return hash;
      }
      try {
        return MessageDigest.getInstance("SHA-256").digest(message);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final int HASH = LaneFunction.HASH_SIZE;
  private static final long SEED = 20261701;

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    LaneProvider vectors = KernelSelection.select("vector").provider();
    for (LaneFunction function : LaneFunction.values()) {
      for (Framing framing : List.of(Framing.RFC_6962, Framing.BARE, Framing.BARE_TWICE)) {
        NodeKernel scalar = new ScalarKernel(function.maker(), HASH, framing);
        subjects.add(new Subject(function, framing, scalar));
        subjects.add(new Subject(function, framing, new BatchKernel(function, framing)));
        if (vectors != null) {
          subjects.add(new Subject(function, framing, vectors.kernel(function, framing, scalar)));
        }
      }
    }
    return subjects;
  }

  private static SplittableRandom random() {
    return TestTrees.seeded(NodeKernelParityTest.class, SEED);
  }

  /** Sizes around every boundary: nothing, one, full and half full lanes, runs of a store. */
  private TreeSet<Integer> counts() {
    int lanes = subject.kernel().lanes();
    TreeSet<Integer> counts = new TreeSet<>(List.of(0, 1, 2, 255, 256, 257, 1000));
    for (int around : new int[] {lanes / 2, lanes, 2 * lanes}) {
      counts.addAll(List.of(Math.max(0, around - 1), around, around + 1));
    }
    return counts;
  }

  private byte[] expectedParents(byte[] children, int offset, int count) {
    ByteArrayOutputStream parents = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int at = offset + 2 * HASH * i;
      parents.writeBytes(subject.hash(
          subject.framing().nodePrefix(), Arrays.copyOfRange(children, at, at + 2 * HASH)));
    }
    return parents.toByteArray();
  }

  @Test
  void hashPairs_writesTheParentsAndNothingElse() {
    SplittableRandom random = random();
    for (int count : counts()) {
      byte[] children = TestTrees.randomBytes(random, 2 * HASH * count + 5);
      byte[] target = TestTrees.randomBytes(random, HASH * count + 8);
      byte[] expected = target.clone();
      System.arraycopy(expectedParents(children, 5, count), 0, expected, 3, HASH * count);
      byte[] before = children.clone();
      subject.kernel().hashPairs(children, 5, target, 3, count);
      assertThat(target).as("%d pairs", count).isEqualTo(expected);
      assertThat(children).as("%d pairs", count).isEqualTo(before);
    }
  }

  @Test
  void hashPairs_mayWriteOverTheChildren() {
    SplittableRandom random = random();
    for (int count : counts()) {
      for (int shift : new int[] {0, 7}) {
        byte[] bytes = TestTrees.randomBytes(random, 2 * HASH * count + shift + 1);
        byte[] expected = bytes.clone();
        System.arraycopy(expectedParents(bytes, shift, count), 0, expected, 0, HASH * count);
        subject.kernel().hashPairs(bytes, shift, bytes, 0, count);
        assertThat(Arrays.copyOf(bytes, HASH * count))
            .as("%d pairs from %d", count, shift)
            .isEqualTo(Arrays.copyOf(expected, HASH * count));
      }
    }
  }

  private void checkLeaves(byte[][] entries, int begin, int end) {
    byte[] target = new byte[HASH * (end - begin) + 8];
    Arrays.fill(target, (byte) 0xa5);
    byte[] expected = target.clone();
    for (int i = begin; i < end; i++) {
      byte[] hash = subject.hash(subject.framing().leafPrefix(), entries[i]);
      System.arraycopy(hash, 0, expected, 3 + HASH * (i - begin), HASH);
    }
    subject.kernel().hashLeaves(entries, begin, end, target, 3);
    assertThat(target).as("%d entries", end - begin).isEqualTo(expected);
  }

  @Test
  void hashLeaves_hashesEveryLength() {
    SplittableRandom random = random();
    byte[][] all = new byte[301][];
    for (int length = 0; length < all.length; length++) {
      all[length] = TestTrees.randomBytes(random, length);
      byte[][] alike = new byte[subject.kernel().lanes()][];
      for (int i = 0; i < alike.length; i++) {
        alike[i] = TestTrees.randomBytes(random, length);
      }
      checkLeaves(alike, 0, alike.length);
    }
    checkLeaves(all, 0, all.length);
  }

  @Test
  void hashLeaves_hashesLengthsInAnyOrder() {
    SplittableRandom random = random();
    for (int count : counts()) {
      byte[][] entries = new byte[count + 3][];
      for (int i = 0; i < entries.length; i++) {
        int limit = 1 << random.nextInt(random.nextInt(20) == 0 ? 14 : 10);
        entries[i] = TestTrees.randomBytes(random, random.nextInt(limit));
      }
      checkLeaves(entries, 2, count + 2);
    }
  }

  @Test
  void hashLeaves_isNotHeldUpByOneLongEntry() {
    SplittableRandom random = random();
    byte[][] entries = new byte[64][];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = TestTrees.randomBytes(random, i == 30 ? 1 << 20 : 40);
    }
    checkLeaves(entries, 0, entries.length);
  }

  @Test
  void climb_goesLeftAndRight() {
    SplittableRandom random = random();
    for (int round = 0; round < 50; round++) {
      byte[] path = TestTrees.randomBytes(random, 64 * HASH);
      long steps = round == 0 ? -1 : random.nextLong();
      long left = random.nextLong();
      byte[] hash = TestTrees.randomBytes(random, HASH);
      byte[] target = new byte[HASH + 3];
      System.arraycopy(hash, 0, target, 3, HASH);
      for (int i = 0; i < Long.SIZE; i++) {
        if ((steps >>> i & 1) != 0) {
          byte[] sibling = Arrays.copyOfRange(path, i * HASH, (i + 1) * HASH);
          hash = (left >>> i & 1) != 0
              ? subject.hash(subject.framing().nodePrefix(), sibling, hash)
              : subject.hash(subject.framing().nodePrefix(), hash, sibling);
        }
      }
      subject.kernel().climb(target, 3, path, steps, left);
      assertThat(Arrays.copyOfRange(target, 3, 3 + HASH)).isEqualTo(hash);
    }
  }
}
