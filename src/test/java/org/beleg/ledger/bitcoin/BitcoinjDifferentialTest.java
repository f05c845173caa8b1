package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.params.MainNetParams;
import org.junit.jupiter.api.Test;

/**
 * Transactions, blocks and partial trees as <a href="https://bitcoinj.org">bitcoinj</a> reads and makes
 * them. Where the two differ, bitcoinj accepts a forgery or a second spelling, which is shown here.
 */
class BitcoinjDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1_000);

  private static Sha256Hash peer(Hash hash) {
    return Sha256Hash.wrapReversed(hash.toByteArray());
  }

  private static Hash hash(Sha256Hash peer) {
    return Hash.of(peer.serialize());
  }

  private static List<Sha256Hash> peers(List<Hash> hashes) {
    return hashes.stream().map(BitcoinjDifferentialTest::peer).toList();
  }

  // --- transactions ------------------------------------------------------------------------------

  @Test
  void transactions_haveTheSamePartsAndIds() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 1);
    for (int i = 0; i < CASES; i++) {
      Transaction made = TestBlocks.transaction(random, random.nextBoolean());
      byte[] bytes = made.format();
      var peer = org.bitcoinj.core.Transaction.read(ByteBuffer.wrap(bytes));
      assertThat(peer.serialize()).isEqualTo(bytes);
      Transaction read = Transaction.parse(bytes);
      assertThat(read.txid()).isEqualTo(hash(peer.getTxId()));
      assertThat(read.wtxid()).isEqualTo(hash(peer.getWTxId()));
      assertThat(read.weight()).isEqualTo(peer.getWeight());
      assertThat(read.hasWitness()).isEqualTo(peer.hasWitnesses());
      assertThat(read.isCoinbase()).isEqualTo(peer.isCoinBase());
      assertThat(read.version()).isEqualTo((int) peer.getVersion());
      assertThat(read.inputs()).hasSameSizeAs(peer.getInputs());
      for (int j = 0; j < read.inputs().size(); j++) {
        TransactionInput input = read.inputs().get(j);
        var other = peer.getInput(j);
        assertThat(input.scriptSig()).isEqualTo(other.getScriptBytes());
        assertThat(input.sequence()).isEqualTo(other.getSequenceNumber());
        assertThat(input.previousOutput().txid())
            .isEqualTo(hash(other.getOutpoint().hash()));
        assertThat(input.previousOutput().outputIndex())
            .isEqualTo(other.getOutpoint().index());
        assertThat(input.witness().itemCount()).isEqualTo(other.getWitness().getPushCount());
        for (int k = 0; k < input.witness().itemCount(); k++) {
          assertThat(input.witness().item(k)).isEqualTo(other.getWitness().getPush(k));
        }
      }
      for (int j = 0; j < read.outputs().size(); j++) {
        assertThat(read.outputs().get(j).satoshis())
            .isEqualTo(peer.getOutput(j).getValue().getValue());
        assertThat(read.outputs().get(j).scriptPubKey())
            .isEqualTo(peer.getOutput(j).getScriptBytes());
      }
    }
  }

  // --- blocks ------------------------------------------------------------------------------------

  @Test
  void blocks_haveTheSameRoots() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), 2);
    for (int i = 0; i < CASES; i++) {
      Block block = TestBlocks.witnessBlock(random, random.nextInt(1, 12));
      var peer = org.bitcoinj.core.Block.read(ByteBuffer.wrap(block.format()));
      assertThat(hash(peer.getHash())).isEqualTo(block.header().hash());
      assertThat(hash(peer.getWitnessRoot())).isEqualTo(block.witnessTree().rootHash());
      assertThat(isVerified(peer)).isTrue();
      assertThat(block.verify(block.header()).detail()).isEmpty();
    }
  }

  private static boolean isVerified(org.bitcoinj.core.Block peer) {
    try {
      org.bitcoinj.core.Block.verifyTransactions(
          MainNetParams.get(),
          peer,
          700_000,
          EnumSet.noneOf(org.bitcoinj.core.Block.VerifyFlag.class));
      return true;
    } catch (org.bitcoinj.core.VerificationException e) {
      return false;
    }
  }

  /** CVE-2012-2459 in whole blocks: bitcoinj compares roots alone. */
  @Test
  void blocks_withRepeatedTransactionsAreRefusedByBelegAlone() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 3);
    for (int count = 3; count <= 15; count += 2) {
      Block block = TestBlocks.block(random, count);
      List<Transaction> repeated = new ArrayList<>(block.transactions());
      repeated.add(repeated.get(count - 1));
      byte[] forged = TestBlocks.bytes(block.header(), repeated);
      assertThat(isVerified(org.bitcoinj.core.Block.read(ByteBuffer.wrap(forged))))
          .isTrue();
      assertThat(Block.parse(forged).verify(block.header()).reason())
          .contains(Reason.SIBLINGS_EQUAL);
    }
  }

  // --- partial trees -----------------------------------------------------------------------------

  @Test
  void partialTrees_haveTheSameBytes() throws VerificationException, MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 4);
    for (int i = 0; i < CASES; i++) {
      int count = random.nextInt(1, 1 << random.nextInt(1, 8));
      List<Hash> ids = TestBlocks.ids(count);
      int[] matched =
          random.ints(random.nextInt(1, 9), 0, count).sorted().distinct().toArray();
      byte[] bits = new byte[(count + 7) / 8];
      Arrays.stream(matched).forEach(leaf -> bits[leaf / 8] |= (byte) (1 << (leaf % 8)));
      byte[] theirs =
          org.bitcoinj.core.PartialMerkleTree.buildFromLeaves(bits, peers(ids)).serialize();
      TransactionTree tree = TransactionTree.of(ids);
      assertThat(tree.prune(matched).format()).isEqualTo(theirs);
      assertSameAnswer(theirs, tree.rootHash());
      for (int j = 0; j < 5; j++) {
        assertSameAnswer(mutant(random, theirs), tree.rootHash());
      }
    }
  }

  private static byte[] mutant(SplittableRandom random, byte[] bytes) {
    byte[] mutant = bytes.clone();
    int at = random.nextInt(3) == 0
        ? random.nextInt(mutant.length)
        : random.nextInt(2) == 0 ? random.nextInt(5) : mutant.length - 1 - random.nextInt(2);
    mutant[at] ^= (byte) (1 << random.nextInt(8));
    return random.nextInt(6) == 0
        ? Arrays.copyOf(mutant, mutant.length - 1 + random.nextInt(3))
        : mutant;
  }

  private static void assertSameAnswer(byte[] bytes, Hash root) {
    Optional<List<Hash>> theirs = theirMatches(bytes, root);
    Optional<List<Hash>> ours = ourMatches(bytes, root);
    if (ours.isPresent()
        || theirs.isEmpty()
        || (isSpeltOnce(bytes) && !theirs.get().isEmpty())) {
      assertThat(ours).as("%s", Arrays.toString(bytes)).isEqualTo(theirs);
    }
  }

  /** Whether bitcoinj prints what it read, and the flags that the tree does not need are zero. */
  private static boolean isSpeltOnce(byte[] bytes) {
    var peer = org.bitcoinj.core.PartialMerkleTree.read(ByteBuffer.wrap(bytes));
    if (!Arrays.equals(peer.serialize(), bytes)) {
      return false;
    }
    for (int bit = 0; bit < 8; bit++) {
      byte[] cleared = bytes.clone();
      cleared[bytes.length - 1] &= (byte) ~(1 << bit);
      if (!Arrays.equals(cleared, bytes) && theirMatches(cleared).equals(theirMatches(bytes))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<List<Hash>> theirMatches(byte[] bytes, Hash root) {
    return theirMatches(bytes)
        .filter(rootAndMatches -> rootAndMatches.get(0).equals(root))
        .map(rootAndMatches -> rootAndMatches.subList(1, rootAndMatches.size()));
  }

  private static Optional<List<Hash>> theirMatches(byte[] bytes) {
    try {
      List<Sha256Hash> matches = new ArrayList<>();
      Sha256Hash root = org.bitcoinj.core.PartialMerkleTree.read(ByteBuffer.wrap(bytes))
          .getTxnHashAndMerkleRoot(matches);
      List<Hash> all = new ArrayList<>(List.of(hash(root)));
      matches.forEach(match -> all.add(hash(match)));
      return Optional.of(all);
    } catch (RuntimeException refused) {
      return Optional.empty();
    }
  }

  private static Optional<List<Hash>> ourMatches(byte[] bytes, Hash root) {
    try {
      PartialMerkleTree tree = PartialMerkleTree.parse(bytes);
      return tree.check(tree.matchedTxids(), tree.transactionCount(), root).isAccepted()
          ? Optional.of(tree.matchedTxids())
          : Optional.empty();
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  @Test
  void partialTrees_withPaddingOrSurplusOrLongFormsAreRefusedByBelegAlone() {
    List<Hash> ids = TestBlocks.ids(7);
    Hash root = TestBlocks.root(ids);
    byte[] honest = TestBlocks.partialTree(ids, List.of(4));
    assertThat(ourMatches(honest, root)).isEqualTo(theirMatches(honest, root)).isPresent();
    byte[] padded = honest.clone();
    padded[padded.length - 1] |= (byte) 0x80;
    byte[] surplus = Arrays.copyOf(honest, honest.length + 1);
    byte[] longForm = new byte[honest.length + 2];
    System.arraycopy(honest, 0, longForm, 0, 4);
    longForm[4] = (byte) 0xfd;
    longForm[5] = honest[4];
    System.arraycopy(honest, 5, longForm, 7, honest.length - 5);
    byte[] nothing = TestBlocks.partialTree(7, List.of(root), new byte[] {0});
    for (byte[] forged : List.of(padded, surplus, longForm, nothing)) {
      assertThat(theirMatches(forged, root)).isPresent();
      assertThat(ourMatches(forged, root)).isEmpty();
    }
  }

  /** CVE-2017-12842: bitcoinj takes the number of transactions from the proof. */
  @Test
  void partialTrees_withAHiddenTransactionAreRefusedByBelegAlone() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 5);
    TransactionProofTest.Hidden hidden = TransactionProofTest.Hidden.make();
    Block block = TestBlocks.block(
        List.of(TestBlocks.coinbase(), hidden.carrier(), TestBlocks.transaction(random, false)));
    Hash root = block.header().merkleRoot();
    Hash last = block.transactions().get(2).txid();
    byte[] forged = TestBlocks.partialTree(
        8,
        List.of(
            block.transactions().get(0).txid(),
            hidden.fake().txid(),
            hidden.rightHalf(),
            TestBlocks.node(last, last)),
        List.of(true, true, false, true, true, false, false));
    assertThat(theirMatches(forged, root)).contains(List.of(hidden.fake().txid()));
    PartialMerkleTree read = PartialMerkleTree.parse(forged);
    assertThat(read.check(read.matchedTxids(), 3, root).reason())
        .contains(Reason.TREE_SIZE_MISMATCH);
    assertThat(
            read.check(read.matchedTxids(), block.transactions().get(0), root).reason())
        .contains(Reason.COINBASE_INVALID);
    assertThatCode(() -> org.bitcoinj.core.PartialMerkleTree.read(ByteBuffer.wrap(forged)))
        .doesNotThrowAnyException();
  }
}
