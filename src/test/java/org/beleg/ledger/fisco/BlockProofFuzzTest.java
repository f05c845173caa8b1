package org.beleg.ledger.fisco;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.beleg.MalformedDataException;
import org.beleg.Verdict;
import org.beleg.VerificationException;
import org.beleg.hash.Hash;
import org.beleg.testing.HostileBytes;
import org.beleg.testing.TestTrees;
import org.junit.jupiter.api.Test;

/**
 * Whatever list comes in, the answer is a proof that prints the same list or {@link
 * MalformedDataException}, and no other list than the honest one leads from the leaf to the root; whatever
 * signature comes in, its signer or {@link VerificationException}. Runs in a heap of 64 MiB.
 */
class BlockProofFuzzTest {

  private static final CryptoSuite SUITE = CryptoSuite.SM3_SM2;
  private static final List<Hash> LEAVES =
      List.of(SUITE.hash(new byte[] {1}), SUITE.hash(new byte[] {2}), SUITE.hash(new byte[] {3}));
  private static final BlockTree TREE = BlockTree.of(SUITE, LEAVES);

  /** One element on each line. */
  @FuzzTest
  void list(byte[] bytes) {
    List<String> list =
        Arrays.asList(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1));
    try {
      BlockProof proof = BlockProof.parse(list);
      assertThat(proof.format()).isEqualTo(list);
      judge(proof);
    } catch (MalformedDataException refused) {
      assertThat(refused.where()).isNotEmpty();
    }
  }

  /** Elements of four or 32 bytes, as the first byte of each says. */
  @FuzzTest
  void elements(byte[] bytes) {
    List<byte[]> list = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int end = Math.min(bytes.length, at + 1 + ((bytes[at] & 1) == 0 ? 32 : bytes[at] & 0xFF));
      list.add(Arrays.copyOfRange(bytes, at + 1, end));
      at = end;
    }
    try {
      BlockProof proof = BlockProof.parseBytes(list);
      assertThat(Arrays.deepEquals(proof.formatBytes().toArray(), list.toArray()))
          .isTrue();
      judge(proof);
    } catch (MalformedDataException refused) {
      assertThat(refused.where()).isNotEmpty();
    }
  }

  private static void judge(BlockProof proof) {
    for (int count = -1; count < 9; count++) {
      for (int index = 0; index < LEAVES.size(); index++) {
        Verdict verdict = proof.check(SUITE, LEAVES.get(index), index, count, TREE.rootHash());
        if (verdict.isAccepted()) {
          List<String> honest = TREE.prove(index).format();
          assertThat(proof.format().stream().filter(e -> !e.startsWith("000000")))
              .containsExactlyElementsOf(
                  honest.stream().filter(e -> !e.startsWith("000000")).toList());
        }
      }
    }
  }

  @FuzzTest
  void signature(byte[] bytes) {
    for (CryptoSuite suite : CryptoSuite.values()) {
      try {
        AccountKey signer = AccountKey.signerOf(suite, LEAVES.get(0), bytes);
        assertThat(signer.verifyTransaction(LEAVES.get(0), bytes)).isEqualTo(Verdict.accepted());
      } catch (VerificationException refused) {
        assertThat(refused.verdict().isAccepted()).isFalse();
      }
    }
  }

  @Test
  void lists_surviveMutations() {
    List<byte[]> honest = new ArrayList<>();
    List<byte[]> binary = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      honest.add(String.join("\n", TREE.prove(index).format()).getBytes(StandardCharsets.US_ASCII));
      StringBuilder elements = new StringBuilder();
      for (byte[] element : TREE.prove(index).formatBytes()) {
        elements.append('\0').append(new String(element, StandardCharsets.ISO_8859_1));
      }
      binary.add(elements.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
    HostileBytes.flood(TestTrees.seeded(getClass(), 20260315L), honest, 10_000, this::list);
    HostileBytes.flood(TestTrees.seeded(getClass(), 20260316L), binary, 10_000, this::elements);
  }

  @Test
  void signatures_surviveMutations() {
    List<byte[]> honest = List.of(new byte[65], new byte[128], LEAVES.get(1).toByteArray());
    HostileBytes.flood(TestTrees.seeded(getClass(), 20260317L), honest, 500, this::signature);
  }
}
