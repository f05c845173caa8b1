package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** What a proof of one transaction shows, and the forgeries that it must not fall for. */
class TransactionProofTest {

  private static final SplittableRandom RANDOM = TestTrees.seeded(TransactionProofTest.class, 5);

  private static CoinbaseProof coinbaseProof(Block block) throws VerificationException {
    return CoinbaseProof.of(
        block.transactions().get(0).withoutWitness(),
        block.transactionTree().branch(0).path());
  }

  // --- honest proofs -----------------------------------------------------------------------------

  @Test
  void verify_acceptsEveryTransactionOfABlock()
      throws VerificationException, MalformedDataException {
    for (int count = 1; count <= 20; count++) {
      Block block = TestBlocks.block(RANDOM, count);
      for (int i = 0; i < count; i++) {
        TransactionProof proof = block.prove(i);
        assertThat(proof.verify(block.transactions().get(i), block.header()).detail())
            .isEmpty();
        assertThat(proof.leafIndex()).isEqualTo(i);
        assertThat(TransactionProof.parse(proof.format())).isEqualTo(proof);
        for (int j = 0; j < count; j++) {
          if (j != i) {
            assertThat(proof.verify(block.transactions().get(j), block.header()).isAccepted())
                .isFalse();
          }
        }
      }
    }
  }

  @Test
  void verify_refusesAnotherBlock() throws VerificationException {
    Block block = TestBlocks.block(RANDOM, 5);
    Block other = TestBlocks.block(RANDOM, 5);
    assertThat(
            block.prove(3).verify(block.transactions().get(3), other.header()).reason())
        .contains(Reason.ROOT_MISMATCH);
    assertThat(TransactionProof.of(block.prove(3).branch(), coinbaseProof(other))
            .verify(block.transactions().get(3), block.header())
            .reason())
        .contains(Reason.ROOT_MISMATCH);
  }

  @Test
  void verify_refusesEveryOtherIndexAndEveryChangedHash() throws VerificationException {
    for (int count : new int[] {1, 2, 3, 5, 7}) {
      Block block = TestBlocks.block(RANDOM, count);
      for (int i = 0; i < count; i++) {
        TransactionProof proof = block.prove(i);
        Transaction transaction = block.transactions().get(i);
        List<Hash> path = proof.branch().path();
        for (int claimed = -2; claimed < 40; claimed++) {
          TransactionProof relabelled =
              TransactionProof.of(MerkleBranch.of(claimed, path), proof.coinbaseProof());
          assertThat(relabelled.verify(transaction, block.header()).isAccepted())
              .isEqualTo(claimed == i);
        }
        List<Hash> strays =
            List.of(transaction.txid(), block.header().merkleRoot(), TestBlocks.hash());
        Mutations.eachStep(
            path,
            strays,
            mutant -> assertThat(TransactionProof.of(
                        MerkleBranch.of(proof.leafIndex(), mutant), proof.coinbaseProof())
                    .verify(transaction, block.header())
                    .isAccepted())
                .isFalse());
        Mutations.eachStep(
            proof.coinbaseProof().path(),
            strays,
            mutant -> assertThat(TransactionProof.of(
                        proof.branch(), CoinbaseProof.of(proof.coinbaseProof().coinbase(), mutant))
                    .verify(transaction, block.header())
                    .isAccepted())
                .isFalse());
      }
    }
  }

  // --- CVE-2017-12842: a transaction behind one of 64 bytes --------------------------------------

  /** A transaction that is in no block, and one of 64 bytes whose first half is its id. */
  record Hidden(Transaction fake, Transaction carrier) {
    static Hidden make() throws MalformedDataException {
      Transaction fake = TestBlocks.transaction(RANDOM, false);
      while (fake.txid().toByteArray()[4] != 1) { // the number of inputs of the carrier
        fake = TestBlocks.transaction(RANDOM, false);
      }
      byte[] tail = TestBlocks.sixtyFourBytes(RANDOM).format();
      byte[] carrier = Bytes.concat(fake.txid().toByteArray(), Arrays.copyOfRange(tail, 32, 64));
      return new Hidden(fake, Transaction.parse(carrier));
    }

    Hash rightHalf() {
      return Hash.of(carrier.format(), 32, 32);
    }
  }

  /** The block of the attack: it has the carrier at an index, and is valid as a tree. */
  private static Block blockWith(Hidden hidden, int count, int index) {
    List<Transaction> transactions =
        new ArrayList<>(TestBlocks.block(RANDOM, count).transactions());
    transactions.set(index, hidden.carrier());
    return TestBlocks.block(transactions);
  }

  private static MerkleBranch forgedBranch(Block block, Hidden hidden, int index)
      throws VerificationException {
    List<Hash> path = new ArrayList<>(List.of(hidden.rightHalf()));
    path.addAll(block.transactionTree().branch(index).path());
    return MerkleBranch.of(2 * index, path);
  }

  @Test
  void check_refusesATransactionBehindOneOf64Bytes()
      throws VerificationException, MalformedDataException {
    for (int count = 2; count <= 12; count++) {
      for (int index = 1; index < count; index++) {
        Hidden hidden = Hidden.make();
        Block block = blockWith(hidden, count, index);
        Hash root = block.header().merkleRoot();
        Hash fakeId = hidden.fake().txid();
        MerkleBranch forged = forgedBranch(block, hidden, index);
        Reason expected =
            2 * index < count ? Reason.PATH_LENGTH_WRONG : Reason.LEAF_INDEX_OUT_OF_RANGE;
        assertThat(forged.check(fakeId, count, root).reason()).contains(expected);
        assertThat(TransactionProof.of(forged, coinbaseProof(block))
                .verify(hidden.fake(), block.header())
                .reason())
            .get()
            .isIn(Reason.PATH_LENGTH_WRONG, Reason.LEAF_INDEX_OUT_OF_RANGE);
        // the path of the first transaction made as long, by every hash that is at hand
        for (Hash stray : List.of(hidden.rightHalf(), fakeId, hidden.carrier().txid(), root)) {
          for (int at = 0; at <= coinbaseProof(block).path().size(); at++) {
            List<Hash> longer = new ArrayList<>(coinbaseProof(block).path());
            longer.add(at, stray);
            CoinbaseProof deeper = CoinbaseProof.of(coinbaseProof(block).coinbase(), longer);
            assertThat(TransactionProof.of(forged, deeper).check(fakeId, root).isAccepted())
                .isFalse();
          }
        }
        // why the number of transactions must not come from the sender: under a false one it passes
        if (index < count - 1) {
          assertThat(forged.check(fakeId, 2 * count, root).isAccepted()).isTrue();
        }
      }
    }
  }

  @Test
  void check_refusesTheFakeAsCoinbaseOfItself()
      throws VerificationException, MalformedDataException {
    Hidden hidden = Hidden.make();
    Block block = blockWith(hidden, 4, 2);
    MerkleBranch forged = forgedBranch(block, hidden, 2);
    for (Transaction first :
        List.of(hidden.fake(), hidden.carrier(), block.transactions().get(1))) {
      assertThat(TransactionProof.of(forged, CoinbaseProof.of(first, forged.path()))
              .verify(hidden.fake(), block.header())
              .reason())
          .contains(Reason.COINBASE_INVALID);
    }
  }

  @Test
  void verify_refusesATransactionOf64Bytes() throws VerificationException, MalformedDataException {
    Hidden hidden = Hidden.make();
    Block block = blockWith(hidden, 4, 2);
    assertThat(block.prove(2).verify(hidden.carrier(), block.header()).reason())
        .contains(Reason.TRANSACTION_IS_TWO_HASHES);
    // a block is another matter: all of it is there, so nothing is taken for something else
    assertThat(block.verify(block.header()).detail()).isEmpty();
  }

  @Test
  void check_refusesAFirstTransactionOf64Bytes() throws VerificationException {
    Transaction coinbase = Transaction.of(
        1,
        List.of(TransactionInput.of(OutPoint.NONE, new byte[4], 0, Witness.empty())),
        List.of(TransactionOutput.of(1, new byte[0])),
        0);
    assertThat(coinbase.size()).isEqualTo(64);
    Block block = TestBlocks.block(List.of(coinbase, TestBlocks.transaction(RANDOM, false)));
    assertThat(coinbaseProof(block).check(block.header().merkleRoot()).reason())
        .contains(Reason.TRANSACTION_IS_TWO_HASHES);
  }

  // --- an inner node as transaction --------------------------------------------------------------

  @Test
  void verify_refusesAnInnerNodeThatReadsAsATransaction() throws VerificationException {
    Transaction node = TestBlocks.sixtyFourBytes(RANDOM);
    Hash left = Hash.of(node.format(), 0, 32);
    Hash right = Hash.of(node.format(), 32, 32);
    Transaction coinbase = TestBlocks.coinbase();
    TransactionTree tree =
        TransactionTree.of(List.of(coinbase.txid(), TestBlocks.hash(), left, right));
    BlockHeader header = BlockHeader.of(1, Hash.of(new byte[32]), tree.rootHash(), 0, 0, 0);
    assertThat(tree.branch(2).path().get(1)).isEqualTo(tree.branch(3).path().get(1));
    MerkleBranch forged = MerkleBranch.of(1, tree.branch(2).path().subList(1, 2));
    CoinbaseProof first = CoinbaseProof.of(coinbase, tree.branch(0).path());
    assertThat(TransactionProof.of(forged, first).verify(node, header).reason())
        .contains(Reason.TRANSACTION_IS_TWO_HASHES);
    assertThat(TransactionProof.of(forged, first)
            .check(node.txid(), tree.rootHash())
            .reason())
        .contains(Reason.PATH_LENGTH_WRONG);
    assertThat(forged.check(node.txid(), 4, tree.rootHash()).reason())
        .contains(Reason.PATH_LENGTH_WRONG);
    // under a false number of transactions it passes
    assertThat(forged.check(node.txid(), 2, tree.rootHash()).isAccepted()).isTrue();
  }

  // --- CVE-2012-2459: repeated nodes -------------------------------------------------------------

  @Test
  void check_refusesTheRepetitionOfTheLastTransaction() throws VerificationException {
    for (int count : new int[] {3, 5, 6, 7, 9, 10, 11, 12}) {
      Block block = TestBlocks.block(RANDOM, count);
      Hash root = block.header().merkleRoot();
      List<Hash> ids = TestBlocks.txids(block);
      for (int level = 0; TestBlocks.width(count, level) > 1; level++) {
        if (TestBlocks.width(count, level) % 2 != 0) {
          List<Hash> longer = TestBlocks.repeatLast(ids, level);
          assertThat(TestBlocks.root(longer)).isEqualTo(root);
          assertThatThrownBy(() -> TransactionTree.of(longer))
              .isInstanceOf(VerificationException.class)
              .hasMessageContaining("SIBLINGS_EQUAL");
          for (int i = 0; i < longer.size(); i++) {
            MerkleBranch branch = MerkleBranch.of(i, TestBlocks.path(longer, i));
            boolean honest = i < count && branch.equals(block.prove(i).branch());
            assertThat(branch.check(longer.get(i), longer.size(), root).isAccepted())
                .as("%s of %s as %s", i, count, longer.size())
                .isEqualTo(honest && TestBlocks.hasShape(i, count, longer.size()));
            assertThat(TransactionProof.of(branch, coinbaseProof(block))
                    .check(longer.get(i), root)
                    .isAccepted())
                .isEqualTo(honest);
          }
        }
      }
    }
  }

  // --- witnesses ---------------------------------------------------------------------------------

  @Test
  void verify_refusesWitnessDataThatTheIdDoesNotCover() throws VerificationException {
    Block block = TestBlocks.witnessBlock(RANDOM, 7);
    Transaction transaction = block.transactions().get(1);
    assertThat(transaction.hasWitness()).isTrue();
    assertThat(block.prove(1).verify(transaction, block.header()).reason())
        .contains(Reason.WITNESS_NOT_COVERED);
    assertThat(
            block.prove(1).verify(transaction.withoutWitness(), block.header()).detail())
        .isEmpty();
    // and no other transaction can come with the first one's proof
    CoinbaseProof withWitness = CoinbaseProof.of(
        block.transactions().get(0), block.transactionTree().branch(0).path());
    assertThat(withWitness.check(block.header().merkleRoot()).reason())
        .contains(Reason.WITNESS_NOT_COVERED);
  }

  // --- labels and texts --------------------------------------------------------------------------

  @Test
  void check_refusesCountsAndIndexesOutOfRange() throws VerificationException {
    Block block = TestBlocks.block(RANDOM, 5);
    Hash root = block.header().merkleRoot();
    MerkleBranch branch = block.prove(3).branch();
    Hash id = block.transactions().get(3).txid();
    assertThat(branch.check(id, 5, root).detail()).isEmpty();
    for (int count : new int[] {0, -1, Integer.MIN_VALUE, 16_667, Integer.MAX_VALUE}) {
      assertThat(branch.check(id, count, root).reason())
          .contains(Reason.TRANSACTION_COUNT_OUT_OF_RANGE);
    }
    for (int index : new int[] {-1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThat(MerkleBranch.of(index, branch.path()).check(id, 5, root).reason())
          .contains(Reason.LEAF_INDEX_OUT_OF_RANGE);
    }
    assertThat(branch.check(Hash.of(new byte[20]), 5, root).reason())
        .contains(Reason.HASH_SIZE_WRONG);
    assertThat(branch.check(id, 5, Hash.of(new byte[20])).reason()).contains(Reason.ROOT_MISMATCH);
    assertThatThrownBy(() -> MerkleBranch.of(0, List.of(Hash.of(new byte[20]))))
        .isInstanceOf(IllegalArgumentException.class);
    List<Hash> endless = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      endless.add(TestBlocks.hash(TestTrees.entry(i)));
    }
    assertThat(CoinbaseProof.of(TestBlocks.coinbase(), endless).check(root).reason())
        .contains(Reason.PATH_LENGTH_WRONG);
    assertThatThrownBy(() -> TransactionProof.of(
                MerkleBranch.of(0, endless), block.prove(0).coinbaseProof())
            .format())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TransactionProof.of(
                MerkleBranch.of(-1, List.of()), block.prove(0).coinbaseProof())
            .format())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void parse_readsOnlyWhatFormatPrints() throws VerificationException {
    String text = TestBlocks.block(RANDOM, 3).prove(2).format();
    assertThat(text)
        .startsWith("beleg/bitcoin-transaction-proof/v1\nindex 2\ncoinbase AgAAAAEA")
        .containsPattern("(\ncoinbase-sibling [0-9A-Za-z+/]{43}=){2}(\nsibling .{43}=){2}\n$");
    for (String mutant : List.of(
        "",
        text + "\n",
        text + "sibling x\n",
        text.substring(0, text.length() - 1),
        text.replace("index 2", "index 02"),
        text.replace("index 2", "index -2"),
        text.replace("index 2", "index 4294967298"),
        text.replace("coinbase A", "coinbase  A"),
        text.replace("coinbase Ag", "coinbase Cg"), // another version, and so another id
        text.replace("/v1", "/v2"),
        text.replaceFirst("sibling .*\n", "sibling AAAA\n"),
        text + text.substring(text.lastIndexOf("sibling ")).repeat(14))) {
      boolean reads = mutant.contains("coinbase Cg");
      assertThat(isRead(mutant)).as(mutant).isEqualTo(reads);
    }
  }

  private static boolean isRead(String text) {
    try {
      return TransactionProof.parse(text).format().equals(text);
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
