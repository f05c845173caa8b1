package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.acinq.bitcoin.ByteVector;
import fr.acinq.bitcoin.ByteVector32;
import fr.acinq.bitcoin.Script;
import fr.acinq.bitcoin.ScriptTree;
import fr.acinq.bitcoin.XonlyPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kotlin.Pair;
import org.beleg.MalformedDataException;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Script trees, output keys and control blocks against bitcoin-kmp. */
class TaprootDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1000);
  private static final long SEED = 20260303;

  /** One tree in both forms. */
  private record Twins(TapTree ours, ScriptTree theirs) {}

  private static Twins randomTree(
      SplittableRandom random, int leaves, List<ScriptTree.Leaf> inOrder) {
    if (leaves == 1) {
      int version = random.nextInt(3) == 0 ? 2 * random.nextInt(128) : TapLeaf.TAPSCRIPT;
      version = version == 0x50 ? 0x52 : version;
      // scripts of every width of their length, and ids that differ
      int size = random.nextInt(20) == 0 ? 250 + random.nextInt(10) : random.nextInt(50);
      byte[] script = TestTrees.randomBytes(random, 8 + size);
      ScriptTree.Leaf leaf = new ScriptTree.Leaf(new ByteVector(script), version);
      inOrder.add(leaf);
      return new Twins(TapTree.leaf(TapLeaf.of(version, script)), leaf);
    }
    int left = 1 + random.nextInt(leaves - 1);
    Twins first = randomTree(random, left, inOrder);
    Twins second = randomTree(random, leaves - left, inOrder);
    return new Twins(
        TapTree.branch(first.ours, second.ours),
        new ScriptTree.Branch(first.theirs, second.theirs));
  }

  @Test
  void trees_haveTheRootsKeysAndControlBlocksOfThePeer() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), SEED);
    int odd = 0;
    for (int i = 0; i < CASES; i++) {
      List<ScriptTree.Leaf> leaves = new ArrayList<>();
      int size = 1 + random.nextInt(12);
      Twins twins = randomTree(random, size, leaves);
      assertThat(twins.ours.rootHash().toByteArray())
          .isEqualTo(twins.theirs.hash().toByteArray());
      VerifyingKey internal = SigningKey.of(
              SignatureScheme.BIP340, TestTrees.randomBytes(random, 32))
          .verifyingKey();
      XonlyPublicKey theirs = new XonlyPublicKey(new ByteVector32(internal.toRaw()));
      TaprootOutput output = TaprootOutput.of(internal, twins.ours);
      Pair<XonlyPublicKey, Boolean> expected = theirs.outputKey(twins.theirs);
      assertThat(output.key().toRaw()).isEqualTo(expected.getFirst().value.toByteArray());
      assertThat(output.hasOddY()).isEqualTo(expected.getSecond());
      odd += output.hasOddY() ? 1 : 0;
      int index = random.nextInt(size);
      ControlBlock shown = twins.ours.prove(internal, index);
      assertThat(shown.format())
          .isEqualTo(
              Script.ControlBlock.build(theirs, twins.theirs, leaves.get(index)).toByteArray());
      byte[] script = leaves.get(index).getScript().toByteArray();
      assertThat(shown.check(script, output.key()).isAccepted()).isTrue();
      // any bit of it flipped is refused
      byte[] flipped = shown.format();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(ControlBlock.parse(flipped).check(script, output.key()).isAccepted())
          .isFalse();
    }
    assertThat(odd).isBetween(CASES / 3, CASES * 2 / 3);
  }
}
