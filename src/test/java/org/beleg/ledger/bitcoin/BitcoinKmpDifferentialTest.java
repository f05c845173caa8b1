package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import fr.acinq.bitcoin.ByteVector32;
import fr.acinq.bitcoin.MerkleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Transactions, roots and proofs as <a href="https://github.com/ACINQ/bitcoin-kmp">bitcoin-kmp</a> reads
 * them. Where the two differ, bitcoin-kmp accepts a forgery or a second spelling, which is shown here.
 */
class BitcoinKmpDifferentialTest {

  private static final int CASES = Integer.getInteger("beleg.bitcoin.cases", 1_000);

  @Test
  void transactions_haveTheSameIds() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 1);
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = TestBlocks.transaction(random, random.nextBoolean()).format();
      var peer = fr.acinq.bitcoin.Transaction.read(bytes);
      assertThat(fr.acinq.bitcoin.Transaction.write(peer)).isEqualTo(bytes);
      Transaction read = Transaction.parse(bytes);
      assertThat(read.txid().toByteArray()).isEqualTo(peer.hash.value.toByteArray());
      assertThat(read.weight()).isEqualTo(peer.weight());
      assertThat(read.lockTime()).isEqualTo(peer.lockTime);
    }
  }

  @Test
  void trees_haveTheSameRoots() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), 2);
    for (int i = 0; i < CASES; i++) {
      List<Hash> ids = new ArrayList<>();
      for (int count = random.nextInt(1, 1 << random.nextInt(1, 8)); count > 0; count--) {
        ids.add(TestTrees.randomHash(random));
      }
      List<ByteVector32> peers =
          ids.stream().map(id -> new ByteVector32(id.toByteArray())).toList();
      assertThat(TransactionTree.of(ids).rootHash().toByteArray())
          .isEqualTo(MerkleTree.computeRoot(peers).toByteArray());
    }
  }

  // --- proofs of transactions --------------------------------------------------------------------

  @Test
  void proofs_giveTheSameAnswer() throws VerificationException {
    SplittableRandom random = TestTrees.seeded(getClass(), 3);
    Block block = TestBlocks.block(random, 1);
    for (int i = 0; i < CASES; i++) {
      if (i % 8 == 0) {
        block = TestBlocks.block(random, random.nextInt(1, 1 << random.nextInt(1, 7)));
      }
      int count = block.transactions().size();
      int[] matched =
          random.ints(random.nextInt(1, 9), 0, count).sorted().distinct().toArray();
      byte[] bytes = block.prune(matched).format();
      Optional<List<Hash>> ours = ourMatches(bytes);
      assertThat(ours).contains(TestBlocks.pick(TestBlocks.txids(block), matched));
      assertThat(theirMatches(bytes)).isEqualTo(ours);
      // what Beleg accepts of a spoilt proof, if anything, bitcoin-kmp accepts as well
      for (int j = 0; j < 4; j++) {
        byte[] mutant = bytes.clone();
        mutant[random.nextInt(36, mutant.length)] ^= (byte) (1 << random.nextInt(8));
        if (ourMatches(mutant).isPresent()) {
          assertThat(theirMatches(mutant)).isEqualTo(ourMatches(mutant));
        }
      }
    }
  }

  private static Optional<List<Hash>> theirMatches(byte[] bytes) {
    try {
      var matches = fr.acinq.bitcoin.Block.verifyTxOutProof(bytes).getSecond();
      return Optional.of(
          matches.stream().map(match -> Hash.of(match.getFirst().toByteArray())).toList());
    } catch (RuntimeException | StackOverflowError refused) {
      return Optional.empty();
    }
  }

  private static Optional<List<Hash>> ourMatches(byte[] bytes) {
    try {
      MerkleBlock read = MerkleBlock.parse(bytes);
      PartialMerkleTree tree = read.tree();
      return read.verify(tree.matchedTxids(), read.header(), tree.transactionCount())
              .isAccepted()
          ? Optional.of(tree.matchedTxids())
          : Optional.empty();
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  @Test
  void proofs_withLeftoversAreRefusedByBelegAlone() {
    Block block = TestBlocks.block(TestTrees.seeded(getClass(), 4), 7);
    List<Hash> ids = TestBlocks.txids(block);
    byte[] honest = TestBlocks.partialTree(ids, List.of(4));
    int hashCount = honest[4];
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < hashCount; i++) {
      hashes.add(Hash.of(honest, 5 + 32 * i, 32));
    }
    byte[] flags = Arrays.copyOfRange(honest, 6 + 32 * hashCount, honest.length);
    byte[] padded = flags.clone();
    padded[padded.length - 1] |= (byte) 0x80;
    List<Hash> more = new ArrayList<>(hashes);
    more.add(ids.get(0));
    Hash root = block.header().merkleRoot();
    for (byte[] forged : List.of(
        TestBlocks.partialTree(7, hashes, padded), // unused bits that are not zero
        TestBlocks.partialTree(7, hashes, Arrays.copyOf(flags, 9)), // leftover flags
        TestBlocks.partialTree(7, more, flags), // a leftover hash
        Arrays.copyOf(honest, honest.length + 1), // a surplus byte
        TestBlocks.partialTree(7, List.of(root), new byte[] {0}), // no match
        TestBlocks.partialTree(0, List.of(root), new byte[] {1}), // no transactions
        TestBlocks.partialTree(40_000, List.of(root), new byte[] {0}))) { // too many
      byte[] proof = Bytes.concat(block.header().format(), forged);
      assertThat(theirMatches(proof)).isPresent();
      assertThat(ourMatches(proof)).isEmpty();
    }
    byte[] proof = Bytes.concat(block.header().format(), honest);
    assertThat(ourMatches(proof)).isEqualTo(theirMatches(proof)).isPresent();
  }

  /** CVE-2017-12842: bitcoin-kmp takes the number of transactions from the proof. */
  @Test
  void proofs_ofAHiddenTransactionAreRefusedByBelegAlone() throws MalformedDataException {
    SplittableRandom random = TestTrees.seeded(getClass(), 5);
    TransactionProofTest.Hidden hidden = TransactionProofTest.Hidden.make();
    Block block = TestBlocks.block(
        List.of(TestBlocks.coinbase(), hidden.carrier(), TestBlocks.transaction(random, false)));
    Hash last = block.transactions().get(2).txid();
    byte[] forged = Bytes.concat(
        block.header().format(),
        TestBlocks.partialTree(
            8,
            List.of(
                block.transactions().get(0).txid(),
                hidden.fake().txid(),
                hidden.rightHalf(),
                TestBlocks.node(last, last)),
            List.of(true, true, false, true, true, false, false)));
    List<Hash> fake = List.of(hidden.fake().txid());
    assertThat(theirMatches(forged)).contains(fake);
    assertThat(MerkleBlock.parse(forged).verify(fake, block.header(), 3).reason())
        .contains(Reason.TREE_SIZE_MISMATCH);
    assertThat(MerkleBlock.parse(forged)
            .verify(fake, block.header(), block.transactions().get(0))
            .reason())
        .contains(Reason.COINBASE_INVALID);
  }
}
