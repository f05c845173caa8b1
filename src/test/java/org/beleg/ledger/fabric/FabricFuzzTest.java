package org.beleg.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.SplittableRandom;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.testing.HostileBytes;
import org.junit.jupiter.api.Test;

/**
 * Any bytes as a header, an envelope, a block, signatures or a certificate: a value that prints back, or
 * {@link MalformedDataException}. Runs in a heap of 64 MiB.
 */
class FabricFuzzTest {

  private static final long SEED = 20260315L;
  private static final int ROUNDS = Integer.getInteger("beleg.fabric.fuzz.cases", 5_000);
  private static final Orderers ORDERERS = new Orderers(4);
  private static final BlockHeader HEADER = Orderers.headers(3).get(2);

  /** Jazzer's target; a plain regression test unless started with JAZZER_FUZZ=1. */
  @FuzzTest
  void parsersAreTotal(byte[] data) {
    check(data);
  }

  private interface Parser {
    byte[] parseAndPrint(byte[] data) throws MalformedDataException;
  }

  private static void check(byte[] data) {
    List<Parser> parsers = List.of(
        bytes -> BlockHeader.parse(bytes).toByteArray(),
        bytes -> Envelope.parse(bytes).toByteArray(),
        bytes -> {
          Block block = Block.parse(bytes);
          assertOneAnswer(block.check());
          assertOneAnswer(block.verify(ORDERERS.byzantine()));
          return block.toByteArray();
        },
        bytes -> {
          BlockSignatures signatures = BlockSignatures.parse(bytes);
          assertOneAnswer(ORDERERS.byzantine().verify(HEADER, signatures));
          return signatures.toByteArray();
        },
        bytes -> Consenter.of("Org1MSP", bytes).certificatePem());
    for (Parser parser : parsers) {
      try {
        assertThat(parser.parseAndPrint(data)).isEqualTo(data);
      } catch (MalformedDataException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  private static void assertOneAnswer(Verdict verdict) {
    assertThat(verdict.isAccepted()).isEqualTo(verdict.reason().isEmpty());
  }

  @Test
  void parsers_surviveMutationsOfHonestInput() {
    System.out.println("FabricFuzzTest seed " + SEED);
    BlockSignatures signatures = Orderers.signatures(
        ORDERERS.sign(0, HEADER), ORDERERS.signByIdentity(1, HEADER), ORDERERS.sign(2, HEADER));
    Block block = Block.of(HEADER, Orderers.data("2"), signatures);
    assertThat(block.verify(ORDERERS.byzantine())).isEqualTo(Verdict.accepted());
    List<byte[]> honest = List.of(
        HEADER.toByteArray(),
        Orderers.headers(1).get(0).toByteArray(),
        Orderers.envelope("payload").toByteArray(),
        signatures.toByteArray(),
        block.toByteArray(),
        ORDERERS.consenters().get(0).certificatePem());
    HostileBytes.flood(new SplittableRandom(SEED), honest, ROUNDS, FabricFuzzTest::check);
  }
}
