package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Reason;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.Mutations;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/** Evidence for witness data, and that nothing less than it passes for it. */
class WitnessProofTest {

  private static final SplittableRandom RANDOM = TestTrees.seeded(WitnessProofTest.class, 141);

  @Test
  void verify_acceptsEveryTransactionOfABlock()
      throws VerificationException, MalformedDataException {
    for (int count = 2; count <= 20; count++) {
      Block block = TestBlocks.witnessBlock(RANDOM, count);
      for (int i = 1; i < count; i++) {
        WitnessProof proof = block.proveWitness(i);
        assertThat(proof.verify(block.transactions().get(i), block.header()).detail())
            .isEmpty();
        WitnessProof read = WitnessProof.parse(proof.format());
        assertThat(read).isEqualTo(proof).hasSameHashCodeAs(proof);
        assertThat(read.format()).isEqualTo(proof.format());
      }
    }
  }

  @Test
  void verify_refusesOtherWitnessDataOrNone() throws VerificationException {
    Block block = TestBlocks.witnessBlock(RANDOM, 5);
    for (int i = 1; i < 5; i++) {
      Transaction honest = block.transactions().get(i);
      Transaction other = BlockTest.withWitness(honest, Witness.of(new byte[] {9}));
      assertThat(block.proveWitness(i).verify(other, block.header()).reason())
          .contains(Reason.WITNESS_COMMITMENT_MISMATCH);
      if (honest.hasWitness()) {
        assertThat(block
                .proveWitness(i)
                .verify(honest.withoutWitness(), block.header())
                .reason())
            .contains(Reason.WITNESS_COMMITMENT_MISMATCH);
      }
    }
  }

  /** The branch over ids without witness data, in place of the one over everything. */
  @Test
  void verify_refusesTheBranchOfTheOtherTree() throws VerificationException {
    Block block = TestBlocks.witnessBlock(RANDOM, 6);
    for (int i = 1; i < 6; i++) {
      WitnessProof honest = block.proveWitness(i);
      WitnessProof forged = WitnessProof.of(
          honest.transactionProof(),
          honest.transactionProof().branch().path(),
          honest.reservedValue());
      for (Transaction shown :
          List.of(block.transactions().get(i), block.transactions().get(i).withoutWitness())) {
        assertThat(forged.verify(shown, block.header()).isAccepted()).isFalse();
      }
      TransactionProof swapped = TransactionProof.of(
          block.witnessTree().branch(i), honest.transactionProof().coinbaseProof());
      assertThat(WitnessProof.of(swapped, honest.witnessPath(), honest.reservedValue())
              .verify(block.transactions().get(i), block.header())
              .isAccepted())
          .isFalse();
      assertThat(swapped
              .check(block.transactions().get(i).wtxid(), block.header().merkleRoot())
              .isAccepted())
          .isFalse();
    }
  }

  @Test
  void verify_refusesTheFirstTransaction() throws VerificationException {
    Block block = TestBlocks.witnessBlock(RANDOM, 4);
    WitnessProof forged = WitnessProof.of(
        block.prove(0),
        block.witnessTree().branch(0).path(),
        block.proveWitness(1).reservedValue());
    assertThat(forged.verify(block.transactions().get(0), block.header()).reason())
        .contains(Reason.WITNESS_NOT_COVERED);
  }

  @Test
  void verify_refusesABlockWithoutCommitment() throws VerificationException {
    Block block = TestBlocks.block(RANDOM, 3);
    WitnessProof proof = WitnessProof.of(
        block.prove(1), block.witnessTree().branch(1).path(), Hash.of(new byte[32]));
    assertThat(proof.verify(block.transactions().get(1), block.header()).reason())
        .contains(Reason.WITNESS_COMMITMENT_MISSING);
  }

  @Test
  void verify_refusesEveryChangedHash() throws VerificationException {
    Block block = TestBlocks.witnessBlock(RANDOM, 5);
    for (int i = 1; i < 5; i++) {
      WitnessProof proof = block.proveWitness(i);
      Transaction transaction = block.transactions().get(i);
      List<Hash> strays = List.of(transaction.wtxid(), transaction.txid(), TestBlocks.hash());
      Mutations.eachStep(
          proof.witnessPath(),
          strays,
          mutant -> assertThat(
                  WitnessProof.of(proof.transactionProof(), mutant, proof.reservedValue())
                      .verify(transaction, block.header())
                      .isAccepted())
              .isFalse());
      Mutations.eachBit(
          proof.reservedValue(),
          mutant -> assertThat(
                  WitnessProof.of(proof.transactionProof(), proof.witnessPath(), mutant)
                      .verify(transaction, block.header())
                      .reason())
              .contains(Reason.WITNESS_COMMITMENT_MISMATCH));
    }
    assertThatThrownBy(() -> WitnessProof.of(block.prove(1), List.of(), Hash.of(new byte[20])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_readsOnlyWhatFormatPrints() throws VerificationException {
    String text = TestBlocks.witnessBlock(RANDOM, 3).proveWitness(2).format();
    assertThat(text).startsWith("beleg/bitcoin-witness-proof/v1\nindex 2\ncoinbase ");
    for (String mutant : List.of(
        text + "\n",
        text.substring(0, text.lastIndexOf("reserved")),
        text.replace("witness-sibling", "witness-cousin"),
        text.replace("reserved ", "reserved  "),
        text.replaceFirst("reserved .*", "reserved AAAA"),
        text + text.substring(text.lastIndexOf("reserved ")),
        text.replace("bitcoin-witness-proof", "bitcoin-transaction-proof"))) {
      assertThatThrownBy(() -> WitnessProof.parse(mutant))
          .as(mutant)
          .isInstanceOf(MalformedDataException.class);
    }
  }
}
