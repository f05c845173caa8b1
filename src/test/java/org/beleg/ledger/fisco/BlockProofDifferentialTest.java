package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Longs;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.fisco.bcos.sdk.v3.utils.MerkleProofUtility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The published verifier, {@code MerkleProofUtility} of the Java SDK 3.6.0, beside ours: one verdict on
 * honest proofs, and on each known forgery its acceptance beside our refusal.
 */
class BlockProofDifferentialTest {

  private static final int HONEST = 1_000;
  private static final String PAIR = "00000002" + "0".repeat(56);

  private final SplittableRandom random = TestTrees.seeded(getClass(), 20260311L);

  /** The SDK's hash functions need its native library; this one is Beleg's under the SDK's interface. */
  private record PeerHash(CryptoSuite suite) implements org.fisco.bcos.sdk.v3.crypto.hash.Hash {
    @Override
    public byte[] hash(byte[] input) {
      return suite.hash(input).toByteArray();
    }

    @Override
    public String hash(String hexInput) {
      throw new UnsupportedOperationException(); // the peer hashes bytes; a call fails the test
    }

    @Override
    public String hashBytes(byte[] input) {
      throw new UnsupportedOperationException(); // as above
    }
  }

  private static CryptoSuite suite(int round) {
    return round % 2 == 0 ? CryptoSuite.KECCAK_SECP256K1 : CryptoSuite.SM3_SM2;
  }

  private static boolean peer(
      CryptoSuite suite, Hash root, @Nullable List<String> list, String hash) {
    return MerkleProofUtility.verifyMerkle(root.toHex(), list, hash, new PeerHash(suite));
  }

  private static boolean ours(
      CryptoSuite suite, Hash root, List<String> list, Hash hash, int count) {
    try {
      return BlockProof.parse(list).check(suite, hash, count, root).isAccepted();
    } catch (MalformedDataException refused) {
      return false;
    }
  }

  @Test
  void honestProofs_areAcceptedByBoth() {
    int equal = 0;
    for (int i = 0; i < HONEST; i++) {
      CryptoSuite suite = suite(i);
      int count = 1 + random.nextInt(i % 10 == 0 ? 1_000 : 70);
      List<Hash> leaves = BlockTrees.leaves(random, count);
      BlockTree tree = BlockTree.of(suite, leaves);
      int index = random.nextInt(count);
      List<String> list = tree.prove(index).format();
      Hash leaf = leaves.get(index);
      boolean theirs = peer(suite, tree.rootHash(), list, leaf.toHex());
      assertThat(theirs).isTrue();
      assertThat(ours(suite, tree.rootHash(), list, leaf, count)).isEqualTo(theirs);
      equal++;
    }
    assertThat(equal).isEqualTo(HONEST);
  }

  /** A wrong leaf, root or hash of the list: refused by both, where it can matter. */
  @Test
  void spoiltProofs_areRefusedByBoth() {
    for (int i = 0; i < 300; i++) {
      CryptoSuite suite = suite(i);
      int count = 2 + random.nextInt(70);
      List<Hash> leaves = BlockTrees.leaves(random, count);
      BlockTree tree = BlockTree.of(suite, leaves);
      int index = random.nextInt(count);
      List<String> list = new ArrayList<>(tree.prove(index).format());
      Hash leaf = leaves.get(index);
      Hash root = tree.rootHash();
      switch (i % 3) {
        case 0 -> leaf = TestTrees.randomHash(random);
        case 1 -> root = TestTrees.randomHash(random);
        default -> list.set(list.size() - 1, TestTrees.randomHash(random).toHex());
      }
      assertThat(peer(suite, root, list, leaf.toHex())).isFalse();
      assertThat(ours(suite, root, list, leaf, count)).isFalse();
    }
  }

  @Test
  void forgery1_innerNodeAsTransaction_passesThereAndNotHere() {
    for (CryptoSuite suite : CryptoSuite.values()) {
      for (int count = 3; count <= 20; count++) {
        List<Hash> leaves = BlockTrees.leaves(random, count);
        BlockTree tree = BlockTree.of(suite, leaves);
        for (int index = 0; index < count; index++) {
          List<String> list = tree.prove(index).format();
          int first = list.get(0).equals(PAIR) ? 3 : 2;
          List<String> forged = list.subList(first, list.size());
          Hash inner = BlockTrees.above(suite, leaves).get(index / 2);
          assertThat(peer(suite, tree.rootHash(), forged, inner.toHex())).isTrue();
          assertThat(ours(suite, tree.rootHash(), forged, inner, count)).isFalse();
        }
      }
    }
  }

  @Test
  void forgery2_elementsOfAnySizeAndNumber_passThereAndNotHere() {
    for (CryptoSuite suite : CryptoSuite.values()) {
      Hash fake = TestTrees.randomHash(random);
      List<String> forged = List.of("0000000300000000", "0011", fake.toHex(), "223344");
      Hash root = suite.hash(HexFormat.of().parseHex("0011" + fake.toHex() + "223344"));
      assertThat(peer(suite, root, forged, fake.toHex())).isTrue();
      for (int count = 1; count < 20; count++) {
        assertThat(ours(suite, root, forged, fake, count)).isFalse();
      }
    }
  }

  @Test
  void forgery3_emptyNullOrJunkLists_passThereAndNotHere() {
    for (CryptoSuite suite : CryptoSuite.values()) {
      Hash root = TestTrees.randomHash(random);
      assertThat(peer(suite, root, null, root.toHex())).isTrue();
      for (List<String> forged : List.of(List.<String>of(), List.of("junk"), List.of(PAIR))) {
        assertThat(peer(suite, root, forged, root.toHex())).isTrue();
        for (int count = 1; count < 20; count++) {
          assertThat(ours(suite, root, forged, root, count)).isFalse();
        }
      }
    }
  }

  /** Surplus levels, up to the root of a tree that the attacker made: only the count tells. */
  @Test
  void forgery5_levelsOfAnotherCount_passThereAndNotHere() {
    CryptoSuite suite = CryptoSuite.KECCAK_SECP256K1;
    List<Hash> leaves = BlockTrees.leaves(random, 8);
    BlockTree tree = BlockTree.of(suite, leaves);
    assertThat(
            peer(suite, tree.rootHash(), tree.prove(5).format(), leaves.get(5).toHex()))
        .isTrue();
    for (int count : new int[] {1, 2, 3, 4, 9, 16}) {
      assertThat(ours(suite, tree.rootHash(), tree.prove(5).format(), leaves.get(5), count))
          .isFalse();
    }
  }

  /** The header's hash, computed by the SDK from the fields as a node reports them. */
  @Test
  void headers_haveTheHashThatTheSdkComputes() throws ReflectiveOperationException {
    for (int i = 0; i < 200; i++) {
      CryptoSuite suite = suite(i);
      List<Long> weights = new ArrayList<>();
      List<byte[]> nodes = new ArrayList<>();
      for (int node = random.nextInt(5); node > 0; node--) {
        nodes.add(TestTrees.randomBytes(random, 64));
        weights.add(random.nextLong(1L << 40));
      }
      BlockHeader.Parent parent =
          new BlockHeader.Parent(random.nextLong(1L << 40), TestTrees.randomHash(random));
      BlockHeader header = BlockHeader.of(
              random.nextInt(1 << 30),
              random.nextLong(1L << 40),
              parent,
              TestTrees.randomHash(random),
              TestTrees.randomHash(random),
              TestTrees.randomHash(random))
          .withGasUsedAt(Long.toString(random.nextLong(1L << 50)), random.nextLong(1L << 42))
          .withSealers(random.nextInt(10), nodes, weights)
          .withExtraData(TestTrees.randomBytes(random, random.nextInt(40)));
      assertThat("0x" + header.hash(suite).toHex())
          .isEqualTo(sdkHash(suite, header, List.of(parent)));
    }
  }

  /**
   * A sealer's extra data, read by the SDK as part of a header with eight parents more: one hash, and a
   * root of the sealer's choice. Here a header has one parent.
   */
  @Test
  void headerOfMoreParents_hasTheHashThereAndIsNoHeaderHere() throws ReflectiveOperationException {
    CryptoSuite suite = CryptoSuite.SM3_SM2;
    Hash chosenRoot = TestTrees.randomHash(random);
    byte[] tail = TestTrees.randomBytes(random, 400);
    BlockHeader honest = BlockHeader.of(
            3,
            9,
            new BlockHeader.Parent(8, TestTrees.randomHash(random)),
            TestTrees.randomHash(random),
            TestTrees.randomHash(random),
            TestTrees.randomHash(random))
        .withGasUsedAt("7", 5);
    // behind version and parent: three roots, number, one digit, time and sealer
    int fixed = 3 * 32 + 8 + 1 + 8 + 8;
    byte[] extra = tail.clone();
    int begin = 8 * 40 - fixed;
    chosenRoot.copyTo(extra, begin);
    // number, gas, time and sealer of the second reading, in what follows the roots
    System.arraycopy(new byte[8], 0, extra, begin + 96, 8);
    extra[begin + 104] = '7';
    System.arraycopy(new byte[16], 0, extra, begin + 105, 16);
    BlockHeader sealed = honest.withExtraData(extra);

    byte[] behindParent = Bytes.concat(
        sealed.txsRoot().toByteArray(),
        sealed.receiptsRoot().toByteArray(),
        sealed.stateRoot().toByteArray(),
        Longs.toByteArray(9),
        new byte[] {'7'},
        Longs.toByteArray(5),
        Longs.toByteArray(0),
        extra);
    List<BlockHeader.Parent> parents = new ArrayList<>(List.of(sealed.parent()));
    for (int at = 0; at < 320; at += 40) {
      parents.add(new BlockHeader.Parent(
          Longs.fromByteArray(Arrays.copyOfRange(behindParent, at, at + 8)),
          Hash.of(behindParent, at + 8, 32)));
    }
    BlockHeader forged = BlockHeader.of(
            3,
            0,
            sealed.parent(),
            chosenRoot,
            Hash.of(behindParent, 352, 32),
            Hash.of(behindParent, 384, 32))
        .withGasUsedAt("7", 0)
        .withExtraData(Arrays.copyOfRange(behindParent, 320 + fixed, behindParent.length));
    assertThat(sdkHash(suite, forged, parents))
        .isEqualTo("0x" + sealed.hash(suite).toHex());
    assertThat(forged.hash(suite)).isNotEqualTo(sealed.hash(suite));
  }

  /** By reflection, as javac would miss the Jackson of the class's annotations. */
  private static String sdkHash(
      CryptoSuite suite, BlockHeader header, List<BlockHeader.Parent> parentBlocks)
      throws ReflectiveOperationException {
    String name = "org.fisco.bcos.sdk.v3.client.protocol.response.BcosBlockHeader$";
    List<Object> parents = new ArrayList<>();
    for (BlockHeader.Parent parent : parentBlocks) {
      Object info = Class.forName(name + "ParentInfo").getDeclaredConstructor().newInstance();
      call(info, "setBlockNumber", parent.number());
      call(info, "setBlockHash", parent.blockHash().toHex());
      parents.add(info);
    }
    Object sdk = Class.forName(name + "BlockHeader").getDeclaredConstructor().newInstance();
    call(sdk, "setVersion", header.version());
    call(sdk, "setNumber", header.number());
    call(sdk, "setParentInfo", parents);
    call(sdk, "setTransactionsRoot", header.txsRoot().toHex());
    call(sdk, "setReceiptsRoot", header.receiptsRoot().toHex());
    call(sdk, "setStateRoot", header.stateRoot().toHex());
    call(sdk, "setGasUsed", header.gasUsed());
    call(sdk, "setTimestamp", header.timestampMillis());
    call(sdk, "setSealer", (int) header.sealer());
    call(sdk, "setSealerList", header.nodeIds());
    call(sdk, "setExtraData", HexFormat.of().formatHex(header.extraData()));
    call(sdk, "setConsensusWeights", header.weights());
    return String.valueOf(call(sdk, "calculateBlockHeaderHash", new PeerHash(suite)));
  }

  @CanIgnoreReturnValue
  private static @Nullable Object call(Object target, String method, Object argument)
      throws ReflectiveOperationException {
    for (Method candidate : target.getClass().getMethods()) {
      if (candidate.getName().equals(method)) {
        return candidate.invoke(target, argument);
      }
    }
    throw new NoSuchMethodException(method);
  }
}
