package org.beleg.ledger.bitcoin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come: a value that formats back to them and answers every question, or {@link
 * MalformedDataException}.
 */
class BitcoinFuzzTest {

  private static final SplittableRandom RANDOM = TestTrees.seeded(BitcoinFuzzTest.class, 20261126);
  private static final Block BLOCK = TestBlocks.witnessBlock(RANDOM, 7);

  private interface Parser {
    byte[] reprint(byte[] bytes) throws MalformedDataException;
  }

  private static void assertStrict(byte[] bytes, Parser parser) {
    try {
      assertArrayEquals(bytes, parser.reprint(bytes));
    } catch (MalformedDataException expected) {
      assertFalse(expected.where().isEmpty());
    }
  }

  @FuzzTest
  void transaction(byte[] data) {
    assertStrict(data, bytes -> {
      Transaction read = Transaction.parse(bytes);
      assertArrayEquals(
          bytes,
          Transaction.of(read.version(), read.inputs(), read.outputs(), read.lockTime())
              .format());
      boolean same = read.withoutWitness().txid().equals(read.wtxid());
      if (same == read.hasWitness()) {
        throw new AssertionError(read);
      }
      return read.format();
    });
    assertStrict(data, bytes -> Witness.parse(bytes).format());
  }

  @FuzzTest
  void block(byte[] data) {
    assertStrict(data, bytes -> {
      Block read = Block.parse(bytes);
      if (read.verify(BLOCK.header()).isAccepted() && !read.equals(BLOCK)) {
        throw new AssertionError(read);
      }
      if (read.verifyWithoutWitness(read.header()).isAccepted()
          && read.transactions().stream().anyMatch(Transaction::hasWitness)) {
        throw new AssertionError(read);
      }
      return read.format();
    });
  }

  @FuzzTest
  void merkleBlock(byte[] data) {
    Transaction coinbase = BLOCK.transactions().get(0).withoutWitness();
    assertStrict(data, bytes -> {
      MerkleBlock read = MerkleBlock.parse(bytes);
      boolean accepted = read.verify(
                  read.tree().matchedTxids(), read.header(), read.tree().transactionCount())
              .isAccepted()
          && read.verify(read.tree().matchedTxids(), BLOCK.header(), 7).isAccepted()
          && read.verify(read.tree().matchedTxids(), BLOCK.header(), coinbase).isAccepted();
      if (accepted && !TestBlocks.txids(BLOCK).containsAll(read.tree().matchedTxids())) {
        throw new AssertionError(read);
      }
      return read.format();
    });
    assertStrict(data, bytes -> PartialMerkleTree.parse(bytes).format());
  }

  @FuzzTest
  void proofs(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    byte[] printable = text.getBytes(StandardCharsets.UTF_8);
    assertStrict(printable, bytes -> {
      TransactionProof read = TransactionProof.parse(text);
      for (Transaction transaction : BLOCK.transactions()) {
        boolean accepted =
            read.check(transaction.txid(), BLOCK.header().merkleRoot()).isAccepted();
        if (accepted && !transaction.equals(BLOCK.transactions().get(read.leafIndex()))) {
          throw new AssertionError(read);
        }
      }
      return read.format().getBytes(StandardCharsets.UTF_8);
    });
    assertStrict(printable, bytes -> {
      WitnessProof read = WitnessProof.parse(text);
      for (Transaction transaction : BLOCK.transactions()) {
        boolean accepted = read.verify(transaction, BLOCK.header()).isAccepted();
        if (accepted
            && !transaction.equals(
                BLOCK.transactions().get(read.transactionProof().leafIndex()))) {
          throw new AssertionError(read);
        }
      }
      return read.format().getBytes(StandardCharsets.UTF_8);
    });
  }

  @Test
  void transaction_survivesSpoiltBytesOfUpToAMebibyte() {
    List<byte[]> honest = BLOCK.transactions().stream().map(Transaction::format).toList();
    HostileBytes.flood(RANDOM.split(), honest, 20_000, this::transaction);
  }

  @Test
  void block_survivesSpoiltBytesOfUpToAMebibyte() {
    List<byte[]> honest = List.of(BLOCK.format(), TestBlocks.block(RANDOM, 3).format());
    HostileBytes.flood(RANDOM.split(), honest, 10_000, this::block);
  }

  @Test
  void merkleBlock_survivesSpoiltBytesOfUpToAMebibyte() throws VerificationException {
    List<byte[]> honest = List.of(
        BLOCK.prune(3, 0).format(),
        BLOCK.prune(0, 1, 2, 3, 4, 5, 6).format(),
        BLOCK.prune(2, 5).tree().format(),
        TestBlocks.block(RANDOM, 100).prune(0, 44, 99).format());
    HostileBytes.flood(RANDOM.split(), honest, 20_000, this::merkleBlock);
  }

  @Test
  void proofs_surviveSpoiltTextsOfUpToAMebibyte() throws VerificationException {
    List<byte[]> honest = List.of(
        BLOCK.prove(3).format().getBytes(StandardCharsets.UTF_8),
        BLOCK.proveWitness(6).format().getBytes(StandardCharsets.UTF_8));
    HostileBytes.flood(RANDOM.split(), honest, 10_000, this::proofs);
  }

  /** The most inputs, outputs and witness items that bytes can promise. */
  @Test
  void parse_keepsItsPromisesOfMemory() {
    for (String start : List.of("0100000001", "01000000000101")) {
      for (int length : new int[] {Transaction.MAX_WEIGHT, Transaction.MAX_WEIGHT / 4}) {
        byte[] zeros = new byte[length];
        byte[] head = BaseEncoding.base16().decode(start);
        System.arraycopy(head, 0, zeros, 0, head.length);
        int inputs = head.length - 1;
        for (int count : new int[] {1, 10_000, length / 41 - 1}) {
          byte[] number = new WireWriter().compactSize(count).toByteArray();
          System.arraycopy(number, 0, zeros, inputs, number.length);
          transaction(zeros);
        }
      }
    }
    // one input whose witness is as many empty items as fit
    Witness items = Witness.of(Collections.nCopies(Transaction.MAX_WEIGHT - 300, new byte[0]));
    TransactionInput input = TransactionInput.of(OutPoint.NONE, new byte[0], 0, items);
    transaction(Transaction.of(1, List.of(input), List.of(TransactionOutput.of(0, new byte[0])), 0)
        .format());
  }
}
