package org.beleg.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.hash.HashAlgorithm;
import org.beleg.internal.kernel.HashEngine;
import org.beleg.internal.kernel.Kernels;
import org.beleg.internal.kernel.NodeKernel;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Trees and partial trees against the rules written down recursively, over plain lists. */
class PartialTreePropertyTest {

  private static final int HASH = 32;
  private static final NodeKernel KERNEL = Kernels.bare(HashEngine.SHA_256);

  private static byte[] leaves(int count) {
    byte[] leaves = new byte[count * HASH];
    for (int i = 0; i < count; i++) {
      HashAlgorithm.SHA_256.hash(new byte[] {(byte) i, (byte) (i >> 8)}).copyTo(leaves, i * HASH);
    }
    return leaves;
  }

  private static byte[] hash(byte[]... parts) {
    return HashAlgorithm.SHA_256.hash(Bytes.concat(parts)).toByteArray();
  }

  private static byte[] referenceRoot(byte[] leaves, LoneNode rule) {
    List<byte[]> level = new ArrayList<>();
    for (int at = 0; at < leaves.length; at += HASH) {
      level.add(Arrays.copyOfRange(leaves, at, at + HASH));
    }
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        byte[] left = level.get(i);
        if (i + 1 < level.size()) {
          above.add(hash(left, level.get(i + 1)));
        } else {
          above.add(rule == LoneNode.REPEAT ? hash(left, left) : hash(left));
        }
      }
      level = above;
    }
    return level.get(0);
  }

  private static boolean occurs(int count, LoneNode rule) {
    return rule != LoneNode.FORBIDDEN || Integer.bitCount(count) == 1;
  }

  @Test
  void root_isThatOfTheRule() {
    for (LoneNode rule : LoneNode.values()) {
      for (int count = 1; count <= 130; count++) {
        if (occurs(count, rule)) {
          LevelTree tree = LevelTree.build(KERNEL, rule, HASH, leaves(count));
          byte[] expected = referenceRoot(leaves(count), rule);
          assertThat(tree.root()).as("%s of %s", rule, count).isEqualTo(expected);
          assertThat(LevelTree.rootInPlace(KERNEL, rule, HASH, leaves(count))).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void open_givesBackEverySetOfLeaves() throws VerificationException {
    for (LoneNode rule : LoneNode.values()) {
      for (int count = 1; count <= 9; count++) {
        for (int set = 0; occurs(count, rule) && set < 1 << count; set++) {
          int mask = set;
          int[] included =
              IntStream.range(0, count).filter(i -> (mask >> i & 1) != 0).toArray();
          check(rule, count, included);
        }
      }
    }
  }

  @Test
  void open_givesBackLeavesOfLargeTrees() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), 20261126);
    for (int round = 0; round < 200; round++) {
      int count = 1 + random.nextInt(3000);
      LoneNode rule = random.nextBoolean() ? LoneNode.REPEAT : LoneNode.REHASH;
      int[] included =
          random.ints(random.nextInt(1, 200), 0, count).sorted().distinct().toArray();
      check(rule, count, included);
    }
  }

  private static void check(LoneNode rule, int count, int[] included) throws VerificationException {
    byte[] leaves = leaves(count);
    LevelTree tree = LevelTree.build(KERNEL, rule, HASH, leaves);
    PartialTree pruned = PartialTree.prune(tree, included);
    PartialTree.Opened opened = pruned.open(KERNEL, rule);
    assertThat(pruned.included().indexes()).isEqualTo(included);
    assertThat(pruned.included().hashes()).isEqualTo(opened.leafHashes());
    assertThat(opened.root())
        .as("%s of %s, %s", rule, count, Arrays.toString(included))
        .isEqualTo(tree.root());
    assertThat(opened.leafIndexes()).isEqualTo(included);
    for (int i = 0; i < included.length; i++) {
      assertThat(Hash.of(leaves, included[i] * HASH, HASH).matches(opened.leafHashes(), i * HASH))
          .isTrue();
    }
  }

  @Test
  void open_refusesSurplusAndMissingFlagsAndHashes() {
    LevelTree tree = LevelTree.build(KERNEL, LoneNode.REPEAT, HASH, leaves(11));
    PartialTree honest = PartialTree.prune(tree, new int[] {3, 10});
    byte[] flags = honest.flags();
    byte[] hashes = honest.hashes();
    assertThat(reason(11, Arrays.copyOf(flags, flags.length + 1), hashes))
        .isEqualTo(Reason.TREE_SHAPE_WRONG);
    assertThat(reason(11, Arrays.copyOf(flags, flags.length - 1), hashes))
        .isEqualTo(Reason.TREE_SHAPE_WRONG);
    assertThat(reason(11, new byte[0], hashes)).isEqualTo(Reason.TREE_SHAPE_WRONG);
    assertThat(reason(11, flags, Arrays.copyOf(hashes, hashes.length + HASH)))
        .isEqualTo(Reason.PATH_LENGTH_WRONG);
    assertThat(reason(11, flags, Arrays.copyOf(hashes, hashes.length - HASH)))
        .isEqualTo(Reason.PATH_LENGTH_WRONG);
    assertThat(reason(11, flags, new byte[0])).isEqualTo(Reason.PATH_LENGTH_WRONG);
    byte[] padded = flags.clone();
    padded[padded.length - 1] |= (byte) 0x80;
    assertThat(reason(11, padded, hashes)).isEqualTo(Reason.TREE_SHAPE_WRONG);
    // a count that allocates nothing although it promises much
    assertThat(reason(Integer.MAX_VALUE, flags, hashes)).isNotNull();
  }

  @Test
  void open_refusesEqualSiblings() {
    byte[] leaves = leaves(4);
    System.arraycopy(leaves, 2 * HASH, leaves, 3 * HASH, HASH);
    LevelTree tree = LevelTree.build(KERNEL, LoneNode.REPEAT, HASH, leaves);
    PartialTree forged = PartialTree.prune(tree, new int[] {3});
    assertThat(reason(4, forged.flags(), forged.hashes())).isEqualTo(Reason.SIBLINGS_EQUAL);
  }

  @Test
  void levelOfEqualSiblings_seesRealSiblingsAlone() {
    for (int count = 1; count <= 40; count++) {
      assertThat(
              LevelTree.build(KERNEL, LoneNode.REPEAT, HASH, leaves(count)).levelOfEqualSiblings())
          .isEqualTo(-1);
    }
    for (int level = 0; level < 4; level++) {
      byte[] leaves = leaves(16);
      int half = HASH << level;
      System.arraycopy(leaves, 0, leaves, half, half);
      assertThat(LevelTree.build(KERNEL, LoneNode.REPEAT, HASH, leaves).levelOfEqualSiblings())
          .isEqualTo(level);
      byte[] apart = leaves(16);
      System.arraycopy(apart, 0, apart, 15 * HASH, HASH); // equal, but no siblings
      assertThat(LevelTree.build(KERNEL, LoneNode.REPEAT, HASH, apart).levelOfEqualSiblings())
          .isEqualTo(-1);
    }
  }

  private static Reason reason(int count, byte[] flags, byte[] hashes) {
    VerificationException refusal = catchThrowableOfType(
        VerificationException.class,
        () -> PartialTree.of(count, HASH, flags, hashes).open(KERNEL, LoneNode.REPEAT));
    return refusal.verdict().reason().orElseThrow();
  }
}
