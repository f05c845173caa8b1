package org.beleg.ledger.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.VerificationException;
import org.beleg.sign.SignatureScheme;
import org.beleg.sign.SigningKey;
import org.beleg.sign.VerifyingKey;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.SeededRandom;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes: a value that prints itself so, or {@link MalformedDataException}; and no forgery is
 * accepted. Runs in a heap of 64 MiB.
 */
class HeadersAndTaprootFuzzTest {

  private static final HeaderChain CHAIN = RegtestBlocks.CHAIN;
  private static final Transaction PAYMENT = RegtestBlocks.TRANSACTIONS.get(1);
  private static final SpvProof PROOF =
      SpvProof.prove(RegtestBlocks.proof(1), CHAIN, RegtestBlocks.HEIGHT, 6);
  private static final ConfirmationPolicy POLICY = ConfirmationPolicy.of(CHAIN.at(6), 5);

  private static final byte[] SCRIPT = {0x51};
  private static final VerifyingKey KEY =
      SigningKey.generate(SignatureScheme.BIP340, new SeededRandom(1)).verifyingKey();

  @FuzzTest
  void header(byte[] data) {
    try {
      BlockHeader header = BlockHeader.parse(data);
      assertThat(header.format()).isEqualTo(data);
      for (BitcoinNetwork network : BitcoinNetwork.values()) {
        assertThat(network.checkProofOfWork(header).detail().length()).isLessThan(301);
      }
      assertThat(CHAIN.append(header).tip()).isEqualTo(header);
    } catch (MalformedDataException refused) {
      assertThat(data.length).isNotEqualTo(BlockHeader.SIZE);
    } catch (VerificationException refused) {
      assertThat(refused.verdict().isAccepted()).isFalse();
    }
  }

  @FuzzTest
  void headers(byte[] data) {
    byte[] whole = Arrays.copyOf(data, data.length / BlockHeader.SIZE * BlockHeader.SIZE);
    try {
      HeaderChain longer = CHAIN.at(6).appendAll(whole);
      // every second header that is spoilt at its end is mined by that; the others must be honest
      assertThat(longer.height()).isEqualTo(6 + whole.length / BlockHeader.SIZE);
      assertThat(longer.lastCommonHeight(CHAIN).orElseThrow())
          .isGreaterThanOrEqualTo(longer.height() - 1);
    } catch (VerificationException refused) {
      assertThat(refused.verdict().detail()).contains("height");
    }
  }

  @FuzzTest
  void controlBlock(byte[] data) {
    try {
      ControlBlock shown = ControlBlock.parse(data);
      assertThat(shown.format()).isEqualTo(data);
      assertThat(shown.path()).hasSize((data.length - 33) / 32);
      assertThat(shown.check(SCRIPT, KEY).isAccepted()).isFalse();
    } catch (MalformedDataException refused) {
      assertThat(refused.where()).isNotEmpty();
    }
  }

  @FuzzTest
  void spvProof(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      SpvProof proof = SpvProof.parse(text);
      assertThat(proof.format()).isEqualTo(text);
      if (proof.verify(PAYMENT, POLICY).isAccepted()) {
        assertThat(proof.height()).isEqualTo(RegtestBlocks.HEIGHT);
        assertThat(proof.transactionProof()).isEqualTo(PROOF.transactionProof());
      }
    } catch (MalformedDataException refused) {
      assertThat(refused.where()).isNotEmpty();
    }
  }

  @FuzzTest
  void checkpoint(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    try {
      assertThat(HeaderCheckpoint.parse(text).format()).isEqualTo(text);
    } catch (MalformedDataException refused) {
      assertThat(refused.where()).isNotEmpty();
    }
  }

  @FuzzTest
  void bits(byte[] data) {
    int bits = BlockHeader.read(Arrays.copyOf(data, 4), 0);
    try {
      CompactTarget target = CompactTarget.parse(bits);
      assertThat(target.bits()).isEqualTo(bits);
      assertThat(target.target()).isBetween(BigInteger.ONE, BigInteger.TWO.pow(256));
      assertThat(CompactTarget.of(target.target()).target()).isEqualTo(target.target());
    } catch (MalformedDataException refused) {
      assertThat(refused.where()).hasSize(8);
    }
  }

  @Test
  void parsers_surviveSpoiltInputOfUpToAMebibyte() {
    byte[] behind = HeaderChain.flat(RegtestBlocks.behind(CHAIN, 6));
    byte[] control = TapTree.branch(
            TapTree.leaf(TapLeaf.of(SCRIPT)), TapTree.leaf(TapLeaf.of(SCRIPT)))
        .prove(KEY, 0)
        .format();
    HostileBytes.flood(
        TestTrees.seeded(getClass(), 1), List.of(CHAIN.tip().format()), 5_000, this::header);
    HostileBytes.flood(TestTrees.seeded(getClass(), 2), List.of(behind), 5_000, this::headers);
    HostileBytes.flood(
        TestTrees.seeded(getClass(), 3),
        List.of(control, Arrays.copyOf(control, 33)),
        1_000,
        this::controlBlock);
    HostileBytes.flood(
        TestTrees.seeded(getClass(), 4),
        List.of(
            bytes(PROOF.format()), bytes(SpvProof.of(RegtestBlocks.proof(2), 8).format())),
        5_000,
        this::spvProof);
    HostileBytes.flood(
        TestTrees.seeded(getClass(), 5),
        List.of(bytes(CHAIN.checkpoint(0).format()), bytes(CHAIN.checkpoint(9).format())),
        5_000,
        this::checkpoint);
    HostileBytes.flood(
        TestTrees.seeded(getClass(), 6), List.of(new byte[] {-1, -1, 0, 0x1d}), 5_000, this::bits);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
